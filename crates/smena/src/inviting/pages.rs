//! The pages of inviting several: asking who, showing what would become of each, and what came of it.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Department;
use base::web::components::*;
use base::web::upload::Part;
use base::web::{Form, Nav, Notice, address, once, see_other, show, tongues};
use base::words::Say;
use base::{App, Ctx, Error, Result};
use maud::{Markup, html};
use people::departments;
use people::invitations;
use people::people::lines::{self, Line as Written};
use people::people::several::{MOST, Several, add_several, look_at_several};
use people::roles::{self, Listed};
use people::seats::{self, Wish};
use serde::Deserialize;

use super::{file, shown};
use crate::imports::upload::receive;

const PATH: &str = "/people/invite";

/// The form as it was filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    people: String,
    role_id: String,
    department_id: String,
    lang: String,
    invites: String,
    once: String,
    /// How many seats are asked for instead, where they don't all fit.
    seats: String,
}

/// What the form chooses from.
struct Offered {
    roles: Listed,
    departments: Vec<Department>,
}

/// `GET /people/invite` (B04)
pub async fn ask(ctx: Ctx) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let role_id = offered.roles.default.map(|id| id.to_string()).unwrap_or_default();
    let typed = Typed { role_id, invites: "1".into(), ..Typed::default() };
    Ok(page(&ctx, html! { (card(ctx.say.t("invite-who"), form(&ctx, &offered, &typed, None))) }))
}

/// `POST /people/invite`: the list or the file, looked at; nothing is changed.
pub async fn look(State(app): State<App>, request: Request) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let ctx = <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, &app).await?;
    ctx.need(Area::People)?;
    let offered = offered(&ctx).await?;
    let sent = receive::parts(&parts.headers, body).await?;
    let text = |field: &str| {
        let part = sent.iter().find(|part| part.field == field);
        part.map(Part::text).unwrap_or_default()
    };
    let mut typed = Typed {
        people: text("people"),
        role_id: text("role_id"),
        department_id: text("department_id"),
        lang: text("lang"),
        invites: text("invites"),
        ..Typed::default()
    };
    let mut people = lines::read(&typed.people);
    let file = sent.iter().find(|part| part.field == "file" && !part.name.trim().is_empty());
    match file.map(|part| file::lines(&part.bytes)).transpose() {
        Ok(more) => people.extend(more.unwrap_or_default()),
        Err(error) => return refused(&ctx, &offered, &typed, error),
    }
    typed.people = people.iter().map(Written::text).collect::<Vec<String>>().join("\n");
    if people.is_empty() {
        return refused(&ctx, &offered, &typed, Error::field("people", "error-invite-nobody"));
    }
    // What is shown is what will be read when somebody says yes.
    let people = lines::read(&typed.people);
    match preview(&ctx, &offered, &typed, people, None).await {
        Ok(page) => Ok(page.into_response()),
        Err(error) => refused(&ctx, &offered, &typed, error),
    }
}

/// `POST /people/invite/send`: all who can be added, or nobody.
pub async fn send(ctx: Ctx, headers: HeaderMap, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::People)?;
    if !typed.seats.is_empty() {
        return ask_seats(&ctx, &typed).await;
    }
    let id_of = |text: &str, field, key| match text {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field(field, key)),
    };
    let done = once::carry_out(&ctx, &typed.once, async {
        let several = Several {
            lines: lines::read(&typed.people),
            role_id: id_of(&typed.role_id, "role_id", "error-no-such-role")?,
            department_id: id_of(&typed.department_id, "department_id", "error-no-such-department")?,
            lang: typed.lang.clone(),
            invites: typed.invites == "1",
        };
        let (mut left, mut ways, mut count) = (Vec::new(), Vec::new(), 0);
        for (looked, added) in add_several(&ctx, several).await? {
            let Some(added) = added else {
                left.push(looked);
                continue;
            };
            count += 1;
            ways.extend(added.link.map(|path| (looked.line.email, address(&ctx.app, &headers, &path))));
        }
        let said = ctx.say.n("invite-done", count);
        let response = match left.is_empty() && ways.is_empty() {
            true => see_other("/people", Some(Notice::good(said))),
            false => page(
                &ctx,
                html! { (notice(Tone::Good, said)) (shown::links(&ctx, &ways)) (shown::left(&ctx, &left)) },
            )
            .into_response(),
        };
        Ok(("/people".to_owned(), response))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let offered = offered(&ctx).await?;
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
            let people = lines::read(&typed.people);
            let refusal = Some((Tone::Bad, error.sentence(&ctx.say)));
            match preview(&ctx, &offered, &typed, people, refusal).await {
                Ok(page) => Ok((status, page).into_response()),
                Err(error) => refused(&ctx, &offered, &typed, error),
            }
        }
        done => done,
    }
}

/// Asks the partner for the seats that are missing; the list stays where it is.
async fn ask_seats(ctx: &Ctx, typed: &Typed) -> Result<Response> {
    let wish = Wish { seats: typed.seats.parse().unwrap_or_default(), reason: None };
    let (status, told) = match seats::ask(ctx, wish).await {
        Ok(request) => {
            let values = [("name", request.name.as_str().into()), ("n", request.seats.into())];
            (StatusCode::OK, (Tone::Good, ctx.say.with("invite-asked-seats", &values)))
        }
        Err(error @ (Error::Conflict(_) | Error::Invalid(_))) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
            (status, (Tone::Bad, error.sentence(&ctx.say)))
        }
        Err(error) => return Err(error),
    };
    let offered = offered(ctx).await?;
    let page = preview(ctx, &offered, typed, lines::read(&typed.people), Some(told)).await?;
    Ok((status, page).into_response())
}

