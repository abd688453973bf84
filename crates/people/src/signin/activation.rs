//! A pending person becomes active: at the first sign-in, whichever way they came in.

use base::kind::Status;
use base::org::Person;
use base::{Event, Result, Tx, Writing, credentials, portfolios};

use super::store;

/// Makes the person active and opens their portfolio. Their seat was taken when they were added. Links made while
/// they were pending end, and so does an invitation under way.
pub fn activate(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Event> {
    store::set_status(tx, person.id, Status::Active)?;
    if person.category.may_hold() && person.portfolio_id.is_none() {
        portfolios::open_for(tx, person.id)?;
    }
    store::set_accepted(tx, person.id)?;
    credentials::end_links(tx, person.id, "activated")?;
    Ok(Event::PersonActivated { person: person.id })
}
