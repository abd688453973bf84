//! The signed result: one text over every line of a review and over where the journal stood, and its digest.
//!
//! People are numbers in it, so it still holds once somebody is erased; words are bound in by a salted digest and can be
//! forgotten.

use base::authz::{self, Do};
use base::tx::digest;
use base::{Ctx, Error, Event, Reading, Result, Tx};
use kit::date::to_rfc3339;
use serde::Serialize;

use super::review::{Facts, Line, Review};
use super::store;

#[derive(Serialize)]
struct Text<'a> {
    account: i64,
    review: i64,
    begun_at: String,
    begun_by: Option<i64>,
    due_at: String,
    ended_at: Option<String>,
    ended_by: Option<i64>,
    /// Where the journal stood.
    journal: Option<Stood<'a>>,
    /// In the order of people's numbers.
    people: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Stood<'a> {
    seq: i64,
    hash: &'a str,
}

#[derive(Serialize)]
struct Said<'a> {
    person: i64,
    verdict: &'static str,
    decided_at: Option<String>,
    decided_by: Option<i64>,
    word_digest: Option<&'a str>,
    facts: &'a Facts,
}

/// What is signed.
pub(super) fn text(account: i64, review: &Review, lines: &[Line]) -> Result<String> {
    let mut people: Vec<Said<'_>> = lines
        .iter()
        .map(|line| Said {
            person: line.person,
            verdict: line.state.code(),
            decided_at: line.decided_at.map(to_rfc3339),
            decided_by: line.decided_by,
            word_digest: line.word_digest.as_deref(),
            facts: &line.facts,
        })
        .collect();
    people.sort_by_key(|said| said.person);
    let text = Text {
        account,
        review: review.id,
        begun_at: to_rfc3339(review.begun_at),
        begun_by: review.begun_by,
        due_at: to_rfc3339(review.due_at),
        ended_at: review.ended_at.map(to_rfc3339),
        ended_by: review.ended_by,
        journal: review.head.as_ref().map(|(seq, hash)| Stood { seq: *seq, hash }),
        people,
    };
    serde_json::to_string(&text).map_err(|e| Error::Broken(e.to_string()))
}

/// SHA-256 of the text.
pub(super) fn seal(text: &str) -> String {
    hex(&digest(&[], text))
}

/// SHA-256 of salt and word.
pub(super) fn digest_of(salt: &str, word: &str) -> String {
    hex(&digest(salt.as_bytes(), word))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text that was signed and its seal.
///
/// # Errors
/// 403 for who is no administrator, or downloads nothing any more; 404; 409 `review_unsigned` while it is open.
pub async fn signed(ctx: &Ctx, id: i64) -> Result<(String, String)> {
    authz::decide(&ctx.actor, &Do::Review)?;
    authz::decide(&ctx.actor, &Do::Download)?;
    ctx.read(move |tx| {
        let review = store::find(tx, id)?.ok_or(Error::NotFound)?;
        let seal = review.seal.clone().ok_or(Error::conflict("error-review-unsigned"))?;
        let lines = store::lines(tx, &review, None)?;
        Ok((text(tx.account(), &review, &lines)?, seal))
    })
    .await
}

/// What differs from what was signed, as sentences for the operator.
pub fn astray(tx: &mut Tx<'_, Reading>) -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for review in store::all(tx)?.into_iter().filter(|review| review.ended_at.is_some()) {
        let lines = store::lines(tx, &review, None)?;
        let seal = seal(&text(tx.account(), &review, &lines)?);
        if review.seal.as_deref() != Some(&seal) {
            broken.push(format!("the result of review {} is not the one that was signed", review.id));
        }
        for line in lines.iter().filter(|line| !is_bound(line)) {
            broken.push(format!("a word in review {} was changed: {}", review.id, line.person));
        }
        if !is_told(tx, &review)? {
            broken.push(format!("the journal knows another result of review {}", review.id));
        }
    }
    Ok(broken)
}

fn is_bound(line: &Line) -> bool {
    match (&line.word, &line.word_salt) {
        (Some(word), Some(salt)) => line.word_digest.as_deref() == Some(&digest_of(salt, word)),
        (word, _) => word.is_none(),
    }
}

/// Whether the journal stood where the result says, and goes on with the end of this review and its seal.
fn is_told(tx: &mut Tx<'_, Reading>, review: &Review) -> Result<bool> {
    let Some((seq, head)) = &review.head else { return Ok(false) };
    let stood = store::hash_at(tx, *seq)?.is_some_and(|hash| hex(&hash) == *head);
    let told = store::event_at(tx, seq + 1)?.and_then(|data| serde_json::from_str::<Event>(&data).ok());
    let same = matches!(&told, Some(Event::ReviewEnded { review: of, seal, .. })
        if *of == review.id && Some(seal) == review.seal.as_ref());
    Ok(stood && same)
}
