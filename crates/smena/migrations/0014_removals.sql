-- Stages and pipelines that are removed with deals in them.

-- One event that is about many records beside its subject: the act that it belongs to, by record. So that their own
-- history tells of it.
create table event_records (
  account_id bigint not null references accounts (id),
  kind text not null,
  record_id bigint not null,
  op bigint not null,
  primary key (account_id, kind, record_id, op)
);

-- Deleted deals follow their stage from now on; those whose stage went before stand nowhere that is known.
create index bin_stage on bin (account_id, stage_id, id);
update bin set stage_id = 0 where stage_id <> 0 and not exists (
  select 1 from stages s where s.account_id = bin.account_id and s.id = bin.stage_id);
