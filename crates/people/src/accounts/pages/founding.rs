//! The form that makes a company: the first of an installation, or one's own out of a sample.

use base::web::Wrong;
use base::web::components::*;
use base::words::Say;
use base::{App, Result};
use kit::lang::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use super::{currency_select, lang_select, zone_select};
use crate::accounts::{Created, NewAccount};
use crate::signin::sign_in::{self, Attempt, Opened};

/// The form as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Founding {
    name: String,
    admin_name: String,
    admin_email: String,
    admin_password: String,
    pub lang: String,
    zone: String,
    currency: String,
    /// What becomes of the sample: `stays`, or it goes.
    pub sample: String,
}

impl Founding {
    /// As it begins for whoever speaks the language.
    pub fn first(lang: Lang) -> Founding {
        let (zone, currency) = match lang {
            Lang::En => ("UTC", "USD"),
            Lang::Ru => ("UTC", "EUR"),
            Lang::Uk => ("Europe/Kyiv", "UAH"),
        };
        Founding {
            lang: lang.code().into(),
            zone: zone.into(),
            currency: currency.into(),
            ..Founding::default()
        }
    }

    pub fn asked(&self, say: &Say) -> NewAccount {
        NewAccount {
            name: self.name.clone(),
            admin_name: self.admin_name.clone(),
            admin_email: self.admin_email.clone(),
            admin_password: self.admin_password.clone(),
            lang: Lang::parse(&self.lang).unwrap_or(say.lang),
            zone: self.zone.clone(),
            currency: self.currency.clone(),
            sample: false,
        }
    }

    /// Signs the administrator of the company that was made of this in.
    pub async fn sign_in(
        self,
        app: &App,
        made: Created,
        (address, agent): (String, Option<String>),
    ) -> Result<Opened> {
        let account = Some(made.account_id);
        let attempt = Attempt { login: self.admin_email, password: self.admin_password, account, address };
        let door = sign_in::only(sign_in::prove(app, &attempt).await?)?;
        sign_in::open(app, &door, agent).await
    }

    pub fn fields(&self, say: &Say, wrong: &Wrong) -> Markup {
        let also = "name admin_name admin_email";
        html! {
            (Input::text("name", say.t("accounts-name")).value(&self.name).autocomplete("organization").required().focus()
                .error(wrong.at("name")))
            (Input::text("admin_name", say.t("accounts-admin-name")).value(&self.admin_name).autocomplete("name")
                .required().error(wrong.at("admin_name")))
            (Input::email("admin_email", say.t("accounts-admin-email")).value(&self.admin_email).autocomplete("username")
                .required().hint(say.t("accounts-admin-email-hint")).error(wrong.at("admin_email")))
            (Input::password("admin_password", say.t("accounts-admin-password")).autocomplete("new-password").required()
                .strength("/password-strength", also).hint(say.t("signin-password-hint"))
                .error(wrong.at("admin_password")))
            (lang_select(say, Lang::parse(&self.lang).unwrap_or(say.lang)))
            (form_grid(html! {
                (zone_select(say, self.zone.clone()).error(wrong.at("zone")))
                (currency_select(say, self.currency.clone()).error(wrong.at("currency")))
            }))
        }
    }
}
