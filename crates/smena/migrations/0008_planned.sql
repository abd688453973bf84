-- Departures planned for a day and an hour; what a departure passes on beside work.

-- Posts of departments, and tokens that technical users have since (JSON).
alter table handovers add column posts text;
alter table handovers add column kept text;

-- When the person is to leave; limited: until then they delete and download nothing.
alter table people add column leaving_at bigint;
alter table people add column limited smallint not null default 0;

-- state: planned, done, cancelled. asked: who receives what (JSON). Why one waits, its job knows. A person has one that
-- is planned at most.
create table planned_departures (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  asked text not null,
  run_at bigint not null,
  limits smallint not null,
  state text not null,
  job_id bigint not null,
  planned_at bigint not null,
  planned_by_person_id bigint,
  plan_id bigint,
  handover_id bigint,
  ended_at bigint,
  ended_by_person_id bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id),
  foreign key (account_id, plan_id) references plans (account_id, id),
  foreign key (account_id, handover_id) references handovers (account_id, id)
);
create unique index planned_departures_person on planned_departures (account_id, person_id) where state = 'planned';
create index planned_departures_state on planned_departures (account_id, state, run_at);
