//! Pictures as pages and programs get them: only what is shown at this moment.

use base::org::{self, Person};
use base::{Ctx, Error, Result};

use super::store;

/// Whose picture it is.
///
/// # Errors
/// 404.
pub async fn whose(ctx: &Ctx, person: i64) -> Result<Person> {
    ctx.read(move |tx| org::find(tx, person)?.ok_or(Error::NotFound)).await
}

/// The picture as large as it is kept; of whatever version it is, or of this one alone.
///
/// # Errors
/// 404 where there is none.
pub async fn as_kept(ctx: &Ctx, person: i64, version: Option<i64>) -> Result<Vec<u8>> {
    let found = ctx
        .read(move |tx| match org::find(tx, person)?.and_then(|person| person.picture) {
            Some(now) if version.is_none_or(|version| version == now) => store::large(tx, person),
            _ => Ok(None),
        })
        .await?;
    found.ok_or(Error::NotFound)
}

/// The picture for lines.
///
/// # Errors
/// 404 where there is none of this version.
pub async fn in_line(ctx: &Ctx, person: i64, version: i64) -> Result<Vec<u8>> {
    let found = ctx
        .read(move |tx| match org::find(tx, person)?.and_then(|person| person.picture) {
            Some(_) => store::small(tx, person, version),
            None => Ok(None),
        })
        .await?;
    found.ok_or(Error::NotFound)
}
