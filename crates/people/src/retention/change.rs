//! How long data is kept is decided by who sets the company up, and by nobody who only helps with that.

use base::authz::{self, Area, Do};
use base::{Ctx, Event, Result};

use super::{Rules, store};

/// What is decided now.
pub async fn look(ctx: &Ctx) -> Result<Rules> {
    ctx.need(Area::Settings)?;
    ctx.read(store::rules).await
}

/// Whether the actor decides it, or reads it alone.
pub fn may_decide(ctx: &Ctx) -> bool {
    authz::decide(&ctx.actor, &Do::DecideRetention).is_ok()
}

/// Decides it anew. Whoever is to be erased already keeps the day they were told.
///
/// # Errors
/// 422 with everything that is wrong; 403 for an integrator.
pub async fn change(ctx: &Ctx, wanted: Rules) -> Result<()> {
    ctx.need(Area::Settings)?;
    let wanted = wanted.checked()?;
    ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::DecideRetention)?;
        let changes = store::lock(&mut tx)?.changes(&wanted);
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::DecideRetention)?;
        store::set(&mut tx, wanted)?;
        let account = tx.account();
        tx.commit(Event::AccountChanged { account, changes }, ())
    })
    .await
}
