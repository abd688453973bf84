//! Rights as a matrix: to be read, and to be filled in.

use base::Kind;
use base::authz::{Area, Deed, Own, Rights, Scope};
use base::web::components::*;
use base::words::Say;
use maud::{Markup, html};

use crate::roles::matrix::Stage;
use crate::roles::orphans::Named;

/// How far, as a word and a colour.
pub fn scope(say: &Say, scope: Scope) -> Markup {
    reach(scope.code(), word(say, scope))
}

fn word(say: &Say, scope: Scope) -> String {
    say.t(&format!("scope-{}", scope.code()))
}

fn kind_word(say: &Say, kind: Kind) -> String {
    say.t(&format!("kind-{}", kind.code()))
}

fn deed_word(say: &Say, deed: Deed) -> String {
    say.t(&format!("deed-{}", deed.code()))
}

/// What the colours mean.
pub fn legend(say: &Say) -> Markup {
    let codes: Vec<(&str, String)> = Scope::ALL.into_iter().map(|s| (s.code(), word(say, s))).collect();
    reach_legend(&say.t("roles-legend"), &codes)
}

pub fn areas(say: &Say, rights: &Rights) -> Markup {
    html! {
        span {
            @if rights.areas.is_empty() { (say.t("scope-none")) }
            @for area in &rights.areas { (badge(Tone::Quiet, say.t(&format!("area-{}", area.code())))) " " }
        }
    }
}

fn yes_no(say: &Say, yes: bool) -> String {
    say.t(if yes { "right-yes" } else { "right-no" })
}

fn columns(say: &Say) -> Vec<Column<'static>> {
    let mut columns = vec![Column::new(say.t("roles-kind"))];
    columns.extend(Deed::ALL.into_iter().map(|deed| Column::new(deed_word(say, deed))));
    columns.push(Column::new(say.t("right-hold")));
    columns
}

/// The matrix to be read: what really is, with seeing as the bound.
pub fn shown(say: &Say, title: &str, rights: &Rights) -> Markup {
    let lines = (0..).zip(Kind::RECORDS).map(|(n, kind)| {
        let mut cells = vec![html! { (kind_word(say, kind)) }];
        cells.extend(Deed::ALL.into_iter().map(|deed| scope(say, rights.scope(kind, deed))));
        cells.push(html! { (yes_no(say, rights.may_hold(kind))) });
        Line::new(n, kind_word(say, kind), cells)
    });
    html! {
        (Table::new(title.to_owned(), columns(say), lines.collect()))
        p { (say.t("roles-areas")) ": " (areas(say, rights)) }
    }
}

/// The rules about stages, to be read; nothing where there are none.
pub fn stages_shown(say: &Say, rights: &Rights, stages: &[Stage]) -> Markup {
    let mut columns = vec![Column::new(say.t("roles-stage"))];
    columns.extend(Deed::ALL.into_iter().map(|deed| Column::new(stage_deed(say, deed))));
    let named = stages.iter().filter_map(|stage| Some((stage, rights.stages.get(&stage.id)?)));
    let lines: Vec<Line<'_>> = named
        .map(|(stage, cells)| {
            let mut line = vec![html! { (stage.pipeline) " · " (stage.name) }];
            line.extend(Deed::ALL.into_iter().map(|deed| match cells.of(deed) {
                Some(most) => scope(say, most),
                None => html! { (say.t("roles-as-above")) },
            }));
            Line::new(stage.id, stage.name.as_str(), line)
        })
        .collect();
    html! {
        @if !lines.is_empty() {
            h3 { (say.t("roles-stages")) }
            p { (say.t("roles-stages-text")) }
            (Table::new(say.t("roles-stages"), columns, lines))
        }
    }
}

fn stage_deed(say: &Say, deed: Deed) -> String {
    if deed == Deed::Create { say.t("roles-stage-enter") } else { deed_word(say, deed) }
}

/// Everything a role grants, as fields of a form behind `prefix`: the matrix, areas, stages.
pub fn editor(say: &Say, prefix: &str, rights: &Rights, stages: &[Stage]) -> Markup {
    let checks: Vec<(String, String, bool)> = Area::ALL
        .into_iter()
        .map(|area| {
            let label = say.t(&format!("area-{}", area.code()));
            (label, say.t(&format!("area-{}-text", area.code())), rights.areas.contains(&area))
        })
        .collect();
    let name = format!("{prefix}area");
    let boxes = Area::ALL.into_iter().zip(&checks).map(|(area, (label, hint, checked))| Check {
        name: &name,
        value: area.code(),
        label,
        hint: Some(hint),
        checked: *checked,
    });
    html! {
        div id="f-rights" {
            (legend(say))
            (Table::new(say.t("roles-matrix"), columns(say), rows(say, prefix, rights)))
            p { (say.t("roles-bound")) }
        }
        (checkboxes(say.t("roles-areas"), boxes.collect()))
        @if !stages.is_empty() {
            (fold(say.t("roles-stages"), !rights.stages.is_empty(), html! {
                p { (say.t("roles-stages-text")) }
                (stage_rows(say, prefix, rights, stages))
            }))
        }
    }
}

fn rows(say: &Say, prefix: &str, rights: &Rights) -> Vec<Line<'static>> {
    let row = |(n, kind): (i64, Kind)| {
        let grant = rights.grant(kind);
        let mut cells = vec![html! { (kind_word(say, kind)) }];
        for deed in Deed::ALL {
            let wrong = (grant.of(deed) > grant.see).then_some(Mark::Wrong);
            let label = format!("{}: {}", kind_word(say, kind), deed_word(say, deed));
            cells.push(select(Cell {
                name: &format!("{prefix}{}.{}", kind.code(), deed.code()),
                label: &label,
                none: None,
                selected: grant.of(deed).code(),
                mark: wrong,
                say,
            }));
        }
        let name = format!("{prefix}{}.hold", kind.code());
        let label = format!("{}: {}", kind_word(say, kind), say.t("right-hold"));
        cells.push(cell_check(&name, &label, grant.hold));
        Line::new(n, kind_word(say, kind), cells)
    };
    (0..).zip(Kind::RECORDS).map(row).collect()
}

