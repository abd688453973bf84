//! Settings → Partners: who works where, what one looks for, and who offers.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::partners::Partner;
use base::web::components::*;
use base::web::faults::form_encoded;
use base::web::{Form, Nav, Notice, Path, Query, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::partners::search::{Answer, Reply, Search, Standing, Wanted};
use crate::partners::seeking;

const PAGE: &str = "/settings/partners";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Where {
    region: String,
}

/// What the form of a search sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Left {
    pub region: String,
    pub text: String,
    pub once: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    pub partner_id: i64,
}

/// `GET /settings/partners` (B07)
pub async fn directory(ctx: Ctx, Query(at): Query<Where>) -> Result<Markup> {
    let typed = Left { region: at.region.clone(), ..Left::default() };
    whole(&ctx, &at.region, &typed, &Wrong::default(), None).await
}

/// `POST /settings/partners/search`
pub async fn leave(ctx: Ctx, Form(typed): Form<Left>) -> Result<Response> {
    ctx.need(Area::Billing)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let wanted = Wanted { region: typed.region.clone(), text: typed.text.clone() };
        let search = seeking::leave(&ctx, wanted).await?;
        let text = ctx.say.n("partners-was-left", search.replies.len().try_into().unwrap_or(i64::MAX));
        Ok((PAGE.to_owned(), see_other(PAGE, Some(Notice::good(text)))))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = matches!(error, Error::Conflict(_)).then(|| error.sentence(&ctx.say));
            let page = whole(&ctx, "", &typed, &Wrong::of(&ctx.say, &error), refusal).await?;
            Ok((status, page).into_response())
        }
        other => other,
    }
}

/// `POST /settings/partners/searches/{id}/withdraw`
pub async fn withdraw(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    said(&ctx, seeking::withdraw(&ctx, id).await, "partners-withdrawn")
}

/// `POST /settings/partners/searches/{id}/accept`
pub async fn accept(ctx: Ctx, Path(id): Path<i64>, Form(chosen): Form<Chosen>) -> Result<Response> {
    said(&ctx, seeking::accept(&ctx, id, chosen.partner_id).await, "partners-accepted")
}

fn said(ctx: &Ctx, done: Result<()>, key: &str) -> Result<Response> {
    let notice = match done {
        Ok(()) => Notice::good(ctx.say.t(key)),
        Err(Error::Conflict(problem)) => Notice { tone: Tone::Bad, text: problem.sentence(&ctx.say) },
        Err(other) => return Err(other),
    };
    Ok(see_other(PAGE, Some(notice)))
}

