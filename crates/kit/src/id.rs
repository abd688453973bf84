//! Ids: whole numbers below 2^53, so that every JSON reader keeps them exact, and growing, so that new rows land side
//! by side. From the top: 41 bits of milliseconds since 2026, 5 bits of node, 7 bits of counter.
//!
//! A node may use only the time it was promised (its lease row stores the highest promised millisecond) and begins
//! above it after a restart; therefore no id is ever made twice, even when the machine's clock steps back.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::clock::Clock;

/// The first millisecond of 2026, UTC: ids count from here, until 2095.
pub const EPOCH: i64 = 1_767_225_600_000;
/// Nodes are numbered from 0 to this.
pub const MAX_NODE: u8 = (1 << NODE_BITS) - 1;

const NODE_BITS: u32 = 5;
const COUNTER_BITS: u32 = 7;
const MAX_SINCE: i64 = (1 << 41) - 1;

/// Makes the ids of one node. Shared between threads by reference; no two calls give the same id.
#[derive(Debug)]
pub struct IdMaker {
    node: u8,
    clock: Clock,
    /// The last id without its node: milliseconds since the epoch, then the counter.
    last: AtomicI64,
    promised: AtomicI64,
}

/// No id can be made: the promised time is used up. Promise more and ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time promised for ids is used up")]
pub struct Exhausted;

impl IdMaker {
    /// A maker whose ids lie above `above_ms`, the highest millisecond ever promised to this node. It makes nothing
    /// before [`promise`](Self::promise); a node above [`MAX_NODE`] never makes anything.
    pub fn new(node: u8, above_ms: i64, clock: Clock) -> IdMaker {
        let above = since_epoch(above_ms).max(0);
        let last = (above << COUNTER_BITS) | ((1 << COUNTER_BITS) - 1);
        IdMaker { node, clock, last: AtomicI64::new(last), promised: AtomicI64::new(above_ms) }
    }

    /// The next id: larger than all before. When a millisecond's 128 ids are used, it borrows the next millisecond.
    pub fn next(&self) -> Result<i64, Exhausted> {
        if self.node > MAX_NODE {
            return Err(Exhausted);
        }
        let now = since_epoch(self.clock.now()).max(0) << COUNTER_BITS;
        let ceiling = since_epoch(self.promised());
        let after = |last: i64| (last + 1).max(now);
        let allowed = |last| Some(after(last)).filter(|tick| tick >> COUNTER_BITS <= ceiling);
        let last =
            self.last.fetch_update(Ordering::SeqCst, Ordering::SeqCst, allowed).map_err(|_| Exhausted)?;
        Ok(self.with_node(after(last)))
    }

    /// Allows ids up to and including this millisecond. A promise is never taken back.
    pub fn promise(&self, until_ms: i64) {
        self.promised.fetch_max(until_ms, Ordering::SeqCst);
    }

    /// The last millisecond that ids may use.
    pub fn promised(&self) -> i64 {
        self.promised.load(Ordering::SeqCst)
    }

    /// The node these ids carry.
    pub fn node(&self) -> u8 {
        self.node
    }

    /// The furthest millisecond used so far; ids may have borrowed beyond the clock.
    pub fn reached(&self) -> i64 {
        (self.last.load(Ordering::SeqCst) >> COUNTER_BITS) + EPOCH
    }

    fn with_node(&self, tick: i64) -> i64 {
        let counter = tick & ((1 << COUNTER_BITS) - 1);
        (((tick >> COUNTER_BITS) << NODE_BITS | i64::from(self.node)) << COUNTER_BITS) | counter
    }
}

/// The millisecond an id belongs to: when it was made, or a little later when it borrowed.
pub fn made_at(id: i64) -> i64 {
    (id >> (NODE_BITS + COUNTER_BITS)) + EPOCH
}

