//! The journal for programs.

use axum::Json;
use base::web::{Query, timeline};
use base::{Ctx, Error, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::look;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// `next` of the answer before.
    cursor: Option<i64>,
    /// 1 to 200, 50 unless told.
    limit: Option<i64>,
}

/// One event.
#[derive(Serialize, ToSchema)]
pub struct EventView {
    /// Rises by one with every event of the account.
    pub seq: i64,
    /// RFC 3339.
    pub at: String,
    /// person, job, operator, nobody
    pub actor: String,
    /// Who did it, or for whom a job did it.
    pub person_id: Option<i64>,
    /// The stable word of what happened.
    pub kind: String,
    /// The same as a sentence in the language of the request.
    pub text: String,
    /// What the event says; null when it was erased with a person.
    #[schema(value_type = Option<Object>)]
    pub data: Option<serde_json::Value>,
}

#[derive(Serialize, ToSchema)]
pub struct JournalList {
    /// Newest first.
    pub items: Vec<EventView>,
    pub next: Option<i64>,
}

/// What happened in the account, newest first.
#[utoipa::path(get, path = "/api/v1/journal", tag = "journal", params(JournalQuery),
    responses((status = 200, body = JournalList)))]
pub async fn list(ctx: Ctx, Query(query): Query<JournalQuery>) -> Result<Json<JournalList>> {
    let limit = query.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Error::field("limit", "error-records-limit"));
    }
    let page = look(&ctx, query.cursor, limit).await?;
    let view = |entry: &base::journal::Entry| EventView {
        seq: entry.seq,
        at: to_rfc3339(entry.at),
        actor: entry.actor.clone(),
        person_id: entry.actor_person,
        kind: entry.kind.clone(),
        text: timeline::sentence(&ctx.say, entry, &page.names),
        data: timeline::known(entry, &page.names).and_then(|event| serde_json::to_value(event).ok()),
    };
    Ok(Json(JournalList { items: page.entries.iter().map(view).collect(), next: page.next }))
}
