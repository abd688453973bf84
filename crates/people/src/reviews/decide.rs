//! Saying of one person that they keep their access, are blocked, or that somebody is asked; and taking that back.

use base::authz::{self, Do};
use base::event::ReviewFact;
use base::letters::{self, Purpose};
use base::{Ctx, Error, Event, Problem, Result, Tx};
use serde_json::json;

use super::ask;
use super::review::{Line, State, Verdict};
use super::store::{self, Saying};
use crate::handovers::Block;

const LONGEST: usize = 1_000;

/// What is said of a person, with a word or without.
#[derive(Clone, Debug)]
pub struct Decision {
    pub verdict: Verdict,
    pub word: String,
}

/// Says it; twice the same is once, also of a question: only another word, or somebody else to ask, asks anew.
///
/// # Errors
/// 403 for who is no administrator; 404; 409 `review_over`, `review_gone` for who has no access any more, `review_exempt`, `review_decided`
/// where another verdict stands and was not taken back, with who decided; `review_nobody` where there is nobody to ask; and
/// all that a block refuses.
pub async fn decide(ctx: &Ctx, review: i64, person: i64, decision: Decision) -> Result<()> {
    authz::decide(&ctx.actor, &Do::Review)?;
    let verdict = decision.verdict;
    let word = Some(decision.word.trim().to_owned()).filter(|word| !word.is_empty());
    if word.as_ref().is_some_and(|word| word.chars().count() > LONGEST) {
        return Err(Error::field("word", "error-too-long"));
    }
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let found = store::find(&mut tx, review)?.ok_or(Error::NotFound)?;
        if found.ended_at.is_some() {
            return Err(Error::conflict("error-review-over"));
        }
        let line = store::lines(&mut tx, &found, Some(person))?.pop().ok_or(Error::NotFound)?;
        if stands(&line, verdict)? {
            return tx.unchanged(());
        }
        let block = if verdict == Verdict::Block { Some(Block::of(&mut tx, person)?) } else { None };
        let asked = if verdict == Verdict::Ask { Some(whom(&mut tx, person)?) } else { None };
        let repeats = line.state == State::Ask && line.asked == asked && asked.is_some();
        if repeats && (word.is_none() || word == line.word) {
            return tx.unchanged(());
        }
        let acts: Vec<Do> =
            std::iter::once(Do::Review).chain(block.as_ref().map(|b| b.act.clone())).collect();
        let mut tx = tx.permit_all(&acts)?;
        let became = match verdict {
            Verdict::Keep => ReviewFact::Kept,
            Verdict::Block => ReviewFact::Blocked,
            Verdict::Ask => ReviewFact::Asked,
            Verdict::Open => ReviewFact::Reopened,
        };
        let word = word.as_deref();
        match verdict {
            Verdict::Keep => store::conclude(&mut tx, review, &line, (State::Keep, word))?,
            Verdict::Block => store::conclude(&mut tx, review, &line, (State::Block, word))?,
            // Somebody else is asked the same.
            Verdict::Ask => {
                let word = word.or(line.word.as_deref());
                store::say(&mut tx, review, person, &Saying { state: Some(State::Ask), word, asked })?;
            }
            Verdict::Open => {
                store::say(&mut tx, review, person, &Saying { state: None, word: None, asked: None })?;
            }
        }
        let mut events = vec![Event::Reviewed { person, review, became }];
        if let Some(block) = &block {
            events.push(block.carry_out(&mut tx)?);
        }
        if let Some(asked) = asked.filter(|_| mails) {
            letters::to_person(&mut tx, asked, Purpose::ReviewAsked)?;
        }
        tx.commit_all(events, ())
    })
    .await
}

/// Whether it stands so already.
fn stands(line: &Line, verdict: Verdict) -> Result<bool> {
    match (line.state, verdict) {
        (State::Gone, _) => Err(Error::conflict("error-review-gone")),
        (State::Keep, Verdict::Keep) | (State::Block, Verdict::Block) | (State::Open, Verdict::Open) => {
            Ok(true)
        }
        (State::Exempt, Verdict::Ask | Verdict::Open) => Err(Error::conflict("error-review-exempt")),
        (State::Block, Verdict::Open) => Err(Error::conflict("error-review-blocked")),
        (State::Keep | State::Block, Verdict::Keep | Verdict::Block | Verdict::Ask) => Err(Error::Conflict(
            Problem::new("error-review-decided").extra(json!({ "decided_by": line.decided_by })),
        )),
        _ => Ok(false),
    }
}

fn whom<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<i64> {
    ask::whom(tx, person)?.ok_or(Error::conflict("error-review-nobody"))
}
