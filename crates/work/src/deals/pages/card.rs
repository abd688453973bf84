//! The card of a deal.

use base::org::Name;
use base::web::components::{self as parts, *};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::list::stage_choices;
use crate::deals::find::{self, Line};
use crate::deals::{Card, ROOM};
use crate::pipelines::pages::stage_badge;
use crate::pipelines::{self, Pipelines};
use crate::products;
use crate::records::card::{CardView, card_page, may};
use crate::records::shown;
use crate::tasks;

/// `told` stands above everything else in the narrow column; mostly empty.
pub async fn page(ctx: &Ctx, card: &Card, told: Markup) -> Result<Markup> {
    let deal = &card.deal;
    let say = &ctx.say;
    let pipelines = pipelines::all(ctx).await?;
    let may = may(ctx, &ROOM, deal.place()).await?;
    let facts = facts(ctx, card, &pipelines, product(ctx, deal.product_id).await?);
    let facts: Vec<(&str, Markup)> =
        facts.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    let view = CardView {
        id: deal.id,
        portfolio: deal.portfolio_id,
        version: deal.version,
        title: &deal.title,
        list: &say.t("deals-title"),
        may,
        facts: &facts,
        linked: html! { (people(ctx, card).await?) (tasks::panel(ctx, Kind::Deal, deal.id).await?) },
        side: html! { (told) @if may.edit { (move_card(ctx, card, &pipelines)) } },
    };
    card_page(ctx, &ROOM, view).await
}

async fn product(ctx: &Ctx, id: Option<i64>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(products::all(ctx).await?.into_iter().find(|product| product.id == id).map(|product| product.name))
}

/// Label and value; what is empty is left out.
fn facts(ctx: &Ctx, card: &Card, pipelines: &Pipelines, product: Option<String>) -> Vec<(String, Markup)> {
    let deal = &card.deal;
    let stage = pipelines.stage(deal.stage_id).map(|stage| stage_badge(stage.outcome, &stage.name));
    let pipeline = pipelines.get(deal.pipeline_id).filter(|_| pipelines.0.len() > 1);
    let person = |id: Option<i64>| card.name(id).map(|name: &Name| shown::person(name));
    let note = deal.note.as_ref().map(|note| html! { @for line in note.lines() { (line) br; } });
    let all = [
        ("deals-pipeline", pipeline.map(|pipeline| html! { (pipeline.name) })),
        ("deals-stage", stage),
        ("deals-amount", Some(html! { (shown::amount(ctx, deal.amount, &deal.currency)) })),
        ("records-responsible", person(Some(deal.responsible_id))),
        ("deals-product", product.map(|name| html! { (name) })),
        ("deals-started", deal.started_at.map(|at| shown::day(ctx, at))),
        ("deals-closes-on", deal.closes_on.as_deref().map(|day| shown::date(ctx, day))),
        ("deals-closed-at", deal.closed_at.map(|at| shown::day(ctx, at))),
        ("deals-closed-holder", person(deal.closed_holder_id)),
        ("deals-created-by", person(deal.created_by)),
        ("records-created", Some(shown::moment(ctx, deal.created_at))),
        ("records-updated", Some(shown::moment(ctx, deal.updated_at))),
        ("records-note", note),
    ];
    all.into_iter().filter_map(|(key, value)| Some((ctx.say.t(key), value?))).collect()
}

/// The lines of the company and the contacts: shown to whoever sees the deal, leading to their cards where those
/// may be seen.
async fn people(ctx: &Ctx, card: &Card) -> Result<Markup> {
    let say = &ctx.say;
    let companies = find::visible(ctx, Kind::Company, card.deal.company_id.into_iter().collect()).await?;
    let contacts = find::visible(ctx, Kind::Contact, card.deal.contact_ids.clone()).await?;
    let opens = |list: &[Line], line: &Line| list.iter().any(|other| other.id == line.id);
    let nobody = card.company.is_none() && card.contacts.is_empty();
    Ok(parts::card(
        say.t("deals-people"),
        html! {
            @if nobody { p { (say.t("deals-nobody")) } }
            @if let Some(line) = &card.company { (reachable(line, opens(&companies, line).then_some(Kind::Company))) }
            @for line in &card.contacts { (reachable(line, opens(&contacts, line).then_some(Kind::Contact))) }
        },
    ))
}

/// Name, phones and e-mails.
fn reachable(line: &Line, opens: Option<Kind>) -> Markup {
    html! {
        p {
            @match opens {
                Some(kind) => { a href={ (kind.path()) "/" (line.id) } { (line.name) } }
                None => { (line.name) }
            }
            @for phone in &line.phones { " · " a href={ "tel:" (phone.replace(' ', "")) } { (phone) } }
            @for email in &line.emails { " · " a href={ "mailto:" (email) } { (email) } }
        }
    }
}

fn move_card(ctx: &Ctx, card: &Card, pipelines: &Pipelines) -> Markup {
    let say = &ctx.say;
    let deal = &card.deal;
    parts::card(
        say.t("deals-move"),
        html! {
            form method="post" action={ "/deals/" (deal.id) "/stage" } {
                (hidden("version", deal.version))
                (Select::new("stage_id", say.t("deals-stage"), stage_choices(pipelines)).selected(deal.stage_id.to_string()))
                (buttons(button(Press::Plain, say.t("deals-move-do"))))
            }
        },
    )
}
