//! The page of the board, and what is done on it: a new deal at a stage, a deal moved to another one.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Deed, Scope};
use base::error::Fields;
use base::web::components::*;
use base::web::{Form, Notice, Path, Query, once, see_other, show as show_page};
use base::{Ctx, Error, Kind, Result};
use kit::money::Currency;
use maud::{Markup, html};
use serde::Deserialize;

use super::columns::{self, Quick};
use super::funnel;
use crate::deals::board::{Board, board};
use crate::deals::deal::{Deal, Input};
use crate::deals::list::{AskedDeals, DealQuery};
use crate::deals::{LONGEST_TITLE, ROOM, change, create, look};
use crate::pipelines;
use crate::records::form::Wrong;
use crate::records::list::{narrowed, responsible_filter};
use crate::records::words::{self, Address, Frame};
use crate::records::{Around, Kept, around, candidates, typed, watch};

pub const PATH: &str = "/deals/board";
/// The element that the search replaces while typing.
const REGION: &str = "board";
const FRAME: Frame = Frame { path: PATH, region: REGION, title: "deals-board", search: "deals-search" };

/// The two ways to look at deals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum View {
    List,
    Board,
}

/// From the list to the board and back, with the same filters.
pub fn switch(ctx: &Ctx, kept: &Kept, now: View) -> Markup {
    let (list, board) = (ctx.say.t("deals-view-list"), ctx.say.t("deals-view-board"));
    let (to_list, to_board) = (kept.href("/deals", &[]), kept.href(PATH, &[]));
    let view = |label, href, current| Filter { label, href, count: None, current };
    chips(
        &ctx.say.t("deals-view"),
        &[view(&list, &to_list, now == View::List), view(&board, &to_board, now == View::Board)],
    )
}

/// `GET /deals/board`
pub async fn show(
    ctx: Ctx,
    Query(query): Query<DealQuery>,
    Query(address): Query<Address>,
) -> Result<Response> {
    if let Some(answer) = words::answer(&ctx, &ROOM, &FRAME, &address).await? {
        return Ok(answer);
    }
    Ok(drawn(&ctx, &query).await?.into_response())
}

/// The board as its address asks for it.
pub async fn drawn(ctx: &Ctx, query: &DealQuery) -> Result<Markup> {
    page(ctx, query, html! {}, None).await
}

/// A deal made on the board: its title, perhaps an amount.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct QuickForm {
    title: String,
    amount: String,
    stage_id: String,
    once: String,
}

