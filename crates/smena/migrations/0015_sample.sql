-- A sample is a company to look around in. It says so on every page, and whoever starts a company of their own in its place
-- removes it with everything in it; an account without the mark can never be removed that way.
alter table accounts add column sample smallint not null default 0;
