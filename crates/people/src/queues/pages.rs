//! The forms of queues, in Settings → Departments.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::portfolios::queues::Queue;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::Wanted;
use crate::takeovers::Wish;
use crate::{departments, handovers, queues as room};

const LIST: &str = "/settings/departments";

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub name: String,
    pub holder_id: String,
    pub once: String,
}

impl Typed {
    fn holder(&self) -> Result<Option<i64>> {
        match self.holder_id.trim() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Error::field("holder_id", "error-no-such-person")),
        }
    }
}

/// `GET /settings/departments/{id}/queue`
pub async fn new(ctx: Ctx, Path(department): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let name = department_name(&ctx, department).await?;
    let typed = Typed { name, ..Typed::default() };
    form(&ctx, &format!("{LIST}/{department}/queue"), None, &typed, &Wrong::default()).await
}

/// `POST /settings/departments/{id}/queue`
pub async fn create(ctx: Ctx, Path(department): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    department_name(&ctx, department).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        let wanted = Wanted { department, name: typed.name.clone(), holder: typed.holder()? };
        room::add(&ctx, wanted).await?;
        let text = ctx.say.with("queues-added", &[("name", typed.name.as_str().into())]);
        Ok((LIST.to_owned(), see_other(LIST, Some(Notice::good(text)))))
    });
    let action = format!("{LIST}/{department}/queue");
    again(&ctx, done.await, &action, None, &typed).await
}

/// `GET /settings/queues/{id}/edit`
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    ctx.need(Area::Settings)?;
    let queue = one(&ctx, id).await?;
    let holder_id = queue.holder().map(|id| id.to_string()).unwrap_or_default();
    let typed = Typed { name: queue.name.clone(), holder_id, once: String::new() };
    form(&ctx, &format!("/settings/queues/{id}"), Some(&queue), &typed, &Wrong::default()).await
}

/// `POST /settings/queues/{id}`
pub async fn save(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    ctx.need(Area::Settings)?;
    let queue = one(&ctx, id).await?;
    let done = once::carry_out(&ctx, &typed.once, async {
        room::rename(&ctx, id, &typed.name).await?;
        if let Some(holder) = typed.holder()?.filter(|holder| Some(*holder) != queue.holder()) {
            handovers::take_over(&ctx, holder, vec![Wish { portfolio: id, kinds: None }]).await?;
        }
        Ok((LIST.to_owned(), see_other(LIST, Some(Notice::good(ctx.say.t("queues-saved"))))))
    });
    again(&ctx, done.await, &format!("/settings/queues/{id}"), Some(&queue), &typed).await
}

async fn one(ctx: &Ctx, id: i64) -> Result<Queue> {
    room::look(ctx).await?.0.into_iter().find(|queue| queue.id == id).ok_or(Error::NotFound)
}

async fn department_name(ctx: &Ctx, id: i64) -> Result<String> {
    let look = departments::look(ctx).await?;
    look.departments.into_iter().find(|d| d.id == id).map(|d| d.name).ok_or(Error::NotFound)
}

async fn again(
    ctx: &Ctx,
    done: Result<Response>,
    action: &str,
    queue: Option<&Queue>,
    typed: &Typed,
) -> Result<Response> {
    match done {
        Err(error @ Error::Invalid(_)) => {
            let page = form(ctx, action, queue, typed, &Wrong::of(&ctx.say, &error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

async fn form(
    ctx: &Ctx,
    action: &str,
    queue: Option<&Queue>,
    typed: &Typed,
    wrong: &Wrong,
) -> Result<Markup> {
    let say = &ctx.say;
    let people = room::holders(ctx).await?;
    let candidates: Vec<Candidate<'_>> = people
        .iter()
        .map(|p| Candidate::new(p.id, p.name.as_str(), p.email.as_deref().unwrap_or_default()))
        .collect();
    let title = if queue.is_some() { say.t("queues-edit-title") } else { say.t("queues-add") };
    let holder = PersonSelect::new("holder_id", say.t("queues-holder"), &candidates)
        .selected(typed.holder_id.parse().ok())
        .search(say.t("queues-find"), say.t("queues-nobody-found"))
        .hint(say.t("queues-holder-hint"))
        .error(wrong.at("holder_id").or_else(|| wrong.at("portfolios")));
    let holder = if queue.is_some() { holder } else { holder.none(say.t("queues-head")) };
    let close = say.t("queues-close");
    let window = dialog(Dialog {
        id: "queue",
        title: &title,
        close: &close,
        back: LIST,
        content: html! {
            (edit_form(action, html! {
                (once::field(ctx))
                (wrong.summary(say))
                (Input::text("name", say.t("queues-name")).value(&typed.name).required().focus().error(wrong.at("name")))
                @if queue.is_none() || ctx.actor.has(Area::People) { (holder) }
                (buttons(html! {
                    (button(Press::Main, say.t("queues-save")))
                    (link_button(Press::Quiet, say.t("queues-cancel"), LIST))
                }))
            }))
        },
    });
    Ok(show(ctx, Nav::Settings, &title, window))
}
