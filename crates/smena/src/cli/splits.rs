//! `--split`: a rule that shares records out, as a person writes it.
//!
//! `deal open stage="In work" from=1000 to anna@example.com, borys@example.com`: a kind, what the records must be, the
//! word `to`, and who receives, evenly if they are several.

use base::portfolios::sharing::{Facet, Where};
use base::{Ctx, Error, Kind, Problem, org};
use kit::money::{Currency, parse_amount};
use people::handovers::splits::{self, Split};

use super::{Stop, who};

/// Reads one rule; pipelines, stages and departments are named by id or by name.
pub(super) async fn parse(ctx: &Ctx, text: &str) -> Result<Split, Stop> {
    let (left, right) = text.rsplit_once(" to ").ok_or_else(|| wrong(text))?;
    let words = words(left);
    let (kind, tests) = words.split_first().ok_or_else(|| wrong(text))?;
    let kind = Kind::parse(kind).ok_or_else(|| wrong(text))?;
    let mut fits = Where::default();
    for test in tests {
        read(ctx, kind, test, &mut fits).await?.ok_or_else(|| wrong(test))?;
    }
    amounts(ctx, tests, &mut fits)?;
    let mut to = Vec::new();
    for name in right.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        to.push(who::person(ctx, name).await?);
    }
    Ok(Split { kind, fits, to })
}

/// One test; `None` when it is none.
async fn read(ctx: &Ctx, kind: Kind, test: &str, fits: &mut Where) -> Result<Option<()>, Stop> {
    let (name, value) = test.split_once('=').unwrap_or((test, ""));
    match (name, value) {
        ("open", "") => fits.open = Some(true),
        ("closed", "") => fits.open = Some(false),
        ("pipeline", value) => fits.pipeline_id = named(ctx, kind, Facet::Pipeline, value).await?,
        ("stage", value) => fits.stage_id = named(ctx, kind, Facet::Stage, value).await?,
        ("department", value) => fits.department_id = department(ctx, value).await?,
        ("currency", value) => fits.currency = Some(value.to_owned()),
        // With the currency, when all is read.
        ("from" | "up-to", _) => {}
        ("id", value) => {
            let ids: Result<Vec<i64>, _> = value.split(',').map(|id| id.trim().parse()).collect();
            let Ok(ids) = ids else { return Ok(None) };
            fits.ids.get_or_insert_default().extend(ids);
        }
        _ => return Ok(None),
    }
    let found = match name {
        "pipeline" => fits.pipeline_id.is_some(),
        "stage" => fits.stage_id.is_some(),
        "department" => fits.department_id.is_some(),
        _ => true,
    };
    Ok(found.then_some(()))
}

/// Amounts as people write them, in the rule's currency or else the account's.
fn amounts(ctx: &Ctx, tests: &[String], fits: &mut Where) -> Result<(), Stop> {
    for test in tests {
        let Some((name, value)) = test.split_once('=') else { continue };
        let code = fits.currency.clone().unwrap_or_else(|| ctx.account.currency.clone());
        let amount = || {
            let currency = Currency::parse(&code).map_err(|_| wrong(&code))?;
            parse_amount(value, currency).map_err(|_| wrong(test))
        };
        match name {
            "from" => fits.amount_from = Some(amount()?),
            "up-to" => fits.amount_to = Some(amount()?),
            _ => {}
        }
    }
    Ok(())
}

async fn named(ctx: &Ctx, kind: Kind, facet: Facet, value: &str) -> Result<Option<i64>, Stop> {
    let choices = splits::choices(ctx).await?.remove(&kind).unwrap_or_default();
    let id: Option<i64> = value.parse().ok();
    let fits = |name: &str| kit::text::normalise(name) == kit::text::normalise(value);
    let found = choices.iter().filter(|choice| choice.facet == facet);
    Ok(found.filter(|choice| Some(choice.id) == id || fits(&choice.name)).map(|choice| choice.id).next())
}

pub(super) async fn department(ctx: &Ctx, value: &str) -> Result<Option<i64>, Stop> {
    let names = ctx.read(org::department_names).await?;
    let id: Option<i64> = value.parse().ok();
    let fits = |name: &str| kit::text::normalise(name) == kit::text::normalise(value);
    Ok(names.into_iter().find(|(of, name)| Some(*of) == id || fits(name)).map(|(id, _)| id))
}

fn wrong(text: &str) -> Stop {
    Stop::Refused(Error::Invalid(Problem::new("cli-split").with("text", text)))
}

/// Words at blanks; what stands in double quotes is one.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_words_and_quotes_hold_blanks_together() {
        assert_eq!(words("deal  open stage=\"In work\""), ["deal", "open", "stage=In work"]);
        assert!(words("  ").is_empty());
    }
}
