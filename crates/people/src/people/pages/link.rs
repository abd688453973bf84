//! A one-time link, shown once.

use axum::http::HeaderMap;
use base::web::components::*;
use base::web::{Nav, Path, address, show};
use base::{Ctx, Result};
use maud::{Markup, html};

use crate::invitations::by_hand;
use crate::people::{self, Row};
use crate::signin::links;

/// `POST /people/{id}/link`: a new link; the ones before are withdrawn.
pub async fn make(ctx: Ctx, Path(id): Path<i64>, headers: HeaderMap) -> Result<Markup> {
    let path = links::make(&ctx, id).await?;
    let row = people::find(&ctx, id).await?;
    let title = ctx.say.t("people-link-title");
    once(&ctx, &headers, &path, &title, &row).await
}

/// A link whose path was just made, shown once.
pub(crate) async fn once(
    ctx: &Ctx,
    headers: &HeaderMap,
    path: &str,
    title: &str,
    row: &Row,
) -> Result<Markup> {
    let ways = Ways::of(ctx, headers, path, row.person.id).await?;
    Ok(page(ctx, title, row, &ways))
}

/// Whole addresses: of the link, and of where one signs in later; and whether the person shows a password there that
/// they have already.
struct Ways {
    link: String,
    home: String,
    keeps_password: bool,
}

impl Ways {
    async fn of(ctx: &Ctx, headers: &HeaderMap, path: &str, person: i64) -> Result<Ways> {
        Ok(Ways {
            link: address(&ctx.app, headers, path),
            home: address(&ctx.app, headers, "/"),
            keeps_password: links::keeps_password(ctx, person).await?,
        })
    }
}

/// The address and the sign-in name, to be sent by hand: neither is shown again.
fn page(ctx: &Ctx, title: &str, row: &Row, ways: &Ways) -> Markup {
    let say = &ctx.say;
    let person = &row.person;
    let (copy, copied) = (say.t("people-copy"), say.t("people-copied"));
    let sign_in = person.email.as_deref().or(person.login.as_deref()).unwrap_or_default();
    let card_href = format!("/people/{}", person.id);
    let crumbs = [
        Crumb { label: &say.t("people-title"), href: "/people" },
        Crumb { label: &person.name, href: &card_href },
    ];
    let content = html! {
        (head(Head { crumbs: &crumbs, ..Head::new(title) }))
        (card(say.t("people-link-send"), html! {
            p { (say.t("people-link-once")) }
            (facts(&[
                (&say.t("people-link"), copyable(&say.t("people-link"), &ways.link, &copy, &copied)),
                (&say.t("people-sign-in"), copyable(&say.t("people-sign-in"), sign_in, &copy, &copied)),
            ]))
            (copyable_text(&say.t("people-link-text"), &by_hand::text(ctx, person, ways.keeps_password, &ways.home, &ways.link), &copy, &copied))
            (buttons(link_button(Press::Main, say.t("people-to-card"), &card_href)))
        }))
    };
    show(ctx, Nav::People, title, content)
}
