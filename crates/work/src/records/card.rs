//! The frame of every record's card: what it says, what it is linked to, who held it, what happened.

use base::authz::{self, Deed};
use base::web::components::*;
use base::web::show;
use base::{Ctx, Result};
use maud::{Markup, html};

use super::access::access_card;
use super::happened::{self, Looking, Of};
use super::{Room, around, doing, holders, notes};

/// What a room puts into the frame.
pub struct CardView<'a> {
    pub id: i64,
    pub portfolio: i64,
    pub version: i64,
    pub title: &'a str,
    /// The label of the list, for the way back.
    pub list: &'a str,
    pub may: May,
    pub facts: &'a [(&'a str, Markup)],
    /// Cards of linked records, below the facts; may be empty.
    pub linked: Markup,
    /// What is to be done next, above what happened; may be empty.
    pub next: Markup,
    /// Narrow cards beside the facts, for acts of this room; may be empty.
    pub side: Markup,
    /// Who is responsible.
    pub holder: i64,
    /// What the title is called, a key of the dictionary.
    pub titled: &'a str,
    /// Which part of what happened the address asks for.
    pub looking: &'a Looking,
}

/// What the reader is offered to do to one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May {
    pub edit: bool,
    pub assign: bool,
    pub delete: bool,
}

/// Asks the policy about one record's portfolio and stage (a deal's; 0 for the rest).
pub async fn may(ctx: &Ctx, room: &Room, place: (i64, i64)) -> Result<May> {
    let kind = room.kind;
    ctx.read(move |tx| {
        let mut may = |deed| Ok::<_, base::Error>(authz::offers(tx.actor(), &doing(tx, kind, deed, place)?));
        Ok(May { edit: may(Deed::Edit)?, assign: may(Deed::Assign)?, delete: may(Deed::Delete)? })
    })
    .await
}

/// The whole page.
pub async fn card_page(ctx: &Ctx, room: &'static Room, view: CardView<'_>) -> Result<Markup> {
    let held = holders::holders(ctx, room, view.id).await?;
    let path = room.kind.path();
    let form = format!("{path}/{}/edit", view.id);
    let label = ctx.say.with("records-edit-what", &[("what", ctx.say.t(view.titled).into())]);
    let of = Of {
        kind: room.kind,
        id: view.id,
        version: view.version,
        holder: view.holder,
        may: view.may,
        held: &held,
    };
    let content = html! {
        (head(Head {
            crumbs: &[Crumb { label: view.list, href: path }],
            acts: acts(ctx, path, view.id, view.may),
            change: view.may.edit.then_some(Change { form: &form, fields: room.title, label: &label }),
            ..Head::new(view.title)
        }))
        (desk(
            html! {
                (card(ctx.say.t("records-facts"), facts(view.facts)))
                (view.linked)
            },
            html! {
                (view.next)
                (happened::panel(ctx, &of, view.looking).await?)
            },
            html! {
                (around::take_card(ctx, room.kind, &around::around(ctx, room.kind).await?, view.portfolio, view.id))
                (covered_card(ctx, room, &view).await?)
                (view.side)
                (notes::panel(ctx, room, view.id).await?)
                (holders::card(ctx, &held))
                (access_card(ctx, room.kind, view.id))
            },
        ))
    };
    Ok(show(ctx, room.nav, view.title, content))
}

fn acts(ctx: &Ctx, path: &str, id: i64, may: May) -> Markup {
    let say = &ctx.say;
    html! {
        @if may.edit { (link_button(Press::Main, say.t("records-edit"), &format!("{path}/{id}/edit"))) }
        @if may.assign { (dialog_link(Press::Plain, say.t("records-assign"), &format!("{path}/assign?id={id}"))) }
        @if may.delete { (dialog_link(Press::Quiet, say.t("records-delete"), &format!("{path}/delete?id={id}"))) }
    }
}

/// Whether the holder is away, and who stands in at this moment.
async fn covered_card(ctx: &Ctx, room: &Room, view: &CardView<'_>) -> Result<Markup> {
    let held = around::held_by(ctx, room.kind, view.portfolio).await?;
    let said = |name: &str, until: i64| {
        ctx.say.with(
            "records-covered-by",
            &[("name", name.into()), ("until", ctx.company_day(until - 1).into())],
        )
    };
    let (Some(away), Some(holder)) = (&held.away, &held.holder) else {
        return Ok(
            html! { @for (name, until) in &held.covered { (notice(Tone::Quiet, said(&name.name, *until))) } },
        );
    };
    let names: Vec<&str> = held.covered.iter().map(|(name, _)| name.name.as_str()).collect();
    let mut values = vec![("name", holder.name.as_str().into()), ("until", away.until(ctx).into())];
    let key = if names.is_empty() { "records-holder-away" } else { "records-holder-away-covered" };
    if !names.is_empty() {
        values.push(("by", names.join(", ").into()));
    }
    Ok(notice(if names.is_empty() { Tone::Warn } else { Tone::Quiet }, ctx.say.with(key, &values)))
}
