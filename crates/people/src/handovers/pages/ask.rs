//! The dialog before a departure or a hand-over: what is held, what will end, who receives. Nothing changes until its
//! form is sent.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::error::FieldProblem;
use base::portfolios::sharing::Choice as Named;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Query, once, see_other, show};
use base::{Ctx, Error, Kind, Result, beginnings};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::plan::field_of;
use super::super::{Preview, Successor, What};
use super::drawn::{card_of, kind_name};
use super::share::{TypedRule, share};
use super::sketched::{Sketched, drawn, minding, picture, rehearse, sketched};
use super::there::{ends, held};
use super::typed::{Typed, When, mode};
use super::{passing, when};
use crate::handovers as room;
use crate::handovers::planned::{self, Wish};
use crate::handovers::splits::{self, AccessEnds, Begun};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AskQuery {
    person: Option<i64>,
    mode: String,
    successor: String,
    /// The planned departure that is to be changed.
    planned: Option<i64>,
}

/// `GET /handovers/new?person=…&mode=departure|handover` (A04)
pub async fn ask(ctx: Ctx, Query(query): Query<AskQuery>) -> Result<Response> {
    ctx.need(Area::People)?;
    let person = query.person.ok_or(Error::NotFound)?;
    let typed = match query.planned {
        Some(id) => Typed::of(&ctx, &planned::view(&ctx, id).await?.planned),
        None => Typed::fresh(person, mode(&query.mode), query.successor),
    };
    let preview = room::look(&ctx, typed.what, person).await?;
    match gone(&ctx, &typed, &preview).await? {
        Some(response) => Ok(response),
        None => {
            let choices = splits::choices(&ctx).await?;
            let scene = Scene { preview: &preview, choices: &choices };
            let sketched = sketched(&ctx, &preview, &typed).await?;
            beginnings::previewed(&ctx).await?;
            Ok(page(&ctx, &scene, &typed, &sketched, &[]).into_response())
        }
    }
}

