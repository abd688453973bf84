-- Roles that are edited, what one person has otherwise than their role, and at which stage a deleted deal stood.

alter table roles add column version bigint not null default 1;

alter table people add column own_rights text;
create index people_role on people (account_id, role_id);

-- The stage of a deal; 0 for everything else, and for what was deleted before this was kept.
alter table bin add column stage_id bigint not null default 0;
