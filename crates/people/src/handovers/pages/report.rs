//! The sections of a report, the same on the page and in print.

use base::web::components::*;
use base::words::Say;
use base::{Ctx, Kind};
use kit::money::{self, Currency};
use maud::{Markup, html};

use super::drawn::{access_line, kind_name, link, loads_line, what_name};
use crate::handovers::report::{Called, Part, Report};
use crate::handovers::splits::Split;
use crate::handovers::{Left, What, Why};

/// "Deactivation No. 12".
pub(super) fn title(say: &Say, what: What, number: i64) -> String {
    let values = [("what", what_name(say, what).into()), ("number", number.into())];
    say.with("handovers-numbered", &values)
}

/// What moved: kind by kind, from whom, to whom, by which rule.
pub(super) fn moved(ctx: &Ctx, report: &Report) -> Markup {
    let say = &ctx.say;
    if report.parts.is_empty() {
        return html! { p { (say.t("handovers-moved-nothing")) } };
    }
    let ruled = !report.rules.is_empty();
    let summed = report.parts.iter().any(|part| !part.sums.is_empty());
    let lines = report.parts.iter().map(|part| {
        let kind = kind_name(say, part.kind);
        let all = match part.kind {
            of if !of.is_record() => html! { (part.count) },
            of => html! { a href={ (of.path()) "?handover_id=" (report.told.fact.id) } { (part.count) } },
        };
        let mut cells = vec![html! { (kind) }, all, html! { (open(part)) }];
        if summed {
            cells.push(html! { (sums(say, part)) });
        }
        cells.extend([link(report.names.get(&part.from)), link(report.names.get(&part.to))]);
        if ruled {
            cells.push(html! { (by_rule(say, part)) });
        }
        Line::new(0, kind, cells)
    });
    let mut columns = vec![
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-all")).numbers(),
        Column::new(say.t("handovers-open")).numbers(),
    ];
    if summed {
        columns.push(Column::new(say.t("plans-sum")).numbers());
    }
    columns.extend([Column::new(say.t("handovers-from")), Column::new(say.t("handovers-to"))]);
    if ruled {
        columns.push(Column::new(say.t("reports-rule")));
    }
    html! {
        (Table::new(say.t("handovers-moved"), columns, lines.collect()))
        p { small { (say.t("reports-moved-note")) } }
    }
}

/// How many are open, where that means something.
fn open(part: &Part) -> String {
    match part.kind {
        Kind::Deal | Kind::Task => part.open.to_string(),
        Kind::Contact | Kind::Company | Kind::Bin | Kind::Source | Kind::Trigger => "—".to_owned(),
    }
}

/// All amounts, currency by currency.
pub(super) fn sums(say: &Say, part: &Part) -> String {
    let said = |(currency, sum): (&String, &crate::handovers::report::Sum)| match Currency::parse(currency) {
        Ok(known) => money::format(sum.all, known, say.lang),
        Err(_) => format!("{} {currency}", sum.all),
    };
    part.sums.iter().map(said).collect::<Vec<String>>().join(", ")
}

/// "Rule 2", or that it fitted none.
pub(super) fn by_rule(say: &Say, part: &Part) -> String {
    match part.rule {
        Some(rule) => say.with("plans-rule", &[("n", i64::try_from(rule).unwrap_or(0).into())]),
        None => say.t("plans-rest"),
    }
}

/// The rules, one below the other, in words.
pub(super) fn rules(ctx: &Ctx, report: &Report) -> Markup {
    let say = &ctx.say;
    html! {
        ol {
            @for rule in &report.rules {
                li {
                    (rule_says(ctx, rule, &report.called)) " → "
                    @for to in &rule.to { (link(report.names.get(to))) " " }
                }
            }
        }
        @if report.rules.iter().any(|rule| rule.to.len() > 1) { p { small { (say.t("reports-evenly")) } } }
    }
}

