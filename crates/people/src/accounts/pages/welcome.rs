//! The first pages a fresh installation shows: one's own company, or a look around in a sample.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Deed, Scope};
use base::web::components::*;
use base::web::{Form, Notice, Visitor, Wrong, layout, see_other};
use base::words::Say;
use base::{Ctx, Error, Kind, Result};
use kit::lang::Lang;
use maud::{Markup, html};

use super::founding::Founding;
use crate::accounts::create_first;
use crate::signin::is_new;
use crate::signin::pages::go_in;

/// `GET /`: to the first run, to the sign-in, or to work.
pub async fn home(visitor: Visitor, ctx: Option<Ctx>) -> Result<Response> {
    let to = match ctx {
        // Who sets things up and sees no deal begins with what is to be set up.
        Some(ctx) if sets_up_only(&ctx) => "/settings",
        Some(_) => "/deals",
        None if is_new(&visitor.app).await? => "/welcome",
        None => "/sign-in",
    };
    Ok(see_other(to, None))
}

fn sets_up_only(ctx: &Ctx) -> bool {
    ctx.actor.has(Area::Settings) && ctx.actor.scope(Kind::Deal, Deed::See) == Scope::None
}

/// `GET /welcome`
pub async fn welcome(visitor: Visitor) -> Result<Response> {
    if !is_new(&visitor.app).await? {
        return Ok(see_other("/sign-in", None));
    }
    let say = &visitor.say;
    let title = say.t("accounts-welcome");
    let content = html! {
        h1 { (title) }
        p class="lead" { (say.t("accounts-welcome-lead")) }
        section class="choice" {
            h2 { (say.t("accounts-own")) }
            p { (say.t("accounts-own-text")) }
            (link_button(Press::Main, say.t("accounts-own-begin"), "/welcome/company"))
        }
        section class="choice" {
            h2 { (say.t("accounts-look")) }
            p { (say.t("accounts-look-text")) }
            (post_button(Press::Plain, say.t("accounts-look-begin"), "/welcome/sample"))
        }
    };
    Ok(layout::plain(say, &title, content).into_response())
}

/// `GET /welcome/company`
pub async fn company(visitor: Visitor) -> Result<Response> {
    if !is_new(&visitor.app).await? {
        return Ok(see_other("/sign-in", None));
    }
    let form = Founding::first(visitor.say.lang);
    Ok(page(&visitor.say, &form, &Wrong::default()).into_response())
}

/// `POST /welcome`
pub async fn create(visitor: Visitor, Form(form): Form<Founding>) -> Result<Response> {
    let Visitor { app, say, address, agent, .. } = visitor;
    if !is_new(&app).await? {
        return Ok(see_other("/sign-in", None));
    }
    let made = match create_first(&app, form.asked(&say), &say).await {
        Ok(made) => made,
        // Somebody else was first, at this very moment.
        Err(_) if !is_new(&app).await? => return Ok(see_other("/sign-in", None)),
        Err(error @ Error::Invalid(_)) => {
            let page = page(&say, &form, &Wrong::of(&say, &error));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(error) => return Err(error),
    };
    // The next page speaks the company's language.
    let company = app.words.say(Lang::parse(&form.lang).unwrap_or(say.lang));
    let opened = form.sign_in(&app, made, (address, agent)).await?;
    Ok(go_in(&app, opened, "/start", Some(Notice::good(company.t("accounts-made")))))
}

fn page(say: &Say, form: &Founding, wrong: &Wrong) -> Markup {
    let title = say.t("accounts-own");
    let content = html! {
        h1 { (title) }
        p { (say.t("accounts-welcome-text")) }
        (wrong.summary(say))
        form method="post" action="/welcome" {
            (form.fields(say, wrong))
            (buttons(html! {
                (button(Press::Main, say.t("accounts-make")))
                (link_button(Press::Quiet, say.t("web-back"), "/welcome"))
            }))
        }
    };
    layout::plain(say, &title, content)
}
