//! The own card: how one signs in, where one is signed in, the programs that act in one's name.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::credentials::AccessKind;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Visitor, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{go_in, passkeys, tongue, ways};
use crate::signin::access::{self, Which};
use crate::signin::accounts;
use crate::signin::factor;
use crate::signin::own::{self, NewPassword};
use crate::signin::passkeys as own_passkeys;
use crate::signin::tokens::{self as api_tokens, MadeToken};
use crate::{absences, covers, pictures};

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
    pub(super) name: String,
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
    access::end(&ctx, person, AccessKind::parse(&kind).ok_or(Error::NotFound)?, id).await?;
    Ok(see_other("/me", Some(Notice::good(ctx.say.t("signin-ended")))))
}

/// `POST /me/access/end`: every other sign-in.
pub async fn end_others(ctx: Ctx) -> Result<Response> {
    let person = ctx.person_id().ok_or(Error::SignedOut)?;
    access::end_all(&ctx, person, Which::Sessions).await?;
    Ok(see_other("/me", Some(Notice::good(ctx.say.t("signin-ended-others")))))
}

/// The own card with what was refused above it.
pub(super) async fn refused(ctx: &Ctx, sentence: String) -> Result<Markup> {
    card_page(ctx, &Wrong::default(), &Wrong::default(), Some(sentence), None).await
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
    let covers = covers::of_person(ctx, signed.person.id).await?;
    let own = absences::of_person(ctx, signed.person.id).await?;
    let factor = factor::look(ctx).await?;
    let own_passkeys = own_passkeys::list(ctx).await?;
    let elsewhere = accounts::list(ctx).await?.len() > 1;
    let of = |kind: AccessKind| accesses.iter().filter(|access| access.kind == kind).collect::<Vec<_>>();
    let say = &ctx.say;
    let title = say.t("signin-me");
    let content = html! {
        (head(Head::new(&signed.person.name)))
        @if let Some(text) = &refusal { (flash(Tone::Bad, text)) }
        @if let Some(made) = made { (ways::made(say, made)) }
        (columns(
            html! {
                (card_with(
                    say.t("signin-sessions"),
                    html! {
                        @if of(AccessKind::Session).len() > 1 {
                            (post_button(Press::Quiet, say.t("signin-end-others"), "/me/access/end"))
                        }
                    },
                    ways::sessions(ctx, "/me/access", &of(AccessKind::Session), Some(signed.access_id)),
                ))
                (card(say.t("signin-tokens"), html! {
                    (ways::tokens(ctx, "/me/access", &of(AccessKind::Token), say.t("signin-tokens-none")))
                    @if !ctx.actor.rests { (ways::new_token(say, "/me/tokens", token)) }
                }))
            },
            html! {
                (card(say.t("signin-how"), html! {
                    (pictures::panel::panel(say, &signed.person, Some("/me/picture")))
                    (own_facts(ctx))
                }))
                @if elsewhere {
                    (card(say.t("accounts-title"), buttons(link_button(Press::Plain, say.t("accounts-all"), "/me/accounts"))))
                }
                @if signed.person.category.may_hold() {
                    (card(say.t("absences-title"), html! {
                        (absences::panel::panel(ctx, &own))
                        (buttons(html! {
                            @if !ctx.actor.rests {
                                (dialog_link(Press::Plain, say.t("covers-away"), "/absences/new"))
                            }
                            (link_button(Press::Quiet, say.t("absences-calendar"), "/absences"))
                        }))
                    }))
                    (away(ctx, &covers, signed.person.id))
                    (card(say.t("received-card"), buttons(html! {
                        (link_button(Press::Plain, say.t("handing-title"), "/handing-over"))
                        (link_button(Press::Quiet, say.t("received-title"), "/received"))
                    })))
                }
                (card(say.t("people-tongue"), tongue::form(ctx)))
                (card(say.t("signin-password-change"), password_form(ctx, password)))
                (card(say.t("mydata-title"), buttons(link_button(Press::Plain, say.t("mydata-look"), "/me/data"))))
                (card(say.t("asks-title"), buttons(html! {
                    (link_button(Press::Plain, say.t("asks-look"), "/asks"))
                    (link_button(Press::Quiet, say.t("asks-leave-title"), "/me/leave"))
                })))
                (card(say.t("factor-title"), factor_panel(ctx, &factor)))
                (card(say.t("passkeys-title"), passkeys::panel(ctx, &own_passkeys)))
                (card_with(
                    say.t("keys-title"),
                    dialog_link(Press::Quiet, say.t("keys-which"), base::web::keys::SHEET),
                    base::web::keys::setting(ctx),
                ))
            },
        ))
    };
    Ok(show(ctx, Nav::None, &title, content))
}

/// Who stands in while one is away, and for whom one does.
fn away(ctx: &Ctx, covers: &covers::Listed, me: i64) -> Markup {
    card(
        ctx.say.t("covers-title"),
        html! {
            (covers::panel::lines(ctx, covers, me))
            (buttons(html! {
                @if !ctx.actor.rests {
                    (dialog_link(Press::Plain, ctx.say.t("covers-name"), &format!("/people/{me}/cover")))
                }
                (link_button(Press::Quiet, ctx.say.t("covers-all"), "/covers"))
            }))
        },
    )
}

fn own_facts(ctx: &Ctx) -> Markup {
    let (say, Some(signed)) = (&ctx.say, &ctx.signed) else { return html! {} };
    let person = &signed.person;
    let role = crate::roles::name(say, person.role_key.as_deref(), &person.role_name);
    let lines = [
        (say.t("signin-email"), person.email.clone()),
        (say.t("signin-only-login"), person.login.clone()),
        (say.t("signin-role"), Some(role)),
    ];
    let mut lines: Vec<(String, Markup)> =
        lines.into_iter().filter_map(|(label, value)| Some((label, html! { (value?) }))).collect();
    if let Some(number) = &person.phone {
        lines.insert(lines.len() - 1, (say.t("signin-phone"), phone(number, ctx.account.home())));
    }
    let lines: Vec<(&str, Markup)> =
        lines.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    facts(&lines)
}

fn factor_panel(ctx: &Ctx, state: &factor::State) -> Markup {
    let say = &ctx.say;
    let (text, word) = match state.since {
        Some(since) => (say.with("factor-on-since", &[("when", ctx.day(since).into())]), "factor-change"),
        None if state.passkeys > 0 => (say.t("passkeys-are-second"), "factor-change"),
        None => (say.t("factor-lead"), "factor-set-up"),
    };
    html! {
        p { (text) }
        (buttons(link_button(Press::Plain, say.t(word), "/me/second-factor")))
    }
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
