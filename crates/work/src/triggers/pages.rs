//! The pages of triggers, among the settings.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Deed, Do, offers};
use base::error::Fields;
use base::org::Name;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show, timeline};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Does, Draft, Input as Wanted, Listed, Page, Trigger};
use crate::pipelines::{self, Pipelines};
use crate::records::form::{Wrong, options};
use crate::records::{candidates, place, queues_for, typed};
use crate::triggers as room;

const PATH: &str = "/settings/triggers";

/// `GET /settings/triggers`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let page = room::list(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("triggers-title");
    let add = html! { @if !ctx.actor.rests { (link_button(Press::Main, say.t("triggers-add"), &format!("{PATH}/new"))) } };
    let lines: Vec<Line<'_>> = page.triggers.iter().map(|listed| line(&ctx, &page, listed)).collect();
    let columns = ["triggers-name", "triggers-stage", "triggers-does", "triggers-receiver", "triggers-state"];
    let columns = columns.map(|key| Column::new(say.t(key)));
    let content = html! {
        (head(Head {
            lead: &say.t("triggers-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            acts: if page.triggers.is_empty() { html! {} } else { add.clone() },
            ..Head::new(&title)
        }))
        @if page.triggers.is_empty() {
            (empty_state(say.t("triggers-empty"), say.t("triggers-empty-text"), add))
        } @else {
            (Table::new(title.as_str(), columns.into(), lines))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn line<'a>(ctx: &Ctx, page: &Page, listed: &'a Listed) -> Line<'a> {
    let (say, trigger) = (&ctx.say, &listed.trigger);
    let draft = &trigger.draft;
    let state = match (draft.on, listed.hindrance) {
        (false, _) => badge(Tone::Quiet, say.t("triggers-off")),
        (true, None) => badge(Tone::Good, say.t("triggers-on")),
        (true, Some(hindrance)) => badge(Tone::Warn, say.t(&format!("obstacle-{}", hindrance.why))),
    };
    let cells = vec![
        html! { a href={ (PATH) "/" (trigger.id) } { (draft.name) } },
        html! { (stage_name(&page.pipelines, draft.stage_id)) },
        html! { (say.t(&format!("triggers-does-{}", draft.does.code()))) },
        receiver(ctx, trigger, &page.names),
        state,
    ];
    Line { faded: !draft.on, ..Line::new(trigger.id, draft.name.as_str(), cells) }
}

fn stage_name(pipelines: &Pipelines, id: i64) -> String {
    let named = pipelines.named().into_iter().find(|(stage, _)| stage.id == id);
    named.map(|(_, name)| name).unwrap_or_default()
}

fn receiver(ctx: &Ctx, trigger: &Trigger, names: &HashMap<i64, Name>) -> Markup {
    match &trigger.queue {
        _ if trigger.draft.to_responsible => html! { (ctx.say.t("triggers-responsible")) },
        Some(queue) => html! { (ctx.say.with("records-queue", &[("name", queue.as_str().into())])) },
        None => html! { (named(names, trigger.holder)) },
    }
}

fn named(names: &HashMap<i64, Name>, id: i64) -> &str {
    names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
}

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TriggerForm {
    name: String,
    stage_id: String,
    does: String,
    to_responsible: String,
    receiver_id: String,
    title: String,
    days: String,
    on: String,
    version: String,
    once: String,
}

impl TriggerForm {
    fn of(trigger: &Trigger) -> TriggerForm {
        TriggerForm {
            receiver_id: trigger.receiver().to_string(),
            version: trigger.version.to_string(),
            ..TriggerForm::says(&trigger.draft)
        }
    }

    fn says(draft: &Draft) -> TriggerForm {
        let flag = |on: bool| if on { "1" } else { "" }.to_owned();
        TriggerForm {
            name: draft.name.clone(),
            stage_id: draft.stage_id.to_string(),
            does: draft.does.code().to_owned(),
            to_responsible: flag(draft.to_responsible),
            title: draft.title.clone().unwrap_or_default(),
            days: draft.days.to_string(),
            on: flag(draft.on),
            ..TriggerForm::default()
        }
    }

    fn read(&self) -> Result<Wanted> {
        let mut wrong = Fields::default();
        let stage = typed::id(&mut wrong, "stage_id", &self.stage_id);
        let receiver = typed::id(&mut wrong, "receiver_id", &self.receiver_id);
        let days = self.days.trim().parse().ok();
        if days.is_none() && self.does == Does::Task.code() {
            wrong.add("days", "error-triggers-days");
        }
        wrong.check()?;
        Ok(Wanted {
            name: Some(self.name.clone()),
            stage,
            does: Does::parse(&self.does),
            to_responsible: Some(!self.to_responsible.is_empty()),
            receiver,
            title: Some(self.title.clone()),
            days,
            on: Some(!self.on.is_empty()),
        })
    }
}

/// `GET /settings/triggers/new`
pub async fn new(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    form_page(&ctx, None, &TriggerForm::says(&Draft::begun()), &Wrong::default(), html! {}).await
}

/// `POST /settings/triggers`
pub async fn add(ctx: Ctx, Form(form): Form<TriggerForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let added = once::carry_out(&ctx, &form.once, async {
        room::add(&ctx, form.read()?).await?;
        Ok((PATH.to_owned(), see_other(PATH, Some(Notice::good(ctx.say.t("triggers-added"))))))
    });
    match added.await {
        Err(error @ Error::Invalid(_)) => refused(&ctx, None, &form, &error).await,
        other => other,
    }
}

/// `GET /settings/triggers/{id}`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let page = room::one(&ctx, id).await?;
    let found = page.triggers.first().ok_or(Error::NotFound)?;
    form_page(&ctx, Some(&page), &TriggerForm::of(&found.trigger), &Wrong::default(), html! {}).await
}

