//! The frame of every list page: search, filters, heads to sort by, rows to tick, newer and older.

use base::authz::{Deed, Do, Scope, offers};
use base::org::Name;
use base::web::components::{self, *};
use base::web::{faults::form_encoded, show};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::Kept;
use super::around::{self, Around};
use super::columns;
use super::place;
use super::query::{Asked, Way};
use super::watch;
use super::words;
use super::{Count, Room};

/// What a room puts into the frame.
pub struct ListView<'a> {
    pub title: &'a str,
    /// What can be searched by.
    pub search: &'a str,
    /// Chips, and a `filter_form`; may be empty.
    pub filters: Markup,
    pub columns: Vec<Column<'a>>,
    pub lines: Vec<Line<'a>>,
    pub count: Count,
    pub newer: Option<&'a str>,
    pub older: Option<&'a str>,
    /// Whether a search stopped before the page was full.
    pub partial: bool,
    /// Acts on ticked rows that only this room has: `button_to` for each; may be empty.
    pub acts: Markup,
    /// The journal's `seq` before the rows were read.
    pub seq: i64,
    /// The label of the button that leads to `/…/new`.
    pub new: &'a str,
    /// Covers and queues that concern the reader.
    pub around: &'a Around,
    /// What an account without any sees: title and text.
    pub empty: (&'a str, &'a str),
}

/// The element that the search replaces while typing.
pub const REGION: &str = "list";
/// The form that ticks belong to.
const TICKED: &str = "ticked";

/// The whole page.
pub async fn list_page(
    ctx: &Ctx,
    room: &Room,
    asked: &Asked,
    kept: &Kept,
    view: ListView<'_>,
) -> Result<Markup> {
    let chosen = columns::chosen(ctx, room).await?;
    let say = &ctx.say;
    let path = room.kind.path();
    let new = if ctx.actor.offers_on(room.kind, Deed::Create) {
        link_button(Press::Main, view.new, &format!("{path}/new"))
    } else {
        html! {}
    };
    let older = say.t(if view.partial { "records-look-further" } else { "records-older" });
    let nothing_yet = view.lines.is_empty() && asked.start.is_none() && !kept.narrows();
    let content = html! {
        (head(Head { acts: if nothing_yet { html! {} } else { new.clone() }, ..Head::new(view.title) }))
        (watch::mark_list(room.kind, view.seq))
        (around::banners(ctx, room.kind, view.around))
        (around::queue_chips(ctx, (room.kind, path), view.around, asked, kept))
        @if asked.handover.is_some() {
            (narrowed(ctx, say.t("records-of-handover"), &kept.href(path, &[("handover_id", "")])))
        }
        @if nothing_yet {
            (empty_state(view.empty.0, view.empty.1, html! { (new) (from_file(ctx, room.kind)) }))
        } @else {
            (toolbar(html! {
                (search_form(Search {
                    action: path,
                    value: &asked.q,
                    label: view.search,
                    button: &say.t("records-search"),
                    region: REGION,
                    keep: &kept.without(&["q"]),
                    offers: &words::offers(ctx, &[room]),
                }))
                (dialog_link(Press::Quiet, say.t("records-columns"), &columns_address(path, kept)))
            }))
            (words::help(ctx, &[room]))
            div id=(REGION) {
                (view.filters)
                @if view.partial { (notice(Tone::Quiet, say.t("records-partial"))) }
                @if view.lines.is_empty() && !view.partial {
                    (empty_state(
                        say.t("records-nothing"),
                        say.t("records-nothing-text"),
                        link_button(Press::Plain, say.t("records-show-all"), path),
                    ))
                } @else if !view.lines.is_empty() {
                    (rows(ctx, room, (view.around, asked), view.acts, Table::new(view.title, view.columns, view.lines).only(chosen.as_deref())))
                }
                (pager(Pager {
                    label: &say.t("records-pages"),
                    newer: (&say.t("records-newer"), turn(kept, path, view.newer).as_deref()),
                    older: (&older, turn(kept, path, view.older).as_deref()),
                    total: &total(ctx, view.count),
                }))
            }
        }
    };
    Ok(show(ctx, room.nav, view.title, content))
}

/// The way to bring in what there is elsewhere, for who may.
pub fn from_file(ctx: &Ctx, kind: Kind) -> Markup {
    let comes = matches!(kind, Kind::Deal | Kind::Contact | Kind::Company);
    html! {
        @if comes && offers(&ctx.actor, &Do::Import) {
            (link_button(Press::Plain, ctx.say.t("records-from-file"), "/settings/import"))
        }
    }
}

