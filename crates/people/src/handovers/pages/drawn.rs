//! Drawings and sayings that several pages share.

use std::collections::BTreeMap;

use base::credentials::{AccessKind, Counts};
use base::journal::Moved;
use base::org::Name;
use base::web::components::*;
use base::words::Say;
use base::{Kind, web};
use maud::{Markup, html};

use super::super::What;

/// Somebody of a list of names.
pub(super) fn who(name: &Name) -> Who<'_> {
    web::timeline::who(name)
}

/// A person as a link to their card.
pub(super) fn link(name: Option<&Name>) -> Markup {
    match name {
        Some(name) => person_link(who(name), &card_of(name.id)),
        None => html! { "—" },
    }
}

/// The address of a person's card.
pub(super) fn card_of(person: i64) -> String {
    format!("/people/{person}")
}

/// The name of a kind in the reader's language.
pub(super) fn kind_name(say: &Say, kind: Kind) -> String {
    say.t(&format!("kind-{}", kind.code()))
}

/// The name of a way in.
pub(super) fn access_name(say: &Say, kind: AccessKind) -> String {
    say.t(&format!("access-{}", kind.code()))
}

/// What kind of fact it is.
pub(super) fn what_name(say: &Say, what: What) -> String {
    say.t(what.word())
}

/// "Deals 747, Contacts 12": what of each kind, in one line.
pub(super) fn loads_line(say: &Say, loads: &[(Kind, i64)]) -> String {
    let parts: Vec<String> =
        loads.iter().map(|(kind, count)| format!("{} {count}", kind_name(say, *kind))).collect();
    parts.join(", ")
}

/// How many of each way in, in one line.
pub(super) fn access_line(say: &Say, ended: Counts) -> String {
    let some = ended.each().into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> =
        some.map(|(kind, count)| format!("{} {count}", access_name(say, kind))).collect();
    if parts.is_empty() { say.t("handovers-no-access") } else { parts.join(", ") }
}

/// Who receives, and what: one leg of the drawing.
pub(super) struct Receiver<'a> {
    pub to: Who<'a>,
    pub loads: Vec<(Kind, i64)>,
}

/// What moved, receiver by receiver; who is not among the names is left out.
pub(super) fn receivers<'a>(moved: &[Moved], find: impl Fn(i64) -> Option<Who<'a>>) -> Vec<Receiver<'a>> {
    let mut all: BTreeMap<i64, Vec<(Kind, i64)>> = BTreeMap::new();
    for m in moved {
        all.entry(m.to).or_default().push((m.kind, m.count));
    }
    all.into_iter().filter_map(|(id, loads)| Some(Receiver { to: find(id)?, loads })).collect()
}

/// The drawing: from whom, what and how much, to whom.
pub(super) fn drawing(say: &Say, from: Who<'_>, note: &str, receivers: &[Receiver<'_>]) -> Markup {
    let texts: Vec<Vec<(String, String)>> = receivers
        .iter()
        .map(|r| r.loads.iter().map(|(kind, n)| (kind_name(say, *kind), n.to_string())).collect())
        .collect();
    let to: Vec<String> =
        receivers.iter().map(|r| format!("{}: {}", r.to.name, loads_line(say, &r.loads))).collect();
    let legs = receivers.iter().zip(&texts).map(|(r, loads)| Leg {
        to: r.to,
        loads: loads.iter().map(|(kind, count)| Load { kind, count }).collect(),
    });
    let says = say.with("handovers-drawing", &[("from", from.name.into()), ("to", to.join("; ").into())]);
    flow(Flow { from, note, legs: legs.collect(), says: &says })
}

/// Sent back to a person's card with a word on what came of it.
pub(super) fn to_card(person: i64, text: String) -> axum::response::Response {
    web::see_other(&card_of(person), Some(web::Notice::good(text)))
}
