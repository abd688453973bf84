//! (being written)
pub mod draft;
