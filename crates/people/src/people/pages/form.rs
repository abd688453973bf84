//! The form of a person: adding and changing.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::org::Department;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, once, see_other, show};
use base::words::Say;
use base::{Ctx, Error, Result};
use maud::{Markup, html};

use super::fields::{entry, first_department, own_rights, places, role, role_in_place, tongue, who};
use super::link;
use super::typed::{Typed, typed_of, wanted, wish};
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
struct Came {
    wrong: Wrong,
    /// A refusal of the whole, ready to be shown.
    refusal: Markup,
    /// The human of the e-mail signs in to another account, and can be added as they are.
    elsewhere: bool,
    /// The same with acts of its own: it stands above the form.
    above: Markup,
}

/// `GET /people/new` (A14)
pub async fn new(ctx: Ctx) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let role_id = offered.roles.default.map(|id| id.to_string()).unwrap_or_default();
    let typed = Typed { entry: "link".into(), invites: true, role_id, ..Typed::default() };
    Ok(adding(&ctx, &offered, &typed, &Came::default()))
}

/// `POST /people` (A20)
pub async fn create(
    ctx: Ctx,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    ctx.need(Area::People)?;
    let typed = Typed::of(pairs);
    let done = once::carry_out(&ctx, &typed.once, async {
        let added = people::add(&ctx, wanted(&typed)?).await?;
        let card = format!("/people/{}", added.id);
        let row = people::find(&ctx, added.id).await?;
        let name = row.person.name.as_str().into();
        let text = match added.invited {
            Some(to) => ctx.say.with("people-was-invited", &[("name", name), ("address", to.into())]),
            None => ctx.say.with("people-was-added", &[("name", name)]),
        };
        let response = match added.link {
            Some(path) => link::once(&ctx, &headers, &path, &text, &row).await?.into_response(),
            None => see_other(&card, Some(Notice::good(text))),
        };
        Ok((card, response))
    });
    match done.await {
        Err(error) => {
            let (status, came) = came(&ctx.say, error)?;
            let offered = offered(&ctx).await?;
            Ok((status, adding(&ctx, &offered, &typed, &came)).into_response())
        }
        done => done,
    }
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

async fn offered(ctx: &Ctx) -> Result<Offered> {
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
fn came(say: &Say, error: Error) -> Result<(StatusCode, Came)> {
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

fn adding(ctx: &Ctx, offered: &Offered, typed: &Typed, came: &Came) -> Markup {
    let say = &ctx.say;
    let title = say.t("people-add");
    let categories = vec![
        RadioCard::new("", say.t("category-member"), say.t("people-category-member")),
        RadioCard::new("technical", say.t("category-technical"), say.t("people-category-technical")),
    ];
    let content = html! {
        (head(Head { crumbs: &[Crumb { label: &say.t("people-title"), href: "/people" }], ..Head::new(&title) }))
        (came.above)
        (edit_form("/people", html! {
            (once::field(ctx))
            (summary(say, came))
            @if came.elsewhere { (as_they_are(say, typed)) }
            (who(say, typed, &came.wrong))
            (tongue(ctx, typed, &came.wrong))
            (group(say.t("people-entry"), entry(ctx, typed, &came.wrong)))
            (group(say.t("people-place"), html! {
                (form_grid(html! { (role(say, offered, typed, &came.wrong)) (first_department(say, offered, typed, &came.wrong)) }))
                (role_in_place(say, offered, typed, &came.wrong))
                (own_rights(say, typed))
                (RadioCards::new("category", say.t("people-category"), categories)
                    .selected(&typed.category).error(came.wrong.at("category")))
                (takeover(say, &offered.shelves, typed, &came.wrong))
            }))
            (buttons(html! {
                (button(Press::Main, say.t("people-add")))
                (link_button(Press::Quiet, say.t("people-cancel"), "/people"))
            }))
        }))
    };
    show(ctx, Nav::People, &title, content)
}

/// One press adds the human as they are (A21); it holds for this e-mail alone, should another be typed now.
fn as_they_are(say: &Say, typed: &Typed) -> Markup {
    let email = typed.email.trim();
    let add = say.with("people-attach", &[("email", email.into())]);
    notice_with(Tone::Warn, say.t("people-attach-text"), button_value(Press::Plain, &add, "attach", email))
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

fn summary(say: &Say, came: &Came) -> Markup {
    html! {
        (came.refusal)
        (came.wrong.summary(say))
    }
}

/// What somebody left, for the new person to take over once they are active.
fn takeover(say: &Say, shelves: &Shelves, typed: &Typed, wrong: &Wrong) -> Markup {
    let offered = shelves.for_newcomer(None);
    let label = |shelf: &takeovers::Shelf| {
        let holders: Vec<&str> = shelf.holders().into_iter().map(|id| shelves.name(id)).collect();
        let home = shelf.home.map(|home| shelves.name(home)).unwrap_or_default();
        let values =
            [("name", home.into()), ("n", shelf.count().into()), ("holders", holders.join(", ").into())];
        say.with("takeovers-choice", &values)
    };
    let choices = offered.iter().map(|shelf| Choice::new(shelf.id.to_string(), label(shelf))).collect();
    html! {
        @if !offered.is_empty() {
            (Select::new("takes_over", say.t("takeovers-field"), choices)
                .none(say.t("takeovers-none")).selected(&typed.takes_over)
                .hint(say.t("takeovers-field-hint")).error(wrong.at("portfolios")))
        }
    }
}
