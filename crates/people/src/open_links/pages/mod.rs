//! The pages of open links: for who manages people, and for who comes by one.

mod kept;
mod public;

pub use kept::{admit, decline, end, make, page};
pub use public::{come, look};
