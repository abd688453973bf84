//! Proof that nothing is left with a person: counted in the rooms' own tables and in the credentials, whatever the
//! hand-over said it did.

use base::authz::Area;
use base::credentials::{self, Counts};
use base::org::{self, Person};
use base::{Ctx, Error, Kind, Result};

use super::store;

/// What is with a person at this moment.
pub struct Proof {
    pub person: Person,
    pub kinds: Vec<(Kind, i64)>,
    /// Rows that name the person as a holder, empty ones too.
    pub rows: i64,
    /// Technical users that the person answers for.
    pub technical: i64,
    pub access: Counts,
    /// ms UTC.
    pub at: i64,
}

impl Proof {
    /// Whether nothing at all is left.
    pub fn is_clean(&self) -> bool {
        self.rows == 0
            && self.technical == 0
            && self.kinds.iter().all(|(_, count)| *count == 0)
            && self.access.each().iter().all(|(_, count)| *count == 0)
    }
}

/// # Errors
/// 404 for an unknown person.
pub async fn prove(ctx: &Ctx, person: i64) -> Result<Proof> {
    ctx.need(Area::People)?;
    let holdables = ctx.app.holdables.clone();
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        let mut kinds = Vec::new();
        for holdable in &holdables {
            kinds.push((holdable.kind, (holdable.count)(tx, person)?));
        }
        kinds.sort_by_key(|(kind, _)| *kind);
        Ok(Proof {
            kinds,
            rows: store::rows_held(tx, person)?,
            technical: i64::try_from(store::answering_to(tx, person)?.len()).unwrap_or(i64::MAX),
            access: Counts::of(&credentials::of_person(tx, person)?),
            at: tx.now(),
            person: found,
        })
    })
    .await
}
