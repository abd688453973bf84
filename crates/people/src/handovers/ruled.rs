//! Hand-overs by rules that are still to come, for rooms whose settings such rules speak of.

use base::portfolios::sharing::Where;
use base::{Result, Tx};

use super::{planned, splits};

/// A hand-over that will share records out by rules.
#[derive(Clone, Debug)]
pub struct Ruled {
    pub id: i64,
    /// Whose work it is about.
    pub person: i64,
    /// Whether it waits for its moment; otherwise it is under way.
    pub planned: bool,
    /// What its rules ask of records.
    pub rules: Vec<Where>,
}

/// All that are under way or planned. Whoever holds the account's row knows that no others begin.
pub fn ruled<S>(tx: &mut Tx<'_, S>) -> Result<Vec<Ruled>> {
    let of = |planned, (id, person, rules): (i64, i64, Vec<splits::Split>)| Ruled {
        id,
        person,
        planned,
        rules: rules.into_iter().map(|split| split.fits).collect(),
    };
    let running = splits::rules(tx)?.into_iter().map(|rules| of(false, rules));
    let running: Vec<Ruled> = running.collect();
    let planned = planned::store::rules(tx)?.into_iter().map(|rules| of(true, rules));
    Ok(running.into_iter().chain(planned).collect())
}
