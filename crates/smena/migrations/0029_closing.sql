-- Companies that close. accounts.closes_at: from this moment on nothing of the account opens, and the hourly round removes it; null:
-- it stays. closings: who asked for it and why, when the administrators were reminded, and when the removal began, after which
-- nobody calls it back.
alter table accounts add column closes_at bigint;
create index accounts_closes on accounts (closes_at) where closes_at is not null;

create table closings (
  account_id bigint primary key references accounts (id),
  asked_at bigint not null,
  asked_by_person_id bigint,
  reason text,
  reminded_at bigint,
  begun_at bigint
);

-- What a partner keeps of a customer that is gone: its name and the day.
create table closed_customers (
  account_id bigint not null references accounts (id),
  customer_account_id bigint not null,
  name text not null,
  closed_at bigint not null,
  primary key (account_id, customer_account_id)
);

-- What the installation keeps of an account that is gone, so that whoever runs it knows what is not to come back out of a backup.
create table closed_accounts (
  id bigint primary key,
  name text not null,
  closed_at bigint not null,
  removed_at bigint not null
);
