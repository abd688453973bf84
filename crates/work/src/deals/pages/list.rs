//! The list of deals.

use base::web::components::*;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::{board, moving};
use crate::deals::ROOM;
use crate::deals::list::{AskedDeals, Brief, DealQuery, briefs};
use crate::pipelines::pages::stage_badge;
use crate::pipelines::{self, Pipelines};
use crate::records::list::{
    ListView, REGION, filter_form, list_page, narrowed, responsible_cell, responsible_filter, sorted,
};
use crate::records::words::Frame;
use crate::records::{Around, Asked, Kept, around, candidates, shown, watch};

pub const FRAME: Frame =
    Frame { path: "/deals", region: REGION, title: "deals-title", search: "deals-search" };

pub async fn page(ctx: &Ctx, query: &DealQuery) -> Result<Markup> {
    let asked = query.read()?;
    let kept = query.kept();
    let pipelines = pipelines::all(ctx).await?;
    let seq = watch::now(ctx).await?;
    let (page, count) = briefs(ctx, asked.clone()).await?;
    let around = around(ctx, ROOM.kind).await?;
    let filters = filters(ctx, &asked, &kept, &pipelines).await?;
    let say = &ctx.say;
    let title = say.t("deals-title");
    let lines = page.items.iter().map(|brief| line(ctx, &pipelines, &around, brief)).collect();
    let view = ListView {
        title: &title,
        search: &say.t("deals-search"),
        filters,
        columns: heads(ctx, &asked.asked, &kept),
        lines,
        count,
        newer: page.newer.as_deref(),
        older: page.older.as_deref(),
        partial: page.partial,
        acts: moving::act(ctx),
        seq,
        new: &say.t("deals-new"),
        around: &around,
        empty: (&say.t("deals-empty"), &say.t("deals-empty-text")),
    };
    list_page(ctx, &ROOM, &asked.asked, &kept, view).await
}

/// The columns that are usual, and more to choose from.
pub fn heads<'a>(ctx: &Ctx, asked: &Asked, kept: &Kept) -> Vec<Column<'a>> {
    let say = &ctx.say;
    let sort = |word| sorted(&ROOM, asked, kept, word);
    vec![
        Column::sorted(say.t("deals-column-title"), sort("title")),
        Column::new(say.t("deals-stage")).named("stage"),
        Column::sorted(say.t("deals-amount"), sort("amount")).numbers().named("amount"),
        Column::new(say.t("deals-company")).named("company"),
        Column::new(say.t("records-responsible")).named("responsible"),
        Column::new(say.t("deals-closes-on")).extra("closes_on"),
        Column::new(say.t("deals-product")).extra("product"),
        Column::new(say.t("deals-started")).extra("started"),
        Column::new(say.t("deals-closed-at")).extra("closed"),
        Column::sorted(say.t("records-updated"), sort("updated_at")).named("updated"),
        Column::sorted(say.t("records-created"), sort("created_at")).named("created"),
        Column::new("ID").extra("id"),
    ]
}

fn line<'a>(ctx: &Ctx, pipelines: &Pipelines, around: &Around, brief: &'a Brief) -> Line<'a> {
    let cells = vec![
        html! { a href={ "/deals/" (brief.id) } dir="auto" { (brief.title) } },
        html! { @if let Some(stage) = pipelines.stage(brief.stage_id) { (stage_badge(stage.outcome, &stage.name)) } },
        html! { (shown::amount(ctx, brief.amount, &brief.currency)) },
        html! { @if let Some(company) = &brief.company { bdi { (company) } } },
        responsible_cell(ctx, &ROOM, around, &brief.responsible),
        html! { @if let Some(day) = &brief.closes_on { (shown::date(ctx, day)) } },
        html! { @if let Some(product) = &brief.product { bdi { (product) } } },
        html! { @if let Some(at) = brief.started_at { (shown::company_day(ctx, at)) } },
        html! { @if let Some(at) = brief.closed_at { (shown::company_day(ctx, at)) } },
        shown::day(ctx, brief.updated_at),
        shown::day(ctx, brief.created_at),
        html! { (brief.id) },
    ];
    Line { faded: !brief.open, ..Line::new(brief.id, brief.title.as_str(), cells) }
}

/// Open and closed as links; stage and responsible from lists.
async fn filters(ctx: &Ctx, asked: &AskedDeals, kept: &Kept, pipelines: &Pipelines) -> Result<Markup> {
    let say = &ctx.say;
    let states =
        [("deals-all", "", None), ("deals-open", "true", Some(true)), ("deals-closed", "false", Some(false))]
            .map(|(key, value, open)| {
                (say.t(key), kept.href("/deals", &[("open", value)]), asked.open == open)
            });
    let states: Vec<Filter<'_>> = states
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    let people = candidates(ctx, Kind::Deal).await?;
    let several = pipelines.0.len() > 1;
    let chosen = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let fields = html! {
        @if several {
            (Select::new("pipeline_id", say.t("deals-pipeline"), pipeline_choices(pipelines))
                .none(say.t("deals-any-pipeline"))
                .selected(chosen(asked.pipeline)))
        }
        (Select::new("stage_id", say.t("deals-stage"), stage_choices(pipelines))
            .none(say.t("deals-any-stage"))
            .selected(chosen(asked.stage)))
        @if let Some(responsible) = responsible_filter(ctx, &ROOM, &asked.asked, &people) { (responsible) }
    };
    Ok(html! {
        @if let Some(day) = &asked.closes_by {
            (narrowed(
                ctx,
                say.with("deals-closing-by", &[("day", ctx.date(day).into())]),
                &kept.href("/deals", &[("closes_by", "")]),
            ))
        }
        (toolbar(html! {
            (board::switch(ctx, kept, board::View::List))
            (chips(&say.t("deals-pick"), &states))
        }))
        (filter_form(ctx, &ROOM, kept, &["pipeline_id", "stage_id", "responsible_id"], fields))
    })
}

fn pipeline_choices(pipelines: &Pipelines) -> Vec<Choice<'_>> {
    pipelines.0.iter().map(|pipeline| Choice::new(pipeline.id.to_string(), pipeline.name.as_str())).collect()
}

/// Every stage; with its pipeline's name where there is more than one pipeline.
pub fn stage_choices(pipelines: &Pipelines) -> Vec<Choice<'_>> {
    let several = pipelines.0.len() > 1;
    let all =
        pipelines.0.iter().flat_map(|pipeline| pipeline.stages.iter().map(move |stage| (pipeline, stage)));
    all.map(|(pipeline, stage)| {
        let label = if several { format!("{} · {}", pipeline.name, stage.name) } else { stage.name.clone() };
        Choice::new(stage.id.to_string(), label)
    })
    .collect()
}
