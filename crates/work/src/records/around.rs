//! What stands around a list and beside a record: whom the reader stands in for, who stands in for them, the queues of
//! their departments.

use base::absences::{Away, AwayNow, away};
use base::org::{self, Name};
use base::portfolios::covers::{self, Cover};
use base::portfolios::queues::{self, Queue};
use base::web::components::*;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::Kept;
use super::query::Asked;
use super::shown;

/// The covers and queues that concern the reader at this moment.
#[derive(Clone, Debug, Default)]
pub struct Around {
    covers: covers::Around,
    /// Those from which they may take the kind.
    pub queues: Vec<Queue>,
    away: AwayNow,
}

/// What is around the reader's list of the kind.
pub async fn around(ctx: &Ctx, kind: Kind) -> Result<Around> {
    let Some(me) = ctx.person_id() else { return Ok(Around::default()) };
    let (takes, today) = (ctx.actor.may_hold(kind), ctx.company_today());
    ctx.read(move |tx| {
        let queues = if takes { queues::of_member(tx, me)? } else { Vec::new() };
        Ok(Around { covers: covers::around(tx, me)?, queues, away: away(tx, &today)? })
    })
    .await
}

impl Around {
    /// The queue whose portfolio this is.
    pub fn queue(&self, portfolio: i64) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.id == portfolio)
    }
}

/// Above a list: for whom one stands in, and who does for oneself.
pub fn banners(ctx: &Ctx, kind: Kind, around: &Around) -> Markup {
    html! {
        @for cover in around.covers.by_me(kind) {
            (notice(Tone::Quiet, said(ctx, "records-cover-by-me", around, cover.person, cover)))
        }
        @for cover in around.covers.for_me(kind) {
            (notice(Tone::Quiet, said(ctx, "records-cover-for-me", around, cover.stand_in, cover)))
        }
    }
}

/// Above a list of the kind at this address: the queues of the reader's departments, each a way to what is in it.
pub fn queue_chips(
    ctx: &Ctx,
    (kind, path): (Kind, &str),
    around: &Around,
    asked: &Asked,
    kept: &Kept,
) -> Markup {
    let say = &ctx.say;
    let link = |id: &str| kept.href(path, &[("queue_id", id)]);
    let mut all = vec![(say.t("queues-everything"), link(""), None, asked.queue.is_none())];
    for queue in &around.queues {
        let label = say.with("records-queue", &[("name", queue.name.as_str().into())]);
        let count = Some(queue.count(kind).to_string());
        all.push((label, link(&queue.id.to_string()), count, asked.queue == Some(queue.id)));
    }
    let filters: Vec<Filter<'_>> = all
        .iter()
        .map(|(label, href, count, current)| Filter {
            label,
            href,
            count: count.as_deref(),
            current: *current,
        })
        .collect();
    html! { @if !around.queues.is_empty() { (toolbar(chips(&say.t("queues-title"), &filters))) } }
}

/// Where records of the kind are taken from the queue.
pub fn take_address(queue: &Queue, kind: Kind) -> String {
    format!("/queues/{}/take/{}", queue.id, kind.code())
}

/// On a record's card: which queue it is in, and the way to take it, for members of the department.
pub fn take_card(ctx: &Ctx, kind: Kind, around: &Around, portfolio: i64, id: i64) -> Markup {
    let Some(queue) = around.queue(portfolio) else { return html! {} };
    let says = ctx.say.with("records-queue", &[("name", queue.name.as_str().into())]);
    html! {
        (notice_with(Tone::Quiet, says, html! {
            @if !ctx.actor.rests {
                form method="post" action=(take_address(queue, kind)) {
                    (hidden("id", id))
                    (button(Press::Main, ctx.say.t("queues-take")))
                }
            }
        }))
    }
}

fn said(ctx: &Ctx, key: &str, around: &Around, name: i64, cover: &Cover) -> String {
    let until = ctx.company_day(cover.until - 1);
    ctx.say.with(key, &[("name", around.covers.name(name).into()), ("until", until.into())])
}

/// The cell that says who is responsible; covered work is marked with until when, others' with until when they are away.
pub fn responsible(ctx: &Ctx, kind: Kind, around: &Around, name: &Name) -> Markup {
    let mark = around.covers.by_me(kind).find(|cover| cover.person == name.id);
    html! {
        (shown::person(name))
        @if let Some(cover) = mark {
            " " small { (said(ctx, "records-covered-for", around, name.id, cover)) }
        } @else if let Some(away) = around.away.note(ctx, name.id).filter(|_| around.covers.me != Some(name.id)) {
            " " small { (away) }
        }
    }
}

/// On a record's card: whether its holder is away by their own word, and who stands in for this kind at this moment.
#[derive(Clone, Debug)]
pub struct Holding {
    pub holder: Option<Name>,
    /// Only where days were stated; a cover alone says itself.
    pub away: Option<Away>,
    /// Who stands in, and until when.
    pub covered: Vec<(Name, i64)>,
}

/// The same, read at this moment.
pub async fn held_by(ctx: &Ctx, kind: Kind, portfolio: i64) -> Result<Holding> {
    let today = ctx.company_today();
    ctx.read(move |tx| {
        let holder = super::holder(tx, kind, portfolio)?;
        let around = covers::around(tx, holder)?;
        let stands_in = |cover: &Cover| Some((around.names.get(&cover.stand_in)?.clone(), cover.until));
        let covered = around.for_me(kind).filter_map(stands_in).collect();
        let away = away(tx, &today)?.of(holder).filter(|away| away.is_stated()).cloned();
        let holder = org::names(tx, [holder])?.remove(&holder);
        Ok(Holding { holder, away, covered })
    })
    .await
}
