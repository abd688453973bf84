//! When a departure is to be done: now, or at a moment to come.

use base::Ctx;
use base::org::Person;
use base::web::components::*;
use maud::{Markup, html};

use super::super::{Preview, What};
use super::typed::{Typed, When};

/// The choice, the moment, and what becomes of rights until then.
pub(super) fn when(ctx: &Ctx, typed: &When, error: Option<String>) -> Markup {
    let say = &ctx.say;
    let zone = || say.with("planned-at-hint", &[("zone", ctx.zone().name().into())]);
    let open = typed.later || error.is_some();
    let now = kit::date::input_local(ctx.app.now(), &ctx.zone());
    let latest = kit::date::input_local(ctx.app.now() + 366 * 86_400_000, &ctx.zone());
    html! {
        (fold(say.t("planned-when"), open, html! {
            (RadioCards::new("when", say.t("planned-when-legend"), vec![
                RadioCard::new("now", say.t("planned-now"), say.t("planned-now-text")),
                RadioCard::new("later", say.t("planned-later"), say.t("planned-later-text")),
            ]).selected(if typed.later { "later" } else { "now" }))
            (Input::moment("at", say.t("planned-at"))
                .value(typed.at.as_str())
                .between(&now, &latest)
                .hint(ctx.two_zones().unwrap_or_else(zone))
                .error(error))
            (checkbox(Check {
                name: "limits",
                value: "1",
                label: &say.t("planned-limits"),
                hint: Some(&say.t("planned-limits-hint")),
                checked: typed.limits,
            }))
            @if let Some(instead) = typed.instead { (hidden("instead", instead)) }
        }))
    }
}

/// What is planned already, for the person and for those who count on them.
pub(super) fn waits(ctx: &Ctx, preview: &Preview, typed: &Typed) -> Markup {
    let departure = typed.what == What::Departure;
    html! {
        @if departure && typed.when.instead.is_none() { (planned(ctx, &preview.person)) }
        @if departure { (counted_on(ctx, preview)) }
    }
}

/// When the person is to leave, with the way there; for who manages people.
pub(super) fn planned(ctx: &Ctx, person: &Person) -> Markup {
    let say = &ctx.say;
    let Some(at) = person.leaving_at else { return html! {} };
    let open = link_button(Press::Plain, say.t("planned-open"), &format!("/people/{}/planned", person.id));
    notice_with(Tone::Warn, say.with("planned-already", &[("at", ctx.moment(at).into())]), open)
}

/// Whose planned departures name the person as a receiver.
pub(super) fn counted_on(ctx: &Ctx, preview: &Preview) -> Markup {
    if preview.counted_on.is_empty() {
        return html! {};
    }
    let names = [("names", preview.counted_on.join(", ").into())];
    notice(Tone::Warn, ctx.say.with("planned-counted-on", &names))
}
