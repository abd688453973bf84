//! The page of a sample that leads into one's own company.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Visitor, Wrong, show};
use base::{Ctx, Error, Result};
use kit::lang::Lang;
use maud::{Markup, html};

use super::founding::Founding;
use crate::accounts::own::{self, Sample};
use crate::signin::pages::go_in;

/// `GET /settings/own`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    if !own::can_start(&ctx).await? {
        return Ok(there_is_one(&ctx));
    }
    Ok(form_page(&ctx, &Founding::first(ctx.say.lang), &Wrong::default()))
}

/// `POST /settings/own`
pub async fn start(ctx: Ctx, visitor: Visitor, Form(form): Form<Founding>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let sample = if form.sample == "stays" { Sample::Stays } else { Sample::Goes };
    let made = match own::start(&ctx, form.asked(&ctx.say), sample, &ctx.say).await {
        Ok(made) => made,
        Err(error @ Error::Invalid(_)) => {
            let page = form_page(&ctx, &form, &Wrong::of(&ctx.say, &error));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(Error::Conflict(_)) => return Ok((StatusCode::CONFLICT, there_is_one(&ctx)).into_response()),
        Err(error) => return Err(error),
    };
    let company = ctx.app.words.say(Lang::parse(&form.lang).unwrap_or(ctx.say.lang));
    let told = company.t(match sample {
        Sample::Goes => "accounts-made-sample-goes",
        Sample::Stays => "accounts-made-sample-stays",
    });
    let opened = form.sign_in(&ctx.app, made, (visitor.address, visitor.agent)).await?;
    Ok(go_in(&ctx.app, opened, "/start", Some(Notice::good(told))))
}

fn form_page(ctx: &Ctx, form: &Founding, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.t("accounts-leave");
    let cards = vec![
        RadioCard::new("goes", say.t("accounts-sample-goes"), say.t("accounts-sample-goes-text")),
        RadioCard::new("stays", say.t("accounts-sample-stays"), say.t("accounts-sample-stays-text")),
    ];
    let chosen = if form.sample == "stays" { "stays" } else { "goes" };
    let settings = Crumb { label: &say.t("nav-settings"), href: "/settings" };
    let content = html! {
        (head(Head { lead: &say.t("accounts-leave-lead"), crumbs: &[settings], ..Head::new(&title) }))
        (wrong.summary(say))
        (card(say.t("accounts-company"), html! {
            (edit_form("/settings/own", html! {
                (form.fields(say, wrong))
                (RadioCards::new("sample", say.t("accounts-sample-then"), cards).selected(chosen))
                (buttons(button(Press::Main, say.t("accounts-leave"))))
            }))
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}

/// Whoever looks around in a sample of an installation at work makes no further companies there.
fn there_is_one(ctx: &Ctx) -> Markup {
    let say = &ctx.say;
    let title = say.t("accounts-leave");
    let settings = Crumb { label: &say.t("nav-settings"), href: "/settings" };
    let content = html! {
        (head(Head { crumbs: &[settings], ..Head::new(&title) }))
        (notice(Tone::Quiet, say.t("accounts-leave-there")))
    };
    show(ctx, Nav::Settings, &title, content)
}
