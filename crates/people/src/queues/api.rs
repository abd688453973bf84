//! Queues for programs.

use std::collections::BTreeMap;

use axum::Json as Answer;
use axum::http::StatusCode;
use base::authz::Area;
use base::portfolios::queues::Queue;
use base::web::{Json, Path};
use base::{Ctx, Error, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Wanted;
use crate::handovers;
use crate::queues as room;
use crate::takeovers::Wish;

#[derive(Serialize, ToSchema)]
pub struct QueueView {
    /// What `queue_id` of a record takes.
    pub id: i64,
    pub department_id: i64,
    pub name: String,
    /// Who answers for it.
    pub holder_id: Option<i64>,
    /// Whether the caller may take from it.
    pub member: bool,
    /// How many records of each kind wait; null for who neither belongs to the department nor manages it.
    #[schema(value_type = Option<BTreeMap<String, i64>>)]
    pub counts: Option<BTreeMap<Kind, i64>>,
}

#[derive(Serialize, ToSchema)]
pub struct QueueList {
    pub items: Vec<QueueView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQueue {
    pub department_id: i64,
    pub name: String,
    /// Who answers for it; the head of the department unless told.
    #[serde(default)]
    pub holder_id: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeQueue {
    #[serde(default)]
    pub name: Option<String>,
    /// Somebody else answers from now on: a numbered hand-over.
    #[serde(default)]
    pub holder_id: Option<i64>,
}

/// All queues: what records can be put into.
#[utoipa::path(get, path = "/api/v1/queues", tag = "queues", responses((status = 200, body = QueueList)))]
pub async fn all(ctx: Ctx) -> Result<Answer<QueueList>> {
    let (queues, mine) = room::look(&ctx).await?;
    let items: Vec<QueueView> = queues.into_iter().map(|queue| view(&ctx, queue, &mine)).collect();
    Ok(Answer(QueueList { count: items.len(), items, next: None }))
}

/// Makes a queue of a department.
#[utoipa::path(post, path = "/api/v1/queues", tag = "queues", request_body = NewQueue,
    responses((status = 201, body = QueueView)))]
pub async fn create(ctx: Ctx, Json(new): Json<NewQueue>) -> Result<(StatusCode, Answer<QueueView>)> {
    let wanted = Wanted { department: new.department_id, name: new.name, holder: new.holder_id };
    let id = room::add(&ctx, wanted).await?;
    Ok((StatusCode::CREATED, one(&ctx, id).await?))
}

/// Renames a queue, or lets somebody else answer for it.
#[utoipa::path(patch, path = "/api/v1/queues/{id}", tag = "queues", request_body = ChangeQueue,
    params(("id" = i64, Path)), responses((status = 200, body = QueueView)))]
pub async fn edit(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<ChangeQueue>) -> Result<Answer<QueueView>> {
    ctx.need(Area::Settings)?;
    drop(one(&ctx, id).await?);
    if let Some(name) = &body.name {
        room::rename(&ctx, id, name).await?;
    }
    if let Some(holder) = body.holder_id {
        handovers::take_over(&ctx, holder, vec![Wish { portfolio: id, kinds: None }]).await?;
    }
    one(&ctx, id).await
}

async fn one(ctx: &Ctx, id: i64) -> Result<Answer<QueueView>> {
    let (queues, mine) = room::look(ctx).await?;
    let queue = queues.into_iter().find(|queue| queue.id == id).ok_or(Error::NotFound)?;
    Ok(Answer(view(ctx, queue, &mine)))
}

fn view(ctx: &Ctx, queue: Queue, mine: &[i64]) -> QueueView {
    let member = mine.contains(&queue.id);
    let counted = member || ctx.actor.has(Area::Settings) || ctx.actor.has(Area::People);
    let records = queue.counts.iter().filter(|(kind, _)| kind.is_record());
    QueueView {
        id: queue.id,
        department_id: queue.department,
        holder_id: queue.holder(),
        member,
        counts: counted.then(|| records.map(|(kind, count)| (*kind, *count)).collect()),
        name: queue.name,
    }
}
