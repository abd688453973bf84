-- Work that is written down first and done later, in steps. state: ready (due at run_at), waiting (for somebody who may
-- do it), done, failed, cancelled. While holder works at it nobody else does, until lease_until. trouble: the last
-- refusal or fault as the key of a sentence and its values (JSON).
create table jobs (
  account_id bigint not null references accounts (id),
  id bigint not null,
  kind text not null,
  data text not null,
  state text not null,
  run_at bigint not null,
  holder text,
  lease_until bigint not null default 0,
  tries bigint not null default 0,
  trouble text,
  done bigint not null default 0,
  total bigint not null default 0,
  asked_by_person_id bigint,
  cancel_asked smallint not null default 0,
  created_at bigint not null,
  ended_at bigint,
  primary key (account_id, id),
  foreign key (account_id, asked_by_person_id) references people (account_id, id)
);
create index jobs_due on jobs (account_id, state, run_at, id);
create index jobs_ended on jobs (account_id, ended_at);
