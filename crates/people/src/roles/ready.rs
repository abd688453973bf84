//! The roles that a new account begins with.

use base::authz::Ready;
use base::{Result, Tx, Writing};

use super::store;

/// Puts the ready roles into a new account and makes the default one its default. Answers with their ids.
pub fn add_ready(tx: &mut Tx<'_, Writing>) -> Result<Vec<(Ready, i64)>> {
    let mut made = Vec::new();
    for (position, ready) in (0..).zip(Ready::ALL) {
        let id = tx.new_id()?;
        store::add(tx, id, Some(ready.key()), ready.key(), &ready.rights(), position)?;
        if ready == Ready::DEFAULT {
            store::set_default(tx, id)?;
        }
        made.push((ready, id));
    }
    Ok(made)
}
