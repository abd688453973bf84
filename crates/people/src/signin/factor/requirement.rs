//! Of whom the account requires a second factor: decided by somebody who has one, so nobody shuts themselves out.

use base::authz::{self, Do};
use base::credentials::{self, Of, Requirement};
use base::{Change, Ctx, Error, Event, Result, Tx, org};

use super::store;

/// How long one may do without, in days.
pub const DAYS: std::ops::RangeInclusive<i64> = 0..=90;

/// What is required, and how far people are.
pub struct Standing {
    pub requirement: Requirement,
    /// Active people who sign in.
    pub people: i64,
    /// Those of them who have a second factor.
    pub with_factor: i64,
    /// Whether whoever asks has one.
    pub own: bool,
}

/// What is required now, for who may require it.
///
/// # Errors
/// 403.
pub async fn standing(ctx: &Ctx) -> Result<Standing> {
    authz::decide(&ctx.actor, &Do::RequireSecondFactor)?;
    ctx.read(|tx| {
        let (people, with_factor) = store::counted(tx)?;
        Ok(Standing { requirement: credentials::requirement(tx)?, people, with_factor, own: has_own(tx)? })
    })
    .await
}

/// Requires it anew. The days begin again when it concerns more people than before.
///
/// # Errors
/// 403; 422 at `grace_days`; 409 `factor_first` for who requires of others what they don't have.
pub async fn require(ctx: &Ctx, of: Of, days: i64) -> Result<()> {
    authz::decide(&ctx.actor, &Do::RequireSecondFactor)?;
    if !DAYS.contains(&days) {
        return Err(Error::field("grace_days", "error-factor-days"));
    }
    ctx.write(move |mut tx| {
        let before = store::lock_requirement(&mut tx)?;
        let changes = changes(before, of, days);
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let own = of == Of::Nobody || has_own(&mut tx)?;
        let mut tx = tx.permit(Do::RequireSecondFactor)?;
        if !own {
            return Err(Error::conflict("error-factor-first"));
        }
        let since = if of > before.of { tx.now() } else { before.since };
        store::set_requirement(&mut tx, Requirement { of, days, since })?;
        let account = tx.account();
        tx.commit(Event::AccountChanged { account, changes }, ())
    })
    .await
}

fn changes(before: Requirement, of: Of, days: i64) -> Vec<Change> {
    let whom = Change::of("factor_of", Some(before.of.code().into()), Some(of.code().into()));
    let grace = Change::of("factor_days", Some(before.days.to_string()), Some(days.to_string()));
    whom.into_iter().chain(grace).collect()
}

fn has_own<S>(tx: &mut Tx<'_, S>) -> Result<bool> {
    let Some(person) = tx.actor().person_id() else { return Ok(false) };
    let identity = org::find(tx, person)?.and_then(|person| person.identity_id);
    Ok(identity.map(|identity| store::since(tx, identity)).transpose()?.flatten().is_some())
}
