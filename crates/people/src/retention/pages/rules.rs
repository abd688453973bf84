//! The page that decides how long data is kept.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::FIXED;
use crate::retention::{Rules, change, look, may_decide};

const PATH: &str = "/settings/data";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RetentionForm {
    grace_days: String,
    entry_days: String,
}

impl RetentionForm {
    fn of(rules: Rules) -> RetentionForm {
        let entry_days = rules.entry_days.map(|days| days.to_string()).unwrap_or_default();
        RetentionForm { grace_days: rules.grace_days.to_string(), entry_days }
    }

    /// What is no number is as wrong as one that is too small.
    fn wanted(&self) -> Rules {
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        let entry_days = (!self.entry_days.trim().is_empty()).then(|| number(&self.entry_days));
        Rules { grace_days: number(&self.grace_days), entry_days }
    }
}

/// `GET /settings/data`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let rules = look(&ctx).await?;
    Ok(drawn(&ctx, &RetentionForm::of(rules), &Wrong::default()))
}

/// `POST /settings/data`
pub async fn save(ctx: Ctx, Form(form): Form<RetentionForm>) -> Result<Response> {
    match change(&ctx, form.wanted()).await {
        Ok(()) => Ok(see_other(PATH, Some(Notice::good(ctx.say.t("retention-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let page = drawn(&ctx, &form, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn drawn(ctx: &Ctx, form: &RetentionForm, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.t("retention-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("retention-lead"), ..Head::new(&title) }))
        (wrong.summary(say))
        (columns(
            if may_decide(ctx) && !ctx.actor.rests { decides(ctx, form, wrong) } else { reads(ctx, form) },
            card(say.t("retention-fixed"), html! { ul { @for key in FIXED { li { (say.t(key)) } } } }),
        ))
    };
    show(ctx, Nav::Settings, &title, content)
}

fn decides(ctx: &Ctx, form: &RetentionForm, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    card(
        say.t("retention-decide"),
        edit_form(
            PATH,
            html! {
                (Input::number("grace_days", say.t("retention-grace")).value(&form.grace_days).between("1", "90")
                    .required().hint(say.t("retention-grace-hint")).error(wrong.at("grace_days")))
                (Input::number("entry_days", say.t("retention-entries")).value(&form.entry_days).between("1", "3650")
                    .hint(say.t("retention-entries-hint")).error(wrong.at("entry_days")))
                (buttons(button(Press::Main, say.t("retention-save"))))
            },
        ),
    )
}

/// For who helps to set the company up and does not own its data.
fn reads(ctx: &Ctx, form: &RetentionForm) -> Markup {
    let say = &ctx.say;
    let entries =
        if form.entry_days.is_empty() { say.t("retention-entries-always") } else { form.entry_days.clone() };
    let (grace_label, entries_label) = (say.t("retention-grace"), say.t("retention-entries"));
    card(
        say.t("retention-decided"),
        html! {
            (facts(&[(&grace_label, html! { (form.grace_days) }), (&entries_label, html! { (entries) })]))
            @if !ctx.actor.rests { p { small { (say.t("retention-not-yours")) } } }
        },
    )
}
