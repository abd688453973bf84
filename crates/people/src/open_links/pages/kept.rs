//! Open links for who manages people: what there is, a new one, and who waits for a word.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::org::Department;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, address, once, see_other, show, timeline};
use base::{Ctx, Error, Result, letters};
use maud::{Markup, html};
use serde::Deserialize;

use crate::open_links::{self, Join, Kept, Standing, Wish};
use crate::people::pages::link_once;
use crate::roles::{self, Listed};
use crate::{departments, people};

const PAGE: &str = "/people/open-links";
/// How long the form offers, in days, and for how many people.
const DAYS: [i64; 4] = [1, 3, 7, 30];
const OFFERED: (&str, &str) = ("7", "50");

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    role_id: String,
    department_id: String,
    days: String,
    most: String,
    approval: String,
    once: String,
}

/// `GET /people/open-links`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let typed =
        Typed { days: OFFERED.0.into(), most: OFFERED.1.into(), approval: "yes".into(), ..Typed::default() };
    whole(&ctx, &typed, &Wrong::default(), None).await
}

/// `POST /people/open-links`: the link is shown once.
pub async fn make(ctx: Ctx, headers: HeaderMap, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::People)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let (_, path) = open_links::make(&ctx, typed.read()).await?;
        let link = address(&ctx.app, &headers, &path);
        Ok((PAGE.to_owned(), shown_once(&ctx, &link).into_response()))
    });
    match done.await {
        Err(error @ (Error::Invalid(_) | Error::Denied("give_rights"))) => {
            let refusal = matches!(error, Error::Denied(_)).then(|| ctx.say.t("roles-too-wide"));
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let page = whole(&ctx, &typed, &Wrong::of(&ctx.say, &error), refusal).await?;
            Ok((status, page).into_response())
        }
        other => other,
    }
}

/// `POST /people/open-links/{id}/end`
pub async fn end(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    open_links::end(&ctx, id).await?;
    Ok(see_other(PAGE, Some(Notice::good(ctx.say.t("open-links-over")))))
}

/// `POST /people/joins/{id}/admit`
pub async fn admit(ctx: Ctx, headers: HeaderMap, Path(id): Path<i64>) -> Result<Response> {
    match open_links::admit(&ctx, id).await {
        Ok(added) => {
            let row = people::find(&ctx, added.id).await?;
            let name = row.person.name.as_str().into();
            Ok(match (added.invited, added.link) {
                (_, Some(path)) => {
                    let said = ctx.say.with("people-was-added", &[("name", name)]);
                    link_once(&ctx, &headers, &path, &said, &row).await?.into_response()
                }
                (to, None) => {
                    let said = [("name", name), ("address", to.unwrap_or_default().into())];
                    see_other(PAGE, Some(Notice::good(ctx.say.with("people-was-invited", &said))))
                }
            })
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let field = match &error {
                Error::Invalid(problem) => problem.fields.first().map(|field| field.sentence(&ctx.say)),
                _ => None,
            };
            let text = field.unwrap_or_else(|| error.sentence(&ctx.say));
            Ok(see_other(PAGE, Some(Notice { tone: Tone::Bad, text })))
        }
        Err(error) => Err(error),
    }
}

/// `POST /people/joins/{id}/decline`
pub async fn decline(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    open_links::decline(&ctx, id).await?;
    Ok(see_other(PAGE, Some(Notice::good(ctx.say.t("open-links-declined")))))
}

impl Typed {
    fn read(&self) -> Wish {
        Wish {
            role_id: self.role_id.trim().parse().ok(),
            department_id: self.department_id.trim().parse().ok(),
            days: self.days.trim().parse().unwrap_or_default(),
            most: self.most.trim().parse().unwrap_or_default(),
            approval: self.approval == "yes",
        }
    }
}

async fn whole(ctx: &Ctx, typed: &Typed, wrong: &Wrong, refusal: Option<String>) -> Result<Markup> {
    let links = open_links::list(ctx).await?;
    let waiting = open_links::waiting(ctx).await?;
    let roles = roles::list(ctx).await?;
    let departments = departments::look(ctx).await?.departments;
    let say = &ctx.say;
    let title = say.t("open-links-title");
    let crumbs = [Crumb { label: &say.t("people-title"), href: "/people" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("open-links-lead"), ..Head::new(&title) }))
        @if let Some(refusal) = refusal { (notice(Tone::Bad, refusal)) }
        @if !waiting.is_empty() { (card(say.t("open-links-waiting"), who_waits(ctx, &waiting))) }
        (columns(
            html! {
                @if links.is_empty() {
                    (empty_state(say.t("open-links-none"), say.t("open-links-none-text"), html! {}))
                } @else {
                    (card(say.t("open-links-all"), table(ctx, &links)))
                }
            },
            html! { (card(say.t("open-links-new"), form(ctx, (&roles, &departments), typed, wrong))) },
        ))
    };
    Ok(show(ctx, Nav::People, &title, content))
}

