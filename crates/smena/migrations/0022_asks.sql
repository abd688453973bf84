-- Requests to the administrators. what: access (to a page), leave (the company). state: waiting, done, declined, withdrawn.
create table asks (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  what text not null,
  page text not null,
  text text not null,
  state text not null,
  asked_at bigint not null,
  word text,
  ended_at bigint,
  ended_by_person_id bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create unique index asks_waiting on asks (account_id, person_id, what, page) where state = 'waiting';
create index asks_state on asks (account_id, state, id);
