//! Integrators: people of partners who help to set up, for a time.
//!
//! An integrator is a person of the account whom a partner vouches for by their registered e-mail. They take no seat, hold
//! nothing (somebody of the company answers for them and holds what they make), have no say over people or what is paid,
//! and stand in the journal with a mark. Their time ends at a day that is always set, or as soon as the partner vouches for
//! them no more: no credential opens the door from then on (`Person::is_over`), and the hourly round lets them go for good.
//! What they made stays, and somebody has it. Start with `invite`.

pub mod api;
mod change;
mod ending;
mod invite;
mod look;
pub mod pages;
mod store;

pub use change::change;
pub use ending::end_over;
pub use invite::{Wish, invite};
pub use look::{One, list, look};
