//! Who can be erased and until when they come back. No database.

use base::{Error, Result, Status};

const DAY_MS: i64 = 86_400_000;

/// The moment at which the data goes.
///
/// # Errors
/// 409 for who is still here, is closing already, or is erased.
pub fn day(status: Status, grace_days: i64, now: i64) -> Result<i64> {
    match status {
        Status::Departed => Ok(now + grace_days * DAY_MS),
        Status::Closing => Err(Error::conflict("error-person-closing")),
        Status::Erased => Err(Error::conflict("error-person-erased")),
        Status::Pending | Status::Active | Status::Blocked => Err(Error::conflict("error-erase-departed")),
    }
}

/// Whether everything can come back.
///
/// # Errors
/// 409 for who isn't closing, or whose day has come.
pub fn can_be_kept(status: Status) -> Result<()> {
    match status {
        Status::Closing => Ok(()),
        Status::Erased => Err(Error::conflict("error-person-erased")),
        _ => Err(Error::conflict("error-not-closing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // G02, G08
    #[test]
    fn only_who_has_departed_is_erased_and_only_until_then_they_come_back() {
        for status in Status::ALL {
            assert_eq!(day(status, 30, 0).is_ok(), status == Status::Departed, "{status:?}");
            assert_eq!(can_be_kept(status).is_ok(), status == Status::Closing, "{status:?}");
        }
        assert_eq!(day(Status::Departed, 2, 5).unwrap(), 5 + 2 * DAY_MS);
    }
}
