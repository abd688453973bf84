//! SQLite's log moved into the file beside the writers.
//!
//! Left to itself, SQLite does that in the commit that makes the log long, and whoever writes next waits for thousands of
//! pages. Here a connection of its own copies while others write. What is left then is little, and a last piece in the
//! writers' queue copies it: only when nobody writes can the log be found at its end, to begin anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use crate::lanes::{Lane, Lanes};
use crate::sqlite::Place;
use crate::tx::Access;

/// From so many pages on the log is to be moved, and again after as many more, where somebody still reads in it.
const LONG: i32 = 4_000;
/// Each time less is left of what was written meanwhile.
const ROUNDS: usize = 3;

/// How long the log is, and whether somebody is at it.
#[derive(Default)]
pub(crate) struct Checkpoints {
    pages: AtomicI32,
    tried_at: AtomicI32,
    running: AtomicBool,
}

impl Checkpoints {
    /// The log has so many pages after a commit.
    pub fn grew(&self, pages: i32) {
        if pages < self.pages.swap(pages, Ordering::Relaxed) {
            self.tried_at.store(0, Ordering::Relaxed);
        }
    }

    fn is_due(&self) -> bool {
        self.pages.load(Ordering::Relaxed) - self.tried_at.load(Ordering::Relaxed) >= LONG
    }
}

/// Begins to move the log, if it is long and nobody is at it. To be called inside a runtime.
pub(crate) fn begin(place: &Arc<Place>, writer: &Arc<Lanes>) {
    let checkpoints = &place.checkpoints;
    if !checkpoints.is_due() || checkpoints.running.swap(true, Ordering::AcqRel) {
        return;
    }
    let (place, writer) = (Arc::clone(place), Arc::clone(writer));
    tokio::task::spawn_blocking(move || {
        // The log stays as long as it is, and the next commit asks again.
        if let Err(error) = beside(&place) {
            tracing::warn!(%error, "the log could not be moved into the file");
        }
        writer.push(
            Lane::People,
            Box::new(move |connection| {
                if let Some(connection) = connection
                    && let Err(error) = connection.checkpoint()
                {
                    tracing::warn!(%error, "the log could not be moved to its end");
                }
                let checkpoints = &place.checkpoints;
                checkpoints.tried_at.store(checkpoints.pages.load(Ordering::Relaxed), Ordering::Relaxed);
                checkpoints.running.store(false, Ordering::Release);
            }),
        );
    });
}

fn beside(place: &Place) -> crate::Result<()> {
    let connection = place.open(Access::Write)?;
    (0..ROUNDS).try_for_each(|_| connection.checkpoint())
}
