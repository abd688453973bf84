//! What was typed into the dialog, kept as it was typed.

use std::collections::{BTreeMap, BTreeSet};

use base::{Ctx, Error, Kind, Result};

use super::super::plan::field_of;
use super::super::planned::Planned;
use super::super::splits::Split;
use super::super::{Fate, Plan, Preview, What};
use super::share::{self, TypedRule};

/// The dialog's fields.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub person: Option<i64>,
    pub what: What,
    pub successor: String,
    pub by_kind: BTreeMap<Kind, String>,
    /// The kinds ticked to be handed over; a departure moves everything and asks no ticks.
    pub ticked: BTreeSet<Kind>,
    pub reason: String,
    pub once: String,
    /// Rules that share records out.
    pub rules: Vec<TypedRule>,
    /// Another empty rule is asked for.
    pub add: bool,
    /// Access is to end before the records are shared out.
    pub end_now: bool,
    /// Who has each post next, by department; `vacant` for nobody.
    pub posts: BTreeMap<i64, String>,
    /// What becomes of each token.
    pub tokens: BTreeMap<i64, String>,
    pub when: When,
}

/// When it is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// At a moment to come, and not now.
    pub later: bool,
    /// The moment as the form has it: `2026-11-30T18:00`.
    pub at: String,
    pub limits: bool,
    /// The planned departure that is changed.
    pub instead: Option<i64>,
}

impl When {
    /// Takes a field of the form; false for a name that is none of these.
    pub fn read(&mut self, name: &str, value: &str) -> bool {
        match name {
            "when" => self.later = value == "later",
            "at" => value.trim().clone_into(&mut self.at),
            "limits" => self.limits = true,
            "instead" => self.instead = value.parse().ok(),
            _ => return false,
        }
        true
    }

    /// The moment to come that was asked for, in the zone of who asks; `None` for now.
    ///
    /// # Errors
    /// 422 for what is no moment.
    pub fn moment(&self, ctx: &Ctx) -> Result<Option<i64>> {
        if !self.later {
            return Ok(None);
        }
        let at = kit::date::parse_local(&self.at, &ctx.zone());
        at.map(Some).map_err(|_| Error::field("at", "error-planned-moment"))
    }
}

/// The posts as they were typed: those not chosen are left out, so that they are asked for.
pub(super) fn posts(typed: &BTreeMap<i64, String>) -> BTreeMap<i64, Option<i64>> {
    let answered = typed.iter().filter(|(_, to)| !to.is_empty());
    answered.map(|(department, to)| (*department, if to == VACANT { None } else { chosen(to) })).collect()
}

/// What is to become of each token, as it was typed.
pub(super) fn fates(typed: &BTreeMap<i64, String>) -> BTreeMap<i64, Fate> {
    typed.iter().filter_map(|(token, fate)| Some((*token, Fate::parse(fate)?))).collect()
}

/// What a post's field says when nobody is to have it.
pub(super) const VACANT: &str = "vacant";

impl Typed {
    /// An untouched dialog: everything ticked.
    pub fn fresh(person: i64, what: What, successor: String) -> Typed {
        Typed {
            person: Some(person),
            what,
            successor,
            by_kind: BTreeMap::new(),
            ticked: Kind::ALL.into(),
            reason: String::new(),
            once: String::new(),
            rules: Vec::new(),
            add: false,
            end_now: false,
            posts: BTreeMap::new(),
            tokens: BTreeMap::new(),
            when: When::default(),
        }
    }

    /// The dialog as a planned departure was asked for.
    pub fn of(ctx: &Ctx, planned: &Planned) -> Typed {
        let plan = &planned.plan;
        let text = |id: &i64| id.to_string();
        Typed {
            by_kind: plan.by_kind.iter().map(|(kind, to)| (*kind, text(to))).collect(),
            reason: plan.reason.clone().unwrap_or_default(),
            rules: share::typed(ctx, &plan.splits),
            posts: plan
                .posts
                .iter()
                .map(|(department, to)| (*department, to.as_ref().map_or_else(|| VACANT.to_owned(), text)))
                .collect(),
            tokens: plan.access.iter().map(|(token, fate)| (*token, String::from(*fate))).collect(),
            when: When {
                later: true,
                at: kit::date::input_local(planned.at, &ctx.zone()),
                limits: planned.limits,
                instead: Some(planned.id),
            },
            ..Typed::fresh(
                planned.person,
                What::Departure,
                plan.successor.as_ref().map(text).unwrap_or_default(),
            )
        }
    }

