-- Accounts, people, portfolios, the journal. One text for both engines; times are ms UTC, bool is smallint, JSON is text.
-- {blob} and {sorted} (text compared byte by byte) are the only words that an engine spells in its own way.

create table accounts (
  id bigint primary key,
  name text not null,
  lang text not null,
  zone text not null,
  currency text not null,
  seats_bought bigint,
  paid_until bigint,
  default_role_id bigint,
  created_at bigint not null,
  version bigint not null default 1
);

create table identities (
  id bigint primary key,
  account_id bigint references accounts (id),
  password_hash text,
  epoch bigint not null,
  created_at bigint not null
);

-- scope is 0 for an e-mail (unique over the installation) and the account for a login.
create table sign_in_names (
  scope bigint not null,
  name text not null,
  identity_id bigint not null references identities (id),
  primary key (scope, name)
);
create index sign_in_names_identity on sign_in_names (identity_id);

create table nodes (
  node bigint primary key,
  holder text not null,
  lease_until bigint not null,
  promised_ms bigint not null
);

create table attempts (
  key text not null,
  at bigint not null,
  id bigint primary key
);
create index attempts_key on attempts (key, at);

create table roles (
  account_id bigint not null references accounts (id),
  id bigint not null,
  key text,
  name text not null,
  rights text not null,
  position bigint not null,
  primary key (account_id, id)
);
create unique index roles_key on roles (account_id, key);

create table people (
  account_id bigint not null references accounts (id),
  id bigint not null,
  identity_id bigint references identities (id),
  name text not null,
  name_key {sorted} not null,
  email text,
  login text,
  phone text,
  category text not null,
  status text not null,
  status_rank bigint not null,
  status_before text,
  role_id bigint not null,
  portfolio_id bigint,
  answerable_person_id bigint,
  valid_until bigint,
  epoch bigint not null,
  needs_link smallint not null default 0,
  must_change_password smallint not null default 0,
  lang text,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  departed_at bigint,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, role_id) references roles (account_id, id),
  foreign key (account_id, answerable_person_id) references people (account_id, id)
);
create unique index people_identity on people (account_id, identity_id);
create unique index people_email on people (account_id, email);
create unique index people_login on people (account_id, login);
create index people_listed on people (account_id, status_rank, name_key, id);
create index people_answerable on people (account_id, answerable_person_id);
create index people_identity_only on people (identity_id, account_id);

create table last_seen (
  account_id bigint not null references accounts (id),
  person_id bigint not null,
  at bigint not null,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references people (account_id, id)
);

create table departments (
  account_id bigint not null references accounts (id),
  id bigint not null,
  parent_id bigint,
  name text not null,
  position bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, parent_id) references departments (account_id, id)
);
create unique index departments_name on departments (account_id, parent_id, name);

