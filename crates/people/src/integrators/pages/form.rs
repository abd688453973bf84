//! The form that lets an integrator in (B05).

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Person;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Query, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, choices, last_day};
use crate::integrators::look::answering;
use crate::integrators::{Wish, invite};
use crate::people::pages::link_once;
use crate::roles::{self, Listed};
use crate::{invitations, people};

/// How long the form offers: thirty days, in ms.
const OFFERED_MS: i64 = 30 * 86_400_000;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    email: String,
    name: String,
    role_id: String,
    until: String,
    answerable_id: String,
    invites: String,
    once: String,
}

/// What may be known already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Known {
    email: String,
}

/// `GET /settings/integrators/new`
pub async fn new(ctx: Ctx, Query(known): Query<Known>) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let typed = Typed {
        email: known.email,
        role_id: offered.roles.ready("integrator").map(|role| role.id.to_string()).unwrap_or_default(),
        until: last_day(&ctx, ctx.app.now() + OFFERED_MS),
        invites: "yes".into(),
        ..Typed::default()
    };
    Ok(page(&ctx, &offered, &typed, &Wrong::default(), None))
}

/// `POST /settings/integrators`
pub async fn create(ctx: Ctx, headers: HeaderMap, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let added = invite(&ctx, typed.read(&ctx)?).await?;
        let row = people::find(&ctx, added.id).await?;
        let name = row.person.name.as_str().into();
        let response = match (added.invited, added.link) {
            (Some(to), _) => {
                let said = [("name", name), ("address", to.into())];
                see_other(PAGE, Some(Notice::good(ctx.say.with("people-was-invited", &said))))
            }
            (None, Some(path)) => {
                let said = ctx.say.with("people-was-added", &[("name", name)]);
                link_once(&ctx, &headers, &path, &said, &row).await?.into_response()
            }
            (None, None) => see_other(PAGE, None),
        };
        Ok((PAGE.to_owned(), response))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Denied("give_rights"))) => {
            let refusal = matches!(error, Error::Denied(_)).then(|| ctx.say.t("roles-too-wide"));
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let wrong = Wrong::of(&ctx.say, &error);
            Ok((status, page(&ctx, &offered(&ctx).await?, &typed, &wrong, refusal)).into_response())
        }
        other => other,
    }
}

impl Typed {
    fn read(&self, ctx: &Ctx) -> Result<Wish> {
        let last = self.until.trim();
        let next = date::days_after(last, 1).ok_or(Error::field("until", "error-records-day"))?;
        let until = date::parse_day(&next, &ctx.company_zone())
            .map_err(|_| Error::field("until", "error-records-day"))?;
        Ok(Wish {
            email: self.email.clone(),
            name: self.name.clone(),
            role_id: self.role_id.trim().parse().ok(),
            until,
            answerable: self.answerable_id.trim().parse().ok(),
            invites: self.invites == "yes",
        })
    }
}

struct Offered {
    roles: Listed,
    people: Vec<Person>,
    letters: bool,
}

async fn offered(ctx: &Ctx) -> Result<Offered> {
    ctx.need(Area::People)?;
    Ok(Offered {
        roles: roles::list(ctx).await?,
        people: answering(ctx).await?,
        letters: invitations::are_on(&ctx.app),
    })
}

fn page(ctx: &Ctx, offered: &Offered, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let title = say.t("integrators-invite");
    let crumbs = [Crumb { label: &say.t("integrators-title"), href: PAGE }];
    let roles = offered.roles.roles.iter().filter(|role| !role.is_administrator());
    let roles =
        roles.map(|role| Choice::new(role.id.to_string(), roles::name(say, role.key.as_deref(), &role.name)));
    let invites = Check {
        name: "invites",
        value: "yes",
        label: &say.t("integrators-by-letter"),
        hint: None,
        checked: typed.invites == "yes",
    };
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("integrators-invite-lead"), ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal)) }
        (edit_form(PAGE, html! {
            (once::field(ctx))
            (wrong.summary(say))
            (form_grid(html! {
                (Input::email("email", say.t("people-email")).value(&typed.email).required()
                    .hint(say.t("integrators-email-hint")).error(wrong.at("email")))
                (Input::text("name", say.t("people-name")).value(&typed.name).required()
                    .hint(say.t("integrators-name-hint")).error(wrong.at("name")))
                (Select::new("role_id", say.t("people-role"), roles.collect()).selected(&typed.role_id)
                    .hint(say.t("integrators-role-hint")).error(wrong.at("role_id").or_else(|| wrong.at("category"))))
                (Input::date("until", say.t("integrators-last-day")).value(&typed.until).required()
                    .hint(say.t("integrators-until-hint")).error(wrong.at("until")))
                (Select::new("answerable_id", say.t("people-answerable"), choices(&offered.people))
                    .selected(&typed.answerable_id).hint(say.t("integrators-answerable-hint"))
                    .error(wrong.at("answerable_id")))
            }))
            @if offered.letters { (checkboxes(say.t("integrators-letter"), vec![invites])) }
            (buttons(html! {
                (button(Press::Main, say.t("integrators-send")))
                (link_button(Press::Quiet, say.t("people-cancel"), PAGE))
            }))
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}
