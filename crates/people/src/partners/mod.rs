//! Partners of the installation: companies that look after others, sell them seats and let their people help.
//!
//! A partner is an account with a face: whoever administers that account sees a "Partner" area with their customers and
//! what those ask for. The operator keeps the list (`register`), from the command line only; each change is an act in the
//! partner's own account. Reading partners is in `base::partners`; seats are asked for and granted in `people::seats`.
//! A company that looks for a partner leaves word for a region (`seeking`); it reaches every partner there, they answer from
//! their own accounts (`leads`), and the company accepts one. Start with `register`.

pub mod api;
mod leads;
pub mod pages;
mod register;
mod search;
mod seeking;
mod store;

pub use register::{
    Address, Face, add, addresses, change, list, register_address, relist, strike, withdraw_address,
};
pub use search::{Answer, Lead, Reply, Search, Standing, Wanted};
pub use seeking::leave;
