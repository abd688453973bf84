//! The SQL of matching and moving single records, for the table that a room describes.

use ::store::{Row, Value, params};
use base::portfolios::sharing::{Among, Deal, Found, Line, Sum, Test, Where};
use base::tx::Tally;
use base::{Reading, Result, Tx, Writing};

use crate::records::sharing::Shared;

/// How many records one statement names.
const AT_ONCE: usize = 500;

/// Records that pass the test, by id.
pub fn find(tx: &mut Tx<'_, Reading>, of: &Shared, among: &Among<'_>, test: &Test<'_>) -> Result<Vec<Found>> {
    match among {
        Among::Portfolio { id, after, limit } => {
            let mut values = params![tx.account(), *id, *after].to_vec();
            let passes = passes(&mut values, test);
            let sql = format!(
                "select r.id, r.portfolio_id from {} r where r.account_id = $1 and r.portfolio_id = $2 and r.id > $3
                and {passes} order by r.id limit {limit}",
                of.table
            );
            tx.query(&sql, &values)?.iter().map(found).collect()
        }
        Among::Ids(ids) => {
            let mut all = Vec::new();
            for some in ids.chunks(AT_ONCE) {
                let mut values = params![tx.account()].to_vec();
                let (these, passes) = (list(&mut values, some), passes(&mut values, test));
                let sql = format!(
                    "select r.id, r.portfolio_id from {} r where r.account_id = $1 and r.id in ({these})
                    and {passes} order by r.id",
                    of.table
                );
                for row in tx.query(&sql, &values)? {
                    all.push(found(&row)?);
                }
            }
            Ok(all)
        }
    }
}

/// Counts and sums of what passes, dealt out like cards: the first record to the first place, the next to the next.
pub fn sum(tx: &mut Tx<'_, Reading>, of: &Shared, deal: &Deal<'_>, test: &Test<'_>) -> Result<Vec<Sum>> {
    if deal.portfolios.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = params![tx.account(), deal.places.max(1), deal.first].to_vec();
    let (portfolios, passes) = (list(&mut values, deal.portfolios), passes(&mut values, test));
    let sql = format!(
        "select place, open, currency, count(*), cast(sum(amount) as bigint) from (
            select (row_number() over (order by r.portfolio_id, r.id) - 1 + $3) % $2 as place, {} as open,
                {} as currency, {} as amount
            from {} r where r.account_id = $1 and r.portfolio_id in ({portfolios}) and {passes}) g
        group by place, open, currency order by place, open desc, currency",
        of.open, of.currency, of.amount, of.table
    );
    tx.query(&sql, &values)?
        .iter()
        .map(|row| {
            Ok(Sum {
                place: row.at(0)?,
                open: row.at(1)?,
                currency: row.at(2)?,
                count: row.at(3)?,
                amount: row.at(4)?,
            })
        })
        .collect()
}

/// Gives these records of `from` the portfolio `to`: nothing else of them changes, the roll-ups follow.
pub fn relabel(tx: &mut Tx<'_, Writing>, of: &Shared, ids: &[i64], from: i64, to: i64) -> Result<i64> {
    let [bucket, open, currency, amount] =
        [of.bucket, of.open, of.currency, of.amount].map(|column| column.trim_start_matches("r."));
    let mut count = 0;
    for some in ids.chunks(AT_ONCE) {
        let mut values = params![tx.account(), from].to_vec();
        let these = list(&mut values, &filled_up(some));
        lock(tx, of, &these, &values)?;
        values.push(Value::from(to));
        let sql = format!(
            "update {} set portfolio_id = ${} where account_id = $1 and portfolio_id = $2 and id in ({these})
            returning {bucket}, {open}, {currency}, {amount}",
            of.table,
            values.len()
        );
        for row in tx.execute_returning(&sql, &values)? {
            let amount: i64 = row.at(3)?;
            let cell = Tally {
                portfolio: from,
                kind: of.kind,
                bucket: row.at(0)?,
                open: row.at(1)?,
                currency: row.at(2)?,
            };
            tx.tally(Tally { portfolio: to, ..cell.clone() }, 1, amount);
            tx.tally(cell, -1, -amount);
            count += 1;
        }
    }
    Ok(count)
}

