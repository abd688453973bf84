//! The form of somebody who is here already, and what it shares with the form of a new person.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::org::Department;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::fields::{places, role, role_in_place, tongue, who};
use super::typed::{Typed, typed_of, wish};
use crate::departments;
use crate::people::{self, Row};
use crate::pictures;
use crate::roles::matrix::Stage;
use crate::roles::pages::drawn;
use crate::roles::{self, Listed, orphans};
use crate::seats;
use crate::takeovers::{self, Shelves};

/// What a form chooses from.
pub(super) struct Offered {
    pub roles: Listed,
    pub departments: Vec<Department>,
    pub stages: Vec<Stage>,
    /// Whether the reader makes roles, so that one can be made in place.
    pub makes_roles: bool,
    pub shelves: Shelves,
}

/// What came of sending the form before: errors at fields, or a refusal of the whole.
#[derive(Default)]
pub(super) struct Came {
    pub wrong: Wrong,
    /// A refusal of the whole, ready to be shown.
    refusal: Markup,
    /// The human of the e-mail signs in to another account, and can be added as they are.
    pub elsewhere: bool,
    /// The same with acts of its own: it stands above the form.
    pub above: Markup,
}

/// `GET /people/{id}/edit` (K10)
pub async fn edit(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let row = people::find(&ctx, id).await?;
    Ok(changing(&ctx, &offered, &row, &typed_of(&row), &Came::default()))
}

/// `POST /people/{id}`
pub async fn update(
    ctx: Ctx,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    let typed = Typed::of(pairs);
    let done = once::carry_out(&ctx, &typed.once, async {
        people::change(&ctx, id, wish(&typed)?).await?;
        let card = format!("/people/{id}");
        Ok((card.clone(), see_other(&card, Some(Notice::good(ctx.say.t("people-saved"))))))
    });
    match done.await {
        Err(error) => {
            let (status, came) = came(&ctx.say, error)?;
            let (offered, row) = (offered(&ctx).await?, people::find(&ctx, id).await?);
            // Who saves again has seen what is different now.
            let typed = Typed { version: row.person.version.to_string(), ..typed };
            Ok((status, changing(&ctx, &offered, &row, &typed, &came)).into_response())
        }
        done => done,
    }
}

pub(super) async fn offered(ctx: &Ctx) -> Result<Offered> {
    ctx.need(Area::People)?;
    Ok(Offered {
        roles: roles::list(ctx).await?,
        departments: departments::look(ctx).await?.departments,
        stages: roles::stages(ctx).await?,
        makes_roles: decide(&ctx.actor, &Do::EditRole { rights: Vec::new() }).is_ok(),
        shelves: takeovers::look(ctx, None).await?,
    })
}

/// A refusal that the form can say; any other is the error page's.
pub(super) fn came(say: &Say, error: Error) -> Result<(StatusCode, Came)> {
    match error {
        Error::Invalid(ref problem) => {
            let elsewhere = problem.fields.iter().any(|field| field.key == "error-email-elsewhere");
            let came = Came { wrong: Wrong::of(say, &error), elsewhere, ..Came::default() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, came))
        }
        Error::Conflict(problem) if problem.key != "error-once" => {
            let sentence = problem.sentence(say);
            if problem.key == "error-no-seat" {
                let above = seats::pages::ways_out(say, &sentence);
                return Ok((StatusCode::CONFLICT, Came { above, ..Came::default() }));
            }
            let refusal = match orphans::named(&problem) {
                people if people.is_empty() => notice(Tone::Bad, sentence),
                people => drawn::orphans(say, &sentence, &people),
            };
            Ok((StatusCode::CONFLICT, Came { refusal, ..Came::default() }))
        }
        Error::Denied("give_rights" | "edit_role") => {
            let refusal = notice(Tone::Bad, say.t("roles-too-wide"));
            Ok((StatusCode::FORBIDDEN, Came { refusal, ..Came::default() }))
        }
        other => Err(other),
    }
}

fn changing(ctx: &Ctx, offered: &Offered, row: &Row, typed: &Typed, came: &Came) -> Markup {
    let say = &ctx.say;
    let title = say.t("people-edit-title");
    let card_href = format!("/people/{}", row.person.id);
    let crumbs = [
        Crumb { label: &say.t("people-title"), href: "/people" },
        Crumb { label: &row.person.name, href: &card_href },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(&title) }))
        (came.above)
        (pictures::panel::panel(say, &row.person, Some(&format!("{card_href}/picture"))))
        (edit_form(&card_href, html! {
            (once::field(ctx))
            (hidden("version", &typed.version))
            (summary(say, came))
            (who(say, typed, &came.wrong))
            (tongue(ctx, typed, &came.wrong))
            (group(say.t("people-place"), html! {
                (role(say, offered, typed, &came.wrong))
                (role_in_place(say, offered, typed, &came.wrong))
                (places(say, offered, typed, &came.wrong))
            }))
            (buttons(html! {
                (button(Press::Main, say.t("people-save")))
                (link_button(Press::Quiet, say.t("people-cancel"), &card_href))
            }))
        }))
    };
    show(ctx, Nav::People, &title, content)
}

pub(super) fn summary(say: &Say, came: &Came) -> Markup {
    html! {
        (came.refusal)
        (came.wrong.summary(say))
    }
}
