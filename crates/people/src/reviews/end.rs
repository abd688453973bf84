//! Ending a review: everybody is decided, gone or left out, and the result is signed.

use base::authz::{self, Do};
use base::{Ctx, Error, Event, Problem, Result};
use serde_json::json;

use super::review::{Line, Review, State};
use super::{result, store};

/// Ends the review; the seal of its result.
///
/// # Errors
/// 403 for who is no administrator; 404; 409 `review_over`; `review_left` with how many are undecided.
pub async fn end(ctx: &Ctx, id: i64) -> Result<String> {
    authz::decide(&ctx.actor, &Do::Review)?;
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let review = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        if review.ended_at.is_some() {
            return Err(Error::conflict("error-review-over"));
        }
        let mut tx = tx.permit(Do::Review)?;
        // From here on nobody else writes to the journal until this act is done: nobody's access changes unseen, either.
        tx.add_up()?;
        let lines = store::lines(&mut tx, &review, None)?;
        let left = count(&lines, |line| line.state.waits());
        if left > 0 {
            let problem = Problem::new("error-review-left").with("n", left);
            return Err(Error::Conflict(problem.extra(json!({ "left": left }))));
        }
        for line in lines.iter().filter(|line| matches!(line.state, State::Gone | State::Exempt)) {
            store::settle(&mut tx, id, line)?;
        }
        let (seq, hash) = store::head(&mut tx)?;
        let (ended_at, ended_by) = (Some(tx.now()), tx.actor().person_id());
        let ended = Review { ended_at, ended_by, head: Some((seq, result::hex(&hash))), ..review };
        let lines = store::lines(&mut tx, &ended, None)?;
        let seal = result::seal(&result::text(tx.account(), &ended, &lines)?);
        store::end(&mut tx, &Review { seal: Some(seal.clone()), ..ended })?;
        let of = |state: State| count(&lines, |line| line.state == state);
        let event = Event::ReviewEnded {
            review: id,
            people: count(&lines, |_| true),
            kept: of(State::Keep),
            blocked: of(State::Block),
            gone: of(State::Gone),
            exempt: of(State::Exempt),
            seal: seal.clone(),
        };
        tx.commit(event, seal)
    })
    .await
}

fn count(lines: &[Line], is: impl Fn(&Line) -> bool) -> i64 {
    lines.iter().filter(|line| is(line)).fold(0, |n, _| n + 1)
}
