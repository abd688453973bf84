//! The month as a table: a row per person, days as columns, absences and covers as bars. A phone shows the list instead.

use base::Ctx;
use base::web::components::*;
use base::web::timeline::who;
use kit::month::{Day, weekdays};
use maud::{Markup, html};

use crate::absences::panel::days as said;
use crate::absences::{Calendar, Mark, Row, Run, days_of, runs};

/// The whole table, in a frame of its own that scrolls.
pub(super) fn table(ctx: &Ctx, calendar: &Calendar) -> Markup {
    let say = &ctx.say;
    let days = calendar.month.days();
    let short = weekdays(say.lang);
    let title = calendar.month.name(say.lang);
    html! {
        div class="month-frame" role="region" aria-label=(title) tabindex="0" {
            table class="month" {
                caption { (title) }
                colgroup { col; col span=(days.len()); }
                thead {
                    tr {
                        th scope="col" { (say.t("people-name")) }
                        @for day in &days {
                            th scope="col" class=[class(day, &calendar.today)]
                                aria-current=[(day.text == calendar.today).then_some("date")] {
                                small { (short[day.weekday]) } (day.number)
                            }
                        }
                    }
                }
                tbody { @for row in &calendar.rows { (line(ctx, calendar, row, &days)) } }
            }
        }
        p class="month-key" aria-hidden="true" {
            @for (class, key) in [("is-away lacks", "absences-key-away"), ("is-away has", "absences-key-covered"), ("is-covering", "absences-key-stands-in")] {
                span { i class={ "month-swatch " (class) } {} " " (say.t(key)) }
            }
        }
    }
}

fn class(day: &Day, today: &str) -> Option<&'static str> {
    match (day.text == today, day.is_weekend()) {
        (true, _) => Some("today"),
        (false, true) => Some("off"),
        (false, false) => None,
    }
}

fn line(ctx: &Ctx, calendar: &Calendar, row: &Row, days: &[Day]) -> Markup {
    let zone = ctx.company_zone();
    let absences: Vec<(String, String)> =
        row.absences.iter().map(|seen| (seen.absence.first.clone(), seen.absence.last.clone())).collect();
    let covered: Vec<(String, String)> = row.covered.iter().map(|cover| days_of(cover, &zone)).collect();
    let stands_in: Vec<(String, String)> = row.stands_in.iter().map(|cover| days_of(cover, &zone)).collect();
    html! {
        tr {
            th scope="row" { (person_chip(who(&row.name))) }
            @for (run, at) in placed(runs(days, &absences, &covered, &stands_in)) {
                @match run.mark {
                    Mark::Free => @for day in &days[at..at + run.days] { td class=[class(day, &calendar.today)] {} },
                    _ => (cell(ctx, calendar, row, run, (&covered, &stands_in))),
                }
            }
        }
    }
}

/// Each run with the place of its first day.
fn placed(runs: Vec<Run>) -> Vec<(Run, usize)> {
    let mut at = 0;
    let place = |run: Run| {
        at += run.days;
        (run, at - run.days)
    };
    runs.into_iter().map(place).collect()
}

type Spans<'a> = &'a [(String, String)];

fn cell(
    ctx: &Ctx,
    calendar: &Calendar,
    row: &Row,
    run: Run,
    (covered, stands_in): (Spans<'_>, Spans<'_>),
) -> Markup {
    let name = |id: i64| calendar.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default();
    let with = |key: &str, id: i64| ctx.say.with(key, &[("name", name(id).into())]);
    let span = |(first, last): &(String, String)| said(ctx, first, last);
    let (class, first, then, href) = match run.mark {
        Mark::Free => return html! {},
        Mark::Away(at, cover) => {
            let seen = &row.absences[at];
            let days = said(ctx, &seen.absence.first, &seen.absence.last);
            let href = seen.may.then(|| format!("/absences/{}", seen.absence.id));
            match cover {
                Some(cover) => {
                    ("is-away has", with("absences-stands-in", row.covered[cover].stand_in), Some(days), href)
                }
                None => ("is-away lacks", days, None, href),
            }
        }
        Mark::Covered(at) => {
            let by = with("absences-stands-in", row.covered[at].stand_in);
            ("is-away has", by, Some(span(&covered[at])), None)
        }
        Mark::StandsIn(at) => {
            let whom = with("absences-for", row.stands_in[at].person);
            ("is-covering", whom, Some(span(&stands_in[at])), None)
        }
    };
    let text = std::iter::once(first).chain(then).collect::<Vec<String>>().join(" · ");
    // What is too narrow to be read is read by its title, and by whoever hears it.
    let short = if run.days < 4 { " short" } else { "" };
    let class = format!("bar {class}{short}");
    let wide = (run.days > 1).then_some(run.days);
    html! {
        td colspan=[wide] {
            @match href {
                Some(href) => a class=(class) href=(href) title=(text) { (text) },
                None => span class=(class) title=(text) { (text) },
            }
        }
    }
}
