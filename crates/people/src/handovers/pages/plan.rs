//! A plan's page: how far it is, live and without script; who receives what, record by record; calling it off, and
//! taking it over when it waits.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base::web::components::*;
use base::web::faults::form_encoded;
use base::web::live::{self, Shown};
use base::web::{Nav, Notice, Path, Query, see_other, show};
use base::{App, Ctx, Result, Status};
use kit::cursor::{self, CursorPart};
use kit::money::{self, Currency};
use maud::{Markup, html};
use serde::Deserialize;

use super::drawn::{card_of, kind_name, link};
use crate::handovers::What;
use crate::handovers::splits::{self, Share, State as Stands, View};

/// `GET /plans/{id}`
pub async fn plan(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let view = splits::view(&ctx, id).await?;
    let name = view.names.get(&view.run.person).map(|name| name.name.clone()).unwrap_or_default();
    let title = ctx.say.with("plans-title", &[("name", name.into())]);
    let crumbs = [Crumb { label: &ctx.say.t("nav-handovers"), href: "/handovers" }];
    let follow = (view.run.state == Stands::Running).then(|| format!("/plans/{id}/live"));
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &ctx.say.t("plans-lead"), ..Head::new(&title) }))
        div data-follow=[follow] aria-live="polite" { (region(&ctx, &view)) }
    };
    Ok(show(&ctx, Nav::Handovers, &title, content))
}

/// `GET /plans/{id}/live`: the page's middle anew whenever it changes.
pub async fn live(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    splits::view(&ctx, id).await?;
    let lang = ctx.say.lang;
    live::follow(app, &headers, move |ctx| async move {
        let ctx = ctx.speaking(lang);
        let view = splits::view(&ctx, id).await?;
        Ok(Shown { html: region(&ctx, &view).into_string(), over: view.run.state != Stands::Running })
    })
}

/// `POST /plans/{id}/cancel`
pub async fn cancel(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    splits::cancel(&ctx, id).await?;
    let text = ctx.say.t("plans-cancel-said");
    Ok(see_other(&format!("/plans/{id}"), Some(Notice::good(text))))
}

/// `POST /plans/{id}/take-over`
pub async fn take_over(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    splits::take_over(&ctx, id).await?;
    let text = ctx.say.t("plans-taken-over");
    Ok(see_other(&format!("/plans/{id}"), Some(Notice::good(text))))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinesQuery {
    rule: usize,
    to: i64,
    cursor: Option<String>,
}

/// `GET /plans/{id}/records?rule=…&to=…`: what one receiver gets, record by record.
pub async fn records(ctx: Ctx, Path(id): Path<i64>, Query(query): Query<LinesQuery>) -> Result<Markup> {
    let view = splits::view(&ctx, id).await?;
    let say = &ctx.say;
    let after = match query.cursor.as_deref().and_then(cursor::decode).as_deref() {
        Some([CursorPart::Int(portfolio), CursorPart::Int(record)]) => Some((*portfolio, *record)),
        _ => None,
    };
    let (lines, next) = splits::lines(&ctx, id, (query.rule, query.to), after).await?;
    let share = view.shares.iter().find(|share| share.rule == query.rule && share.to == query.to);
    let name = view.names.get(&query.to).map(|name| name.name.clone()).unwrap_or_default();
    let title = say.with("plans-records-title", &[("name", name.into())]);
    let path = share.map(|share| share.kind.path()).unwrap_or_default();
    let rows = lines.iter().map(|line| {
        let amount = Currency::parse(&line.currency).map(|of| money::format(line.amount, of, say.lang));
        let cells = vec![
            html! { a href={ (path) "/" (line.id) } { (line.title) } },
            html! { (amount.unwrap_or_default()) },
        ];
        Line::new(line.id, line.title.clone(), cells)
    });
    let columns = vec![Column::new(say.t("plans-record")), Column::new(say.t("plans-sum")).numbers()];
    let whose = view.names.get(&view.run.person).map(|name| name.name.clone()).unwrap_or_default();
    let whole = say.with("plans-title", &[("name", whose.into())]);
    let plan = format!("/plans/{id}");
    let crumbs =
        [Crumb { label: &say.t("nav-handovers"), href: "/handovers" }, Crumb { label: &whole, href: &plan }];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        @if let Some(share) = share { p { (say.n("plans-count", share.count)) } }
        @if lines.is_empty() {
            (notice(Tone::Quiet, say.t("plans-no-records")))
        } @else {
            (Table::new(title.as_str(), columns, rows.collect()))
        }
        @if let Some((portfolio, record)) = next {
            @let cursor = cursor::encode(&[CursorPart::Int(portfolio), CursorPart::Int(record)]);
            @let cursor = form_encoded(&cursor);
            @let address = format!("/plans/{id}/records?rule={}&to={}&cursor={cursor}", query.rule, query.to);
            (link_button(Press::Plain, say.t("plans-more"), &address))
        }
    };
    Ok(show(&ctx, Nav::Handovers, &title, content))
}

/// Calling off puts the records back; whom the plan blocked first stays blocked until somebody lifts that.
fn still_blocked(ctx: &Ctx, view: &View) -> Markup {
    let (say, run) = (&ctx.say, &view.run);
    let blocked = view.names.get(&run.person).filter(|name| name.status == Status::Blocked);
    let Some(name) = blocked.filter(|_| run.state == Stands::Cancelled && run.status_before.is_some()) else {
        return html! {};
    };
    let open = link_button(Press::Plain, say.t("handovers-to-person"), &card_of(run.person));
    notice_with(Tone::Warn, say.with("plans-still-blocked", &[("name", name.name.as_str().into())]), open)
}

