//! What stands in the way of taking somebody out, without a database.

use base::kind::Status;

/// Whose departure or block is asked for, seen from who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    pub status: Status,
    pub is_actor: bool,
    /// Nobody else could administer the account.
    pub last_administrator: bool,
}

/// What stands in the way of a departure or a block, weightiest first: keys of sentences.
pub fn blockers(leaving: Leaving) -> Vec<&'static str> {
    let mut found = Vec::new();
    if leaving.status.has_left() {
        found.push("error-already-departed");
    }
    if leaving.last_administrator {
        found.push("error-last-administrator");
    }
    if leaving.is_actor {
        found.push("error-not-yourself");
    }
    found
}

/// What stands in the way of a hand-over without departure.
pub fn blockers_of_handover(status: Status) -> Vec<&'static str> {
    match status {
        Status::Active | Status::Blocked => Vec::new(),
        Status::Pending => vec!["error-holds-nothing"],
        Status::Departed | Status::Closing | Status::Erased => vec!["error-already-departed"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_administrator_and_oneself_stay() {
        let leaving = Leaving { status: Status::Active, is_actor: true, last_administrator: true };
        assert_eq!(blockers(leaving), ["error-last-administrator", "error-not-yourself"]);
        let gone = Leaving { status: Status::Departed, is_actor: false, last_administrator: false };
        assert_eq!(blockers(gone), ["error-already-departed"]);
    }
}
