-- Forgotten passwords, and second factors.

-- What was typed, until a moment later somebody looks whom it may mean. It belongs to no account: nobody knows yet.
create table password_asks (
  id bigint primary key,
  name text not null,
  asked_at bigint not null
);

-- Of a link for a forgotten password: the identity's epoch it was made under. It dies with the password it replaces.
alter table links add column identity_epoch bigint;

-- The second factor of an identity, which is asked for from factor_since on: the secret that its app shares, the step of
-- half a minute whose code was used last, and the hashes of the recovery codes that are left, as JSON.
alter table identities add column factor_secret text;
alter table identities add column factor_since bigint;
alter table identities add column factor_step bigint;
alter table identities add column factor_codes text;