/// The question which columns to show, which leads back to this list.
fn columns_address(path: &str, kept: &Kept) -> String {
    format!("{path}/columns?back={}", form_encoded(&kept.href(path, &[])))
}

fn rows(
    ctx: &Ctx,
    room: &Room,
    (around, asked): (&Around, &Asked),
    more: Markup,
    table: Table<'_>,
) -> Markup {
    let say = &ctx.say;
    let path = room.kind.path();
    let offered = |deed| ctx.actor.offers_on(room.kind, deed);
    let (assigns, deletes) = (offered(Deed::Assign), offered(Deed::Delete));
    let take = asked.queue.filter(|_| !ctx.actor.rests);
    let take = take.and_then(|id| around.queue(id)).map(|queue| around::take_address(queue, room.kind));
    if !assigns && !deletes && take.is_none() && more.0.is_empty() {
        return html! { (table) };
    }
    let (assign, delete) = (format!("{path}/assign"), format!("{path}/delete"));
    tick_list(html! {
        (table.ticks(TICKED, say.t("records-tick-all")))
        (tick_bar(TickBar {
            form: TICKED,
            action: take.as_deref().unwrap_or(if assigns { &assign } else { &delete }),
            ticked: &say.t("records-ticked"),
            sum: None,
            acts: html! {
                @if let Some(take) = &take { (button_to(Press::Main, say.t("queues-take"), take)) }
                (more)
                @if assigns { (button_to(Press::Plain, say.t("records-assign"), &assign)) }
                @if deletes { (button_to(Press::Danger, say.t("records-delete"), &delete)) }
            },
        }))
    })
}

fn turn(kept: &Kept, path: &str, cursor: Option<&str>) -> Option<String> {
    cursor.map(|cursor| kept.href(path, &[("cursor", cursor)]))
}

/// That a link narrowed the list to something, and the way out of that.
pub fn narrowed(ctx: &Ctx, says: String, all: &str) -> Markup {
    notice_with(Tone::Quiet, says, link_button(Press::Plain, ctx.say.t("records-show-all"), all))
}

/// How many there are, in words.
pub fn total(ctx: &Ctx, count: Count) -> String {
    ctx.say.n(if count.0.more { "records-count-many" } else { "records-count" }, count.0.n)
}

/// The head of a column that can be sorted by: `word` as in the room's sort keys.
pub fn sorted(room: &Room, asked: &Asked, kept: &Kept, word: &str) -> Sort<'static> {
    let address = |way| {
        let turned = if way == Way::Descending { format!("-{word}") } else { word.to_owned() };
        kept.href(room.kind.path(), &[("sort", &turned)]).into()
    };
    if asked.key.word == word {
        return match asked.way {
            Way::Ascending => Sort::Ascending(address(Way::Descending)),
            Way::Descending => Sort::Descending(address(Way::Ascending)),
        };
    }
    let first = room.sorts.iter().find(|key| key.word == word).map_or(Way::Ascending, |key| key.first);
    Sort::Offered(address(first))
}

/// Filters that are chosen from lists: a form that sends `names` itself and keeps the rest.
pub fn filter_form(ctx: &Ctx, room: &Room, kept: &Kept, names: &[&str], fields: Markup) -> Markup {
    let kept = kept.without(names);
    let keep: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, *value)).collect();
    components::filter_form(room.kind.path(), &keep, fields, &ctx.say.t("records-filter"))
}

/// Choosing whose records are listed; only for who sees more than their own.
pub fn responsible_filter(
    ctx: &Ctx,
    room: &Room,
    asked: &Asked,
    people: &[place::Candidate],
) -> Option<Markup> {
    if ctx.actor.scope(room.kind, Deed::See) <= Scope::Own {
        return None;
    }
    let say = &ctx.say;
    let people = super::form::options(people);
    Some(html! {
        (PersonSelect::new("responsible_id", say.t("records-responsible"), &people)
            .selected(asked.responsible)
            .none(say.t("records-everybody"))
            .search(say.t("records-search"), say.t("records-nobody-found")))
    })
}

/// The cell of a row that says who is responsible.
pub fn responsible_cell(ctx: &Ctx, room: &Room, around: &Around, name: &Name) -> Markup {
    around::responsible(ctx, room.kind, around, name)
}
