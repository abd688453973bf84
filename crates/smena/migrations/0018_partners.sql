-- Partners of the installation: companies that look after others. A partner is an account with a face, so its key is that
-- account. state: listed, struck. regions: JSON list. An address is somebody's of the partner whom customers may let in.
create table partners (
  account_id bigint primary key references accounts (id),
  name text not null,
  name_key {sorted} not null,
  regions text not null,
  about text not null,
  contact text not null,
  state text not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table partner_addresses (
  account_id bigint not null references partners (account_id),
  address text not null,
  added_at bigint not null,
  primary key (account_id, address)
);
create index partner_addresses_address on partner_addresses (address);

-- Who looks after an account, and how many seats were in use when its plan became smaller than that.
alter table accounts add column partner_account_id bigint;
alter table accounts add column seats_before bigint;
create index accounts_partner on accounts (partner_account_id);

-- Asking one's partner for seats: the asker's own row, and the partner's own row of the same id. state: waiting, granted,
-- declined, withdrawn.
create table seat_requests (
  account_id bigint not null references accounts (id),
  id bigint not null,
  partner_account_id bigint not null,
  seats bigint not null,
  reason text,
  state text not null,
  asked_by_person_id bigint,
  asked_at bigint not null,
  granted bigint,
  word text,
  ended_at bigint,
  primary key (account_id, id)
);
create unique index seat_requests_waiting on seat_requests (account_id) where state = 'waiting';

create table partner_requests (
  account_id bigint not null references accounts (id),
  id bigint not null,
  customer_account_id bigint not null,
  seats bigint not null,
  reason text,
  state text not null,
  asked_at bigint not null,
  granted bigint,
  word text,
  ended_at bigint,
  answered_by_person_id bigint,
  primary key (account_id, id)
);
create index partner_requests_state on partner_requests (account_id, state, id);

-- Looking for a partner: what a company leaves (state: open, accepted, withdrawn), its row for each partner it reached, and
-- that partner's own row of the same id (state of both: waiting, offered, declined, accepted, passed).
create table partner_searches (
  account_id bigint not null references accounts (id),
  id bigint not null,
  region text not null,
  text text not null,
  state text not null,
  asked_by_person_id bigint,
  asked_at bigint not null,
  ended_at bigint,
  primary key (account_id, id)
);
create unique index partner_searches_open on partner_searches (account_id) where state = 'open';

create table partner_replies (
  account_id bigint not null references accounts (id),
  search_id bigint not null,
  partner_account_id bigint not null,
  state text not null,
  word text,
  answered_at bigint,
  primary key (account_id, search_id, partner_account_id),
  foreign key (account_id, search_id) references partner_searches (account_id, id)
);

create table partner_leads (
  account_id bigint not null references accounts (id),
  id bigint not null,
  customer_account_id bigint not null,
  region text not null,
  text text not null,
  state text not null,
  asked_at bigint not null,
  word text,
  ended_at bigint,
  answered_by_person_id bigint,
  primary key (account_id, id)
);
create index partner_leads_state on partner_leads (account_id, state, id);
