//! The row of a new person, for every room that makes one.

use base::kind::{Category, Status};
use base::{Result, Tx, Writing};

use super::Terms;
use super::store;

/// All that a new row says. Whoever inserts it has taken a seat, claimed the names and says so in the journal.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub id: i64,
    pub identity_id: Option<i64>,
    pub name: String,
    pub email: Option<String>,
    pub login: Option<String>,
    pub phone: Option<String>,
    pub category: Category,
    pub status: Status,
    pub role_id: i64,
    /// Who holds what a technical user or an integrator makes.
    pub answerable_person_id: Option<i64>,
    /// Of an integrator.
    pub terms: Option<Terms>,
    /// The language they chose; `None`: the account's.
    pub lang: Option<String>,
    /// The IANA name of their own zone; `None`: the account's.
    pub zone: Option<String>,
}

/// Writes the row. A portfolio isn't opened: that is for whoever makes the person active.
pub fn insert(tx: &mut Tx<'_, Writing>, person: &NewPerson) -> Result<()> {
    store::insert(tx, person)
}
