-- People of partners who help to set up. people.partner_account_id: who vouches for an integrator; of everybody else null.
-- Every account has a role for them from now on.
alter table people add column partner_account_id bigint;
create index people_over on people (account_id, category, valid_until);

insert into roles (account_id, id, key, name, rights, position)
select a.id, (select coalesce(max(r.id), 0) + 1 from roles r where r.account_id = a.id), 'integrator', 'integrator',
  '{"kinds":{},"areas":["settings"]}', (select coalesce(max(r.position), 0) + 1 from roles r where r.account_id = a.id)
from accounts a;
