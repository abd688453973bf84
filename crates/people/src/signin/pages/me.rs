//! The own card: how one signs in, where one is signed in, the programs that act in one's name.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::credentials::{Access, AccessKind};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Visitor, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::go_in;
use crate::signin::own::{self, NewPassword};
use crate::signin::tokens::{self as api_tokens, MadeToken};
use crate::signin::{access, device};

/// `GET /me`
pub async fn me(ctx: Ctx) -> Result<Markup> {
    card_page(&ctx, &Wrong::default(), &Wrong::default(), None, None).await
}

/// `GET /me/tokens`: there is only the card.
pub async fn tokens(_: Ctx) -> Response {
    see_other("/me", None)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Passwords {
    current: String,
    new: String,
}

/// `POST /me/password`
pub async fn change_password(visitor: Visitor, ctx: Ctx, Form(form): Form<Passwords>) -> Result<Response> {
    let asked = NewPassword { current: form.current, new: form.new, address: visitor.address };
    match own::change_password(&ctx, asked).await {
        Ok(opened) => {
            Ok(go_in(&ctx.app, opened, "/me", Some(Notice::good(ctx.say.t("signin-password-changed")))))
        }
        Err(error @ (Error::Invalid(_) | Error::Slow(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Slow(_)).then(|| error.sentence(&ctx.say));
            let page =
                card_page(&ctx, &Wrong::of(&ctx.say, &error), &Wrong::default(), refusal, None).await?;
            Ok((status, page).into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenName {
    name: String,
}

/// `POST /me/tokens`: the answer shows the secret, once.
pub async fn make_token(ctx: Ctx, Form(form): Form<TokenName>) -> Result<Response> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    match api_tokens::make(&ctx, person, &form.name).await {
        Ok(made) => {
            let page = card_page(&ctx, &Wrong::default(), &Wrong::default(), None, Some(&made)).await?;
            Ok((StatusCode::CREATED, page).into_response())
        }
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = card_page(&ctx, &Wrong::default(), &wrong, None, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /me/access/{kind}/{id}/end`
pub async fn end_access(ctx: Ctx, Path((kind, id)): Path<(String, i64)>) -> Result<Response> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    let kind = AccessKind::ALL.into_iter().find(|known| known.code() == kind).ok_or(Error::NotFound)?;
    access::end(&ctx, person, kind, id).await?;
    Ok(see_other("/me", Some(Notice::good(ctx.say.t("signin-ended")))))
}

async fn card_page(
    ctx: &Ctx,
    password: &Wrong,
    token: &Wrong,
    refusal: Option<String>,
    made: Option<&MadeToken>,
) -> Result<Markup> {
    let signed = ctx.signed.clone().ok_or(Error::SignedOut)?;
    let accesses = access::list(ctx, signed.person.id).await?;
    let of = |kind: AccessKind| accesses.iter().filter(|access| access.kind == kind).collect::<Vec<_>>();
    let say = &ctx.say;
    let title = say.t("signin-me");
    let content = html! {
        (head(Head::new(&signed.person.name)))
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        @if let Some(made) = made {
            (card(say.t("signin-token-secret"), html! {
                (notice(Tone::Good, say.t("signin-token-made")))
                (copyable(&say.t("signin-token-secret"), &made.secret, &say.t("signin-copy"), &say.t("signin-copied")))
            }))
        }
        (columns(
            html! {
                (card(say.t("signin-sessions"), sessions(ctx, &of(AccessKind::Session), signed.access_id)))
                (card(say.t("signin-tokens"), html! {
                    (token_list(ctx, &of(AccessKind::Token)))
                    form method="post" action="/me/tokens" {
                        (Input::text("name", say.t("signin-token-name")).required()
                            .hint(say.t("signin-token-hint")).error(token.at("name")))
                        (buttons(button(Press::Plain, say.t("signin-token-make"))))
                    }
                }))
            },
            html! {
                (card(say.t("signin-how"), own_facts(ctx)))
                (card(say.t("signin-password-change"), password_form(ctx, password)))
            },
        ))
    };
    Ok(show(ctx, Nav::None, &title, content))
}

fn own_facts(ctx: &Ctx) -> Markup {
    let (say, Some(signed)) = (&ctx.say, &ctx.signed) else { return html! {} };
    let person = &signed.person;
    let role = crate::roles::name(say, person.role_key.as_deref(), &person.role_name);
    let lines = [
        (say.t("signin-email"), person.email.clone()),
        (say.t("signin-only-login"), person.login.clone()),
        (say.t("signin-phone"), person.phone.clone()),
        (say.t("signin-role"), Some(role)),
    ];
    let lines: Vec<_> = lines
        .iter()
        .filter_map(|(label, value)| Some((label.as_str(), html! { (value.as_ref()?) })))
        .collect();
    facts(&lines)
}

fn password_form(ctx: &Ctx, wrong: &Wrong) -> Markup {
    let (say, Some(signed)) = (&ctx.say, &ctx.signed) else { return html! {} };
    let person = &signed.person;
    let about = [Some(person.name.as_str()), person.email.as_deref(), person.login.as_deref()];
    html! {
        form method="post" action="/me/password" {
            (hidden("about", about.into_iter().flatten().collect::<Vec<_>>().join(" ")))
            (Input::password("current", say.t("signin-password-current")).autocomplete("current-password").required()
                .error(wrong.at("current")))
            (Input::password("new", say.t("signin-password-new")).autocomplete("new-password").required()
                .strength("/password-strength", "about").hint(say.t("signin-password-ends")).error(wrong.at("new")))
            (buttons(button(Press::Plain, say.t("signin-password-save"))))
        }
    }
}

fn sessions(ctx: &Ctx, sessions: &[&Access], this: i64) -> Markup {
    let say = &ctx.say;
    let name = |session: &Access| match device::describe(&session.name) {
        nameless if nameless.is_empty() => say.t("signin-session-unknown"),
        name => name,
    };
    let lines = sessions.iter().map(|session| {
        let name = name(session);
        let here =
            html! { (name) @if session.id == this { " " (badge(Tone::Good, say.t("signin-session-this"))) } };
        line(ctx, session, name.clone(), here)
    });
    html! { (Table::new(say.t("signin-sessions"), columns_of(ctx), lines.collect())) }
}

fn token_list(ctx: &Ctx, tokens: &[&Access]) -> Markup {
    let say = &ctx.say;
    let lines = tokens.iter().map(|token| line(ctx, token, token.name.clone(), html! { (token.name) }));
    html! {
        @if tokens.is_empty() { p { (say.t("signin-tokens-none")) } }
        @else { (Table::new(say.t("signin-tokens"), columns_of(ctx), lines.collect())) }
    }
}

fn columns_of(ctx: &Ctx) -> Vec<Column<'static>> {
    let say = &ctx.say;
    vec![
        Column::new(say.t("signin-access-name")),
        Column::new(say.t("signin-access-since")),
        Column::new(say.t("signin-access")),
    ]
}

fn line<'a>(ctx: &Ctx, access: &Access, label: String, name: Markup) -> Line<'a> {
    let address = format!("/me/access/{}/{}/end", access.kind.code(), access.id);
    let end = post_button(Press::Quiet, ctx.say.t("signin-access-end"), &address);
    Line::new(access.id, label, vec![name, html! { (ctx.moment(access.created_at)) }, end])
}
