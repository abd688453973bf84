//! Sharing records out by rules: what a room that keeps a kind declares, so that hand-overs can match and move single
//! records without knowing what they are.
//!
//! A rule speaks of facets (a stage, open or closed, an amount); a room says which of them its kind has and answers
//! with functions over its own store. Re-labelling gives records another portfolio and touches nothing else of them.

use serde::{Deserialize, Serialize};

use crate::{Kind, Reading, Result, Tx, Writing};

/// Something by which records of a kind can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    Pipeline,
    Stage,
    /// Open or closed.
    Open,
    /// An amount of money, from and to, in one currency.
    Amount,
}

/// What a record must be for a rule to match; what isn't named may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Where {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<i64>,
    /// `true`: open, `false`: closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Work that was opened for a member of this department, or lies in its queue: of a person who took over others'
    /// work, the work of one team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<i64>,
    /// At least so much, in minor units of `currency`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_from: Option<i64>,
    /// At most so much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_to: Option<i64>,
    /// ISO 4217; without one the account's, where an amount is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Exactly these records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<i64>>,
}

impl Where {
    /// The facets that it speaks of. Departments and single records every kind has.
    pub fn facets(&self) -> Vec<Facet> {
        let named = [
            (Facet::Pipeline, self.pipeline_id.is_some()),
            (Facet::Stage, self.stage_id.is_some()),
            (Facet::Open, self.open.is_some()),
            (
                Facet::Amount,
                self.amount_from.is_some() || self.amount_to.is_some() || self.currency.is_some(),
            ),
        ];
        named.into_iter().filter(|(_, named)| *named).map(|(facet, _)| facet).collect()
    }
}

/// What is asked of each record: that it fits one rule, and none of others.
#[derive(Clone, Copy, Debug)]
pub struct Test<'a> {
    pub fits: Option<&'a Where>,
    pub none_of: &'a [&'a Where],
}

impl Test<'_> {
    /// Every record passes.
    pub const ANY: Test<'static> = Test { fits: None, none_of: &[] };
}

/// Which records are looked through.
#[derive(Clone, Copy, Debug)]
pub enum Among<'a> {
    /// The next of a portfolio, by id.
    Portfolio { id: i64, after: i64, limit: i64 },
    /// These, wherever they lie.
    Ids(&'a [i64]),
}

/// A record and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: i64,
    pub portfolio: i64,
}

/// How many of one kind of records, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Where the records are dealt out to several: to which place.
    pub place: i64,
    pub open: bool,
    pub currency: String,
    pub count: i64,
    pub amount: i64,
}

/// Portfolios whose records are summed, in order, and how they are dealt out: to how many places, beginning at which.
#[derive(Clone, Copy, Debug)]
pub struct Deal<'a> {
    pub portfolios: &'a [i64],
    pub places: i64,
    pub first: i64,
}

/// A record as a list of a plan shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub title: String,
    /// Where a deal stands; 0 for every other kind.
    pub stage: i64,
    pub open: bool,
    pub amount: i64,
    /// Empty where there are no amounts.
    pub currency: String,
}

/// What a picker offers for a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub facet: Facet,
    pub id: i64,
    pub name: String,
}

/// Tells so many records of a portfolio after this id.
pub type Tell = fn(&mut Tx<'_, Reading>, portfolio: i64, after: i64, limit: i64) -> Result<Vec<Line>>;

/// What a room declares about matching and moving its records.
#[derive(Clone, Copy)]
pub struct Sharing {
    pub facets: &'static [Facet],
    /// What can be chosen for facets that are chosen by name.
    pub choices: fn(&mut Tx<'_, Reading>) -> Result<Vec<Choice>>,
    /// Records that pass the test, by id.
    pub find: fn(&mut Tx<'_, Reading>, &Among<'_>, &Test<'_>) -> Result<Vec<Found>>,
    /// Counts and sums of what passes the test.
    pub sum: fn(&mut Tx<'_, Reading>, &Deal<'_>, &Test<'_>) -> Result<Vec<Sum>>,
    /// Gives these records of one portfolio another; those that have left it meanwhile stay where they are. Version,
    /// time of change and timeline are untouched, roll-ups follow. Tells how many.
    pub relabel: fn(&mut Tx<'_, Writing>, ids: &[i64], from: i64, to: i64) -> Result<i64>,
    /// The next records of a portfolio, by id.
    pub tell: Tell,
}

impl Sharing {
    /// Whether rules can speak of this kind at all: deleted records, sources and triggers go whole, with the rest.
    pub fn is_open(kind: Kind) -> bool {
        kind.is_record()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_its_facets() {
        let rule: Where = serde_json::from_str(r#"{"open":true,"currency":"EUR"}"#).unwrap_or_default();
        assert_eq!(rule.facets(), [Facet::Open, Facet::Amount]);
        assert!(Where::default().facets().is_empty());
        assert!(serde_json::from_str::<Where>(r#"{"colour":"red"}"#).is_err());
    }
}
