//! The first page a fresh installation shows: it makes the first account.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Notice, Visitor, Wrong, layout, see_other};
use base::words::Say;
use base::{Ctx, Error, Result};
use kit::lang::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use super::{currency_select, lang_select, zone_select};
use crate::accounts::{NewAccount, create_first};
use crate::signin::is_new;
use crate::signin::pages::go_in;
use crate::signin::sign_in::{self, Attempt};

/// `GET /`: to the first run, to the sign-in, or to work.
pub async fn home(visitor: Visitor, ctx: Option<Ctx>) -> Result<Response> {
    let to = match ctx {
        Some(_) => "/deals",
        None if is_new(&visitor.app).await? => "/welcome",
        None => "/sign-in",
    };
    Ok(see_other(to, None))
}

/// The form as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Welcome {
    name: String,
    admin_name: String,
    admin_email: String,
    admin_password: String,
    lang: String,
    zone: String,
    currency: String,
}

impl Welcome {
    fn first(lang: Lang) -> Welcome {
        let (zone, currency) = match lang {
            Lang::En => ("UTC", "USD"),
            Lang::Ru => ("UTC", "EUR"),
            Lang::Uk => ("Europe/Kyiv", "UAH"),
        };
        Welcome {
            lang: lang.code().into(),
            zone: zone.into(),
            currency: currency.into(),
            ..Welcome::default()
        }
    }

    fn asked(&self, say: &Say) -> NewAccount {
        NewAccount {
            name: self.name.clone(),
            admin_name: self.admin_name.clone(),
            admin_email: self.admin_email.clone(),
            admin_password: self.admin_password.clone(),
            lang: Lang::parse(&self.lang).unwrap_or(say.lang),
            zone: self.zone.clone(),
            currency: self.currency.clone(),
        }
    }
}

/// `GET /welcome`
pub async fn welcome(visitor: Visitor) -> Result<Response> {
    if !is_new(&visitor.app).await? {
        return Ok(see_other("/sign-in", None));
    }
    let form = Welcome::first(visitor.say.lang);
    Ok(page(&visitor.say, &form, &Wrong::default()).into_response())
}

/// `POST /welcome`
pub async fn create(visitor: Visitor, Form(form): Form<Welcome>) -> Result<Response> {
    let Visitor { app, say, address, agent } = visitor;
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
    let account = Some(made.account_id);
    let attempt = Attempt { login: form.admin_email, password: form.admin_password, account, address };
    let door = sign_in::only(sign_in::prove(&app, &attempt).await?)?;
    let opened = sign_in::open(&app, &door, agent).await?;
    Ok(go_in(&app, opened, "/", Some(Notice::good(company.t("accounts-made")))))
}

fn page(say: &Say, form: &Welcome, wrong: &Wrong) -> Markup {
    let title = say.t("accounts-welcome");
    let also = "name admin_name admin_email";
    let content = html! {
        h1 { (title) }
        p { (say.t("accounts-welcome-text")) }
        (wrong.summary(say))
        form method="post" action="/welcome" {
            (Input::text("name", say.t("accounts-name")).value(&form.name).autocomplete("organization").required().focus()
                .error(wrong.at("name")))
            (Input::text("admin_name", say.t("accounts-admin-name")).value(&form.admin_name).autocomplete("name")
                .required().error(wrong.at("admin_name")))
            (Input::email("admin_email", say.t("accounts-admin-email")).value(&form.admin_email).autocomplete("username")
                .required().hint(say.t("accounts-admin-email-hint")).error(wrong.at("admin_email")))
            (Input::password("admin_password", say.t("accounts-admin-password")).autocomplete("new-password").required()
                .strength("/password-strength", also).hint(say.t("signin-password-hint"))
                .error(wrong.at("admin_password")))
            (lang_select(say, Lang::parse(&form.lang).unwrap_or(say.lang)))
            (form_grid(html! {
                (zone_select(say, form.zone.clone()).error(wrong.at("zone")))
                (currency_select(say, form.currency.clone()).error(wrong.at("currency")))
            }))
            (buttons(button(Press::Main, say.t("accounts-make"))))
        }
    };
    layout::plain(say, &title, content)
}
