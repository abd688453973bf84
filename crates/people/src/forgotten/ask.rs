//! Asking for a link in place of a forgotten password.

use base::{App, Error, Result, letters};
use tokio::sync::Mutex;

use super::store;
use crate::signin::attempts::{self, Counted};
use crate::signin::names;

/// So many asks for one name within the window of attempts.
pub const MOST_PER_NAME: usize = 3;
/// So many from one address.
pub const MOST_PER_ADDRESS: usize = 30;

/// Writes down that somebody forgot the password of this name; whoever it may be, the answer is the same.
///
/// # Errors
/// 409 `forgotten_off` without a mail server; 422 at `login` when it is empty; 429 after too many asks.
pub async fn ask(app: &App, login: &str, address: &str) -> Result<()> {
    // One at a time: many at once can't slip past the limit.
    static TURN: Mutex<()> = Mutex::const_new(());
    if !letters::are_on(app) {
        return Err(Error::conflict("error-forgotten-off"));
    }
    let name = names::typed(login);
    if name.is_empty() {
        return Err(Error::field("login", "error-required"));
    }
    // As typed: a name from before a domain had one spelling is found by that alone, as at the sign-in.
    let typed: String = login.trim().chars().take(names::LONGEST).collect();
    let counted = Counted::asking(&name, address, (MOST_PER_NAME, MOST_PER_ADDRESS));
    let ids = [app.new_id()?, app.new_id()?, app.new_id()?];
    let (now, asked) = (app.now(), counted.clone());
    let _turn = TURN.lock().await;
    let standing = app.look(move |tx| attempts::standing(tx, &asked, now)).await?;
    if standing.wait > 0 {
        return Err(Error::Slow(standing.wait));
    }
    app.keep(move |tx| {
        attempts::add(tx, &counted, [ids[0], ids[1]])?;
        store::add(tx, ids[2], &typed)
    })
    .await
}
