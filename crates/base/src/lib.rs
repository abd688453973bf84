//! What every room of the product stands on: words, the one door for writes, rights, the journal, portfolios,
//! credentials and the parts that pages are made of. Kinds, acts and events are closed lists here; a new kind
//! adds its line.

pub mod absences;
pub mod asks;
pub mod authz;
pub mod beginnings;
pub mod credentials;
pub mod ctx;
pub mod error;
pub mod event;
pub mod job;
pub mod jobs;
pub mod journal;
pub mod kind;
pub mod letters;
pub mod org;
pub mod partners;
pub mod portfolios;
pub mod search;
pub mod tx;
pub mod web;
pub mod words;

pub use ctx::{Account, App, Arrival, Bell, Ctx, Parts, Seed, Settings};
pub use error::{Error, Problem, Result};
pub use event::{Change, Event};
pub use kind::{Kind, Status};
pub use tx::{Committed, Keeping, Reading, Tx, Writing};
