//! How much somebody sees, from the roll-ups.

use ::store::Value;

use crate::portfolios::{Sight, Within};
use crate::{Kind, Result, Tx};

/// Holder and number of records of the kind that are in sight, the most first.
pub fn by_holder<S>(tx: &mut Tx<'_, S>, kind: Kind, sight: &Sight) -> Result<Vec<(i64, i64)>> {
    let mut values = vec![Value::from(tx.account()), Value::from(kind.code())];
    let mut sql = String::from(
        "select h.holder_person_id, cast(sum(r.count) as bigint) as n from rollups r
        join portfolio_holders h on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = r.kind
        where r.account_id = $1 and r.kind = $2",
    );
    if let Within::Set(ids) = &sight.within {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let marks: Vec<String> = (0..ids.len()).map(|n| format!("${}", n + 3)).collect();
        sql += &format!(" and r.portfolio_id in ({})", marks.join(", "));
        values.extend(ids.iter().map(|id| Value::from(*id)));
    }
    sight.add_to(&mut sql, &mut values, ("r.bucket", "r.portfolio_id"));
    sql += " group by h.holder_person_id having sum(r.count) > 0 order by n desc, h.holder_person_id";
    tx.query(&sql, &values)?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}
