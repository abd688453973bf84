//! What must always hold, asked of the database itself: `smena verify`, and the end of every test.
//!
//! Each sentence it returns names one thing that is broken and where. An empty list is a proof: portfolios, holders,
//! credentials, administrators, seats, roll-ups, search and the journal's chain are as the design says.

mod store;

use std::collections::BTreeMap;

use base::tx::Tally;
use base::{App, Ctx, Result, journal, org, search};

/// Checks every account; broken things as sentences for the operator.
pub async fn check(app: &App) -> Result<Vec<String>> {
    let mut broken = Vec::new();
    let now = app.now();
    // Of a company whose day has come the hourly round removes more and more.
    for account in accounts(app).await?.into_iter().filter(|account| !account.is_over(now)) {
        let name = format!("account {} ({})", account.id, account.name);
        let ctx = app.operator(account);
        broken.extend(check_account(&ctx).await?.into_iter().map(|what| format!("{name}: {what}")));
    }
    Ok(broken)
}

/// Every account of the installation.
pub async fn accounts(app: &App) -> Result<Vec<base::Account>> {
    people::accounts::find_all(app).await
}

async fn check_account(ctx: &Ctx) -> Result<Vec<String>> {
    let holdables = ctx.app.holdables.clone();
    ctx.read(move |tx| {
        let mut broken = Vec::new();
        for (says, sql) in store::RULES {
            let found = store::offenders(tx, sql)?;
            if !found.is_empty() {
                broken.push(format!("{says}: {}", list(&found)));
            }
        }
        if store::closing(tx)? {
            broken.push("whether the company closes is told in two ways".to_owned());
        }
        broken.extend(store::holder_rows(tx)?);
        broken.extend(store::seats(tx)?);
        let stages = store::stages(tx)?;
        for role in
            org::roles(tx)?.iter().filter(|role| role.rights.stages.keys().any(|id| !stages.contains(id)))
        {
            broken.push(format!("role {} has less at a stage that is gone", role.id));
        }
        let mut real: BTreeMap<Tally, (i64, i64)> = BTreeMap::new();
        for holdable in &holdables {
            for (cell, count, sum) in (holdable.recount)(tx)? {
                let entry = real.entry(cell).or_default();
                *entry = (entry.0 + count, entry.1 + sum);
            }
        }
        broken.extend(differences(&store::rollups(tx)?, &real));
        for table in search::TABLES {
            let (in_vain, lost) = search::astray(tx, table)?;
            if !in_vain.is_empty() {
                broken.push(format!("search finds {table} that are not there: {}", list(&in_vain)));
            }
            if !lost.is_empty() {
                broken.push(format!("search does not find {table}: {}", list(&lost)));
            }
        }
        broken.extend(people::reviews::astray(tx)?);
        broken.extend(journal::verify(tx)?);
        Ok(broken)
    })
    .await
}

/// Cells in which the kept roll-up and the recount differ; a cell of zeros is as good as none.
fn differences(kept: &BTreeMap<Tally, (i64, i64)>, real: &BTreeMap<Tally, (i64, i64)>) -> Vec<String> {
    let cells: std::collections::BTreeSet<&Tally> = kept.keys().chain(real.keys()).collect();
    let of = |map: &BTreeMap<Tally, (i64, i64)>, cell: &Tally| map.get(cell).copied().unwrap_or_default();
    cells
        .into_iter()
        .filter(|cell| of(kept, cell) != of(real, cell))
        .map(|cell| format!("roll-up {cell:?}: kept {:?}, counted {:?}", of(kept, cell), of(real, cell)))
        .collect()
}

fn list(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Kind;

    fn cell(portfolio: i64) -> Tally {
        Tally { portfolio, kind: Kind::Deal, bucket: 0, open: true, currency: "EUR".into() }
    }

    #[test]
    fn a_roll_up_that_differs_is_named_and_zeros_are_nothing() {
        let kept = BTreeMap::from([(cell(1), (2, 5)), (cell(2), (0, 0))]);
        assert!(differences(&kept, &BTreeMap::from([(cell(1), (2, 5))])).is_empty());
        assert_eq!(differences(&kept, &BTreeMap::new()).len(), 1);
        assert_eq!(differences(&BTreeMap::new(), &BTreeMap::from([(cell(3), (1, 0))])).len(), 1);
    }
}
