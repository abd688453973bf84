//! The page that decides of whom a second factor is required.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::credentials::Of;
use base::web::components::*;
use base::web::faults::FACTOR;
use base::web::{Form, Nav, Notice, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::signin::factor::{self, Standing};

const PATH: &str = "/settings/second-factor";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    required_of: String,
    grace_days: String,
}

/// `GET /settings/second-factor`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let standing = factor::standing(&ctx).await?;
    let typed = Typed {
        required_of: standing.requirement.of.code().into(),
        grace_days: standing.requirement.days.to_string(),
    };
    Ok(drawn(&ctx, &standing, &typed, &Wrong::default(), None))
}

/// `POST /settings/second-factor`
pub async fn save(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let error = match wish(&typed) {
        Ok((of, days)) => match factor::require(&ctx, of, days).await {
            Ok(()) => {
                let saved = Notice::good(ctx.say.t("factor-policy-saved"));
                return Ok(see_other(PATH, Some(saved)));
            }
            Err(error) => error,
        },
        Err(error) => error,
    };
    let refusal = match &error {
        Error::Invalid(_) => None,
        Error::Conflict(_) => Some(error.sentence(&ctx.say)),
        _ => return Err(error),
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let standing = factor::standing(&ctx).await?;
    let page = drawn(&ctx, &standing, &typed, &Wrong::of(&ctx.say, &error), refusal);
    Ok((status, page).into_response())
}

fn wish(typed: &Typed) -> Result<(Of, i64)> {
    let of = Of::parse(&typed.required_of).ok_or(Error::field("required_of", "error-factor-of"))?;
    // What is no number is as wrong as one that is too small.
    Ok((of, typed.grace_days.trim().parse().unwrap_or(-1)))
}

fn drawn(ctx: &Ctx, standing: &Standing, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let title = say.t("factor-policy-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let card_of = |of: Of| {
        let key = format!("factor-of-{}", of.code());
        RadioCard::new(of.code(), say.t(&key), say.t(&format!("{key}-text")))
    };
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("factor-policy-lead"), ..Head::new(&title) }))
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        (wrong.summary(say))
        @if !standing.own {
            (notice_with(Tone::Warn, say.t("factor-policy-first"),
                link_button(Press::Plain, say.t("factor-set-up"), FACTOR)))
        }
        (columns(
            card(say.t("factor-policy-decide"), edit_form(PATH, html! {
                (RadioCards::new("required_of", say.t("factor-policy-of"), Of::ALL.into_iter().map(card_of).collect())
                    .selected(&typed.required_of).error(wrong.at("required_of")))
                (Input::number("grace_days", say.t("factor-policy-days")).value(&typed.grace_days).between("0", "90")
                    .required().hint(say.t("factor-policy-days-hint")).error(wrong.at("grace_days")))
                @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("factor-policy-save")))) }
            })),
            card(say.t("factor-policy-who"), who(ctx, standing)),
        ))
    };
    show(ctx, Nav::Settings, &title, content)
}

/// How many have it, and the way to those who don't.
fn who(ctx: &Ctx, standing: &Standing) -> Markup {
    let say = &ctx.say;
    let (done, of) = (standing.with_factor, standing.people);
    let text = say.with("factor-policy-have", &[("n", done.into()), ("of", of.into())]);
    let unsigned = |n: i64| u64::try_from(n).unwrap_or_default();
    html! {
        (progress(&say.t("factor-title"), unsigned(done), unsigned(of), &text))
        p { small { (say.t("factor-policy-tokens")) } }
        @if done < of && ctx.actor.has(Area::People) {
            (buttons(link_button(Press::Plain, say.t("factor-policy-without"), "/people?status=active&factor=none")))
        }
    }
}
