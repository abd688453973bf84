//! The pages of imports: sending a file, saying what its columns are, what would happen, what came of it.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::jobs::State as Stands;
use base::web::components::*;
use base::web::live::{self, Shown};
use base::web::{Form, Nav, Path, see_other, sheet as table_file, show};
use base::{App, Ctx, Error, Result};
use maud::{Markup, html};

use super::guess::DATES;
use super::{Columns, File, Outcome, What, mapped, receive};

const PATH: &str = "/settings/import";
/// How many rows one sees before they go in, and how many that don't fit.
const SHOWN: usize = 5;
const WRONG_SHOWN: usize = 20;

/// `GET /settings/import`
pub async fn ask(ctx: Ctx) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let last = super::last(&ctx).await?;
    Ok(ask_page(&ctx, What::Contacts, None, &last))
}

/// `POST /settings/import`: a file, and as what its rows go in.
pub async fn send(State(app): State<App>, request: Request) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let ctx = <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, &app).await?;
    ctx.need(Area::Settings)?;
    let sent = receive::receive(&parts.headers, body).await;
    let what = sent.as_ref().ok().and_then(|sent| What::parse(&sent.what)).unwrap_or(What::Contacts);
    let added = match sent {
        Ok(sent) => super::add(&ctx, &sent.name, what, sent.bytes).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(id) => Ok(see_other(&format!("{PATH}/{id}"), None)),
        Err(error @ Error::Invalid(_)) => {
            let last = super::last(&ctx).await?;
            let page = ask_page(&ctx, what, Some(error.sentence(&ctx.say)), &last);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `GET /settings/import/{id}`
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let file = super::find(&ctx, id).await?;
    let say = &ctx.say;
    let title = say.with("upload-of", &[("name", file.name.as_str().into())]);
    let content = match file.job {
        None => preview(&ctx, &file).await?,
        Some(job) => {
            let region = region(&ctx, &file, job).await?;
            let follow = (!region.over).then(|| format!("{PATH}/{id}/live"));
            html! {
                div data-follow=[follow] aria-live="polite" { (maud::PreEscaped(region.html)) }
                (link_button(Press::Plain, say.t("upload-another"), PATH))
            }
        }
    };
    let head = head(Head {
        crumbs: &[
            Crumb { label: &say.t("nav-settings"), href: "/settings" },
            Crumb { label: &say.t("upload-title"), href: PATH },
        ],
        ..Head::new(&title)
    });
    Ok(show(&ctx, Nav::Settings, &title, html! { (head) (content) }))
}

/// `GET /settings/import/{id}/live`: how far it is, until it is done.
pub async fn live(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    ctx.need(Area::Settings)?;
    let job = super::find(&ctx, id).await?.job.ok_or(Error::NotFound)?;
    let lang = ctx.say.lang;
    live::follow(app, &headers, move |ctx| async move {
        let ctx = ctx.speaking(lang);
        let file = super::find(&ctx, id).await?;
        region(&ctx, &file, job).await
    })
}

/// `POST /settings/import/{id}`: what the columns are.
pub async fn correct(
    ctx: Ctx,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let file = super::find(&ctx, id).await?;
    super::set_columns(&ctx, id, read(&file, &pairs)).await?;
    Ok(see_other(&format!("{PATH}/{id}"), None))
}

/// `POST /settings/import/{id}/begin`
pub async fn begin(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    match super::begin(&ctx, id).await {
        // A second press leads to what the first one began.
        Ok(()) | Err(Error::Conflict(_)) => Ok(see_other(&format!("{PATH}/{id}"), None)),
        Err(error) => Err(error),
    }
}

/// `GET /settings/import/{id}/wrong.csv`: every row that doesn't fit, and why.
pub async fn wrong(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let file = super::find(&ctx, id).await?;
    let outcomes = match file.report.clone() {
        Some(report) => report,
        None => super::rehearse(&ctx, &file).await?,
    };
    let mut rows = vec![vec![ctx.say.t("upload-line"), ctx.say.t("upload-why")]];
    rows.extend(refused(&outcomes).map(|(line, why)| vec![line.to_string(), why.clone()]));
    table_file::whole("import", ctx.say.lang, &rows)
}

fn ask_page(ctx: &Ctx, what: What, wrong: Option<String>, last: &[File]) -> Markup {
    let say = &ctx.say;
    let title = say.t("upload-title");
    let choices = What::ALL.into_iter().map(|what| {
        RadioCard::new(what.code(), say.t(label(what)), say.t(&format!("upload-what-{}", what.code())))
    });
    let lines = last.iter().map(|file| {
        let link = html! { a href={ (PATH) "/" (file.id) } { (file.name) } };
        let cells = vec![link, html! { (say.t(label(file.what))) }, html! { (ctx.moment(file.created_at)) }];
        Line::new(file.id, file.name.clone(), cells)
    });
    let content = html! {
        (head(Head {
            lead: &say.t("upload-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            ..Head::new(&title)
        }))
        @if let Some(text) = &wrong { (flash(Tone::Bad, text)) }
        (columns(
            card(say.t("upload-send"), html! {
                form method="post" action=(PATH) enctype="multipart/form-data" {
                    (RadioCards::new("what", say.t("upload-what"), choices.collect()).selected(what.code()))
                    (Input::file("file", say.t("upload-file")).required().hint(say.t("upload-file-hint")))
                    @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("upload-next")))) }
                }
            }),
            card(say.t("upload-know"), html! {
                ul {
                    li { (say.t("upload-know-nothing")) }
                    li { (say.t("upload-know-again")) }
                    li { (say.t("upload-know-undo")) }
                }
            }),
        ))
        @if !last.is_empty() {
            (card(say.t("upload-last"), html! {
                (Table::new(say.t("upload-last"), vec![
                    Column::new(say.t("upload-file")), Column::new(say.t("upload-what")), Column::new(say.t("upload-when")),
                ], lines.collect()))
            }))
        }
    };
    show(ctx, Nav::Settings, &title, content)
}

