//! What the palette offers: pages and acts by all their words, people and records by the search, best first.

use base::authz::{Area, Deed, Scope};
use base::web::components::Icon;
use base::web::faults::form_encoded;
use base::{Ctx, Kind, Result, org};
use kit::lang::Lang;
use kit::text;

use super::about;
use super::find::{self, Of};
use super::meant::{Meant, find_meant};
use super::places::{self, Act, Place};
use super::said;
use super::went::went;
use crate::records::rank::{Fit, fit};

/// Something to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub href: String,
    pub title: String,
    /// Why it was found, or how to reach it; may be empty.
    pub note: String,
    pub icon: Icon,
}

impl Hit {
    pub fn to(href: String, title: String) -> Hit {
        Hit { href, title, note: String::new(), icon: Icon::Arrow }
    }
}

/// Hits under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heap {
    pub title: String,
    pub hits: Vec<Hit>,
}

/// How well the best of a heap fits: whether another layout had to be supposed, then the fit.
pub(super) type Rank = (bool, Fit);

/// So many pages, so many acts, so many colleagues.
pub(super) const SHOWN: usize = 6;

/// Everything that was typed finds; without anything typed, where one was lately and all that one may open.
pub async fn palette(ctx: &Ctx, q: &str, lately: &[String]) -> Result<Vec<Heap>> {
    let meant = Meant::read(q);
    let say = &ctx.say;
    if meant.is_empty() {
        let mut heaps = vec![Heap { title: say.t("search-lately"), hits: went(ctx, lately).await? }];
        heaps.extend(places(ctx, &meant).into_iter().map(|(_, heap)| heap));
        heaps.retain(|heap| !heap.hits.is_empty());
        return Ok(heaps);
    }
    if let Some(heaps) = said::filtered(ctx, q).await? {
        return Ok(heaps);
    }
    let mut ranked = places(ctx, &meant);
    ranked.push(about::somebody(ctx, &meant).await?);
    ranked.push(colleagues(ctx, &meant).await?);
    let (found_by, groups) = find_meant(ctx, &meant).await?;
    let reading = meant.readings().iter().position(|reading| reading.q == found_by).unwrap_or_default();
    let words = text::words(&found_by);
    ranked.extend(groups.into_iter().map(|group| of_group(ctx, group, &words, reading > 0)));
    ranked.retain(|(_, heap)| !heap.hits.is_empty());
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut heaps: Vec<Heap> = ranked.into_iter().map(|(_, heap)| heap).collect();
    heaps.extend(Some(said::words(ctx, q)).filter(|heap| !heap.hits.is_empty()));
    let all = Hit {
        icon: Icon::Search,
        ..Hit::to(format!("/search?q={}", form_encoded(q)), say.with("search-for", &[("q", q.trim().into())]))
    };
    heaps.push(Heap { title: say.t("search-title"), hits: vec![all] });
    Ok(heaps)
}

/// Pages and acts.
pub fn places(ctx: &Ctx, meant: &Meant) -> Vec<(Rank, Heap)> {
    let heap = |act, title: &str| {
        let open = places::open_to(ctx).filter(|place| place.act == act);
        let mut found: Vec<(Rank, bool, Hit)> = open.filter_map(|place| fits(ctx, place, meant)).collect();
        found.sort_by_key(|(rank, other, _)| (*rank, *other));
        if !meant.is_empty() {
            found.truncate(SHOWN);
        }
        let best = found.first().map_or((true, Fit::Otherwise), |(rank, ..)| *rank);
        (best, Heap { title: ctx.say.t(title), hits: found.into_iter().map(|(.., hit)| hit).collect() })
    };
    vec![heap(Act::Look, "search-pages"), heap(Act::Do, "search-acts")]
}

