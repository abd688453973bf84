//! Writing a comment, saying it otherwise, taking it away.

use base::authz::{Do, Scope, decide};
use base::error::Fields;
use base::portfolios::{self, queues};
use base::{Ctx, Error, Event, Kind, Reading, Result, Tx, Writing};

use super::{Comment, LONGEST, store};
use crate::records::{Room, place, stale, typed};

/// Writes a comment of the actor's on the record; answers its id.
///
/// # Errors
/// 404 for a record that they do not see, 422 for a comment that is empty or too long.
pub async fn write(ctx: &Ctx, room: &'static Room, id: i64, text: &str) -> Result<i64> {
    let text = read(text)?;
    ctx.write(move |mut tx| {
        let at = seen(&mut tx, room, id)?;
        let act = commenting(&mut tx, room.kind, at, true)?;
        let mut tx = tx.permit(act)?;
        let comment = store::add(&mut tx, room.kind, id, &text)?;
        tx.commit(Event::RecordCommented { kind: room.kind, id, comment }, comment)
    })
    .await
}

/// The author says it otherwise; `version` must still be the comment's.
///
/// # Errors
/// As `write`; 403 for who did not write it, 409 `stale`.
pub async fn change(
    ctx: &Ctx,
    room: &'static Room,
    (id, comment): (i64, i64),
    version: i64,
    text: &str,
) -> Result<()> {
    let text = read(text)?;
    ctx.write(move |mut tx| {
        let at = seen(&mut tx, room, id)?;
        let before = find(&mut tx, room.kind, id, comment)?;
        let own = before.is_of(tx.actor().person_id());
        let act = commenting(&mut tx, room.kind, at, own)?;
        // Somebody without the right learns nothing of versions.
        decide(tx.actor(), &act)?;
        if before.version != version {
            return Err(stale(before.version));
        }
        if before.text == text {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(act)?;
        store::change(&mut tx, comment, &text)?;
        tx.commit(Event::CommentChanged { kind: room.kind, id, comment }, ())
    })
    .await
}

/// Takes a comment away for good: one's own, or another's where one may delete the record.
///
/// # Errors
/// 404, 403.
pub async fn remove(ctx: &Ctx, room: &'static Room, id: i64, comment: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let at = seen(&mut tx, room, id)?;
        let before = find(&mut tx, room.kind, id, comment)?;
        let own = before.is_of(tx.actor().person_id());
        let act = removing(&mut tx, room.kind, at, own)?;
        let mut tx = tx.permit_all(&[act, Do::Remove])?;
        store::remove(&mut tx, comment)?;
        let of = before.author.filter(|_| !own);
        tx.commit(Event::CommentRemoved { kind: room.kind, id, of }, ())
    })
    .await
}

/// With a record that goes for good its comments go, too.
pub fn forget(tx: &mut Tx<'_, Writing>, kind: Kind, id: i64) -> Result<()> {
    store::forget(tx, kind, id)
}

fn read(text: &str) -> Result<String> {
    let mut wrong = Fields::default();
    let text = typed::lines(&mut wrong, "comment", text, LONGEST);
    if text.is_none() {
        wrong.add("comment", "error-required");
    }
    wrong.check()?;
    Ok(text.unwrap_or_default())
}

/// The record, held against changes, if the actor sees it: its portfolio and stage.
fn seen(tx: &mut Tx<'_, Reading>, room: &Room, id: i64) -> Result<(i64, i64)> {
    let (portfolio, stage) = (room.lock)(tx, id)?.ok_or(Error::NotFound)?.place();
    place::see(tx, room.kind, portfolio, stage)?;
    Ok((portfolio, stage))
}

fn find(tx: &mut Tx<'_, Reading>, kind: Kind, id: i64, comment: i64) -> Result<Comment> {
    store::standing(tx, kind, id, &[comment])?.pop().ok_or(Error::NotFound)
}

fn commenting(tx: &mut Tx<'_, Reading>, kind: Kind, (portfolio, stage): (i64, i64), own: bool) -> Result<Do> {
    Ok(Do::Comment { kind, reach: seen_from(tx, kind, portfolio)?, stage, own })
}

fn removing(tx: &mut Tx<'_, Reading>, kind: Kind, (portfolio, stage): (i64, i64), own: bool) -> Result<Do> {
    let reach = match own {
        true => seen_from(tx, kind, portfolio)?,
        false => portfolios::reach(tx, kind, portfolio)?,
    };
    Ok(Do::RemoveComment { kind, reach, stage, own })
}

/// How far the record is; one in a queue of the actor's department is as near as their own.
fn seen_from(tx: &mut Tx<'_, Reading>, kind: Kind, portfolio: i64) -> Result<Scope> {
    match tx.actor().person_id() {
        Some(me) if queues::is_member(tx, portfolio, me)? => Ok(Scope::Own),
        _ => portfolios::reach(tx, kind, portfolio),
    }
}
