-- What people say about a record, in their own words; the journal knows only that they did. `changed_at` is null while it says
-- what it said first.
create table record_comments (
  account_id bigint not null references accounts (id),
  id bigint not null,
  kind text not null,
  record_id bigint not null,
  comment text not null,
  author_person_id bigint,
  at bigint not null,
  changed_at bigint,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, author_person_id) references people (account_id, id)
);
create index record_comments_record on record_comments (account_id, kind, record_id, id);
