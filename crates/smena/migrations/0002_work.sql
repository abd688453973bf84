-- Contacts, companies, pipelines, deals, tasks, products and the bin.

create table companies (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  name text not null,
  name_key {sorted} not null,
  phones text not null,
  emails text not null,
  site text,
  note text,
  parent_id bigint,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id)
);
create index companies_portfolio_id on companies (account_id, portfolio_id, id);
create index companies_portfolio_name on companies (account_id, portfolio_id, name_key, id);
create index companies_portfolio_updated on companies (account_id, portfolio_id, updated_at, id);
create index companies_name on companies (account_id, name_key, id);
create index companies_updated on companies (account_id, updated_at, id);
create index companies_parent on companies (account_id, parent_id, id);

create table contacts (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  name text not null,
  name_key {sorted} not null,
  phones text not null,
  emails text not null,
  position text,
  note text,
  company_id bigint,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, company_id) references companies (account_id, id)
);
create index contacts_portfolio_id on contacts (account_id, portfolio_id, id);
create index contacts_portfolio_name on contacts (account_id, portfolio_id, name_key, id);
create index contacts_portfolio_updated on contacts (account_id, portfolio_id, updated_at, id);
create index contacts_name on contacts (account_id, name_key, id);
create index contacts_updated on contacts (account_id, updated_at, id);
create index contacts_company on contacts (account_id, company_id, id);

create table pipelines (
  account_id bigint not null references accounts (id),
  id bigint not null,
  name text not null,
  position bigint not null,
  version bigint not null,
  primary key (account_id, id)
);
create unique index pipelines_name on pipelines (account_id, name);

-- outcome: open, won, lost; every pipeline has exactly one won and one lost.
create table stages (
  account_id bigint not null references accounts (id),
  id bigint not null,
  pipeline_id bigint not null,
  name text not null,
  outcome text not null,
  position bigint not null,
  primary key (account_id, id),
  foreign key (account_id, pipeline_id) references pipelines (account_id, id)
);
create unique index stages_name on stages (account_id, pipeline_id, name);

create table products (
  account_id bigint not null references accounts (id),
  id bigint not null,
  name text not null,
  price bigint,
  currency text not null,
  note text,
  version bigint not null,
  primary key (account_id, id)
);
create unique index products_name on products (account_id, name);

create table deals (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  title text not null,
  title_key {sorted} not null,
  pipeline_id bigint not null,
  stage_id bigint not null,
  open smallint not null,
  amount bigint not null,
  currency text not null,
  company_id bigint,
  product_id bigint,
  note text,
  started_at bigint,
  closed_at bigint,
  closed_holder_person_id bigint,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, stage_id) references stages (account_id, id),
  foreign key (account_id, company_id) references companies (account_id, id),
  foreign key (account_id, product_id) references products (account_id, id),
  foreign key (account_id, closed_holder_person_id) references people (account_id, id)
);
create index deals_portfolio_id on deals (account_id, portfolio_id, id);
create index deals_portfolio_updated on deals (account_id, portfolio_id, updated_at, id);
create index deals_portfolio_amount on deals (account_id, portfolio_id, amount, id);
create index deals_portfolio_title on deals (account_id, portfolio_id, title_key, id);
create index deals_portfolio_stage on deals (account_id, portfolio_id, stage_id, id);
create index deals_updated on deals (account_id, updated_at, id);
create index deals_amount on deals (account_id, amount, id);
create index deals_title on deals (account_id, title_key, id);
create index deals_stage on deals (account_id, stage_id, id);
create index deals_company on deals (account_id, company_id, id);

create table deal_contacts (
  account_id bigint not null references accounts (id),
  deal_id bigint not null,
  contact_id bigint not null,
  primary key (account_id, deal_id, contact_id),
  foreign key (account_id, deal_id) references deals (account_id, id),
  foreign key (account_id, contact_id) references contacts (account_id, id)
);
create index deal_contacts_contact on deal_contacts (account_id, contact_id, deal_id);

create table tasks (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  title text not null,
  title_key {sorted} not null,
  note text,
  due_at bigint not null,
  subject_kind text,
  subject_id bigint,
  open smallint not null,
  result text,
  done_at bigint,
  closed_holder_person_id bigint,
  search_text text not null,
  created_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id),
  foreign key (account_id, closed_holder_person_id) references people (account_id, id)
);
create index tasks_portfolio_id on tasks (account_id, portfolio_id, id);
create index tasks_portfolio_due on tasks (account_id, portfolio_id, open, due_at, id);
create index tasks_portfolio_all_due on tasks (account_id, portfolio_id, due_at, id);
create index tasks_portfolio_updated on tasks (account_id, portfolio_id, updated_at, id);
create index tasks_due on tasks (account_id, open, due_at, id);
create index tasks_all_due on tasks (account_id, due_at, id);
create index tasks_updated on tasks (account_id, updated_at, id);
create index tasks_subject on tasks (account_id, subject_kind, subject_id, id);

-- A deleted record: the whole row as JSON, still in its portfolio.
create table bin (
  account_id bigint not null references accounts (id),
  id bigint not null,
  portfolio_id bigint not null,
  kind text not null,
  title text not null,
  search_text text not null,
  data text not null,
  deleted_by bigint,
  deleted_at bigint not null,
  primary key (account_id, id),
  foreign key (account_id, portfolio_id) references portfolios (account_id, id)
);
create index bin_portfolio on bin (account_id, portfolio_id, deleted_at, id);
create index bin_deleted on bin (account_id, deleted_at, id);

-- Which row of which import made which record: a second run finds it again.
create table import_keys (
  account_id bigint not null references accounts (id),
  source text not null,
  kind text not null,
  key text not null,
  record_id bigint not null,
  digest text not null,
  primary key (account_id, source, kind, key)
);
