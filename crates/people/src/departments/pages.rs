//! The page of the structure, and the forms to change it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::org::{Department, Post};
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, Wrong, once, see_other, show, timeline};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::tree::{self, Node};
use super::{Look, Wish, add, change, look, remove};

const LIST: &str = "/settings/departments";

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub parent_id: String,
    pub version: String,
    pub once: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Under {
    pub parent: String,
}

/// `GET /settings/departments`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    let look = look(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("departments-title");
    let may = ctx.actor.has(Area::Settings) && !ctx.actor.rests;
    let new = html! { @if may { (dialog_link(Press::Main, say.t("departments-add"), "/settings/departments/new")) } };
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let content = html! {
        @if look.departments.is_empty() {
            (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
            (empty_state(say.t("departments-empty"), say.t("departments-empty-text"), new))
        } @else {
            (head(Head { crumbs: &crumbs, acts: new, lead: &say.t("departments-lead"), ..Head::new(&title) }))
            (card(say.t("departments-structure"), html! {
                (tree(&branches(&ctx, &look, &tree::grow(&look.departments))))
            }))
        }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// `GET /settings/departments/new`
pub async fn new(ctx: Ctx, Query(under): Query<Under>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let typed = Typed { parent_id: under.parent, ..Typed::default() };
    form(&ctx, None, &typed, &Wrong::default()).await
}

/// `POST /settings/departments`
pub async fn create(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let done = once::carry_out(&ctx, &typed.once, async {
        add(&ctx, &typed.name, parent_of(&typed)?).await?;
        let text = ctx.say.with("departments-added", &[("name", tree::tidy(&typed.name).into())]);
        Ok((LIST.to_owned(), see_other(LIST, Some(Notice::good(text)))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => again(&ctx, None, &typed, &error).await,
        other => other,
    }
}

/// `GET /settings/departments/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let department = one(&ctx, id).await?;
    let typed = Typed {
        name: department.name.clone(),
        parent_id: department.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        version: department.version.to_string(),
        once: String::new(),
    };
    form(&ctx, Some(department), &typed, &Wrong::default()).await
}

/// `POST /settings/departments/{id}`
pub async fn update(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    one(&ctx, id).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let version = typed.version.parse().map_err(|_| Error::conflict("error-stale"))?;
        let parent = parent_of(&typed)?;
        let wish = Wish { name: Some(typed.name.clone()), parent: Some(parent), version: Some(version) };
        change(&ctx, id, wish).await?;
        Ok((LIST.to_owned(), see_other(LIST, Some(Notice::good(ctx.say.t("departments-changed"))))))
    });
    match done.await {
        Err(error @ Error::Invalid(_)) => {
            let department = one(&ctx, id).await?;
            again(&ctx, Some(department), &typed, &error).await
        }
        other => other,
    }
}

/// `POST /settings/departments/{id}/remove`
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<Response> {
    remove(&ctx, id).await?;
    Ok(see_other(LIST, Some(Notice::good(ctx.say.t("departments-removed")))))
}

async fn one(ctx: &Ctx, id: i64) -> Result<Department> {
    look(ctx).await?.departments.into_iter().find(|d| d.id == id).ok_or(Error::NotFound)
}

fn parent_of(typed: &Typed) -> Result<Option<i64>> {
    match typed.parent_id.as_str() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("parent_id", "error-no-such-department")),
    }
}

fn branches(ctx: &Ctx, look: &Look, nodes: &[Node]) -> Vec<Branch> {
    let branch = |node: &Node| Branch {
        label: html! { strong { (node.department.name) } " " (count(look.of(node.department.id).len())) },
        content: html! {
            (members(ctx, look, node.department.id))
            (queues(ctx, look, node.department.id))
            (acts(ctx, node.department.id))
        },
        branches: branches(ctx, look, &node.below),
    };
    nodes.iter().map(branch).collect()
}

