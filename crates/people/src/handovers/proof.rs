//! Proof that nothing is left with a person: counted in the rooms' own tables and in the credentials, whatever the
//! hand-over said it did.

use base::authz::Area;
use base::credentials::{self, Counts};
use base::org::{self, Person};
use base::{Ctx, Error, Kind, Result, jobs};

use super::{posts, store};
use crate::covers;

/// What is with a person at this moment.
pub struct Proof {
    pub person: Person,
    pub kinds: Vec<(Kind, i64)>,
    /// Rows that name the person as a holder, empty ones too.
    pub rows: i64,
    /// Technical users that the person answers for.
    pub technical: i64,
    /// Departments that they lead or are the deputy of.
    pub posts: i64,
    /// Covers of their work, and those in which they stand in, that run or are planned.
    pub covers: i64,
    /// Jobs that act for them and have not ended.
    pub jobs: i64,
    pub access: Counts,
    /// ms UTC.
    pub at: i64,
}

impl Proof {
    /// Whether nothing at all is left.
    pub fn is_clean(&self) -> bool {
        self.rows == 0
            && [self.technical, self.posts, self.covers, self.jobs].iter().all(|count| *count == 0)
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
            technical: count(&store::answering_to(tx, person)?),
            posts: count(&posts::held(tx, person)?),
            covers: count(&covers::ending(tx, person)?),
            jobs: count(&jobs::acting_for(tx, person)?),
            access: Counts::of(&credentials::of_person(tx, person)?),
            at: tx.now(),
            person: found,
        })
    })
    .await
}

fn count<T>(found: &[T]) -> i64 {
    i64::try_from(found.len()).unwrap_or(i64::MAX)
}
