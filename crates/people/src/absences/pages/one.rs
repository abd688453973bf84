//! `GET /absences/{id}`: an absence, and who stands in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::org;
use base::portfolios::covers::{Cover, State as CoverState};
use base::web::components::*;
use base::web::timeline::{who, who_is};
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::{Ctx, Error, Result};
use kit::date;
use maud::{Markup, html};
use serde::Deserialize;

use super::PATH;
use crate::absences::panel::{badge_of, days};
use crate::absences::{self, Absence, Candidate as Offered, Coverage, Gap, Near, One, State, days_of};
use crate::covers::{self, panel as cover_panel};

/// So many are offered by one press.
const OFFERED: usize = 3;

/// `GET /absences/{id}`
pub async fn page(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let one = absences::one(&ctx, id).await?;
    Ok(whole(&ctx, &one, None))
}

/// What a press sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pressed {
    pub stand_in: String,
    pub once: String,
}

/// `POST /absences/{id}/cover`: somebody stands in.
pub async fn cover(ctx: Ctx, Path(id): Path<i64>, Form(pressed): Form<Pressed>) -> Result<Response> {
    let at = address(id);
    let done = once::carry_out(&ctx, &pressed.once, async {
        let stand_in =
            pressed.stand_in.trim().parse().map_err(|_| Error::field("stand_in", "error-required"))?;
        let cover = absences::cover(&ctx, id, stand_in).await?;
        let until = ctx.company_day(cover.until - 1);
        let text = ctx.say.with("covers-begun", &[("until", until.into())]);
        Ok((at.clone(), see_other(&at, Some(Notice::good(text)))))
    });
    refused(&ctx, id, done.await).await
}

/// `POST /absences/{id}/covers/{cover}/fit`: a cover gets the days of the absence.
pub async fn fit(ctx: Ctx, Path((id, cover)): Path<(i64, i64)>) -> Result<Response> {
    let done = absences::fit(&ctx, id, cover).await.map(|cover| {
        let until = ctx.company_day(cover.until - 1);
        let text = ctx.say.with("absences-fitted", &[("until", until.into())]);
        see_other(&address(id), Some(Notice::good(text)))
    });
    refused(&ctx, id, done).await
}

/// `POST /absences/{id}/covers/{cover}/end`
pub async fn end(ctx: Ctx, Path((id, cover)): Path<(i64, i64)>) -> Result<Response> {
    absences::one(&ctx, id).await?;
    let done = covers::end(&ctx, cover).await;
    let done = done.map(|_| see_other(&address(id), Some(Notice::good(ctx.say.t("covers-ended")))));
    refused(&ctx, id, done).await
}

fn address(id: i64) -> String {
    format!("{PATH}/{id}")
}

/// What was done, or the page as it is with the refusal above it.
async fn refused(ctx: &Ctx, id: i64, done: Result<Response>) -> Result<Response> {
    let error = match done {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => error,
        other => return other,
    };
    if matches!(&error, Error::Conflict(problem) if problem.key == "error-once") {
        return Err(error);
    }
    let text = match &error {
        Error::Invalid(problem) if !problem.fields.is_empty() => {
            problem.fields.iter().map(|field| field.sentence(&ctx.say)).collect::<Vec<String>>().join(" ")
        }
        other => other.sentence(&ctx.say),
    };
    let one = absences::one(ctx, id).await?;
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
    Ok((status, whole(ctx, &one, Some(text))).into_response())
}

fn whole(ctx: &Ctx, one: &One, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let absence = &one.seen.absence;
    let title = format!("{}: {}", one.person.name, days(ctx, &absence.first, &absence.last));
    let list = say.t("absences-title");
    let crumbs = [Crumb { label: &list, href: PATH }];
    let content = html! {
        (head(Head { crumbs: &crumbs, acts: acts(ctx, one), ..Head::new(&title) }))
        @if let Some(text) = &refusal { (notice(Tone::Bad, text)) }
        (columns(
            html! { (card(say.t("absences-who"), stands_in(ctx, one))) },
            html! { (card(say.t("absences-card"), facts_of(ctx, one, absence))) },
        ))
    };
    show(ctx, Nav::None, &title, content)
}

fn acts(ctx: &Ctx, one: &One) -> Markup {
    let at = address(one.seen.absence.id);
    let withdraw = if one.state == State::Now { "absences-back-now" } else { "absences-withdraw" };
    html! {
        @if one.state != State::Past && !ctx.actor.rests {
            (dialog_link(Press::Plain, ctx.say.t("absences-change"), &format!("{at}/edit")))
            (dialog_link(Press::Quiet, ctx.say.t(withdraw), &format!("{at}/withdraw")))
        }
    }
}

