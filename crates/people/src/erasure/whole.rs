//! What must be so before data leaves as a file, and still be so before the file ends: whoever was promised to be gone is
//! gone, and nothing of the company has begun to be removed.

use base::{Ctx, Error, Result, Tx};

use super::{erase_due, store};

/// Everybody whose day has come goes before anything is given out, though the hourly round did not come by yet.
///
/// # Errors
/// When somebody can't be erased: then nothing is given out.
pub async fn first_erase(ctx: &Ctx) -> Result<()> {
    let operator = ctx.app.operator((*ctx.account).clone()).as_job();
    while erase_due(&operator).await? > 0 {}
    Ok(())
}

/// Whether the company is there with everything that it has.
///
/// # Errors
/// 409 `closing_over` once its day has come, its removal has begun, or it is gone.
pub fn check<S>(tx: &mut Tx<'_, S>) -> Result<()> {
    if store::is_whole(tx)? { Ok(()) } else { Err(Error::conflict("error-closing-over")) }
}
