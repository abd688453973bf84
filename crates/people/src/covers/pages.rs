//! The pages of covers: the list, and the form "away from … until …".

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::error::Fields;
use base::portfolios::covers::Ended;
use base::web::components::*;
use base::web::timeline::who;
use base::web::{Form, Nav, Notice, Path, Query, Wrong, once, see_other, show};
use base::{Ctx, Error, Kind, Result};
use kit::date::{self, Zone};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Listed, Wish, panel};
use crate::covers as room;

const LIST: &str = "/covers";

/// `GET /covers`: everybody's for who manages people, otherwise one's own.
pub async fn list(ctx: Ctx) -> Result<Markup> {
    let listed = room::all(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("covers-title");
    let mine = ctx.person_id().filter(|_| ctx.actor.category.may_hold());
    let new = html! {
        @if let Some(me) = mine {
            (link_button(Press::Plain, say.t("absences-title"), "/absences"))
            @if !ctx.actor.rests {
                (dialog_link(Press::Plain, say.t("covers-name"), &format!("/people/{me}/cover")))
                (dialog_link(Press::Main, say.t("covers-away"), "/absences/new"))
            }
        }
    };
    let content = html! {
        @if listed.seen.is_empty() {
            (head(Head::new(&title)))
            (empty_state(say.t("covers-empty"), say.t("covers-empty-text"), new))
        } @else {
            (head(Head { acts: new, lead: &say.t("covers-lead"), ..Head::new(&title) }))
            (table(&ctx, &listed, &title))
        }
    };
    Ok(show(&ctx, Nav::None, &title, content))
}

fn table(ctx: &Ctx, listed: &Listed, title: &str) -> Markup {
    let say = &ctx.say;
    let chip = |id: i64| {
        html! {
            @if let Some(name) = listed.names.get(&id) {
                (person_chip(who(name)))
            }
        }
    };
    let lines = listed.seen.iter().map(|seen| {
        let cover = &seen.cover;
        let cells = vec![
            chip(cover.person),
            chip(cover.stand_in),
            html! { (panel::kinds(ctx, cover)) },
            html! { (ctx.company_day(cover.from)) },
            html! { (ctx.company_day(cover.until - 1)) },
            panel::badge_of(ctx, seen),
            html! { @if seen.may_end { (panel::end_button(ctx, seen, 0)) } },
        ];
        Line { faded: !seen.state.is_open(), ..Line::new(cover.id, listed.name(cover.person), cells) }
    });
    let columns = [
        "covers-person",
        "covers-stand-in",
        "covers-kinds",
        "covers-from",
        "covers-until",
        "covers-state",
        "covers-act",
    ]
    .map(|key| Column::new(say.t(key)));
    html! { (Table::new(title, columns.into(), lines.collect())) }
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub stand_in: String,
    /// `all` or `some`.
    pub what: String,
    pub kind: Vec<String>,
    pub from: String,
    pub until: String,
    pub reason: String,
    pub once: String,
}

impl Typed {
    /// From text to types, days are the company's.
    fn read(&self, ctx: &Ctx) -> Result<Wish> {
        let mut wrong = Fields::default();
        let stand_in = self.stand_in.trim().parse().ok();
        if stand_in.is_none() {
            wrong.add("stand_in", "error-required");
        }
        let zone = ctx.company_zone();
        let mut day = |field, text: &str, read: fn(&str, &Zone) -> std::result::Result<i64, date::Error>| {
            let day = read(text.trim(), &zone).ok();
            if day.is_none() {
                wrong.add(field, if text.trim().is_empty() { "error-required" } else { "error-cover-day" });
            }
            day
        };
        let from = if self.from.trim().is_empty() { None } else { day("from", &self.from, date::parse_day) };
        // The day itself is included.
        let until = day("until", &self.until, date::end_of_day);
        let kinds =
            (self.what == "some").then(|| self.kind.iter().filter_map(|kind| Kind::parse(kind)).collect());
        wrong.check()?;
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let (Some(stand_in), Some(until)) = (stand_in, until) else { return Err(Error::NotFound) };
        Ok(Wish { stand_in, kinds, from, until, reason })
    }
}

/// Days that are known before anything is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Days {
    pub from: String,
    pub until: String,
}

/// `GET /people/{id}/cover?from=…&until=…`
pub async fn ask(ctx: Ctx, Path(person): Path<i64>, Query(days): Query<Days>) -> Result<Markup> {
    let from = if date::is_day(&days.from) { days.from } else { ctx.company_today() };
    let until = Some(days.until).filter(|day| date::is_day(day)).unwrap_or_default();
    let typed = Typed { what: "all".into(), from, until, ..Typed::default() };
    form(&ctx, person, &typed, &Wrong::default(), None).await
}

