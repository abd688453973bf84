//! The page of the journal.

use base::authz::Area;
use base::web::components::*;
use base::web::{Nav, Query, show, timeline};
use base::{Ctx, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::look;

/// How many entries a page has.
const USUAL: i64 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct From {
    before: Option<i64>,
}

/// `GET /settings/journal`
pub async fn page(ctx: Ctx, Query(from): Query<From>) -> Result<Markup> {
    let page = look(&ctx, from.before, USUAL).await?;
    let say = &ctx.say;
    let title = say.t("journal-title");
    let settings = say.t("nav-settings");
    let crumbs = [Crumb { label: &settings, href: "/settings" }];
    let crumbs = if ctx.actor.has(Area::Settings) { &crumbs[..] } else { &[] };
    let older = page.next.map(|seq| format!("/settings/journal?before={seq}"));
    let newest = from.before.map(|_| "/settings/journal");
    let content = html! {
        (head(Head { crumbs, lead: &say.t("journal-lead"), ..Head::new(&title) }))
        (card(say.t("journal-what"), timeline::entries(&ctx, &page.entries, &page.names)))
        (pager(Pager {
            label: &say.t("journal-pages"),
            newer: (&say.t("journal-newest"), newest),
            older: (&say.t("journal-older"), older.as_deref()),
            total: "",
        }))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}
