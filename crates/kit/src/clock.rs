//! The one source of "now", handed to whoever needs it, so that a test can stop time and move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time in milliseconds since 1970, UTC. Clones of a frozen clock share their time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that stands at `ms` until somebody advances it.
    pub fn frozen(ms: i64) -> Clock {
        Clock(Source::Frozen(Arc::new(AtomicI64::new(ms))))
    }

    /// The time now. It may step back when an operator corrects the machine's clock.
    pub fn now(&self) -> i64 {
        match &self.0 {
            Source::System => system_now(),
            Source::Frozen(ms) => ms.load(Ordering::SeqCst),
        }
    }

    /// Moves a frozen clock by `ms` and says true; the machine's clock is nobody's to move, so it says false.
    pub fn advance(&self, ms: i64) -> bool {
        match &self.0 {
            Source::System => false,
            Source::Frozen(now) => {
                now.fetch_add(ms, Ordering::SeqCst);
                true
            }
        }
    }
}

fn system_now() -> i64 {
    // A machine that believes it is before 1970 is as good as one at 1970: both are wrong, neither may stop us.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_told_and_clones_move_along() {
        let clock = Clock::frozen(1_000);
        let clone = clock.clone();
        assert_eq!(clock.now(), 1_000);
        assert!(clone.advance(500));
        assert_eq!(clock.now(), 1_500);
    }

    #[test]
    fn the_system_clock_is_past_2026_and_cannot_be_moved() {
        let clock = Clock::system();
        assert!(clock.now() > 1_767_225_600_000);
        assert!(!clock.advance(1_000_000_000_000));
        assert!(clock.now() < 4_000_000_000_000);
    }
}
