//! The result on paper, as a table, and as it was signed.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::authz::{self, Do};
use base::web::components::*;
use base::web::{Path, sheet, show_printed};
use base::{Ctx, Result};
use maud::{Markup, html};
use serde_json::json;

use super::{PAGE, held, one, role, said};
use crate::reviews::{self, Line as Reviewed, Shown};

/// `GET /settings/reviews/{id}/print`
pub async fn print(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let shown = reviews::look(&ctx, id).await?;
    let say = &ctx.say;
    let title = one::title(&ctx, &shown);
    let columns = heads(&ctx).into_iter().map(Column::new).collect();
    let line = |line: &Reviewed| {
        let cells = row(&ctx, &shown, line).into_iter().map(|cell| html! { (cell) }).collect();
        Line::new(line.person, shown.name(line.person), cells)
    };
    let content = html! {
        h1 { (title) }
        @if shown.review.seal.is_some() { (one::sealed(&ctx, &shown)) } @else { p { (say.t("reviews-unsigned")) } }
        (Table::new(title.as_str(), columns, shown.lines.iter().map(line).collect()))
        p { small { (say.with("reports-printed", &[("at", ctx.moment(ctx.app.now()).into())])) } }
    };
    Ok(show_printed(&ctx, &title, &format!("{PAGE}/{id}"), content))
}

/// `GET /settings/reviews/{id}/result.csv`
pub async fn sheet(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    authz::decide(&ctx.actor, &Do::Download)?;
    let shown = reviews::look(&ctx, id).await?;
    let rows: Vec<sheet::Row> = std::iter::once(heads(&ctx).to_vec())
        .chain(shown.lines.iter().map(|line| row(&ctx, &shown, line).to_vec()))
        .collect();
    sheet::whole(&format!("access-review-{id}"), ctx.say.lang, &rows)
}

/// `GET /settings/reviews/{id}/result.json`: the text that was signed, its seal, and who the numbers are.
pub async fn signed(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let (signed, seal) = reviews::signed(&ctx, id).await?;
    let shown = reviews::look(&ctx, id).await?;
    let names: serde_json::Map<String, serde_json::Value> =
        shown.names.values().map(|name| (name.id.to_string(), json!(name.name))).collect();
    let attached = format!("attachment; filename=\"access-review-{id}.json\"");
    let body = Json(json!({ "seal": seal, "signed": signed, "names": names }));
    Ok(([(header::CONTENT_DISPOSITION, attached)], body).into_response())
}

fn heads(ctx: &Ctx) -> [String; 9] {
    [
        "people-name",
        "reviews-state",
        "reviews-by",
        "reviews-decided-at",
        "reviews-word",
        "people-last-seen",
        "people-role",
        "reviews-held",
        "reviews-ways-in",
    ]
    .map(|key| ctx.say.t(key))
}

fn row(ctx: &Ctx, shown: &Shown, line: &Reviewed) -> [String; 9] {
    let (say, facts) = (&ctx.say, &line.facts);
    let moment = |at: i64| kit::date::input_local(at, &ctx.zone()).replace('T', " ");
    [
        shown.name(line.person).to_owned(),
        said(say, line.state),
        line.decided_by.map(|by| shown.name(by).to_owned()).unwrap_or_default(),
        line.decided_at.map(moment).unwrap_or_default(),
        line.word.clone().unwrap_or_default(),
        facts.seen_at.map_or_else(|| say.t("people-never"), moment),
        role(say, facts),
        held(say, facts),
        super::ways_in(say, facts),
    ]
}
