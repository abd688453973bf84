-- One human in several accounts. people.attached: 1, added with a sign-in that the human has from another account, and not
-- accepted yet; 2, declined. identities.proven: whoever chose the password reads mail at the e-mail; a place elsewhere that waits is
-- then opened by the password alone, and otherwise by its own link with the password.
alter table people add column attached smallint not null default 0;
alter table identities add column proven smallint not null default 0;