fn facts_of(ctx: &Ctx, one: &One, absence: &Absence) -> Markup {
    let say = &ctx.say;
    let stated = match absence.stated_by.and_then(|by| one.names.get(&by)) {
        Some(by) => html! { (ctx.moment(absence.stated_at)) " " (person_chip(who(by))) },
        None => html! { (ctx.moment(absence.stated_at)) },
    };
    let mut list = vec![
        (say.t("people-name"), person_chip(who_is(&one.person))),
        (
            say.t("absences-when"),
            html! { (days(ctx, &absence.first, &absence.last)) " " (badge_of(ctx, one.state)) },
        ),
        (say.t("absences-reason"), html! { (say.t(&format!("absence-reason-{}", absence.reason.code()))) }),
    ];
    if let Some(word) = &absence.word {
        list.push((say.t("absences-word"), html! { span dir="auto" { (word) } }));
    }
    list.push((say.t("absences-stated"), stated));
    let lines: Vec<(&str, Markup)> =
        list.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    html! { (facts(&lines)) p class="hint" { (say.t("absences-private")) } }
}

fn stands_in(ctx: &Ctx, one: &One) -> Markup {
    let say = &ctx.say;
    let seen = &one.seen;
    let offers = one.gap.is_some() && !one.candidates.is_empty() && !ctx.actor.rests;
    html! {
        @for cover in &seen.covers { (cover_line(ctx, one, cover)) }
        @for cover in &one.idle { (idle(ctx, one, cover)) }
        @match seen.coverage {
            Coverage::Nothing if seen.covers.is_empty() && one.state != State::Past => p { (say.t("coverage-nothing-text")) },
            Coverage::Nothing if seen.covers.is_empty() => p { (say.t("absences-over-uncovered")) },
            Coverage::Nobody => (notice(Tone::Warn, say.t("coverage-nobody-text"))),
            Coverage::Gaps => (misfit(ctx, one, "coverage-gaps-text")),
            Coverage::Beyond => (misfit(ctx, one, "coverage-beyond-text")),
            Coverage::Whole if !seen.covers.is_empty() => p { (say.t("coverage-whole-text")) },
            Coverage::Nothing | Coverage::Whole => "",
        }
        @for cover in &one.strays { (stray(ctx, one, cover)) }
        @if let Some(gap) = one.gap.as_ref().filter(|_| offers) { (offer(ctx, one, gap)) }
    }
}

/// "Borys Kravets · 24 Nov 2026 – 27 Nov 2026: everything", and whether they are away themselves.
fn cover_line(ctx: &Ctx, one: &One, cover: &Cover) -> Markup {
    let say = &ctx.say;
    let (first, last) = days_of(cover, &ctx.company_zone());
    let name = one.names.get(&cover.stand_in);
    let open = cover.state(ctx.app.now()).is_open() && !ctx.actor.rests;
    html! {
        div class="cover-line" {
            p {
                @if let Some(name) = name { (person_chip(who(name))) " · " }
                (days(ctx, &first, &last)) ": " (cover_panel::kinds(ctx, cover))
            }
            @if let (Some((first, last)), Some(name)) = (one.stand_ins_away.get(&cover.stand_in), name) {
                @let values = [("name", name.name.as_str().into()), ("days", days(ctx, first, last).into())];
                (notice(Tone::Warn, say.with("absences-stand-in-away", &values)))
            }
            @if one.partly.contains(&cover.id) {
                (notice(Tone::Warn, say.with("absences-cover-partly", &[("name", called(one, cover.stand_in).into())])))
            }
            @if open { (end_button(ctx, one, cover)) }
        }
    }
}

/// A cover that is worth nothing while its stand-in can't work: it stands in the way of another.
fn idle(ctx: &Ctx, one: &One, cover: &Cover) -> Markup {
    let (first, last) = days_of(cover, &ctx.company_zone());
    let values = [("name", called(one, cover.stand_in).into()), ("days", days(ctx, &first, &last).into())];
    notice_with(Tone::Warn, ctx.say.with("absences-cover-idle", &values), end_button(ctx, one, cover))
}

fn called(one: &One, id: i64) -> &str {
    one.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default()
}

fn end_button(ctx: &Ctx, one: &One, cover: &Cover) -> Markup {
    let action = format!("{}/covers/{}/end", address(one.seen.absence.id), cover.id);
    html! { @if !ctx.actor.rests { (post_button(Press::Quiet, ctx.say.t("covers-end"), &action)) } }
}

/// The covers are not of these days; one press mends a single one.
fn misfit(ctx: &Ctx, one: &One, key: &str) -> Markup {
    let single = match one.seen.covers.as_slice() {
        [cover] => Some(cover),
        _ => None,
    };
    html! {
        (notice_with(Tone::Warn, ctx.say.t(key), html! {
            @if let Some(cover) = single.filter(|cover| fits_by_days(ctx, one, cover)) { (fit_button(ctx, one, cover)) }
        }))
    }
}

