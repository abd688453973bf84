//! Whom reviews leave out, each with why: an account for emergencies, the owner.

use std::collections::HashMap;

use base::authz::{self, Do};
use base::kind::Status;
use base::org::{self, Name};
use base::{Ctx, Error, Event, Result};

use super::store;

const LONGEST: usize = 300;

/// Somebody whom reviews leave out.
#[derive(Clone, Debug)]
pub struct Exempt {
    pub person: i64,
    pub why: String,
    /// ms UTC.
    pub added_at: i64,
    pub added_by: Option<i64>,
}

/// Whom reviews leave out, by name.
///
/// # Errors
/// 403 for who is no administrator.
pub async fn exempt(ctx: &Ctx) -> Result<(Vec<Exempt>, HashMap<i64, Name>)> {
    authz::decide(&ctx.actor, &Do::Review)?;
    ctx.read(|tx| {
        let all: Vec<Exempt> = store::exempt(tx)?
            .into_iter()
            .map(|(person, why, added_at, added_by)| Exempt { person, why, added_at, added_by })
            .collect();
        let people = all.iter().flat_map(|one| std::iter::once(one.person).chain(one.added_by));
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        Ok((all, names))
    })
    .await
}

/// Reviews leave the person out from now on; an open one, too, where nothing is decided of them.
///
/// # Errors
/// 403 for who is no administrator; 404; 422 at `why` without a reason; 409 `already_departed` for who has left.
pub async fn leave_out(ctx: &Ctx, person: i64, why: &str) -> Result<()> {
    authz::decide(&ctx.actor, &Do::Review)?;
    let why = why.trim().to_owned();
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        if !matches!(found.status, Status::Active | Status::Pending | Status::Blocked) {
            return Err(Error::conflict("error-already-departed"));
        }
        match why.chars().count() {
            0 => return Err(Error::field("why", "error-required")),
            n if n > LONGEST => return Err(Error::field("why", "error-too-long")),
            _ => {}
        }
        let mut tx = tx.permit(Do::Review)?;
        store::leave_out(&mut tx, person, &why)?;
        tx.commit(Event::ReviewExempted { person, exempt: true }, ())
    })
    .await
}

/// Reviews leave the person out no more.
///
/// # Errors
/// 403 for who is no administrator; 404 for who is not left out.
pub async fn include(ctx: &Ctx, person: i64) -> Result<()> {
    authz::decide(&ctx.actor, &Do::Review)?;
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::Review)?;
        if !store::include(&mut tx, person)? {
            return Err(Error::NotFound);
        }
        tx.commit(Event::ReviewExempted { person, exempt: false }, ())
    })
    .await
}
