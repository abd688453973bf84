//! How pages speak of filter words: the help under a search line, what it offers while one types, the question back.

use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::{see_other, show, with_query};
use base::{Ctx, Result};
use maud::{Markup, html};

use super::meaning::{self, Address, Ask, Heard, hear};
use crate::records::Room;

/// The page that a search line belongs to.
pub struct Frame {
    pub path: &'static str,
    /// The element that the search replaces while typing.
    pub region: &'static str,
    /// The keys of its title and of what can be searched by.
    pub title: &'static str,
    pub search: &'static str,
}

/// The address of a list as text.
pub fn href(path: &str, address: &Address) -> String {
    with_query(path, address.iter().map(|(field, value)| (field.as_str(), value.as_str())))
}

/// What is answered instead of the list: the way to it with the filters that the line names set, or the question which
/// ones are meant. `None`: the line names none.
pub async fn answer(
    ctx: &Ctx,
    room: &'static Room,
    frame: &Frame,
    address: &Address,
) -> Result<Option<Response>> {
    Ok(match hear(ctx, room, address).await? {
        Heard::Plain => None,
        Heard::Filters { address, .. } => Some(see_other(&href(frame.path, &address), None)),
        Heard::Asks(ask) => Some(question(ctx, room, frame, address, &ask).into_response()),
    })
}

/// The list's frame without a list: nothing is found until it is clear what was meant.
fn question(ctx: &Ctx, room: &'static Room, frame: &Frame, address: &Address, ask: &Ask) -> Markup {
    let say = &ctx.say;
    let title = say.t(frame.title);
    let field = |name: &str| address.iter().rev().find(|(field, _)| field == name);
    let q = field("q").map(|(_, q)| q.as_str()).unwrap_or_default();
    let kept = address
        .iter()
        .filter(|(field, value)| !matches!(field.as_str(), "q" | "cursor") && !value.is_empty());
    let kept: Vec<(&str, &str)> = kept.map(|(field, value)| (field.as_str(), value.as_str())).collect();
    let content = html! {
        (head(Head::new(&title)))
        (toolbar(search_form(Search {
            action: frame.path,
            value: q,
            label: &say.t(frame.search),
            button: &say.t("records-search"),
            region: frame.region,
            keep: &kept,
            offers: &offers(ctx, &[room]),
        })))
        (help(ctx, &[room]))
        div id=(frame.region) { (asked(ctx, frame.path, ask)) }
    };
    show(ctx, room.nav, &title, content)
}

/// The question with its answers as links.
pub fn asked(ctx: &Ctx, path: &str, ask: &Ask) -> Markup {
    let hrefs: Vec<String> = ask.choices.iter().map(|(_, address)| href(path, address)).collect();
    let choices = ask.choices.iter().zip(&hrefs);
    let choices: Vec<Filter<'_>> =
        choices.map(|((label, _), href)| Filter { label, href, count: None, current: false }).collect();
    html! {
        (notice(Tone::Quiet, &ask.text))
        @if !choices.is_empty() { (toolbar(chips(&ctx.say.t("filter-choices"), &choices))) }
    }
}

/// What can be typed in a line that asks these rooms, each once: the word with its colon, and what it does.
pub fn offers(ctx: &Ctx, rooms: &[&Room]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for offer in rooms.iter().flat_map(|room| meaning::offered(ctx, room)) {
        if !all.contains(&offer) {
            all.push(offer);
        }
    }
    all
}

/// The words explained, under the line.
pub fn help(ctx: &Ctx, rooms: &[&Room]) -> Markup {
    let say = &ctx.say;
    let offers = offers(ctx, rooms);
    let lines: Vec<(&str, Markup)> =
        offers.iter().map(|(word, says)| (word.as_str(), html! { (says) })).collect();
    fold(say.t("filter-help"), false, html! { p { (say.t("filter-help-text")) } (facts(&lines)) })
}
