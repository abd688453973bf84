//! Roles side by side, and people with rights of their own: what differs is marked.

use base::authz::{Area, Deed, Rights, Scope};
use base::web::components::*;
use base::web::{Nav, Query, show};
use base::words::Say;
use base::{Ctx, Kind, Result};
use maud::{Markup, html};
use serde::Deserialize;

use super::{LIST, drawn};
use crate::roles::matrix::Stage;
use crate::roles::{self, people_with_rights};

/// What is to stand side by side.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    pub role: Vec<String>,
    pub person: Vec<String>,
}

/// One column: its name and rights.
struct Side {
    name: String,
    rights: Rights,
}

/// A row: what it is, a value of each side as code and markup.
struct Row {
    label: String,
    cells: Vec<(String, Markup)>,
}

/// `GET /settings/roles/compare`
pub async fn compare(ctx: Ctx, Query(chosen): Query<Chosen>) -> Result<Markup> {
    let listed = roles::list(&ctx).await?;
    let stages = roles::stages(&ctx).await?;
    let people: Vec<i64> = chosen.person.iter().filter_map(|id| id.parse().ok()).take(8).collect();
    let people = people_with_rights(&ctx, people).await?;
    let say = &ctx.say;
    let title = say.t("roles-compare");
    let wanted = |id: i64| chosen.role.iter().any(|role| *role == id.to_string());
    let sides: Vec<Side> = listed
        .roles
        .iter()
        .filter(|role| wanted(role.id))
        .map(|role| Side {
            name: roles::name(say, role.key.as_deref(), &role.name),
            rights: role.rights.clone(),
        })
        .chain(people.iter().map(|p| Side { name: p.name.clone(), rights: p.actor().rights }))
        .collect();
    let ids: Vec<String> = listed.roles.iter().map(|role| role.id.to_string()).collect();
    let names: Vec<String> =
        listed.roles.iter().map(|role| roles::name(say, role.key.as_deref(), &role.name)).collect();
    let boxes = listed.roles.iter().zip(&ids).zip(&names).map(|((role, id), label)| Check {
        name: "role",
        value: id,
        label,
        hint: None,
        checked: wanted(role.id),
    });
    let (settings, list) = (say.t("nav-settings"), say.t("roles-title"));
    let crumbs = [Crumb { label: &settings, href: "/settings" }, Crumb { label: &list, href: LIST }];
    let content = html! {
        (head(Head { lead: &say.t("roles-compare-lead"), crumbs: &crumbs, ..Head::new(&title) }))
        form method="get" action={ (LIST) "/compare" } {
            @for person in &people { (hidden("person", person.id)) }
            (checkboxes(say.t("roles-choose"), boxes.collect()))
            (buttons(button(Press::Plain, say.t("roles-compare-do"))))
        }
        @if sides.len() > 1 { (table(say, &title, &sides, &stages)) }
        @else { (notice(Tone::Quiet, say.t("roles-choose-two"))) }
    };
    Ok(show(&ctx, Nav::Settings, &title, content))
}

fn table(say: &Say, title: &str, sides: &[Side], stages: &[Stage]) -> Markup {
    let mut columns = vec![Column::new(say.t("roles-right"))];
    columns.extend(sides.iter().map(|side| Column::new(side.name.clone())));
    let rows = rows(say, sides, stages);
    let differ = rows.iter().filter(|row| differs(row)).count();
    let lines = (0..).zip(&rows).map(|(n, row)| {
        let marked = differs(row);
        let cell = |cell: &Markup| if marked { differing(cell.clone()) } else { cell.clone() };
        let mut cells = vec![html! {
            (row.label) @if marked { " " (badge(Tone::Warn, say.t("roles-differs"))) }
        }];
        cells.extend(row.cells.iter().map(|(_, markup)| cell(markup)));
        Line::new(n, row.label.as_str(), cells)
    });
    html! {
        (notice(Tone::Quiet, say.n("roles-differences", i64::try_from(differ).unwrap_or_default())))
        (Table::new(title.to_owned(), columns, lines.collect()))
    }
}

fn differs(row: &Row) -> bool {
    row.cells.windows(2).any(|pair| pair[0].0 != pair[1].0)
}

fn rows(say: &Say, sides: &[Side], stages: &[Stage]) -> Vec<Row> {
    let scope = |scope: Scope| (scope.code().to_owned(), drawn::scope(say, scope));
    let yes = |yes: bool| {
        let word = say.t(if yes { "right-yes" } else { "right-no" });
        (yes.to_string(), html! { (word) })
    };
    let mut rows = Vec::new();
    for kind in Kind::RECORDS {
        let of = say.t(&format!("kind-{}", kind.code()));
        for deed in Deed::ALL {
            rows.push(Row {
                label: format!("{of}: {}", say.t(&format!("deed-{}", deed.code()))),
                cells: sides.iter().map(|side| scope(side.rights.scope(kind, deed))).collect(),
            });
        }
        rows.push(Row {
            label: format!("{of}: {}", say.t("right-hold")),
            cells: sides.iter().map(|side| yes(side.rights.may_hold(kind))).collect(),
        });
    }
    for area in Area::ALL {
        rows.push(Row {
            label: say.t(&format!("area-{}", area.code())),
            cells: sides.iter().map(|side| yes(side.rights.areas.contains(&area))).collect(),
        });
    }
    for stage in stages {
        for deed in Deed::ALL {
            let of = |side: &Side| side.rights.scope_at(Kind::Deal, deed, stage.id);
            let ruled = sides
                .iter()
                .any(|side| side.rights.stages.get(&stage.id).is_some_and(|s| s.of(deed).is_some()));
            if ruled {
                rows.push(Row {
                    label: format!("«{}»: {}", stage.name, say.t(&format!("deed-{}", deed.code()))),
                    cells: sides.iter().map(|side| scope(of(side))).collect(),
                });
            }
        }
    }
    rows
}