    pub fn read(pairs: Vec<(String, String)>) -> Typed {
        let mut typed = Typed::fresh(0, What::Departure, String::new());
        (typed.person, typed.ticked) = (None, BTreeSet::new());
        for (name, value) in pairs {
            match name.as_str() {
                "person" => typed.person = value.parse().ok(),
                "mode" => typed.what = mode(&value),
                "successor" => typed.successor = value,
                "reason" => typed.reason = value,
                "once" => typed.once = value,
                "add" => typed.add = true,
                "end_access_now" => typed.end_now = true,
                name if share::read(&mut typed.rules, name, &value) => {}
                name if typed.when.read(name, &value) => {}
                name if numbered(&mut typed.posts, "post.", name, &value) => {}
                name if numbered(&mut typed.tokens, "token.", name, &value) => {}
                "kind" => typed.ticked.extend(Kind::parse(&value)),
                _ => {
                    let kind = Kind::ALL.into_iter().find(|kind| field_of(*kind) == name);
                    typed.by_kind.extend(kind.filter(|_| !value.is_empty()).map(|kind| (kind, value)));
                }
            }
        }
        typed
    }

    /// What was asked for.
    ///
    /// # Errors
    /// 422 when a ticked kind has no receiver, or nothing is ticked.
    pub fn plan(&self, ctx: &Ctx, preview: &Preview) -> Result<Plan> {
        let plan = self.said(share::splits(ctx, &self.rules)?);
        match self.what {
            What::Handover => self.part(preview, plan),
            What::Departure | What::Giveback | What::Undo => Ok(plan),
        }
    }

    /// As much of it as has been said, whole or not, and the kinds that are meant to move.
    pub fn draft(&self, ctx: &Ctx) -> (Plan, BTreeSet<Kind>) {
        let kinds = if self.what == What::Handover { self.ticked.clone() } else { Kind::ALL.into() };
        (self.said(share::splits(ctx, &self.rules).unwrap_or_default()), kinds)
    }

    fn said(&self, splits: Vec<Split>) -> Plan {
        let by_kind = self.by_kind.iter().filter_map(|(kind, id)| Some((*kind, chosen(id)?))).collect();
        let (successor, access) = (chosen(&self.successor), fates(&self.tokens));
        let plan = Plan { successor, by_kind, splits, posts: posts(&self.posts), access, reason: None };
        plan.because(&self.reason)
    }

    /// Only what is ticked; all ticked is everything, empty rows too.
    fn part(&self, preview: &Preview, plan: Plan) -> Result<Plan> {
        let there = || preview.holdings.iter().filter(|(_, held)| held.count > 0).map(|(kind, _)| *kind);
        if there().count() > 0 && !there().any(|kind| self.ticked.contains(&kind)) {
            return Err(Error::field("kind", "error-handovers-none-ticked"));
        }
        if plan.successor.is_some() && there().all(|kind| self.ticked.contains(&kind)) {
            return Ok(plan);
        }
        let mut by_kind = BTreeMap::new();
        for kind in there().filter(|kind| self.ticked.contains(kind)) {
            let to = plan.by_kind.get(&kind).copied().or(plan.successor);
            by_kind.insert(kind, to.ok_or(Error::field("successor", "error-choose-successor"))?);
        }
        Ok(Plan { successor: None, by_kind, ..plan })
    }
}

/// Takes a field named by a prefix and an id, such as `post.7`.
pub(super) fn numbered(all: &mut BTreeMap<i64, String>, prefix: &str, name: &str, value: &str) -> bool {
    let Some(id) = name.strip_prefix(prefix).and_then(|id| id.parse().ok()) else { return false };
    all.insert(id, value.to_owned());
    true
}

/// Which dialog is meant.
pub(super) fn mode(text: &str) -> What {
    if text == What::Handover.code() { What::Handover } else { What::Departure }
}

/// The person chosen; what isn't an id is nobody's.
pub(super) fn chosen(text: &str) -> Option<i64> {
    (!text.is_empty()).then(|| text.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn the_form_is_read_as_it_was_sent() {
        let sent = [
            ("person", "7"),
            ("mode", "handover"),
            ("kind", "deal"),
            ("kind", "task"),
            ("by_kind.deal", "9"),
        ];
        let read = typed(&sent);
        assert_eq!((read.person, read.what), (Some(7), What::Handover));
        assert_eq!(read.ticked, [Kind::Deal, Kind::Task].into());
        assert_eq!(read.by_kind, [(Kind::Deal, "9".to_owned())].into());
        assert_eq!(typed(&[("by_kind.deal", ""), ("by_kind.x", "3")]).by_kind, BTreeMap::new());
    }

    #[test]
    fn a_post_is_given_left_vacant_or_not_answered() {
        let read = typed(&[
            ("post.4", "9"),
            ("post.5", "vacant"),
            ("post.6", ""),
            ("post.x", "9"),
            ("token.3", "end"),
        ]);
        assert_eq!(posts(&read.posts), [(4, Some(9)), (5, None)].into());
        assert_eq!(read.tokens, [(3, "end".to_owned())].into());
    }

    #[test]
    fn nonsense_in_a_picker_is_nobody_and_nothing_is_not_chosen() {
        assert_eq!((chosen(""), chosen("7"), chosen("x")), (None, Some(7), Some(0)));
    }
}
