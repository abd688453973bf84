//! The columns of the board and their cards.

use base::authz::{Deed, Scope};
use base::web::components::*;
use base::web::once;
use base::{Ctx, Kind};
use kit::date;
use maud::{Markup, html};

use super::board::PATH;
use crate::deals::board::{Board, Column, Tile};
use crate::deals::{LONGEST_TITLE, ROOM};
use crate::pipelines::{Outcome, Stage};
use crate::records::form::Wrong;
use crate::records::list::{from_file, responsible_cell};
use crate::records::{Around, Kept, shown};

/// A deal to close within so many days is marked.
const SOON_MS: i64 = 7 * 86_400_000;

/// What stands in the columns.
pub struct View<'a> {
    pub board: &'a Board,
    pub around: &'a Around,
    /// The board's own address.
    pub place: &'a Kept,
    pub quick: Option<&'a Quick>,
    /// Whether filters leave something out.
    pub narrowed: bool,
}

/// A new deal that was refused: what was typed, and why.
pub struct Quick {
    pub stage: String,
    pub title: String,
    pub amount: String,
    pub wrong: Wrong,
}

/// Today and the last day that is near.
struct Days {
    today: String,
    soon: String,
}

pub fn all(ctx: &Ctx, view: View<'_>) -> Markup {
    let say = &ctx.say;
    let columns = &view.board.columns;
    let nothing = columns.iter().all(|column| column.cards.items.is_empty() && !column.cards.partial);
    if nothing && view.narrowed && view.quick.is_none() {
        return empty_state(
            say.t("records-nothing"),
            say.t("records-nothing-text"),
            link_button(Press::Plain, say.t("records-show-all"), PATH),
        );
    }
    let now = ctx.app.now();
    let days = Days {
        today: date::input_value(now, &ctx.zone()),
        soon: date::input_value(now + SOON_MS, &ctx.zone()),
    };
    html! {
        @if columns.len() == 1 { (stage_chips(ctx, &view)) }
        @if nothing { (notice_with(Tone::Quiet, say.t("deals-board-empty"), from_file(ctx, Kind::Deal))) }
        @if columns.iter().any(|column| column.cards.partial) { (notice(Tone::Quiet, say.t("records-partial"))) }
        (board(&view.place.href(PATH, &[]), html! {
            @for column in columns { (one(ctx, &view, &days, column)) }
        }))
    }
}

/// Where one stage stands alone: the way to the others.
fn stage_chips(ctx: &Ctx, view: &View<'_>) -> Markup {
    let now = view.board.columns.first().map(|column| column.stage.id);
    let mut all = vec![(ctx.say.t("deals-board-all-stages"), stage_address(view, ""), false)];
    for stage in &view.board.pipeline.stages {
        all.push((stage.name.clone(), stage_address(view, &stage.id.to_string()), Some(stage.id) == now));
    }
    let all: Vec<Filter<'_>> = all
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    toolbar(chips(&ctx.say.t("deals-stage"), &all))
}

fn stage_address(view: &View<'_>, stage: &str) -> String {
    let pipeline = view.board.pipeline.id.to_string();
    view.place.href(PATH, &[("pipeline_id", &pipeline), ("stage_id", stage), ("cursor", "")])
}

fn one(ctx: &Ctx, view: &View<'_>, days: &Days, column: &Column) -> Markup {
    let stage = &column.stage;
    let fate = match stage.outcome {
        Outcome::Open => Fate::Open,
        Outcome::Won => Fate::Won,
        Outcome::Lost => Fate::Lost,
    };
    let nothing = ctx.say.t("deals-board-nothing");
    board_column(BoardColumn {
        id: stage.id,
        fate,
        title: &stage.name,
        href: &stage_address(view, &stage.id.to_string()),
        count: &how_many(ctx, column),
        sums: &sums(ctx, column),
        above: html! {
            @if stage.outcome == Outcome::Open { (quick_add(ctx, view, stage)) }
            @if let Some(cursor) = &column.cards.newer { (turn(ctx, view, stage, cursor, "records-newer")) }
        },
        cards: html! { @for tile in &column.cards.items { (card(ctx, view, days, tile)) } },
        empty: column.cards.items.is_empty().then_some(nothing.as_str()),
        below: rest(ctx, view, column),
    })
}

fn how_many(ctx: &Ctx, column: &Column) -> String {
    let count = column.count.0;
    ctx.say.n(if count.more { "deals-board-count-many" } else { "deals-board-count" }, count.n)
}

fn sums(ctx: &Ctx, column: &Column) -> Vec<String> {
    let sums = column.sums.iter().filter(|total| total.sum > 0);
    sums.map(|total| shown::amount(ctx, total.sum, &total.currency)).collect()
}

