//! Reading reviews, for administrators.

use std::collections::HashMap;

use base::authz::{self, Do};
use base::org::{self, Name};
use base::{Ctx, Error, Result};

use super::review::{Line, Review, State, is_suggested};
use super::store;
use crate::people::IDLE_MS;

/// The reviews there were, and whether another should begin.
pub struct Overview {
    /// The newest first.
    pub reviews: Vec<Review>,
    pub suggested: bool,
    /// How many people were not here for long.
    pub idle: i64,
    pub names: HashMap<i64, Name>,
}

/// # Errors
/// 403 for who is no administrator.
pub async fn list(ctx: &Ctx) -> Result<Overview> {
    authz::decide(&ctx.actor, &Do::Review)?;
    ctx.read(|tx| {
        let reviews = store::all(tx)?;
        let idle = store::idle(tx, tx.now() - IDLE_MS)?;
        let open = reviews.iter().any(|review| review.ended_at.is_none());
        let last = reviews.first().map(|review| review.begun_at);
        let suggested = !open && is_suggested(last, store::account_since(tx)?, idle, tx.now());
        let people = reviews.iter().flat_map(|review| [review.begun_by, review.ended_by]).flatten();
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        Ok(Overview { reviews, suggested, idle, names })
    })
    .await
}

/// Whether it is time for another review, for who may begin one: the last is a year old, or there never was one in a year.
pub async fn is_due(ctx: &Ctx) -> Result<bool> {
    if authz::decide(&ctx.actor, &Do::Review).is_err() {
        return Ok(false);
    }
    ctx.read(|tx| {
        let reviews = store::all(tx)?;
        let open = reviews.iter().any(|review| review.ended_at.is_none());
        let last = reviews.first().map(|review| review.begun_at);
        Ok(!open && is_suggested(last, store::account_since(tx)?, 0, tx.now()))
    })
    .await
}

/// A review with everybody in it.
pub struct Shown {
    pub review: Review,
    /// Who was here longest ago comes first.
    pub lines: Vec<Line>,
    pub names: HashMap<i64, Name>,
}

impl Shown {
    /// How many lines stand so.
    pub fn count(&self, state: State) -> i64 {
        self.lines.iter().filter(|line| line.state == state).fold(0, |n, _| n + 1)
    }

    /// How many lines something has still to be said of.
    pub fn left(&self) -> i64 {
        self.count(State::Open) + self.count(State::Ask)
    }

    pub fn name(&self, id: i64) -> &str {
        self.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
    }
}

/// # Errors
/// 403 for who is no administrator; 404.
pub async fn look(ctx: &Ctx, id: i64) -> Result<Shown> {
    authz::decide(&ctx.actor, &Do::Review)?;
    ctx.read(move |tx| {
        let review = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let lines = store::lines(tx, &review, None)?;
        let mut people: Vec<i64> = [review.begun_by, review.ended_by].into_iter().flatten().collect();
        people.extend(
            lines
                .iter()
                .flat_map(|line| [Some(line.person), line.decided_by, line.asked].into_iter().flatten()),
        );
        let names = org::names(tx, people)?;
        Ok(Shown { review, lines, names })
    })
    .await
}
