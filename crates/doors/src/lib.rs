//! Doors for programs: what describes the API as a whole. Each room brings its own part.

pub mod api;
