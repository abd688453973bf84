//! The page of the search over everything, and the palette that opens over other pages.

use base::search::Wanted;
use base::web::components::*;
use base::web::faults::form_encoded;
use base::web::{Nav, Query, show};
use base::{Ctx, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::find::{Group, Hit, Of, find};
use super::meant::{Meant, find_meant};
use super::narrowed::{self, List, Narrowed, narrowed};
use super::palette::{self, Heap, palette};
use super::went::went;
use crate::records::words;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// Addresses that were open lately, the last one first.
    lately: Vec<String>,
}

/// The element that the search replaces while typing.
const REGION: &str = "hits";

/// `GET /search`
pub async fn page(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Markup> {
    let say = &ctx.say;
    let title = say.t("search-title");
    let rooms = narrowed::rooms(&ctx);
    let content = html! {
        (head(Head::new(&title)))
        (toolbar(search_form(Search {
            action: "/search",
            value: &asked.q,
            label: &say.t("search-by"),
            button: &say.t("records-search"),
            region: REGION,
            keep: &[],
            offers: &words::offers(&ctx, &rooms),
        })))
        (words::help(&ctx, &rooms))
        div id=(REGION) aria-live="polite" { (answered(&ctx, &asked).await?) }
    };
    Ok(show(&ctx, Nav::Search, &title, content))
}

/// What stands under the line.
async fn answered(ctx: &Ctx, asked: &Asked) -> Result<Markup> {
    let say = &ctx.say;
    let nothing = || empty_state(say.t("records-nothing"), say.t("search-nothing-text"), html! {});
    match narrowed(ctx, &asked.q).await? {
        Narrowed::Not => {}
        Narrowed::Asks(path, ask) => return Ok(words::asked(ctx, path, &ask)),
        Narrowed::Lists(lists) => {
            let empty = lists.iter().all(|list| list.group.hits.is_empty() && !list.group.partial);
            return Ok(
                html! { @if empty { (nothing()) } @for list in &lists { (narrowed_list(ctx, list)) } },
            );
        }
    }
    let meant = Meant::read(&asked.q);
    if meant.is_empty() {
        return empty(ctx, &asked.lately).await;
    }
    let (found_by, groups) = match find(ctx, &asked.q).await? {
        groups if groups.is_empty() => find_meant(ctx, &meant).await?,
        groups => (asked.q.clone(), groups),
    };
    let places = palette::places(ctx, &meant).into_iter().map(|(_, heap)| heap);
    let places: Vec<Heap> = places.filter(|heap| !heap.hits.is_empty()).collect();
    Ok(html! {
        @if groups.is_empty() && places.is_empty() { (nothing()) }
        @for group in &groups { (found(ctx, group, &found_by)) }
        @if !places.is_empty() { (card(say.t("search-places"), found_heaps(&places))) }
    })
}

/// Nothing is looked for: what can be, and where one was lately, which only the browser knows.
async fn empty(ctx: &Ctx, lately: &[String]) -> Result<Markup> {
    let say = &ctx.say;
    let hits = went(ctx, lately).await?;
    let heap = Heap { title: say.t("search-lately"), hits };
    Ok(html! {
        (empty_state(say.t("search-empty"), say.t("search-empty-text"), html! {}))
        div id="lately" { @if !heap.hits.is_empty() { (found_heaps(&[heap])) } }
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    q: String,
    /// Addresses that were open lately, the last one first.
    lately: Vec<String>,
}

/// `GET /search/palette`: what stands under the palette's line.
pub async fn offered(ctx: Ctx, Query(typed): Query<Typed>) -> Result<Markup> {
    let heaps = palette(&ctx, &typed.q, &typed.lately).await?;
    Ok(found_heaps(&heaps))
}

fn found_heaps(heaps: &[Heap]) -> Markup {
    let heaps = heaps.iter().map(|heap| FoundHeap {
        title: &heap.title,
        lines: heap
            .hits
            .iter()
            .map(|hit| FoundLine { href: &hit.href, icon: hit.icon, title: &hit.title, note: &hit.note })
            .collect(),
    });
    found_list(&heaps.collect::<Vec<_>>())
}

fn found(ctx: &Ctx, group: &Group, q: &str) -> Markup {
    let say = &ctx.say;
    let all = format!("{}?q={}", group.of.path(), form_encoded(q));
    let acts = match (group.more, group.partial) {
        (true, _) => link_button(Press::Quiet, say.t("search-all"), &all),
        (false, true) => link_button(Press::Quiet, say.t("records-look-further"), &all),
        (false, false) => html! {},
    };
    card_with(title(ctx, group), acts, lines(ctx, group, q))
}

/// A list with filters set: the way to it always stands there, since its address is more than the line says.
fn narrowed_list(ctx: &Ctx, list: &List) -> Markup {
    let all = link_button(Press::Quiet, ctx.say.t("search-all"), &list.all);
    html! {
        @if !list.group.hits.is_empty() || list.group.partial {
            (card_with(title(ctx, &list.group), all, html! {
                p class="quiet" { (list.called.join(" · ")) }
                (lines(ctx, &list.group, &list.q))
            }))
        }
    }
}

fn title(ctx: &Ctx, group: &Group) -> String {
    match group.of {
        Of::Records(kind) => ctx.say.t(&format!("kind-{}", kind.code())),
        Of::People => ctx.say.t("nav-people"),
    }
}

fn lines(ctx: &Ctx, group: &Group, q: &str) -> Markup {
    let wanted = Wanted::read(q);
    html! {
        @if group.partial { p { (ctx.say.t("records-partial")) } }
        ul class="hits" { @for hit in &group.hits { li { (line(group.of.path(), hit, &wanted)) } } }
    }
}

/// The name leads to the record; how to reach it stands beside it.
fn line(path: &str, hit: &Hit, wanted: &Wanted) -> Markup {
    html! {
        a href={ (path) "/" (hit.id) } { (marked(&hit.title, wanted)) }
        @for way in hit.phones.iter().chain(&hit.emails) { " " span class="hit-way" { (marked(way, wanted)) } }
    }
}

/// The text with what was looked for set off.
fn marked(text: &str, wanted: &Wanted) -> Markup {
    let places = wanted.places(text);
    let ends = std::iter::once(0).chain(places.iter().map(|place| place.end));
    let last = places.last().map_or(0, |place| place.end);
    html! {
        @for (from, place) in ends.zip(&places) {
            (text.get(from..place.start).unwrap_or_default())
            mark { (text.get(place.clone()).unwrap_or_default()) }
        }
        (text.get(last..).unwrap_or_default())
    }
}
