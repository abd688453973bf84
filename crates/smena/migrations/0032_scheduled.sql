-- What was scheduled by who leaves goes on for who takes them out: a hand-over knows which jobs, so that its undo gives them back.
alter table handovers add column scheduled text;
create index jobs_asked_by on jobs (account_id, asked_by_person_id);
