-- A hand-over whose records are shared out by rules: staged by a job, then handed over at once. state: running, done,
-- cancelled. asked: who receives what (JSON). progress: how far the staging is (JSON). gone: records that left by
-- themselves meanwhile (JSON). A person has one running plan at most.
create table plans (
  account_id bigint not null references accounts (id),
  id bigint not null,
  what text not null,
  person_id bigint not null,
  asked text not null,
  state text not null,
  job_id bigint not null,
  at bigint not null,
  started_by_person_id bigint,
  status_before text,
  handover_id bigint,
  progress text not null,
  gone text,
  ended_at bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id),
  foreign key (account_id, handover_id) references handovers (account_id, id)
);
create unique index plans_running on plans (account_id, person_id) where state = 'running';
create index plans_handover on plans (account_id, handover_id);

-- A portfolio that a plan staged records in: taken from which, by which rule, for whom.
create table plan_portfolios (
  account_id bigint not null references accounts (id),
  portfolio_id bigint not null,
  plan_id bigint not null,
  source_portfolio_id bigint not null,
  kind text not null,
  rule bigint not null,
  to_person_id bigint not null,
  primary key (account_id, portfolio_id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, source_portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, plan_id) references plans (account_id, id),
  foreign key (account_id, to_person_id) references people (account_id, id)
);
create index plan_portfolios_plan on plan_portfolios (account_id, plan_id, rule, portfolio_id);
