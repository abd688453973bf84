//! The forms: stating an absence, changing it, withdrawing it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Name;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::PATH;
use crate::absences::panel::days;
use crate::absences::{self, One, Reason, State, Wish, Withdrawn};
use crate::covers;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub person: String,
    pub first_day: String,
    pub last_day: String,
    pub reason: String,
    pub word: String,
    pub version: String,
    pub once: String,
}

impl Typed {
    fn wish(&self) -> Result<Wish> {
        let reason = Reason::parse(&self.reason).ok_or(Error::field("reason", "error-required"))?;
        let day = |text: &str| text.trim().to_owned();
        let word = Some(self.word.clone());
        Ok(Wish { first: day(&self.first_day), last: day(&self.last_day), reason, word })
    }

    fn of(one: &One) -> Typed {
        let absence = &one.seen.absence;
        Typed {
            first_day: absence.first.clone(),
            last_day: absence.last.clone(),
            reason: absence.reason.code().to_owned(),
            word: absence.word.clone().unwrap_or_default(),
            version: absence.version.to_string(),
            ..Typed::default()
        }
    }
}

/// For whom, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct For {
    pub person: String,
}

/// `GET /absences/new`
pub async fn new(ctx: Ctx, Query(of): Query<For>) -> Result<Markup> {
    let people = absences::stated_for(&ctx).await?;
    let me = ctx.person_id().filter(|me| people.iter().any(|name| name.id == *me));
    let asked = of.person.parse().ok().filter(|id| people.iter().any(|name| name.id == *id));
    let person = asked.or(me).map(|id: i64| id.to_string()).unwrap_or_default();
    let typed = Typed {
        person,
        first_day: ctx.company_today(),
        reason: Reason::Vacation.code().to_owned(),
        ..Typed::default()
    };
    Ok(form(&ctx, &people, &typed, &Wrong::default(), None))
}

/// `POST /absences`: on to the question who stands in.
pub async fn state(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    let people = absences::stated_for(&ctx).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let person = typed.person.trim().parse().ok().or(ctx.person_id().filter(|_| people.len() == 1));
        let person = person.ok_or(Error::field("person", "error-required"))?;
        let made = absences::state(&ctx, person, typed.wish()?).await?;
        let at = format!("{PATH}/{}", made.id);
        Ok((at.clone(), see_other(&at, Some(Notice::good(ctx.say.t("absences-stated-said"))))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) if !is_once(&error) => {
            let refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let page = form(&ctx, &people, &typed, &Wrong::of(&ctx.say, &error), refusal);
            Ok((status_of(&error), page).into_response())
        }
        other => other,
    }
}

/// `GET /absences/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let one = absences::one(&ctx, id).await?;
    Ok(edit_page(&ctx, &one, &Typed::of(&one), &Wrong::default(), None))
}

