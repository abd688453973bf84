//! The queue before the connections to an SQLite file.
//!
//! SQLite's own wait is unfair: small writes waited seconds behind chunked updates. So whoever wants a connection
//! queues here, people before jobs, first come first served within a lane. Work is queued rather than the wish for a
//! connection: a thread that has finished one piece takes the next without any waking in between.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::sqlite::Connection;

/// Who waits for the write. On SQLite people go before jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    People,
    Jobs,
}

/// Work for a connection. It finds one, or opens one, and puts it back only when that may be used again.
pub(crate) type Piece = Box<dyn FnOnce(&mut Option<Connection>) + Send>;

/// How many people in a row pass a waiting job, so that jobs go on under any load.
const PATIENCE: u32 = 64;

pub(crate) struct Lanes {
    state: Mutex<State>,
    most: usize,
}

#[derive(Default)]
struct State {
    people: VecDeque<Piece>,
    jobs: VecDeque<Piece>,
    passed: u32,
    working: usize,
    idle: Vec<Connection>,
    generation: u64,
}

impl Lanes {
    /// At most so many connections work at a time.
    pub fn new(most: usize) -> Arc<Lanes> {
        Arc::new(Lanes { state: Mutex::default(), most })
    }

    /// Queues a piece of work. To be called inside a runtime.
    pub fn push(self: &Arc<Lanes>, lane: Lane, piece: Piece) {
        let mut state = self.state();
        match lane {
            Lane::People => state.people.push_back(piece),
            Lane::Jobs => state.jobs.push_back(piece),
        }
        if state.working < self.most {
            state.working += 1;
            drop(state);
            self.begin();
        }
    }

    /// An idle connection, if nobody waits for one; it goes back when this is dropped.
    pub fn borrow(self: &Arc<Lanes>) -> Option<Borrowed> {
        let mut state = self.state();
        if state.working == self.most {
            return None;
        }
        let connection = state.idle.pop()?;
        state.working += 1;
        Some(Borrowed { lanes: Arc::clone(self), generation: state.generation, connection: Some(connection) })
    }

    /// Starts a worker that is counted already.
    fn begin(self: &Arc<Lanes>) {
        let worker = Worker { lanes: Arc::clone(self), finished: false };
        tokio::task::spawn_blocking(move || worker.work());
    }

    /// Has every connection opened anew before its next use.
    pub fn renew(&self) {
        let mut state = self.state();
        state.generation += 1;
        state.idle.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next(&mut self) -> Option<Piece> {
        let job_is_due = self.people.is_empty() || self.passed >= PATIENCE;
        if job_is_due && let Some(job) = self.jobs.pop_front() {
            self.passed = 0;
            return Some(job);
        }
        self.passed = if self.jobs.is_empty() { 0 } else { self.passed + 1 };
        self.people.pop_front()
    }
}

/// A connection in use on its borrower's own thread.
pub(crate) struct Borrowed {
    lanes: Arc<Lanes>,
    generation: u64,
    connection: Option<Connection>,
}

impl Borrowed {
    pub fn connection(&mut self) -> Option<&mut Connection> {
        self.connection.as_mut()
    }
}

impl Drop for Borrowed {
    /// Who came meanwhile and found every connection in use waits for this one.
    fn drop(&mut self) {
        let mut state = self.lanes.state();
        let connection = self.connection.take().filter(Connection::is_clean);
        if state.generation == self.generation {
            state.idle.extend(connection);
        }
        if state.people.is_empty() && state.jobs.is_empty() {
            state.working -= 1;
        } else {
            drop(state);
            self.lanes.begin();
        }
    }
}

struct Worker {
    lanes: Arc<Lanes>,
    finished: bool,
}

impl Worker {
    fn work(mut self) {
        let mut connection = None;
        let mut generation = None;
        let mut state = self.lanes.state();
        loop {
            if generation != Some(state.generation) {
                connection = None;
                generation = Some(state.generation);
            }
            let Some(piece) = state.next() else { break };
            if connection.is_none() {
                connection = state.idle.pop();
            }
            drop(state);
            piece(&mut connection);
            state = self.lanes.state();
        }
        state.idle.extend(connection);
        state.working -= 1;
        drop(state);
        self.finished = true;
    }
}

impl Drop for Worker {
    /// A stopping runtime drops workers that never ran. Dropping what they would have done tells those who wait.
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        let mut state = self.lanes.state();
        state.working -= 1;
        let left = (std::mem::take(&mut state.people), std::mem::take(&mut state.jobs));
        drop(state);
        drop(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(name: &str, log: &Arc<Mutex<Vec<String>>>) -> Piece {
        let (name, log) = (name.to_owned(), Arc::clone(log));
        Box::new(move |_| log.lock().unwrap().push(name))
    }

    fn order(mut state: State, log: &Arc<Mutex<Vec<String>>>) -> Vec<String> {
        while let Some(piece) = state.next() {
            piece(&mut None);
        }
        log.lock().unwrap().clone()
    }

    #[test]
    fn people_go_before_jobs_and_each_lane_keeps_its_order() {
        let log = Arc::default();
        let mut state = State::default();
        state.jobs.push_back(piece("job 1", &log));
        state.jobs.push_back(piece("job 2", &log));
        state.people.push_back(piece("person 1", &log));
        state.people.push_back(piece("person 2", &log));

        assert_eq!(order(state, &log), ["person 1", "person 2", "job 1", "job 2"]);
    }

    #[test]
    fn a_job_is_not_passed_for_ever() {
        let log = Arc::default();
        let mut state = State::default();
        state.jobs.push_back(piece("job", &log));
        for _ in 0..PATIENCE + 10 {
            state.people.push_back(piece("person", &log));
        }

        assert_eq!(order(state, &log).iter().position(|name| name == "job"), Some(PATIENCE as usize));
    }
}