fn stage_rows(say: &Say, prefix: &str, rights: &Rights, stages: &[Stage]) -> Markup {
    let mut columns = vec![Column::new(say.t("roles-stage"))];
    columns.extend(Deed::ALL.into_iter().map(|deed| Column::new(stage_deed(say, deed))));
    let above = say.t("roles-as-above");
    let lines = stages.iter().map(|stage| {
        let limit = rights.stages.get(&stage.id).copied().unwrap_or_default();
        let mut cells = vec![html! { (stage.pipeline) " · " (stage.name) }];
        for deed in Deed::ALL {
            cells.push(select(Cell {
                name: &format!("{prefix}stage.{}.{}", stage.id, deed.code()),
                label: &format!("{}: {}", stage.name, stage_deed(say, deed)),
                none: Some(&above),
                selected: limit.of(deed).map_or("", Scope::code),
                mark: None,
                say,
            }));
        }
        Line::new(stage.id, stage.name.as_str(), cells)
    });
    html! { (Table::new(say.t("roles-stages"), columns, lines.collect())) }
}

/// One person's own rights, as fields of a form behind `prefix`: each cell says what is chosen instead of the role's, and
/// beside it what the role gives, where it is known which one that will be.
pub fn own_editor(say: &Say, prefix: &str, role: Option<&Rights>, own: &Own) -> Markup {
    let lines = (0..).zip(Kind::RECORDS).map(|(n, kind)| {
        let (grant, cells) =
            (role.map(|role| role.grant(kind)), own.kinds.get(&kind).copied().unwrap_or_default());
        let mut line = vec![html! { (kind_word(say, kind)) }];
        for deed in Deed::ALL {
            let chosen = select(Cell {
                name: &format!("{prefix}{}.{}", kind.code(), deed.code()),
                label: &format!("{}: {}", kind_word(say, kind), deed_word(say, deed)),
                none: Some(&say.t("roles-as-role")),
                selected: cells.of(deed).map_or("", Scope::code),
                mark: cells.of(deed).map(|_| Mark::Differs),
                say,
            });
            line.push(match grant {
                Some(grant) => beside(scope(say, grant.of(deed)), chosen),
                None => chosen,
            });
        }
        let label = format!("{}: {}", kind_word(say, kind), say.t("right-hold"));
        let name = format!("{prefix}{}.hold", kind.code());
        let holds = role.map(|role| role.may_hold(kind));
        line.push(yes_or_no(say, &name, &label, holds, own.holds.get(&kind).copied()));
        Line::new(n, kind_word(say, kind), line)
    });
    let area = |area: Area| {
        let label = say.t(&format!("area-{}", area.code()));
        let name = format!("{prefix}area.{}", area.code());
        let has = role.map(|role| role.areas.contains(&area));
        Line::new(
            0,
            label.clone(),
            vec![html! { (label) }, yes_or_no(say, &name, &label, has, own.areas.get(&area).copied())],
        )
    };
    let area_columns = vec![Column::new(say.t("roles-areas")), Column::new(say.t("roles-area-has"))];
    html! {
        div id={ "f-" (prefix) "rights" } {
            (Table::new(say.t("roles-matrix"), columns(say), lines.collect()))
            (Table::new(say.t("roles-areas"), area_columns, Area::ALL.into_iter().map(area).collect()))
        }
    }
}

fn yes_or_no(say: &Say, name: &str, label: &str, role: Option<bool>, own: Option<bool>) -> Markup {
    let choices = vec![
        Choice::new("", say.t("roles-as-role")),
        Choice::new("yes", yes_no(say, true)),
        Choice::new("no", yes_no(say, false)),
    ];
    let selected = own.map_or("", |own| if own { "yes" } else { "no" });
    let chosen = html! { (ReachSelect { name, label, choices, selected, mark: own.map(|_| Mark::Differs) }) };
    match role {
        Some(has) => beside(html! { (yes_no(say, has)) }, chosen),
        None => chosen,
    }
}

struct Cell<'a> {
    name: &'a str,
    label: &'a str,
    /// A first choice that says nothing of its own.
    none: Option<&'a str>,
    selected: &'a str,
    mark: Option<Mark>,
    say: &'a Say,
}

fn select(cell: Cell<'_>) -> Markup {
    let none = cell.none.map(|label| Choice::new("", label.to_owned()));
    let scopes = Scope::ALL.into_iter().map(|scope| Choice::new(scope.code(), word(cell.say, scope)));
    let choices = none.into_iter().chain(scopes).collect();
    let Cell { name, label, selected, mark, .. } = cell;
    html! { (ReachSelect { name, label, choices, selected, mark }) }
}

/// Who holds what they could hold no more, each with the way to the hand-over.
pub fn orphans(say: &Say, sentence: &str, people: &[Named]) -> Markup {
    html! {
        (notice_with(Tone::Bad, sentence, html! {
            ul {
                @for Named { id, name, kinds } in people {
                    li {
                        a href={ "/people/" (id) } { (name) }
                        @for (kind, n) in kinds { " · " (kind_word(say, *kind)) ": " (n) }
                        " " (link_button(
                            Press::Plain,
                            say.t("people-hand-over"),
                            &format!("/handovers/new?person={id}&mode=handover"),
                        ))
                    }
                }
            }
        }))
    }
}
