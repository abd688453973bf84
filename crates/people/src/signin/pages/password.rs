//! Giving a person another password (K12).

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::org::Person;
use base::web::components::*;
use base::web::{Form, Nav, Notice, Path, Wrong, see_other, show};
use base::{Ctx, Error, Result};
use maud::{Markup, html};
use serde::Deserialize;

use crate::signin::given::{self, Given};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    password: String,
    must_change: String,
}

/// `GET /people/{id}/password`
pub async fn ask(ctx: Ctx, Path(id): Path<i64>) -> Result<Markup> {
    let person = given::ask(&ctx, id).await?;
    Ok(page(&ctx, &person, true, &Wrong::default()))
}

/// `POST /people/{id}/password`
pub async fn give(ctx: Ctx, Path(id): Path<i64>, Form(typed): Form<Typed>) -> Result<Response> {
    let must_change = typed.must_change == "yes";
    match given::give(&ctx, id, Given { password: typed.password, must_change }).await {
        Ok(_) => {
            let notice = Notice::good(ctx.say.t("signin-given"));
            Ok(see_other(&format!("/people/{id}"), Some(notice)))
        }
        Err(error @ Error::Invalid(_)) => {
            let person = given::ask(&ctx, id).await?;
            let page = page(&ctx, &person, must_change, &Wrong::of(&ctx.say, &error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn page(ctx: &Ctx, person: &Person, must_change: bool, wrong: &Wrong) -> Markup {
    let say = &ctx.say;
    let title = say.with("signin-give-title", &[("name", person.name.as_str().into())]);
    let card_href = format!("/people/{}", person.id);
    let about = [Some(person.name.as_str()), person.email.as_deref(), person.login.as_deref()];
    let offer = say.t("people-password-offer");
    let content = html! {
        p { (say.t("signin-give-text")) }
        form method="post" action={ (card_href) "/password" } {
            (hidden("about", about.into_iter().flatten().collect::<Vec<_>>().join(" ")))
            (Input::password("password", say.t("signin-password-new")).autocomplete("new-password").required().focus()
                .strength("/password-strength", "about").hint(say.t("signin-password-hint"))
                .error(wrong.at("password")))
            p { (offer) }
            (copyable(&offer, &kit::secret::generate(), &say.t("people-copy"), &say.t("people-copied")))
            (checkbox(Check {
                name: "must_change",
                value: "yes",
                label: &say.t("signin-give-must-change"),
                hint: Some(&say.t("signin-give-must-change-hint")),
                checked: must_change,
            }))
            (buttons(html! {
                (button(Press::Main, say.t("signin-give-do")))
                (link_button(Press::Quiet, say.t("people-cancel"), &card_href))
            }))
        }
    };
    let window = dialog(Dialog {
        id: "give-password",
        title: &title,
        close: &say.t("people-cancel"),
        back: &card_href,
        content,
    });
    show(ctx, Nav::People, &title, window)
}
