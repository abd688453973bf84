//! Who was not here for long. No SQL, no HTTP.

use base::Status;

/// Who was not here for so long is idle: 90 days, in ms.
pub const IDLE_MS: i64 = 90 * 86_400_000;

/// Whether somebody active was not here for long; who was never here counts from when they could have been.
pub fn is_idle(status: Status, seen_at: Option<i64>, since: i64, now: i64) -> bool {
    status == Status::Active && seen_at.unwrap_or(since) < now - IDLE_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_never_here_is_idle_once_they_could_have_been_for_long() {
        let idle = |seen, since| is_idle(Status::Active, seen, since, IDLE_MS + 1);
        assert!(idle(None, 0) && idle(Some(0), 5) && !idle(Some(1), 0) && !idle(None, 1));
        assert!(!is_idle(Status::Blocked, None, 0, IDLE_MS + 1));
    }
}
