//! The SQL of the board.

use std::collections::HashMap;

use ::store::Value;
use base::portfolios::{Filters, Sight, Total, Within};
use base::{Result, Tx};

use super::{marks, with_account};

/// What a card on the board shows beyond `BRIEF`.
pub const BESIDE: &str = "r.portfolio_id, r.version";

/// Deals at one stage, in the order of the indexes over stages.
pub fn at(filters: &mut Filters, stage: i64) {
    filters.indexed("r.stage_id = ?", [Value::from(stage)]);
}

/// What the deals one may see add up to, stage by stage, from the roll-up.
pub fn rolled<S>(tx: &mut Tx<'_, S>, seen: &Sight, stages: &[i64]) -> Result<HashMap<i64, Vec<Total>>> {
    let mut values = vec![Value::from(tx.account())];
    let mut sql = String::from(
        "select bucket, currency, cast(sum(count) as bigint), cast(sum(sum) as bigint) from rollups
        where account_id = $1 and kind = 'deal'",
    );
    let portfolios = match &seen.within {
        Within::All => None,
        Within::Set(ids) => Some(ids.as_slice()),
    };
    for (column, ids) in [("portfolio_id", portfolios), ("bucket", Some(stages))] {
        match ids {
            None => {}
            Some([]) => return Ok(HashMap::new()),
            Some(ids) => {
                sql += &format!(" and {column} in ({})", marks(values.len() + 1, ids.len()));
                values.extend(ids.iter().map(|id| Value::from(*id)));
            }
        }
    }
    seen.add_to(&mut sql, &mut values, ("bucket", "portfolio_id"));
    sql += " group by bucket, currency order by bucket, currency";
    let mut all: HashMap<i64, Vec<Total>> = HashMap::new();
    for row in tx.query(&sql, &values)? {
        let total = Total { currency: row.at(1)?, n: row.at(2)?, sum: row.at(3)? };
        if total.n > 0 {
            all.entry(row.at(0)?).or_default().push(total);
        }
    }
    Ok(all)
}

/// The name of the first contact of each of these deals.
pub fn first_contacts<S>(tx: &mut Tx<'_, S>, deals: &[i64]) -> Result<HashMap<i64, String>> {
    let mut first = HashMap::new();
    if deals.is_empty() {
        return Ok(first);
    }
    let sql = format!(
        "select d.deal_id, c.name from deal_contacts d
        join contacts c on c.account_id = $1 and c.id = d.contact_id
        where d.account_id = $1 and d.deal_id in ({}) order by d.deal_id, d.contact_id",
        marks(2, deals.len())
    );
    for row in tx.query(&sql, &with_account(tx, deals.iter().copied()))? {
        let (deal, name) = (row.at(0)?, row.at(1)?);
        first.entry(deal).or_insert(name);
    }
    Ok(first)
}
