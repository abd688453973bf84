//! The picture itself, and the page to change it.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::authz::{Area, Do, decide};
use base::org::Person;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Query, once, see_other, show, timeline, upload};
use base::{App, Ctx, Error, Result, Status};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Chosen, FIELD, FORMATS, MOST_BYTES, change, look};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Size {
    size: String,
}

/// `GET /pictures/{id}/{version}`: for whoever is signed in to the account. Another picture has another address.
pub async fn serve(
    ctx: Ctx,
    Path((id, version)): Path<(i64, i64)>,
    Query(size): Query<Size>,
) -> Result<Response> {
    let bytes = match size.size.as_str() {
        "large" => look::as_kept(&ctx, id, Some(version)).await?,
        _ => look::in_line(&ctx, id, version).await?,
    };
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
    ];
    Ok((headers, bytes).into_response())
}

/// Whose picture it is, and where its page is.
struct Place {
    person: Person,
    path: String,
    back: String,
    nav: Nav,
}

impl Place {
    async fn own(ctx: &Ctx) -> Result<Place> {
        let me = ctx.person_id().ok_or(Error::SignedOut)?;
        let (path, back) = ("/me/picture".to_owned(), "/me".to_owned());
        Ok(Place { person: look::whose(ctx, me).await?, path, back, nav: Nav::None })
    }

    async fn of(ctx: &Ctx, id: i64) -> Result<Place> {
        ctx.need(Area::People)?;
        let person = look::whose(ctx, id).await?;
        decide(&ctx.actor, &Do::EditPerson { category: person.category, becomes: person.category })?;
        let (path, back) = (format!("/people/{id}/picture"), format!("/people/{id}"));
        Ok(Place { person, path, back, nav: Nav::People })
    }
}

/// `GET /me/picture`
pub async fn own(ctx: Ctx) -> Result<Markup> {
    Ok(page(&ctx, &Place::own(&ctx).await?, None))
}

/// `GET /people/{id}/picture`
pub async fn of(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    Ok(page(&ctx, &Place::of(&ctx, id).await?, None))
}

/// `POST /me/picture`
pub async fn put_own(State(app): State<App>, request: Request) -> Result<Response> {
    let (ctx, headers, body) = apart(&app, request).await?;
    let place = Place::own(&ctx).await?;
    put(&ctx, place, upload::parts(&headers, body, MOST_BYTES).await).await
}

/// `POST /people/{id}/picture`
pub async fn put_of(State(app): State<App>, Path(id): Path<i64>, request: Request) -> Result<Response> {
    let (ctx, headers, body) = apart(&app, request).await?;
    let place = Place::of(&ctx, id).await?;
    put(&ctx, place, upload::parts(&headers, body, MOST_BYTES).await).await
}

async fn apart(app: &App, request: Request) -> Result<(Ctx, axum::http::HeaderMap, axum::body::Body)> {
    let (mut parts, body) = request.into_parts();
    let ctx = <Ctx as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
    Ok((ctx, parts.headers, body))
}

async fn put(ctx: &Ctx, place: Place, sent: Result<Vec<upload::Part>>) -> Result<Response> {
    let put = async {
        let (mut chosen, mut word) = (None, String::new());
        for part in sent? {
            match part.field.as_str() {
                FIELD => chosen = Chosen::of(part),
                "once" => word = part.text(),
                _ => {}
            }
        }
        let chosen = chosen.ok_or(Error::field(FIELD, "error-picture-none"))?;
        once::carry_out(ctx, &word, async {
            change::put(ctx, place.person.id, chosen).await?;
            let text = Notice::good(ctx.say.t("pictures-changed"));
            Ok((place.back.clone(), see_other(&place.back, Some(text))))
        })
        .await
    };
    match put.await {
        Err(Error::Invalid(problem)) => {
            let first = problem.fields.first().map(|field| field.sentence(&ctx.say));
            let page = page(ctx, &place, Some(first.unwrap_or_else(|| problem.sentence(&ctx.say))));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => other,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Removing {
    once: String,
}

/// `POST /me/picture/remove`
pub async fn remove_own(ctx: Ctx, Form(form): Form<Removing>) -> Result<Response> {
    let place = Place::own(&ctx).await?;
    remove(&ctx, place, &form.once).await
}

/// `POST /people/{id}/picture/remove`
pub async fn remove_of(ctx: Ctx, Path(id): Path<i64>, Form(form): Form<Removing>) -> Result<Response> {
    let place = Place::of(&ctx, id).await?;
    remove(&ctx, place, &form.once).await
}

async fn remove(ctx: &Ctx, place: Place, word: &str) -> Result<Response> {
    once::carry_out(ctx, word, async {
        change::remove(ctx, place.person.id).await?;
        let text = Notice::good(ctx.say.t("pictures-removed"));
        Ok((place.back.clone(), see_other(&place.back, Some(text))))
    })
    .await
}

fn page(ctx: &Ctx, place: &Place, wrong: Option<String>) -> Markup {
    let say = &ctx.say;
    let title = say.with("pictures-title", &[("name", place.person.name.as_str().into())]);
    let stays = !matches!(place.person.status, Status::Closing | Status::Erased);
    let content = dialog(Dialog {
        id: "picture",
        title: &title,
        close: &say.t("web-close"),
        back: &place.back,
        content: html! {
            div class="portrait" { (avatar(timeline::who_is(&place.person).large())) }
            @if stays {
                form method="post" action=(place.path) enctype="multipart/form-data" {
                    (once::field(ctx))
                    (Input::file(FIELD, say.t("pictures-file")).accept(FORMATS)
                        .required().hint(say.t("pictures-hint")).error(wrong))
                    (buttons(button(Press::Main, say.t("pictures-save"))))
                }
                @if place.person.picture.is_some() && decide(&ctx.actor, &Do::Remove).is_ok() {
                    form method="post" action={ (place.path) "/remove" } {
                        (once::field(ctx))
                        (buttons(button(Press::Quiet, say.t("pictures-remove"))))
                    }
                }
            }
        },
    });
    show(ctx, place.nav, &title, content)
}
