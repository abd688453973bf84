//! The SQL of portfolios to choose from, and of what is planned.

use std::collections::BTreeMap;

use ::store::{Value, params};
use base::portfolios::Holding;
use base::portfolios::store::covers::{kinds_of, kinds_text};
use base::{Error, Kind, Result, Tx, Writing};

use super::planned::Planned;
use super::rules::{Shelf, Wish};

/// The most portfolios on offer at once, the newest.
const MOST: usize = 1_000;

/// Portfolios with their holders and loads: of one person's work, or all of people (not queues), or these.
pub fn shelves<S>(tx: &mut Tx<'_, S>, home: Option<i64>, ids: &[i64]) -> Result<Vec<Shelf>> {
    let mut values = params![tx.account(), home.unwrap_or(0)].to_vec();
    let marks: Vec<String> = ids
        .iter()
        .map(|id| {
            values.push(Value::from(*id));
            format!("${}", values.len())
        })
        .collect();
    let these = match marks.as_slice() {
        [] => " and p.department_id is null".to_owned(),
        marks => format!(" and p.id in ({})", marks.join(", ")),
    };
    let sql = format!(
        "select p.id, p.home_person_id, h.kind, h.holder_person_id, cast(coalesce(sum(r.count), 0) as bigint) as n,
            cast(coalesce(sum(case when r.open = 1 then r.count else 0 end), 0) as bigint) as n_open
        from portfolios p join portfolio_holders h on h.account_id = p.account_id and h.portfolio_id = p.id
        left join rollups r on r.account_id = $1 and r.portfolio_id = p.id and r.kind = h.kind
        where p.account_id = $1 and (p.home_person_id = $2 or cast($2 as bigint) = 0){these}
        group by p.id, p.home_person_id, h.kind, h.holder_person_id order by p.id desc, h.kind"
    );
    let mut shelves: Vec<Shelf> = Vec::new();
    for row in tx.query(&sql, &values)? {
        let (id, code): (i64, String) = (row.at(0)?, row.at(2)?);
        let kind = Kind::parse(&code).ok_or_else(|| Error::Broken(format!("unknown kind {code}")))?;
        if shelves.last().is_none_or(|last| last.id != id) {
            if shelves.len() == MOST {
                break;
            }
            shelves.push(Shelf { id, home: row.at(1)?, rows: BTreeMap::new() });
        }
        if let Some(shelf) = shelves.last_mut() {
            shelf.rows.insert(kind, (row.at(3)?, Holding { count: row.at(4)?, open: row.at(5)? }));
        }
    }
    Ok(shelves)
}

pub fn planned<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Planned>> {
    let sql = "select t.portfolio_id, t.kinds, t.asked_by, p.home_person_id from planned_takeovers t
        join portfolios p on p.account_id = t.account_id and p.id = t.portfolio_id
        where t.account_id = $1 and t.person_id = $2 order by t.portfolio_id";
    tx.query(sql, params![tx.account(), person])?
        .iter()
        .map(|row| {
            let kinds: Option<String> = row.at(1)?;
            let wish = Wish { portfolio: row.at(0)?, kinds: kinds_of(kinds.as_deref())? };
            Ok(Planned { wish, asked_by: row.at(2)?, home: row.at(3)? })
        })
        .collect()
}

pub fn add(tx: &mut Tx<'_, Writing>, person: i64, wish: &Wish) -> Result<()> {
    let kinds = wish.kinds.as_ref().map(kinds_text).transpose()?;
    tx.execute(
        "insert into planned_takeovers (account_id, person_id, portfolio_id, kinds, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6) on conflict (account_id, person_id, portfolio_id) do nothing",
        params![tx.account(), person, wish.portfolio, kinds, tx.actor().person_id(), tx.now()],
    )?;
    Ok(())
}

pub fn forget(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    tx.execute(
        "delete from planned_takeovers where account_id = $1 and person_id = $2",
        params![tx.account(), person],
    )?;
    Ok(())
}
