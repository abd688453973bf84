//! The pages of deals: the list, the card, the form, and what their buttons do.

pub mod board;
mod card;
mod columns;
mod form;
mod funnel;
mod list;
pub mod moving;
mod stale;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::error::Fields;
use base::web::{Form, Notice, Path, Query, once, see_other};
use base::{Ctx, Error, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::deal::{Deal, Input};
use super::form::{DealForm, Offers};
use super::list::DealQuery;
use super::{Card, ROOM, change, create, look};
use crate::pipelines;
use crate::records::ask::{self, Picked};
use crate::records::card::may;
use crate::records::columns::{self as chosen, Choosing};
use crate::records::form::Wrong;
use crate::records::happened::Looking;
use crate::records::words::{self, Address};
use crate::records::{Kept, ListQuery, candidates, candidates_for_new};

/// `GET /deals`
pub async fn list(
    ctx: Ctx,
    Query(query): Query<DealQuery>,
    Query(address): Query<Address>,
) -> Result<Response> {
    if let Some(answer) = words::answer(&ctx, &ROOM, &list::FRAME, &address).await? {
        return Ok(answer);
    }
    Ok(list::page(&ctx, &query).await?.into_response())
}

/// `GET /deals/columns`
pub async fn ask_columns(ctx: Ctx, Query(choosing): Query<Choosing>) -> Result<Markup> {
    chosen::ask(&ctx, &ROOM, &offered(&ctx)?, &choosing).await
}

/// `POST /deals/columns`
pub async fn choose_columns(ctx: Ctx, Form(choosing): Form<Choosing>) -> Result<Response> {
    chosen::choose(&ctx, &ROOM, &offered(&ctx)?, choosing).await
}

/// The columns there are to choose from.
fn offered(ctx: &Ctx) -> Result<Vec<base::web::components::Column<'static>>> {
    Ok(list::heads(ctx, &ListQuery::default().read(ROOM.sorts)?, &Kept::default()))
}

/// `GET /deals/{id}`
pub async fn show(ctx: Ctx, Path(id): Path<i64>, Query(looking): Query<Looking>) -> Result<Markup> {
    let card = look::card(&ctx, id).await?;
    card::page(&ctx, &card, html! {}, &looking).await
}

/// What a link to the form may already say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    company_id: String,
    contact_id: Vec<String>,
    stage_id: String,
}

/// `GET /deals/new`
pub async fn new(ctx: Ctx, Query(begun): Query<Begun>) -> Result<Markup> {
    let people = candidates_for_new(&ctx, Kind::Deal).await?;
    let me = ctx.person_id().filter(|me| people.iter().any(|person| person.id == *me));
    let form = DealForm {
        company_id: begun.company_id,
        contact_id: begun.contact_id,
        stage_id: begun.stage_id,
        currency: ctx.account.currency.clone(),
        responsible_id: Some(me.map(|me| me.to_string()).unwrap_or_default()),
        ..DealForm::default()
    };
    let view = form::View { card: None, people: Some(people), ..form::View::of(&form) };
    form::page(&ctx, view).await
}

/// `POST /deals`
pub async fn add(ctx: Ctx, Form(mut form): Form<DealForm>) -> Result<Response> {
    let (input, offers) = match typed(&ctx, &mut form, None).await? {
        Ok(read) => read,
        Err((error, offers)) => return new_refused(&ctx, &form, &offers, &error).await,
    };
    let made = once::carry_out(&ctx, &form.once, async {
        let id = create::create(&ctx, input).await?;
        let address = format!("/deals/{id}");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("deals-created"))))))
    });
    match made.await {
        Err(error @ Error::Invalid(_)) => new_refused(&ctx, &form, &offers, &error).await,
        other => other,
    }
}

/// `GET /deals/{id}/access`
pub async fn access(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    crate::records::access::page(&ctx, &ROOM, id).await
}

/// `GET /deals/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let card = editable(&ctx, id).await?;
    let form = DealForm::of(&card, &ctx.company_zone());
    edit_page(&ctx, &card, &form, &Offers::default(), Wrong::default(), html! {}).await
}

