//! Where the settings begin: the account itself, and the way to everything else that can be set.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{self, Area, Do};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Wrong, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use kit::lang::Lang;
use kit::phone::Country;
use maud::{Markup, html};
use serde::Deserialize;

use super::{currency_select, lang_select, zone_select};
use crate::accounts::{self, Settings};

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    name: String,
    lang: String,
    zone: String,
    currency: String,
    country: String,
    version: String,
}

impl SettingsForm {
    fn of(settings: &Settings) -> SettingsForm {
        SettingsForm {
            name: settings.name.clone(),
            lang: settings.lang.code().into(),
            zone: settings.zone.clone(),
            currency: settings.currency.clone(),
            country: settings.country.map(|country| country.code().to_owned()).unwrap_or_default(),
            version: settings.version.to_string(),
        }
    }

    fn wanted(&self, now: Lang) -> Result<Settings> {
        let country = Country::parse(&self.country);
        if country.is_none() && !self.country.is_empty() {
            return Err(Error::field("country", "error-no-such-country"));
        }
        Ok(Settings {
            name: self.name.clone(),
            lang: Lang::parse(&self.lang).unwrap_or(now),
            zone: self.zone.clone(),
            currency: self.currency.clone(),
            country,
            version: self.version.trim().parse().unwrap_or(0),
        })
    }
}

/// `GET /settings`: who has another area sees its lines alone.
pub async fn page(ctx: Ctx) -> Result<Markup> {
    if !ctx.actor.has(Area::Settings) && ctx.actor.has_some_area() {
        return Ok(lines_page(&ctx));
    }
    let now = accounts::settings(&ctx).await?;
    Ok(form_page(&ctx, &SettingsForm::of(&now), &Wrong::default(), None))
}

/// `POST /settings`
pub async fn save(ctx: Ctx, Form(form): Form<SettingsForm>) -> Result<Response> {
    let saved_now = async { accounts::change(&ctx, form.wanted(ctx.account.lang)?).await };
    match saved_now.await {
        Ok(planned) => Ok(see_other("/settings", Some(Notice::good(saved(&ctx, planned))))),
        Err(error @ Error::Invalid(_)) => {
            let page = form_page(&ctx, &form, &Wrong::of(&ctx.say, &error), None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(_)) => {
            let now = accounts::settings(&ctx).await?;
            let form = SettingsForm { version: now.version.to_string(), ..form };
            let page = form_page(&ctx, &form, &Wrong::default(), Some(&now));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn lines_page(ctx: &Ctx) -> Markup {
    let title = ctx.say.t("nav-settings");
    let content = html! {
        (head(Head::new(&title)))
        (card(ctx.say.t("accounts-open"), more(ctx)))
    };
    show(ctx, Nav::Settings, &title, content)
}

/// `planned`: how many departures wait for their moment, which the zone doesn't move.
fn saved(ctx: &Ctx, planned: i64) -> String {
    match planned {
        0 => ctx.say.t("accounts-saved"),
        n => ctx.say.with("accounts-saved-planned", &[("n", n.into())]),
    }
}

/// `meanwhile`: what somebody else saved while this form was open.
fn form_page(ctx: &Ctx, form: &SettingsForm, wrong: &Wrong, meanwhile: Option<&Settings>) -> Markup {
    let say = &ctx.say;
    let title = say.t("nav-settings");
    let content = html! {
        (head(Head { lead: &say.t("accounts-settings-lead"), ..Head::new(&title) }))
        @if let Some(now) = meanwhile { (changed_meanwhile(ctx, now)) }
        (wrong.summary(say))
        (columns(
            card(say.t("accounts-company"), html! {
                (edit_form("/settings", html! {
                    (hidden("version", &form.version))
                    (Input::text("name", say.t("accounts-name")).value(&form.name).required().error(wrong.at("name")))
                    (lang_select(say, Lang::parse(&form.lang).unwrap_or(ctx.account.lang)).hint(say.t("accounts-lang-hint")))
                    (zone_select(say, form.zone.clone()).hint(say.t("accounts-zone-hint")).error(wrong.at("zone")))
                    (currency_select(say, form.currency.clone()).hint(say.t("accounts-currency-hint"))
                        .error(wrong.at("currency")))
                    (country_select(say, form).hint(say.t("accounts-country-hint")).error(wrong.at("country")))
                    @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("accounts-save")))) }
                }))
            }),
            card(say.t("accounts-more"), more(ctx)),
        ))
    };
    show(ctx, Nav::Settings, &title, content)
}

