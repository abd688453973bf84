-- The board: the deals of a stage, changed last first. Looking deals up by their stage alone these serve as those before did.
drop index deals_stage;
drop index deals_portfolio_stage;
create index deals_stage_updated on deals (account_id, stage_id, updated_at, id);
create index deals_portfolio_stage_updated on deals (account_id, portfolio_id, stage_id, updated_at, id);