/// As many as the next of a few sizes, the last one named again and again: so there are only a few texts to prepare.
fn filled_up(ids: &[i64]) -> Vec<i64> {
    let mut filled = ids.to_vec();
    if let Some(last) = ids.last() {
        filled.resize(ids.len().next_power_of_two().min(AT_ONCE.max(ids.len())), *last);
    }
    filled
}

/// Holds these records until the end of the act.
fn lock(tx: &mut Tx<'_, Writing>, of: &Shared, these: &str, values: &[Value]) -> Result<()> {
    let lock = tx.dialect().lock();
    if !lock.is_empty() {
        let sql = format!(
            "select r.id from {} r where r.account_id = $1 and r.portfolio_id = $2 and r.id in ({these})
            order by r.id{lock}",
            of.table
        );
        tx.query(&sql, values)?;
    }
    Ok(())
}

/// The next records of a portfolio, by id.
pub fn tell(
    tx: &mut Tx<'_, Reading>,
    of: &Shared,
    portfolio: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Line>> {
    let sql = format!(
        "select r.id, r.{}, {}, {}, {}, {} from {} r where r.account_id = $1 and r.portfolio_id = $2 and r.id > $3
        order by r.id limit $4",
        of.title, of.open, of.amount, of.currency, of.bucket, of.table
    );
    tx.query(&sql, params![tx.account(), portfolio, after, limit])?
        .iter()
        .map(|row| {
            Ok(Line {
                id: row.at(0)?,
                title: row.at(1)?,
                open: row.at(2)?,
                amount: row.at(3)?,
                currency: row.at(4)?,
                stage: row.at(5)?,
            })
        })
        .collect()
}

fn found(row: &Row) -> Result<Found> {
    Ok(Found { id: row.at(0)?, portfolio: row.at(1)? })
}

fn passes(values: &mut Vec<Value>, test: &Test<'_>) -> String {
    let mut all = vec!["1 = 1".to_owned()];
    all.extend(test.fits.map(|rule| fits(values, rule)));
    all.extend(test.none_of.iter().map(|rule| format!("not {}", fits(values, rule))));
    all.join(" and ")
}

/// The condition of one rule. The department is a matter of portfolios, not of records.
fn fits(values: &mut Vec<Value>, rule: &Where) -> String {
    let mut parts = vec!["1 = 1".to_owned()];
    let mut and = |values: &mut Vec<Value>, column: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.push(value);
            parts.push(format!("{column} ${}", values.len()));
        }
    };
    and(values, "r.pipeline_id =", rule.pipeline_id.map(Value::from));
    and(values, "r.stage_id =", rule.stage_id.map(Value::from));
    and(values, "r.open =", rule.open.map(Value::from));
    and(values, "r.amount >=", rule.amount_from.map(Value::from));
    and(values, "r.amount <=", rule.amount_to.map(Value::from));
    and(values, "r.currency =", rule.currency.clone().map(Value::from));
    match rule.ids.as_deref() {
        None => {}
        Some([]) => parts.push("1 = 0".to_owned()),
        Some(ids) => parts.push(format!("r.id in ({})", list(values, ids))),
    }
    format!("({})", parts.join(" and "))
}

/// `$4, $5, …`, with the values added.
fn list(values: &mut Vec<Value>, ids: &[i64]) -> String {
    let first = values.len() + 1;
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let marks: Vec<String> = (first..=values.len()).map(|n| format!("${n}")).collect();
    marks.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_ids_have_few_sizes() {
        assert_eq!(filled_up(&[1, 2, 3, 4, 5]), [1, 2, 3, 4, 5, 5, 5, 5]);
        assert_eq!(filled_up(&[7]), [7]);
        assert_eq!(filled_up(&[]), [0_i64; 0]);
        assert_eq!(filled_up(&[1; 300]).len(), AT_ONCE);
    }
}
