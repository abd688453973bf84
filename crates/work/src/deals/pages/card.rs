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
use crate::records::card::{CardView, May, card_page, may};
use crate::records::facts::Facts;
use crate::records::happened::Looking;
use crate::records::shown;
use crate::tasks;

/// `told` stands above everything else in the narrow column; mostly empty.
pub async fn page(ctx: &Ctx, card: &Card, told: Markup, looking: &Looking) -> Result<Markup> {
    let deal = &card.deal;
    let say = &ctx.say;
    let pipelines = pipelines::all(ctx).await?;
    let may = may(ctx, &ROOM, deal.place()).await?;
    let facts = facts(ctx, card, &pipelines, may).await?;
    let view = CardView {
        id: deal.id,
        portfolio: deal.portfolio_id,
        version: deal.version,
        title: &deal.title,
        list: &say.t("deals-title"),
        may,
        facts: &facts.lines(),
        linked: people(ctx, card, &facts).await?,
        next: tasks::panel(ctx, Kind::Deal, deal.id).await?,
        side: html! { (told) @if may.edit { (move_card(ctx, card, &pipelines)) } },
        holder: deal.responsible_id,
        titled: "deals-column-title",
        looking,
    };
    card_page(ctx, &ROOM, view).await
}

/// Label and value; what is empty and can't be changed is left out.
async fn facts<'a>(ctx: &'a Ctx, card: &Card, pipelines: &Pipelines, may: May) -> Result<Facts<'a>> {
    let deal = &card.deal;
    let products = products::all(ctx).await?;
    let stage = pipelines.stage(deal.stage_id).map(|stage| stage_badge(stage.outcome, &stage.name));
    let pipeline = pipelines.get(deal.pipeline_id).filter(|_| pipelines.0.len() > 1);
    let product = products.iter().find(|product| Some(product.id) == deal.product_id);
    let product = product.map(|product| html! { (product.name) });
    let person = |id: Option<i64>| card.name(id).map(|name: &Name| shown::person(name));
    let note = deal.note.as_deref().map(shown::note);
    let mut facts = Facts::of(ctx, Kind::Deal, deal.id, may);
    facts.says("deals-pipeline", pipeline.map(|pipeline| html! { (pipeline.name) }));
    facts.changes("deals-stage", "stage_id", stage);
    facts.changes(
        "deals-amount",
        "amount currency",
        Some(html! { (shown::amount(ctx, deal.amount, &deal.currency)) }),
    );
    facts.held_by("responsible_id", person(Some(deal.responsible_id)));
    match products.is_empty() {
        true => facts.says("deals-product", product),
        false => facts.changes("deals-product", "product_id", product),
    }
    facts.changes("deals-started", "started_at", deal.started_at.map(|at| shown::company_day(ctx, at)));
    if deal.open {
        let day = deal.closes_on.as_deref().map(|day| shown::date(ctx, day));
        facts.changes("deals-closes-on", "closes_on", day);
    } else {
        facts.says("deals-closes-on", deal.closes_on.as_deref().map(|day| shown::date(ctx, day)));
        facts.changes("deals-closed-at", "closed_at", deal.closed_at.map(|at| shown::company_day(ctx, at)));
        facts.says("deals-closed-holder", person(deal.closed_holder_id));
    }
    facts.changes("records-note", "note", note);
    facts.says("deals-created-by", person(deal.created_by));
    facts.says("records-created", Some(shown::moment(ctx, deal.created_at)));
    facts.says("records-updated", Some(shown::moment(ctx, deal.updated_at)));
    Ok(facts)
}

/// The lines of the company and the contacts: shown to whoever sees the deal, leading to their cards where those
/// may be seen.
async fn people(ctx: &Ctx, card: &Card, facts: &Facts<'_>) -> Result<Markup> {
    let say = &ctx.say;
    let companies = find::visible(ctx, Kind::Company, card.deal.company_id.into_iter().collect()).await?;
    let contacts = find::visible(ctx, Kind::Contact, card.deal.contact_ids.clone()).await?;
    let opens = |list: &[Line], line: &Line| list.iter().any(|other| other.id == line.id);
    let company = html! {
        @match &card.company {
            Some(line) => { (reachable(line, opens(&companies, line).then_some(Kind::Company))) }
            None => { p class="quiet" { (say.t("deals-no-company")) } }
        }
    };
    let people = html! {
        @if card.contacts.is_empty() { p class="quiet" { (say.t("deals-no-contacts")) } }
        @for line in &card.contacts { (reachable(line, opens(&contacts, line).then_some(Kind::Contact))) }
    };
    Ok(parts::card(
        say.t("deals-people"),
        html! {
            (facts.changed_in("company_find company_id", &say.t("deals-company"), company))
            (facts.changed_in("contact_find contact_id", &say.t("deals-contacts"), people))
        },
    ))
}

/// Name, phones and e-mails.
fn reachable(line: &Line, opens: Option<Kind>) -> Markup {
    html! {
        p class="line-ways" {
            @match opens {
                Some(kind) => { a href={ (kind.path()) "/" (line.id) } { (line.name) } }
                None => { (line.name) }
            }
            @for phone in &line.phones { br; a href={ "tel:" (phone.replace(' ', "")) } { (phone) } }
            @for email in &line.emails { br; a href={ "mailto:" (email) } { (email) } }
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
