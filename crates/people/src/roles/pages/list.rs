//! The list of roles.

use base::authz::{Deed, Do, Scope, offers};
use base::org::Role;
use base::web::components::*;
use base::web::{Nav, show};
use base::{Ctx, Kind, Result};
use maud::{Markup, html};

use super::{LIST, drawn};
use crate::roles::{counted, name};

/// `GET /settings/roles`
pub async fn list(ctx: Ctx) -> Result<Markup> {
    let (listed, people) = counted(&ctx).await?;
    let say = &ctx.say;
    let title = say.t("roles-title");
    let acts = html! {
        (link_button(Press::Quiet, say.t("roles-compare"), &format!("{LIST}/compare")))
        @if makes(&ctx) { (link_button(Press::Main, say.t("roles-add"), &format!("{LIST}/new"))) }
    };
    let mut columns = vec![Column::new(say.t("roles-role")), Column::new(say.t("roles-people")).numbers()];
    columns.extend(Kind::RECORDS.iter().map(|kind| Column::new(say.t(&format!("kind-{}", kind.code())))));
    columns.push(Column::new(say.t("roles-areas")));
    let lines = listed.roles.iter().map(|role| {
        let default = listed.default == Some(role.id);
        line(&ctx, role, people.get(&role.id).copied().unwrap_or_default(), default)
    });
    let content = html! {
        (head(Head {
            lead: &say.t("roles-lead"),
            crumbs: &[Crumb { label: &say.t("nav-settings"), href: "/settings" }],
            acts,
            ..Head::new(&title)
        }))
        p { (say.t("roles-list-cells")) }
        (drawn::legend(say))
        (Table::new(title.as_str(), columns, lines.collect()))
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

/// Whether the reader makes and changes roles at all; which ones, their own rights say.
pub(super) fn makes(ctx: &Ctx) -> bool {
    offers(&ctx.actor, &Do::EditRole { rights: Vec::new() })
}

fn line<'a>(ctx: &Ctx, role: &Role, people: i64, default: bool) -> Line<'a> {
    let say = &ctx.say;
    let called = name(say, role.key.as_deref(), &role.name);
    let mut cells = vec![
        html! {
            a href={ (LIST) "/" (role.id) } { (called) }
            @if default { " " (badge(Tone::Quiet, say.t("roles-default"))) }
        },
        html! { @if people > 0 { a href={ "/people?role=" (role.id) } { (people) } } @else { "0" } },
    ];
    cells.extend(Kind::RECORDS.iter().map(|kind| {
        let (see, edit) = (role.rights.scope(*kind, Deed::See), role.rights.scope(*kind, Deed::Edit));
        let staged = *kind == Kind::Deal && !role.rights.stages.is_empty();
        html! {
            span {
                (drawn::scope(say, see))
                @if edit != see && see != Scope::None { " / " (drawn::scope(say, edit)) }
                @if staged { " " (badge(Tone::Quiet, say.t("roles-by-stage"))) }
            }
        }
    }));
    cells.push(drawn::areas(say, &role.rights));
    Line::new(role.id, called, cells)
}
