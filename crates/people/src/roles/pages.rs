//! The page of roles: what each grants, as a table that can be read aloud.

use base::authz::Deed;
use base::org::Role;
use base::web::components::*;
use base::web::{Nav, show};
use base::words::Say;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::{list, name};

/// `GET /settings/roles`
pub async fn page(ctx: Ctx) -> Result<Markup> {
    let listed = list(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("roles-title");
    let content = html! {
        (head(Head {
            lead: &say.t("roles-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            ..Head::new(&title)
        }))
        @for role in &listed.roles { (panel(say, role, listed.default == Some(role.id))) }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn panel(say: &Say, role: &Role, default: bool) -> Markup {
    let title = name(say, role.key.as_deref(), &role.name);
    let mark = html! { @if default { (badge(Tone::Quiet, say.t("roles-default"))) } };
    card_with(
        &title,
        mark,
        html! {
            (matrix(say, &title, role))
            p { (say.t("roles-areas")) ": " (areas(say, role)) }
        },
    )
}

/// Kind × deed → scope, and whether records of the kind may be held.
fn matrix(say: &Say, title: &str, role: &Role) -> Markup {
    let mut columns = vec![Column::new(say.t("roles-kind"))];
    columns.extend(Deed::ALL.into_iter().map(|deed| Column::new(say.t(&format!("deed-{}", deed.code())))));
    columns.push(Column::new(say.t("roles-hold")));
    let lines = (0..).zip(Kind::RECORDS).map(|(n, kind)| {
        let label = say.t(&format!("kind-{}", kind.code()));
        let mut cells = vec![html! { (label) }];
        let scope = |deed| say.t(&format!("scope-{}", role.rights.scope(kind, deed).code()));
        cells.extend(Deed::ALL.into_iter().map(|deed| html! { (scope(deed)) }));
        let hold = if role.rights.may_hold(kind) { say.t("roles-yes") } else { say.t("roles-no") };
        cells.push(html! { (hold) });
        Line::new(n, label, cells)
    });
    html! { (Table::new(title, columns, lines.collect())) }
}

fn areas(say: &Say, role: &Role) -> Markup {
    let areas = &role.rights.areas;
    html! {
        @if areas.is_empty() { (say.t("scope-none")) }
        @for area in areas { (badge(Tone::Quiet, say.t(&format!("area-{}", area.code())))) " " }
    }
}
