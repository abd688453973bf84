//! Triggers: when a deal enters a stage, a task is made, or the deal goes to somebody.
//!
//! A trigger lies in a portfolio, as deals do: whoever holds that portfolio for triggers is given the work, in a queue
//! the member whose turn it is; where the work is for the deal's own responsible, the holder looks after the trigger. A
//! trigger fires in the act that puts the deal at the stage, whoever does that and by whatever door; imports alone pass
//! it by. It never makes that act fail: where nothing new can reach whom it gives to, it does nothing and notes that.
//! What a trigger is is in `trigger`, what it does in `fire`. It knows deals only as records that lie somewhere.

pub mod api;
mod change;
mod fire;
mod holdings;
mod look;
pub mod pages;
mod store;
mod trigger;

pub use change::{add, change, remove};
pub use fire::fire;
pub use holdings::HOLDABLE;
pub use look::{Listed, Page, list, one};
pub use trigger::{Does, Draft, Input, Trigger};
