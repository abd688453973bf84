//! Who stands in during an absence: a cover begins over what nobody covers yet, or an old one gets the days of the absence.

use base::portfolios::covers::{Cover, State};
use base::{Ctx, Error, Kind, Result, org};

use super::look;
use crate::covers::{self, Wish};

/// Somebody stands in over the first time of the absence that nobody covers: for all of the person's work, or for what of it
/// those who stand in already leave.
///
/// # Errors
/// 404; 409 `absence_covered`, `absence_cover_idle` where a cover is in the way whose stand-in can't take the work; and as a
/// cover that begins.
pub async fn cover(ctx: &Ctx, id: i64, stand_in: i64) -> Result<Cover> {
    let one = look::one(ctx, id).await?;
    let Some(gap) = one.gap else {
        let idle = one.seen.coverage.is_lacking() || !one.idle.is_empty();
        return Err(Error::conflict(if idle { "error-absence-cover-idle" } else { "error-absence-covered" }));
    };
    let now = ctx.app.now();
    let person = one.candidates.iter().find(|known| known.person.id == stand_in).map(|known| &known.person);
    // What is named must be what they may hold; of the rest there is nothing now.
    let may = |kind: &Kind| {
        one.held.contains(kind) || person.is_some_and(|person| org::is_assignable(person, *kind, now))
    };
    let kinds = gap.kinds.map(|kinds| kinds.into_iter().filter(may).collect());
    let wish = Wish { stand_in, kinds, from: Some(gap.from), until: gap.until, reason: None };
    covers::begin(ctx, one.person.id, wish).await
}

/// Gives a cover of the person's work the days of the absence.
///
/// # Errors
/// 404; 409 `absence_cover_runs` for one that runs before the first of these days: what has begun stays begun, so it would
/// be of all the days until then, too; and as a cover that is changed.
pub async fn fit(ctx: &Ctx, id: i64, cover: i64) -> Result<Cover> {
    let one = look::one(ctx, id).await?;
    let mut theirs = one.seen.covers.iter().chain(&one.strays);
    let known = theirs.find(|known| known.id == cover).ok_or(Error::NotFound)?;
    let (from, until) = one.seen.absence.span(&ctx.company_zone());
    if !can_follow(known, from, ctx.app.now()) {
        return Err(Error::conflict("error-absence-cover-runs"));
    }
    covers::change(ctx, cover, from, until).await
}

/// Whether the cover can be moved to days that begin at this moment: one that runs already can't wait for them.
pub fn can_follow(cover: &Cover, from: i64, now: i64) -> bool {
    cover.state(now) != State::Running || from <= now
}