/// What a record had to be for a rule.
pub(super) fn rule_says(ctx: &Ctx, rule: &Split, called: &Called) -> String {
    let say = &ctx.say;
    let fits = &rule.fits;
    let choice = |id: i64| {
        let all = called.choices.get(&rule.kind).into_iter().flatten();
        all.filter(|choice| choice.id == id).map(|choice| choice.name.clone()).next()
    };
    let named =
        |key: &str, name: Option<String>| format!("{}: {}", say.t(key), name.unwrap_or("—".to_owned()));
    let code = fits.currency.clone().unwrap_or_else(|| ctx.account.currency.clone());
    let amount = |key: &str, minor: i64| {
        let shown = Currency::parse(&code).map(|of| money::input_value(minor, of)).unwrap_or_default();
        format!("{}: {shown}", say.with(key, &[("currency", code.as_str().into())]))
    };
    let parts = [
        Some(kind_name(say, rule.kind)),
        fits.open.map(|open| say.t(if open { "share-open-yes" } else { "share-open-no" })),
        fits.pipeline_id.map(|id| named("share-pipeline", choice(id))),
        fits.stage_id.map(|id| named("share-stage", choice(id))),
        fits.department_id.map(|id| named("reports-department", called.departments.get(&id).cloned())),
        fits.amount_from.map(|minor| amount("share-from", minor)),
        fits.amount_to.map(|minor| amount("share-up-to", minor)),
        fits.ids.as_ref().map(|ids| say.n("plans-count", i64::try_from(ids.len()).unwrap_or(i64::MAX))),
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join(", ")
}

/// Whose, when, by whom, why, and all that ended.
pub(super) fn about(ctx: &Ctx, report: &Report) -> Markup {
    let (say, fact) = (&ctx.say, &report.told.fact);
    let person = |id: Option<i64>| match id {
        Some(id) => link(report.names.get(&id)),
        None => html! { (say.t("event-who-operator")) },
    };
    let mut list: Vec<(String, Markup)> = vec![
        (say.t("handovers-person"), person(Some(fact.person))),
        (say.t("handovers-when"), html! { (ctx.moment(fact.at)) }),
        (say.t("handovers-by"), person(fact.by_person)),
    ];
    if let Some(reason) = &fact.reason {
        list.push((say.t("handovers-reason"), html! { (reason) }));
    }
    if fact.what == What::Departure {
        list.push((say.t("handovers-ended"), html! { (access_line(say, fact.ended)) }));
    }
    if !report.covers.is_empty() {
        let covers = html! {
            @for cover in &report.covers {
                p {
                    (link(report.names.get(&cover.stand_in))) " → " (link(report.names.get(&cover.person))) " "
                    small { (ctx.company_day(cover.from)) " – " (ctx.company_day(cover.until - 1)) }
                }
            }
        };
        list.push((say.t("reports-covers"), covers));
    }
    if let Some(answered) = fact.answered.as_ref().filter(|answered| !answered.technical.is_empty()) {
        let technical = html! {
            @for id in &answered.technical { (link(report.names.get(id))) " " }
            "→ " (person(Some(answered.to)))
        };
        list.push((say.t("reports-answers"), technical));
    }
    if let Some(scheduled) = &fact.scheduled {
        let jobs = html! { (scheduled.jobs.len()) " → " (person(Some(scheduled.to))) };
        list.push((say.t("handovers-scheduled"), jobs));
    }
    if report.record_notes > 0 {
        list.push((say.t("reports-record-notes"), html! { (report.record_notes) }));
    }
    if let Some((id, number)) = report.told.undoes {
        list.push((say.t("handovers-undoes"), numbered(ctx, id, number)));
    }
    let list: Vec<(&str, Markup)> =
        list.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    facts(&list)
}

/// "No. 12" as a link.
pub(super) fn numbered(ctx: &Ctx, id: i64, number: i64) -> Markup {
    html! { a href={ "/handovers/" (id) } { (ctx.say.with("handovers-no", &[("number", number.into())])) } }
}

/// That it was undone: when, by whom, by which fact.
pub(super) fn undone(ctx: &Ctx, report: &Report) -> Option<Markup> {
    let say = &ctx.say;
    let (at, (id, number)) = report.told.fact.undone_at.zip(report.told.undone_by)?;
    let by = match report.undo.as_ref().and_then(|undo| undo.by_person) {
        Some(person) => link(report.names.get(&person)),
        None => html! { (say.t("event-who-operator")) },
    };
    let text = say.with("handovers-undone-at", &[("at", ctx.moment(at).into())]);
    Some(html! { p { (text) " " (by) ", " (numbered(ctx, id, number)) } })
}

/// What an undo did not give back, and why.
pub(super) fn left(ctx: &Ctx, all: &[Left]) -> Markup {
    let say = &ctx.say;
    let lines = all.iter().map(|left| {
        let why = match left.why {
            Why::MovedOn => say.t("handovers-moved-on"),
            Why::Reassigned => say.t("handovers-reassigned"),
        };
        let why = html! {
            (why)
            @if let Some(id) = left.handover { " " a href={ "/handovers/" (id) } { (say.t("handovers-which-one")) } }
        };
        let sample = html! {
            @for id in &left.sample {
                @match left.kind {
                    Kind::Bin => { (id) " " }
                    kind => { a href={ (kind.path()) "/" (id) } { (id) } " " }
                }
            }
        };
        let load = loads_line(say, &[(left.kind, left.count)]);
        Line::new(0, load.clone(), vec![html! { (load) }, why, sample])
    });
    let columns = vec![
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-why")),
        Column::new(say.t("handovers-sample")),
    ];
    html! {
        p { (say.t("handovers-left-text")) }
        (Table::new(say.t("handovers-left"), columns, lines.collect()))
    }
}
