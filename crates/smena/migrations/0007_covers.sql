-- Covers, queues of departments, work to take over once somebody is active.

-- A stand-in for a person's work from a moment until another. kinds is a JSON list, null for all. What a cover reaches
-- is whatever the person holds at that moment, so there is nothing to copy when portfolios are made or change hands.
-- ended_why: ended, declined, departure; a departure that is undone brings back what it ended.
create table covers (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  stand_in_person_id bigint not null,
  kinds text,
  from_at bigint not null,
  until_at bigint not null,
  reason text,
  created_by bigint,
  created_at bigint not null,
  ended_at bigint,
  ended_by bigint,
  ended_why text,
  ended_with_handover bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id),
  foreign key (account_id, stand_in_person_id) references people (account_id, id)
);
create index covers_stand_in on covers (account_id, stand_in_person_id, until_at);
create index covers_person on covers (account_id, person_id, until_at);
create index covers_handover on covers (account_id, ended_with_handover);

-- A queue is a portfolio with a department and a name. When its department goes, it closes: no department any more.
alter table portfolios add column name text;
create unique index portfolios_department on portfolios (account_id, department_id, name);

-- Whose turn it was last, by queue and kind.
create table queue_turns (
  account_id bigint not null references accounts (id),
  portfolio_id bigint not null,
  kind text not null,
  last_person_id bigint not null,
  primary key (account_id, portfolio_id, kind),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, last_person_id) references people (account_id, id)
);

-- What a pending person takes over in the transaction in which they become active. kinds as in covers.
create table planned_takeovers (
  account_id bigint not null references accounts (id),
  person_id bigint not null,
  portfolio_id bigint not null,
  kinds text,
  asked_by bigint,
  asked_at bigint not null,
  primary key (account_id, person_id, portfolio_id),
  foreign key (account_id, person_id) references people (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id)
);