fn acts(ctx: &Ctx, id: i64) -> Markup {
    let say = &ctx.say;
    html! {
        @if ctx.actor.has(Area::Settings) && !ctx.actor.rests {
            (buttons(html! {
                (dialog_link(Press::Quiet, say.t("departments-edit"), &format!("{LIST}/{id}/edit")))
                (dialog_link(Press::Quiet, say.t("queues-add"), &format!("{LIST}/{id}/queue")))
                (dialog_link(Press::Quiet, say.t("departments-add-below"), &format!("{LIST}/new?parent={id}")))
            }))
        }
    }
}

/// The department's queues: how many records wait, who answers.
fn queues(ctx: &Ctx, look: &Look, department: i64) -> Markup {
    let say = &ctx.say;
    let may = ctx.actor.has(Area::Settings) && !ctx.actor.rests;
    html! {
        @for queue in look.queues.iter().filter(|queue| queue.department == department) {
            p {
                (say.with("records-queue", &[("name", queue.name.as_str().into())])) " " (count(queue.records()))
                @if let Some(name) = queue.holder().and_then(|id| look.names.get(&id)) {
                    " · " (say.with("queues-answers", &[("name", name.name.as_str().into())]))
                }
                @if may { " · " a href={ "/settings/queues/" (queue.id) "/edit" } data-dialog { (say.t("queues-edit")) } }
            }
        }
    }
}

fn members(ctx: &Ctx, look: &Look, department: i64) -> Markup {
    let inside = look.of(department);
    html! {
        @for (membership, name) in &inside {
            @let who = timeline::who(name);
            @let post = match membership.post {
                Post::Member => String::new(),
                post => ctx.say.t(&format!("post-{}", post.code())),
            };
            (person_line(who, &format!("/people/{}", name.id), &post)) " "
        }
    }
}

async fn again(ctx: &Ctx, department: Option<Department>, typed: &Typed, error: &Error) -> Result<Response> {
    let page = form(ctx, department, typed, &Wrong::of(&ctx.say, error)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn form(ctx: &Ctx, department: Option<Department>, typed: &Typed, wrong: &Wrong) -> Result<Markup> {
    let look = look(ctx).await?;
    let say = &ctx.say;
    let (title, action, press) = match &department {
        Some(d) => (say.t("departments-edit-title"), format!("{LIST}/{}", d.id), say.t("departments-save")),
        None => (say.t("departments-add"), LIST.to_owned(), say.t("departments-add")),
    };
    let elsewhere =
        |id: i64| department.as_ref().is_none_or(|d| !tree::is_within(&look.departments, id, d.id));
    let parents = tree::paths(&look.departments).into_iter().filter(|(id, _)| elsewhere(*id));
    let choices = parents.map(|(id, path)| Choice::new(id.to_string(), path)).collect();
    let content = dialog(Dialog {
        id: "department",
        title: &title,
        close: &say.t("departments-close"),
        back: LIST,
        content: html! {
            (edit_form(&action, html! {
                (once::field(ctx))
                (hidden("version", &typed.version))
                (wrong.summary(say))
                (Input::text("name", say.t("departments-name")).value(&typed.name).required().focus().error(wrong.at("name")))
                (Select::new("parent_id", say.t("departments-parent"), choices)
                    .none(say.t("departments-top"))
                    .selected(&typed.parent_id)
                    .error(wrong.at("parent_id")))
                (buttons(html! { (button(Press::Main, press)) }))
            }))
            @if let Some(d) = &department { (removal(ctx, &look, d)) }
        },
    });
    Ok(show(ctx, Nav::Settings, &title, content))
}

/// The way to remove an empty department, or why it can't be.
fn removal(ctx: &Ctx, look: &Look, department: &Department) -> Markup {
    let say = &ctx.say;
    let empty = look.of(department.id).is_empty()
        && look.departments.iter().all(|other| other.parent_id != Some(department.id));
    html! {
        @if empty && decide(&ctx.actor, &Do::Remove).is_ok() {
            (post_button(Press::Danger, say.t("departments-remove"), &format!("{LIST}/{}/remove", department.id)))
        } @else if !empty {
            p { (say.t("departments-not-empty")) }
        }
    }
}
