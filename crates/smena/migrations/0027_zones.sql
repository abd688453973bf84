-- The time zone in which days and moments are told to a person; without one it is the account's.
alter table people add column zone text;