/// `POST /deals/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(mut form): Form<DealForm>) -> Result<Response> {
    let card = editable(&ctx, id).await?;
    let version = form.version.trim().parse().unwrap_or(0);
    let (input, offers) = match typed(&ctx, &mut form, Some(&card)).await? {
        Ok(read) => read,
        Err((error, offers)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = edit_page(&ctx, &card, &form, &offers, wrong, html! {}).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match change::change(&ctx, id, version, input).await {
        Ok(deal) => {
            let still_seen = look::card(&ctx, deal.id).await.is_ok();
            let address = if still_seen { format!("/deals/{id}") } else { "/deals".to_owned() };
            Ok(see_other(&address, Some(Notice::good(ctx.say.t("deals-saved")))))
        }
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let page = edit_page(&ctx, &card, &form, &offers, wrong, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(_)) => {
            let now = look::card(&ctx, id).await?;
            let told = stale::notice(&ctx, &now, &form).await?;
            form.version = now.deal.version.to_string();
            let page = edit_page(&ctx, &now, &form, &offers, Wrong::default(), told).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Where a deal is to be moved.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    stage_id: String,
    version: String,
}

impl MoveForm {
    fn input(&self) -> Result<Input> {
        let stage =
            self.stage_id.trim().parse().map_err(|_| Error::field("stage_id", "error-deals-stage"))?;
        Ok(Input { stage: Some(stage), ..Input::default() })
    }

    fn version(&self) -> i64 {
        self.version.trim().parse().unwrap_or(0)
    }
}

/// `POST /deals/{id}/stage`
pub async fn move_to(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<MoveForm>) -> Result<Response> {
    match change::change(&ctx, id, form.version(), form.input()?).await {
        Ok(deal) => {
            let text = moved_to(&ctx, &deal).await?;
            let still_seen = look::card(&ctx, deal.id).await.is_ok();
            let address = if still_seen { format!("/deals/{id}") } else { "/deals".to_owned() };
            Ok(see_other(&address, Some(Notice::good(text))))
        }
        Err(Error::Conflict(_)) => {
            let now = look::card(&ctx, id).await?;
            let page = card::page(&ctx, &now, stale::short(&ctx), &Looking::default()).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn moved_to(ctx: &Ctx, deal: &Deal) -> Result<String> {
    let pipelines = pipelines::all(ctx).await?;
    let stage = pipelines.stage(deal.stage_id).map(|stage| stage.name.clone()).unwrap_or_default();
    Ok(ctx.say.with("deals-moved", &[("stage", stage.into())]))
}

/// `GET /deals/assign`
pub async fn assign(ctx: Ctx, Query(picked): Query<Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked.unanswered()).await
}

/// `POST /deals/assign`
pub async fn assign_do(ctx: Ctx, Form(picked): Form<Picked>) -> Result<Response> {
    ask::assign(&ctx, &ROOM, &picked).await
}

/// `GET /deals/delete`
pub async fn delete(ctx: Ctx, Query(picked): Query<Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked.unanswered()).await
}

/// `POST /deals/delete`
pub async fn delete_do(ctx: Ctx, Form(picked): Form<Picked>) -> Result<Response> {
    ask::delete(&ctx, &ROOM, &picked).await
}

/// The form as types, or what is wrong with it.
async fn typed(
    ctx: &Ctx,
    form: &mut DealForm,
    card: Option<&Card>,
) -> Result<Result<(Input, Offers), (Error, Offers)>> {
    let mut wrong = Fields::default();
    let offers = form.find(ctx, &mut wrong).await?;
    let input = form.read(&mut wrong, card.map(|card| &card.deal), &ctx.company_zone());
    Ok(match wrong.check() {
        Ok(()) => Ok((input, offers)),
        Err(error) => Err((error, offers)),
    })
}

/// The deal, if the reader may change or at least assign it.
async fn editable(ctx: &Ctx, id: i64) -> Result<Card> {
    let card = look::card(ctx, id).await?;
    let may = may(ctx, &ROOM, card.deal.place()).await?;
    if may.edit { Ok(card) } else { Err(Error::Denied("edit_record")) }
}

async fn new_refused(ctx: &Ctx, form: &DealForm, offers: &Offers, error: &Error) -> Result<Response> {
    let people = candidates_for_new(ctx, Kind::Deal).await?;
    let wrong = Wrong::of(&ctx.say, error);
    let view = form::View { people: Some(people), offers: offers.clone(), wrong, ..form::View::of(form) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, form::page(ctx, view).await?).into_response())
}

async fn edit_page(
    ctx: &Ctx,
    card: &Card,
    form: &DealForm,
    offers: &Offers,
    wrong: Wrong,
    told: Markup,
) -> Result<Markup> {
    let may = may(ctx, &ROOM, card.deal.place()).await?;
    let people = if may.assign { Some(candidates(ctx, Kind::Deal).await?) } else { None };
    let view =
        form::View { card: Some(card), people, offers: offers.clone(), wrong, told, ..form::View::of(form) };
    form::page(ctx, view).await
}
