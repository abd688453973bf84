//! An administrator decides how long data is kept.

use base::authz::{Area, Do};
use base::{Ctx, Event, Result};

use super::{Rules, store};

/// What is decided now.
pub async fn look(ctx: &Ctx) -> Result<Rules> {
    ctx.need(Area::Settings)?;
    ctx.read(store::rules).await
}

/// Decides it anew. Whoever is to be erased already keeps the day they were told.
///
/// # Errors
/// 422 with everything that is wrong.
pub async fn change(ctx: &Ctx, wanted: Rules) -> Result<()> {
    ctx.need(Area::Settings)?;
    let wanted = wanted.checked()?;
    ctx.write(move |mut tx| {
        let changes = store::lock(&mut tx)?.changes(&wanted);
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::EditAccount)?;
        store::set(&mut tx, wanted)?;
        let account = tx.account();
        tx.commit(Event::AccountChanged { account, changes }, ())
    })
    .await
}