fn form(ctx: &Ctx, (roles, departments): (&Listed, &[Department]), typed: &Typed, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let default = roles.default.map(|id| id.to_string()).unwrap_or_default();
    let role = if typed.role_id.is_empty() { default } else { typed.role_id.clone() };
    let of_roles = roles.roles.iter().filter(|role| !role.is_administrator());
    let of_roles = of_roles
        .map(|role| Choice::new(role.id.to_string(), roles::name(say, role.key.as_deref(), &role.name)))
        .collect();
    let of_departments =
        departments.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str())).collect();
    let days = DAYS.map(|n| Choice::new(n.to_string(), say.n("open-links-days", n))).into();
    let approval = Check {
        name: "approval",
        value: "yes",
        label: &say.t("open-links-approval"),
        hint: Some(&say.t("open-links-approval-hint")),
        checked: typed.approval == "yes",
    };
    html! {
        (edit_form(PAGE, html! {
            (once::field(ctx))
            (wrong.summary(say))
            (Select::new("role_id", say.t("people-role"), of_roles).selected(role).error(wrong.at("role_id")))
            (Select::new("department_id", say.t("open-links-department"), of_departments)
                .none(say.t("people-none")).selected(&typed.department_id).error(wrong.at("department_id")))
            (Select::new("days", say.t("open-links-for"), days).selected(&typed.days).error(wrong.at("days")))
            (Input::number("most", say.t("open-links-most")).value(&typed.most).between("1", "300").error(wrong.at("most")))
            (checkboxes(say.t("open-links-how"), vec![approval]))
            @if !letters::are_on(&ctx.app) { (notice(Tone::Warn, say.t("open-links-unproven"))) }
            @if !ctx.actor.rests { (buttons(button(Press::Main, say.t("open-links-make")))) }
        }))
    }
}

fn who_waits(ctx: &Ctx, waiting: &[Join]) -> Markup {
    let say = &ctx.say;
    let lines = waiting.iter().map(|join| {
        let at = format!("/people/joins/{}", join.id);
        let acts = buttons(html! {
            @if !ctx.actor.rests {
                (post_button(Press::Plain, say.t("open-links-admit"), &format!("{at}/admit")))
                (post_button(Press::Quiet, say.t("open-links-decline"), &format!("{at}/decline")))
            }
        });
        let cells =
            vec![html! { (join.name) }, html! { (join.email) }, html! { (ctx.moment(join.asked_at)) }, acts];
        Line::new(join.id, join.name.clone(), cells)
    });
    let columns = vec![
        Column::new(say.t("people-name")),
        Column::new(say.t("people-email")),
        Column::new(say.t("open-links-came")),
        Column::new(say.t("open-links-acts")),
    ];
    html! { (Table::new(say.t("open-links-waiting"), columns, lines.collect())) }
}

fn table(ctx: &Ctx, links: &[Kept]) -> Markup {
    let say = &ctx.say;
    let lines = links.iter().map(|Kept { link, maker, standing }| {
        let role = link.role.as_deref().map(|role| roles::name(say, link.role_key.as_deref(), role));
        let role = role.unwrap_or_else(|| say.t("open-links-no-role"));
        let (tone, word) = match standing {
            Standing::Works => (Tone::Good, "open-links-works"),
            Standing::Over => (Tone::Quiet, "open-links-ended"),
            Standing::Maker | Standing::Role => (Tone::Bad, "open-links-shut"),
        };
        let cells = vec![
            html! {
                (role)
                @match (&link.department, link.department_id) {
                    (Some(department), _) => { " · " (department) }
                    (None, Some(_)) => { " · " (say.t("open-links-no-department")) }
                    (None, None) => {}
                }
            },
            html! { @if let Some(maker) = maker { (person_chip(timeline::who(maker))) } },
            html! { (link.used) " / " (link.most) },
            html! { (ctx.moment(link.expires_at)) },
            html! { (say.t(if link.approval { "open-links-asks" } else { "open-links-at-once" })) },
            html! {
                (status_badge(tone, say.t(word)))
                @if *standing == Standing::Maker { p { small { (say.t("open-links-no-maker")) } } }
            },
            html! {
                @if link.ended_at.is_none() && *standing != Standing::Over && !ctx.actor.rests {
                    (post_button(Press::Quiet, say.t("open-links-end"), &format!("{PAGE}/{}/end", link.id)))
                }
            },
        ];
        Line { faded: *standing == Standing::Over, ..Line::new(link.id, role, cells) }
    });
    let columns = vec![
        Column::new(say.t("people-role")),
        Column::new(say.t("open-links-maker")),
        Column::new(say.t("open-links-used")).numbers(),
        Column::new(say.t("open-links-until")),
        Column::new(say.t("open-links-how")),
        Column::new(say.t("people-status")),
        Column::new(say.t("open-links-acts")),
    ];
    html! { (Table::new(say.t("open-links-all"), columns, lines.collect())) }
}

fn shown_once(ctx: &Ctx, link: &str) -> Markup {
    let say = &ctx.say;
    let title = say.t("open-links-made");
    let crumbs = [
        Crumb { label: &say.t("people-title"), href: "/people" },
        Crumb { label: &say.t("open-links-title"), href: PAGE },
    ];
    let text = say
        .with("open-links-message", &[("account", ctx.account.name.as_str().into()), ("link", link.into())]);
    let (copy, copied) = (say.t("people-copy"), say.t("people-copied"));
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (card(say.t("people-link-send"), html! {
            p { (say.t("open-links-once")) }
            (facts(&[(&say.t("people-link"), copyable(&say.t("people-link"), link, &copy, &copied))]))
            (copyable_text(&say.t("people-link-text"), &text, &copy, &copied))
            (buttons(link_button(Press::Main, say.t("open-links-back"), PAGE)))
        }))
    };
    show(ctx, Nav::People, &title, content)
}
