//! Who stands in during an absence: a cover begins over what nobody covers yet, or an old one gets the days of the absence.

use base::portfolios::covers::Cover;
use base::{Ctx, Error, Result};

use super::look;
use crate::covers::{self, Wish};

/// Somebody stands in for all of the person's work, over the first time of the absence that nobody covers.
///
/// # Errors
/// 404; 409 `absence_covered`; and as a cover that begins.
pub async fn cover(ctx: &Ctx, id: i64, stand_in: i64) -> Result<Cover> {
    let one = look::one(ctx, id).await?;
    let (from, until) = one.gap.ok_or(Error::conflict("error-absence-covered"))?;
    let wish = Wish { stand_in, kinds: None, from: Some(from), until, reason: None };
    covers::begin(ctx, one.person.id, wish).await
}

/// Gives a cover of the person's work the days of the absence.
///
/// # Errors
/// 404; and as a cover that is changed.
pub async fn fit(ctx: &Ctx, id: i64, cover: i64) -> Result<Cover> {
    let one = look::one(ctx, id).await?;
    let theirs = one.seen.covers.iter().chain(&one.strays).any(|known| known.id == cover);
    if !theirs {
        return Err(Error::NotFound);
    }
    let (from, until) = one.seen.absence.span(&ctx.company_zone());
    covers::change(ctx, cover, from, until).await
}
