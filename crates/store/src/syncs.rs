//! The wait for the disk: one sync of SQLite's log for all commits that came while the one before it ran.
//!
//! A commit writes its part of the log, and the next writer goes on at once. What is given back to whoever asked waits
//! here: it is said only after a sync that began after the commit has ended well. After one that failed nobody knows
//! what the disk has, and asking again would be answered "yes" by systems that have dropped what they could not write:
//! from then on no commit is acknowledged until the program is started anew.

use std::fs::File;
use std::io;
use std::iter::once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::{Error, Result};

/// What can be brought to the disk.
pub(crate) trait Log: Send + Sync {
    fn sync(&self) -> io::Result<()>;
}

impl Log for File {
    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}

/// The queue before the disk, with the thread that works it off; that one ends when this is dropped.
pub(crate) struct Syncs {
    queue: mpsc::Sender<Waiting>,
    failed: Arc<AtomicBool>,
}

struct Waiting {
    log: Arc<dyn Log>,
    tell: Box<dyn FnOnce(Result<()>) + Send>,
}

impl Syncs {
    pub fn start() -> Result<Syncs> {
        let (queue, waiting) = mpsc::channel();
        let failed = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&failed);
        thread::Builder::new()
            .name("smena-syncs".into())
            .spawn(move || work(&waiting, &seen))
            .map_err(|failure| Error::Other(format!("no thread for the disk: {failure}")))?;
        Ok(Syncs { queue, failed })
    }

    /// Tells, after a sync of this log that begins now or later, how it ended.
    pub fn after(&self, log: Arc<dyn Log>, tell: impl FnOnce(Result<()>) + Send + 'static) {
        // Where the thread is gone, what would have told is dropped, and that tells those who wait.
        drop(self.queue.send(Waiting { log, tell: Box::new(tell) }));
    }

    /// An error once a sync has failed: nothing more is to be written.
    pub fn check(&self) -> Result<()> {
        if self.failed.load(Ordering::Acquire) { Err(lost()) } else { Ok(()) }
    }
}

fn work(queue: &mpsc::Receiver<Waiting>, failed: &AtomicBool) {
    while let Ok(first) = queue.recv() {
        let together: Vec<Waiting> = once(first).chain(queue.try_iter()).collect();
        // A connection opened anew has opened the log anew, too.
        let mut logs = together.chunk_by(|one, next| Arc::ptr_eq(&one.log, &next.log)).flat_map(<[_]>::first);
        if !failed.load(Ordering::Acquire)
            && let Err(failure) = logs.try_for_each(|waiting| waiting.log.sync())
        {
            tracing::error!(%failure, "the log could not be brought to the disk: nothing is written any more");
            failed.store(true, Ordering::Release);
        }
        let kept = !failed.load(Ordering::Acquire);
        for waiting in together {
            (waiting.tell)(if kept { Ok(()) } else { Err(Error::CommitUnknown) });
        }
    }
}

fn lost() -> Error {
    Error::Other("the disk has failed to keep what was written; look to it and start the program anew".into())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::AtomicU32;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A disk whose syncs begin when they are let, and end as they are told to.
    struct Disk {
        begun: Sender<()>,
        ends: Mutex<Receiver<io::Result<()>>>,
        syncs: AtomicU32,
    }

    impl Log for Disk {
        fn sync(&self) -> io::Result<()> {
            self.syncs.fetch_add(1, Ordering::SeqCst);
            self.begun.send(()).unwrap();
            self.ends.lock().unwrap().recv().unwrap()
        }
    }

    fn disk() -> (Arc<Disk>, Receiver<()>, Sender<io::Result<()>>) {
        let (begun, is_begun) = channel();
        let (end, ends) = channel();
        (Arc::new(Disk { begun, ends: Mutex::new(ends), syncs: AtomicU32::new(0) }), is_begun, end)
    }

    fn commit(syncs: &Syncs, disk: &Arc<Disk>) -> Receiver<Result<()>> {
        let (told, hears) = channel();
        syncs.after(disk.clone(), move |kept| told.send(kept).unwrap());
        hears
    }

    #[test]
    fn nobody_hears_before_the_sync_has_ended_and_who_came_meanwhile_shares_the_next_one() {
        let (disk, begun, end) = disk();
        let syncs = Syncs::start().unwrap();
        let first = commit(&syncs, &disk);
        begun.recv().unwrap();
        assert!(first.try_recv().is_err());
        // These were committed after the sync began: it says nothing about them.
        let meanwhile = [(); 5].map(|()| commit(&syncs, &disk));
        end.send(Ok(())).unwrap();
        assert_eq!(first.recv(), Ok(Ok(())));

        begun.recv().unwrap();
        assert!(meanwhile.iter().all(|one| one.try_recv().is_err()));
        end.send(Ok(())).unwrap();
        for one in meanwhile {
            assert_eq!(one.recv(), Ok(Ok(())));
        }
        assert_eq!(disk.syncs.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn after_a_failed_sync_nothing_is_acknowledged_any_more() {
        let (disk, _begun, end) = disk();
        let syncs = Syncs::start().unwrap();
        assert_eq!(syncs.check(), Ok(()));
        end.send(Err(io::Error::other("a bad block"))).unwrap();
        assert_eq!(commit(&syncs, &disk).recv(), Ok(Err(Error::CommitUnknown)));

        assert_eq!(syncs.check(), Err(lost()));
        // The next sync would be answered "yes".
        end.send(Ok(())).unwrap();
        assert_eq!(commit(&syncs, &disk).recv(), Ok(Err(Error::CommitUnknown)));
        assert_eq!(disk.syncs.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_log_opened_anew_is_synced_beside_the_one_before() {
        let ((gate, gate_begun, open), (one, _one_begun, end_one), (two, _two_begun, end_two)) =
            (disk(), disk(), disk());
        let syncs = Syncs::start().unwrap();
        let held = commit(&syncs, &gate);
        gate_begun.recv().unwrap();
        let waiting = [commit(&syncs, &one), commit(&syncs, &two)];
        for end in [open, end_one, end_two] {
            end.send(Ok(())).unwrap();
        }
        assert_eq!(held.recv(), Ok(Ok(())));
        for one in waiting {
            assert_eq!(one.recv(), Ok(Ok(())));
        }
        assert_eq!([&one, &two].map(|disk| disk.syncs.load(Ordering::SeqCst)), [1, 1]);
    }
}
