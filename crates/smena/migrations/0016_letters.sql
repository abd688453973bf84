-- Letters to people: written down in the transaction that asks for them, sent by a job. purpose: invitation, test. state:
-- waiting, sent, refused, withdrawn. why, code and answer: what the mail server said last. No secret is ever here: the
-- link of an invitation is made when the letter goes. Addresses of letters are in no other table.
create table letters (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  purpose text not null,
  address text not null,
  state text not null,
  tries bigint not null,
  why text,
  code bigint,
  answer text,
  link_id bigint,
  job_id bigint not null,
  asked_by_person_id bigint,
  created_at bigint not null,
  tried_at bigint,
  ended_at bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create index letters_person on letters (account_id, person_id, purpose, id);
create unique index letters_waiting on letters (account_id, person_id, purpose) where state = 'waiting';
create index letters_created on letters (account_id, created_at);
