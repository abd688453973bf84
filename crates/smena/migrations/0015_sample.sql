-- A sample is a company to look around in. It says so on every page, and whoever starts a company of their own in its place
-- removes it with everything in it; an account without the mark can never be removed that way.
alter table accounts add column sample smallint not null default 0;

-- The list of first steps of a company: open until it is put away or all of it is done. A company without a row never had one.
-- previewed_at: when somebody looked at what a hand-over would do, which changes nothing and so leaves no other trace.
create table beginnings (
  account_id bigint primary key references accounts (id),
  put_away_at bigint,
  done_at bigint,
  previewed_at bigint
);

-- A file that somebody sent to the page of imports, as text. fields: which column is what (JSON); report: what came of it
-- (JSON), once its job is done. The text goes a day after it came.
create table import_files (
  account_id bigint not null references accounts (id),
  id bigint not null,
  name text not null,
  what text not null,
  content text not null,
  delimiter text not null,
  fields text not null,
  job_id bigint,
  report text,
  created_at bigint not null,
  primary key (account_id, id)
);
