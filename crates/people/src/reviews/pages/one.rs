//! A review: everybody in it, who was here longest ago first, and how much is left.

use axum::response::Response;
use base::web::components::*;
use base::web::{Nav, Path, Query, show, timeline};
use base::{Ctx, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{PAGE, about, held, role, said_at, seen, state, ways_in};
use crate::reviews::{self, Line as Reviewed, Shown, State};

/// The form that ticks belong to.
const TICKED: &str = "ticked";
/// People on one page.
const LIMIT: usize = 50;

/// Which lines, and from which on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `left`, `done`; all of them where it is empty.
    show: String,
    from: String,
}

/// `GET /settings/reviews/{id}`
pub async fn page(ctx: Ctx, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Result<Markup> {
    let shown = reviews::look(&ctx, id).await?;
    let say = &ctx.say;
    let title = title(&ctx, &shown);
    let crumbs = [
        Crumb { label: &say.t("nav-settings"), href: "/settings" },
        Crumb { label: &say.t("reviews-title"), href: PAGE },
    ];
    let open = shown.review.ended_at.is_none();
    let content = html! {
        (head(Head { acts: files(&ctx, &shown), crumbs: &crumbs, ..Head::new(&title) }))
        @if open { (under_way(&ctx, &shown)) } @else { (sealed(&ctx, &shown)) }
        (people(&ctx, &shown, &asked))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// `POST /settings/reviews/{id}/end`
pub async fn end(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let done = reviews::end(&ctx, id).await;
    said_at(&ctx, &format!("{PAGE}/{id}"), done.map(|_| ctx.say.t("reviews-was-ended")))
}

pub(super) fn title(ctx: &Ctx, shown: &Shown) -> String {
    ctx.say.with("reviews-of", &[("day", ctx.day(shown.review.begun_at).into())])
}

fn files(ctx: &Ctx, shown: &Shown) -> Markup {
    let (say, at) = (&ctx.say, format!("{PAGE}/{}", shown.review.id));
    html! {
        (link_button(Press::Plain, say.t("web-print"), &format!("{at}/print")))
        (link_button(Press::Plain, say.t("reviews-csv"), &format!("{at}/result.csv")))
        @if shown.review.seal.is_some() {
            (link_button(Press::Plain, say.t("reviews-json"), &format!("{at}/result.json")))
        }
    }
}

/// How much is done, until when the rest is to be, and the end.
fn under_way(ctx: &Ctx, shown: &Shown) -> Markup {
    let say = &ctx.say;
    let all = shown.lines.iter().fold(0_i64, |n, _| n + 1);
    let done = all - shown.left();
    let text = say.with("reviews-progress", &[("done", done.into()), ("of", all.into())]);
    let unsigned = |n: i64| u64::try_from(n).unwrap_or_default();
    let day = [("day", ctx.company_day(shown.review.due_at - 1).into())];
    let late = shown.review.due_at <= ctx.app.now();
    html! {
        (progress(&say.t("reviews-title"), unsigned(done), unsigned(all), &text))
        @if late { (notice(Tone::Bad, say.with("reviews-was-due", &day))) } @else { p { (say.with("reviews-is-due", &day)) } }
        @if shown.left() == 0 && !ctx.actor.rests {
            (notice_with(Tone::Good, say.t("reviews-can-end"),
                post_button(Press::Main, say.t("reviews-end"), &format!("{PAGE}/{}/end", shown.review.id))))
        }
    }
}

/// Of a review that is over: what came of it, and its seal.
pub(super) fn sealed(ctx: &Ctx, shown: &Shown) -> Markup {
    let (say, review) = (&ctx.say, &shown.review);
    let counts = [State::Keep, State::Block, State::Gone, State::Exempt]
        .map(|state| (super::said(say, state), html! { (shown.count(state)) }));
    let mut rows: Vec<(&str, Markup)> = counts.iter().map(|(label, n)| (label.as_str(), n.clone())).collect();
    let (ended, seal, stood) = (say.t("reviews-ended-at"), say.t("reviews-seal"), say.t("reviews-journal"));
    if let Some(at) = review.ended_at {
        rows.push((&ended, html! { (ctx.moment(at)) " " (super::chip(shown, review.ended_by)) }));
    }
    if let Some(of) = &review.seal {
        rows.push((&seal, html! { code { (of) } }));
    }
    if let Some((seq, hash)) = &review.head {
        rows.push((&stood, html! { (seq) " " code { (hash) } }));
    }
    card(say.t("reviews-result"), html! { (facts(&rows)) p { small { (say.t("reviews-seal-text")) } } })
}

fn people(ctx: &Ctx, shown: &Shown, asked: &Asked) -> Markup {
    let say = &ctx.say;
    let wanted = |line: &&Reviewed| match asked.show.as_str() {
        "left" => line.state.waits(),
        "done" => !line.state.waits(),
        _ => true,
    };
    let some: Vec<&Reviewed> = shown.lines.iter().filter(wanted).collect();
    let from = asked.from.parse::<usize>().unwrap_or_default().min(some.len());
    let to = some.len().min(from + LIMIT);
    let at = format!("{PAGE}/{}", shown.review.id);
    let href = |show: &str, from: usize| format!("{at}?show={show}&from={from}");
    let chip = |show: &str, key: &str| (say.t(key), href(show, 0), asked.show == show);
    let choices =
        [chip("", "reviews-show-all"), chip("left", "reviews-show-left"), chip("done", "reviews-show-done")];
    let filters: Vec<Filter<'_>> = choices
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    let newer = (from > 0).then(|| href(&asked.show, from.saturating_sub(LIMIT)));
    let older = (to < some.len()).then(|| href(&asked.show, to));
    let total = i64::try_from(some.len()).unwrap_or(i64::MAX);
    html! {
        (chips(&say.t("reviews-show"), &filters))
        @if some.is_empty() {
            (empty_state(say.t("people-nobody"), say.t("reviews-nobody-text"), html! {}))
        } @else {
            (table(ctx, shown, some.get(from..to).unwrap_or_default()))
        }
        (pager(Pager {
            label: &say.t("people-pages"),
            newer: (&say.t("people-newer"), newer.as_deref()),
            older: (&say.t("people-older"), older.as_deref()),
            total: &say.n("people-count", total),
        }))
    }
}

fn table(ctx: &Ctx, shown: &Shown, some: &[&Reviewed]) -> Markup {
    let say = &ctx.say;
    let open = shown.review.ended_at.is_none() && !ctx.actor.rests;
    let mut columns = vec![
        Column::new(say.t("people-name")),
        Column::new(say.t("people-last-seen")),
        Column::new(say.t("people-role")),
        Column::new(say.t("reviews-held")),
        Column::new(say.t("reviews-ways-in")),
        Column::new(say.t("reviews-state")),
    ];
    if open {
        columns.push(Column::new(say.t("reviews-acts")));
    }
    let lines: Vec<Line<'_>> = some.iter().map(|line| row(ctx, shown, line, open)).collect();
    let title = title(ctx, shown);
    if !open {
        return html! { (Table::new(title, columns, lines)) };
    }
    let to = |verdict: &str| format!("{PAGE}/{}/ticked/{verdict}", shown.review.id);
    tick_list(html! {
        (Table::new(title, columns, lines).ticks(TICKED, say.t("people-tick-all")))
        (tick_bar(TickBar {
            form: TICKED,
            action: &to("keep"),
            ticked: &say.t("people-ticked"),
            sum: None,
            acts: html! {
                (button_to(Press::Plain, say.t("reviews-keep-ticked"), &to("keep")))
                (button_to(Press::Plain, say.t("reviews-ask-ticked"), &to("ask")))
                (button_to(Press::Danger, say.t("reviews-block-ticked"), &to("block")))
            },
        }))
    })
}

fn row<'a>(ctx: &Ctx, shown: &'a Shown, line: &Reviewed, open: bool) -> Line<'a> {
    let say = &ctx.say;
    let name = shown.names.get(&line.person);
    let mut cells = vec![
        html! {
            @if let Some(name) = name { (person_link(timeline::who(name), &format!("/people/{}", line.person))) }
        },
        seen(ctx, line),
        html! {
            @if line.state == State::Gone {
                (role(say, &line.facts))
            } @else {
                a href={ "/people/" (line.person) "/rights" } { (role(say, &line.facts)) }
            }
        },
        html! { (held(say, &line.facts)) },
        html! { (ways_in(say, &line.facts)) },
        html! { (state(say, line.state)) (about(ctx, shown, line)) },
    ];
    if open {
        cells.push(acts(ctx, shown.review.id, line));
    }
    Line { faded: line.state == State::Gone, ..Line::new(line.person, shown.name(line.person), cells) }
}

/// Keeping and asking are one press; a block leads to a page that shows everything first.
fn acts(ctx: &Ctx, review: i64, line: &Reviewed) -> Markup {
    let (say, at) = (&ctx.say, format!("{PAGE}/{review}/people/{}", line.person));
    let keep = || post_button(Press::Plain, say.t("reviews-keep"), &format!("{at}/keep"));
    html! {
        span class="row" {
            @match line.state {
                State::Open | State::Ask => {
                    (keep())
                    @if line.state == State::Open {
                        (post_button(Press::Quiet, say.t("reviews-ask"), &format!("{at}/ask")))
                    }
                    (link_button(Press::Quiet, say.t("reviews-block-word"), &at))
                }
                State::Keep => { (post_button(Press::Quiet, say.t("reviews-reopen"), &format!("{at}/open"))) }
                State::Exempt => { (keep()) }
                State::Block | State::Gone => {}
            }
        }
    }
}
