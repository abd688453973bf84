//! The page of the companies one works in.

use axum::response::Response;
use base::partners::Offer;
use base::web::components::*;
use base::web::{Nav, Notice, Path, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::go_in;
use crate::signin::sign_in::Door;
use crate::signin::{accounts, terms};

const PAGE: &str = "/me/accounts";

/// `GET /me/accounts`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let mut doors = Vec::new();
    for door in accounts::list(&ctx).await? {
        let terms = terms::of(&ctx.app, &door).await?;
        doors.push((door, terms));
    }
    let say = &ctx.say;
    let title = say.t("accounts-title");
    let content = html! {
        (head(Head { crumbs: &[Crumb { label: &say.t("signin-me"), href: "/me" }], ..Head::new(&title) }))
        p { (say.t("accounts-text")) }
        @for (door, terms) in &doors { (one(&ctx, door, terms.as_ref())) }
        @if doors.len() < 2 { (notice(Tone::Quiet, say.t("accounts-only"))) }
    };
    Ok(show(&ctx, Nav::None, &title, content))
}

/// `POST /me/accounts/{account}`
pub async fn go(ctx: Ctx, Path(account): Path<i64>) -> Result<Response> {
    match accounts::go(&ctx, account).await {
        Ok(opened) => Ok(go_in(&ctx.app, opened, "/", None)),
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let told = Notice { tone: Tone::Warn, text: error.sentence(&ctx.say) };
            Ok(see_other(PAGE, Some(told)))
        }
        Err(error) => Err(error),
    }
}

/// `POST /me/accounts/{account}/decline`
pub async fn decline(ctx: Ctx, Path(account): Path<i64>) -> Result<Response> {
    accounts::decline(&ctx, account).await?;
    Ok(see_other(PAGE, Some(Notice::good(ctx.say.t("accounts-declined")))))
}

fn one(ctx: &Ctx, door: &Door, terms: Option<&Offer>) -> Markup {
    let say = &ctx.say;
    let there = format!("{PAGE}/{}", door.account_id);
    let content = html! {
        @if door.account_id == ctx.account.id {
            p { (say.t("accounts-here")) }
        } @else if door.attached || terms.is_some() {
            p { (say.t("accounts-waiting")) }
            @if let Some(terms) = terms { (terms::shown(say, terms)) }
            (buttons(html! {
                (post_button(Press::Plain, say.with("accounts-accept", &[("account", door.account_name.as_str().into())]), &there))
                @if door.attached { (post_button(Press::Quiet, say.t("accounts-decline"), &format!("{there}/decline"))) }
            }))
        } @else {
            (buttons(post_button(Press::Plain, say.t("accounts-go"), &there)))
        }
    };
    card(&door.account_name, content)
}
