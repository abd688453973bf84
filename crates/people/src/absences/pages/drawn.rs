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
                colgroup {
                    col;
                    @for day in &days { col class=[class(day, &calendar.today)]; }
                }
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
                span { span class={ "swatch " (class) } {} (say.t(key)) }
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
            @for run in runs(days, &absences, &covered, &stands_in) {
                (cell(ctx, calendar, row, run, (&covered, &stands_in)))
            }
        }
    }
}

type Spans<'a> = &'a [(String, String)];

fn cell(ctx: &Ctx, calendar: &Calendar, row: &Row, run: Run, (covered, stands_in): (Spans<'_>, Spans<'_>)) -> Markup {
    let wide = (run.days > 1).then_some(run.days);
    let name = |id: i64| calendar.names.get(&id).map(|name| name.name.as_str()).unwrap_or_default();
    let with = |key: &str, id: i64| ctx.say.with(key, &[("name", name(id).into())]);
    let span = |(first, last): &(String, String)| said(ctx, first, last);
    match run.mark {
        Mark::Free => html! { td colspan=[wide] {} },
        Mark::Away(at, cover) => {
            let seen = &row.absences[at];
            let stands = cover.map(|at| with("absences-stands-in", row.covered[at].stand_in));
            let text = [Some(said(ctx, &seen.absence.first, &seen.absence.last)), stands];
            let text = text.into_iter().flatten().collect::<Vec<String>>().join(" · ");
            let class = if cover.is_some() { "is-away has" } else { "is-away lacks" };
            let href = seen.may.then(|| format!("/absences/{}", seen.absence.id));
            html! { td colspan=[wide] { (bar(class, &text, href.as_deref())) } }
        }
        Mark::Covered(at) => {
            let text = format!("{} · {}", span(&covered[at]), with("absences-stands-in", row.covered[at].stand_in));
            html! { td colspan=[wide] { (bar("is-away has", &text, None)) } }
        }
        Mark::StandsIn(at) => {
            let text = format!("{} · {}", span(&stands_in[at]), with("absences-for", row.stands_in[at].person));
            html! { td colspan=[wide] { (bar("is-covering", &text, None)) } }
        }
    }
}

fn bar(class: &str, text: &str, href: Option<&str>) -> Markup {
    match href {
        Some(href) => html! { a class={ "bar " (class) } href=(href) title=(text) { (text) } },
        None => html! { span class={ "bar " (class) } title=(text) { (text) } },
    }
}
