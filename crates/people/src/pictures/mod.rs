//! Pictures of people: cropped to a square, kept in two sizes, shown wherever the person is.
//!
//! An administrator gives anybody a picture, everybody themselves. What comes is looked at before it is opened: only PNG,
//! JPEG and WebP, up to a size on the way and a size in memory. Nothing of the file is kept but what one sees. Who is erased has none.
//! Start with `square`, the pure part.

pub mod api;
mod change;
mod chosen;
mod look;
pub mod pages;
pub mod panel;
mod square;
mod store;

pub use change::{give, put, remove};
pub use chosen::{Chosen, FIELD, KEPT, kept_address};
pub use square::{FORMATS, MOST_BYTES, Squares};
pub use store::{forget, large};
