//! How long data is kept, for programs.

use axum::Json as Answer;
use base::web::Json;
use base::{Ctx, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Mine, Rules, change, look};

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionBody {
    /// Days between the press that erases a person and the erasure: 1 to 90.
    pub grace_days: i64,
    /// Days for which what came by a form is kept once it is done, 1 to 3650; null: as long as its contact.
    #[serde(default)]
    pub entry_days: Option<i64>,
}

/// What the account has decided.
#[utoipa::path(get, path = "/api/v1/retention", tag = "people", responses((status = 200, body = RetentionBody)))]
pub async fn get(ctx: Ctx) -> Result<Answer<RetentionBody>> {
    let Rules { grace_days, entry_days } = look(&ctx).await?;
    Ok(Answer(RetentionBody { grace_days, entry_days }))
}

/// Decides it anew, both at once. An integrator reads it alone: 403.
#[utoipa::path(put, path = "/api/v1/retention", tag = "people", request_body = RetentionBody,
    responses((status = 200, body = RetentionBody)))]
pub async fn put(ctx: Ctx, Json(body): Json<RetentionBody>) -> Result<Answer<RetentionBody>> {
    change(&ctx, Rules { grace_days: body.grace_days, entry_days: body.entry_days }).await?;
    Ok(Answer(body))
}

#[derive(Serialize, ToSchema)]
pub struct MyData {
    /// What opens the door at this moment.
    pub sign_ins: i64,
    pub tokens: i64,
    /// Sign-ins that are over and still known; this and the counts below stop at 10000.
    pub past_sign_ins: i64,
    pub letters: i64,
    /// Events about oneself, and by oneself.
    pub events_about: i64,
    pub events_by: i64,
    pub comments: i64,
    pub notes: i64,
    /// When one is away and why, what one asked the administrators for, what reviews of access say about one.
    pub absences: i64,
    pub requests: i64,
    pub reviews: i64,
    pub passkeys: i64,
    /// Whether an app gives one codes.
    pub second_factor: bool,
    /// Who sees everything.
    pub administrators: Vec<AdministratorView>,
    /// How many others manage people, and how many read the journal.
    pub manage_people: i64,
    pub read_journal: i64,
    pub retention: RetentionBody,
}

#[derive(Serialize, ToSchema)]
pub struct AdministratorView {
    pub id: i64,
    pub name: String,
}

/// What is kept of whoever asks, for how long, and who may see it.
#[utoipa::path(get, path = "/api/v1/me/data", tag = "people", responses((status = 200, body = MyData)))]
pub async fn mine(ctx: Ctx) -> Result<Answer<MyData>> {
    let Mine { rules, access, kept, administrators, manage_people, read_journal, .. } =
        super::mine(&ctx).await?;
    let administrators =
        administrators.into_iter().map(|name| AdministratorView { id: name.id, name: name.name }).collect();
    Ok(Answer(MyData {
        sign_ins: access.sessions,
        tokens: access.tokens,
        past_sign_ins: kept.past_sign_ins,
        letters: kept.letters,
        events_about: kept.about,
        events_by: kept.done,
        comments: kept.comments,
        notes: kept.notes,
        absences: kept.absences,
        requests: kept.requests,
        reviews: kept.reviews,
        passkeys: kept.passkeys,
        second_factor: kept.factors > 0,
        administrators,
        manage_people,
        read_journal,
        retention: RetentionBody { grace_days: rules.grace_days, entry_days: rules.entry_days },
    }))
}
