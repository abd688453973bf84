//! Reports for programs.

use std::collections::BTreeMap;

use base::web::{Path, Query};
use base::{Ctx, Error, Kind, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::handing::{PressedView, WorkNoteView, pressed_view, work_note};
use super::shapes::{OutcomeView, told_view};
use crate::handovers::report::{self, MOST, Own, Part, Record, Report, Start};
use crate::handovers::splits::Split;
use crate::handovers::{Fact, Left};

/// Everything there is to say of a hand-over, a departure, work given back or an undo.
#[derive(Serialize, ToSchema)]
pub struct ReportView {
    #[serde(flatten)]
    pub outcome: OutcomeView,
    /// departure, handover, giveback or undo.
    pub what: String,
    /// RFC 3339.
    pub at: String,
    /// Null: the operator, at the command line.
    pub by_id: Option<i64>,
    pub reason: Option<String>,
    pub parts: Vec<PartView>,
    /// The rules by which single records were shared out.
    pub rules: Vec<Split>,
    /// What the person told about all their work, as it stood at that moment.
    pub note: Option<WorkNoteView>,
    /// How many notes stand now on records of what moved.
    pub record_notes: i64,
    /// The covers that ended with it.
    pub covers_ended: Vec<i64>,
    /// Technical users for whom somebody else answers since.
    pub answered: Option<AnsweredView>,
    /// Jobs that go on for who took the person out.
    pub scheduled: Option<ScheduledView>,
    /// The fact that undid this one, and the one that this one undid.
    pub undone_by: Option<i64>,
    pub undoes: Option<i64>,
    /// What an undo did not give back.
    pub left: Vec<Left>,
}

/// So much of a kind went from one to another.
#[derive(Serialize, ToSchema)]
pub struct PartView {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub count: i64,
    pub open: i64,
    pub from: i64,
    pub to: i64,
    /// By which rule, counted from 1; null: by none.
    pub rule: Option<usize>,
    /// By currency, in minor units, as it was at that moment.
    pub sums: BTreeMap<String, AmountView>,
}

#[derive(Serialize, ToSchema)]
pub struct AmountView {
    pub all: i64,
    pub open: i64,
}

#[derive(Serialize, ToSchema)]
pub struct AnsweredView {
    pub to: i64,
    pub technical: Vec<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct ScheduledView {
    pub to: i64,
    /// How many.
    pub jobs: i64,
}

/// A fact as it stands, of whatever kind: all that is known of it.
#[utoipa::path(get, path = "/api/v1/handovers/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = ReportView)))]
pub async fn handover(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<ReportView>> {
    Ok(axum::Json(view(report::report(&ctx, id).await?)))
}

fn view(report: Report) -> ReportView {
    let fact = report.told.fact.clone();
    ReportView {
        what: fact.what.code().to_owned(),
        at: to_rfc3339(fact.at),
        by_id: fact.by_person,
        reason: fact.reason,
        parts: report.parts.into_iter().map(part).collect(),
        rules: report.rules,
        note: report.note.map(work_note),
        record_notes: report.record_notes,
        covers_ended: report.covers.iter().map(|cover| cover.id).collect(),
        answered: fact.answered.map(|of| AnsweredView { to: of.to, technical: of.technical }),
        scheduled: fact.scheduled.map(|of| ScheduledView { to: of.to, jobs: of.jobs.len() as i64 }),
        undone_by: fact.undone_by,
        undoes: fact.undoes,
        left: report.told.left.clone(),
        outcome: told_view(report.told),
    }
}

fn part(part: Part) -> PartView {
    let Part { kind, from, to, rule, count, open, sums } = part;
    let sums =
        sums.into_iter().map(|(code, sum)| (code, AmountView { all: sum.all, open: sum.open })).collect();
    PartView { kind, count, open, from, to, rule, sums }
}

/// Where a page of records begins and how many it has.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct RecordsQuery {
    /// `next` of the answer before.
    pub cursor: Option<String>,
    /// 1 to 200, 50 unless told.
    pub limit: Option<i64>,
}

/// A page of the records of a fact.
#[derive(Serialize, ToSchema)]
pub struct RecordsView {
    pub items: Vec<RecordView>,
    pub next: Option<String>,
}

/// A record that lies now in what was moved.
#[derive(Serialize, ToSchema)]
pub struct RecordView {
    #[schema(value_type = String)]
    pub kind: Kind,
    pub id: i64,
    pub title: String,
    pub open: bool,
    pub from: i64,
    pub to: i64,
    /// Who holds it now.
    pub responsible_id: i64,
}

/// The records that lie now in the portfolios that a fact moved, as far as one may see them.
#[utoipa::path(get, path = "/api/v1/handovers/{id}/records", tag = "hand-overs",
    params(("id" = i64, Path), RecordsQuery), responses((status = 200, body = RecordsView)))]
