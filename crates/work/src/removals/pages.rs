//! The pages that ask before a stage or a pipeline goes.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use people::roles;
use serde::Deserialize;

use super::look::was_there;
use super::{Leaving, Named, Removed, View, What, Wish, remove, view};
use crate::pipelines::Outcome;
use crate::pipelines::named::Blocker;
use crate::pipelines::pages::{PATH, stage_badge};
use crate::records::form::Wrong;

/// The form as it is sent: `to` says for each of `from` where its deals go, unless all go to `to_stage_id`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    version: String,
    to_stage_id: String,
    from: Vec<String>,
    to: Vec<String>,
    once: String,
}

impl RemovalForm {
    fn wish(&self) -> Wish {
        let number = |text: &String| text.trim().parse().ok();
        let to = number(&self.to_stage_id);
        let pairs =
            self.from.iter().zip(&self.to).filter_map(|(from, to)| Some((number(from)?, number(to)?)));
        let each = if to.is_some() { BTreeMap::new() } else { pairs.collect() };
        Wish { version: number(&self.version).unwrap_or(0), to, each }
    }
}

/// `GET /settings/pipelines/{id}/stages/{stage}/remove`
pub async fn ask_stage(ctx: Ctx, Path((pipeline, stage)): Path<(i64, i64)>) -> Result<Response> {
    ask(&ctx, What::Stage { pipeline, stage }).await
}

/// `POST /settings/pipelines/{id}/stages/{stage}/remove`
pub async fn remove_stage(
    ctx: Ctx,
    Path((pipeline, stage)): Path<(i64, i64)>,
    Form(form): Form<RemovalForm>,
) -> Result<Response> {
    carry_out(&ctx, What::Stage { pipeline, stage }, &form).await
}

/// `GET /settings/pipelines/{id}/remove`
pub async fn ask_pipeline(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    ask(&ctx, What::Pipeline(id)).await
}

/// `POST /settings/pipelines/{id}/remove`
pub async fn remove_pipeline(
    ctx: Ctx,
    Path(id): Path<i64>,
    Form(form): Form<RemovalForm>,
) -> Result<Response> {
    carry_out(&ctx, What::Pipeline(id), &form).await
}

async fn ask(ctx: &Ctx, what: What) -> Result<Response> {
    decide(&ctx.actor, &Do::Remove)?;
    match view(ctx, what).await {
        Err(Error::NotFound) => gone(ctx, what).await,
        found => Ok(page(ctx, what, &found?, None, html! {}, &Wrong::default()).into_response()),
    }
}

/// Somebody else removed it meanwhile: back to what there is.
///
/// # Errors
/// 404 where there never was such a thing.
async fn gone(ctx: &Ctx, what: What) -> Result<Response> {
    if !was_there(ctx, what).await? {
        return Err(Error::NotFound);
    }
    let key = match what {
        What::Stage { .. } => "removals-stage-gone",
        What::Pipeline(_) => "removals-pipeline-gone",
    };
    Ok(see_other(PATH, Some(Notice { tone: Tone::Warn, text: ctx.say.t(key) })))
}

async fn carry_out(ctx: &Ctx, what: What, form: &RemovalForm) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let done = once::carry_out(ctx, &form.once, async {
        let removed = remove(ctx, what, form.wish()).await?;
        let to = match what {
            What::Stage { pipeline, .. } => format!("{PATH}/{pipeline}"),
            What::Pipeline(_) => PATH.to_owned(),
        };
        Ok((to.clone(), see_other(&to, Some(Notice::good(said(&ctx.say, what, &removed))))))
    });
    let error = match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => error,
        Err(Error::NotFound) => return gone(ctx, what).await,
        other => return other,
    };
    let found = match view(ctx, what).await {
        Err(Error::NotFound) => return gone(ctx, what).await,
        found => found?,
    };
    let told = match &error {
        Error::Conflict(problem) => notice(Tone::Warn, problem.sentence(&ctx.say)),
        _ => html! {},
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
    let wrong = Wrong::of(&ctx.say, &error);
    Ok((status, page(ctx, what, &found, Some(form), told, &wrong)).into_response())
}

