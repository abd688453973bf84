//! The form of a new person, with their picture in it (A14, K03).

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use base::authz::Area;
use base::kind::Category;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Wrong, once, see_other, show, upload};
use base::words::Say;
use base::{App, Ctx, Error, Result};
use maud::{Markup, html};

use super::fields::{entry, first_department, own_rights, picture, role, role_in_place, tongue, who};
use super::form::{Came, Offered, came, offered, summary};
use super::link;
use super::typed::{Typed, wanted};
use crate::people::{self, Wanted};
use crate::pictures::{self, Chosen};
use crate::signin::held::{self, Pairs};
use crate::signin::proof;
use crate::takeovers::{self, Shelves};

/// `GET /people/new` (A14)
pub async fn new(ctx: Ctx) -> Result<Markup> {
    let offered = offered(&ctx).await?;
    let role_id = offered.roles.default.map(|id| id.to_string()).unwrap_or_default();
    let typed = Typed { entry: "link".into(), invites: true, role_id, ..Typed::default() };
    Ok(adding(&ctx, &offered, &typed, &Came::default()))
}

/// `POST /people` (A20). The form has a file in it; so it looks itself after a session that ended and after the question
/// before lasting harm, whose layers know plain forms alone.
pub async fn create(State(app): State<App>, request: Request) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let apart = upload::is_form(&parts.headers);
    let ctx = match <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, &app).await {
        Err(Error::SignedOut) if apart => {
            return held::hold_apart(&app, parts, body, pictures::MOST_BYTES).await;
        }
        ctx => ctx?,
    };
    ctx.need(Area::People)?;
    let (pairs, chosen) = match apart {
        true => sent(&parts, body).await?,
        false => {
            let request = Request::from_parts(parts.clone(), body);
            (<Form<Pairs> as FromRequest<App>>::from_request(request, &app).await?.0, None)
        }
    };
    let typed = Typed::of(pairs);
    let chosen = chosen.or_else(|| Chosen::of_kept(&typed.picture));
    let done = match typed.pairs.iter().any(|(name, _)| name == proof::LOST) {
        // The question has been answered, and the password that was typed did not come along.
        true => Err(Error::field("password", "error-required")),
        false => add(&ctx, &parts, &typed, chosen.clone()).await,
    };
    match done {
        Err(Error::ProofNeeded) if apart => {
            proof::ask_apart(&ctx, &parts, carried(&typed, kept(chosen, &typed).await)).await
        }
        Err(error) => {
            let (status, came) = came(&ctx.say, error)?;
            let picture = kept(chosen, &typed).await;
            let typed = Typed { picture, ..typed };
            Ok((status, adding(&ctx, &offered(&ctx).await?, &typed, &came)).into_response())
        }
        done => done,
    }
}

/// What was typed, and the file.
async fn sent(parts: &Parts, body: Body) -> Result<(Pairs, Option<Chosen>)> {
    let (mut pairs, mut chosen) = (Vec::new(), None);
    for part in upload::parts(&parts.headers, body, pictures::MOST_BYTES).await? {
        match part.field.as_str() {
            pictures::FIELD => chosen = Chosen::of(part),
            _ => pairs.push((part.field.clone(), part.text())),
        }
    }
    Ok((pairs, chosen))
}

async fn add(ctx: &Ctx, parts: &Parts, typed: &Typed, picture: Option<Chosen>) -> Result<Response> {
    once::carry_out(ctx, &typed.once, async {
        let added = people::add(ctx, Wanted { picture, ..wanted(typed)? }).await?;
        let row = people::find(ctx, added.id).await?;
        // A technical user gets in by a token alone: that is the next thing to make.
        let card = match row.person.category {
            Category::Technical => format!("/people/{}/access", added.id),
            _ => format!("/people/{}", added.id),
        };
        let name = row.person.name.as_str().into();
        let text = match added.invited {
            Some(to) => ctx.say.with("people-was-invited", &[("name", name), ("address", to.into())]),
            None => ctx.say.with("people-was-added", &[("name", name)]),
        };
        let response = match added.link {
            Some(path) => link::once(ctx, &parts.headers, &path, &text, &row).await?.into_response(),
            None => see_other(&card, Some(Notice::good(text))),
        };
        Ok((card, response))
    })
    .await
}

/// What the form keeps of a picture while it comes back: of the one chosen now, or else of the one before. Empty without
/// one.
async fn kept(chosen: Option<Chosen>, typed: &Typed) -> String {
    for chosen in chosen.into_iter().chain(Chosen::of_kept(&typed.picture)) {
        if let Some(kept) = chosen.kept().await {
            return kept;
        }
    }
    String::new()
}

/// All that was typed, and the picture beside it as text.
fn carried(typed: &Typed, picture: String) -> Pairs {
    let typed = typed.pairs.iter().filter(|(name, _)| name != pictures::KEPT).cloned();
    let picture = (!picture.is_empty()).then(|| (pictures::KEPT.to_owned(), picture));
    typed.chain(picture).collect()
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
        (upload_form("/people", html! {
            (once::field(ctx))
            (summary(say, came))
            @if came.elsewhere { (as_they_are(say, typed)) }
            (who(say, typed, &came.wrong))
            (picture(say, typed, &came.wrong))
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
