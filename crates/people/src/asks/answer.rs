//! Answering a request. It changes nothing else: what was asked for is given where it is given to anybody.

use base::authz::{self, Do};
use base::event::AskFact;
use base::letters::{self, Purpose};
use base::{Ctx, Error, Result, org};

use super::ask::{check_waits, told};
use super::{State, store};

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done, with a word or without.
    Done(String),
    /// It will not be, and why.
    Declined(String),
}

const LONGEST: usize = 1_000;

/// Answers a request of somebody of the account.
///
/// # Errors
/// 403; 404; 409 `ask_over`, `ask_own`; 422 at `word` for saying no without a word.
pub async fn answer(ctx: &Ctx, id: i64, answer: Answer) -> Result<()> {
    let (state, fact, word) = match answer {
        Answer::Done(word) => (State::Done, AskFact::Done, word),
        Answer::Declined(word) => (State::Declined, AskFact::Declined, word),
    };
    let word = Some(word.trim().to_owned()).filter(|word| !word.is_empty());
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let found = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find(&mut tx, found.person)?.ok_or(Error::NotFound)?;
        let act = Do::AnswerAsk { category: person.category };
        authz::decide(tx.actor(), &act)?;
        check_waits(&found)?;
        if tx.actor().person_id() == Some(found.person) {
            return Err(Error::conflict("error-ask-own"));
        }
        if word.is_none() && state == State::Declined {
            return Err(Error::field("word", "error-required"));
        }
        if word.as_ref().is_some_and(|word| word.chars().count() > LONGEST) {
            return Err(Error::field("word", "error-too-long"));
        }
        let mut tx = tx.permit(act)?;
        store::end(&mut tx, id, state, word.as_deref())?;
        if mails {
            letters::to_person(&mut tx, found.person, Purpose::AskAnswered)?;
        }
        tx.commit(told(&found, fact), ())
    })
    .await
}