/// Whether other days would help: where only kinds are missing, they would not, and what runs can't wait for its days.
fn fits_by_days(ctx: &Ctx, one: &One, cover: &Cover) -> bool {
    let (from, until) = one.seen.absence.span(&ctx.company_zone());
    if !absences::can_follow(cover, from, ctx.app.now()) {
        return false;
    }
    let begins = match cover.state(ctx.app.now()) {
        CoverState::Running => cover.from,
        _ => from.max(ctx.app.now()),
    };
    (cover.from, cover.until) != (begins, until)
}

fn fit_button(ctx: &Ctx, one: &One, cover: &Cover) -> Markup {
    let action = format!("{}/covers/{}/fit", address(one.seen.absence.id), cover.id);
    html! { @if !ctx.actor.rests { (post_button(Press::Plain, ctx.say.t("absences-fit"), &action)) } }
}

/// A cover of days in which nobody said that they are away: as when the absence has moved.
fn stray(ctx: &Ctx, one: &One, cover: &Cover) -> Markup {
    let (first, last) = days_of(cover, &ctx.company_zone());
    let values = [("name", called(one, cover.stand_in).into()), ("days", days(ctx, &first, &last).into())];
    let (from, _) = one.seen.absence.span(&ctx.company_zone());
    let fits = one.gap.is_some() && absences::can_follow(cover, from, ctx.app.now());
    html! {
        (notice_with(Tone::Warn, ctx.say.with("absences-stray", &values), html! {
            @if one.state != State::Past && fits { (fit_button(ctx, one, cover)) }
            (end_button(ctx, one, cover))
        }))
    }
}

/// Who stands in, by one press: the nearest, or anybody of a list.
fn offer(ctx: &Ctx, one: &One, gap: &Gap) -> Markup {
    let say = &ctx.say;
    let zone = ctx.company_zone();
    let (first, last) = (date::input_value(gap.from, &zone), date::input_value(gap.until - 1, &zone));
    let action = format!("{}/cover", address(one.seen.absence.id));
    let near: Vec<&Offered> = one
        .candidates
        .iter()
        .filter(|one| one.able && one.away.is_none() && one.near != Near::Elsewhere)
        .take(OFFERED)
        .collect();
    let notes: Vec<String> = one.candidates.iter().map(|one| note(ctx, one)).collect();
    let everybody: Vec<Candidate<'_>> = one
        .candidates
        .iter()
        .zip(&notes)
        .map(|(one, note)| Candidate::new(one.person.id, one.person.name.as_str(), note.as_str()))
        .collect();
    let more = format!("/people/{}/cover?from={first}&until={last}", one.person.id);
    html! {
        p { (asks_for(ctx, one, gap, &days(ctx, &first, &last))) }
        @if !near.is_empty() {
            form method="post" action=(action) {
                (once::field(ctx))
                ul class="offers" {
                    @for one in &near {
                        li {
                            (person_chip(who_is(&one.person)))
                            small { (note(ctx, one)) }
                            (button_value(Press::Plain, say.with("absences-takes", &[("name", one.person.name.as_str().into())]),
                                "stand_in", &one.person.id.to_string()))
                        }
                    }
                }
            }
        }
        (edit_form(&action, html! {
            (once::field(ctx))
            (PersonSelect::new("stand_in", say.t(if near.is_empty() { "absences-whom" } else { "absences-somebody-else" }), &everybody)
                .none(say.t("covers-not-chosen"))
                .search(say.t("covers-find"), say.t("covers-nobody-found"))
                .required())
            (buttons(html! {
                (button(if near.is_empty() { Press::Main } else { Press::Plain }, say.t("covers-do")))
                (dialog_link(Press::Quiet, say.t("absences-some-kinds"), &more))
            }))
        }))
    }
}

/// Who is wanted in these days, and for which work where somebody stands in for the rest.
fn asks_for(ctx: &Ctx, one: &One, gap: &Gap, days: &str) -> String {
    let say = &ctx.say;
    let Some(kinds) = &gap.kinds else { return say.with("absences-offer", &[("days", days.into())]) };
    let wanted = if one.held.is_disjoint(kinds) { kinds.clone() } else { &one.held & kinds };
    let names: Vec<String> = wanted.iter().map(|kind| say.t(&format!("kind-{}", kind.code()))).collect();
    say.with("absences-offer-kinds", &[("days", days.into()), ("kinds", names.join(", ").into())])
}

/// Why somebody is near, or why rather not.
fn note(ctx: &Ctx, one: &Offered) -> String {
    let say = &ctx.say;
    if let Some((first, last)) = &one.away {
        return say.with("absences-away-too", &[("days", days(ctx, first, last).into())]);
    }
    if !one.able {
        return say.t("absences-unable");
    }
    match one.near {
        Near::Leads => say.t("absences-leads"),
        Near::Mate => say.t("absences-mate"),
        Near::Elsewhere => address_of(&one.person),
    }
}

fn address_of(person: &org::Person) -> String {
    person.email.clone().or_else(|| person.login.clone()).unwrap_or_default()
}
