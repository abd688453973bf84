//! The pages of the bin.

use axum::response::Response;
use base::org::Name;
use base::web::components::*;
use base::web::{Nav, Notice, Path, Query, see_other, show, timeline};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::look::{self, Deleted, Listed};
use super::restore::restore as put_back;
use super::{KEPT_MS, SORTS, api};
use crate::records::{Kept, ListQuery, list as lists, shown, watch};

/// The address of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BinQuery {
    pub kind: Option<String>,
    #[serde(flatten)]
    pub list: ListQuery,
}

/// The element that the search replaces while typing.
const REGION: &str = "list";

/// `GET /bin`
pub async fn list(ctx: Ctx, Query(query): Query<BinQuery>) -> Result<Markup> {
    let asked = query.list.read(SORTS)?;
    let kind = api::kind(query.kind.as_deref())?;
    let seq = watch::now(&ctx).await?;
    let listed = look::list(&ctx, &asked, kind).await?;
    let kept = query.list.kept().and("kind", query.kind.as_deref());
    let say = &ctx.say;
    let title = say.t("kind-bin");
    let empty = listed.slice.items.is_empty();
    let turn = |cursor: &Option<String>| cursor.as_deref().map(|c| kept.href("/bin", &[("cursor", c)]));
    let (newer, older) = (turn(&listed.slice.newer), turn(&listed.slice.older));
    let content = html! {
        (head(Head { lead: &say.t("bin-lead"), ..Head::new(&title) }))
        (watch::mark_list(Kind::Bin, seq))
        @if empty && asked.start.is_none() && !kept.narrows() {
            (empty_state(say.t("bin-empty"), say.t("bin-empty-text"), html! {}))
        } @else {
            (toolbar(search_form(Search {
                action: "/bin",
                value: &asked.q,
                label: &say.t("bin-search"),
                button: &say.t("records-search"),
                region: REGION,
                keep: &kept.without(&["q"]),
                offers: &[],
            })))
            div id=(REGION) {
                (toolbar(kinds(&ctx, kind, &kept)))
                @if empty {
                    (empty_state(
                        say.t("records-nothing"),
                        say.t("records-nothing-text"),
                        link_button(Press::Plain, say.t("records-show-all"), "/bin"),
                    ))
                } @else { (table(&ctx, &title, &listed)) }
                (pager(Pager {
                    label: &say.t("records-pages"),
                    newer: (&say.t("records-newer"), newer.as_deref()),
                    older: (&say.t("records-older"), older.as_deref()),
                    total: &lists::total(&ctx, listed.count),
                }))
            }
        }
    };
    Ok(show(&ctx, Nav::Bin, &title, content))
}

fn kinds(ctx: &Ctx, current: Option<Kind>, kept: &Kept) -> Markup {
    let say = &ctx.say;
    let mut list = vec![(say.t("bin-all-kinds"), kept.href("/bin", &[("kind", "")]), current.is_none())];
    for kind in Kind::RECORDS {
        let label = say.t(&format!("kind-{}", kind.code()));
        list.push((label, kept.href("/bin", &[("kind", kind.code())]), current == Some(kind)));
    }
    let list: Vec<Filter<'_>> = list
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    chips(&say.t("bin-kinds"), &list)
}

fn table(ctx: &Ctx, title: &str, listed: &Listed) -> Markup {
    let say = &ctx.say;
    let columns = vec![
        Column::new(say.t("bin-title")),
        Column::new(say.t("bin-what")),
        Column::new(say.t("bin-deleted")),
        Column::new(say.t("bin-by")),
        Column::new(say.t("records-responsible")),
        Column::new(say.t("bin-until")),
        Column::new(say.t("bin-restore")),
    ];
    let lines = listed.slice.items.iter().map(|deleted| line(ctx, listed, deleted)).collect();
    html! { (Table::new(title, columns, lines)) }
}

fn line<'a>(ctx: &Ctx, listed: &Listed, deleted: &'a Deleted) -> Line<'a> {
    let person = |id: i64| match listed.names.get(&id) {
        Some(name) => shown::person(name),
        None => html! {},
    };
    let by = deleted.deleted_by.and_then(|id| listed.names.get(&id));
    // Who helps from outside is marked where it is about what they did.
    let marked = by.map(|name| Name { name: timeline::called(&ctx.say, name), ..name.clone() });
    let cells = vec![
        html! { (deleted.title) },
        html! { (ctx.say.t(&format!("one-{}", deleted.kind.code()))) },
        shown::moment(ctx, deleted.deleted_at),
        html! { @if let Some(name) = &marked { (shown::person(name)) } },
        person(deleted.responsible),
        shown::day(ctx, deleted.deleted_at + KEPT_MS),
        html! {
            @if !ctx.actor.rests {
                (post_button(Press::Plain, ctx.say.t("bin-restore"), &format!("/bin/{}/restore", deleted.id)))
            }
        },
    ];
    Line::new(deleted.id, deleted.title.as_str(), cells)
}

/// `POST /bin/{id}/restore`
pub async fn restore(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    let restored = put_back(&ctx, id).await?;
    let text = ctx.say.with("bin-restored", &[("title", restored.title.into())]);
    Ok(see_other("/bin", Some(Notice::good(text))))
}