/// What the columns are taken for, the first rows, and what would happen.
async fn preview(ctx: &Ctx, file: &File) -> Result<Markup> {
    let say = &ctx.say;
    let (heading, sheet) = mapped::sheet(file).map_err(Error::Invalid)?;
    let address = format!("{PATH}/{}", file.id);
    let must = file.what.fields().first().copied().unwrap_or_default();
    let named = file.columns.fields.contains_key(must) || file.columns.fields.contains_key("surname");
    let outcomes = if named { super::rehearse(ctx, file).await? } else { Vec::new() };
    let fits = outcomes.iter().any(|outcome| outcome.created + outcome.updated > 0);
    let lines = sheet.rows.iter().take(SHOWN).map(|row| {
        let cells = heading.iter().map(|name| html! { (sheet.cell(row, name)) }).collect();
        Line::new(row.number, row.number.to_string(), cells)
    });
    let heads = heading.iter().map(Column::new).collect();
    Ok(html! {
        (card(say.t("upload-first-rows"), html! { (Table::new(say.t("upload-first-rows"), heads, lines.collect())) }))
        (card(say.t("upload-columns"), html! {
            p { (say.t("upload-columns-text")) }
            (edit_form(&address, html! {
                (form_grid(html! {
                    @for field in file.what.fields() { (column_select(ctx, file, field, &heading)) }
                    @if file.what == What::Deals { (ways(ctx, &file.columns)) }
                }))
                @if !ctx.actor.rests { (buttons(button(Press::Plain, say.t("upload-check")))) }
            }))
        }))
        (card(say.t("upload-would"), html! {
            @if !named {
                (notice(Tone::Warn, say.t("upload-no-name")))
            } @else {
                (counts(ctx, &outcomes, &address))
                @if fits && !ctx.actor.rests {
                    (buttons(post_button(Press::Main, say.t("upload-begin"), &format!("{address}/begin"))))
                } @else if !fits {
                    (notice(Tone::Quiet, say.t("upload-nothing")))
                }
            }
        }))
    })
}

fn column_select(ctx: &Ctx, file: &File, field: &str, heading: &[String]) -> Markup {
    let chosen = file.columns.fields.get(field).cloned().unwrap_or_default();
    let options = heading.iter().map(|name| Choice::new(name.clone(), name.clone())).collect();
    let label = ctx.say.t(&format!("upload-field-{field}"));
    html! { (Select::new(format!("col-{field}"), label, options).none(ctx.say.t("upload-leave-out")).selected(chosen)) }
}

/// How days and decimals are written.
fn ways(ctx: &Ctx, columns: &Columns) -> Markup {
    let day = |format: &&'static str| {
        let shown = jiff::civil::date(2026, 12, 31).at(14, 5, 0, 0).strftime(*format).to_string();
        Choice::new(*format, shown)
    };
    let decimals = [(".", "1234.50"), (",", "1234,50")].map(|(mark, shown)| Choice::new(mark, shown));
    html! {
        (Select::new("dates", ctx.say.t("upload-dates"), DATES.iter().map(day).collect()).selected(columns.dates.clone()))
        (Select::new("decimal", ctx.say.t("upload-decimal"), decimals.into()).selected(columns.decimal.to_string()))
    }
}