/// `POST /handovers/sketch`: what would come of the dialog as it stands, whole or not; for the page that shows it.
pub async fn sketch(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Markup> {
    let typed = Typed::read(pairs);
    ctx.need(Area::People)?;
    let preview = room::look(&ctx, typed.what, typed.person.ok_or(Error::NotFound)?).await?;
    let sketched = sketched(&ctx, &preview, &typed).await?;
    Ok(html! {
        (picture(&ctx, &preview, &sketched.flows, "sketch"))
        (minding(&ctx, &sketched, "mind", "/handovers/sketch"))
    })
}

/// `POST /handovers/preview`: the same dialog with what would happen, or what is wrong, where scripts don't run.
pub async fn preview(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    let typed = Typed::read(pairs);
    ctx.need(Area::People)?;
    let person = typed.person.ok_or(Error::NotFound)?;
    let preview = room::look(&ctx, typed.what, person).await?;
    let choices = splits::choices(&ctx).await?;
    let scene = Scene { preview: &preview, choices: &choices };
    if typed.add {
        let typed = Typed { rules: [typed.rules.clone(), vec![TypedRule::default()]].concat(), ..typed };
        let sketched = sketched(&ctx, &preview, &typed).await?;
        return Ok(page(&ctx, &scene, &typed, &sketched, &[]).into_response());
    }
    match rehearse(&ctx, &preview, &typed).await {
        Ok(outcome) => {
            let sketched = drawn(&ctx, &preview, &typed, Some(outcome)).await?;
            Ok(page(&ctx, &scene, &typed, &sketched, &[]).into_response())
        }
        Err(error) => refused(&ctx, &scene, &typed, error).await,
    }
}

/// `POST /handovers/new` (A07)
pub async fn carry_out(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    let typed = Typed::read(pairs);
    ctx.need(Area::People)?;
    let person = typed.person.ok_or(Error::NotFound)?;
    let preview = room::look(&ctx, typed.what, person).await?;
    if let Some(response) = gone(&ctx, &typed, &preview).await? {
        return Ok(response);
    }
    let done = once::carry_out(&ctx, &typed.once, async {
        let plan = typed.plan(&ctx, &preview)?;
        if let Some(at) = at(&ctx, &typed)? {
            let When { limits, instead, .. } = typed.when;
            let id = planned::plan(&ctx, person, Wish { plan, at, limits, instead }).await?;
            let (address, text) = (format!("/planned/{id}"), ctx.say.t("planned-done"));
            return Ok((address.clone(), see_other(&address, Some(Notice::good(text)))));
        }
        let access = if typed.end_now { AccessEnds::Now } else { AccessEnds::WithIt };
        let (address, text) = match splits::begin(&ctx, typed.what, person, plan, access).await? {
            Begun::Done(id) => (format!("/handovers/{id}"), said(&ctx, &preview, &typed)),
            Begun::Running(id) => (format!("/plans/{id}"), ctx.say.t("plans-begun")),
        };
        Ok((address.clone(), see_other(&address, Some(Notice::good(text)))))
    });
    match done.await {
        Ok(response) => Ok(response),
        Err(Error::Conflict(problem)) if problem.key == "error-already-departed" => {
            let preview = room::look(&ctx, typed.what, person).await?;
            let response = gone(&ctx, &typed, &preview).await?;
            response.ok_or(Error::Conflict(problem))
        }
        // One is planned: the page leads there.
        Err(Error::Conflict(problem)) if problem.key == "error-departure-planned" => {
            let notice = Notice { tone: Tone::Warn, text: problem.sentence(&ctx.say) };
            Ok(see_other(&format!("/people/{person}/planned"), Some(notice)))
        }
        // Another plan is under way: the page leads there.
        Err(Error::Conflict(problem)) if problem.key == "error-plan-running" => {
            let id = problem.extra.as_ref().and_then(|extra| extra["plan_id"].as_i64());
            let notice = Notice { tone: Tone::Warn, text: problem.sentence(&ctx.say) };
            let address = id.map_or_else(|| card_of(person), |id| format!("/plans/{id}"));
            Ok(see_other(&address, Some(notice)))
        }
        Err(error) => {
            let choices = splits::choices(&ctx).await?;
            refused(&ctx, &Scene { preview: &preview, choices: &choices }, &typed, error).await
        }
    }
}

/// Who has departed already is not taken out twice: the page leads to the fact.
async fn gone(ctx: &Ctx, typed: &Typed, preview: &Preview) -> Result<Option<Response>> {
    if typed.what != What::Departure || !preview.person.status.has_left() {
        return Ok(None);
    }
    let Some(id) = room::departure_of(ctx, preview.person.id).await? else { return Ok(None) };
    let text = ctx.say.with("handovers-gone-already", &[("name", preview.person.name.as_str().into())]);
    let notice = Notice { tone: Tone::Quiet, text };
    Ok(Some(see_other(&format!("/handovers/{id}"), Some(notice))))
}

/// The moment to come that a departure is asked for.
fn at(ctx: &Ctx, typed: &Typed) -> Result<Option<i64>> {
    if typed.what == What::Departure { typed.when.moment(ctx) } else { Ok(None) }
}

fn said(ctx: &Ctx, preview: &Preview, typed: &Typed) -> String {
    let name = [("name", preview.person.name.as_str().into())];
    match typed.what {
        What::Handover => ctx.say.with("handovers-done-handover", &name),
        What::Departure | What::Giveback | What::Undo => ctx.say.with("handovers-done-departure", &name),
    }
}

/// The dialog again, with what is wrong beside its fields and nothing typed lost.
async fn refused(ctx: &Ctx, scene: &Scene<'_>, typed: &Typed, error: Error) -> Result<Response> {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = match &error {
        Error::Invalid(problem) | Error::Conflict(problem) if problem.fields.is_empty() => {
            vec![("successor", problem.sentence(&ctx.say))]
        }
        Error::Invalid(problem) | Error::Conflict(problem) => problem
            .fields
            .iter()
            .map(|field: &FieldProblem| (field.field, field.sentence(&ctx.say)))
            .collect(),
        _ => return Err(error),
    };
    let sketched = drawn(ctx, scene.preview, typed, None).await?;
    Ok((status, page(ctx, scene, typed, &sketched, &wrong)).into_response())
}