/// Each country by its calling code; nothing chosen means where the zone's clocks are.
fn country_select<'a>(say: &Say, form: &'a SettingsForm) -> Select<'a> {
    let label = |country: &Country| format!("+{} {}", country.calling_code(), country.code());
    let choices = Country::all().iter().map(|country| Choice::new(country.code(), label(country)));
    let none = match Country::of_zone(&form.zone) {
        Some(country) => say.with("accounts-country-zone", &[("country", label(&country).into())]),
        None => say.t("accounts-country-none"),
    };
    Select::new("country", say.t("accounts-country"), choices.collect()).none(none).selected(&form.country)
}

fn changed_meanwhile(ctx: &Ctx, now: &Settings) -> Markup {
    let say = &ctx.say;
    let text = |text: &str| html! { (text) };
    html! {
        (notice(Tone::Warn, say.t("error-stale")))
        (card(say.t("accounts-now"), facts(&[
            (say.t("accounts-name").as_str(), text(&now.name)),
            (say.t("accounts-lang").as_str(), text(now.lang.own_name())),
            (say.t("accounts-zone").as_str(), text(&now.zone)),
            (say.t("accounts-currency").as_str(), text(&now.currency)),
            (say.t("accounts-country").as_str(), text(now.country.map_or("", |country| country.code()))),
        ])))
    }
}

/// The other pages of the settings that are open to the reader, each with what it is for.
fn more(ctx: &Ctx) -> Markup {
    let say = &ctx.say;
    let (people, settings) = (ctx.actor.has(Area::People), ctx.actor.has(Area::Settings));
    let (either, pays) = (people || settings, people || ctx.actor.has(Area::Billing));
    let pages = [
        ("/people", say.t("accounts-people"), say.t("accounts-people-text"), people),
        ("/settings/departments", say.t("accounts-departments"), say.t("accounts-departments-text"), either),
        ("/settings/roles", say.t("accounts-roles"), say.t("accounts-roles-text"), either),
        ("/settings/seats", say.t("accounts-seats"), say.t("accounts-seats-text"), pays),
        ("/settings/integrators", say.t("integrators-title"), say.t("accounts-integrators-text"), people),
        (
            "/settings/partners",
            say.t("partners-title"),
            say.t("accounts-partners-text"),
            ctx.actor.has(Area::Billing),
        ),
        (
            "/settings/journal",
            say.t("accounts-journal"),
            say.t("accounts-journal-text"),
            ctx.actor.has(Area::Journal),
        ),
        (
            "/settings/second-factor",
            say.t("factor-policy-title"),
            say.t("accounts-factor-text"),
            authz::decide(&ctx.actor, &Do::RequireSecondFactor).is_ok(),
        ),
        (
            "/settings/reviews",
            say.t("reviews-title"),
            say.t("accounts-reviews-text"),
            ctx.actor.is_administrator(),
        ),
        ("/settings/data", say.t("retention-title"), say.t("accounts-data-text"), settings),
        ("/settings/mail", say.t("letters-title"), say.t("accounts-mail-text"), people),
        ("/settings/pipelines", say.t("accounts-pipelines"), say.t("accounts-pipelines-text"), settings),
        ("/settings/forms", say.t("accounts-forms"), say.t("accounts-forms-text"), settings),
        (
            "/settings/import",
            say.t("upload-title"),
            say.t("accounts-import-text"),
            ctx.actor.is_administrator(),
        ),
        (
            "/settings/export",
            say.t("exports-title"),
            say.t("accounts-export-text"),
            ctx.actor.is_administrator(),
        ),
        ("/start", say.t("nav-start"), say.t("accounts-start-text"), settings),
        ("/settings/triggers", say.t("accounts-triggers"), say.t("accounts-triggers-text"), settings),
        ("/settings/products", say.t("accounts-products"), say.t("accounts-products-text"), settings),
        (
            "/settings/closing",
            say.t("closing-title"),
            say.t("accounts-closing-text"),
            ctx.actor.is_administrator(),
        ),
    ];
    let open = pages.iter().filter(|(.., open)| *open);
    html! { ul { @for (href, name, text, _) in open { li { a href=(href) { (name) } p { (text) } } } } }
}
