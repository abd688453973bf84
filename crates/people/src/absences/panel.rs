//! Absences on other pages: one's own card and the card of a person; a line above the requests.

use base::Ctx;
use base::web::components::*;
use kit::month::Month;
use maud::{Markup, html};

use super::{Absence, Lacking, State};

/// "24 Nov 2026 – 27 Nov 2026", or one day.
pub fn days(ctx: &Ctx, first: &str, last: &str) -> String {
    if first == last {
        return ctx.date(first);
    }
    ctx.say.with("absences-days", &[("first", ctx.date(first).into()), ("last", ctx.date(last).into())])
}

/// Those to come and running with ways to each, the next first; then, folded, those that are over.
pub fn panel(ctx: &Ctx, absences: &[Absence]) -> Markup {
    let say = &ctx.say;
    let today = ctx.company_today();
    let (past, open): (Vec<&Absence>, Vec<&Absence>) =
        absences.iter().partition(|one| one.state(&today) == State::Past);
    html! {
        @if open.is_empty() { p { (say.t("absences-none-ahead")) } }
        @for absence in open.iter().rev() { (line(ctx, absence, &today)) }
        @if !past.is_empty() {
            (fold(say.t("absences-past"), false, html! { @for absence in &past { (line(ctx, absence, &today)) } }))
        }
    }
}

fn line(ctx: &Ctx, absence: &Absence, today: &str) -> Markup {
    let href = format!("/absences/{}", absence.id);
    html! {
        p {
            a href=(href) { (days(ctx, &absence.first, &absence.last)) } " · "
            (ctx.say.t(&format!("absence-reason-{}", absence.reason.code()))) " "
            (badge_of(ctx, absence.state(today)))
        }
    }
}

/// Ahead, away now, over.
pub fn badge_of(ctx: &Ctx, state: State) -> Markup {
    let tone = match state {
        State::Ahead => Tone::Quiet,
        State::Now => Tone::Warn,
        State::Past => Tone::Quiet,
    };
    badge(tone, ctx.say.t(&format!("absence-state-{}", state.code())))
}

/// What who manages people should see to: so many absences lack a stand-in, and the way to the month of the first.
pub fn lacking(ctx: &Ctx, lacking: Option<&Lacking>) -> Markup {
    html! {
        @if let Some(lacking) = lacking {
            @let count = i64::try_from(lacking.count).unwrap_or(i64::MAX);
            @let month = Month::of(&lacking.first).map(Month::code).unwrap_or_default();
            (notice_with(Tone::Warn, ctx.say.n("absences-lacking", count),
                link_button(Press::Plain, ctx.say.t("absences-look"), &format!("/absences?only=uncovered&month={month}"))))
        }
    }
}
