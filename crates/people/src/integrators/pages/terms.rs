//! Until when an integrator is let in, and who answers for them.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::org::Person;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, choices, last_day};
use crate::integrators::look::answering;
use crate::integrators::{One, change, look};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    until: String,
    answerable_id: String,
    once: String,
}

/// `GET /people/{id}/terms`
pub async fn page(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let one = look(&ctx, id).await?;
    let people = answering(&ctx).await?;
    let typed = Typed {
        until: one.person.valid_until.map(|until| last_day(&ctx, until)).unwrap_or_default(),
        answerable_id: one.person.answerable_person_id.map(|id| id.to_string()).unwrap_or_default(),
        once: String::new(),
    };
    Ok(whole(&ctx, &one, &people, &typed, &Wrong::default()))
}

/// `POST /people/{id}/terms`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    let one = look(&ctx, id).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let wrong = || Error::field("until", "error-records-day");
        let next = date::days_after(typed.until.trim(), 1).ok_or_else(wrong)?;
        let until = date::parse_day(&next, &ctx.company_zone()).map_err(|_| wrong())?;
        change(&ctx, id, Some(until), typed.answerable_id.trim().parse().ok()).await?;
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(ctx.say.t("people-saved"))))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let people = answering(&ctx).await?;
            let page = whole(&ctx, &one, &people, &typed, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

fn whole(ctx: &Ctx, one: &One, people: &[Person], typed: &Typed, wrong: &Wrong) -> Markup {
    let (say, person) = (&ctx.say, &one.person);
    let title = say.t("integrators-terms");
    let card = format!("/people/{}", person.id);
    let crumbs = [
        Crumb { label: &say.t("integrators-title"), href: PAGE },
        Crumb { label: &person.name, href: &card },
    ];
    let partner = say.with("integrators-of-partner", &[("name", one.partner.as_str().into())]);
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &partner, ..Head::new(&title) }))
        @if let Some(why) = one.shut(ctx.app.now()) { (notice(Tone::Warn, say.t(&format!("integrators-why-{why}")))) }
        @if person.status.has_left() { (notice(Tone::Quiet, say.t("integrators-left-text"))) }
        (edit_form(format!("{card}/terms"), html! {
            (once::field(ctx))
            (wrong.summary(say))
            (form_grid(html! {
                (Input::date("until", say.t("integrators-last-day")).value(&typed.until).required()
                    .hint(say.t("integrators-until-hint")).error(wrong.at("until")))
                (Select::new("answerable_id", say.t("people-answerable"), choices(people))
                    .selected(&typed.answerable_id).hint(say.t("integrators-answerable-hint"))
                    .error(wrong.at("answerable_id")))
            }))
            (buttons(html! {
                (button(Press::Main, say.t("people-save")))
                (link_button(Press::Quiet, say.t("people-cancel"), PAGE))
            }))
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}
