//! The questions before records are given away or deleted, for one record from its card or many from a list.
//!
//! `/deals/assign` and `/deals/delete` answer GET with the question; POST without an answer asks it too, which is
//! how the bar under a list works without script.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Deed;
use base::error::Fields;
use base::web::components::*;
use base::web::{Notice, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::form::{Wrong, options};
use super::{Room, acts, candidates, queues_for, store, typed};

/// What comes with the question and with its answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    pub id: Vec<String>,
    pub responsible_id: String,
    /// Absent: the question hasn't been asked yet.
    pub sure: Option<String>,
    pub once: String,
}

impl Picked {
    /// As a link brings it: a link asks and never acts.
    pub fn unanswered(self) -> Picked {
        Picked { id: self.id, ..Picked::default() }
    }
}

/// A record the question is about.
#[derive(Clone, Debug)]
pub struct Titled {
    pub id: i64,
    pub portfolio: i64,
    /// A deal's; 0 for the rest.
    pub stage: i64,
    pub title: String,
}

/// Who shall hold these? With an answer: gives them.
pub async fn assign(ctx: &Ctx, room: &'static Room, picked: &Picked) -> Result<Response> {
    let titled = titled(ctx, room, &picked.id).await?;
    if picked.sure.is_none() {
        return Ok(assign_question(ctx, room, &titled, None, &Wrong::default()).await?.into_response());
    }
    let mut wrong = Fields::default();
    let to = typed::id(&mut wrong, "responsible_id", &picked.responsible_id);
    if to.is_none() && wrong.is_empty() {
        wrong.add("responsible_id", "error-required");
    }
    let given = match (wrong.check(), to) {
        (Ok(()), Some(to)) => {
            once::carry_out(ctx, &picked.once, async {
                let ids: Vec<i64> = titled.iter().map(|t| t.id).collect();
                let moved = acts::assign(ctx, room, ids, to).await?;
                let address = back(ctx, room, &titled).await?;
                let text = ctx.say.n("records-assigned", i64::try_from(moved).unwrap_or_default());
                Ok((address.clone(), see_other(&address, Some(Notice::good(text)))))
            })
            .await
        }
        (refused, _) => refused.and(Err(Error::NotFound)),
    };
    match given {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = assign_question(ctx, room, &titled, to, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

/// Really delete these? With an answer: puts them into the bin.
pub async fn delete(ctx: &Ctx, room: &'static Room, picked: &Picked) -> Result<Response> {
    let titled = titled(ctx, room, &picked.id).await?;
    if picked.sure.is_none() {
        return Ok(delete_question(ctx, room, &titled).into_response());
    }
    once::carry_out(ctx, &picked.once, async {
        let deleted = acts::delete(ctx, room, titled.iter().map(|t| t.id).collect(), None).await?;
        let text = ctx.say.n("records-deleted", i64::try_from(deleted).unwrap_or_default());
        let address = room.kind.path().to_owned();
        Ok((address.clone(), see_other(&address, Some(Notice::good(text)))))
    })
    .await
}

async fn assign_question(
    ctx: &Ctx,
    room: &Room,
    titled: &[Titled],
    to: Option<i64>,
    wrong: &Wrong,
) -> Result<Markup> {
    let say = &ctx.say;
    let mut people = candidates(ctx, room.kind).await?;
    people.extend(queues_for(ctx, room.kind, Deed::Assign).await?);
    let people = options(&people);
    let back = address_before(room, titled);
    let title = say.t("records-assign");
    let content = dialog(Dialog {
        id: "assign",
        title: &title,
        close: &say.t("records-cancel"),
        back: &back,
        content: html! {
            (what(ctx, titled))
            form method="post" action={ (room.kind.path()) "/assign" } {
                (once::field(ctx))
                (hidden("sure", "yes"))
                @for t in titled { (hidden("id", t.id)) }
                (PersonSelect::new("responsible_id", say.t("records-responsible"), &people)
                    .selected(to)
                    .none(say.t("records-not-chosen"))
                    .search(say.t("records-search"), say.t("records-nobody-found"))
                    .required()
                    .error(wrong.at("responsible_id")))
                (buttons(html! {
                    (button(Press::Main, say.t("records-assign-do")))
                    (link_button(Press::Quiet, say.t("records-cancel"), &back))
                }))
            }
        },
    });
    Ok(show(ctx, room.nav, &title, content))
}

fn delete_question(ctx: &Ctx, room: &Room, titled: &[Titled]) -> Markup {
    let say = &ctx.say;
    let title = say.t("records-delete-title");
    let back = address_before(room, titled);
    let content = dialog(Dialog {
        id: "delete",
        title: &title,
        close: &say.t("records-cancel"),
        back: &back,
        content: html! {
            (what(ctx, titled))
            (confirm(Confirm {
                action: &format!("{}/delete", room.kind.path()),
                text: &say.t("records-delete-text"),
                yes: &say.t("records-delete"),
                press: Press::Danger,
                no: &say.t("records-cancel"),
                back: &back,
                content: html! {
                    (once::field(ctx))
                    (hidden("sure", "yes"))
                    @for t in titled { (hidden("id", t.id)) }
                },
            }))
        },
    });
    show(ctx, room.nav, &title, content)
}

/// The first few by title, and how many more.
pub fn what(ctx: &Ctx, titled: &[Titled]) -> Markup {
    const SHOWN: usize = 5;
    let more = i64::try_from(titled.len().saturating_sub(SHOWN)).unwrap_or_default();
    html! {
        @for t in titled.iter().take(SHOWN) { p { strong { (t.title) } } }
        @if more > 0 { p { (ctx.say.n("records-more", more)) } }
    }
}

/// The records, all of which must be visible to the reader.
pub async fn titled(ctx: &Ctx, room: &'static Room, ids: &[String]) -> Result<Vec<Titled>> {
    let ids: Option<Vec<i64>> = ids.iter().map(|id| id.trim().parse().ok()).collect();
    let mut ids = ids.ok_or(Error::NotFound)?;
    ids.sort_unstable();
    ids.dedup();
    match ids.len() {
        0 => return Err(Error::invalid("error-records-none")),
        n if n > acts::MOST => return Err(Error::invalid("error-records-many")),
        _ => {}
    }
    ctx.read(move |tx| {
        let seen = super::scope(tx, room.kind, None)?;
        let titled = store::titles(tx, room, &ids)?;
        let all = titled.len() == ids.len() && titled.iter().all(|t| seen.covers(t.portfolio, t.stage));
        if all { Ok(titled) } else { Err(Error::NotFound) }
    })
    .await
}

fn address_before(room: &Room, titled: &[Titled]) -> String {
    match titled {
        [one] => format!("{}/{}", room.kind.path(), one.id),
        _ => room.kind.path().to_owned(),
    }
}

/// After giving: back to the card while it can be seen, otherwise to the list.
async fn back(ctx: &Ctx, room: &'static Room, titled: &[Titled]) -> Result<String> {
    if let [one] = titled {
        let id = one.id.to_string();
        if self::titled(ctx, room, &[id]).await.is_err() {
            return Ok(room.kind.path().to_owned());
        }
    }
    Ok(address_before(room, titled))
}
