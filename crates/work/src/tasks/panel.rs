//! The open tasks of a record, on its card.

use base::authz::{Deed, Scope};
use base::web::components::*;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::draft::{State, Subject};
use super::look::{self, Task};
use crate::records::{lines, shown};

/// So many are shown; the list has the rest.
const SHOWN: i64 = 20;

/// The card of tasks about this record, with a link to add one. Nothing for who has no right to see tasks. The
/// caller has shown that the reader sees the record.
pub async fn panel(ctx: &Ctx, kind: Kind, id: i64) -> Result<Markup> {
    if ctx.actor.scope(Kind::Task, Deed::See) == Scope::None {
        return Ok(html! {});
    }
    let subject = Subject { kind, id };
    let tasks = look::open_about(ctx, subject, SHOWN).await?;
    let say = &ctx.say;
    let add = match ctx.actor.offers_on(Kind::Task, Deed::Create) {
        false => html! {},
        true => {
            let address = lines::new_with(Kind::Task, "subject", &subject.code());
            link_button(Press::Quiet, say.t("tasks-add"), &address)
        }
    };
    let all = format!("/tasks?state=all&subject={}&sort=-due_at", subject.code());
    let content = html! {
        @if tasks.is_empty() { p { (say.t("tasks-none-open")) } }
        @else { ul { @for task in &tasks { li { (row(ctx, task)) } } } }
        p { a href=(all) { (say.t("tasks-all-of-it")) } }
    };
    Ok(card_with(say.t("kind-task"), add, content))
}

fn row(ctx: &Ctx, task: &Task) -> Markup {
    let overdue = task.state(ctx.app.now()) == State::Overdue;
    html! {
        a href={ "/tasks/" (task.id) } { (task.draft.title) } " · "
        (shown::moment(ctx, task.draft.due_at))
        @if overdue { " " (badge(Tone::Bad, ctx.say.t("tasks-overdue"))) }
    }
}
