//! The form of a deal: one for new deals and for those that are changed.

use base::web::components::*;
use base::web::{once, show};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::list::stage_choices;
use crate::deals::find::{self, Line as Linked};
use crate::deals::form::{DealForm, Offers};
use crate::deals::{Card, ROOM};
use crate::pipelines;
use crate::products::{self, Product};
use crate::records::Candidate as Person;
use crate::records::form::{Wrong, responsible_select};
use crate::records::watch;

/// What the form shows.
pub struct View<'a> {
    pub form: &'a DealForm,
    /// The deal that is changed; `None` for a new one.
    pub card: Option<&'a Card>,
    /// Who can be made responsible; `None` where the reader may not assign.
    pub people: Option<Vec<Person>>,
    pub offers: Offers,
    pub wrong: Wrong,
    /// Stands above the form; mostly empty.
    pub told: Markup,
}

impl<'a> View<'a> {
    pub fn of(form: &'a DealForm) -> View<'a> {
        let (offers, wrong) = (Offers::default(), Wrong::default());
        View { form, card: None, people: None, offers, wrong, told: html! {} }
    }
}

pub async fn page(ctx: &Ctx, view: View<'_>) -> Result<Markup> {
    let say = &ctx.say;
    let title = say.t(if view.card.is_some() { "deals-edit" } else { "deals-new" });
    let back = view.card.map_or_else(|| "/deals".to_owned(), |card| format!("/deals/{}", card.deal.id));
    let list = say.t("deals-title");
    let mut crumbs = vec![Crumb { label: &list, href: "/deals" }];
    if let Some(card) = view.card {
        crumbs.push(Crumb { label: &card.deal.title, href: &back });
    }
    let action = if view.card.is_some() { back.as_str() } else { "/deals" };
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        @if let (Some(card), Ok(version)) = (view.card, view.form.version.parse()) {
            (watch::mark(Kind::Deal, card.deal.id, version))
        }
        (view.told)
        (view.wrong.summary(say))
        (edit_form(action, html! {
            @if view.card.is_some() { (hidden("version", &view.form.version)) } @else { (once::field(ctx)) }
            (what(ctx, &view).await?)
            (whom(ctx, &view).await?)
            (when(ctx, &view))
            (buttons(html! {
                (button(Press::Main, say.t("records-save")))
                (link_button(Press::Quiet, say.t("records-cancel"), &back))
            }))
        }))
    };
    Ok(show(ctx, ROOM.nav, &title, content))
}

/// Title, stage, amount, product, who is responsible.
async fn what(ctx: &Ctx, view: &View<'_>) -> Result<Markup> {
    let (say, form, wrong) = (&ctx.say, view.form, &view.wrong);
    let pipelines = pipelines::all(ctx).await?;
    let products = products::all(ctx).await?;
    let responsible = form.responsible_id.as_deref().and_then(|id| id.trim().parse().ok());
    let holder = view.card.and_then(|card| card.name(Some(card.deal.responsible_id)));
    Ok(html! {
        (Input::text("title", say.t("deals-column-title")).value(&form.title).required().error(wrong.at("title")))
        (form_grid(html! {
            (Select::new("stage_id", say.t("deals-stage"), stage_choices(&pipelines))
                .selected(&form.stage_id).error(wrong.at("stage_id").or(wrong.at("pipeline_id"))))
            @if let Some(people) = &view.people { (responsible_select(ctx, people, holder, responsible, wrong)) }
            (Input::text("amount", say.t("deals-amount")).value(&form.amount).error(wrong.at("amount")))
            (Input::text("currency", say.t("deals-currency")).value(&form.currency).required()
                .error(wrong.at("currency")))
            @if !products.is_empty() {
                (Select::new("product_id", say.t("deals-product"), product_choices(&products))
                    .none(say.t("deals-none")).selected(&form.product_id).error(wrong.at("product_id")))
            }
        }))
    })
}

fn product_choices(products: &[Product]) -> Vec<Choice<'_>> {
    products.iter().map(|product| Choice::new(product.id.to_string(), product.name.as_str())).collect()
}

