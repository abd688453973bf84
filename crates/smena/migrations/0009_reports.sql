-- Reports of hand-overs, notes to successors, the day on which a deal is expected to close.

-- What the amounts in a step added up to at that moment, by currency: of everything, and of what was open.
create table handover_sums (
  account_id bigint not null references accounts (id),
  handover_id bigint not null,
  portfolio_id bigint not null,
  kind text not null,
  currency text not null,
  amount bigint not null,
  open_amount bigint not null,
  primary key (account_id, handover_id, portfolio_id, kind, currency),
  foreign key (account_id, handover_id, portfolio_id, kind)
    references handover_steps (account_id, handover_id, portfolio_id, kind)
);
create index handover_steps_from on handover_steps (account_id, from_person_id, handover_id);
create index handover_steps_to on handover_steps (account_id, to_person_id, handover_id);

-- What somebody tells whoever gets a record next; done once it was put away. Of each author one stands at a time.
create table record_notes (
  account_id bigint not null references accounts (id),
  id bigint not null,
  kind text not null,
  record_id bigint not null,
  note text not null,
  author_person_id bigint,
  at bigint not null,
  done_at bigint,
  done_by bigint,
  primary key (account_id, id),
  foreign key (account_id, author_person_id) references people (account_id, id)
);
create index record_notes_record on record_notes (account_id, kind, record_id, id);
create unique index record_notes_standing on record_notes (account_id, kind, record_id, author_person_id)
  where done_at is null;

-- What is told about all the work of a person, and until when that stood: a hand-over has the one of its moment.
create table leaving_notes (
  account_id bigint not null references accounts (id),
  id bigint not null,
  person_id bigint not null,
  note text not null,
  author_person_id bigint,
  at bigint not null,
  until bigint,
  primary key (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id),
  foreign key (account_id, author_person_id) references people (account_id, id)
);
create index leaving_notes_person on leaving_notes (account_id, person_id, at);
create unique index leaving_notes_standing on leaving_notes (account_id, person_id) where until is null;

-- A day like 2026-11-30, wherever on earth one reads it.
alter table deals add column closes_on {sorted};
create index deals_portfolio_closes on deals (account_id, portfolio_id, closes_on, id) where closes_on is not null;
create index deals_closes on deals (account_id, closes_on, id) where closes_on is not null;
