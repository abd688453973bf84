//! "Share out…": the part of the dialog in which rules are written, one below the other, without script too.

use std::collections::BTreeMap;

use base::error::Fields;
use base::portfolios::sharing::{Choice as Named, Facet, Where};
use base::web::components::*;
use base::{Ctx, Kind, Result};
use kit::money::{Currency, input_value};
use maud::{Markup, html};

use super::drawn::kind_name;
use super::typed::Typed;
use crate::handovers::splits::Split;
use crate::handovers::{Preview, What};

/// One rule as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedRule {
    pub fields: BTreeMap<String, String>,
    pub to: Vec<String>,
}

/// The most rules that the dialog offers; programs may send more.
const MOST: usize = 10;

/// Adds `rule0.open` = `yes` to the rules; false for a name that is none of a rule.
pub(super) fn read(rules: &mut Vec<TypedRule>, name: &str, value: &str) -> bool {
    let Some((place, field)) = name.strip_prefix("rule").and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    let Some(place) = place.parse::<usize>().ok().filter(|place| *place < MOST) else { return false };
    while rules.len() <= place {
        rules.push(TypedRule::default());
    }
    if let Some(rule) = rules.get_mut(place) {
        match field {
            "to" => rule.to.push(value.to_owned()),
            field => {
                rule.fields.insert(field.to_owned(), value.trim().to_owned());
            }
        }
    }
    true
}

impl TypedRule {
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// A rule of which nothing was filled in is none.
    fn is_empty(&self) -> bool {
        self.to.is_empty() && self.fields.iter().all(|(name, value)| name == "kind" || value.is_empty())
    }
}

/// The rules that were meant.
///
/// # Errors
/// 422 for amounts and numbers of records that can't be read.
pub(super) fn splits(ctx: &Ctx, rules: &[TypedRule]) -> Result<Vec<Split>> {
    let mut wrong = Fields::default();
    let mut all = Vec::new();
    for rule in rules.iter().filter(|rule| !rule.is_empty()) {
        let currency = Currency::parse(&ctx.account.currency).ok();
        let mut amount = |name: &str| match rule.field(name) {
            "" => None,
            text => {
                currency.and_then(|currency| wrong.amount("splits", text, currency, "error-share-amount"))
            }
        };
        let (amount_from, amount_to) = (amount("from"), amount("upto"));
        let mut ids = None;
        if !rule.field("ids").is_empty() {
            let split = |c: char| c == ',' || c == ';' || c.is_whitespace();
            let read: std::result::Result<Vec<i64>, _> =
                rule.field("ids").split(split).filter(|id| !id.is_empty()).map(str::parse).collect();
            match read {
                Ok(read) => ids = Some(read),
                Err(_) => wrong.add("splits", "error-share-ids"),
            }
        }
        let fits = Where {
            pipeline_id: rule.field("pipeline").parse().ok(),
            stage_id: rule.field("stage").parse().ok(),
            open: match rule.field("open") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            department_id: None,
            amount_from,
            amount_to,
            currency: None,
            ids,
        };
        let kind = Kind::parse(rule.field("kind")).unwrap_or(Kind::Deal);
        all.push(Split { kind, fits, to: rule.to.iter().filter_map(|id| id.parse().ok()).collect() });
    }
    wrong.check()?;
    Ok(all)
}

/// Rules as they would be typed.
pub(super) fn typed(ctx: &Ctx, splits: &[Split]) -> Vec<TypedRule> {
    let currency = Currency::parse(&ctx.account.currency).ok();
    let amount = |value: Option<i64>| value.zip(currency).map(|(value, of)| input_value(value, of));
    let id = |value: Option<i64>| value.map(|id| id.to_string());
    let rule = |split: &Split| {
        let fits = &split.fits;
        let open = fits.open.map(|open| if open { "yes" } else { "no" }.to_owned());
        let ids = fits.ids.as_ref().map(|ids| ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", "));
        let fields = [
            ("kind", Some(split.kind.code().to_owned())),
            ("pipeline", id(fits.pipeline_id)),
            ("stage", id(fits.stage_id)),
            ("open", open),
            ("from", amount(fits.amount_from)),
            ("upto", amount(fits.amount_to)),
            ("ids", ids),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        TypedRule { fields, to: split.to.iter().map(i64::to_string).collect() }
    };
    splits.iter().map(rule).collect()
}

