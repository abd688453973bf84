//! Which columns of a list somebody wants to see: chosen once, on every device the same.

use axum::response::Response;
use base::web::components::*;
use base::web::{Notice, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Room, store};

/// What the reader has chosen; `None` where they left the usual ones.
pub async fn chosen(ctx: &Ctx, room: &Room) -> Result<Option<Vec<String>>> {
    let (Some(person), kind) = (ctx.person_id(), room.kind) else { return Ok(None) };
    ctx.read(move |tx| store::columns(tx, person, kind)).await
}

/// The address of the question, and what its form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choosing {
    pub column: Vec<String>,
    /// Back to the usual ones.
    pub usual: Option<String>,
    /// The address of the list, with its filters.
    pub back: String,
}

impl Choosing {
    /// Never leads out of the room.
    fn back(&self, room: &Room) -> String {
        let path = room.kind.path();
        let inside =
            self.back.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('?'));
        if inside { self.back.clone() } else { path.to_owned() }
    }
}

/// The question, over the list.
pub async fn ask(ctx: &Ctx, room: &Room, columns: &[Column<'_>], choosing: &Choosing) -> Result<Markup> {
    let say = &ctx.say;
    let chosen = chosen(ctx, room).await?;
    let back = choosing.back(room);
    let title = say.t("records-columns");
    let boxes = columns.iter().filter_map(|column| {
        let (name, label) = column.choice()?;
        let checked = column.is_there(chosen.as_deref());
        Some(Check { name: "column", value: name, label, hint: None, checked })
    });
    let content = dialog(Dialog {
        id: "columns",
        title: &title,
        close: &say.t("records-cancel"),
        back: &back,
        content: html! {
            form method="post" action={ (room.kind.path()) "/columns" } {
                (hidden("back", &back))
                (checkboxes(say.t("records-columns-which"), boxes.collect()))
                (buttons(html! {
                    (button(Press::Main, say.t("records-save")))
                    (button_value(Press::Plain, say.t("records-columns-usual"), "usual", "yes"))
                    (link_button(Press::Quiet, say.t("records-cancel"), &back))
                }))
            }
        },
    });
    Ok(show(ctx, room.nav, &title, content))
}

/// Keeps what was chosen.
///
/// # Errors
/// 422 for a column that the list does not have.
pub async fn choose(ctx: &Ctx, room: &Room, columns: &[Column<'_>], choosing: Choosing) -> Result<Response> {
    let (Some(person), kind) = (ctx.person_id(), room.kind) else { return Err(Error::NotFound) };
    let known =
        |name: &String| columns.iter().any(|column| column.choice().is_some_and(|(known, _)| known == name));
    if !choosing.column.iter().all(known) {
        return Err(Error::field("column", "error-records-column"));
    }
    let account = ctx.account.id;
    let back = choosing.back(room);
    let wanted = choosing.usual.is_none().then(|| choosing.column.join(" "));
    ctx.app.keep(move |tx| store::keep_columns(tx, (account, person), kind, wanted.as_deref())).await?;
    Ok(see_other(&back, Some(Notice::good(ctx.say.t("records-columns-kept")))))
}
