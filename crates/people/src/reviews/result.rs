//! The signed result: one text over every line of a review and over where the journal stood, and its digest.
//!
//! People are numbers in it, so it still holds once somebody is erased; words are bound in by a salted digest and can be
//! forgotten.

use base::authz::{self, Do};
use base::tx::digest;
use base::{Ctx, Error, Event, Reading, Result, Tx};
use kit::date::to_rfc3339;
use serde::Serialize;

use super::review::{Facts, Line, Review, State};
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
    /// Who was asked before it was kept or blocked, and what they said. Left out where nobody was: so results from before
    /// this was kept hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<String>,
    facts: &'a Facts,
}

/// What is signed.
pub(super) fn text(account: i64, review: &Review, lines: &[Line]) -> Result<String> {
    let mut people: Vec<Said<'_>> = lines
        .iter()
        .map(|line| {
            let decided = matches!(line.state, State::Keep | State::Block);
            Said {
                person: line.person,
                verdict: line.state.code(),
                decided_at: line.decided_at.map(to_rfc3339),
                decided_by: line.decided_by,
                word_digest: line.word_digest.as_deref(),
                asked: line.asked.filter(|_| decided),
                needed: line.needed.filter(|_| decided),
                answered_at: line.answered_at.filter(|_| decided).map(to_rfc3339),
                facts: &line.facts,
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn line(state: State) -> Line {
        Line {
            person: 7,
            state,
            decided_at: Some(0),
            decided_by: Some(1),
            word: None,
            word_salt: None,
            word_digest: None,
            facts: Facts { status: "active".into(), ..Facts::default() },
            asked: None,
            needed: None,
            answered_at: None,
            idle: false,
        }
    }

    fn signed(line: Line) -> String {
        let review = Review {
            id: 5,
            begun_at: 0,
            begun_by: Some(1),
            due_at: 0,
            reminded: 0,
            ended_at: Some(0),
            ended_by: Some(1),
            head: None,
            seal: None,
        };
        text(3, &review, &[line]).unwrap()
    }

    // What was signed before answers were kept is the same text to the letter.
    #[test]
    fn an_old_result_is_the_text_that_was_signed() {
        let old = r#"{"account":3,"review":5,"begun_at":"1970-01-01T00:00:00Z","begun_by":1,"due_at":"1970-01-01T00:00:00Z","ended_at":"1970-01-01T00:00:00Z","ended_by":1,"journal":null,"people":[{"person":7,"verdict":"VERDICT","decided_at":"1970-01-01T00:00:00Z","decided_by":1,"word_digest":null,"facts":{"status":"active","category":"","role_key":null,"role":"","own_rights":false,"seen_at":null,"since":0,"held":{},"sessions":0,"tokens":0}}]}"#;
        assert_eq!(signed(line(State::Keep)), old.replace("VERDICT", "keep"));
        // Of who was gone the row had whom one asked already.
        let gone = Line { asked: Some(1), needed: Some(true), answered_at: Some(0), ..line(State::Gone) };
        assert_eq!(signed(gone), old.replace("VERDICT", "gone"));
        let kept = Line { asked: Some(1), needed: Some(true), answered_at: Some(0), ..line(State::Keep) };
        assert!(signed(kept).contains(r#""asked":1,"needed":true,"answered_at":"1970-01-01T00:00:00Z""#));
    }
}