/// Company and contacts: those chosen, those offered, and words to find others by.
async fn whom(ctx: &Ctx, view: &View<'_>) -> Result<Markup> {
    let (say, form, wrong) = (&ctx.say, view.form, &view.wrong);
    let company: Vec<i64> = form.company_id.trim().parse().into_iter().collect();
    let companies = known(ctx, Kind::Company, company, view, &view.offers.companies).await?;
    let contacts = known(ctx, Kind::Contact, form.contacts(), view, &view.offers.contacts).await?;
    let ticked = form.contacts();
    let choices = companies.iter().map(|line| Choice::new(line.id.to_string(), said(line))).collect();
    let boxes: Vec<(String, String, bool)> =
        contacts.iter().map(|line| (line.id.to_string(), said(line), ticked.contains(&line.id))).collect();
    let boxes: Vec<Check<'_>> = boxes
        .iter()
        .map(|(value, label, checked)| Check {
            name: "contact_id",
            value,
            label,
            hint: None,
            checked: *checked,
        })
        .collect();
    Ok(group(
        say.t("deals-people"),
        html! {
            (form_grid(html! {
                @if !companies.is_empty() {
                    (Select::new("company_id", say.t("deals-company"), choices).none(say.t("deals-none"))
                        .selected(&form.company_id).error(wrong.at("company_id")))
                }
                (Input::text("company_find", say.t(if companies.is_empty() { "deals-company" } else { "deals-company-find" }))
                    .value(&form.company_find).hint(say.t("deals-company-find-hint")).autocomplete("off")
                    .error(wrong.at("company_find").or(wrong.at("company_id").filter(|_| companies.is_empty()))))
            }))
            @if let Some(wrong) = wrong.at("contact_ids") { div id="f-contact_ids" { (notice(Tone::Bad, wrong)) } }
            @if !boxes.is_empty() { (checkboxes(say.t("deals-contacts"), boxes)) }
            (Input::text("contact_find", say.t("deals-contact-find")).value(&form.contact_find)
                .hint(say.t("deals-contact-find-hint")).autocomplete("off").error(wrong.at("contact_find")))
        },
    ))
}

/// The lines chosen now and those on offer: of the deal itself as it shows them, others as far as they may be seen.
async fn known(
    ctx: &Ctx,
    kind: Kind,
    chosen: Vec<i64>,
    view: &View<'_>,
    offers: &[Linked],
) -> Result<Vec<Linked>> {
    let of_deal: Vec<Linked> = match (view.card, kind) {
        (None, _) => Vec::new(),
        (Some(card), Kind::Company) => card.company.iter().cloned().collect(),
        (Some(card), _) => card.contacts.clone(),
    };
    let others: Vec<i64> =
        chosen.into_iter().filter(|id| of_deal.iter().chain(offers).all(|line| line.id != *id)).collect();
    let mut known = of_deal;
    known.extend(find::visible(ctx, kind, others).await?);
    let new: Vec<Linked> =
        offers.iter().filter(|line| known.iter().all(|k| k.id != line.id)).cloned().collect();
    known.extend(new);
    Ok(known)
}

/// The name, and what tells two of the same name apart.
fn said(line: &Linked) -> String {
    match line.phones.first().or(line.emails.first()) {
        Some(note) => format!("{} · {note}", line.name),
        None => line.name.clone(),
    }
}

/// Days and the note.
fn when(ctx: &Ctx, view: &View<'_>) -> Markup {
    let (say, form, wrong) = (&ctx.say, view.form, &view.wrong);
    html! {
        (form_grid(html! {
            (Input::date("started_at", say.t("deals-started")).value(&form.started_at).error(wrong.at("started_at")))
            (Input::date("closes_on", say.t("deals-closes-on")).value(&form.closes_on).error(wrong.at("closes_on")))
            (Input::date("closed_at", say.t("deals-closed-at")).value(&form.closed_at)
                .hint(say.t("deals-closed-at-hint")).error(wrong.at("closed_at")))
        }))
        (TextArea::new("note", say.t("records-note")).value(&form.note).error(wrong.at("note")))
    }
}