/// How the place fits, and whether by another name than its own.
fn fits(ctx: &Ctx, place: &Place, meant: &Meant) -> Option<(Rank, bool, Hit)> {
    let hit = Hit { icon: place.icon, ..Hit::to(place.href.to_owned(), ctx.say.t(place.title)) };
    if meant.is_empty() {
        return Some(((false, Fit::Begins), false, hit));
    }
    let names = names(ctx, place);
    let normal: Vec<String> = names.iter().map(|name| text::normalise(name)).collect();
    let ways = meant.readings().iter().enumerate();
    let best = ways.filter_map(|(n, reading)| {
        let (fit, by) = fit(&reading.words, &normal)?;
        Some(((n > 0, fit), by))
    });
    let (rank, by) = best.min()?;
    let note = if by == 0 { String::new() } else { names.into_iter().nth(by)? };
    Some((rank, by > 0, Hit { note, ..hit }))
}

/// What a place is called: its own name first, then the words people use for it in the reader's language, then all of
/// that in the others.
pub(super) fn names(ctx: &Ctx, place: &Place) -> Vec<String> {
    let others = Lang::all().into_iter().filter(|lang| *lang != ctx.say.lang);
    let mut names = Vec::new();
    for lang in std::iter::once(ctx.say.lang).chain(others) {
        let say = ctx.app.words.say(lang);
        names.push(say.t(place.title));
        let also = say.t(&format!("search-also-{}", place.code));
        names.extend(also.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
    }
    names
}

/// Colleagues, for who doesn't manage people but sees what others hold: the same names as the lists' filter offers, and
/// to the same end.
async fn colleagues(ctx: &Ctx, meant: &Meant) -> Result<(Rank, Heap)> {
    let title = ctx.say.t("search-colleagues");
    let wide = Kind::RECORDS.into_iter().find(|kind| ctx.actor.scope(*kind, Deed::See) > Scope::Own);
    let nobody = ((true, Fit::Otherwise), Heap { title: title.clone(), hits: Vec::new() });
    let Some(kind) = wide.filter(|_| !ctx.actor.has(Area::People)) else { return Ok(nobody) };
    let people = ctx.read(move |tx| org::picker(tx, Some(kind))).await?;
    let mut found: Vec<(Rank, Hit)> = Vec::new();
    for person in people {
        let names = [text::normalise(&person.name)];
        let ways = meant.readings().iter().enumerate();
        let best = ways.filter_map(|(n, reading)| Some((n > 0, fit(&reading.words, &names)?.0))).min();
        let Some(rank) = best else { continue };
        let href = format!("{}?responsible_id={}", kind.path(), person.id);
        let note = ctx.say.t(&format!("kind-{}", kind.code()));
        found.push((rank, Hit { icon: Icon::People, note, ..Hit::to(href, person.name) }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    let best = found.first().map_or(nobody.0, |(rank, _)| *rank);
    Ok((best, Heap { title, hits: found.into_iter().take(SHOWN).map(|(_, hit)| hit).collect() }))
}

fn of_group(ctx: &Ctx, group: find::Group, words: &[String], misread: bool) -> (Rank, Heap) {
    let (title, icon) = match group.of {
        Of::Records(kind) => (ctx.say.t(&format!("kind-{}", kind.code())), icon_of(kind)),
        Of::People => (ctx.say.t("nav-people"), Icon::People),
    };
    let path = group.of.path();
    let mut hits: Vec<(Fit, Hit)> = group
        .hits
        .into_iter()
        .map(|found| {
            let fit = fit(words, &[text::normalise(&found.title)]).map_or(Fit::Otherwise, |(fit, _)| fit);
            let note = found.phones.into_iter().chain(found.emails).next().unwrap_or_default();
            (fit, Hit { note, icon, ..Hit::to(format!("{path}/{}", found.id), found.title) })
        })
        .collect();
    hits.sort_by_key(|(fit, _)| *fit);
    let best = hits.first().map_or(Fit::Otherwise, |(fit, _)| *fit);
    ((misread, best), Heap { title, hits: hits.into_iter().map(|(_, hit)| hit).collect() })
}

pub fn icon_of(kind: Kind) -> Icon {
    match kind {
        Kind::Contact => Icon::Contacts,
        Kind::Company => Icon::Companies,
        Kind::Task => Icon::Tasks,
        _ => Icon::Deals,
    }
}
