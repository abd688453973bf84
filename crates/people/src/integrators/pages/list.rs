//! Who helps from outside, until when, and what stands between them and the door.

use base::authz::{Area, Do, offers};
use base::web::components::*;
use base::web::{Nav, show};
use base::{Ctx, Result};
use maud::{Markup, html};

use super::PAGE;
use crate::integrators::{One, list};
use crate::roles;

/// `GET /settings/integrators`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let all = list(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("integrators-title");
    let add = || html! { @if !ctx.actor.rests { (link_button(Press::Main, say.t("integrators-invite"), &format!("{PAGE}/new"))) } };
    let acts = html! { @if !all.is_empty() { (add()) } };
    let content = html! {
        (head(Head { acts, lead: &say.t("integrators-lead"), ..Head::new(&title) }))
        @if all.is_empty() {
            (empty_state(say.t("integrators-none"), say.t("integrators-none-text"), html! {
                (add())
                @if ctx.actor.has(Area::Billing) {
                    (link_button(Press::Quiet, say.t("integrators-find-partner"), "/settings/partners"))
                }
            }))
        } @else {
            (table(&ctx, &title, &all))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn table(ctx: &Ctx, title: &str, all: &[One]) -> Markup {
    let say = &ctx.say;
    let lines = all.iter().map(|one| {
        let person = &one.person;
        let who = base::web::timeline::who_is(person);
        let email = person.email.as_deref().unwrap_or_default();
        let cells = vec![
            person_line(who, &format!("/people/{}", person.id), email),
            html! { (one.partner) },
            html! { (roles::name(say, person.role_key.as_deref(), &person.role_name)) },
            html! { (one.answerable.as_ref().map(|name| name.name.as_str()).unwrap_or_default()) },
            html! { (person.valid_until.map(|until| ctx.company_day(until - 1)).unwrap_or_default()) },
            state(ctx, one),
            ways(ctx, one),
        ];
        Line { faded: person.status.has_left(), ..Line::new(person.id, person.name.clone(), cells) }
    });
    let columns = vec![
        Column::new(say.t("people-name")),
        Column::new(say.t("integrators-partner")),
        Column::new(say.t("people-role")),
        Column::new(say.t("people-answerable")),
        Column::new(say.t("integrators-last-day")),
        Column::new(say.t("people-status")),
        Column::new(say.t("integrators-acts")),
    ];
    html! { (Table::new(title.to_owned(), columns, lines.collect())) }
}

fn state(ctx: &Ctx, one: &One) -> Markup {
    let say = &ctx.say;
    match one.shut(ctx.app.now()) {
        Some(why) => status_badge(Tone::Bad, say.t(&format!("integrators-shut-{why}"))),
        None => crate::people::pages::status(say, one.person.status),
    }
}

fn ways(ctx: &Ctx, one: &One) -> Markup {
    let (say, id) = (&ctx.say, one.person.id);
    html! {
        span class="row" {
            a href={ "/people/" (id) "/terms" } { (say.t("integrators-terms")) }
            a href={ "/people/" (id) "/made" } { (say.t("made-link")) }
            @if !one.person.status.has_left() && offers(&ctx.actor, &Do::Depart { category: one.person.category }) {
                a href={ "/handovers/new?person=" (id) "&mode=departure" } { (say.t("people-deactivate")) }
            }
        }
    }
}