/// What changes while the plan is running.
fn region(ctx: &Ctx, view: &View) -> Markup {
    let say = &ctx.say;
    let (run, state) = (&view.run, view.state());
    let trouble = view.job.as_ref().and_then(|job| job.trouble.as_ref()).filter(|_| state == "waiting");
    let tone = match state {
        "done" => Tone::Good,
        "waiting" => Tone::Warn,
        _ => Tone::Quiet,
    };
    html! {
        (notice_with(tone, say.t(&format!("plans-state-{state}")), acts(ctx, view, state)))
        @if let Some(why) = trouble { (notice(Tone::Warn, why.sentence(say))) }
        (still_blocked(ctx, view))
        @if run.state == Stands::Running { (how_far(ctx, view)) }
        (columns(
            html! {
                (card(say.t("plans-shares"), shares(ctx, view)))
                @if !run.gone.is_empty() { (card(say.t("plans-gone"), gone(ctx, view))) }
            },
            card(say.t("handovers-facts"), about(ctx, view)),
        ))
        @if run.state == Stands::Running {
            noscript { (link_button(Press::Plain, say.t("plans-refresh"), &format!("/plans/{}", run.id))) }
        }
    }
}

fn how_far(ctx: &Ctx, view: &View) -> Markup {
    let (staged, total) = (view.run.progress.staged, view.run.progress.total.max(view.run.progress.staged));
    let text = ctx.say.with("plans-how-far", &[("done", staged.into()), ("total", total.into())]);
    let whole = |n: i64| u64::try_from(n).unwrap_or(0);
    progress(&ctx.say.t("plans-staged"), whole(staged), whole(total), &text)
}

/// What can be done now: call it off, take it over, see what came of it.
fn acts(ctx: &Ctx, view: &View, state: &str) -> Markup {
    let (say, id) = (&ctx.say, view.run.id);
    html! {
        @if let Some(handover) = view.run.handover {
            (link_button(Press::Main, say.t("plans-to-handover"), &format!("/handovers/{handover}")))
        }
        @if state == "waiting" && !ctx.actor.rests {
            (post_button(Press::Main, say.t("plans-take-over"), &format!("/plans/{id}/take-over")))
        }
        @if view.run.state == Stands::Running && state != "cancelling" && !ctx.actor.rests {
            (post_button(Press::Plain, say.t("plans-cancel"), &format!("/plans/{id}/cancel")))
        }
    }
}

/// Receiver by receiver: counts, sums, and a way to every record.
fn shares(ctx: &Ctx, view: &View) -> Markup {
    let say = &ctx.say;
    let sums = |share: &Share| {
        let each = share.sums.iter().filter_map(|(currency, amount)| {
            Some(money::format(*amount, Currency::parse(currency).ok()?, say.lang))
        });
        each.collect::<Vec<String>>().join(", ")
    };
    let mut lines: Vec<Line<'_>> = Vec::new();
    for share in &view.shares {
        let kind = kind_name(say, share.kind);
        let address = format!("/plans/{}/records?rule={}&to={}", view.run.id, share.rule, share.to);
        let count = html! {
            @if share.count > 0 { a href=(address) { (share.count) } }
            @else { "0" }
        };
        let rule = say.with("plans-rule", &[("n", i64::try_from(share.rule + 1).unwrap_or(0).into())]);
        let cells = vec![
            link(view.names.get(&share.to)),
            html! { (kind) br; small { (rule) } },
            count,
            html! { (share.open) },
            html! { (sums(share)) },
        ];
        lines.push(Line::new(share.to, kind, cells));
    }
    for (kind, count, open, to) in &view.rest {
        let kind = kind_name(say, *kind);
        let cells = vec![
            link(view.names.get(to)),
            html! { (kind) br; small { (say.t("plans-rest")) } },
            html! { (count) },
            html! { (open) },
            html! {},
        ];
        lines.push(Line::new(*to, kind, cells));
    }
    let heads = vec![
        Column::new(say.t("handovers-to")),
        Column::new(say.t("handovers-kind")),
        Column::new(say.t("handovers-all")).numbers(),
        Column::new(say.t("handovers-open")).numbers(),
        Column::new(say.t("plans-sum")).numbers(),
    ];
    html! { (Table::new(say.t("plans-shares"), heads, lines)) }
}

/// Records that left by themselves meanwhile.
fn gone(ctx: &Ctx, view: &View) -> Markup {
    html! {
        p { (ctx.say.t("plans-gone-text")) }
        @for left in &view.run.gone {
            p {
                (kind_name(&ctx.say, left.kind)) " " (left.count) ": "
                @for id in left.sample.iter().take(5) { a href={ (left.kind.path()) "/" (id) } { (id) } " " }
            }
        }
    }
}

fn about(ctx: &Ctx, view: &View) -> Markup {
    let say = &ctx.say;
    let by = |person: Option<i64>| match person {
        Some(person) => link(view.names.get(&person)),
        None => html! { (say.t("event-who-operator")) },
    };
    let what = match view.run.what {
        What::Handover => say.t("handovers-handover"),
        What::Departure | What::Giveback | What::Undo => say.t("handovers-departure"),
    };
    let labels = ["handovers-what", "handovers-person", "handovers-when", "handovers-by", "plans-acts-for"]
        .map(|key| say.t(key));
    let [label_what, person, when, who, acts_for] = &labels;
    facts(&[
        (label_what, html! { (what) }),
        (person, link(view.names.get(&view.run.person))),
        (when, html! { (ctx.moment(view.run.at)) }),
        (who, by(view.run.started_by)),
        (acts_for, by(view.job.as_ref().and_then(|job| job.asked_by))),
    ])
}
