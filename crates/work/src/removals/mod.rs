//! Removals: a stage or a pipeline goes, and what stands there goes elsewhere, in one act.
//!
//! The deals of a stage, deleted ones too and whoever holds them, go to another stage, with them the forms that begin
//! there and the triggers that it sets off; nothing is set off by it, and nobody's list changes its order. What speaks of
//! the stage and can't follow (a role with less there, a hand-over by rules) has to be changed first. However many deals
//! there are, it is a few statements and one event, of which the history of each deal tells (ADR 0022). What goes where
//! is `whither`, without a database. Start with `remove`.

pub mod api;
mod look;
pub mod pages;
mod remove;
mod store;
mod whither;

pub use look::{Leaving, Named, View, view};
pub use remove::{Removed, remove};
pub use whither::{Move, What, Wish};