async fn offered(ctx: &Ctx) -> Result<Offered> {
    ctx.need(Area::People)?;
    Ok(Offered { roles: roles::list(ctx).await?, departments: departments::look(ctx).await?.departments })
}

fn refused(ctx: &Ctx, offered: &Offered, typed: &Typed, error: Error) -> Result<Response> {
    match error {
        Error::Invalid(problem) => {
            let told = problem.fields.first().map(|field| field.sentence(&ctx.say));
            let told = told.unwrap_or_else(|| problem.sentence(&ctx.say));
            let content = html! { (flash(Tone::Bad, told)) (card(ctx.say.t("invite-who"), form(ctx, offered, typed, None))) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(ctx, content)).into_response())
        }
        other => Err(other),
    }
}

/// What would become of each, the press that does it, and the list to be corrected.
async fn preview(
    ctx: &Ctx,
    offered: &Offered,
    typed: &Typed,
    people: Vec<Written>,
    told: Option<(Tone, String)>,
) -> Result<Markup> {
    let say = &ctx.say;
    let looked = look_at_several(ctx, people).await?;
    let count = looked.iter().filter(|looked| looked.fate.is_added()).count();
    let free = seats::look(ctx).await?.free();
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    let short = free.filter(|free| *free < n);
    let content = html! {
        @if let Some((tone, text)) = &told { (flash(*tone, text)) }
        (card(say.t("invite-would"), html! {
            (shown::fates(ctx, &say.t("invite-would"), &looked))
            @if let Some(free) = short {
                (no_seats(say, typed, n, free))
            }
            @if count == 0 {
                (notice(Tone::Quiet, say.t("invite-nothing")))
            } @else {
                form method="post" action={ (PATH) "/send" } {
                    (once::field(ctx))
                    (kept(typed))
                    (buttons(html! {
                        (button(Press::Main, say.n("invite-send", n)))
                        (link_button(Press::Quiet, say.t("people-cancel"), "/people"))
                    }))
                }
            }
        }))
        (card(say.t("invite-correct"), form(ctx, offered, typed, Some(looked.len()))))
    };
    Ok(page(ctx, content))
}

/// They don't all fit: free seats, or ask for as many as are missing and come back to this list.
fn no_seats(say: &Say, typed: &Typed, n: i64, free: i64) -> Markup {
    let missing = n - free;
    notice_with(
        Tone::Bad,
        say.with("invite-no-seats", &[("n", n.into()), ("free", free.into())]),
        html! {
            (link_button(Press::Plain, say.t("seats-way-free"), "/people?status=active"))
            form class="inline" method="post" action={ (PATH) "/send" } {
                (kept(typed))
                (button_value(Press::Plain, say.n("invite-ask-seats", missing), "seats", &missing.to_string()))
            }
        },
    )
}

/// What was looked at, to be sent on.
fn kept(typed: &Typed) -> Markup {
    html! {
        (hidden("people", &typed.people))
        (hidden("role_id", &typed.role_id))
        (hidden("department_id", &typed.department_id))
        (hidden("lang", &typed.lang))
        (hidden("invites", &typed.invites))
    }
}

/// The list, the file and what everybody gets; `lines`: how many there are to be corrected.
fn form(ctx: &Ctx, offered: &Offered, typed: &Typed, lines: Option<usize>) -> Markup {
    let say = &ctx.say;
    let roles = offered.roles.roles.iter();
    let roles = roles.map(|r| Choice::new(r.id.to_string(), roles::name(say, r.key.as_deref(), &r.name)));
    let paths = departments::tree::paths(&offered.departments).into_iter();
    let places = paths.map(|(id, path)| Choice::new(id.to_string(), path));
    let letters = invitations::are_on(&ctx.app);
    let press = if lines.is_some() { Press::Plain } else { Press::Main };
    html! {
        form method="post" action=(PATH) enctype="multipart/form-data" {
            (TextArea::new("people", say.t("invite-people")).value(&typed.people)
                .hint(say.with("invite-people-hint", &[("n", i64::try_from(MOST).unwrap_or(i64::MAX).into())])))
            (Input::file("file", say.t("invite-file")).hint(say.t("invite-file-hint")))
            (form_grid(html! {
                (Select::new("role_id", say.t("people-role"), roles.collect()).selected(&typed.role_id))
                (Select::new("department_id", say.t("people-department"), places.collect())
                    .none(say.t("people-not-chosen")).selected(&typed.department_id))
                (Select::new("lang", say.t("people-lang"), tongues::languages()).none(say.t("people-lang-none"))
                    .selected(&typed.lang).hint(say.t("invite-lang-hint")))
            }))
            @if letters {
                (checkbox(Check {
                    name: "invites",
                    value: "1",
                    label: &say.t("people-invite"),
                    hint: Some(&say.t("people-invite-hint")),
                    checked: typed.invites == "1",
                }))
            } @else {
                p { (say.t("invite-by-hand")) }
            }
            (buttons(html! {
                (button(press, say.t("invite-look")))
                @if lines.is_none() { (link_button(Press::Quiet, say.t("people-cancel"), "/people")) }
            }))
        }
    }
}

fn page(ctx: &Ctx, content: Markup) -> Markup {
    let title = ctx.say.t("invite-title");
    let crumbs = [Crumb { label: &ctx.say.t("people-title"), href: "/people" }];
    let acts = link_button(Press::Plain, ctx.say.t("invite-by-link"), "/people/open-links");
    let content = html! { (head(Head { crumbs: &crumbs, acts, ..Head::new(&title) })) (content) };
    show(ctx, Nav::People, &title, content)
}