pub async fn handover_records(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(query): Query<RecordsQuery>,
) -> Result<axum::Json<RecordsView>> {
    let start = query.cursor.as_deref().map(Start::read).transpose()?;
    let limit = query.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Error::field("limit", "error-records-limit"));
    }
    let (records, _, next) = report::records(&ctx, id, start, limit).await?;
    Ok(axum::Json(RecordsView {
        items: records.into_iter().map(record).collect(),
        next: next.map(Start::text),
    }))
}

fn record(record: Record) -> RecordView {
    let Record { kind, id, title, open, from, to, holder, .. } = record;
    RecordView { kind, id, title, open, from, to, responsible_id: holder }
}

/// A page of the hand-overs in which one has a part.
#[derive(Serialize, ToSchema)]
pub struct ReceivedList {
    pub items: Vec<ReceivedView>,
    pub next: Option<String>,
}

/// One's own part in a hand-over.
#[derive(Serialize, ToSchema)]
pub struct ReceivedView {
    pub id: i64,
    pub number: i64,
    /// departure, handover, giveback or undo.
    pub what: String,
    pub person_id: i64,
    /// RFC 3339.
    pub at: String,
    pub by_id: Option<i64>,
    /// RFC 3339; null unless it was undone.
    pub undone_at: Option<String>,
    pub parts: Vec<PartView>,
}

/// What one received and gave, newest first.
#[utoipa::path(get, path = "/api/v1/received", tag = "hand-overs", params(("cursor" = Option<String>, Query)),
    responses((status = 200, body = ReceivedList)))]
pub async fn received(ctx: Ctx, Query(query): Query<RecordsQuery>) -> Result<axum::Json<ReceivedList>> {
    let (all, _, next) = report::mine(&ctx, query.cursor.as_deref()).await?;
    Ok(axum::Json(ReceivedList { items: all.into_iter().map(own_view).collect(), next }))
}

fn own_view(own: Own) -> ReceivedView {
    let Fact { id, number, what, person, at, by_person, undone_at, .. } = own.fact;
    ReceivedView {
        id,
        number,
        what: what.code().to_owned(),
        person_id: person,
        at: to_rfc3339(at),
        by_id: by_person,
        undone_at: undone_at.map(to_rfc3339),
        parts: own.parts.into_iter().map(part).collect(),
    }
}

/// One's own part in a hand-over, with what the one before tells and what of it presses.
#[derive(Serialize, ToSchema)]
pub struct GotView {
    #[serde(flatten)]
    pub part: ReceivedView,
    pub note: Option<WorkNoteView>,
    /// Of what one received and still holds; the most pressing few of each.
    pub urgent: Vec<PressedView>,
}

/// What one received or gave by one hand-over.
#[utoipa::path(get, path = "/api/v1/received/{id}", tag = "hand-overs", params(("id" = i64, Path)),
    responses((status = 200, body = GotView)))]
pub async fn received_one(ctx: Ctx, Path(id): Path<i64>) -> Result<axum::Json<GotView>> {
    let got = report::own(&ctx, id).await?;
    Ok(axum::Json(GotView {
        part: own_view(got.own),
        note: got.note.map(work_note),
        urgent: got.urgent.into_iter().map(pressed_view).collect(),
    }))
}