fn said(say: &Say, what: What, removed: &Removed) -> String {
    let (name, to) = (removed.name.as_str().into(), removed.to.as_str().into());
    let values = [("name", name), ("to", to), ("n", (removed.deals + removed.deleted).into())];
    match what {
        _ if removed.deals + removed.deleted == 0 => say.with("removals-done-empty", &values),
        What::Stage { .. } => say.with("removals-done-stage", &values),
        What::Pipeline(_) => say.with("removals-done-pipeline", &values),
    }
}

fn page(
    ctx: &Ctx,
    what: What,
    view: &View,
    form: Option<&RemovalForm>,
    told: Markup,
    wrong: &Wrong,
) -> Markup {
    let say = &ctx.say;
    let of = format!("{PATH}/{}", view.pipeline.id);
    let name = match what {
        What::Stage { .. } => view.leaving.first().map_or("", |leaving| leaving.stage.name.as_str()),
        What::Pipeline(_) => view.pipeline.name.as_str(),
    };
    let title = match what {
        What::Stage { .. } => say.with("removals-stage-title", &[("name", name.into())]),
        What::Pipeline(_) => say.with("removals-pipeline-title", &[("name", name.into())]),
    };
    let content = html! {
        (head(Head {
            crumbs: &[
                Crumb { label: &say.t("nav-settings"), href: "/settings" },
                Crumb { label: &say.t("pipelines-title"), href: PATH },
                Crumb { label: &view.pipeline.name, href: &of },
            ],
            ..Head::new(&title)
        }))
        (told)
        (wrong.summary(say))
        @if let Some(obstacle) = view.obstacle {
            (notice(Tone::Warn, say.t(obstacle)))
            (link_button(Press::Plain, say.t("removals-back"), &of))
        } @else if !view.blockers.is_empty() {
            (blocked(ctx, &view.blockers))
            (link_button(Press::Plain, say.t("removals-back"), &of))
        } @else {
            (question(ctx, what, view, form, wrong))
        }
    };
    show(ctx, Nav::Settings, &title, content)
}

fn blocked(ctx: &Ctx, blockers: &[Blocker]) -> Markup {
    let say = &ctx.say;
    let line = |blocker: &Blocker| match blocker {
        Blocker::Role { id, key, name } => (
            say.with("removals-by-role", &[("name", roles::name(say, key.as_deref(), name).into())]),
            format!("/settings/roles/{id}"),
        ),
        Blocker::Plan { id, name } => {
            (say.with("removals-by-plan", &[("name", name.into())]), format!("/plans/{id}"))
        }
        Blocker::Planned { id, name } => {
            (say.with("removals-by-planned", &[("name", name.into())]), format!("/planned/{id}"))
        }
    };
    html! {
        (notice(Tone::Warn, say.t("error-removals-named")))
        ul { @for (text, href) in blockers.iter().map(line) { li { a href=(href) dir="auto" { (text) } } } }
    }
}

fn question(ctx: &Ctx, what: What, view: &View, form: Option<&RemovalForm>, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let of = format!("{PATH}/{}", view.pipeline.id);
    let action = match what {
        What::Stage { stage, .. } => format!("{of}/stages/{stage}/remove"),
        What::Pipeline(_) => format!("{of}/remove"),
    };
    html! {
        p { strong { (say.n("removals-deals", view.deals())) } }
        @if view.leaving.iter().any(|leaving| leaving.deleted > 0) {
            p { (say.n("removals-deleted", view.leaving.iter().map(|leaving| leaving.deleted).sum())) }
        }
        p { (say.t("removals-everybody")) }
        form method="post" action=(action) {
            (once::field(ctx))
            (hidden("version", view.pipeline.version))
            @match what {
                What::Stage { .. } => @for leaving in &view.leaving {
                    (ways(say, leaving))
                    (one(say, what, view, leaving, form.map(|form| form.to_stage_id.as_str()), wrong))
                },
                What::Pipeline(_) => (each(say, what, view, form, wrong)),
            }
            (buttons(html! {
                (button(Press::Danger, say.t("removals-do")))
                (link_button(Press::Quiet, say.t("records-cancel"), &of))
            }))
        }
    }
}

