//! Signing in and out for programs, and who one is.

pub mod access;
pub mod accounts;
pub mod factor;
pub mod links;
pub mod passkeys;
pub mod proof;
pub mod requirement;

use axum::http::StatusCode;
use base::web::{Json, Visitor};
use base::{Ctx, Error, Result};
use kit::date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::arrival::{self, From};
use super::factor::Shown;
use super::own;
use super::passkeys::Answer;
use super::renewal;
use super::sign_in::{self, Attempt, Opened};
use super::terms::{self, TermsView};

/// A name and a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// An e-mail or a login.
    pub login: String,
    pub password: String,
    /// Needed where the name opens several accounts.
    pub account: Option<i64>,
    /// Needed after `must_change_password`: takes the place of `password`.
    pub new_password: Option<String>,
    /// Needed after `second_factor`: of the authenticator app, or a recovery code.
    pub code: Option<String>,
}

/// An open session; its token is a bearer secret.
#[derive(Serialize, ToSchema)]
pub struct Session {
    pub token: String,
    /// RFC 3339.
    pub expires_at: String,
    pub person_id: i64,
    pub account_id: i64,
    /// RFC 3339, where the account requires a second factor and the person has none. From then on everything but setting one
    /// up answers 403 `factor_needed`.
    pub factor_due: Option<String>,
}

/// Opens a session; the first one makes a pending person active.
#[utoipa::path(post, path = "/api/v1/sign-in", tag = "signing in", request_body = SignIn, responses(
    (status = 201, body = Session),
    (status = 409, description = "`choose_account`: the name opens several, or one whose `terms` going in accepts; \
        `accounts` lists them, name one as `account`; \
        `must_change_password`: an administrator gave the password, send `new_password`, too; \
        `second_factor`: send `code`, too, or sign in by a passkey"),
    (status = 422, description = "`sign_in`: the name and password open nothing; `needs_link`: a new link is needed; \
        `renewal_unasked`: nobody asks for a `new_password`"),
    (status = 429, description = "Too many wrong passwords"),
))]
pub async fn sign_in(
    visitor: Visitor,
    Json(body): Json<SignIn>,
) -> Result<(StatusCode, axum::Json<Session>)> {
    let Visitor { app, address, agent, say, .. } = visitor;
    let shown = Shown::by_code(body.code, address.clone());
    let named = body.account.is_some();
    let attempt = Attempt { login: body.login, password: body.password, account: body.account, address };
    let door = terms::choose(&app, sign_in::prove(&app, &attempt).await?, named).await?;
    let opened = match body.new_password {
        Some(new) => renewal::renew(&app, &door, new, &say, (agent, shown)).await?,
        None => sign_in::open_with(&app, &door, agent, shown).await?,
    };
    Ok((StatusCode::CREATED, axum::Json(session(opened))))
}

/// A one-time link, and the password it asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// The whole link, or what stands at its end.
    pub link: String,
    /// A new one; who works in several companies and was invited shows the one they have.
    pub password: String,
    /// Needed after `second_factor`: of the authenticator app, or a recovery code.
    pub code: Option<String>,
    /// In place of the code: what a browser signed after `POST /sign-in/passkey/begin`.
    #[schema(value_type = Option<Object>)]
    pub passkey: Option<Value>,
}

/// A one-time link to be looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookAtLink {
    /// The whole link, or what stands at its end.
    pub link: String,
}

/// What a one-time link is for.
#[derive(Serialize, ToSchema)]
pub struct LinkView {
    /// The company.
    pub account: String,
    /// Whom the link is for.
    pub name: String,
    /// Whether the second factor is asked for: a code, or a passkey where there are any.
    pub second_factor: bool,
    /// Whether a passkey may be shown in place of the code.
    pub passkeys: bool,
    /// Of an integrator who has not been inside yet: what following the link accepts.
    pub terms: Option<TermsView>,
}

/// Looks at a one-time link; that consumes nothing.
#[utoipa::path(post, path = "/api/v1/one-time-link/look", tag = "signing in", request_body = LookAtLink, responses(
    (status = 200, body = LinkView),
    (status = 422, description = "`link_dead`: it was used, withdrawn or is too old"),
))]
pub async fn look(visitor: Visitor, Json(body): Json<LookAtLink>) -> Result<axum::Json<LinkView>> {
    let secret = body.link.trim().rsplit('/').next().unwrap_or_default();
    let arrival = arrival::look(&visitor.app, secret).await?;
    Ok(axum::Json(LinkView {
        account: arrival.account_name().to_owned(),
        name: arrival.person.name.clone(),
        second_factor: arrival.second_factor,
        passkeys: arrival.passkeys,
        terms: arrival.terms.as_ref().map(TermsView::of),
    }))
}

