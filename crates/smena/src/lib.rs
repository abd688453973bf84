//! The product: everything below joined, the command line, and what ships with it.

pub mod app;
pub mod assets;
pub mod bench;
pub mod cli;
mod declared;
pub mod housekeeping;
pub mod imports;
pub mod inviting;
pub mod nodes;
pub mod routes;
pub mod sample;
pub mod start;
pub mod verify;
