//! The page from which everything is taken along.

use axum::response::Response;
use base::web::components::*;
use base::web::{Nav, parcel, show};
use base::{Ctx, Result};
use maud::{Markup, html};

/// What the file has, in words: the ends of keys.
const PARTS: [&str; 6] = [
    "exports-has-people",
    "exports-has-records",
    "exports-has-words",
    "exports-has-moves",
    "exports-has-settings",
    "exports-has-journal",
];

/// `GET /settings/export`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    super::may(&ctx)?;
    let say = &ctx.say;
    let title = say.t("exports-title");
    let crumbs = [Crumb { label: &say.t("nav-settings"), href: "/settings" }];
    let content = html! {
        (head(Head { crumbs: &crumbs, lead: &say.t("exports-lead"), ..Head::new(&title) }))
        (columns(
            card(say.t("exports-has"), html! { ul { @for key in PARTS { li { (say.t(key)) } } } }),
            card(say.t("exports-take"), html! {
                ul {
                    li { (say.t("exports-no-secrets")) }
                    li { (say.t("exports-known")) }
                    li { (say.t("exports-moment")) }
                }
                p { (say.t("exports-take-text")) }
                (edit_form("/settings/export", html! {
                    (buttons(button(Press::Main, say.t("exports-press"))))
                }))
            }),
        ))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// `POST /settings/export`
pub async fn take(ctx: Ctx) -> Result<Response> {
    let pieces = super::take(&ctx).await?;
    Ok(parcel::download(&super::name(&ctx), pieces))
}