/// `POST /deals/board`
pub async fn add(ctx: Ctx, Query(query): Query<DealQuery>, Form(form): Form<QuickForm>) -> Result<Response> {
    let made = match form.read(&ctx) {
        Err(error) => Err(error),
        Ok(input) => {
            once::carry_out(&ctx, &form.once, async {
                let id = create::create(&ctx, input).await?;
                let address = card_address(&query, id);
                let notice = Notice::good(ctx.say.t("deals-created"));
                Ok((address.clone(), see_other(&address, Some(notice))))
            })
            .await
        }
    };
    match made {
        Err(error @ Error::Invalid(_)) => {
            let wrong = Wrong::of(&ctx.say, &error);
            let beside = ["stage_id", "responsible_id"].iter().filter_map(|field| wrong.at(field));
            let told = html! { @for text in beside { (notice(Tone::Bad, text)) } };
            let quick = Quick { stage: form.stage_id, title: form.title, amount: form.amount, wrong };
            let page = page(&ctx, &query, told, Some(&quick)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

impl QuickForm {
    fn read(&self, ctx: &Ctx) -> Result<Input> {
        let mut wrong = Fields::default();
        let title = typed::required_line(&mut wrong, "title", &self.title, LONGEST_TITLE);
        let stage = typed::id(&mut wrong, "stage_id", &self.stage_id);
        let amount = match Currency::parse(&ctx.account.currency) {
            Ok(currency) if !self.amount.trim().is_empty() => {
                wrong.amount("amount", &self.amount, currency, "error-deals-amount")
            }
            _ => None,
        };
        wrong.check()?;
        Ok(Input { title: Some(title), stage, amount, ..Input::default() })
    }
}

/// The board's address, and which version of the deal it shows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    #[serde(flatten)]
    query: DealQuery,
    version: String,
}

/// `GET /deals/board/{id}`: where is this deal to go?
pub async fn ask(ctx: Ctx, Path(id): Path<i64>, Query(shown): Query<Shown>) -> Result<Markup> {
    let deal = look::card(&ctx, id).await?.deal;
    let version = shown.version.trim().parse().unwrap_or(deal.version);
    let stages = pipelines::all(&ctx).await?;
    let stages = stages.get(deal.pipeline_id).map(|pipeline| pipeline.stages.as_slice()).unwrap_or_default();
    let enters = |stage| ctx.actor.rights.entry(stage) != Scope::None;
    let now = stages.iter().find(|stage| stage.id == deal.stage_id).map(|stage| stage.name.as_str());
    let say = &ctx.say;
    let title = say.t("deals-move");
    let content = dialog(Dialog {
        id: "move",
        title: &title,
        close: &say.t("records-cancel"),
        back: &card_address(&shown.query, id),
        content: html! {
            p dir="auto" { strong { (deal.title) } }
            p { (say.with("deals-board-now", &[("stage", now.unwrap_or_default().into())])) }
            form method="post" action=(move_address(&shown.query, id)) {
                (hidden("version", version))
                div class="stage-choice" {
                    @for stage in stages.iter().filter(|stage| stage.id != deal.stage_id && enters(stage.id)) {
                        (button_value(Press::Plain, &stage.name, "stage_id", &stage.id.to_string()))
                    }
                }
            }
        },
    });
    Ok(show_page(&ctx, ROOM.nav, &title, content))
}

/// `POST /deals/board/{id}`: it goes there, and the board is shown as it is then.
pub async fn move_to(
    ctx: Ctx,
    Path(id): Path<i64>,
    Query(query): Query<DealQuery>,
    Form(form): Form<super::MoveForm>,
) -> Result<Response> {
    match change::change(&ctx, id, form.version(), form.input()?).await {
        Ok(deal) => {
            let said = super::moved_to(&ctx, &deal).await?;
            Ok(see_other(&card_address(&query, id), Some(Notice::good(said))))
        }
        Err(Error::Conflict(_)) => {
            let deal = look::card(&ctx, id).await?.deal;
            let told = notice(Tone::Warn, overtaken(&ctx, &deal).await?);
            Ok((StatusCode::CONFLICT, page(&ctx, &query, told, None).await?).into_response())
        }
        Err(Error::NotFound) => {
            let told = notice(Tone::Warn, ctx.say.t("deals-board-gone"));
            Ok((StatusCode::NOT_FOUND, page(&ctx, &query, told, None).await?).into_response())
        }
        // The stage went while the board was open; the card stands where it stood.
        Err(Error::Invalid(_)) => {
            let told = notice(Tone::Warn, ctx.say.t("deals-board-stage-gone"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&ctx, &query, told, None).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Where the deal is now, and who changed it last.
async fn overtaken(ctx: &Ctx, deal: &Deal) -> Result<String> {
    let who = look::changed_by(ctx, deal.id).await?;
    let pipelines = pipelines::all(ctx).await?;
    let stage = pipelines.stage(deal.stage_id).map(|stage| stage.name.clone()).unwrap_or_default();
    let (title, stage) = (("title", deal.title.clone().into()), ("stage", stage.into()));
    Ok(match who {
        Some(who) => ctx.say.with("deals-board-overtaken", &[title, stage, ("who", who.into())]),
        None => ctx.say.with("deals-board-overtaken-by-nobody", &[title, stage]),
    })
}

/// What links of the board carry along, the place in a column included.
fn place(query: &DealQuery) -> Kept {
    query.kept().and("cursor", query.list.cursor.as_deref())
}

/// The board with this card in sight.
fn card_address(query: &DealQuery, id: i64) -> String {
    format!("{}#deal-{id}", place(query).href(PATH, &[]))
}

fn move_address(query: &DealQuery, id: i64) -> String {
    place(query).href(&format!("{PATH}/{id}"), &[])
}

/// `told` stands above the board; `quick` is a new deal that was refused.
async fn page(ctx: &Ctx, query: &DealQuery, told: Markup, quick: Option<&Quick>) -> Result<Markup> {
    let say = &ctx.say;
    let asked = query.on_board()?;
    let kept = query.kept();
    let seq = watch::now(ctx).await?;
    let board = board(ctx, query).await?;
    let around = around(ctx, ROOM.kind).await?;
    let filters = filters(ctx, &asked, &kept).await?;
    let title = say.t("deals-board");
    let new = match ctx.actor.offers_on(Kind::Deal, Deed::Create) {
        false => html! {},
        true => link_button(Press::Main, say.t("deals-new"), "/deals/new"),
    };
    let content = html! {
        (head(Head { acts: new, ..Head::new(&title) }))
        (watch::mark_board(board.pipeline.id, board.pipeline.version, seq))
        (told)
        (crate::records::around::banners(ctx, ROOM.kind, &around))
        (toolbar(search_form(Search {
            action: PATH,
            value: &asked.asked.q,
            label: &say.t("deals-search"),
            button: &say.t("records-search"),
            region: REGION,
            keep: &kept.without(&["q"]),
            offers: &words::offers(ctx, &[&ROOM]),
        })))
        (words::help(ctx, &[&ROOM]))
        div id=(REGION) {
            (views(ctx, &asked, &kept, &around, &board))
            (filters)
            (columns::all(ctx, columns::View { board: &board, around: &around, place: &place(query), quick, narrowed: narrows(&asked) }))
            (funnel::drawn(ctx, &board))
        }
    };
    Ok(show_page(ctx, ROOM.nav, &title, content))
}

/// List or board, which pipeline, which queue; what a link narrowed the board to.
fn views(ctx: &Ctx, asked: &AskedDeals, kept: &Kept, around: &Around, board: &Board) -> Markup {
    let say = &ctx.say;
    let to = |id: i64| kept.href(PATH, &[("pipeline_id", &id.to_string()), ("stage_id", "")]);
    let pipelines: Vec<(&str, String, bool)> = board
        .pipelines
        .0
        .iter()
        .map(|pipeline| (pipeline.name.as_str(), to(pipeline.id), pipeline.id == board.pipeline.id))
        .collect();
    let pipelines: Vec<Filter<'_>> = pipelines
        .iter()
        .map(|(label, href, current)| Filter { label, href, count: None, current: *current })
        .collect();
    html! {
        (toolbar(html! {
            (switch(ctx, kept, View::Board))
            @if pipelines.len() > 1 { (chips(&say.t("deals-pipeline"), &pipelines)) }
        }))
        (crate::records::around::queue_chips(ctx, (ROOM.kind, PATH), around, &asked.asked, kept))
        @if asked.asked.handover.is_some() {
            (narrowed(ctx, say.t("records-of-handover"), &kept.href(PATH, &[("handover_id", "")])))
        }
        @if let Some(day) = &asked.closes_by {
            (narrowed(
                ctx,
                say.with("deals-closing-by", &[("day", ctx.date(day).into())]),
                &kept.href(PATH, &[("closes_by", "")]),
            ))
        }
    }
}

/// Whose deals are shown.
async fn filters(ctx: &Ctx, asked: &AskedDeals, kept: &Kept) -> Result<Markup> {
    let people = candidates(ctx, Kind::Deal).await?;
    let Some(field) = responsible_filter(ctx, &ROOM, &asked.asked, &people) else { return Ok(html! {}) };
    Ok(filter_form(PATH, &kept.without(&["responsible_id"]), field, &ctx.say.t("records-filter")))
}

/// Whether the board shows less than its pipeline.
fn narrows(asked: &AskedDeals) -> bool {
    let list = &asked.asked;
    let whose = [list.responsible, list.queue, list.handover];
    !list.q.is_empty() || asked.closes_by.is_some() || whose.iter().any(Option::is_some)
}
