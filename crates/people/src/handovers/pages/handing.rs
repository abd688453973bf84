//! "Handing over my work": what one tells whoever gets it, and what of it is urgent. The same page for who manages
//! people, about somebody else.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::portfolios::urgent::{Note, When};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Handing, Preview};
use super::drawn::card_of;
use super::when;
use crate::handovers as room;
use crate::handovers::Names;
use crate::notes::{self, Pressed, WorkNote};

/// `GET /handing-over`
pub async fn handing(ctx: Ctx) -> Result<Markup> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    page(&ctx, me, None, &Wrong::default()).await
}

/// `GET /people/{id}/handing-over`
pub async fn handing_of(ctx: Ctx, Path(person): Path<i64>) -> Result<Markup> {
    ctx.need(base::authz::Area::People)?;
    page(&ctx, person, None, &Wrong::default()).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WorkNoteForm {
    note: String,
}

/// `POST /handing-over`
pub async fn note_own(ctx: Ctx, Form(form): Form<WorkNoteForm>) -> Result<Response> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    write(&ctx, me, &form.note).await
}

/// `POST /people/{id}/handing-over`
pub async fn note_of(ctx: Ctx, Path(person): Path<i64>, Form(form): Form<WorkNoteForm>) -> Result<Response> {
    ctx.need(base::authz::Area::People)?;
    write(&ctx, person, &form.note).await
}

async fn write(ctx: &Ctx, person: i64, text: &str) -> Result<Response> {
    match notes::write(ctx, person, text).await {
        Ok(()) => Ok(see_other(&address(ctx, person), Some(Notice::good(ctx.say.t("notes-saved"))))),
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = page(ctx, person, Some(text), &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Where the page about the person's work is.
fn address(ctx: &Ctx, person: i64) -> String {
    if ctx.person_id() == Some(person) {
        "/handing-over".to_owned()
    } else {
        format!("/people/{person}/handing-over")
    }
}

async fn page(ctx: &Ctx, person: i64, typed: Option<&str>, wrong: &Wrong) -> Result<Markup> {
    let handing = room::handing(ctx, person).await?;
    let say = &ctx.say;
    let own = ctx.person_id() == Some(person);
    let name = handing.person.name.as_str();
    let title =
        if own { say.t("handing-title") } else { say.with("handing-title-of", &[("name", name.into())]) };
    let (people, me, back) = (say.t("nav-people"), say.t("web-me"), card_of(person));
    let crumbs = match own {
        true => vec![Crumb { label: &me, href: "/me" }],
        false => vec![Crumb { label: &people, href: "/people" }, Crumb { label: name, href: &back }],
    };
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("handing-lead"), ..Head::new(&title) }))
        @if handing.running { (notice(Tone::Warn, say.t("handing-running"))) }
        @if !own { (when::planned(ctx, &handing.person)) }
        (columns(
            html! {
                (card(say.t("notes-whole"), form(ctx, &handing, typed, wrong)))
                (card(say.t("notes-title"), html! {
                    p { (say.n("handing-record-notes", handing.record_notes)) }
                    p { small { (say.t("handing-record-notes-text")) } }
                }))
            },
            urgent(ctx, &handing.urgent, &handing.names, &format!("responsible_id={person}")),
        ))
    };
    Ok(show(ctx, if own { Nav::None } else { Nav::People }, &title, content))
}

fn form(ctx: &Ctx, handing: &Handing, typed: Option<&str>, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let text = typed.or(handing.note.as_ref().map(|note| note.text.as_str())).unwrap_or_default();
    html! {
        (edit_form(address(ctx, handing.person.id), html! {
            (TextArea::new("note", say.t("notes-note")).value(text).hint(say.t("handing-hint")).error(wrong.at("note")))
            @if let Some(note) = &handing.note { p { small { (written(ctx, note, &handing.names)) } } }
            @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("records-save")))) }
        }))
    }
}

/// "Anna Melnyk, 23 Nov 2026".
fn written(ctx: &Ctx, note: &WorkNote, names: &Names) -> String {
    format!("{}, {}", author(ctx, note.author, names), ctx.moment(note.at))
}

fn author(ctx: &Ctx, author: Option<i64>, names: &Names) -> String {
    match author.and_then(|id| names.get(&id)) {
        Some(name) => name.name.clone(),
        None => ctx.say.t("event-who-operator"),
    }
}

/// The note about all the work as it was written, or nothing.
pub(super) fn whole(ctx: &Ctx, note: Option<&WorkNote>, names: &Names) -> Markup {
    let Some(note) = note else { return html! {} };
    let text = html! {
        @for (n, line) in note.text.lines().enumerate() { @if n > 0 { br; } (line) }
    };
    card(ctx.say.t("notes-whole"), html! { p { (text) } p { small { (written(ctx, note, names)) } } })
}

/// What presses, each with the few most pressing and a way to all; `further` narrows the lists.
pub(super) fn urgent(ctx: &Ctx, all: &[Pressed], names: &Names, further: &str) -> Markup {
    let say = &ctx.say;
    if all.is_empty() {
        return card(say.t("urgent-title"), html! { p { (say.t("urgent-none")) } });
    }
    html! {
        @for one in all {
            (card_with(say.t(&format!("urgent-{}", one.word)), count(many(one)), html! {
                ul {
                    @for line in &one.pressing.first {
                        li {
                            a href={ (one.kind.path()) "/" (line.id) } { (line.title) } " · " (when(ctx, &line.when))
                            @for note in &line.notes { (beside(ctx, note, names)) }
                        }
                    }
                }
                p { a href={ (one.list) "&" (further) } { (say.with("urgent-all", &[("n", many(one).into())])) } }
            }))
        }
    }
}

fn many(one: &Pressed) -> String {
    let count = one.pressing.count;
    if count.more { format!("{}+", count.n) } else { count.n.to_string() }
}

fn when(ctx: &Ctx, when: &When) -> String {
    match when {
        When::Moment(ms) => ctx.moment(*ms),
        When::Day(day) => ctx.date(day),
    }
}

fn beside(ctx: &Ctx, note: &Note, names: &Names) -> Markup {
    html! { br; small { (author(ctx, note.author, names)) ": " (note.text) } }
}

/// In the dialog before a hand-over: how much presses, and the way to what the person tells.
pub(super) fn short(ctx: &Ctx, preview: &Preview) -> Markup {
    let say = &ctx.say;
    let parts: Vec<String> =
        preview.short.urgent.iter().map(|(word, n)| say.n(&format!("urgent-short-{word}"), *n)).collect();
    let to_note = say.t(if preview.short.noted { "handing-noted" } else { "handing-not-noted" });
    html! {
        p {
            @if !parts.is_empty() { (say.t("urgent-title")) ": " (parts.join(", ")) ". " }
            a href={ "/people/" (preview.person.id) "/handing-over" } { (to_note) }
        }
    }
}
