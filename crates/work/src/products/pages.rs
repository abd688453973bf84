//! The pages of the catalogue, among the settings.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::error::Fields;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, once, see_other, show};
use base::{Ctx, Error, Result};
use kit::money::{self, Currency};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Draft, Product, all, change};
use crate::records::form::Wrong;
use crate::records::shown;

const PATH: &str = "/settings/products";

/// `GET /settings/products`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let products = all(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("products-title");
    let add = html! { @if !ctx.actor.rests { (link_button(Press::Main, say.t("products-add"), &format!("{PATH}/new"))) } };
    let lines: Vec<Line<'_>> = products.iter().map(|product| line(&ctx, product)).collect();
    let columns = vec![Column::new(say.t("products-name")), Column::new(say.t("products-price")).numbers()];
    let content = html! {
        (head(Head {
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            acts: if products.is_empty() { html! {} } else { add.clone() },
            ..Head::new(&title)
        }))
        @if products.is_empty() {
            (empty_state(say.t("products-empty"), say.t("products-empty-text"), add))
        } @else {
            (Table::new(title.as_str(), columns, lines))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn line<'a>(ctx: &Ctx, product: &'a Product) -> Line<'a> {
    let price = product.price.map(|price| shown::amount(ctx, price, &product.currency)).unwrap_or_default();
    let name = html! { a href={ (PATH) "/" (product.id) } { (product.name) } };
    Line::new(product.id, product.name.as_str(), vec![name, html! { (price) }])
}

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProductForm {
    name: String,
    price: String,
    currency: String,
    note: String,
    version: String,
    once: String,
}

impl ProductForm {
    fn of(product: &Product) -> ProductForm {
        let price = |price| Currency::parse(&product.currency).ok().map(|of| money::input_value(price, of));
        ProductForm {
            name: product.name.clone(),
            price: product.price.and_then(price).unwrap_or_default(),
            currency: product.currency.clone(),
            note: product.note.clone().unwrap_or_default(),
            version: product.version.to_string(),
            once: String::new(),
        }
    }

    fn read(&self) -> Result<Draft> {
        let mut wrong = Fields::default();
        let price = match Currency::parse(&self.currency) {
            Ok(currency) if !self.price.trim().is_empty() => {
                wrong.amount("price", &self.price, currency, "error-products-price")
            }
            _ => None,
        };
        match Draft::checked(&mut wrong, &self.name, price, &self.currency, Some(&self.note)) {
            Some(draft) if wrong.is_empty() => Ok(draft),
            _ => Err(wrong.into_error()),
        }
    }
}

/// `GET /settings/products/new`
pub async fn new(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let form = ProductForm { currency: ctx.account.currency.clone(), ..ProductForm::default() };
    Ok(form_page(&ctx, None, &form, &Wrong::default(), html! {}))
}

/// `POST /settings/products`
pub async fn add(ctx: Ctx, Form(form): Form<ProductForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let added = once::carry_out(&ctx, &form.once, async {
        change::add(&ctx, form.read()?).await?;
        Ok((PATH.to_owned(), see_other(PATH, Some(Notice::good(ctx.say.t("products-added"))))))
    });
    match added.await {
        Err(error @ Error::Invalid(_)) => refused(&ctx, None, &form, &error),
        other => other,
    }
}

/// `GET /settings/products/{id}`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let product = find(&ctx, id).await?;
    Ok(form_page(&ctx, Some(id), &ProductForm::of(&product), &Wrong::default(), html! {}))
}

/// `POST /settings/products/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(mut form): Form<ProductForm>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let version = form.version.trim().parse().unwrap_or(0);
    let saved = match form.read() {
        Ok(draft) => change::change(&ctx, id, version, draft).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => Ok(see_other(PATH, Some(Notice::good(ctx.say.t("products-saved"))))),
        Err(error @ Error::Invalid(_)) => refused(&ctx, Some(id), &form, &error),
        Err(Error::Conflict(_)) => {
            let now = find(&ctx, id).await?;
            form.version = now.version.to_string();
            let price = now.price.map(|price| shown::amount(&ctx, price, &now.currency)).unwrap_or_default();
            let told = html! { (ctx.say.t("error-stale")) " " (now.name) ", " (price) };
            let page = form_page(&ctx, Some(id), &form, &Wrong::default(), notice(Tone::Warn, told));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn find(ctx: &Ctx, id: i64) -> Result<Product> {
    all(ctx).await?.into_iter().find(|product| product.id == id).ok_or(Error::NotFound)
}

fn refused(ctx: &Ctx, id: Option<i64>, form: &ProductForm, error: &Error) -> Result<Response> {
    let page = form_page(ctx, id, form, &Wrong::of(&ctx.say, error), html! {});
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn form_page(ctx: &Ctx, id: Option<i64>, form: &ProductForm, wrong: &Wrong, told: Markup) -> Markup {
    let say = &ctx.say;
    let title = if id.is_some() { say.t("products-edit") } else { say.t("products-new") };
    let action = id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"));
    let content = html! {
        (head(Head {
            crumbs: &[
                Crumb { label: &say.t("nav-settings"), href: "/settings" },
                Crumb { label: &say.t("products-title"), href: PATH },
            ],
            ..Head::new(&title)
        }))
        (told)
        (wrong.summary(say))
        (edit_form(&action, html! {
            @if id.is_some() { (hidden("version", &form.version)) } @else { (once::field(ctx)) }
            (Input::text("name", say.t("products-name")).value(&form.name).required().error(wrong.at("name")))
            (form_grid(html! {
                (Input::text("price", say.t("products-price")).value(&form.price).error(wrong.at("price")))
                (Input::text("currency", say.t("products-currency")).value(&form.currency).required()
                    .error(wrong.at("currency")))
            }))
            (TextArea::new("note", say.t("records-note")).value(&form.note).error(wrong.at("note")))
            (buttons(html! {
                @if !ctx.actor.rests { (button(Press::Main, say.t("records-save"))) }
                (link_button(Press::Quiet, say.t("records-cancel"), PATH))
            }))
        }))
    };
    show(ctx, Nav::Settings, &title, content)
}
