//! The pages of reviews of access.

pub mod asked;
pub mod due;
pub mod list;
pub mod one;
pub mod person;
pub mod result;
pub mod ticked;

use axum::response::Response;
use base::web::components::*;
use base::web::{Notice, see_other, timeline};
use base::words::Say;
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};

use super::{Facts, Line, Shown, State};
use crate::roles;

const PAGE: &str = "/settings/reviews";

/// Where a line stands, in a word.
fn state(say: &Say, state: State) -> Markup {
    let tone = match state {
        State::Open | State::Ask => Tone::Warn,
        State::Keep => Tone::Good,
        State::Block => Tone::Bad,
        State::Gone | State::Exempt => Tone::Quiet,
    };
    status_badge(tone, said(say, state))
}

fn said(say: &Say, state: State) -> String {
    say.t(&format!("reviews-state-{}", state.code()))
}

/// When the person was last here, and whether that is long ago.
fn seen(ctx: &Ctx, line: &Line) -> Markup {
    html! {
        (line.facts.seen_at.map_or_else(|| ctx.say.t("people-never"), |at| ctx.moment(at)))
        @if line.idle && line.state != State::Gone { " " (badge(Tone::Warn, ctx.say.t("people-idle"))) }
    }
}

fn role(say: &Say, facts: &Facts) -> String {
    let role = roles::name(say, facts.role_key.as_deref(), &facts.role);
    if facts.own_rights { format!("{role} {}", say.t("reviews-own-rights")) } else { role }
}

/// "Deals 5, contacts 12".
fn held(say: &Say, facts: &Facts) -> String {
    let known = facts.held.iter().filter_map(|(code, n)| Kind::parse(code).map(|kind| (kind, *n)));
    let parts: Vec<String> =
        known.map(|(kind, n)| format!("{} {n}", say.t(&format!("kind-{}", kind.code())))).collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join(", ") }
}

/// How many ways in there are.
fn ways_in(say: &Say, facts: &Facts) -> String {
    let some = [("access-session", facts.sessions), ("access-token", facts.tokens)];
    let parts: Vec<String> =
        some.iter().filter(|(_, n)| *n > 0).map(|(key, n)| format!("{} {n}", say.t(key))).collect();
    if parts.is_empty() { "—".to_owned() } else { parts.join(", ") }
}

fn chip(shown: &Shown, id: Option<i64>) -> Markup {
    html! { @if let Some(name) = id.and_then(|id| shown.names.get(&id)) { (person_chip(timeline::who(name))) } }
}

/// Who was asked and what they say, who decided and with what word.
fn about(ctx: &Ctx, shown: &Shown, line: &Line) -> Markup {
    let say = &ctx.say;
    let answer =
        line.needed.map(|needed| say.t(if needed { "reviews-needed" } else { "reviews-not-needed" }));
    html! {
        @if let Some(asked) = line.asked {
            p { (say.with("reviews-asked", &[("name", shown.name(asked).into())]))
                @if let Some(answer) = &answer { " " b { (answer) } } }
        }
        @if let Some(by) = line.decided_by.filter(|_| !line.state.waits()) {
            p { small { (say.with("reviews-decided-by", &[("name", shown.name(by).into())])) } }
        }
        @if let Some(word) = &line.word { p dir="auto" { (word) } }
    }
}

/// On to `path` with what came of it; what is refused is said there.
fn said_at(ctx: &Ctx, path: &str, done: Result<String>) -> Result<Response> {
    let notice = match done {
        Ok(text) => Notice::good(text),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) },
        Err(other) => return Err(other),
    };
    Ok(see_other(path, Some(notice)))
}
