//! The SQL of `verify`: each rule selects its offenders.

mod account;
mod erased;

use std::collections::{BTreeMap, BTreeSet};

use ::store::params;
use base::tx::Tally;
use base::{Error, Kind, Reading, Result, Tx};

pub use account::closing;

/// What must never be found: a sentence, and the ids of offenders (`$1` account).
pub const RULES: &[(&str, &str)] = &[
    (
        "someone who may hold nothing holds a portfolio",
        "select distinct h.holder_person_id from portfolio_holders h
        join people p on p.account_id = h.account_id and p.id = h.holder_person_id
        where h.account_id = $1 and (p.status not in ('active', 'blocked') or p.category in ('technical', 'integrator')) limit 20",
    ),
    (
        "two sides of a request for seats differ",
        "select r.id from seat_requests r left join partner_requests p on p.account_id = r.partner_account_id
        and p.id = r.id join partners q on q.account_id = r.partner_account_id
        where r.account_id = $1 and (p.id is null or p.state <> r.state) limit 20",
    ),
    (
        "two sides of a search for a partner differ",
        "select r.search_id from partner_replies r left join partner_leads l on l.account_id = r.partner_account_id
        and l.id = r.search_id join partners q on q.account_id = r.partner_account_id
        where r.account_id = $1 and (l.id is null or l.state <> r.state) limit 20",
    ),
    (
        "someone who has departed answers for a technical user or an integrator",
        "select distinct p.id from people t join people p on p.account_id = t.account_id
        and p.id = t.answerable_person_id where t.account_id = $1 and t.status in ('pending', 'active', 'blocked')
        and p.status in ('departed', 'closing', 'erased') limit 20",
    ),
    (
        "an integrator has no last day, no partner, nobody who answers for them, or the role of administrators",
        "select p.id from people p join roles o on o.account_id = p.account_id and o.id = p.role_id where p.account_id = $1
        and p.category = 'integrator' and p.status <> 'erased' and (p.valid_until is null or p.partner_account_id is null
        or p.answerable_person_id is null or o.key = 'administrator') limit 20",
    ),
    (
        "somebody is a partner's who is no integrator",
        "select id from people where account_id = $1 and category <> 'integrator' and partner_account_id is not null limit 20",
    ),
    (
        "an active person has no portfolio for new work",
        "select id from people where account_id = $1 and status = 'active'
        and category not in ('technical', 'integrator') and portfolio_id is null limit 20",
    ),
    (
        "a pending person or one who has left has a portfolio for new work",
        "select id from people where account_id = $1 and status in ('pending', 'departed', 'closing', 'erased')
        and portfolio_id is not null limit 20",
    ),
    (
        "new work of a person would go to somebody else",
        "select p.id from people p join portfolio_holders h on h.account_id = p.account_id
        and h.portfolio_id = p.portfolio_id and h.holder_person_id <> p.id where p.account_id = $1 limit 20",
    ),
    (
        "a history of holders does not end with the present holder",
        "select h.portfolio_id from portfolio_holders h left join portfolio_history y on y.account_id = h.account_id
        and y.portfolio_id = h.portfolio_id and y.kind = h.kind and y.until is null
        and y.holder_person_id = h.holder_person_id where h.account_id = $1 and y.id is null limit 20",
    ),
    (
        "someone without access has a live session",
        "select c.person_id from sessions c join people p on p.account_id = c.account_id and p.id = c.person_id
        where c.account_id = $1 and c.ended_at is null and c.person_epoch = p.epoch and p.status <> 'active' limit 20",
    ),
    (
        "someone without access has a live API token",
        "select c.person_id from api_tokens c join people p on p.account_id = c.account_id and p.id = c.person_id
        where c.account_id = $1 and c.ended_at is null and c.person_epoch = p.epoch and p.status <> 'active' limit 20",
    ),
    (
        "someone who is out has a live one-time link",
        "select c.person_id from links c join people p on p.account_id = c.account_id and p.id = c.person_id
        where c.account_id = $1 and c.ended_at is null and c.person_epoch = p.epoch
        and p.status in ('blocked', 'departed', 'closing', 'erased') limit 20",
    ),
    (
        "there is no active administrator who can sign in",
        "select a.id from accounts a where a.id = $1 and not exists (select 1 from people p
        join identities i on i.id = p.identity_id where p.account_id = $1 and p.category = 'administrator'
        and p.status = 'active' and i.password_hash is not null)",
    ),
    (
        "a deal is open in a closed stage, or closed in an open one",
        "select d.id from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id
        where d.account_id = $1 and d.open <> case when s.outcome = 'open' then 1 else 0 end limit 20",
    ),
    (
        "a deal's pipeline is not its stage's",
        "select d.id from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id
        where d.account_id = $1 and d.pipeline_id <> s.pipeline_id limit 20",
    ),
    (
        "a pipeline lacks its one won or its one lost stage",
        "select p.id from pipelines p where p.account_id = $1 and (
        (select count(*) from stages s where s.account_id = $1 and s.pipeline_id = p.id and s.outcome = 'won') <> 1 or
        (select count(*) from stages s where s.account_id = $1 and s.pipeline_id = p.id and s.outcome = 'lost') <> 1)
        limit 20",
    ),
    (
        "a deleted deal stood at a stage that is gone",
        "select b.id from bin b left join stages s on s.account_id = b.account_id and s.id = b.stage_id
        where b.account_id = $1 and b.stage_id <> 0 and s.id is null limit 20",
    ),
    (
        "the history of a record tells of an act that never was",
        "select m.record_id from event_records m where m.account_id = $1 and not exists (
            select 1 from events e where e.account_id = $1 and e.op = m.op) limit 20",
    ),
    (
        "a portfolio is staged by a plan that is neither running nor done",
        "select t.portfolio_id from plan_portfolios t left join plans p on p.account_id = t.account_id
        and p.id = t.plan_id and p.state in ('running', 'done') where t.account_id = $1 and p.id is null limit 20",
    ),
    (
        "a portfolio is the source of two plans that are running",
        "select t.source_portfolio_id from plan_portfolios t join plans p on p.account_id = t.account_id
        and p.id = t.plan_id and p.state = 'running' where t.account_id = $1
        group by t.source_portfolio_id, t.kind having count(distinct p.id) > 1 limit 20",
    ),
    (
        "a plan is running and no job carries it out",
        "select p.id from plans p left join jobs j on j.account_id = p.account_id and j.id = p.job_id
        and j.state in ('ready', 'waiting', 'failed') where p.account_id = $1 and p.state = 'running'
        and j.id is null limit 20",
    ),
    (
        "a staged portfolio of a running plan is held by another than its source",
        "select t.portfolio_id from plan_portfolios t join plans p on p.account_id = t.account_id
        and p.id = t.plan_id and p.state = 'running'
        join portfolio_holders h on h.account_id = t.account_id and h.portfolio_id = t.portfolio_id
        join portfolio_holders s on s.account_id = t.account_id and s.portfolio_id = t.source_portfolio_id
        and s.kind = h.kind where t.account_id = $1 and s.holder_person_id <> h.holder_person_id limit 20",
    ),
    (
        "a cover in force names someone who is out or can't hold work",
        "select c.id from covers c join people p on p.account_id = c.account_id
        and p.id in (c.person_id, c.stand_in_person_id) where c.account_id = $1 and c.ended_at is null
        and (p.status = 'pending' or p.category in ('technical', 'integrator')
        or (p.status in ('departed', 'closing', 'erased') and c.until_at > p.departed_at)) limit 20",
    ),
    (
        "a cover covers nobody or no time",
        "select id from covers where account_id = $1 and (person_id = stand_in_person_id or from_at >= until_at) limit 20",
    ),
    (
        "two people stand in for the same work at the same time",
        "select c.id from covers c join covers o on o.account_id = c.account_id and o.person_id = c.person_id
        and o.id > c.id and o.from_at < c.until_at and c.from_at < o.until_at
        where c.account_id = $1 and c.ended_at is null and o.ended_at is null and exists (
            select 1 from portfolio_holders h where h.account_id = $1
            and (c.kinds is null or c.kinds like '%\"' || h.kind || '\"%')
            and (o.kinds is null or o.kinds like '%\"' || h.kind || '\"%')) limit 20",
    ),
    (
        "a queue has no name, or is somebody's own portfolio",
        "select id from portfolios where account_id = $1 and (
        (department_id is not null and (name is null or home_person_id is not null))
        or (department_id is null and name is null and home_person_id is null)) limit 20",
    ),
    (
        "work to take over is planned for someone who isn't pending",
        "select p.id from planned_takeovers t join people p on p.account_id = t.account_id and p.id = t.person_id
        where t.account_id = $1 and p.status not in ('pending', 'blocked', 'departed', 'closing') limit 20",
    ),
    (
        "an invitation waits for someone who isn't pending, or goes to an address that isn't theirs",
        "select l.id from letters l join people p on p.account_id = l.account_id and p.id = l.person_id
        where l.account_id = $1 and l.state = 'waiting' and l.purpose = 'invitation'
        and (p.status <> 'pending' or coalesce(p.email, '') <> l.address) limit 20",
    ),
    (
        "somebody has half a second factor",
        "select p.id from people p join identities i on i.id = p.identity_id where p.account_id = $1
        and (case when i.factor_since is null then 0 else 1 end <> case when i.factor_secret is null then 0 else 1 end
            or case when i.factor_since is null then 0 else 1 end <> case when i.factor_step is null then 0 else 1 end
            or case when coalesce(i.factor_since, i.passkey_since) is null then 0 else 1 end
                <> case when i.factor_codes is null then 0 else 1 end
            or coalesce(i.passkey_since, 0) <> coalesce((select min(k.created_at) from passkeys k
                where k.identity_id = i.id and exists (select 1 from passkey_states s where s.passkey_id = k.id)), 0))
        limit 20",
    ),
    (
        "a link for a new password waits to go to someone who may not sign in, or to an address that isn't theirs",
        "select l.id from letters l join people p on p.account_id = l.account_id and p.id = l.person_id
        where l.account_id = $1 and l.state = 'waiting' and l.purpose = 'reset'
        and (p.status not in ('active', 'pending') or coalesce(p.email, '') <> l.address) limit 20",
    ),
    (
        "a letter waits and no job sends it",
        "select l.id from letters l where l.account_id = $1 and l.state = 'waiting' and not exists (
            select 1 from jobs j where j.account_id = l.account_id and j.id = l.job_id
            and j.state in ('ready', 'waiting', 'failed')) limit 20",
    ),
    (
        "a departure is planned and no job carries it out",
        "select d.id from planned_departures d where d.account_id = $1 and d.state = 'planned' and not exists (
            select 1 from jobs j where j.account_id = d.account_id and j.id = d.job_id
            and j.state in ('ready', 'waiting', 'failed')) limit 20",
    ),
    (
        "someone's rights and day of leaving are not those of the departure that is planned for them",
        "select p.id from people p left join planned_departures d on d.account_id = p.account_id and d.person_id = p.id
            and d.state = 'planned'
        where p.account_id = $1 and (coalesce(p.leaving_at, 0) <> coalesce(d.run_at, 0)
            or p.limited <> coalesce(d.limits, 0) or (d.id is not null and p.status in ('departed', 'closing', 'erased'))) limit 20",
    ),
    (
        "a note to the successor stands on a record that is gone",
        "select n.id from record_notes n where n.account_id = $1
        and not exists (select 1 from deals r where r.account_id = $1 and r.id = n.record_id and n.kind = 'deal')
        and not exists (select 1 from contacts r where r.account_id = $1 and r.id = n.record_id and n.kind = 'contact')
        and not exists (select 1 from companies r where r.account_id = $1 and r.id = n.record_id and n.kind = 'company')
        and not exists (select 1 from tasks r where r.account_id = $1 and r.id = n.record_id and n.kind = 'task')
        and not exists (select 1 from bin r where r.account_id = $1 and r.id = n.record_id and r.kind = n.kind) limit 20",
    ),
    (
        "a comment is on a record that is gone",
        "select c.id from record_comments c where c.account_id = $1
        and not exists (select 1 from deals r where r.account_id = $1 and r.id = c.record_id and c.kind = 'deal')
        and not exists (select 1 from contacts r where r.account_id = $1 and r.id = c.record_id and c.kind = 'contact')
        and not exists (select 1 from companies r where r.account_id = $1 and r.id = c.record_id and c.kind = 'company')
        and not exists (select 1 from tasks r where r.account_id = $1 and r.id = c.record_id and c.kind = 'task')
        and not exists (select 1 from bin r where r.account_id = $1 and r.id = c.record_id and r.kind = c.kind) limit 20",
    ),
    (
        "a comment says nothing, or was changed and counts as new",
        "select id from record_comments where account_id = $1
        and (comment = '' or (version = 1) <> (changed_at is null)) limit 20",
    ),
    (
        "what a person tells about their work ends before it begins",
        "select id from leaving_notes where account_id = $1 and until < at limit 20",
    ),
    (
        "a hand-over has sums of what it did not move",
        "select m.handover_id from handover_sums m join handover_steps s on s.account_id = m.account_id
        and s.handover_id = m.handover_id and s.portfolio_id = m.portfolio_id and s.kind = m.kind
        where m.account_id = $1 and s.count = 0 limit 20",
    ),
    (
        "something that came by a form waits, and no job looks at it",
        "select f.id from forms f left join jobs j on j.account_id = f.account_id and j.id = f.job_id
        and j.state in ('ready', 'waiting', 'failed') where f.account_id = $1 and j.id is null and exists (
            select 1 from form_entries e where e.account_id = $1 and e.form_id = f.id and e.state = 'waiting') limit 20",
    ),
    (
        "something that came by a form is done without a deal, or has one and waits",
        "select id from form_entries where account_id = $1 and (
        (state = 'done' and (deal_id is null or contact_id is null or done_at is null))
        or (state = 'waiting' and (deal_id is not null or contact_id is not null))
        or state not in ('done', 'waiting')) limit 20",
    ),
    (
        "a form or a trigger begins at a stage of another pipeline",
        "select f.id from forms f join stages s on s.account_id = f.account_id and s.id = f.stage_id
        where f.account_id = $1 and f.pipeline_id <> s.pipeline_id
        union all select t.id from triggers t join stages s on s.account_id = t.account_id and s.id = t.stage_id
        where t.account_id = $1 and t.pipeline_id <> s.pipeline_id limit 20",
    ),
    (
        "a form or a trigger lies in a portfolio that nobody holds for it",
        "select f.id from forms f left join portfolio_holders h on h.account_id = f.account_id
        and h.portfolio_id = f.portfolio_id and h.kind = 'source' where f.account_id = $1 and h.portfolio_id is null
        union all select t.id from triggers t left join portfolio_holders h on h.account_id = t.account_id
        and h.portfolio_id = t.portfolio_id and h.kind = 'trigger' where t.account_id = $1 and h.portfolio_id is null
        limit 20",
    ),
    (
        "a trigger makes a task without a title, or gives a deal to who has it",
        "select id from triggers where account_id = $1 and ((does = 'task' and title is null)
        or (does = 'assign' and to_responsible = 1)) limit 20",
    ),
    erased::RULE,
    (
        "a picture is not the one that is shown",
        "select p.id from people p left join pictures c on c.account_id = p.account_id and c.person_id = p.id
        where p.account_id = $1 and coalesce(p.picture, 0) <> coalesce(c.version, 0) limit 20",
    ),
    (
        "someone has a day of erasure without being closing or erased, or the other way round",
        "select id from people where account_id = $1
        and (erase_at is not null) <> (status in ('closing', 'erased')) limit 20",
    ),
    (
        "a sign-in leads to nobody",
        "select i.id from identities i where i.account_id = $1
        and not exists (select 1 from people p where p.identity_id = i.id) limit 20",
    ),
    (
        "a category is not that of the role",
        "select p.id from people p join roles o on o.account_id = p.account_id and o.id = p.role_id
        where p.account_id = $1 and (p.category = 'administrator') <> (o.key is not null and o.key = 'administrator')
        limit 20",
    ),
];