/// Follows a one-time link: an invitation, or a link in place of a forgotten password.
#[utoipa::path(post, path = "/api/v1/one-time-link", tag = "signing in", request_body = Follow, responses(
    (status = 201, body = Session),
    (status = 409, description = "`second_factor`: send `code` or `passkey`, too"),
    (status = 422, description = "`link_dead`: it was used, withdrawn or is too old; or the password is too weak; of the passkey \
        as for signing in by one, `passkey_else`: it is somebody else's"),
    (status = 429, description = "Too many wrong passwords"),
))]
pub async fn follow(visitor: Visitor, Json(body): Json<Follow>) -> Result<(StatusCode, axum::Json<Session>)> {
    let secret = body.link.trim().rsplit('/').next().unwrap_or_default();
    let arrival = arrival::look(&visitor.app, secret).await?;
    let passkey = body.passkey.map(|signed| Answer::of(&visitor, signed)).transpose()?;
    let Visitor { address, agent, say, .. } = visitor;
    let opened =
        arrival.follow(body.password, &say, From { address, agent, code: body.code, passkey }).await?;
    Ok((StatusCode::CREATED, axum::Json(session(opened))))
}

fn session(opened: Opened) -> Session {
    Session {
        token: opened.secret,
        expires_at: date::to_rfc3339(opened.expires_at),
        person_id: opened.person_id,
        account_id: opened.account_id,
        factor_due: opened.factor_due.map(date::to_rfc3339),
    }
}

/// Ends the session whose token came with the request.
#[utoipa::path(post, path = "/api/v1/sign-out", tag = "signing in", responses(
    (status = 204),
    (status = 409, description = "`not_a_session`: an API token is ended by name"),
))]
pub async fn sign_out(ctx: Ctx) -> Result<StatusCode> {
    sign_in::sign_out(&ctx).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The person and account behind the token.
#[derive(Serialize, ToSchema)]
pub struct Me {
    pub person_id: i64,
    pub account_id: i64,
    pub account: String,
    pub name: String,
    pub email: Option<String>,
    pub login: Option<String>,
    pub category: String,
    pub role_id: i64,
    /// The language answers are given in.
    pub lang: String,
    /// The language they chose for themselves; null: what their browser asks for, in letters the account's.
    pub own_lang: Option<String>,
    /// The time zone in which days are meant: their own, or the account's.
    pub zone: String,
    /// The time zone they chose for themselves; null: the account's.
    pub own_zone: Option<String>,
    /// The account's time zone.
    pub account_zone: String,
    /// The account's currency.
    pub currency: String,
    /// Parts of the product that are open beside records: people, settings, billing, journal.
    pub areas: Vec<String>,
}

/// Who one is.
#[utoipa::path(get, path = "/api/v1/me", tag = "signing in", responses((status = 200, body = Me)))]
pub async fn me(ctx: Ctx) -> Result<axum::Json<Me>> {
    let person = ctx.signed.as_ref().map(|signed| &signed.person).ok_or(Error::SignedOut)?;
    Ok(axum::Json(Me {
        person_id: person.id,
        account_id: ctx.account.id,
        account: ctx.account.name.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        login: person.login.clone(),
        category: person.category.code().into(),
        role_id: person.role_id,
        lang: ctx.say.lang.code().into(),
        own_lang: person.lang.clone(),
        zone: ctx.zone().name().to_owned(),
        own_zone: person.zone.clone(),
        account_zone: ctx.account.zone.clone(),
        currency: ctx.account.currency.clone(),
        areas: ctx.actor.rights.areas.iter().map(|area| area.code().to_owned()).collect(),
    }))
}

/// What one may change of oneself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMe {
    /// en, ru, uk; null: what the browser asks for, in letters the account's.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub lang: Option<Option<String>>,
    /// An IANA time zone, such as Asia/Almaty; null: the account's.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub zone: Option<Option<String>>,
}

/// Tells a null from what is absent.
fn given<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(input).map(Some)
}

/// Changes one's own language and time zone; what is absent stays.
#[utoipa::path(patch, path = "/api/v1/me", tag = "signing in", request_body = ChangeMe, responses(
    (status = 204),
    (status = 422, description = "`lang`, `zone`: there is no such language or time zone"),
))]
pub async fn change_me(ctx: Ctx, Json(body): Json<ChangeMe>) -> Result<StatusCode> {
    let text = |given: Option<Option<String>>| given.map(Option::unwrap_or_default);
    own::choose_tongue(&ctx, text(body.lang), text(body.zone)).await?;
    Ok(StatusCode::NO_CONTENT)
}