/// `POST /absences/{id}`
pub async fn change(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    let done = once::carry_out(&ctx, &typed.once, async {
        let version = typed.version.trim().parse().map_err(|_| Error::conflict("error-stale"))?;
        absences::change(&ctx, id, Some(version), typed.wish()?).await?;
        let at = format!("{PATH}/{id}");
        Ok((at.clone(), see_other(&at, Some(Notice::good(ctx.say.t("absences-changed"))))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) if !is_once(&error) => {
            let one = absences::one(&ctx, id).await?;
            let stale = matches!(&error, Error::Conflict(problem) if problem.key == "error-stale");
            let mut refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let mut typed = typed;
            if stale {
                // What it says by now stands above; saving again is then meant.
                let absence = &one.seen.absence;
                let now = [("days", days(&ctx, &absence.first, &absence.last).into())];
                refusal = refusal.map(|text| format!("{text} {}", ctx.say.with("absences-says-now", &now)));
                typed.version = absence.version.to_string();
            }
            let page = edit_page(&ctx, &one, &typed, &Wrong::of(&ctx.say, &error), refusal);
            Ok((status_of(&error), page).into_response())
        }
        other => other,
    }
}

/// What the question sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sure {
    pub version: String,
    /// Covers that end with it.
    pub cover: Vec<i64>,
    pub once: String,
}

/// `GET /absences/{id}/withdraw`: what becomes of it, and of its covers?
pub async fn ask_withdraw(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let one = absences::one(&ctx, id).await?;
    let say = &ctx.say;
    let absence = &one.seen.absence;
    let now = ctx.app.now();
    let ends = one.state == State::Now && absence.first != ctx.company_today();
    let title = say.t(if one.state == State::Now { "absences-back-now" } else { "absences-withdraw" });
    let names: Vec<(i64, String)> = one
        .seen
        .covers
        .iter()
        .chain(&one.idle)
        .filter(|cover| cover.state(now).is_open())
        .map(|cover| {
            let name = one.names.get(&cover.stand_in).map(|name| name.name.as_str()).unwrap_or_default();
            let until = ctx.company_day(cover.until - 1);
            (cover.id, say.with("absences-end-cover", &[("name", name.into()), ("until", until.into())]))
        })
        .collect();
    let ids: Vec<String> = names.iter().map(|(id, _)| id.to_string()).collect();
    let ticks: Vec<Check<'_>> = names
        .iter()
        .zip(&ids)
        .map(|((_, label), id)| Check { name: "cover", value: id, label, hint: None, checked: true })
        .collect();
    let back = format!("{PATH}/{id}");
    let content = html! {
        p { (say.t(if ends { "absences-back-text" } else { "absences-withdraw-text" })) }
        form method="post" action={ (back) "/withdraw" } {
            (once::field(&ctx))
            (hidden("version", absence.version))
            @if !ticks.is_empty() { (checkboxes(say.t("absences-end-covers"), ticks)) }
            (buttons(html! {
                (button(Press::Main, &title))
                (link_button(Press::Quiet, say.t("covers-cancel"), &back))
            }))
        }
    };
    Ok(window(&ctx, &title, &back, content))
}

/// `POST /absences/{id}/withdraw`: the absence first; each ticked cover ends by its own act.
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>, Form(sure): Form<Sure>) -> Result<Response> {
    let one = absences::one(&ctx, id).await?;
    let at = format!("{PATH}/{id}");
    let done = once::carry_out(&ctx, &sure.once, async {
        let version = sure.version.trim().parse().ok();
        let became = absences::withdraw(&ctx, id, version).await?;
        let theirs = |id: &&i64| one.seen.covers.iter().chain(&one.idle).any(|cover| cover.id == **id);
        for cover in sure.cover.iter().filter(theirs) {
            match covers::end(&ctx, *cover).await {
                // Over by now, as it was to be.
                Ok(_) | Err(Error::Conflict(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let (to, key) = match became {
            Withdrawn::Whole(_) => (PATH.to_owned(), "absences-withdrawn"),
            Withdrawn::Ended(_) => (at.clone(), "absences-ended"),
        };
        Ok((to.clone(), see_other(&to, Some(Notice::good(ctx.say.t(key))))))
    });
    match done.await {
        Err(Error::Conflict(problem)) if problem.key != "error-once" => {
            Ok(see_other(&at, Some(Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) })))
        }
        other => other,
    }
}

fn is_once(error: &Error) -> bool {
    matches!(error, Error::Conflict(problem) if problem.key == "error-once")
}

fn status_of(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

fn form(ctx: &Ctx, people: &[Name], typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let manages = ctx.actor.has(Area::People);
    let own = typed.person.parse().ok() == ctx.person_id();
    let title = say.t(if own { "covers-away" } else { "absences-state" });
    let candidates: Vec<Candidate<'_>> =
        people.iter().map(|name| Candidate::new(name.id, name.name.as_str(), "")).collect();
    let content = html! {
        @if let Some(refusal) = &refusal { (notice(Tone::Bad, refusal)) }
        (wrong.summary(say))
        (edit_form(PATH, html! {
            (once::field(ctx))
            @if manages {
                (PersonSelect::new("person", say.t("absences-person"), &candidates)
                    .selected(typed.person.parse().ok())
                    .none(say.t("covers-not-chosen"))
                    .search(say.t("covers-find"), say.t("covers-nobody-found"))
                    .required()
                    .error(wrong.at("person")))
            } @else { (hidden("person", &typed.person)) }
            (fields(ctx, typed, wrong))
            (buttons(html! {
                (button(Press::Main, say.t("absences-do")))
                (link_button(Press::Quiet, say.t("covers-cancel"), PATH))
            }))
        }))
    };
    window(ctx, &title, PATH, content)
}

fn edit_page(ctx: &Ctx, one: &One, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Markup {
    let say = &ctx.say;
    let back = format!("{PATH}/{}", one.seen.absence.id);
    let title = say.with("absences-change-of", &[("name", one.person.name.as_str().into())]);
    let content = html! {
        @if let Some(refusal) = &refusal { (notice(Tone::Bad, refusal)) }
        (wrong.summary(say))
        (edit_form(&back, html! {
            (once::field(ctx))
            (hidden("version", &typed.version))
            (fields(ctx, typed, wrong))
            (buttons(html! {
                (button(Press::Main, say.t("absences-save")))
                (link_button(Press::Quiet, say.t("covers-cancel"), &back))
            }))
        }))
    };
    window(ctx, &title, &back, content)
}

fn fields(ctx: &Ctx, typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let reasons = Reason::ALL
        .into_iter()
        .map(|reason| Choice::new(reason.code(), say.t(&format!("absence-reason-{}", reason.code()))));
    html! {
        (form_grid(html! {
            (Input::date("first_day", say.t("absences-first")).value(&typed.first_day).required()
                .error(wrong.at("first_day")))
            (Input::date("last_day", say.t("absences-last")).value(&typed.last_day).required()
                .hint(say.t("covers-until-hint")).error(wrong.at("last_day")))
        }))
        (Select::new("reason", say.t("absences-reason"), reasons.collect())
            .selected(&typed.reason).hint(say.t("absences-private")).error(wrong.at("reason")))
        (Input::text("word", say.t("absences-word")).value(&typed.word).hint(say.t("absences-word-hint"))
            .error(wrong.at("word")))
    }
}

fn window(ctx: &Ctx, title: &str, back: &str, content: Markup) -> Markup {
    let close = ctx.say.t("covers-close");
    show(ctx, Nav::None, title, dialog(Dialog { id: "absence", title, close: &close, back, content }))
}
