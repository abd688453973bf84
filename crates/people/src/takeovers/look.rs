//! The portfolios of the account as somebody chooses from them.

use std::collections::HashMap;

use base::authz::Area;
use base::org::{self, Name};
use base::{Ctx, Result, Tx};

use super::rules::Shelf;
use super::store;

/// Portfolios and the names in them.
#[derive(Clone, Debug, Default)]
pub struct Shelves {
    pub shelves: Vec<Shelf>,
    pub names: HashMap<i64, Name>,
}

impl Shelves {
    pub fn name(&self, id: i64) -> &str {
        self.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
    }

    /// Those with something in them that somebody else than the person holds, what others left first.
    pub fn for_newcomer(&self, person: Option<i64>) -> Vec<&Shelf> {
        let others = |shelf: &Shelf| shelf.holders().into_iter().any(|holder| Some(holder) != person);
        let mut found: Vec<&Shelf> = self.shelves.iter().filter(|shelf| others(shelf)).collect();
        found.sort_by_key(|shelf| {
            let own = shelf.home.is_some_and(|home| shelf.holders().contains(&home));
            (own, shelf.home.map(|home| self.name(home).to_owned()), shelf.id)
        });
        found
    }
}

/// All portfolios of people, or those of one person's work; for who manages people.
pub async fn look(ctx: &Ctx, home: Option<i64>) -> Result<Shelves> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let shelves = store::shelves(tx, home, &[])?;
        let people = shelves
            .iter()
            .flat_map(|shelf| shelf.home.into_iter().chain(shelf.rows.values().map(|row| row.0)));
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        Ok(Shelves { shelves, names })
    })
    .await
}

/// These portfolios, within an act; unknown ones are left out.
pub fn rows<S>(tx: &mut Tx<'_, S>, ids: &[i64]) -> Result<Vec<Shelf>> {
    if ids.is_empty() { Ok(Vec::new()) } else { store::shelves(tx, None, ids) }
}
