//! One role: its matrix to read or fill in, and what can be done with it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Do, Rights, decide, offers};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, Wrong, once, see_other, show, timeline};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{LIST, drawn};
use crate::roles::matrix::{self, Stage};
use crate::roles::{self, Draft, Page, Wish, orphans};

/// What the form says of the role, as it came.
struct Typed {
    name: String,
    rights: Rights,
    version: String,
}

/// What came of sending the form before.
#[derive(Default)]
struct Came {
    wrong: Wrong,
    /// A refusal of the whole, ready to be shown.
    refusal: Markup,
}

/// Which role a new one begins as.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    from: String,
}

/// `GET /settings/roles/new`: empty, or as another role is.
pub async fn new(ctx: Ctx, Query(from): Query<From>) -> Result<Markup> {
    decide(&ctx.actor, &Do::EditRole { rights: Vec::new() })?;
    let typed = match from.from.parse() {
        Ok(id) => copied(&ctx, &roles::one(&ctx, id).await?),
        Err(_) => Typed { name: String::new(), rights: Rights::nothing(), version: String::new() },
    };
    Ok(adding(&ctx, &typed, &roles::stages(&ctx).await?, &Came::default()))
}

/// `GET /settings/roles/{id}/copy`
pub async fn copy(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    decide(&ctx.actor, &Do::EditRole { rights: Vec::new() })?;
    let page = roles::one(&ctx, id).await?;
    Ok(adding(&ctx, &copied(&ctx, &page), &page.stages, &Came::default()))
}

fn copied(ctx: &Ctx, page: &Page) -> Typed {
    let name = ctx.say.with("roles-copy-of", &[("name", called(ctx, page).into())]);
    Typed { name, rights: page.role.rights.clone(), version: String::new() }
}

/// `POST /settings/roles`
pub async fn create(ctx: Ctx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    decide(&ctx.actor, &Do::EditRole { rights: Vec::new() })?;
    let typed = typed(&pairs)?;
    let done = once::carry_out(&ctx, matrix::value(&pairs, "once"), async {
        let draft = Draft { name: typed.name.clone(), rights: typed.rights.clone() };
        let address = format!("{LIST}/{}", roles::add(&ctx, draft).await?);
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("roles-added"))))))
    });
    match done.await {
        Err(error) => {
            let (status, came) = came(&ctx, error)?;
            Ok((status, adding(&ctx, &typed, &roles::stages(&ctx).await?, &came)).into_response())
        }
        done => done,
    }
}

/// `GET /settings/roles/{id}`
pub async fn page(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let page = roles::one(&ctx, id).await?;
    let role = &page.role;
    let typed =
        Typed { name: called(&ctx, &page), rights: role.rights.clone(), version: role.version.to_string() };
    Ok(drawn_page(&ctx, &page, &typed, &Came::default()))
}

/// `POST /settings/roles/{id}`
pub async fn update(
    ctx: Ctx,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    roles::one(&ctx, id).await?;
    let typed = typed(&pairs)?;
    let done = once::carry_out(&ctx, matrix::value(&pairs, "once"), async {
        let version = typed.version.parse().map_err(|_| Error::conflict("error-stale"))?;
        let (name, rights) = (Some(typed.name.clone()), Some(typed.rights.clone()));
        roles::change(&ctx, id, Wish { version: Some(version), name, rights }).await?;
        let address = format!("{LIST}/{id}");
        Ok((address.clone(), see_other(&address, Some(Notice::good(ctx.say.t("roles-saved"))))))
    });
    match done.await {
        Err(error) => {
            let stale = matches!(&error, Error::Conflict(problem) if problem.key == "error-stale");
            let (status, mut came) = came(&ctx, error)?;
            let now = roles::one(&ctx, id).await?;
            if stale {
                came.refusal = meanwhile(&ctx, &now);
            }
            // Who saves again has seen what is different now.
            let typed = Typed { version: now.role.version.to_string(), ..typed };
            Ok((status, drawn_page(&ctx, &now, &typed, &came)).into_response())
        }
        done => done,
    }
}

/// `GET /settings/roles/{id}/remove`
pub async fn ask_remove(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    decide(&ctx.actor, &Do::EditRole { rights: Vec::new() })?;
    decide(&ctx.actor, &Do::Remove)?;
    let page = roles::one(&ctx, id).await?;
    let (say, back) = (&ctx.say, format!("{LIST}/{id}"));
    let title = say.with("roles-remove-title", &[("name", called(&ctx, &page).into())]);
    let content = dialog(Dialog {
        id: "remove",
        title: &title,
        close: &say.t("roles-cancel"),
        back: &back,
        content: html! {
            @if page.people > 0 {
                p { (say.n("error-role-in-use", page.people)) }
                (link_button(Press::Plain, say.t("roles-see-people"), &format!("/people?role={id}")))
            } @else if !page.awaited.is_none() {
                p { (say.t("error-role-in-links")) }
                (link_button(Press::Plain, say.t("open-links-title"), "/people/open-links"))
            } @else {
                (confirm(Confirm {
                    action: &format!("{LIST}/{id}/remove"),
                    text: &say.t("roles-remove-text"),
                    yes: &say.t("roles-remove"),
                    press: Press::Danger,
                    no: &say.t("roles-cancel"),
                    back: &back,
                    content: html! {},
                }))
            }
        },
    });
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// `POST /settings/roles/{id}/remove`
pub async fn remove(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    roles::remove(&ctx, id).await?;
    Ok(see_other(LIST, Some(Notice::good(ctx.say.t("roles-removed")))))
}

/// `POST /settings/roles/{id}/default`
pub async fn default(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    roles::make_default(&ctx, id).await?;
    Ok(see_other(&format!("{LIST}/{id}"), Some(Notice::good(ctx.say.t("roles-default-set")))))
}

fn typed(pairs: &matrix::Pairs) -> Result<Typed> {
    let text = |name: &str| matrix::value(pairs, name).to_owned();
    Ok(Typed { name: text("name"), rights: matrix::rights(pairs, "")?, version: text("version") })
}

/// A refusal that the form can say; any other is the error page's.
fn came(ctx: &Ctx, error: Error) -> Result<(StatusCode, Came)> {
    match error {
        Error::Invalid(_) => {
            let wrong = Wrong::of(&ctx.say, &error);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Came { wrong, ..Came::default() }))
        }
        Error::Conflict(problem) if problem.key != "error-once" => {
            let sentence = problem.sentence(&ctx.say);
            let refusal = match orphans::named(&problem) {
                people if people.is_empty() => notice(Tone::Bad, sentence),
                people => drawn::orphans(&ctx.say, &sentence, &people),
            };
            Ok((StatusCode::CONFLICT, Came { refusal, ..Came::default() }))
        }
        Error::Denied("edit_role") => {
            let refusal = notice(Tone::Bad, ctx.say.t("roles-too-wide"));
            Ok((StatusCode::FORBIDDEN, Came { refusal, ..Came::default() }))
        }
        other => Err(other),
    }
}

