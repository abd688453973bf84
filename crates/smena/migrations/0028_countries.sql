-- Where telephone numbers without a "+" are from (ISO 3166-1 alpha-2); null: where the clocks of the account's zone are.
alter table accounts add column country text;