/// The rules below each other, and a button for another.
pub(super) fn share(
    ctx: &Ctx,
    preview: &Preview,
    typed: &Typed,
    choices: &BTreeMap<Kind, Vec<Named>>,
    error: Option<String>,
) -> Markup {
    let (say, rules) = (&ctx.say, typed.rules.as_slice());
    let none = [TypedRule::default()];
    let shown = if rules.is_empty() { none.as_slice() } else { rules };
    let open = error.is_some() || !rules.iter().all(TypedRule::is_empty) || rules.len() > 1;
    html! {
        (fold(say.t("share-out"), open, html! {
            p { (say.t("share-text")) }
            @if let Some(error) = error { (notice(Tone::Bad, error)) }
            @for (place, rule) in shown.iter().enumerate() { (one(ctx, preview, (place, rule), choices)) }
            @if shown.len() < MOST {
                (button_value_to(Press::Quiet, say.t("share-add"), ("add", "rule"), "/handovers/preview"))
            }
            @if typed.what == What::Departure {
                (checkbox(Check {
                    name: "end_access_now",
                    value: "1",
                    label: &say.t("share-end-now"),
                    hint: Some(&say.t("share-end-now-hint")),
                    checked: typed.end_now,
                }))
            }
        }))
    }
}

fn one(
    ctx: &Ctx,
    preview: &Preview,
    (place, rule): (usize, &TypedRule),
    choices: &BTreeMap<Kind, Vec<Named>>,
) -> Markup {
    let say = &ctx.say;
    let name = |field: &str| format!("rule{place}.{field}");
    let there = preview.holdings.iter().filter(|(kind, held)| held.count > 0 && kind.is_record());
    let kinds = there.map(|(kind, _)| Choice::new(kind.code(), kind_name(say, *kind))).collect();
    let deals = choices.get(&Kind::Deal).map(Vec::as_slice).unwrap_or_default();
    let offered = |facet: Facet| -> Vec<Choice<'_>> {
        let some = deals.iter().filter(move |choice| choice.facet == facet);
        some.map(|choice| Choice::new(choice.id.to_string(), choice.name.clone())).collect()
    };
    let states = vec![Choice::new("yes", say.t("share-open-yes")), Choice::new("no", say.t("share-open-no"))];
    let any = say.t("share-any");
    let labels: Vec<(String, String, bool)> = preview
        .successors
        .iter()
        .map(|one| {
            let label =
                if one.note.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.note) };
            (one.id.to_string(), label, rule.to.contains(&one.id.to_string()))
        })
        .collect();
    let to = name("to");
    let boxes = labels
        .iter()
        .map(|(id, label, checked)| Check { name: &to, value: id, label, hint: None, checked: *checked })
        .collect();
    let number = i64::try_from(place + 1).unwrap_or(1);
    html! {
        (group(
            say.with("plans-rule", &[("n", number.into())]),
            html! {
                (form_grid(html! {
                    (Select::new(name("kind"), say.t("handovers-kind"), kinds).selected(rule.field("kind")))
                    (Select::new(name("open"), say.t("share-open"), states)
                        .selected(rule.field("open")).none(any.as_str()))
                    (Select::new(name("pipeline"), say.t("share-pipeline"), offered(Facet::Pipeline))
                        .selected(rule.field("pipeline")).none(any.as_str()))
                    (Select::new(name("stage"), say.t("share-stage"), offered(Facet::Stage))
                        .selected(rule.field("stage")).none(any.as_str()))
                    (Input::text(name("from"), say.with("share-from", &[("currency", ctx.account.currency.as_str().into())]))
                        .value(rule.field("from")))
                    (Input::text(name("upto"), say.with("share-up-to", &[("currency", ctx.account.currency.as_str().into())]))
                        .value(rule.field("upto")))
                    (Input::text(name("ids"), say.t("share-ids")).value(rule.field("ids")))
                }))
                (checkboxes(say.t("share-to"), boxes))
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_by_their_place_and_empty_ones_are_none() {
        let mut rules = Vec::new();
        for (name, value) in
            [("rule1.to", "7"), ("rule1.to", "9"), ("rule1.open", "yes"), ("rule0.kind", "deal")]
        {
            assert!(read(&mut rules, name, value));
        }
        assert!(!read(&mut rules, "ruler", "x") && !read(&mut rules, "rule99.to", "7"));
        assert_eq!(rules.iter().map(TypedRule::is_empty).collect::<Vec<_>>(), [true, false]);
        assert_eq!(rules[1].to, ["7", "9"]);
    }
}
