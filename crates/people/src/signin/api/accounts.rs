//! The accounts of one human, for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::web::Path;
use base::{Ctx, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Session, session};
use crate::signin::accounts;
use crate::signin::terms::{self, TermsView};

#[derive(Serialize, ToSchema)]
pub struct AccountView {
    pub id: i64,
    pub name: String,
    /// Whether the session is in this one.
    pub here: bool,
    /// Whether it offers a place, or terms, that were not accepted yet: going there accepts.
    pub waiting: bool,
    /// Of an integrator who has not been there yet: what going there accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsView>,
}

#[derive(Serialize, ToSchema)]
pub struct AccountList {
    pub items: Vec<AccountView>,
}

/// The accounts one may go into with the sign-in one has.
#[utoipa::path(get, path = "/api/v1/me/accounts", tag = "signing in", responses(
    (status = 200, body = AccountList),
    (status = 409, description = "`one_account`: an API token opens one account"),
))]
pub async fn all(ctx: Ctx) -> Result<Answer<AccountList>> {
    let mut items = Vec::new();
    for door in accounts::list(&ctx).await? {
        let terms = terms::view(&ctx.app, &door).await?;
        items.push(AccountView {
            waiting: door.attached || terms.is_some(),
            terms,
            here: door.account_id == ctx.account.id,
            id: door.account_id,
            name: door.account_name,
        });
    }
    Ok(Answer(AccountList { items }))
}

/// Goes into another account: a session there, and the one that asks ends.
#[utoipa::path(post, path = "/api/v1/me/accounts/{id}", tag = "signing in", params(("id" = i64, Path)), responses(
    (status = 201, body = Session),
    (status = 404),
    (status = 409, description = "`must_change_password`: sign in there with a new one"),
    (status = 422, description = "`needs_link`, `attached_link`: only the link from there opens it"),
))]
pub async fn go(ctx: Ctx, Path(id): Path<i64>) -> Result<(StatusCode, Answer<Session>)> {
    Ok((StatusCode::CREATED, Answer(session(accounts::go(&ctx, id).await?))))
}

/// Says no to an account that offers a place.
#[utoipa::path(delete, path = "/api/v1/me/accounts/{id}", tag = "signing in", params(("id" = i64, Path)), responses(
    (status = 204),
    (status = 404, description = "Nothing is offered there"),
))]
pub async fn decline(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    accounts::decline(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
