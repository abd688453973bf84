-- Which columns of a list a person has chosen to see, by kind of record: their names with spaces between them. No row: the
-- usual ones.
create table list_columns (
  account_id bigint not null references accounts (id),
  person_id bigint not null,
  kind text not null,
  columns text not null,
  primary key (account_id, person_id, kind),
  foreign key (account_id, person_id) references people (account_id, id)
);
