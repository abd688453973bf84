-- Personal data that goes: on a day, or once it was kept long enough.

-- grace_days: between the press and the erasure. entry_days: how long what came by a form is kept once it is done, null for
-- as long as its contact. login_key: what logins of erased people are hashed with.
alter table accounts add column grace_days bigint not null default 30;
alter table accounts add column entry_days bigint;
alter table accounts add column login_key {blob};

-- When the personal data of a closing person goes, or of an erased one went.
alter table people add column erase_at bigint;
create index people_erase on people (account_id, erase_at) where status = 'closing';

-- Logins that erased people had, as hashes: nobody else signs in by one of them.
create table reserved_logins (
  account_id bigint not null references accounts (id),
  digest {blob} not null,
  primary key (account_id, digest)
);
