//! The SQL of reports: what moved with sums and rules, what ended, in which facts somebody has a part.

use ::store::{Row, params};
use base::portfolios::covers::Cover;
use base::portfolios::store::covers as covers_store;
use base::{Error, Kind, Result, Tx};

use super::{Part, Sum};

/// The rule by which the step `s` of a shared out fact went; -1: by none.
const RULED: &str = "left join plans p on p.account_id = s.account_id and p.handover_id = s.handover_id
    left join plan_portfolios t on t.account_id = s.account_id and t.plan_id = p.id
        and t.portfolio_id = s.portfolio_id and t.kind = s.kind";

/// What moved, by kind, giver, receiver and rule; kinds of which there was nothing are left out.
pub fn parts<S>(tx: &mut Tx<'_, S>, fact: i64) -> Result<Vec<Part>> {
    let sql = format!(
        "select s.kind, s.from_person_id, s.to_person_id, cast(coalesce(t.rule, -1) as bigint) as by_rule,
            cast(sum(s.count) as bigint), cast(sum(s.open) as bigint)
        from handover_steps s {RULED} where s.account_id = $1 and s.handover_id = $2
        group by s.kind, s.from_person_id, s.to_person_id, coalesce(t.rule, -1) having sum(s.count) > 0"
    );
    let mut parts = Vec::new();
    for row in tx.query(&sql, params![tx.account(), fact])? {
        let (kind, from, to, rule) = head(&row)?;
        let (count, open) = (row.at(4)?, row.at(5)?);
        parts.push(Part { kind, from, to, rule, count, open, sums: std::collections::BTreeMap::new() });
    }
    let sql = format!(
        "select s.kind, s.from_person_id, s.to_person_id, cast(coalesce(t.rule, -1) as bigint) as by_rule, m.currency,
            cast(sum(m.amount) as bigint), cast(sum(m.open_amount) as bigint)
        from handover_steps s join handover_sums m on m.account_id = s.account_id and m.handover_id = s.handover_id
            and m.portfolio_id = s.portfolio_id and m.kind = s.kind {RULED}
        where s.account_id = $1 and s.handover_id = $2
        group by s.kind, s.from_person_id, s.to_person_id, coalesce(t.rule, -1), m.currency"
    );
    for row in tx.query(&sql, params![tx.account(), fact])? {
        let of = head(&row)?;
        if let Some(part) = parts.iter_mut().find(|p| (p.kind, p.from, p.to, p.rule) == of) {
            part.sums.insert(row.at(4)?, Sum { all: row.at(5)?, open: row.at(6)? });
        }
    }
    parts.sort_by_key(|part| (part.kind, part.rule.unwrap_or(usize::MAX), part.from, part.to));
    Ok(parts)
}

fn head(row: &Row) -> Result<(Kind, i64, i64, Option<usize>)> {
    let (kind, rule): (String, i64) = (row.at(0)?, row.at(3)?);
    let kind = Kind::parse(&kind).ok_or_else(|| Error::Broken(format!("unknown kind {kind}")))?;
    Ok((kind, row.at(1)?, row.at(2)?, usize::try_from(rule).ok().map(|rule| rule + 1)))
}

/// The covers that ended with the fact.
pub fn covers<S>(tx: &mut Tx<'_, S>, fact: i64) -> Result<Vec<Cover>> {
    let sql = "select id from covers where account_id = $1 and ended_with_handover = $2 order by id";
    let mut all = Vec::new();
    for row in tx.query(sql, params![tx.account(), fact])? {
        all.extend(covers_store::find(tx, row.at(0)?)?);
    }
    Ok(all)
}

/// The rows of a fact whose records are listed: kind, portfolio, giver, receiver; those in which there is nothing now
/// are left out. In the order of the list.
pub fn rows<S>(tx: &mut Tx<'_, S>, fact: i64) -> Result<Vec<Shelf>> {
    let sql = "select s.kind, s.portfolio_id, s.from_person_id, s.to_person_id, h.holder_person_id
        from handover_steps s
        join portfolio_holders h on h.account_id = s.account_id and h.portfolio_id = s.portfolio_id and h.kind = s.kind
        where s.account_id = $1 and s.handover_id = $2 and exists (select 1 from rollups r where r.account_id = $1
            and r.portfolio_id = s.portfolio_id and r.kind = s.kind and r.count > 0)";
    let mut rows = Vec::new();
    for row in tx.query(sql, params![tx.account(), fact])? {
        let kind: String = row.at(0)?;
        let kind = Kind::parse(&kind).ok_or_else(|| Error::Broken(format!("unknown kind {kind}")))?;
        rows.push(Shelf {
            kind,
            portfolio: row.at(1)?,
            from: row.at(2)?,
            to: row.at(3)?,
            holder: row.at(4)?,
        });
    }
    rows.sort_by_key(|row| (row.kind, row.portfolio));
    Ok(rows)
}

/// One row of a fact and who holds it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub kind: Kind,
    pub portfolio: i64,
    pub from: i64,
    pub to: i64,
    pub holder: i64,
}

/// The facts in which the person gave or received something, newest first: ids below this one.
pub fn of_person<S>(tx: &mut Tx<'_, S>, person: i64, below: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = "select handover_id from (
            select handover_id from handover_steps where account_id = $1 and to_person_id = $2 and handover_id < $3
                and count > 0
            union
            select handover_id from handover_steps where account_id = $1 and from_person_id = $2 and handover_id < $3
                and count > 0) f
        order by handover_id desc limit $4";
    let rows = tx.query(sql, params![tx.account(), person, below, limit])?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
}
