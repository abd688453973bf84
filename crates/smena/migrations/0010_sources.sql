-- Sources (forms on other sites) and triggers (what a stage sets off). Both lie in portfolios like any other work.

-- A form that people outside fill in. Whoever holds its portfolio for the kind source receives what comes; of a queue,
-- whoever's turn it is. phone, email, company, message: off, optional, required. key is the public part of its address.
create table forms (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  key text not null,
  name text not null,
  lang text not null,
  pipeline_id bigint not null,
  stage_id bigint not null,
  phone text not null,
  email text not null,
  company text not null,
  message text not null,
  thanks text,
  next_url text,
  is_on smallint not null,
  job_id bigint,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, pipeline_id) references pipelines (account_id, id),
  foreign key (account_id, stage_id) references stages (account_id, id)
);
create unique index forms_key on forms (account_id, key);
create index forms_portfolio on forms (account_id, portfolio_id, id);
create index forms_stage on forms (account_id, stage_id);

-- What came by a form. said: what was typed (JSON). once: tells a double press from a second message. state: waiting
-- until somebody can receive it, then done with the ids of what was made or found.
create table form_entries (
  account_id bigint not null references accounts (id),
  id bigint not null,
  form_id bigint not null,
  once text not null,
  received_at bigint not null,
  state text not null,
  said text not null,
  contact_id bigint,
  deal_id bigint,
  done_at bigint,
  primary key (account_id, id),
  foreign key (account_id, form_id) references forms (account_id, id)
);
create unique index form_entries_once on form_entries (account_id, form_id, once);
create index form_entries_form on form_entries (account_id, form_id, state, id);

-- Posts of the last minutes, for the limits; forgotten soon. address is empty where the network doesn't tell.
create table form_posts (
  account_id bigint not null references accounts (id),
  id bigint not null,
  form_id bigint not null,
  address text not null,
  at bigint not null,
  primary key (account_id, id)
);
create index form_posts_form on form_posts (account_id, form_id, at);
create index form_posts_address on form_posts (account_id, address, at);

-- How much was caught in the trap of a form: the field that only programs fill in.
create table form_traps (
  account_id bigint not null references accounts (id),
  form_id bigint not null,
  count bigint not null,
  primary key (account_id, form_id)
);

-- What a stage sets off. does: task or assign. The portfolio says whom it gives to: its holder for the kind trigger, or
-- of a queue whoever's turn it is; with to_responsible the deal's own, and the holder looks after it.
create table triggers (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  name text not null,
  pipeline_id bigint not null,
  stage_id bigint not null,
  does text not null,
  to_responsible smallint not null,
  title text,
  days bigint,
  is_on smallint not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, pipeline_id) references pipelines (account_id, id),
  foreign key (account_id, stage_id) references stages (account_id, id)
);
create index triggers_stage on triggers (account_id, stage_id, id);
create index triggers_portfolio on triggers (account_id, portfolio_id, id);

-- Every portfolio holds the two kinds from now on: with whoever has its deleted records, since the same moment and by the
-- same hand-overs, so that an undo takes them along.
insert into portfolio_holders (account_id, portfolio_id, kind, holder_person_id, since, by_handover)
  select account_id, portfolio_id, 'source', holder_person_id, since, by_handover from portfolio_holders where kind = 'bin';
insert into portfolio_holders (account_id, portfolio_id, kind, holder_person_id, since, by_handover)
  select account_id, portfolio_id, 'trigger', holder_person_id, since, by_handover from portfolio_holders where kind = 'bin';
insert into portfolio_history (account_id, portfolio_id, kind, since, id, holder_person_id, until, by_handover)
  select account_id, portfolio_id, 'source', since, id, holder_person_id, until, by_handover
  from portfolio_history where kind = 'bin';
insert into portfolio_history (account_id, portfolio_id, kind, since, id, holder_person_id, until, by_handover)
  select account_id, portfolio_id, 'trigger', since, id, holder_person_id, until, by_handover
  from portfolio_history where kind = 'bin';
insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count, open,
    by_before, by_after)
  select account_id, handover_id, portfolio_id, 'source', from_person_id, to_person_id, 0, 0, by_before, by_after
  from handover_steps where kind = 'bin';
insert into handover_steps (account_id, handover_id, portfolio_id, kind, from_person_id, to_person_id, count, open,
    by_before, by_after)
  select account_id, handover_id, portfolio_id, 'trigger', from_person_id, to_person_id, 0, 0, by_before, by_after
  from handover_steps where kind = 'bin';