/// `POST /people/{id}/cover`
pub async fn begin(ctx: Ctx, Path(person): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    room::offered(&ctx, person).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let cover = room::begin(&ctx, person, typed.read(&ctx)?).await?;
        let text = ctx.say.with("covers-begun", &[("until", ctx.company_day(cover.until - 1).into())]);
        let back = back_to(&ctx, person);
        Ok((back.clone(), see_other(&back, Some(Notice::good(text)))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let page = form(&ctx, person, &typed, &Wrong::of(&ctx.say, &error), refusal).await?;
            Ok((status, page).into_response())
        }
        other => other,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    back: i64,
}

/// `POST /covers/{id}/end?back=…`
pub async fn end(ctx: Ctx, Path(id): Path<i64>, Query(back): Query<Back>) -> Result<Response> {
    let text = match room::end(&ctx, id).await? {
        Ended::Declined => ctx.say.t("covers-declined"),
        Ended::Early | Ended::Departure => ctx.say.t("covers-ended"),
    };
    let to = if back.back == 0 { LIST.to_owned() } else { back_to(&ctx, back.back) };
    Ok(see_other(&to, Some(Notice::good(text))))
}

/// One's own card, or that of the person.
fn back_to(ctx: &Ctx, person: i64) -> String {
    if ctx.person_id() == Some(person) || !ctx.actor.has(Area::People) {
        "/me".into()
    } else {
        format!("/people/{person}")
    }
}

async fn form(
    ctx: &Ctx,
    person: i64,
    typed: &Typed,
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let (found, people, away) = room::offered(ctx, person).await?;
    let say = &ctx.say;
    let own = ctx.person_id() == Some(person);
    let name = [("name", found.name.as_str().into())];
    let title = if own { say.t("covers-name") } else { say.with("covers-title-of", &name) };
    let notes: Vec<String> =
        people.iter().map(|p| away.beside(ctx, p.id, p.email.as_deref().unwrap_or_default())).collect();
    let candidates: Vec<Candidate<'_>> = people
        .iter()
        .zip(&notes)
        .map(|(p, note)| Candidate::new(p.id, p.name.as_str(), note.as_str()))
        .collect();
    let back = back_to(ctx, person);
    let content = html! {
        @if let Some(refusal) = &refusal { (notice(Tone::Bad, refusal)) }
        (wrong.summary(say))
        p { (say.t("covers-explained")) }
        (edit_form(html! { "/people/" (person) "/cover" }, html! {
            (once::field(ctx))
            (PersonSelect::new("stand_in", say.t("covers-stand-in"), &candidates)
                .selected(typed.stand_in.parse().ok())
                .none(say.t("covers-not-chosen"))
                .search(say.t("covers-find"), say.t("covers-nobody-found"))
                .required()
                .error(wrong.at("stand_in")))
            (form_grid(html! {
                (Input::date("from", say.t("covers-from")).value(&typed.from).error(wrong.at("from")))
                (Input::date("until", say.t("covers-until")).value(&typed.until).required()
                    .hint(say.t("covers-until-hint")).error(wrong.at("until")))
            }))
            (RadioCards::new("what", say.t("covers-what"), vec![
                RadioCard::new("all", say.t("covers-what-all"), say.t("covers-what-all-text")),
                RadioCard::new("some", say.t("covers-what-some"), say.t("covers-what-some-text")),
            ]).selected(&typed.what))
            (checkboxes(say.t("covers-kinds"), ticks(&kind_names(ctx), typed)))
            @if let Some(text) = wrong.at("kinds") { (notice(Tone::Bad, text)) }
            (TextArea::new("reason", say.t("covers-reason")).value(&typed.reason).hint(say.t("covers-reason-hint"))
                .error(wrong.at("reason")))
            (buttons(html! {
                @if !ctx.actor.rests { (button(Press::Main, say.t("covers-do"))) }
                (link_button(Press::Quiet, say.t("covers-cancel"), &back))
            }))
        }))
    };
    let nav = if own { Nav::None } else { Nav::People };
    let close = say.t("covers-close");
    let window = dialog(Dialog { id: "cover", title: &title, close: &close, back: &back, content });
    Ok(show(ctx, nav, &title, window))
}

fn kind_names(ctx: &Ctx) -> Vec<(Kind, String)> {
    let covered = Kind::RECORDS.into_iter().chain([Kind::Bin]);
    covered.map(|kind| (kind, ctx.say.t(&format!("kind-{}", kind.code())))).collect()
}

fn ticks<'a>(names: &'a [(Kind, String)], typed: &Typed) -> Vec<Check<'a>> {
    let ticked: BTreeSet<Kind> = typed.kind.iter().filter_map(|kind| Kind::parse(kind)).collect();
    let each = names.iter().map(|(kind, label)| Check {
        name: "kind",
        value: kind.code(),
        label,
        hint: None,
        checked: ticked.contains(kind),
    });
    each.collect()
}
