//! Where a person stands, and where they may go from there.

use base::kind::Status;
use base::org::Person;
use base::{Error, Result};

/// A status, and what it falls back to: for a blocked person what they were before, for a departed one what they will
/// be when they come back (pending or active).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    pub before: Option<Status>,
}

impl Standing {
    pub fn of(person: &Person) -> Standing {
        Standing { status: person.status, before: person.status_before }
    }

    /// # Errors
    /// 409 for who is blocked or departed.
    pub fn blocked(self) -> Result<Standing> {
        match self.status {
            Status::Pending | Status::Active => {
                Ok(Standing { status: Status::Blocked, before: Some(self.status) })
            }
            Status::Blocked => Err(Error::conflict("error-already-blocked")),
            Status::Departed | Status::Closing | Status::Erased => {
                Err(Error::conflict("error-already-departed"))
            }
        }
    }

    /// # Errors
    /// 409 for who is not blocked.
    pub fn unblocked(self) -> Result<Standing> {
        match self.status {
            Status::Blocked => Ok(plain(self.rest())),
            Status::Pending | Status::Active => Err(Error::conflict("error-not-blocked")),
            Status::Departed | Status::Closing | Status::Erased => {
                Err(Error::conflict("error-already-departed"))
            }
        }
    }

    /// # Errors
    /// 409 for who has departed.
    pub fn departed(self) -> Result<Standing> {
        match self.status {
            Status::Pending | Status::Active | Status::Blocked => {
                Ok(Standing { status: Status::Departed, before: Some(self.rest()) })
            }
            Status::Departed | Status::Closing | Status::Erased => {
                Err(Error::conflict("error-already-departed"))
            }
        }
    }

    /// Back after a departure, as a new start: nobody comes back blocked.
    ///
    /// # Errors
    /// 409 for who has not departed.
    pub fn reactivated(self) -> Result<Standing> {
        match self.status {
            Status::Departed => Ok(plain(self.rest())),
            Status::Closing => Err(Error::conflict("error-person-closing")),
            Status::Erased => Err(Error::conflict("error-person-erased")),
            Status::Pending | Status::Active | Status::Blocked => Err(Error::conflict("error-not-departed")),
        }
    }

    /// As before the departure that is undone; `was` is what the hand-over remembers.
    ///
    /// # Errors
    /// 409 for who has not departed.
    pub fn restored(self, was: Status) -> Result<Standing> {
        match (self.status, was) {
            (Status::Departed, Status::Blocked) => {
                Ok(Standing { status: Status::Blocked, before: Some(self.rest()) })
            }
            (Status::Departed, _) => Ok(plain(was)),
            _ => Err(Error::conflict("error-not-departed")),
        }
    }

    /// What somebody is once nothing keeps them out: pending or active.
    fn rest(self) -> Status {
        match (self.status, self.before) {
            (Status::Pending, _) | (Status::Blocked | Status::Departed, Some(Status::Pending)) => {
                Status::Pending
            }
            _ => Status::Active,
        }
    }
}

fn plain(status: Status) -> Standing {
    Standing { status, before: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::{Active, Blocked, Closing, Departed, Erased, Pending};

    fn at(status: Status, before: Option<Status>) -> Standing {
        Standing { status, before }
    }

    #[test]
    fn a_block_is_lifted_to_what_was_before() {
        for status in [Pending, Active] {
            let blocked = plain(status).blocked().unwrap();
            assert_eq!(blocked, at(Blocked, Some(status)));
            assert_eq!(blocked.unblocked().unwrap(), plain(status));
            assert!(blocked.blocked().is_err());
        }
        assert!(plain(Active).unblocked().is_err());
    }

    #[test]
    fn undo_of_a_departure_restores_exactly_what_there_was() {
        let standings =
            [plain(Pending), plain(Active), at(Blocked, Some(Pending)), at(Blocked, Some(Active))];
        for standing in standings {
            let departed = standing.departed().unwrap();
            assert_eq!(departed.status, Departed);
            assert_eq!(departed.restored(standing.status).unwrap(), standing);
            assert!(
                departed.departed().is_err() && departed.blocked().is_err() && departed.unblocked().is_err()
            );
        }
    }

    #[test]
    fn who_is_to_be_erased_or_was_goes_nowhere() {
        for over in [at(Closing, Some(Active)), at(Erased, None)] {
            assert!(over.reactivated().is_err() && over.departed().is_err() && over.blocked().is_err());
            assert!(over.unblocked().is_err() && over.restored(Active).is_err());
        }
    }

    #[test]
    fn who_comes_back_is_never_blocked() {
        assert_eq!(at(Blocked, Some(Active)).departed().unwrap().reactivated().unwrap(), plain(Active));
        assert_eq!(at(Blocked, Some(Pending)).departed().unwrap().reactivated().unwrap(), plain(Pending));
        assert_eq!(plain(Pending).departed().unwrap().reactivated().unwrap(), plain(Pending));
        assert!(plain(Active).reactivated().is_err());
    }
}