/// `POST /settings/triggers/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(mut form): Form<TriggerForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let version = form.version.trim().parse().unwrap_or(0);
    let saved = match form.read() {
        Ok(input) => room::change(&ctx, id, version, input).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(see_other(PATH, Some(Notice::good(ctx.say.t("triggers-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let page = room::one(&ctx, id).await?;
            refused(&ctx, Some(&page), &form, &error).await
        }
        Err(error @ Error::Conflict(_)) => {
            let page = room::one(&ctx, id).await?;
            let now = page.triggers.first().ok_or(Error::NotFound)?;
            form.version = now.trigger.version.to_string();
            let told = notice(Tone::Warn, error.sentence(&ctx.say));
            let page = form_page(&ctx, Some(&page), &form, &Wrong::default(), told).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /settings/triggers/{id}/remove`
pub async fn remove(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    room::remove(&ctx, id).await?;
    Ok(see_other(PATH, Some(Notice::good(ctx.say.t("triggers-removed")))))
}

async fn refused(ctx: &Ctx, page: Option<&Page>, form: &TriggerForm, error: &Error) -> Result<Response> {
    let page = form_page(ctx, page, form, &Wrong::of(&ctx.say, error), html! {}).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `page`: the trigger that is changed, with what happened to it.
async fn form_page(
    ctx: &Ctx,
    page: Option<&Page>,
    form: &TriggerForm,
    wrong: &Wrong,
    told: Markup,
) -> Result<Markup> {
    let say = &ctx.say;
    let id = page.and_then(|page| page.triggers.first()).map(|listed| listed.trigger.id);
    let title = if id.is_some() { say.t("triggers-edit") } else { say.t("triggers-new") };
    let action = id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"));
    let fields = fields(ctx, page, form, wrong).await?;
    let content = html! {
        (head(Head {
            crumbs: &[
                Crumb { label: &say.t("nav-settings"), href: "/settings" },
                Crumb { label: &say.t("triggers-title"), href: PATH },
            ],
            ..Head::new(&title)
        }))
        (told)
        (wrong.summary(say))
        (edit_form(&action, html! {
            @if id.is_some() { (hidden("version", &form.version)) } @else { (once::field(ctx)) }
            (fields)
            (buttons(html! {
                @if !ctx.actor.rests { (button(Press::Main, say.t("records-save"))) }
                (link_button(Press::Quiet, say.t("records-cancel"), PATH))
            }))
        }))
        @if let (Some(page), Some(id)) = (page, id) {
            (card(say.t("triggers-history"), timeline::entries(ctx, &page.timeline, &page.names)))
            @if offers(&ctx.actor, &Do::Remove) {
                (danger_card(say.t("triggers-remove"), html! {
                    p { (say.t("triggers-remove-text")) }
                    (post_button(Press::Danger, say.t("triggers-remove"), &format!("{PATH}/{id}/remove")))
                }))
            }
        }
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}

/// Whoever may be given a task or a deal, with a word where it is only one of the two; then queues, for deals.
async fn receivers(ctx: &Ctx) -> Result<Vec<place::Candidate>> {
    let say = &ctx.say;
    let (tasks, deals) = (candidates(ctx, Kind::Task).await?, candidates(ctx, Kind::Deal).await?);
    let only = |one: &place::Candidate, key: &str| {
        let notes = [one.note.clone(), say.t(key)];
        let notes = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<String>>();
        place::Candidate { note: notes.join(", "), ..one.clone() }
    };
    let lacks = |all: &[place::Candidate], id| all.iter().all(|one| one.id != id);
    let mut people: Vec<place::Candidate> = tasks
        .iter()
        .map(|one| if lacks(&deals, one.id) { only(one, "triggers-only-task") } else { one.clone() })
        .collect();
    let rest = deals.iter().filter(|one| lacks(&tasks, one.id));
    people.extend(rest.map(|one| only(one, "triggers-only-assign")));
    people.sort_by_key(|one| kit::text::normalise(&one.name));
    people.extend(queues_for(ctx, Kind::Deal, Deed::Assign).await?);
    Ok(people)
}

async fn fields(ctx: &Ctx, page: Option<&Page>, form: &TriggerForm, wrong: &Wrong) -> Result<Markup> {
    let say = &ctx.say;
    let people = receivers(ctx).await?;
    let pipelines = pipelines::all(ctx).await?;
    let mut who = options(&people);
    let chosen: Option<i64> = form.receiver_id.parse().ok();
    // Who receives now stays on offer, even where nothing new may reach them.
    let now = page.and_then(|page| Some((&page.triggers.first()?.trigger, &page.names)));
    if let Some((trigger, names)) = now.filter(|(now, _)| who.iter().all(|one| one.id != now.receiver())) {
        let name = trigger.queue.as_deref().unwrap_or(named(names, trigger.holder));
        who.insert(0, Candidate::new(trigger.receiver(), name, ""));
    }
    let stages = pipelines.named().into_iter();
    let stages = stages.map(|(stage, name)| Choice::new(stage.id.to_string(), name)).collect();
    let does = Does::ALL.map(|does| {
        let key = does.code();
        RadioCard::new(
            key,
            say.t(&format!("triggers-does-{key}")),
            say.t(&format!("triggers-does-{key}-text")),
        )
    });
    Ok(html! {
        (Input::text("name", say.t("triggers-name")).value(&form.name).required().error(wrong.at("name")))
        (Select::new("stage_id", say.t("triggers-stage"), stages).selected(&*form.stage_id)
            .error(wrong.at("stage_id")))
        (RadioCards::new("does", say.t("triggers-does"), does.into()).selected(&*form.does))
        (PersonSelect::new("receiver_id", say.t("triggers-receiver"), &who).selected(chosen)
            .none(say.t("records-not-chosen")).search(say.t("records-search"), say.t("records-nobody-found"))
            .hint(say.t("triggers-receiver-hint")).error(wrong.at("receiver_id")))
        (group(say.t("triggers-task"), html! {
            (Input::text("title", say.t("triggers-task-title")).value(&form.title).error(wrong.at("title")))
            (Input::number("days", say.t("triggers-days")).value(&form.days).between("0", "365")
                .error(wrong.at("days")))
            (checkbox(Check {
                name: "to_responsible", value: "1", label: &say.t("triggers-responsible"),
                hint: Some(&say.t("triggers-responsible-hint")), checked: !form.to_responsible.is_empty(),
            }))
        }))
        (switch(Check {
            name: "on", value: "1", label: &say.t("triggers-on"), hint: None, checked: !form.on.is_empty(),
        }))
    })
}
