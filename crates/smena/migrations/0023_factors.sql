-- A second factor that an account asks for. accounts.factor_of: nobody, administrators, everybody; factor_days: how long one may
-- still do without it; factor_since: since when it is asked of so many. people.active_at: when the person became active, where that is
-- not when they were added. sessions.proven_at: when whoever holds the session last showed that it is theirs.
alter table accounts add column factor_of text not null default 'nobody';
alter table accounts add column factor_days bigint not null default 7;
alter table accounts add column factor_since bigint not null default 0;
alter table people add column active_at bigint;
alter table sessions add column proven_at bigint not null default 0;
update sessions set proven_at = created_at;
