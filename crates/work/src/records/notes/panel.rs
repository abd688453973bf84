//! Notes to the successor on a record's card.

use base::web::components::*;
use base::web::timeline;
use base::{Ctx, Result};
use maud::{Markup, html};

use super::look;
use crate::records::{Room, shown};

/// What stands, and for who works with the record the form. Nothing for others where nothing stands.
pub async fn panel(ctx: &Ctx, room: &'static Room, id: i64) -> Result<Markup> {
    let noted = look::of(ctx, room, id).await?;
    if noted.notes.is_empty() && !noted.may {
        return Ok(html! {});
    }
    let say = &ctx.say;
    let me = ctx.person_id();
    let mine = noted.notes.iter().find(|note| note.author == me && me.is_some());
    let action = format!("/notes/{}/{id}", room.kind.code());
    let content = html! {
        @for note in &noted.notes {
            div class="note-line" {
                p { (shown::note(&note.text)) }
                p { small {
                    @match note.author.and_then(|id| noted.names.get(&id)) {
                        Some(name) => { (timeline::called(say, name)) }
                        None => { (say.t("event-who-operator")) }
                    }
                    ", " (shown::moment(ctx, note.at))
                } }
                @if noted.may {
                    form method="post" action={ (action) "/done" } {
                        (hidden("note", note.id))
                        (button(Press::Quiet, say.t("notes-done")))
                    }
                }
            }
        }
        @if noted.may {
            (fold(say.t(if mine.is_some() { "notes-change" } else { "notes-write" }), false, html! {
                (edit_form(&action, html! {
                    (TextArea::new("note", say.t("notes-note"))
                        .value(mine.map(|note| note.text.as_str()).unwrap_or_default())
                        .hint(say.t("notes-hint")))
                    (buttons(button(Press::Plain, say.t("records-save"))))
                }))
            }))
        }
    };
    Ok(card(say.t("notes-title"), content))
}
