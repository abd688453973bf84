//! Queues of departments: made and renamed here, and given to somebody else who answers.
//!
//! A queue is a portfolio with a department: its holder answers for it, the members of the department see it and take from
//! it (`work::queues`). Another holder is a numbered hand-over like any, with its undo. It closes with its department,
//! which stays as long as records wait. Start with `make`.

pub mod api;
mod make;
pub mod pages;

pub use make::{Wanted, add, holders, look, rename};
