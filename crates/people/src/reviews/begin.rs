//! Beginning a review: over everybody who can get in at this moment, or is about to.

use base::authz::{self, Do};
use base::{Ctx, Error, Event, Problem, Result};
use serde_json::json;

use super::review::{LONGEST_MS, urgency};
use super::store;

/// Begins a review that is to be done by this moment (ms UTC); its id.
///
/// # Errors
/// 403 for who is no administrator; 422 at `due_at` for a moment that is past or more than a year away; 409 `review_open`
/// while another is open, with its `review_id`.
pub async fn begin(ctx: &Ctx, due: i64) -> Result<i64> {
    authz::decide(&ctx.actor, &Do::Review)?;
    let id = ctx.app.new_id()?;
    ctx.write(move |mut tx| {
        if due <= tx.now() || due > tx.now() + LONGEST_MS {
            return Err(Error::field("due_at", "error-review-due"));
        }
        store::lock_account(&mut tx)?;
        if let Some(open) = store::open(&mut tx)? {
            return Err(Error::Conflict(
                Problem::new("error-review-open").extra(json!({ "review_id": open.id })),
            ));
        }
        let reminded = urgency(due, tx.now());
        let mut tx = tx.permit(Do::Review)?;
        let people = store::add(&mut tx, id, due, reminded)?;
        tx.commit(Event::ReviewBegun { review: id, people, due }, id)
    })
    .await
}
