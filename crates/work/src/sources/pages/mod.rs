//! The pages of forms: those of the settings, and the public one.

mod card;
mod form;
mod public;
mod snippet;

pub use public::{send, show_public};

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Deed};
use base::org::Name;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::{App, Ctx, Error, Kind, Result};
use maud::{Markup, html};
use std::collections::HashMap;

use self::form::FormForm;
use super::{Listed, Page, bring_now};
use crate::records::form::Wrong;
use crate::records::{Candidate, Hindrance, candidates, queues_for};
use crate::sources as room;

const PATH: &str = "/settings/forms";

/// The address at which a form is filled in.
pub(super) fn address_of(app: &App, headers: &HeaderMap, key: &str) -> String {
    base::web::address(app, headers, &format!("/f/{key}"))
}

/// `GET /settings/forms`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let page = room::list(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("forms-title");
    let add = html! { @if !ctx.actor.rests { (link_button(Press::Main, say.t("forms-add"), &format!("{PATH}/new"))) } };
    let lines: Vec<Line<'_>> = page.forms.iter().map(|listed| line(&ctx, listed, &page.names)).collect();
    let columns = vec![
        Column::new(say.t("forms-name")),
        Column::new(say.t("forms-receiver")),
        Column::new(say.t("forms-state")),
        Column::new(say.t("forms-waiting")).numbers(),
        Column::new(say.t("forms-done")).numbers(),
    ];
    let content = html! {
        (head(Head {
            lead: &say.t("forms-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            acts: if page.forms.is_empty() { html! {} } else { add.clone() },
            ..Head::new(&title)
        }))
        @if page.forms.is_empty() {
            (empty_state(say.t("forms-empty"), say.t("forms-empty-text"), add))
        } @else {
            (Table::new(title.as_str(), columns, lines))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn line<'a>(ctx: &Ctx, listed: &'a Listed, names: &HashMap<i64, Name>) -> Line<'a> {
    let form = &listed.form;
    let cells = vec![
        html! { a href={ (PATH) "/" (form.id) } { (form.draft.name) } },
        receiver(ctx, listed, names),
        state(ctx, form.draft.on),
        html! { (listed.waiting) },
        html! { (listed.done) },
    ];
    Line { faded: !form.draft.on, ..Line::new(form.id, form.draft.name.as_str(), cells) }
}

/// Who receives: a person, or a queue.
fn receiver(ctx: &Ctx, listed: &Listed, names: &HashMap<i64, Name>) -> Markup {
    match &listed.form.queue {
        Some(queue) => html! { (ctx.say.with("records-queue", &[("name", queue.as_str().into())])) },
        None => html! { (named(names, listed.form.holder)) },
    }
}

fn named(names: &HashMap<i64, Name>, id: i64) -> &str {
    names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
}

fn state(ctx: &Ctx, on: bool) -> Markup {
    match on {
        true => badge(Tone::Good, ctx.say.t("forms-on")),
        false => badge(Tone::Quiet, ctx.say.t("forms-off")),
    }
}

/// Why nobody can receive: who would, and what keeps new work from them.
fn why(ctx: &Ctx, Hindrance { holder, why }: Hindrance, names: &HashMap<i64, Name>) -> String {
    format!("{}: {}", named(names, holder), ctx.say.t(&format!("obstacle-{why}")))
}

/// `GET /settings/forms/new`
pub async fn new(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let form = FormForm::begun(&ctx).await?;
    form::page(&ctx, None, &form, &Wrong::default()).await
}

/// `POST /settings/forms`
pub async fn add(ctx: Ctx, Form(form): Form<FormForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let added = once::carry_out(&ctx, &form.once, async {
        let id = room::add(&ctx, form.read()?).await?;
        let address = format!("{PATH}/{id}");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("forms-added"))))))
    });
    match added.await {
        Err(error @ Error::Invalid(_)) => refused(&ctx, None, &form, &error).await,
        other => other,
    }
}

/// `GET /settings/forms/{id}`
pub async fn one(ctx: Ctx, headers: HeaderMap, Path(id): Path<i64>) -> Result<Markup> {
    let page = room::one(&ctx, id).await?;
    let entries = match room::may_read(&ctx) {
        true => Some(room::entries(&ctx, id, None).await?),
        false => None,
    };
    card::page(&ctx, &headers, &page, entries.as_deref())
}

/// `GET /settings/forms/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let page = room::one(&ctx, id).await?;
    let found = page.forms.first().ok_or(Error::NotFound)?;
    form::page(&ctx, Some(&page), &FormForm::of(&found.form), &Wrong::default()).await
}

/// `POST /settings/forms/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(mut form): Form<FormForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let version = form.version.trim().parse().unwrap_or(0);
    let saved = match form.read() {
        Ok(input) => room::change(&ctx, id, version, input).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(see_other(&format!("{PATH}/{id}"), Some(Notice::good(ctx.say.t("forms-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let now = room::one(&ctx, id).await?;
            refused(&ctx, Some(&now), &form, &error).await
        }
        Err(error @ Error::Conflict(_)) => {
            let now = room::one(&ctx, id).await?;
            let version = now.forms.first().ok_or(Error::NotFound)?.form.version;
            form.version = version.to_string();
            form.told = Some(error.sentence(&ctx.say));
            let page = form::page(&ctx, Some(&now), &form, &Wrong::default()).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /settings/forms/{id}/bring`
pub async fn bring(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let left = bring_now(&ctx, id).await?;
    let notice = match left {
        0 => Notice::good(ctx.say.t("forms-brought")),
        left => Notice { tone: Tone::Warn, text: ctx.say.n("forms-left", left) },
    };
    Ok(see_other(&format!("{PATH}/{id}"), Some(notice)))
}

async fn refused(ctx: &Ctx, now: Option<&Page>, form: &FormForm, error: &Error) -> Result<Response> {
    let page = form::page(ctx, now, form, &Wrong::of(&ctx.say, error)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Everybody and every queue that a form may bring to.
async fn receivers(ctx: &Ctx) -> Result<Vec<Candidate>> {
    let mut all = candidates(ctx, Kind::Deal).await?;
    all.extend(queues_for(ctx, Kind::Deal, Deed::Assign).await?);
    Ok(all)
}