/// Bounded on both sides, so that a wild clock or promise can neither overflow nor reach past the 41 bits.
fn since_epoch(ms: i64) -> i64 {
    ms.saturating_sub(EPOCH).clamp(-1, MAX_SINCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const NOW: i64 = EPOCH + 28_000_000_000;

    fn maker(node: u8, clock: &Clock) -> IdMaker {
        let maker = IdMaker::new(node, NOW - 1, clock.clone());
        maker.promise(NOW + 1_000);
        maker
    }

    #[test]
    fn ids_strictly_increase_and_stay_below_2_to_the_53() {
        let maker = maker(31, &Clock::frozen(NOW));
        let ids: Vec<i64> = (0..5_000).map(|_| maker.next().unwrap()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| (1..1 << 53).contains(id)));
    }

    #[test]
    fn a_full_millisecond_borrows_the_next() {
        let maker = maker(0, &Clock::frozen(NOW));
        let ids: Vec<i64> = (0..257).map(|_| maker.next().unwrap()).collect();
        assert_eq!(made_at(ids[127]), NOW);
        assert_eq!(made_at(ids[128]), NOW + 1);
        assert_eq!(made_at(ids[256]), NOW + 2);
    }

    #[test]
    fn nothing_is_made_past_the_promise() {
        let maker = IdMaker::new(3, NOW, Clock::frozen(NOW));
        assert_eq!(maker.next(), Err(Exhausted), "nothing has been promised yet");
        maker.promise(NOW + 2);
        let ids: Vec<i64> = std::iter::from_fn(|| maker.next().ok()).collect();
        assert_eq!(ids.len(), 256);
        assert_eq!(made_at(ids[255]), NOW + 2);
        maker.promise(NOW + 1);
        assert_eq!(maker.promised(), NOW + 2, "a promise is not taken back");
        maker.promise(NOW + 3);
        assert!(maker.next().unwrap() > ids[255]);
    }

    #[test]
    fn a_clock_that_runs_ahead_of_the_promise_waits_for_one() {
        let clock = Clock::frozen(NOW);
        let maker = maker(0, &clock);
        clock.advance(1_001);
        assert_eq!(maker.next(), Err(Exhausted));
        maker.promise(NOW + 5_000);
        assert_eq!(made_at(maker.next().unwrap()), NOW + 1_001);
    }

    #[test]
    fn a_clock_that_steps_back_changes_nothing() {
        let clock = Clock::frozen(NOW);
        let maker = maker(0, &clock);
        let before = maker.next().unwrap();
        clock.advance(-3_600_000);
        assert!(maker.next().unwrap() > before);
    }

    #[test]
    fn a_restart_begins_above_what_was_promised() {
        let clock = Clock::frozen(NOW);
        let first = maker(7, &clock);
        let last = std::iter::from_fn(|| first.next().ok()).last().unwrap();
        let second = IdMaker::new(7, first.promised(), clock);
        second.promise(first.promised() + 1);
        assert!(second.next().unwrap() > last);
    }

    #[test]
    fn nodes_and_threads_never_meet() {
        let clock = Clock::frozen(NOW);
        let makers: Vec<IdMaker> = (0..=MAX_NODE).map(|node| maker(node, &clock)).collect();
        let mut seen: HashSet<i64> = makers[1..].iter().map(|maker| maker.next().unwrap()).collect();
        let shared = &makers[0];
        let batch = || (0..500).map(|_| shared.next().unwrap()).collect::<Vec<i64>>();
        std::thread::scope(|scope| {
            let threads = [scope.spawn(batch), scope.spawn(batch)];
            seen.extend(threads.into_iter().flat_map(|thread| thread.join().unwrap()));
        });
        assert_eq!(seen.len(), 31 + 1_000);
    }

    #[test]
    fn odd_beginnings_are_safe() {
        let early = IdMaker::new(0, 0, Clock::frozen(0));
        early.promise(EPOCH + 5);
        assert!(early.next().unwrap() > 0);
        let wrong_node = maker(32, &Clock::frozen(NOW));
        assert_eq!(wrong_node.next(), Err(Exhausted));
        let end = IdMaker::new(31, EPOCH + MAX_SINCE - 1, Clock::frozen(i64::MAX));
        end.promise(i64::MAX);
        let ids: Vec<i64> = std::iter::from_fn(|| end.next().ok()).collect();
        assert_eq!((ids.len(), ids[127]), (128, (1 << 53) - 1));
    }
}
