//! Somebody else changed the deal while it was edited: what it says now beside what was typed.

use base::web::components::{Tone, notice as told};
use base::{Ctx, Kind, Result};
use maud::Markup;

use crate::deals::Card;
use crate::deals::find;
use crate::deals::form::DealForm;
use crate::records::form::stale_notice;
use crate::{pipelines, products, records};

/// Field by field, where they differ.
pub async fn notice(ctx: &Ctx, now: &Card, typed: &DealForm) -> Result<Markup> {
    let say = &ctx.say;
    let kept = DealForm::of(now, &ctx.company_zone());
    let texts = [
        ("deals-column-title", &kept.title, &typed.title),
        ("deals-started", &kept.started_at, &typed.started_at),
        ("deals-closes-on", &kept.closes_on, &typed.closes_on),
        ("deals-closed-at", &kept.closed_at, &typed.closed_at),
        ("records-note", &kept.note, &typed.note),
    ];
    let mut differing: Vec<(String, String, String)> = texts
        .into_iter()
        .filter(|(_, now, typed)| now.trim() != typed.trim())
        .map(|(key, now, typed)| (say.t(key), now.clone(), typed.clone()))
        .collect();
    let mut add = |key: &str, now: String, typed: String| {
        if now != typed {
            differing.push((say.t(key), now, typed));
        }
    };
    let pipelines = pipelines::all(ctx).await?;
    let stage = |id: &str| {
        let stage = id.trim().parse().ok().and_then(|id| pipelines.stage(id));
        stage.map(|stage| stage.name.clone()).unwrap_or_default()
    };
    add("deals-stage", stage(&kept.stage_id), stage(&typed.stage_id));
    let amount = |form: &DealForm| format!("{} {}", form.amount.trim(), form.currency.trim());
    add("deals-amount", amount(&kept), amount(typed));
    let products = products::all(ctx).await?;
    let product = |id: &str| {
        let id = id.trim().parse().unwrap_or(0);
        products
            .iter()
            .find(|product| product.id == id)
            .map(|product| product.name.clone())
            .unwrap_or_default()
    };
    add("deals-product", product(&kept.product_id), product(&typed.product_id));
    let company = |form: &DealForm| form.company_id.trim().parse().into_iter().collect::<Vec<i64>>();
    add(
        "deals-company",
        names(ctx, Kind::Company, company(&kept)).await?,
        names(ctx, Kind::Company, company(typed)).await?,
    );
    add(
        "deals-contacts",
        names(ctx, Kind::Contact, kept.contacts()).await?,
        names(ctx, Kind::Contact, typed.contacts()).await?,
    );
    let people = records::candidates(ctx, Kind::Deal).await?;
    let person = |form: &DealForm| {
        let id = form.responsible_id.as_deref().and_then(|id| id.trim().parse().ok()).unwrap_or(0);
        let holder = now.name(Some(id)).map(|name| name.name.clone());
        holder.or(people.iter().find(|p| p.id == id).map(|p| p.name.clone())).unwrap_or_default()
    };
    if typed.responsible_id.is_some() {
        add("records-responsible", person(&kept), person(typed));
    }
    Ok(stale_notice(ctx, &differing))
}

/// That something changed, where nothing was typed.
pub fn short(ctx: &Ctx) -> Markup {
    told(Tone::Warn, ctx.say.t("error-stale"))
}

async fn names(ctx: &Ctx, kind: Kind, ids: Vec<i64>) -> Result<String> {
    let lines = find::visible(ctx, kind, ids).await?;
    let names: Vec<String> = lines.into_iter().map(|line| line.name).collect();
    Ok(names.join(", "))
}
