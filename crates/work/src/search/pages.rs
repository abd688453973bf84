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
use super::palette::{self, Heap, palette};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// The element that the search replaces while typing.
const REGION: &str = "hits";

/// `GET /search`
pub async fn page(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Markup> {
    let mut groups = find(&ctx, &asked.q).await?;
    let (meant, mut found_by) = (Meant::read(&asked.q), asked.q.clone());
    if groups.is_empty() {
        (found_by, groups) = find_meant(&ctx, &meant).await?;
    }
    let wanted = Wanted::read(&found_by);
    let places = palette::places(&ctx, &meant).into_iter().map(|(_, heap)| heap);
    let places: Vec<Heap> = places.filter(|heap| !heap.hits.is_empty()).collect();
    let say = &ctx.say;
    let title = say.t("search-title");
    let content = html! {
        (head(Head::new(&title)))
        (toolbar(search_form(Search {
            action: "/search",
            value: &asked.q,
            label: &say.t("search-by"),
            button: &say.t("records-search"),
            region: REGION,
            keep: &[],
        })))
        div id=(REGION) aria-live="polite" {
            @if meant.is_empty() {
                (empty_state(say.t("search-empty"), say.t("search-empty-text"), html! {}))
            } @else if groups.is_empty() && places.is_empty() {
                (empty_state(say.t("records-nothing"), say.t("search-nothing-text"), html! {}))
            }
            @for group in &groups { (found(&ctx, group, &wanted, &found_by)) }
            @if !places.is_empty() { (card(say.t("search-places"), found_heaps(&places))) }
        }
    };
    Ok(show(&ctx, Nav::Search, &title, content))
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

fn found(ctx: &Ctx, group: &Group, wanted: &Wanted, q: &str) -> Markup {
    let say = &ctx.say;
    let (path, title) = match group.of {
        Of::Records(kind) => (kind.path(), say.t(&format!("kind-{}", kind.code()))),
        Of::People => ("/people", say.t("nav-people")),
    };
    let all = format!("{path}?q={}", form_encoded(q));
    let acts = match (group.more, group.partial) {
        (true, _) => link_button(Press::Quiet, say.t("search-all"), &all),
        (false, true) => link_button(Press::Quiet, say.t("records-look-further"), &all),
        (false, false) => html! {},
    };
    card_with(
        title,
        acts,
        html! {
            @if group.partial { p { (say.t("records-partial")) } }
            ul class="hits" { @for hit in &group.hits { li { (line(path, hit, wanted)) } } }
        },
    )
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
