//! Reading comments.

use std::collections::HashMap;

use ::store::Value;
use base::{Ctx, Error, Kind, Reading, Result, Tx, portfolios};

use super::{Comment, store};
use crate::records::query::Toward;
use crate::records::{Asked, Count, Room, place, store as records};

/// More than so many are not counted.
const COUNTED: i64 = 10_000;

/// A page of the comments of a record.
pub struct Listed {
    pub items: Vec<Comment>,
    /// The cursor of the page after, if there is one.
    pub next: Option<String>,
    pub count: Count,
}

/// The comments of a record that the actor sees.
///
/// # Errors
/// 404 otherwise.
pub async fn list(ctx: &Ctx, room: &'static Room, id: i64, asked: &Asked) -> Result<Listed> {
    let asked = asked.clone();
    ctx.read(move |tx| {
        seen(tx, room, id)?;
        let mut items = store::page(tx, room.kind, id, &asked)?;
        let most = usize::try_from(asked.limit).unwrap_or(usize::MAX);
        let goes_on = items.len() > most;
        items.truncate(most);
        let last = items.last().filter(|_| goes_on);
        let next = last.map(|last| asked.cursor(Value::from(last.id), last.id, Toward::End));
        Ok(Listed { items, next, count: count(tx, room.kind, id)? })
    })
    .await
}

/// One comment of a record that the actor sees.
///
/// # Errors
/// 404 otherwise.
pub async fn one(ctx: &Ctx, room: &'static Room, id: i64, comment: i64) -> Result<Comment> {
    ctx.read(move |tx| {
        seen(tx, room, id)?;
        store::standing(tx, room.kind, id, &[comment])?.pop().ok_or(Error::NotFound)
    })
    .await
}

/// Those of these comments that are still there, and how many the record has in all. The caller has made sure that the
/// record may be seen.
pub fn standing(
    tx: &mut Tx<'_, Reading>,
    kind: Kind,
    id: i64,
    ids: &[i64],
) -> Result<(HashMap<i64, Comment>, Count)> {
    let found = store::standing(tx, kind, id, ids)?.into_iter().map(|comment| (comment.id, comment));
    let found = found.collect();
    Ok((found, count(tx, kind, id)?))
}

fn count(tx: &mut Tx<'_, Reading>, kind: Kind, id: i64) -> Result<Count> {
    Ok(Count(portfolios::Count::capped(store::count(tx, kind, id, COUNTED)?, COUNTED)))
}

fn seen(tx: &mut Tx<'_, Reading>, room: &Room, id: i64) -> Result<()> {
    let (portfolio, stage, _) = records::born(tx, room, id)?.ok_or(Error::NotFound)?;
    place::see(tx, room.kind, portfolio, stage)
}
