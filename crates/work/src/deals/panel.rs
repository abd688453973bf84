//! The deals of a contact or a company, on its card.

use base::authz::{Deed, Scope};
use base::web::components::*;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::list::{Brief, Link, linked};
use crate::pipelines::{self, Pipelines, pages::stage_badge};
use crate::records::shown;

/// So many are shown; the list has the rest.
const SHOWN: i64 = 20;

/// The card of the newest deals; `none` is said where there are none. Nothing for who has no right to see deals.
pub async fn panel(ctx: &Ctx, link: Link, none: String) -> Result<Markup> {
    if ctx.actor.scope(Kind::Deal, Deed::See) == Scope::None {
        return Ok(html! {});
    }
    let deals = linked(ctx, link, SHOWN).await?;
    let pipelines = pipelines::all(ctx).await?;
    let content = html! {
        @if deals.is_empty() { p { (none) } }
        @else { ul { @for deal in &deals { li { (row(ctx, &pipelines, deal)) } } } }
    };
    Ok(card(ctx.say.t("kind-deal"), content))
}

fn row(ctx: &Ctx, pipelines: &Pipelines, deal: &Brief) -> Markup {
    html! {
        a href={ "/deals/" (deal.id) } { (deal.title) } " · " (shown::amount(ctx, deal.amount, &deal.currency)) " "
        @if let Some(stage) = pipelines.stage(deal.stage_id) { (stage_badge(stage.outcome, &stage.name)) }
    }
}
