//! Partners of the installation: companies that look after others, sell them seats and let their people help.
//!
//! A partner is an account with a face: whoever administers that account sees a "Partner" area with their customers and
//! what those ask for. The operator keeps the list (`register`), from the command line only; each change is an act in the
//! partner's own account. Reading partners is in `base::partners`; seats are asked for and granted in `people::seats`.
//! Start with `register`.

pub mod api;
pub mod pages;
mod register;
mod store;

pub use register::{
    Address, Face, add, addresses, change, list, register_address, relist, strike, withdraw_address,
};
