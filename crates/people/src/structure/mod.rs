//! The company's structure as a picture: departments, who heads them, who is in them, and what moves where.
//!
//! Only the drawing is here. Who moves somebody changes the person (see `people`), who moves a department changes the
//! department (see `departments`): the same acts, permits and events as by their forms. Who has left is not drawn. Start
//! with `drawing`, the pure part.

pub mod api;
mod drawing;
mod drawn;
mod look;
pub mod pages;
mod store;

pub use drawing::{Drawing, Hits, Open, Seat, Unit};
pub use look::{Look, Somebody, look};
