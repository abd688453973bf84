//! The pages of pipelines, among the settings.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Outcome, Pipeline, Wanted, all, change};
use crate::records::form::Wrong;

pub const PATH: &str = "/settings/pipelines";

/// `GET /settings/pipelines`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let pipelines = all(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("pipelines-title");
    let content = html! {
        (head(Head {
            lead: &say.t("pipelines-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            acts: html! {
                @if !ctx.actor.rests { (link_button(Press::Main, say.t("pipelines-add"), &format!("{PATH}/new"))) }
            },
            ..Head::new(&title)
        }))
        @for pipeline in &pipelines.0 {
            (card_with(
                &pipeline.name,
                html! {
                    @if !ctx.actor.rests {
                        (link_button(Press::Plain, say.t("records-edit"), &format!("{PATH}/{}", pipeline.id)))
                    }
                },
                html! { p { @for stage in &pipeline.stages { (stage_badge(stage.outcome, &stage.name)) " " } } },
            ))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// A stage in the colour of what it means.
pub fn stage_badge(outcome: Outcome, name: &str) -> Markup {
    let tone = match outcome {
        Outcome::Open => Tone::Quiet,
        Outcome::Won => Tone::Good,
        Outcome::Lost => Tone::Bad,
    };
    badge(tone, name)
}

/// The form as it is sent: one entry per stage, the last ones new; an empty name is no stage.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PipelineForm {
    name: String,
    version: String,
    stage_id: Vec<String>,
    stage_place: Vec<String>,
    stage_name: Vec<String>,
    once: String,
}

/// How many empty lines for new stages the form offers.
const SPARE: usize = 2;

impl PipelineForm {
    fn of(pipeline: &Pipeline) -> PipelineForm {
        let text = |n: i64| n.to_string();
        PipelineForm {
            name: pipeline.name.clone(),
            version: text(pipeline.version),
            stage_id: pipeline.stages.iter().map(|stage| text(stage.id)).collect(),
            stage_place: (1..).take(pipeline.stages.len()).map(text).collect(),
            stage_name: pipeline.stages.iter().map(|stage| stage.name.clone()).collect(),
            once: String::new(),
        }
    }

    /// The lines as (id, place, name).
    fn lines(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let place = |at: usize| self.stage_place.get(at).map_or("", String::as_str);
        let name = |at: usize| self.stage_name.get(at).map_or("", String::as_str);
        self.stage_id.iter().enumerate().map(move |(at, id)| (id.as_str(), place(at), name(at)))
    }

    /// The stages in the order of their places; lines without a place keep theirs.
    fn wanted(&self) -> Vec<Wanted> {
        let mut lines: Vec<(i64, Wanted)> = Vec::new();
        for (at, (id, place, name)) in (1..).zip(self.lines()) {
            if !name.trim().is_empty() {
                let wanted = Wanted { id: id.trim().parse().ok(), name: name.to_owned(), outcome: None };
                lines.push((place.trim().parse().unwrap_or(at), wanted));
            }
        }
        lines.sort_by_key(|(place, _)| *place);
        lines.into_iter().map(|(_, wanted)| wanted).collect()
    }
}

/// `GET /settings/pipelines/new`
pub async fn new(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    Ok(new_page(&ctx, &PipelineForm::default(), &Wrong::default()))
}

/// `POST /settings/pipelines`
pub async fn add(ctx: Ctx, Form(form): Form<PipelineForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let added = once::carry_out(&ctx, &form.once, async {
        let added = change::add(&ctx, &form.name, None).await?;
        let address = format!("{PATH}/{}", added.id);
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("pipelines-added"))))))
    });
    match added.await {
        Err(error @ Error::Invalid(_)) => {
            let page = new_page(&ctx, &form, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// `GET /settings/pipelines/{id}`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let pipeline = find(&ctx, id).await?;
    Ok(edit_page(&ctx, &pipeline, &PipelineForm::of(&pipeline), &Wrong::default(), html! {}))
}

/// `POST /settings/pipelines/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(mut form): Form<PipelineForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let version = form.version.trim().parse().unwrap_or(0);
    match change::change(&ctx, id, version, Some(form.name.clone()), Some(form.wanted())).await {
        Ok(_) => Ok(see_other(PATH, Some(Notice::good(ctx.say.t("pipelines-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let pipeline = find(&ctx, id).await?;
            let page = edit_page(&ctx, &pipeline, &form, &Wrong::of(&ctx.say, &error), html! {});
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(_)) => {
            let pipeline = find(&ctx, id).await?;
            form.version = pipeline.version.to_string();
            let now = notice(
                Tone::Warn,
                html! { (ctx.say.t("error-stale")) " " (pipeline.name) ": " (pipeline.said()) },
            );
            let page = edit_page(&ctx, &pipeline, &form, &Wrong::default(), now);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn find(ctx: &Ctx, id: i64) -> Result<Pipeline> {
    all(ctx).await?.get(id).cloned().ok_or(Error::NotFound)
}

fn new_page(ctx: &Ctx, form: &PipelineForm, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.t("pipelines-new");
    let content = html! {
        (head(Head { crumbs: &crumbs(say).each(), lead: &say.t("pipelines-new-lead"), ..Head::new(&title) }))
        (wrong.summary(say))
        (edit_form(PATH, html! {
            (once::field(ctx))
            (Input::text("name", say.t("pipelines-name")).value(&form.name).required().focus().error(wrong.at("name")))
            (save_or_leave(say))
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}

fn edit_page(ctx: &Ctx, pipeline: &Pipeline, form: &PipelineForm, wrong: &Wrong, told: Markup) -> Markup {
    let say = &ctx.say;
    let outcome = |id: &str| {
        let id = id.parse().unwrap_or(0);
        pipeline.stages.iter().find(|stage| stage.id == id).map_or(Outcome::Open, |stage| stage.outcome)
    };
    let lines = form.lines().chain(std::iter::repeat_n(("", "", ""), SPARE));
    let content = html! {
        (head(Head { crumbs: &crumbs(say).each(), ..Head::new(&pipeline.name) }))
        (told)
        (wrong.summary(say))
        (edit_form(html! { (PATH) "/" (pipeline.id) }, html! {
            (hidden("version", &form.version))
            (Input::text("name", say.t("pipelines-name")).value(&form.name).required().error(wrong.at("name")))
            (group(say.t("pipelines-stages"), html! {
                @if let Some(wrong) = wrong.at("stages") { (notice(Tone::Bad, wrong)) }
                p id="f-stages" { (say.t("pipelines-stages-hint")) }
                @for (at, (id, place, name)) in (1..).zip(lines) {
                    (hidden("stage_id", id))
                    (form_grid(html! {
                        (Input::text("stage_name", stage_label(say, id, outcome(id))).value(name).id(format!("f-stage-{at}")))
                        @if outcome(id) == Outcome::Open {
                            (Input::number("stage_place", say.t("pipelines-place")).value(place).between("1", "99")
                                .id(format!("f-place-{at}")))
                        } @else {
                            (hidden("stage_place", place))
                        }
                    }))
                }
            }))
            (save_or_leave(say))
        }))
        @if decide(&ctx.actor, &Do::Remove).is_ok() { (removing(say, pipeline)) }
    };
    show(ctx, Nav::Settings, &pipeline.name, content)
}

/// The ways to the pages that ask what becomes of the deals.
fn removing(say: &Say, pipeline: &Pipeline) -> Markup {
    danger_card(
        say.t("pipelines-remove-title"),
        html! {
            p { (say.t("pipelines-remove-text")) }
            (buttons(html! {
                @for stage in pipeline.stages.iter().filter(|stage| stage.outcome == Outcome::Open) {
                    (link_button(
                        Press::Plain,
                        say.with("pipelines-remove-stage", &[("name", stage.name.as_str().into())]),
                        &format!("{PATH}/{}/stages/{}/remove", pipeline.id, stage.id),
                    ))
                }
                (link_button(Press::Danger, say.t("pipelines-remove"), &format!("{PATH}/{}/remove", pipeline.id)))
            }))
        },
    )
}

fn stage_label(say: &Say, id: &str, outcome: Outcome) -> String {
    match outcome {
        Outcome::Won => say.t("pipelines-won"),
        Outcome::Lost => say.t("pipelines-lost"),
        Outcome::Open if id.is_empty() => say.t("pipelines-stage-add"),
        Outcome::Open => say.t("pipelines-stage"),
    }
}

fn save_or_leave(say: &Say) -> Markup {
    buttons(html! {
        (button(Press::Main, say.t("records-save")))
        (link_button(Press::Quiet, say.t("records-cancel"), PATH))
    })
}

/// The way back to the list.
struct Way([String; 2]);

fn crumbs(say: &Say) -> Way {
    Way([say.t("nav-settings"), say.t("pipelines-title")])
}

impl Way {
    fn each(&self) -> [Crumb<'_>; 2] {
        [Crumb { label: &self.0[0], href: "/settings" }, Crumb { label: &self.0[1], href: PATH }]
    }
}