fn read(file: &File, pairs: &[(String, String)]) -> Columns {
    let heading = mapped::sheet(file).map(|(heading, _)| heading).unwrap_or_default();
    let mut columns = Columns { fields: Default::default(), ..file.columns.clone() };
    for (name, value) in pairs {
        let field = name
            .strip_prefix("col-")
            .and_then(|name| file.what.fields().iter().find(|field| **field == name));
        match (field, name.as_str()) {
            (Some(field), _) if heading.contains(value) => {
                columns.fields.insert((*field).to_owned(), value.clone());
            }
            (None, "dates") if DATES.contains(&value.as_str()) => columns.dates = value.clone(),
            (None, "decimal") => columns.decimal = if value == "," { ',' } else { '.' },
            _ => {}
        }
    }
    columns
}

/// How many of each kind, and the first that don't fit.
fn counts(ctx: &Ctx, outcomes: &[Outcome], address: &str) -> Markup {
    let say = &ctx.say;
    let said = |outcome: &&Outcome| {
        outcome.created + outcome.updated + outcome.unchanged > 0 || !outcome.refused.is_empty()
    };
    let lines = outcomes.iter().filter(said).zip(1..).map(|(outcome, id)| {
        let numbers = [outcome.created, outcome.updated, outcome.unchanged, whole(outcome.refused.len())];
        let name = say.t(kind_label(&outcome.kind));
        let cells = std::iter::once(html! { (name) }).chain(numbers.map(|n| html! { (n) }));
        Line::new(id, name.clone(), cells.collect())
    });
    let heads = ["upload-kind", "upload-new", "upload-changed", "upload-same", "upload-wrong"];
    let heads = heads.into_iter().enumerate().map(|(at, key)| {
        let column = Column::new(say.t(key));
        if at == 0 { column } else { column.numbers() }
    });
    let wrong = refused(outcomes).count();
    html! {
        (Table::new(say.t("upload-would"), heads.collect(), lines.collect()))
        @if wrong > 0 {
            h3 { (say.t("upload-wrong-rows")) }
            ul {
                @for (line, why) in refused(outcomes).take(WRONG_SHOWN) {
                    li { (say.with("upload-wrong-row", &[("n", (*line).into()), ("why", why.as_str().into())])) }
                }
            }
            p { a href={ (address) "/wrong.csv" } { (say.n("upload-wrong-all", whole(wrong))) } }
        }
    }
}

/// What changes while it goes in.
async fn region(ctx: &Ctx, file: &File, job: i64) -> Result<Shown> {
    let say = &ctx.say;
    let job = super::job(ctx, job).await?;
    let address = format!("{PATH}/{}", file.id);
    let list = link_button(Press::Main, say.t("upload-to-list"), file.what.path());
    let (html, over) = match (&file.report, job) {
        (Some(report), _) => (
            html! {
                (notice_with(Tone::Good, say.t("upload-done"), list))
                (card(say.t("upload-came"), counts(ctx, report, &address)))
            },
            true,
        ),
        (None, Some(job)) if job.is_stuck() => {
            let why = job.trouble.as_ref().map(|trouble| trouble.sentence(say)).unwrap_or_default();
            (html! { (notice(Tone::Bad, say.with("upload-stopped", &[("why", why.into())]))) }, true)
        }
        (None, Some(job)) if job.state == Stands::Ready => {
            let (done, total) = (job.done.max(0).unsigned_abs(), job.total.max(1).unsigned_abs());
            let text = format!("{} / {}", job.done, job.total);
            (
                html! { (progress(&say.t("upload-under-way"), done, total, &text)) p { (say.t("upload-leave")) } },
                false,
            )
        }
        (None, _) => (html! { (notice(Tone::Warn, say.t("upload-forgotten"))) }, true),
    };
    Ok(Shown { html: html.into_string(), over })
}

fn refused(outcomes: &[Outcome]) -> impl Iterator<Item = &(i64, String)> {
    outcomes.iter().flat_map(|outcome| &outcome.refused)
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn label(what: What) -> &'static str {
    match what {
        What::Contacts => "nav-contacts",
        What::Companies => "nav-companies",
        What::Deals => "nav-deals",
        What::People => "nav-people",
    }
}

fn kind_label(kind: &str) -> &'static str {
    match kind {
        "contact" => "nav-contacts",
        "company" => "nav-companies",
        "department" => "departments-title",
        "person" => "nav-people",
        _ => "nav-deals",
    }
}
