//! A report as tables for spreadsheets: what moved, and every record of it.

use std::collections::BTreeSet;

use axum::response::Response;
use base::authz::{self, Do};
use base::web::{Path, sheet};
use base::words::Say;
use base::{Ctx, Kind, Result};
use kit::lang::Lang;
use kit::money::{self, Currency};

use super::drawn::{kind_name, what_name};
use super::report::by_rule;
use crate::handovers::Names;
use crate::handovers::report::{self, MOST, Part, Record, Report, Start};

/// `GET /handovers/{id}/report.csv`: a row for each kind, giver, receiver and rule.
pub async fn report_sheet(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    authz::decide(&ctx.actor, &Do::Download)?;
    let report = report::report(&ctx, id).await?;
    let number = report.told.fact.number;
    sheet::whole(&format!("handover-{number}"), ctx.say.lang, &rows(&ctx, &report))
}

/// `GET /handovers/{id}/records.csv`: every record that lies now in what moved, as far as the reader sees it.
pub async fn records_sheet(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    authz::decide(&ctx.actor, &Do::Download)?;
    let (told, _) = crate::handovers::told(&ctx, id).await?;
    let say = &ctx.say;
    let keys = [
        "handovers-kind",
        "reports-id",
        "plans-record",
        "share-open",
        "plans-sum",
        "reports-currency",
        "handovers-from",
        "handovers-to",
        "reports-holder",
    ];
    let head = keys.map(|key| say.t(key)).to_vec();
    let name = format!("handover-{}-records", told.fact.number);
    sheet::streamed(&name, say.lang, head, move |start: Option<Start>| {
        let ctx = ctx.clone();
        async move {
            let (records, names, next) = report::records(&ctx, id, start, MOST).await?;
            Ok((records.iter().map(|record| line(&ctx.say, record, &names)).collect(), next))
        }
    })
}

fn line(say: &Say, record: &Record, names: &Names) -> sheet::Row {
    let state = match record.kind {
        Kind::Deal | Kind::Task => say.t(if record.open { "share-open-yes" } else { "share-open-no" }),
        Kind::Contact | Kind::Company | Kind::Bin | Kind::Source | Kind::Trigger => String::new(),
    };
    let money =
        |code: &str| if code.is_empty() { String::new() } else { amount(say.lang, record.amount, code) };
    vec![
        kind_name(say, record.kind),
        record.id.to_string(),
        record.title.clone(),
        state,
        money(&record.currency),
        record.currency.clone(),
        name(names, record.from),
        name(names, record.to),
        name(names, record.holder),
    ]
}

fn rows(ctx: &Ctx, report: &Report) -> Vec<sheet::Row> {
    let (say, fact) = (&ctx.say, &report.told.fact);
    let currencies: BTreeSet<&String> = report.parts.iter().flat_map(|part| part.sums.keys()).collect();
    let keys = [
        "handovers-number",
        "handovers-what",
        "handovers-person",
        "handovers-when",
        "handovers-by",
        "handovers-reason",
        "reports-undone",
        "handovers-kind",
        "handovers-from",
        "handovers-to",
        "reports-rule",
        "handovers-all",
        "handovers-open",
    ];
    let mut head: sheet::Row = keys.iter().map(|key| say.t(key)).collect();
    for code in &currencies {
        let of = [("currency", code.as_str().into())];
        head.extend([say.with("reports-sum", &of), say.with("reports-open-sum", &of)]);
    }
    let by = match fact.by_person {
        Some(person) => name(&report.names, person),
        None => say.t("event-who-operator"),
    };
    let about = vec![
        fact.number.to_string(),
        what_name(say, fact.what),
        name(&report.names, fact.person),
        kit::date::input_local(fact.at, &ctx.zone()).replace('T', " "),
        by,
        fact.reason.clone().unwrap_or_default(),
        fact.undone_at
            .map(|at| kit::date::input_local(at, &ctx.zone()).replace('T', " "))
            .unwrap_or_default(),
    ];
    let mut rows = vec![head];
    for part in &report.parts {
        let ruled = if report.rules.is_empty() { String::new() } else { by_rule(say, part) };
        let mut row = about.clone();
        row.extend([
            kind_name(say, part.kind),
            name(&report.names, part.from),
            name(&report.names, part.to),
            ruled,
            part.count.to_string(),
            part.open.to_string(),
        ]);
        row.extend(currencies.iter().flat_map(|code| summed(say, part, code)));
        rows.push(row);
    }
    if report.parts.is_empty() {
        rows.push(about);
    }
    rows
}

fn summed(say: &Say, part: &Part, code: &str) -> [String; 2] {
    match part.sums.get(code) {
        Some(sum) => [sum.all, sum.open].map(|minor| amount(say.lang, minor, code)),
        None => [String::new(), String::new()],
    }
}

fn amount(lang: Lang, minor: i64, code: &str) -> String {
    match Currency::parse(code) {
        Ok(known) => sheet::number(lang, &money::input_value(minor, known)),
        Err(_) => minor.to_string(),
    }
}

fn name(names: &Names, id: i64) -> String {
    names.get(&id).map(|name| name.name.clone()).unwrap_or_default()
}