type Wrong = [(&'static str, String)];

/// What the dialog is about: the person with all they hold, and what rules can choose from.
struct Scene<'a> {
    preview: &'a Preview,
    choices: &'a BTreeMap<Kind, Vec<Named>>,
}

fn page(ctx: &Ctx, scene: &Scene<'_>, typed: &Typed, sketched: &Sketched, wrong: &Wrong) -> Markup {
    let (say, preview) = (&ctx.say, scene.preview);
    let name = [("name", preview.person.name.as_str().into())];
    let title = match typed.what {
        What::Handover => say.with("handovers-title-handover", &name),
        What::Departure | What::Giveback | What::Undo => say.with("handovers-title-departure", &name),
    };
    let errors: Vec<(&str, &str)> = wrong.iter().map(|(field, text)| (*field, text.as_str())).collect();
    let content = html! {
        @for key in &preview.blockers { (notice(Tone::Bad, say.t(key))) }
        (error_summary(say.t("error-refused-title"), &errors))
        (when::waits(ctx, preview, typed))
        @if preview.blockers.is_empty() { p { (say.t("handovers-nothing-changed")) } }
        (picture(ctx, preview, &sketched.flows, "sketch"))
        (super::handing::short(ctx, preview))
        (columns(held(ctx, preview), ends(ctx, preview, typed.what)))
        @if preview.blockers.is_empty() { (form(ctx, scene, typed, sketched, wrong)) }
    };
    let back = card_of(preview.person.id);
    let window = dialog(Dialog {
        id: "handover",
        title: &title,
        close: &say.t("handovers-close"),
        back: &back,
        content,
    });
    show(ctx, Nav::People, &title, window)
}

fn form(ctx: &Ctx, scene: &Scene<'_>, typed: &Typed, sketched: &Sketched, wrong: &Wrong) -> Markup {
    let (say, preview) = (&ctx.say, scene.preview);
    let person = preview.person.id.to_string();
    let yes = match typed.what {
        What::Handover => say.t("handovers-do-handover"),
        What::Departure | What::Giveback | What::Undo => say.t("handovers-do-departure"),
    };
    html! {
        (edit_form("/handovers/new", html! {
            (hidden("person", &person))
            (hidden("mode", typed.what.code()))
            (once::field(ctx))
            @if preview.count() > 0 {
                (receiver(ctx, preview, typed, wrong))
                (share(ctx, preview, typed, scene.choices, error_of(wrong, "splits")))
            }
            @if typed.what == What::Departure {
                (passing::posts(ctx, preview, ("post.", &typed.posts), error_of(wrong, "posts")))
                (passing::tokens(ctx, preview, ("token.", &typed.tokens), error_of(wrong, "access")))
                (when::when(ctx, &typed.when, error_of(wrong, "at")))
            }
            (TextArea::new("reason", say.t("handovers-reason"))
                .value(typed.reason.as_str())
                .hint(say.t("handovers-reason-hint"))
                .error(error_of(wrong, "reason")))
            (minding(ctx, sketched, "mind", "/handovers/sketch"))
            (buttons(html! {
                (button(Press::Main, yes))
                @if preview.count() > 0 {
                    span data-sketch-asks {
                        (button_to(Press::Plain, say.t("handovers-do-preview"), "/handovers/preview"))
                    }
                }
                (link_button(Press::Quiet, say.t("handovers-cancel"), &card_of(preview.person.id)))
            }))
        }))
    }
}

/// Who receives: one for all, others for single kinds (A06).
fn receiver(ctx: &Ctx, preview: &Preview, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let there: Vec<Kind> =
        preview.holdings.iter().filter(|(_, held)| held.count > 0).map(|(kind, _)| *kind).collect();
    let for_all = candidates(preview.for_all());
    let apart = !typed.by_kind.is_empty() || wrong.iter().any(|(field, _)| field.starts_with("by_kind."));
    html! {
        @if typed.what == What::Handover {
            (checkboxes(say.t("handovers-which"), ticks(&there, typed, &kind_names(ctx, &there))))
            @if let Some(text) = error_of(wrong, "kind") { (notice(Tone::Bad, text)) }
        }
        (picker(ctx, "successor", say.t("handovers-successor"), &for_all, &typed.successor)
            .none(say.t("handovers-not-chosen"))
            .hint(say.t("handovers-successor-hint"))
            .error(error_of(wrong, "successor")))
        (fold(say.t("handovers-by-kind"), apart, html! {
            (form_grid(html! {
                @for kind in &there {
                    @let chosen = typed.by_kind.get(kind).map_or("", String::as_str);
                    (picker(ctx, field_of(*kind), kind_name(say, *kind), &candidates(preview.for_kind(*kind)), chosen)
                        .none(say.t("handovers-as-above"))
                        .error(error_of(wrong, field_of(*kind))))
                }
            }))
        }))
    }
}

fn picker<'a>(
    ctx: &Ctx,
    name: &'a str,
    label: String,
    people: &'a [Candidate<'a>],
    chosen: &str,
) -> PersonSelect<'a> {
    let say = &ctx.say;
    PersonSelect::new(name, label, people)
        .selected(chosen.parse().ok())
        .search(say.t("handovers-find"), say.t("handovers-nobody-found"))
}

fn candidates<'a>(people: impl Iterator<Item = &'a Successor>) -> Vec<Candidate<'a>> {
    people.map(|one| Candidate::new(one.id, one.name.as_str(), one.note.as_str())).collect()
}

fn kind_names(ctx: &Ctx, kinds: &[Kind]) -> Vec<String> {
    kinds.iter().map(|kind| kind_name(&ctx.say, *kind)).collect()
}

fn ticks<'a>(kinds: &[Kind], typed: &Typed, names: &'a [String]) -> Vec<Check<'a>> {
    let each = kinds.iter().zip(names);
    each.map(|(kind, label)| Check {
        name: "kind",
        value: kind.code(),
        label,
        hint: None,
        checked: typed.ticked.contains(kind),
    })
    .collect()
}

/// Everything wrong with a field, as one text.
fn error_of(wrong: &Wrong, field: &str) -> Option<String> {
    let all: Vec<&str> =
        wrong.iter().filter(|(name, _)| *name == field).map(|(_, text)| text.as_str()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
