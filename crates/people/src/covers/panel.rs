//! Covers on other pages: the card of a person, one's own card, the dialog before a hand-over.

use base::Ctx;
use base::portfolios::covers::{Cover, State};
use base::web::components::*;
use maud::{Markup, html};

use super::{Listed, Seen};

/// "Borys Kravets, 1 to 5 Dec: Deals", with what can be done about it. `person`: whose card it is.
pub fn lines(ctx: &Ctx, listed: &Listed, person: i64) -> Markup {
    html! {
        @for seen in listed.open() {
            div class="cover-line" {
                p { (sentence(ctx, listed, &seen.cover, person)) " " (badge_of(ctx, seen)) }
                @if let Some(reason) = &seen.cover.reason { p { small { (reason) } } }
                @if seen.may_end { (end_button(ctx, seen, person)) }
            }
        }
    }
}

/// Who stands in for whom and until when, seen from one of the two.
pub fn sentence(ctx: &Ctx, listed: &Listed, cover: &Cover, person: i64) -> String {
    let key = if cover.person == person { "covers-by" } else { "covers-for" };
    let other = if cover.person == person { cover.stand_in } else { cover.person };
    let values = [
        ("name", listed.name(other).into()),
        ("from", ctx.company_day(cover.from).into()),
        ("until", ctx.company_day(cover.until - 1).into()),
    ];
    format!("{} {}", ctx.say.with(key, &values), kinds(ctx, cover))
}

/// The kinds in words: all, or one after another.
pub fn kinds(ctx: &Ctx, cover: &Cover) -> String {
    let say = &ctx.say;
    match &cover.kinds {
        None => say.t("covers-all-kinds"),
        Some(kinds) => {
            let names: Vec<String> =
                kinds.iter().map(|kind| say.t(&format!("kind-{}", kind.code()))).collect();
            names.join(", ")
        }
    }
}

/// Planned, running, over, ended.
pub fn badge_of(ctx: &Ctx, seen: &Seen) -> Markup {
    let tone = match seen.state {
        State::Running => Tone::Good,
        State::Planned => Tone::Warn,
        State::Over | State::Ended(_) => Tone::Quiet,
    };
    badge(tone, ctx.say.t(&format!("cover-{}", seen.state.code())))
}

/// The button that ends it, or declines it where the reader stands in.
pub fn end_button(ctx: &Ctx, seen: &Seen, back: i64) -> Markup {
    if ctx.actor.rests {
        return html! {};
    }
    let declines = ctx.person_id() == Some(seen.cover.stand_in);
    let word = if declines { "covers-decline" } else { "covers-end" };
    post_button(Press::Quiet, ctx.say.t(word), &format!("/covers/{}/end?back={back}", seen.cover.id))
}