/// What somebody else saved while the form was open, to compare with.
fn meanwhile(ctx: &Ctx, now: &Page) -> Markup {
    let title = ctx.say.with("roles-now", &[("name", called(ctx, now).into())]);
    html! {
        (notice(Tone::Warn, ctx.say.t("error-stale")))
        (card(&title, html! {
            (drawn::shown(&ctx.say, &title, &now.role.rights))
            (drawn::stages_shown(&ctx.say, &now.role.rights, &now.stages))
        }))
    }
}

fn called(ctx: &Ctx, page: &Page) -> String {
    roles::name(&ctx.say, page.role.key.as_deref(), &page.role.name)
}

fn adding(ctx: &Ctx, typed: &Typed, stages: &[Stage], came: &Came) -> Markup {
    let say = &ctx.say;
    let title = say.t("roles-add");
    let (settings, list) = (say.t("nav-settings"), say.t("roles-title"));
    let crumbs = [Crumb { label: &settings, href: "/settings" }, Crumb { label: &list, href: LIST }];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (form(ctx, LIST, typed, stages, came, say.t("roles-add")))
    };
    show(ctx, Nav::Settings, &title, content)
}

fn form(ctx: &Ctx, action: &str, typed: &Typed, stages: &[Stage], came: &Came, press: String) -> Markup {
    let say = &ctx.say;
    html! {
        (edit_form(action, html! {
            (once::field(ctx))
            (hidden("version", &typed.version))
            (came.refusal)
            (came.wrong.summary(say))
            (Input::text("name", say.t("roles-name")).value(&typed.name).required().autocomplete("off")
                .error(came.wrong.at("name")))
            (drawn::editor(say, "", &typed.rights, stages))
            (buttons(html! {
                (button(Press::Main, press))
                (link_button(Press::Quiet, say.t("roles-cancel"), LIST))
            }))
        }))
    }
}

fn drawn_page(ctx: &Ctx, page: &Page, typed: &Typed, came: &Came) -> Markup {
    let say = &ctx.say;
    let (role, title) = (&page.role, called(ctx, page));
    let may =
        !role.is_administrator() && offers(&ctx.actor, &Do::EditRole { rights: vec![role.rights.clone()] });
    let (settings, list) = (say.t("nav-settings"), say.t("roles-title"));
    let crumbs = [Crumb { label: &settings, href: "/settings" }, Crumb { label: &list, href: LIST }];
    let people = say.n("roles-have", page.people);
    let content = html! {
        (head(Head { lead: &people, crumbs: &crumbs, acts: acts(ctx, page, may), ..Head::new(&title) }))
        @if may {
            (form(ctx, &format!("{LIST}/{}", role.id), typed, &page.stages, came, say.t("roles-save")))
        } @else {
            (came.refusal)
            @if !ctx.actor.rests {
                (notice(Tone::Quiet, say.t(if role.is_administrator() { "error-role-fixed" } else { "roles-too-wide" })))
            }
            (drawn::shown(say, &title, &role.rights))
            (drawn::stages_shown(say, &role.rights, &page.stages))
        }
        (card(say.t("roles-history"), timeline::entries(ctx, &page.entries, &page.names)))
    };
    show(ctx, Nav::Settings, &title, content)
}

fn acts(ctx: &Ctx, page: &Page, may: bool) -> Markup {
    let (say, id) = (&ctx.say, page.role.id);
    let at = |what: &str| format!("{LIST}/{id}/{what}");
    html! {
        @if page.default { (badge(Tone::Good, say.t("roles-default"))) }
        @if page.people > 0 { (link_button(Press::Quiet, say.t("roles-see-people"), &format!("/people?role={id}"))) }
        (link_button(Press::Quiet, say.t("roles-compare"), &format!("{LIST}/compare?role={id}")))
        @if super::list::makes(ctx) { (link_button(Press::Plain, say.t("roles-copy"), &at("copy"))) }
        @if may && !page.default {
            (post_button(Press::Plain, say.t("roles-make-default"), &at("default")))
            @if offers(&ctx.actor, &Do::Remove) {
                (dialog_link(Press::Quiet, say.t("roles-remove"), &at("remove")))
            }
        }
    }
}
