-- Forgotten passwords.

-- What was typed, until a moment later somebody looks whom it may mean. It belongs to no account: nobody knows yet.
create table password_asks (
  id bigint primary key,
  name text not null,
  asked_at bigint not null
);

-- Of a link for a forgotten password: the identity's epoch it was made under. It dies with the password it replaces.
alter table links add column identity_epoch bigint;
