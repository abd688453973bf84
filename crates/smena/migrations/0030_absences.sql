-- Who is away from day to day: whole days of the company's, both included, as texts like 2026-11-22, so that they stay the
-- same days whatever becomes of the company's zone. reason: vacation, sick, trip, other. What is withdrawn is gone.
create table absences (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  first_day text not null,
  last_day text not null,
  reason text not null,
  word text,
  stated_at bigint not null,
  stated_by_person_id bigint,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create index absences_person on absences (account_id, person_id, first_day);
create index absences_days on absences (account_id, last_day, first_day);

-- Who is covered at a moment, whoever it is.
create index covers_until on covers (account_id, until_at);