/// Forms and triggers, which go along.
fn ways(say: &Say, leaving: &Leaving) -> Markup {
    let list = |key: &str, path: &str, all: &[Named]| {
        html! {
            @if !all.is_empty() {
                p {
                    (say.t(key)) " "
                    @for (at, named) in all.iter().enumerate() {
                        @if at > 0 { ", " }
                        a href={ (path) "/" (named.id) } dir="auto" { (named.name) }
                    }
                }
            }
        }
    };
    html! {
        (list("removals-forms", "/settings/forms", &leaving.forms))
        (list("removals-triggers", "/settings/triggers", &leaving.triggers))
    }
}

/// A stage with what it means, where several kinds are offered.
fn choices<'v>(say: &Say, what: What, view: &'v View, leaving: &Leaving) -> Vec<Choice<'v>> {
    let label = |outcome: Outcome, name: String| match outcome {
        Outcome::Open => name,
        Outcome::Won => say.with("removals-choice-won", &[("name", name.into())]),
        Outcome::Lost => say.with("removals-choice-lost", &[("name", name.into())]),
    };
    let targets = what.targets(&view.pipelines, &leaving.stage).into_iter();
    targets.map(|(stage, name)| Choice::new(stage.id.to_string(), label(stage.outcome, name))).collect()
}

fn usual(leaving: &Leaving) -> String {
    leaving.usual.map(|id| id.to_string()).unwrap_or_default()
}

fn one(say: &Say, what: What, view: &View, leaving: &Leaving, typed: Option<&str>, wrong: &Wrong) -> Markup {
    let chosen = typed.filter(|typed| !typed.is_empty()).map_or_else(|| usual(leaving), str::to_owned);
    html! {
        (Select::new("to_stage_id", say.t("removals-to"), choices(say, what, view, leaving))
            .selected(chosen)
            .hint(say.t("removals-to-hint"))
            .error(wrong.at("to_stage_id")))
    }
}

fn each(say: &Say, what: What, view: &View, form: Option<&RemovalForm>, wrong: &Wrong) -> Markup {
    let open = view.leaving.iter().find(|leaving| leaving.stage.outcome == Outcome::Open);
    let all = open.map(|leaving| choices(say, what, view, leaving)).unwrap_or_default();
    let typed = |from: i64| {
        let at = form?.from.iter().position(|id| id.trim() == from.to_string())?;
        form?.to.get(at).cloned()
    };
    html! {
        (Select::new("to_stage_id", say.t("removals-to-all"), all)
            .none(say.t("removals-one-by-one"))
            .selected(form.map_or("", |form| form.to_stage_id.as_str()))
            .hint(say.t("removals-to-all-hint"))
            .error(wrong.at("to_stage_id")))
        (group(say.t("removals-each"), html! {
            @if let Some(wrong) = wrong.at("stages") { (notice(Tone::Bad, wrong)) }
            @for (at, leaving) in (1..).zip(&view.leaving) {
                (hidden("from", leaving.stage.id))
                p { (stage_badge(leaving.stage.outcome, &leaving.stage.name)) " " (say.n("removals-deals-here", leaving.deals + leaving.deleted)) }
                (ways(say, leaving))
                (Select::new("to", say.with("removals-to-of", &[("name", leaving.stage.name.as_str().into())]), choices(say, what, view, leaving))
                    .selected(typed(leaving.stage.id).unwrap_or_else(|| usual(leaving)))
                    .id(format!("f-to-{at}")))
            }
        }))
    }
}
