//! A planned departure: when, what would come of it now, and why it waits; changing it, calling it off.

use axum::response::Response;
use base::web::components::*;
use base::web::{Nav, Notice, Path, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::drawn::{access_line, card_of, drawing, link, receivers, who};
use super::passing;
use crate::handovers::Outcome;
use crate::handovers::planned::{self, State, View};

/// `GET /planned/{id}`
pub async fn planned(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    page(&ctx, &planned::view(&ctx, id).await?)
}

/// `GET /people/{id}/planned`: what is planned for the person, or their card.
pub async fn of_person(ctx: Ctx, Path(person): Path<i64>) -> Result<Response> {
    match planned::of_person(&ctx, person).await {
        Ok(planned) => Ok(see_other(&format!("/planned/{}", planned.id), None)),
        Err(Error::Conflict(problem)) => {
            let notice = Notice { tone: Tone::Quiet, text: problem.sentence(&ctx.say) };
            Ok(see_other(&card_of(person), Some(notice)))
        }
        Err(error) => Err(error),
    }
}

/// `POST /planned/{id}/cancel`
pub async fn cancel_planned(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let told = match planned::cancel(&ctx, id).await {
        Ok(()) => Notice::good(ctx.say.t("planned-cancel-said")),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Warn, text: problem.sentence(&ctx.say) },
        Err(error) => return Err(error),
    };
    Ok(see_other(&format!("/planned/{id}"), Some(told)))
}

/// `POST /planned/{id}/go-on`
pub async fn go_on(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let told = match planned::go_on(&ctx, id).await {
        Ok(true) => Notice::good(ctx.say.t("planned-went-on")),
        Ok(false) => Notice { tone: Tone::Warn, text: ctx.say.t("planned-still-waits") },
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Warn, text: problem.sentence(&ctx.say) },
        Err(error) => return Err(error),
    };
    Ok(see_other(&format!("/planned/{id}"), Some(told)))
}

fn page(ctx: &Ctx, view: &View) -> Result<Markup> {
    let say = &ctx.say;
    let planned = &view.planned;
    let name = view.names.get(&planned.person).map(|name| name.name.clone()).unwrap_or_default();
    let title = say.with("planned-title", &[("name", name.into())]);
    let crumbs = [Crumb { label: &say.t("nav-handovers"), href: "/handovers" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("planned-lead"), ..Head::new(&title) }))
        (stands(ctx, view))
        (columns(would(ctx, view), card(say.t("handovers-facts"), about(ctx, view))))
    };
    Ok(show(ctx, Nav::Handovers, &title, content))
}

/// Where it stands, with what can be done about it.
fn stands(ctx: &Ctx, view: &View) -> Markup {
    let say = &ctx.say;
    let (planned, state) = (&view.planned, view.state());
    let tone = match state {
        "done" => Tone::Good,
        "waiting" => Tone::Bad,
        _ => Tone::Quiet,
    };
    let at = [("at", ctx.moment(planned.at).into())];
    let trouble = view.job.as_ref().and_then(|job| job.trouble.as_ref()).filter(|_| state == "waiting");
    html! {
        (notice_with(tone, say.with(&format!("planned-state-{state}"), &at), acts(ctx, view, state)))
        @if let Some(why) = trouble { (notice(Tone::Warn, why.sentence(say))) }
    }
}

fn acts(ctx: &Ctx, view: &View, state: &str) -> Markup {
    let (say, planned) = (&ctx.say, &view.planned);
    let at = |what: &str| format!("/planned/{}/{what}", planned.id);
    html! {
        @if let Some(handover) = planned.handover {
            (link_button(Press::Main, say.t("plans-to-handover"), &format!("/handovers/{handover}")))
        }
        @if let Some(sharing) = planned.sharing {
            (link_button(Press::Main, say.t("plans-open"), &format!("/plans/{sharing}")))
        }
        @if state == "waiting" && !ctx.actor.rests { (post_button(Press::Main, say.t("planned-go-on"), &at("go-on"))) }
        @if planned.state == State::Planned && ctx.person_id() != Some(planned.person) && !ctx.actor.rests {
            @let change = format!("/handovers/new?person={}&mode=departure&planned={}", planned.person, planned.id);
            (link_button(Press::Plain, say.t("planned-change"), &change))
            (post_button(Press::Plain, say.t("planned-cancel"), &at("cancel")))
        }
    }
}

/// What would come of it now, or why it could not be done now.
fn would(ctx: &Ctx, view: &View) -> Markup {
    let say = &ctx.say;
    match &view.now {
        Some(Ok(outcome)) => html! {
            (card(say.t("planned-would"), as_of_now(ctx, view, outcome)))
            (passing::lines(ctx, "planned-passes", (&outcome.posts, &outcome.kept), &view.names, &view.departments))
        },
        Some(Err(why)) => html! {
            (card(say.t("planned-would"), html! {
                (notice(Tone::Bad, why.sentence(say)))
                p { (say.t("planned-impossible")) }
            }))
        },
        None => html! {},
    }
}

fn as_of_now(ctx: &Ctx, view: &View, outcome: &Outcome) -> Markup {
    let say = &ctx.say;
    let find = |id| view.names.get(&id).map(who);
    html! {
        @match view.names.get(&outcome.person) {
            Some(person) if !outcome.moved.is_empty() => {
                (drawing(say, who(person), &ctx.day(view.planned.at), &receivers(&outcome.moved, find)))
            }
            _ => { p { (say.t("handovers-moved-nothing")) } }
        }
        p { (say.t("planned-ends")) " " (access_line(say, outcome.ended)) }
    }
}

fn about(ctx: &Ctx, view: &View) -> Markup {
    let (say, planned) = (&ctx.say, &view.planned);
    let by = |person: Option<i64>| match person {
        Some(person) => link(view.names.get(&person)),
        None => html! { (say.t("event-who-operator")) },
    };
    let labels = [
        "handovers-person",
        "planned-at",
        "planned-limits-fact",
        "planned-by",
        "planned-when-planned",
        "plans-acts-for",
        "handovers-reason",
    ]
    .map(|key| say.t(key));
    let [person, at, limits, planned_by, when, acts_for, reason] = &labels;
    let limited = if planned.limits { say.t("planned-limited") } else { say.t("planned-unlimited") };
    let mut list = vec![
        (person.as_str(), link(view.names.get(&planned.person))),
        (at, html! { (ctx.moment(planned.at)) }),
        (limits, html! { (limited) }),
        (planned_by, by(planned.planned_by)),
        (when, html! { (ctx.moment(planned.planned_at)) }),
    ];
    if let Some(job) = view.job.as_ref().filter(|_| planned.state == State::Planned) {
        list.push((acts_for, by(job.asked_by)));
    }
    if let Some(text) = &planned.plan.reason {
        list.push((reason, html! { (text) }));
    }
    facts(&list)
}