/// The next cards; of closed deals the list has the rest.
fn rest(ctx: &Ctx, view: &View<'_>, column: &Column) -> Markup {
    let (stage, cards) = (&column.stage, &column.cards);
    let Some(cursor) = &cards.older else { return html! {} };
    if stage.outcome == Outcome::Open {
        return turn(ctx, view, stage, cursor, "deals-board-more");
    }
    let list = view.place.href("/deals", &[("stage_id", &stage.id.to_string()), ("cursor", "")]);
    column_more(link_button(Press::Quiet, ctx.say.t("deals-board-in-list"), &list))
}

/// To other cards of one column.
fn turn(ctx: &Ctx, view: &View<'_>, stage: &Stage, cursor: &str, key: &str) -> Markup {
    let (pipeline, id) = (view.board.pipeline.id.to_string(), stage.id.to_string());
    let place = [("pipeline_id", pipeline.as_str()), ("stage_id", &id), ("cursor", cursor)];
    let more = (key == "deals-board-more").then_some(format!("cards-{id}"));
    column_more(html! {
        a class="button quiet" href=(view.place.href(PATH, &place)) data-more=[more] { (ctx.say.t(key)) }
    })
}

fn quick_add(ctx: &Ctx, view: &View<'_>, stage: &Stage) -> Markup {
    let enters = ctx.actor.rights.entry(stage.id) != Scope::None;
    let makes = ctx.actor.scope_at(Kind::Deal, Deed::Create, stage.id) != Scope::None;
    if !makes || !enters || ctx.actor.rests {
        return html! {};
    }
    let say = &ctx.say;
    let id = stage.id.to_string();
    let refused = view.quick.filter(|quick| quick.stage == id);
    let typed = |get: fn(&Quick) -> &str| refused.map(get).unwrap_or_default();
    let wrong: Vec<String> = ["title", "amount"]
        .iter()
        .filter_map(|field| refused.and_then(|quick| quick.wrong.at(field)))
        .collect();
    let told = format!("wrong-{id}");
    let described = (!wrong.is_empty()).then_some(told.as_str());
    html! {
        details class="quick-add" open[refused.is_some()] {
            summary { (say.t("deals-board-add")) }
            (edit_form(view.place.href(PATH, &[]), html! {
                (once::field(ctx))
                (hidden("stage_id", &id))
                @if !wrong.is_empty() { div id=(told) role="alert" { @for text in &wrong { (notice(Tone::Bad, text)) } } }
                input name="title" value=(typed(|quick| &quick.title)) required maxlength=(LONGEST_TITLE) dir="auto"
                    aria-label=(say.t("deals-column-title")) placeholder=(say.t("deals-column-title"))
                    autocomplete="off" aria-describedby=[described];
                input name="amount" value=(typed(|quick| &quick.amount)) inputmode="decimal"
                    aria-label=(say.t("deals-amount")) placeholder=(say.t("deals-amount"))
                    autocomplete="off" aria-describedby=[described];
                (button(Press::Plain, say.t("deals-board-add-do")))
            }))
        }
    }
}

fn card(ctx: &Ctx, view: &View<'_>, days: &Days, tile: &Tile) -> Markup {
    let deal = &tile.deal;
    let amount = (deal.amount > 0).then(|| shown::amount(ctx, deal.amount, &deal.currency));
    let late = deal.closes_on.as_deref().filter(|_| deal.open);
    board_card(BoardCard {
        id: deal.id,
        movable: tile.may_move.then_some(tile.version),
        title: &deal.title,
        href: &format!("/deals/{}", deal.id),
        amount: amount.as_deref(),
        whom: deal.company.as_ref().or(tile.contact.as_ref()).map(String::as_str),
        mark: html! { @if let Some(day) = late { (closes(ctx, days, day)) } },
        foot: html! {
            (responsible_cell(ctx, &ROOM, view.around, &deal.responsible))
            @if tile.may_move { (move_link(ctx, view, tile)) }
        },
    })
}

/// The day to close on, where it has passed or is near.
fn closes(ctx: &Ctx, days: &Days, day: &str) -> Markup {
    let said = |key| ctx.say.with(key, &[("day", ctx.date(day).into())]);
    html! {
        @if day < days.today.as_str() { (badge(Tone::Bad, said("deals-board-late"))) }
        @else if day <= days.soon.as_str() { (badge(Tone::Warn, said("deals-board-soon"))) }
    }
}

fn move_link(ctx: &Ctx, view: &View<'_>, tile: &Tile) -> Markup {
    let address =
        view.place.href(&format!("{PATH}/{}", tile.deal.id), &[("version", &tile.version.to_string())]);
    card_move(&ctx.say.t("deals-move"), &tile.deal.title, &address)
}