pub fn offenders(tx: &mut Tx<'_, Reading>, rule: &str) -> Result<Vec<i64>> {
    let rows = tx.query(rule, params![tx.account()])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}

/// Every portfolio has exactly one holder for every kind.
pub fn holder_rows(tx: &mut Tx<'_, Reading>) -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for kind in Kind::ALL {
        let sql = "select p.id from portfolios p left join portfolio_holders h on h.account_id = p.account_id
            and h.portfolio_id = p.id and h.kind = $2 where p.account_id = $1 and h.portfolio_id is null limit 20";
        let rows = tx.query(sql, params![tx.account(), kind.code()])?;
        for row in rows {
            broken.push(format!("portfolio {} has no holder for {}", row.at::<i64>(0)?, kind.code()));
        }
    }
    Ok(broken)
}

/// The stages there are.
pub fn stages(tx: &mut Tx<'_, Reading>) -> Result<BTreeSet<i64>> {
    let sql = "select id from stages where account_id = $1";
    tx.query(sql, params![tx.account()])?.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// Never more seats used than bought, or than were in use when the plan became smaller.
pub fn seats(tx: &mut Tx<'_, Reading>) -> Result<Vec<String>> {
    let sql = "select a.seats_bought, (select count(*) from people p where p.account_id = $1
            and p.status in ('pending', 'active', 'blocked') and p.category <> 'integrator'), a.seats_before from accounts a where a.id = $1";
    let row = tx.query_one(sql, params![tx.account()])?;
    let (bought, used, before): (Option<i64>, i64, Option<i64>) = (row.at(0)?, row.at(1)?, row.at(2)?);
    Ok(match bought {
        Some(bought) if used > bought.max(before.unwrap_or_default()) => {
            vec![format!("{used} seats are used of {bought} bought")]
        }
        _ => Vec::new(),
    })
}

/// The roll-ups as kept.
pub fn rollups(tx: &mut Tx<'_, Reading>) -> Result<BTreeMap<Tally, (i64, i64)>> {
    let sql =
        "select portfolio_id, kind, bucket, open, currency, count, sum from rollups where account_id = $1";
    tx.query(sql, params![tx.account()])?
        .iter()
        .map(|row| {
            let kind: String = row.at(1)?;
            let kind = Kind::parse(&kind).ok_or_else(|| Error::Broken(format!("unknown kind {kind}")))?;
            let cell = Tally {
                portfolio: row.at(0)?,
                kind,
                bucket: row.at(2)?,
                open: row.at(3)?,
                currency: row.at(4)?,
            };
            Ok((cell, (row.at(5)?, row.at(6)?)))
        })
        .collect()
}
