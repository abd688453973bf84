//! The day has come: a person's data goes, all in one transaction.

use base::authz::Do;
use base::{Ctx, Event, Result, journal, org};

use super::store;
use crate::pictures;
use crate::signin::names;

/// Erases everybody of the account whose day has come; how many. For the operator's hourly round. Somebody who can't be
/// erased keeps nobody else from it.
///
/// # Errors
/// The first fault, after everybody else was served.
pub async fn erase_due(ctx: &Ctx) -> Result<i64> {
    let (mut erased, mut fault) = (0, None);
    for person in ctx.read(store::due).await? {
        match erase(ctx, person).await {
            Ok(done) => erased += i64::from(done),
            Err(error) => {
                tracing::error!(%error, account = ctx.account.id, person, "somebody could not be erased");
                fault = fault.or(Some(error));
            }
        }
    }
    fault.map_or(Ok(erased), Err)
}

/// Whether there was something to do: somebody may have restored the person meanwhile.
async fn erase(ctx: &Ctx, person: i64) -> Result<bool> {
    ctx.write(move |mut tx| {
        org::find_locked(&mut tx, person)?;
        let due = store::due_one(&mut tx, person)?;
        let Some(signs_in) = due else { return tx.unchanged(false) };
        let mut tx = tx.permit(Do::CarryOutErasure { due: true })?;
        if let Some(identity) = signs_in.identity {
            names::forget(&mut tx, identity, signs_in.login.as_deref())?;
        }
        store::forget_access(&mut tx, person)?;
        pictures::forget(&mut tx, person)?;
        store::forget_reasons(&mut tx, person)?;
        store::forget_person(&mut tx, person)?;
        let events = journal::forget_person(&mut tx, person)?;
        tx.commit(Event::PersonErased { person, events }, true)
    })
    .await
}
