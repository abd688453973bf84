//! Pipelines: the stages a deal goes through, in order, from new to won or lost.
//!
//! Every pipeline has one stage that means won and one that means lost, both at its end, and at least one before
//! them. Whoever has the right over settings adds, renames and reorders stages and removes those without deals (the
//! database refuses the rest; `removals` moves the deals first). What speaks of a stage and must not be left behind is
//! `named`. A pipeline is changed as a whole: the list of stages that is sent becomes its list.
//! Everybody may read pipelines. Start with `pipeline`.

pub mod api;
pub mod change;
pub mod named;
pub mod pages;
mod pipeline;
mod store;

pub use change::{add, change, seed};
pub use pipeline::{Outcome, Pipeline, Pipelines, Stage, Wanted};

use base::{Ctx, Result, Tx};

/// All pipelines with their stages, in order.
pub async fn all(ctx: &Ctx) -> Result<Pipelines> {
    ctx.read(read).await
}

/// As `all`, inside another room's act.
pub fn read<S>(tx: &mut Tx<'_, S>) -> Result<Pipelines> {
    store::all(tx)
}
