//! The page of seats.

use base::authz::Area;
use base::web::components::*;
use base::web::{Nav, show};
use base::{Ctx, Result};
use maud::{Markup, html};

use super::{Seats, look};

/// `GET /settings/seats`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let seats = look(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("seats-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let crumbs = if ctx.actor.has(Area::Settings) { &crumbs[..] } else { &[] };
    let content = html! {
        (head(Head { crumbs, acts: to_journal(&ctx), ..Head::new(&title) }))
        (numbers(&ctx, &seats))
        (words(&ctx, &seats))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// The other page of the settings for who has both areas and not the settings themselves.
fn to_journal(ctx: &Ctx) -> Markup {
    let both = ctx.actor.has(Area::Journal) && !ctx.actor.has(Area::Settings);
    html! { @if both { (link_button(Press::Plain, ctx.say.t("accounts-journal"), "/settings/journal")) } }
}

fn numbers(ctx: &Ctx, seats: &Seats) -> Markup {
    let say = &ctx.say;
    let unlimited = say.t("seats-unlimited");
    let or_unlimited = |n: Option<i64>| match n {
        Some(n) => (n.to_string(), ""),
        None => ("∞".to_owned(), unlimited.as_str()),
    };
    let (bought, free) = (or_unlimited(seats.bought), or_unlimited(seats.free()));
    let apart = say.n("seats-technical-apart", seats.technical);
    stats(html! {
        (stat(bought.0, &say.t("seats-bought"), bought.1))
        (stat(seats.used, &say.t("seats-used"), &apart))
        (stat(free.0, &say.t("seats-free"), free.1))
        (stat(paid(ctx, seats), &say.t("seats-paid-until"), ""))
    })
}

fn paid(ctx: &Ctx, seats: &Seats) -> String {
    seats.paid_until.map_or_else(|| ctx.say.t("seats-no-date"), |at| ctx.day(at))
}

/// The same in sentences: what counts, and what to do when nothing is left.
fn words(ctx: &Ctx, seats: &Seats) -> Markup {
    let say = &ctx.say;
    html! {
        @if !seats.has_room() {
            (notice_with(Tone::Warn, say.t("seats-none-left"), html! {
                @if ctx.actor.has(Area::People) { (link_button(Press::Plain, say.t("seats-to-people"), "/people")) }
            }))
        } @else if seats.bought.is_none() {
            (notice(Tone::Quiet, say.t("seats-no-limit")))
        }
        (card(say.t("seats-how"), html! {
            p { (say.t("seats-how-people")) }
            p { (say.t("seats-how-technical")) }
            p { (say.t("seats-how-departed")) }
        }))
    }
}
