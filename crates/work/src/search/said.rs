//! What the palette makes of filters said as words: the lists they lead to, the answers to a question back, and the words
//! themselves while one types them.

use base::web::components::Icon;
use base::web::faults::form_encoded;
use base::{Ctx, Result};
use kit::text;

use super::find::Of;
use super::narrowed::{self, List, Narrowed, narrowed};
use super::palette::{Heap, Hit, icon_of};
use crate::records::words::{self, Address, Ask};

/// So much of a word is typed before it is offered.
const SHORTEST: usize = 2;

/// What is offered to a line that names filters, instead of everything else; `None` where it names none.
pub async fn filtered(ctx: &Ctx, q: &str) -> Result<Option<Vec<Heap>>> {
    Ok(match narrowed(ctx, q).await? {
        Narrowed::Not => None,
        Narrowed::Lists(lists) => Some(lists.into_iter().map(|list| of_list(ctx, list)).collect()),
        Narrowed::Asks(path, ask) => Some(vec![of_ask(path, ask)]),
    })
}

/// The list itself, then its first records.
fn of_list(ctx: &Ctx, list: List) -> Heap {
    let (title, path) = (ctx.say.t(&format!("kind-{}", list.group.of.code())), list.group.of.path());
    let icon = match list.group.of {
        Of::Records(kind) => icon_of(kind),
        Of::People => Icon::People,
    };
    let all = Hit { icon: Icon::Search, note: list.q, ..Hit::to(list.all, list.called.join(" · ")) };
    let records = list.group.hits.into_iter().map(|found| {
        let note = found.phones.into_iter().chain(found.emails).next().unwrap_or_default();
        Hit { note, icon, ..Hit::to(format!("{path}/{}", found.id), found.title) }
    });
    Heap { title, hits: std::iter::once(all).chain(records).collect() }
}

fn of_ask(path: &str, ask: Ask) -> Heap {
    let answer = |(title, address): (String, Address)| Hit::to(words::href(path, &address), title);
    Heap { title: ask.text, hits: ask.choices.into_iter().map(answer).collect() }
}

/// The words that begin as the last one typed does; each leads to its question.
pub fn words(ctx: &Ctx, q: &str) -> Heap {
    let (before, last) = q.trim_end().rsplit_once(char::is_whitespace).unwrap_or(("", q.trim_end()));
    let typed = text::normalise(last);
    let mut hits: Vec<Hit> = Vec::new();
    for room in narrowed::rooms(ctx).into_iter().filter(|_| typed.chars().count() >= SHORTEST) {
        for word in room.words {
            let names = words::names_of(ctx, word.code);
            let Some(name) = names.into_iter().find(|name| text::normalise(name).starts_with(&typed)) else {
                continue;
            };
            let note = ctx.say.t(&format!("filter-says-{}", word.code));
            let href = format!("/search?q={}", form_encoded(format!("{before} {name}:").trim_start()));
            if !hits.iter().any(|hit| hit.note == note) {
                hits.push(Hit { note, icon: Icon::Search, ..Hit::to(href, format!("{name}:")) });
            }
        }
    }
    Heap { title: ctx.say.t("filter-help"), hits }
}