async fn whole(
    ctx: &Ctx,
    region: &str,
    typed: &Left,
    wrong: &Wrong,
    refusal: Option<String>,
) -> Result<Markup> {
    let searches = seeking::look(ctx).await?;
    let mut partners = seeking::directory(&ctx.app).await?;
    partners.retain(|partner| partner.id != ctx.account.id);
    let regions = seeking::regions(&partners);
    let mine = Mine {
        partner: seeking::partner(ctx).await?.map(|partner| partner.id),
        addresses: seeking::partner_people(ctx).await?,
    };
    let open = searches.iter().find(|search| search.standing == Standing::Open);
    let say = &ctx.say;
    let title = say.t("partners-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let crumbs = if ctx.actor.has(Area::Settings) { &crumbs[..] } else { &[] };
    let content = html! {
        (head(Head { crumbs, lead: &say.t("partners-lead"), ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal)) }
        @if partners.is_empty() {
            (empty_state(say.t("partners-empty"), say.t("partners-empty-text"), html! {}))
        }
        @if let Some(search) = open { (answers(ctx, search)) }
        @if !partners.is_empty() {
            (columns(
                list(ctx, &partners, &regions, region, &mine),
                html! { @if open.is_none() && !ctx.actor.rests { (form(ctx, &regions, typed, wrong)) } },
            ))
        }
        (past(ctx, &searches))
    };
    Ok(show(ctx, Nav::Settings, &title, content))
}

/// Who looks after the company, and whom of theirs it may let in.
struct Mine {
    partner: Option<i64>,
    addresses: Vec<String>,
}

/// One press from a partner's person to the form that lets them in.
fn lets_in(ctx: &Ctx, mine: &Mine) -> Markup {
    let say = &ctx.say;
    html! {
        @if ctx.actor.has(Area::People) {
            @if mine.addresses.is_empty() {
                p { (say.t("partners-no-people")) }
            } @else {
                p { (say.t("partners-people")) }
                @for address in &mine.addresses {
                    @let href = format!("/settings/integrators/new?email={}", form_encoded(address));
                    (buttons(link_button(Press::Plain, say.with("partners-let-in", &[("address", address.as_str().into())]), &href)))
                }
            }
        }
    }
}

fn list(ctx: &Ctx, partners: &[Partner], regions: &[String], region: &str, mine: &Mine) -> Markup {
    let say = &ctx.say;
    let everywhere = say.t("partners-everywhere");
    let hrefs: Vec<String> = regions.iter().map(|one| address(one)).collect();
    let mut shown = vec![Tab { label: &everywhere, href: PAGE, count: None, current: region.is_empty() }];
    for (one, href) in regions.iter().zip(&hrefs) {
        shown.push(Tab { label: one, href, count: None, current: one == region });
    }
    let here = |partner: &&Partner| region.is_empty() || partner.regions.iter().any(|one| one == region);
    html! {
        (tabs(&say.t("partners-regions"), &shown))
        @for partner in partners.iter().filter(here) {
            (card(&partner.name, html! {
                @if mine.partner == Some(partner.id) { p { (status_badge(Tone::Good, say.t("partners-mine"))) } }
                @if !partner.about.is_empty() { p { (partner.about) } }
                (facts(&[
                    (say.t("partners-works-in").as_str(), html! { (partner.regions.join(", ")) }),
                    (say.t("seats-partner-contact").as_str(), html! { (partner.contact) }),
                ]))
                @if mine.partner == Some(partner.id) { (lets_in(ctx, mine)) }
            }))
        }
    }
}

fn address(region: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("region", region).finish();
    format!("{PAGE}?{query}")
}

fn form(ctx: &Ctx, regions: &[String], typed: &Left, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let choices = regions.iter().map(|region| Choice::new(region.clone(), region.clone())).collect();
    card(
        say.t("partners-leave"),
        html! {
            p { (say.t("partners-leave-text")) }
            (edit_form(format!("{PAGE}/search"), html! {
                (once::field(ctx))
                (Select::new("region", say.t("partners-region"), choices).selected(&typed.region).required()
                    .error(wrong.at("region")))
                (TextArea::new("text", say.t("partners-text")).value(&typed.text).required().error(wrong.at("text")))
                (buttons(button(Press::Main, say.t("partners-send"))))
            }))
        },
    )
}

/// The search that is open, and what partners say to it.
fn answers(ctx: &Ctx, search: &Search) -> Markup {
    let say = &ctx.say;
    let at = format!("{PAGE}/searches/{}", search.id);
    let title = say.with("partners-open", &[("region", search.region.as_str().into())]);
    card_with(
        title,
        post_button(Press::Plain, say.t("partners-take-back"), &format!("{at}/withdraw")),
        html! {
            p { (ctx.moment(search.asked_at)) " · " (search.text) }
            ul { @for answer in &search.replies { li { (one(ctx, answer, &at)) } } }
        },
    )
}

fn one(ctx: &Ctx, answer: &Answer, at: &str) -> Markup {
    let say = &ctx.say;
    html! {
        p { strong { (answer.partner.name) } " " (badge_of(ctx, answer.reply)) }
        @if let Some(word) = &answer.word { p { (word) } }
        @if answer.reply == Reply::Offered {
            p { (answer.partner.contact) }
            @if answer.partner.is_listed() {
                form method="post" action={ (at) "/accept" } {
                    (hidden("partner_id", answer.partner.id))
                    (button(Press::Main, say.with("partners-accept", &[("name", answer.partner.name.as_str().into())])))
                }
            }
        }
    }
}

/// Where a partner stands, as a badge.
pub(super) fn badge_of(ctx: &Ctx, reply: Reply) -> Markup {
    let tone = match reply {
        Reply::Offered | Reply::Accepted => Tone::Good,
        Reply::Waiting => Tone::Warn,
        Reply::Declined | Reply::Passed => Tone::Quiet,
    };
    status_badge(tone, ctx.say.t(&format!("partners-reply-{}", reply.code())))
}

/// What was looked for before.
fn past(ctx: &Ctx, searches: &[Search]) -> Markup {
    let say = &ctx.say;
    let over: Vec<&Search> = searches.iter().filter(|search| search.standing != Standing::Open).collect();
    if over.is_empty() {
        return html! {};
    }
    let title = say.t("partners-past");
    let chosen = |search: &Search| {
        let taken = search.replies.iter().find(|answer| answer.reply == Reply::Accepted);
        taken.map(|answer| answer.partner.name.clone()).unwrap_or_else(|| say.t("partners-nobody"))
    };
    let lines = over.iter().map(|search| {
        let cells = vec![
            html! { (search.region) },
            html! { (ctx.day(search.asked_at)) },
            html! { (search.text) },
            html! { (chosen(search)) },
        ];
        Line::new(search.id, search.region.clone(), cells)
    });
    let columns = ["partners-region", "seats-asked-at", "partners-text", "partners-chosen"]
        .map(|key| Column::new(say.t(key)));
    card(&title, html! { (Table::new(&title, columns.into(), lines.collect())) })
}
