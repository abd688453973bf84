-- Pictures of people in two sizes. people.picture: the version that is shown; a person without a picture has none.
create table pictures (
  account_id bigint not null references accounts (id),
  person_id bigint not null,
  version bigint not null,
  large {blob} not null,
  small {blob} not null,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references people (account_id, id)
);
alter table people add column picture bigint;
