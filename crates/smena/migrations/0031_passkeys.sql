-- Passkeys. They belong to an identity, as the password does. credential: what the authenticator calls it, in hexadecimal; it is
-- one over the installation. stopped_at: its count went backwards, so there seems to be a copy.
create table passkeys (
  id bigint primary key,
  identity_id bigint not null references identities (id),
  credential text not null,
  name text not null,
  created_at bigint not null,
  stopped_at bigint
);
create unique index passkeys_credential on passkeys (credential);
create index passkeys_identity on passkeys (identity_id, id);

-- What changes with each use: the public key with its count, as JSON, and when it was used last.
create table passkey_states (
  passkey_id bigint primary key references passkeys (id),
  state text not null,
  used_at bigint
);

-- What a browser was asked to sign, until it has or the time is over. purpose: add, sign_in, proof; session_id: of whom, 0: of
-- nobody who is signed in; address: as the network sees it.
create table passkey_challenges (
  challenge text primary key,
  purpose text not null,
  session_id bigint not null,
  address text not null,
  state text not null,
  expires_at bigint not null
);
create index passkey_challenges_expires on passkey_challenges (expires_at);
create index passkey_challenges_address on passkey_challenges (address, expires_at);

-- handle: what authenticators know the identity by, random. passkey_since: of the oldest passkey. passkeys_rest: somebody else gave
-- the present password; until it has been shown no passkey stands for it.
alter table identities add column handle text;
alter table identities add column passkey_since bigint;
alter table identities add column passkeys_rest smallint not null default 0;

-- The passkey that was shown before the choice; it stands for the second factor.
alter table sign_in_choices add column passkey_id bigint;
