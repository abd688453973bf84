//! The invitation on a pending person's card: where the last letter stands, and what can be done about it.

use base::Ctx;
use base::letters::{Answer, Letter, LinkFate, State};
use base::org::Person;
use base::web::components::*;
use base::words::{Say, Value};
use maud::{Markup, html};

use super::are_on;

/// `alive`: whether the person has a link that could be followed.
pub(crate) fn panel(ctx: &Ctx, person: &Person, last: Option<&Letter>, alive: bool) -> Markup {
    let say = &ctx.say;
    let at = |what: &str| format!("/people/{}/{what}", person.id);
    let waits = last.is_some_and(|letter| letter.state == State::Waiting);
    let can_send = are_on(&ctx.app) && person.email.is_some();
    let word = if last.is_some() { "letters-send-again" } else { "letters-send-now" };
    html! {
        @match last {
            Some(letter) => { (stands(ctx, letter, alive)) }
            None if person.email.is_none() => { p { (say.t("letters-no-address")) } }
            None => { p { (say.t("letters-none")) } }
        }
        @if !are_on(&ctx.app) { p { (say.t("letters-off")) } }
        (buttons(html! {
            @if can_send { (post_button(Press::Plain, say.t(word), &at("invitation"))) }
            (post_button(Press::Plain, say.t("letters-by-hand"), &at("link")))
            @if waits || alive { (post_button(Press::Quiet, say.t("letters-withdraw"), &at("invitation/withdraw"))) }
        }))
    }
}

/// Where the letter stands, in a sentence, with the server's own words below. `alive`: as for `panel`.
fn stands(ctx: &Ctx, letter: &Letter, alive: bool) -> Markup {
    let at = |ms: Option<i64>| ctx.moment(ms.unwrap_or(letter.created_at));
    let said = |key: &str, values: &[(&'static str, Value)]| {
        let mut all = vec![("address", letter.address.as_str().into())];
        all.extend(values.iter().cloned());
        ctx.say.with(key, &all)
    };
    let why = letter.answer.as_ref().map(|answer| why(&ctx.say, answer)).unwrap_or_default();
    let (tone, sentence) = match (letter.state, letter.next_at) {
        (State::Sent, _) => {
            let (tone, key) = went(letter.link_fate, alive);
            (tone, said(key, &[("when", at(letter.ended_at).into())]))
        }
        (State::Refused, _) => (Tone::Bad, said("letters-refused", &[("why", why.into())])),
        (State::Withdrawn, _) => (Tone::Quiet, said("letters-withdrawn", &[])),
        (State::Waiting, None) => (Tone::Warn, said("letters-stuck", &[])),
        (State::Waiting, Some(_)) if letter.tries == 0 => (Tone::Quiet, said("letters-on-way", &[])),
        (State::Waiting, next) => {
            (Tone::Warn, said("letters-later", &[("why", why.into()), ("when", at(next).into())]))
        }
    };
    html! {
        (notice(tone, sentence))
        @if letter.state != State::Sent { (original(letter)) }
    }
}

/// What became of the way in that a letter brought to somebody who still waits.
fn went(link: Option<LinkFate>, alive: bool) -> (Tone, &'static str) {
    match link {
        None | Some(LinkFate::Works) => (Tone::Good, "letters-went"),
        Some(LinkFate::Replaced) if alive => (Tone::Quiet, "letters-went-replaced"),
        Some(LinkFate::Late) => (Tone::Warn, "letters-went-late"),
        Some(LinkFate::Declined) => (Tone::Warn, "letters-went-declined"),
        Some(LinkFate::Replaced | LinkFate::Ended) => (Tone::Warn, "letters-went-ended"),
    }
}

/// The server's own words.
pub(super) fn original(letter: &Letter) -> Markup {
    html! {
        @if let Some(answer) = letter.answer.as_ref().filter(|answer| !answer.words.is_empty()) {
            p { small { code { @if let Some(code) = number(answer) { (code) " " } (answer.words) } } }
        }
    }
}

/// The code, where the words don't begin with it.
fn number(answer: &Answer) -> Option<i64> {
    answer.code.filter(|code| !answer.words.starts_with(&code.to_string()))
}

/// What the answer means, as a sentence.
pub(super) fn why(say: &Say, answer: &Answer) -> String {
    say.t(&format!("letters-why-{}", answer.why.replace('_', "-")))
}
