//! Who came by an open link and waits for an administrator's word. What they gave goes with the answer: there is a person
//! then, or nothing.

use base::authz::{self, Area, Do};
use base::kind::Category;
use base::{Ctx, Error, Event, Result, letters};

use super::store;
use crate::people::{self, Added, Joins, Wanted};

/// Nobody waits longer, in ms: thirty days.
const LONGEST_MS: i64 = 30 * 86_400_000;

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct Join {
    pub id: i64,
    pub open_link: i64,
    pub name: String,
    pub email: String,
    pub role_id: i64,
    pub department_id: Option<i64>,
    /// ms UTC.
    pub asked_at: i64,
}

/// Who waits, the first first.
///
/// # Errors
/// 403.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<Join>> {
    ctx.need(Area::People)?;
    ctx.read(store::joins).await
}

/// Adds who waits, as anybody is added: their link comes by letter, or is given back.
///
/// # Errors
/// 404; as `people::add`.
pub async fn admit(ctx: &Ctx, id: i64) -> Result<Added> {
    ctx.need(Area::People)?;
    let join = ctx.read(move |tx| store::find_join(tx, id)).await?.ok_or(Error::NotFound)?;
    let wanted = Wanted {
        name: join.name,
        email: join.email,
        role_id: Some(join.role_id),
        department: join.department_id.map(Joins::Known),
        invites: letters::are_on(&ctx.app),
        ..Wanted::default()
    };
    people::add_as_they_are(ctx, wanted, move |tx| match store::remove_join(tx, id)? {
        true => Ok(vec![Event::JoinAdmitted { open_link: join.open_link, join: id }]),
        false => Err(Error::NotFound),
    })
    .await
}

/// Says no; nobody is told, and what they gave is gone.
///
/// # Errors
/// 403; 404.
pub async fn decline(ctx: &Ctx, id: i64) -> Result<()> {
    ctx.write(move |mut tx| {
        let act = Do::AddPerson { category: Category::Member };
        authz::decide(tx.actor(), &act)?;
        let join = store::find_join(&mut tx, id)?.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(act)?;
        if !store::remove_join(&mut tx, id)? {
            return Err(Error::NotFound);
        }
        tx.commit(Event::JoinDeclined { open_link: join.open_link, join: id }, ())
    })
    .await
}

/// Forgets who has waited for thirty days, for the operator's hourly round.
pub async fn forget(ctx: &Ctx) -> Result<()> {
    let before = ctx.app.now() - LONGEST_MS;
    let waiting = ctx.read(store::joins).await?;
    for join in waiting.iter().filter(|join| join.asked_at <= before) {
        match decline(ctx, join.id).await {
            // Somebody answered meanwhile.
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
