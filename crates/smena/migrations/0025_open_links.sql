-- Links by which whoever has one joins, and who waits for a word. approval: an administrator says yes to each. What is in
-- open_joins waits; it goes with the answer.
create table open_links (
  account_id bigint not null references accounts (id),
  id bigint not null,
  secret_hash {blob} not null,
  role_id bigint not null,
  department_id bigint,
  approval smallint not null,
  most bigint not null,
  used bigint not null,
  created_by bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  primary key (account_id, id),
  foreign key (account_id, created_by) references people (account_id, id)
);
create unique index open_links_secret on open_links (account_id, secret_hash);

create table open_joins (
  account_id bigint not null references accounts (id),
  id bigint not null,
  open_link_id bigint not null,
  name text not null,
  email text not null,
  asked_at bigint not null,
  primary key (account_id, id),
  foreign key (account_id, open_link_id) references open_links (account_id, id)
);
create unique index open_joins_email on open_joins (account_id, email);