create table department_members (
  account_id bigint not null references accounts (id),
  department_id bigint not null,
  person_id bigint not null,
  post text not null,
  main smallint not null,
  primary key (account_id, department_id, person_id),
  foreign key (account_id, department_id) references departments (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create index department_members_person on department_members (account_id, person_id);

create table sessions (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  secret_hash {blob} not null,
  identity_epoch bigint not null,
  person_epoch bigint not null,
  agent text,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_why text,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create unique index sessions_secret on sessions (account_id, secret_hash);
create index sessions_person on sessions (account_id, person_id, ended_at);

create table api_tokens (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  name text not null,
  secret_hash {blob} not null,
  person_epoch bigint not null,
  created_by bigint,
  created_at bigint not null,
  ended_at bigint,
  ended_why text,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create unique index api_tokens_secret on api_tokens (account_id, secret_hash);
create index api_tokens_person on api_tokens (account_id, person_id, ended_at);

-- A one-time link that sets a password; it dies with a change of status (the person's epoch).
create table links (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  secret_hash {blob} not null,
  person_epoch bigint not null,
  created_by bigint,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_why text,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create unique index links_secret on links (account_id, secret_hash);
create index links_person on links (account_id, person_id, ended_at);

-- Who has shown the right password and has several accounts to choose from, for ten minutes.
create table sign_in_choices (
  account_id bigint not null references accounts (id),
  secret_hash {blob} not null,
  person_id bigint not null,
  identity_epoch bigint not null,
  expires_at bigint not null,
  primary key (account_id, secret_hash),
  foreign key (account_id, person_id) references people (account_id, id)
);
create index sign_in_choices_expiry on sign_in_choices (account_id, expires_at);

create table portfolios (
  account_id bigint not null references accounts (id),
  id bigint not null,
  home_person_id bigint,
  department_id bigint,
  created_at bigint not null,
  primary key (account_id, id),
  foreign key (account_id, home_person_id) references people (account_id, id),
  foreign key (account_id, department_id) references departments (account_id, id)
);
create index portfolios_home on portfolios (account_id, home_person_id);

create table portfolio_holders (
  account_id bigint not null references accounts (id),
  portfolio_id bigint not null,
  kind text not null,
  holder_person_id bigint not null,
  since bigint not null,
  by_handover bigint,
  primary key (account_id, portfolio_id, kind),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, holder_person_id) references people (account_id, id)
);
create index portfolio_holders_holder on portfolio_holders (account_id, kind, holder_person_id, portfolio_id);
create index portfolio_holders_person on portfolio_holders (account_id, holder_person_id);

create table portfolio_history (
  account_id bigint not null references accounts (id),
  portfolio_id bigint not null,
  kind text not null,
  since bigint not null,
  id bigint not null,
  holder_person_id bigint not null,
  until bigint,
  by_handover bigint,
  primary key (account_id, portfolio_id, kind, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, holder_person_id) references people (account_id, id)
);

-- A numbered fact. what: departure, handover, giveback, undo. ended: how many credentials of each kind (JSON).
-- answered: for which technical users somebody else answers since (JSON). An undo names what it undid, and lists in
-- not_restored (JSON) what had moved on; the undone one names it in undone_by.
create table handovers (
  account_id bigint not null references accounts (id),
  id bigint not null,
  number bigint not null,
  what text not null,
  person_id bigint not null,
  at bigint not null,
  by_person_id bigint,
  reason text,
  status_before text,
  portfolio_before bigint,
  portfolio_after bigint,
  needs_link_before smallint not null,
  ended text not null,
  undo_until bigint,
  undone_at bigint,
  undone_by bigint,
  undoes bigint,
  not_restored text,
  answered text,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create unique index handovers_number on handovers (account_id, number);
create index handovers_person on handovers (account_id, person_id, id);

-- by_before and by_after: the hand-over that the holder's row names before and after the step.
create table handover_steps (
  account_id bigint not null references accounts (id),
  handover_id bigint not null,
  portfolio_id bigint not null,
  kind text not null,
  from_person_id bigint not null,
  to_person_id bigint not null,
  count bigint not null,
  open bigint not null,
  by_before bigint,
  by_after bigint,
  primary key (account_id, handover_id, portfolio_id, kind),
  foreign key (account_id, handover_id) references handovers (account_id, id),
  foreign key (account_id, from_person_id) references people (account_id, id),
  foreign key (account_id, to_person_id) references people (account_id, id)
);

-- Records that were assigned one by one: what an undo finds gone elsewhere, and a record's own history of portfolios.
create table record_moves (
  account_id bigint not null references accounts (id),
  id bigint not null,
  kind text not null,
  record_id bigint not null,
  from_portfolio_id bigint not null,
  to_portfolio_id bigint not null,
  at bigint not null,
  primary key (account_id, id)
);
create index record_moves_from on record_moves (account_id, from_portfolio_id, kind, at);
create index record_moves_record on record_moves (account_id, kind, record_id, id);

create table rollups (
  account_id bigint not null references accounts (id),
  portfolio_id bigint not null,
  kind text not null,
  bucket bigint not null,
  open smallint not null,
  currency text not null,
  count bigint not null,
  sum bigint not null,
  primary key (account_id, portfolio_id, kind, bucket, open, currency)
);
create index rollups_kind on rollups (account_id, kind, bucket);

create table journal_heads (
  account_id bigint primary key references accounts (id),
  seq bigint not null,
  hash {blob} not null
);

create table events (
  account_id bigint not null references accounts (id),
  seq bigint not null,
  op bigint not null,
  at bigint not null,
  actor text not null,
  actor_person_id bigint,
  acting_for bigint,
  kind text not null,
  subject_kind text not null,
  subject_id bigint not null,
  digest {blob} not null,
  prev_hash {blob} not null,
  hash {blob} not null,
  primary key (account_id, seq)
);
create index events_op on events (account_id, op);
create index events_subject on events (account_id, subject_kind, subject_id, seq);
create index events_actor on events (account_id, actor_person_id, seq);

create table event_data (
  account_id bigint not null references accounts (id),
  seq bigint not null,
  salt {blob} not null,
  data text not null,
  primary key (account_id, seq),
  foreign key (account_id, seq) references events (account_id, seq)
);

create table denials (
  account_id bigint not null references accounts (id),
  id bigint not null,
  at bigint not null,
  actor_person_id bigint,
  act text not null,
  primary key (account_id, id)
);

-- Answers to repeated posts: the same key gives the same answer.
create table idempotency (
  account_id bigint not null references accounts (id),
  person_id bigint not null,
  key text not null,
  digest text not null,
  status bigint,
  body text,
  at bigint not null,
  primary key (account_id, person_id, key)
);
