-- What was scheduled by who leaves goes on for who takes them out: a hand-over knows which jobs, and a job which hand-over passed it on,
-- so that its undo gives back what nobody has taken over since.
alter table handovers add column scheduled text;
alter table jobs add column handover_id bigint;
create index jobs_asked_by on jobs (account_id, asked_by_person_id);
