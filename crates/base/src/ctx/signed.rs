//! Who came in, by what, and whether that still opens the door.

use super::store;
use crate::kind::AccessKind;
use crate::org::Person;
use crate::{Error, Result, Tx};

/// Who came in, and by what.
#[derive(Clone, Debug)]
pub struct Signed {
    pub person: Person,
    pub access: AccessKind,
    /// The session's or token's id.
    pub access_id: i64,
    /// From when on they can't do without a second factor, ms UTC, where they have none and one is required of them.
    pub factor_due: Option<i64>,
    /// When they last showed that it is them, ms UTC.
    pub proven_at: i64,
}

impl Signed {
    /// What was asked at the door, once more within an act: a request can be held open for as long as somebody likes, and a
    /// block, a departure, another password or the end of the session come in between. `account` is the one they came into.
    ///
    /// # Errors
    /// 401 when it is over.
    pub fn check_inside<S>(&self, tx: &mut Tx<'_, S>, account: i64) -> Result<()> {
        match store::is_inside(tx, account, self)? {
            true => Ok(()),
            false => Err(Error::SignedOut),
        }
    }
}
