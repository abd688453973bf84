//! The database seam.
//!
//! Everything above says what it wants in one SQL text; this room makes it happen on SQLite or on PostgreSQL. A caller
//! gives a closure to [`Db::read`] or [`Db::write`]; the closure gets a [`Tx`], asks its questions in plain order,
//! and what it returns decides: `Ok` commits, `Err` rolls back. A write may run again after a collision, so its
//! closure is `Fn` and makes no ids and reads no clock.
//!
//! The room refuses to know tables, tenants or rules, to build SQL, and to guess after a connection was lost during
//! a commit: that is [`Error::CommitUnknown`], and only the caller can look up what became of it.
//!
//! Start in `db` for the journey of a call, in `tx` for what a transaction promises. `sqlite` (with its `lanes`, `syncs` and `checkpoints`) and
//! `postgres` (with its `wire`) are the two engines behind it, and `dialect` names every difference between them; those of
//! full text are in `search`.

mod checkpoints;
mod db;
mod dialect;
mod error;
mod lanes;
mod migrate;
mod postgres;
mod row;
mod schema;
mod search;
mod sqlite;
mod syncs;
mod tx;
mod value;
mod wire;

pub use db::{Db, Options};
pub use dialect::Dialect;
pub use error::{Error, Result, Retry};
pub use lanes::Lane;
pub use migrate::Migration;
pub use row::{FromValue, Row};
pub use schema::{ForeignKey, Schema, Table};
pub use search::{Candidates, Tenants};
pub use tx::Tx;
pub use value::Value;
