//! By what a person gets in, for who manages people: each can be ended, or all at once.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::credentials::{Access, AccessKind};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::me::TokenName;
use super::passkeys::{self, Told};
use super::ways;
use crate::signin::access::{self, Ways, Which};
use crate::signin::passkeys as own_passkeys;
use crate::signin::tokens::{self, MadeToken};

/// `GET /people/{id}/access`
pub async fn of(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    page(&ctx, id, &Wrong::default(), None).await
}

/// `POST /people/{id}/access`: a token with which a program gets in as them; the answer shows the secret, once.
pub async fn make_token_of(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<TokenName>) -> Result<Response> {
    ctx.need(Area::People)?;
    match tokens::make(&ctx, id, &form.name).await {
        Ok(made) => {
            let page = page(&ctx, id, &Wrong::default(), Some(&made)).await?;
            Ok((StatusCode::CREATED, page).into_response())
        }
        Err(error @ Error::Invalid(_)) => {
            let page = page(&ctx, id, &Wrong::of(&ctx.say, &error), None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn page(ctx: &Ctx, id: i64, wrong: &Wrong, made: Option<&MadeToken>) -> Result<Markup> {
    ctx.need(Area::People)?;
    let Ways { name, accesses, token } = access::of(ctx, id).await?;
    let kind = |kind: AccessKind| accesses.iter().filter(|a| a.kind == kind).collect::<Vec<&Access>>();
    let say = &ctx.say;
    let title = say.with("signin-access-of", &[("name", name.as_str().into())]);
    let (card_href, address) = (format!("/people/{id}"), format!("/people/{id}/access"));
    let crumbs =
        [Crumb { label: &say.t("people-title"), href: "/people" }, Crumb { label: &name, href: &card_href }];
    let here = ctx.signed.as_ref().map(|signed| signed.access_id);
    let all = |which: &str, word: &str| {
        html! {
            form method="post" action={ (address) "/end" } {
                (button_value(Press::Plain, say.t(word), "which", which))
            }
        }
    };
    let acts = html! {
        @if !kind(AccessKind::Session).is_empty() { (all("sessions", "signin-end-sessions")) }
        @if !accesses.is_empty() { (all("everything", "signin-end-everything")) }
    };
    let passkeys = own_passkeys::of(ctx, id).await?;
    let none = say.t("signin-tokens-nobody");
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("signin-access-lead"), acts, ..Head::new(&title) }))
        @if let Some(made) = made { (ways::made(say, made)) }
        @if !token {
            (card(say.t("signin-sessions-of"), ways::sessions(ctx, &address, &kind(AccessKind::Session), here)))
        }
        (card(say.t("signin-tokens-of"), html! {
            (ways::tokens(ctx, &address, &kind(AccessKind::Token), none))
            @if token {
                p { (say.with("signin-tokens-technical", &[("name", name.as_str().into())])) }
                (ways::new_token(say, &address, wrong))
            }
        }))
        @if !passkeys.is_empty() {
            (card(say.t("passkeys-title"), html! {
                (passkeys::table(ctx, &passkeys, Told::NotUse))
                p { small { (say.t("passkeys-of-text")) } }
            }))
        }
        @if !token { (card(say.t("signin-links"), ways::links(ctx, &address, &kind(AccessKind::Link)))) }
    };
    Ok(show(ctx, Nav::People, &title, content))
}

/// `POST /people/{id}/access/{kind}/{access}/end`
pub async fn end_of(ctx: Ctx, Path((person, kind, id)): Path<(i64, String, i64)>) -> Result<Response> {
    ctx.need(Area::People)?;
    access::end(&ctx, person, AccessKind::parse(&kind).ok_or(Error::NotFound)?, id).await?;
    Ok(back(&ctx, person))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct All {
    /// `sessions` or `everything`.
    which: String,
}

/// `POST /people/{id}/access/end`
pub async fn end_all_of(ctx: Ctx, Path(person): Path<i64>, Form(form): Form<All>) -> Result<Response> {
    ctx.need(Area::People)?;
    let which = Which::parse(&form.which).ok_or_else(|| Error::field("which", "error-which-access"))?;
    access::end_all(&ctx, person, which).await?;
    Ok(back(&ctx, person))
}

fn back(ctx: &Ctx, person: i64) -> Response {
    see_other(&format!("/people/{person}/access"), Some(Notice::good(ctx.say.t("signin-ended"))))
}
