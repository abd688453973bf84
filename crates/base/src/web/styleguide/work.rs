//! People, states, cards, and the drawings.

use maud::{Markup, html};

use super::super::components::*;
use super::{specimen, states};
use crate::words::Say;

const HERE: &str = "/styleguide/work";

pub fn show(say: &Say) -> Markup {
    html! {
        (specimen("Person", people(say)))
        (specimen("Badge, status, count", badges(say)))
        (specimen("Card", html! {
            (card_with(say.t("look-sample-deal"), link_button(Press::Quiet, say.t("look-edit"), HERE), facts_of(say)))
            (card(say.t("look-sample-note"), html! { p { (say.t("look-sample-note-text")) } }))
            (danger_card(say.t("look-danger"), html! {
                p { (say.t("look-danger-text")) }
                (buttons(link_button(Press::Danger, say.t("look-delete"), HERE)))
            }))
        }))
        (specimen("Desk, editable values", desk(
            card(say.t("look-sample-deal"), edited(say)),
            card(say.t("look-sample-tasks"), html! { p { (say.t("look-empty-text")) } }),
            card(say.t("look-sample-note"), html! { p { (say.t("look-sample-note-text")) } }),
        )))
        (specimen("Numbers", stats(html! {
            (stat("128", &say.t("look-sample-deals"), &say.t("look-sample-open")))
            (stat("1 284 000 ₴", &say.t("look-sample-amount"), ""))
            (stat("7", &say.t("look-sample-tasks"), &say.t("look-sample-late")))
        })))
        (specimen("Chart", charts(say)))
        (specimen("Timeline", history(say)))
        (specimen("Flow", drawn_flow(say)))
        (specimen("Reach", html! {
            (reach_legend(&say.t("look-sample-scope"), &[
                ("none", say.t("look-reach-none")),
                ("own", say.t("look-reach-own")),
                ("department", say.t("look-reach-department")),
                ("tree", say.t("look-reach-tree")),
                ("all", say.t("look-reach-all")),
            ]))
            (states(&[
                ("differs", differing(reach("own", say.t("look-reach-own")))),
                ("beside", beside(reach("all", say.t("look-reach-all")), own_reach(say))),
                ("cell", cell_check("cell", &say.t("look-reach-own"), true)),
            ]))
            (fold(say.t("look-fold"), true, html! { p { (say.t("look-fold-text")) } }))
        }))
    }
}

fn people(say: &Say) -> Markup {
    let (person, other, third) =
        (say.t("look-sample-person"), say.t("look-sample-other"), say.t("look-sample-third"));
    let (robot, mail) = (say.t("look-sample-robot"), "anna@example.com");
    html! {
        (states(&[
            ("picture alone", avatar(Who::new(5, &person))),
            ("here", person_chip(Who::new(1, &person))),
            ("picture", person_chip(Who::new(2, &other).picture(Some(Picture::At(&super::super::asset("logo.svg")))))),
            ("away", person_chip(Who::new(3, &third).standing(Standing::Away))),
            ("technical", html! { (person_chip(Who::new(4, &robot))) " " (badge(Tone::Quiet, say.t("look-sample-technical"))) }),
            ("link", person_link(Who::new(1, &person), HERE)),
            ("two lines", person_line(Who::new(1, &person), HERE, mail)),
        ]))
    }
}

/// One's own right instead of the role's.
fn own_reach(say: &Say) -> Markup {
    let choices =
        vec![Choice::new("own", say.t("look-reach-own")), Choice::new("all", say.t("look-reach-all"))];
    let label = say.t("look-sample-scope");
    html! { (ReachSelect { name: "reach", label: &label, choices, selected: "own", mark: Some(Mark::Differs) }) }
}

fn badges(say: &Say) -> Markup {
    states(&[
        ("Good", status_badge(Tone::Good, say.t("look-sample-active"))),
        ("Warn", status_badge(Tone::Warn, say.t("look-sample-pending"))),
        ("Quiet", status_badge(Tone::Quiet, say.t("look-sample-departed"))),
        ("Bad", status_badge(Tone::Bad, say.t("look-sample-blocked"))),
        ("badge", badge(Tone::Warn, say.t("look-sample-soon"))),
        ("badge", badge(Tone::Bad, say.t("look-sample-late"))),
        ("count", count("12")),
    ])
}

fn facts_of(say: &Say) -> Markup {
    let person = say.t("look-sample-person");
    facts(&[
        (&say.t("look-sample-responsible"), person_link(Who::new(1, &person), HERE)),
        (&say.t("look-sample-stage"), html! { (say.t("look-sample-stage-b")) }),
        (&say.t("look-sample-amount"), html! { "128 400,00 ₴" }),
        (&say.t("look-sample-note"), html! { (say.t("look-sample-note-text")) }),
    ])
}

fn edited(say: &Say) -> Markup {
    let changed = |label: &str, value: Markup| {
        editable(
            value,
            &Change {
                form: "/styleguide/forms",
                fields: "name",
                label: &format!("{}: {label}", say.t("look-edit")),
            },
        )
    };
    let (stage, amount) = (say.t("look-sample-stage"), say.t("look-sample-amount"));
    facts(&[
        (&stage, changed(&stage, html! { (say.t("look-sample-stage-b")) })),
        (&amount, changed(&amount, html! { "128 400,00 ₴" })),
    ])
}

fn charts(say: &Say) -> Markup {
    let stages = [say.t("look-sample-stage-a"), say.t("look-sample-stage-b"), say.t("look-sample-stage-c")];
    let sums = [(128_400, "128 400 ₴"), (86_000, "86 000 ₴"), (9_800, "9 800 ₴")];
    let bars = stages.iter().zip(sums).map(|(label, (value, shown))| Point { label, value, shown }).collect();
    let days = ["1", "5", "9", "13", "17", "21", "25", "29"];
    let counts = [(3, "3"), (5, "5"), (4, "4"), (8, "8"), (7, "7"), (11, "11"), (9, "9"), (14, "14")];
    let area = days.iter().zip(counts).map(|(label, (value, shown))| Point { label, value, shown }).collect();
    let (stage, amount) = (say.t("look-sample-stage"), say.t("look-sample-amount"));
    let (day, deals) = (say.t("look-sample-day"), say.t("look-sample-deals"));
    let table = say.t("look-table");
    html! {
        (columns(
            chart(Chart {
                id: "bars",
                title: &say.t("look-sample-funnel"),
                says: &say.t("look-sample-funnel-text"),
                shape: Shape::Bars,
                points: bars,
                columns: (&stage, &amount),
                table: &table,
            }),
            chart(Chart {
                id: "area",
                title: &say.t("look-sample-new-deals"),
                says: &say.t("look-sample-new-deals-text"),
                shape: Shape::Area,
                points: area,
                columns: (&day, &deals),
                table: &table,
            }),
        ))
    }
}

fn history(say: &Say) -> Markup {
    let (person, other) = (say.t("look-sample-person"), say.t("look-sample-other"));
    let entry = |who, text: String, tone, detail| Entry {
        who,
        text: html! { (text) },
        at: "2026-11-23T09:00:00Z",
        when: "23.11.2026, 11:00",
        tone,
        detail,
    };
    timeline(&[
        entry(Some(Who::new(1, &person)), say.t("look-event-moved"), Tone::Quiet, html! {}),
        entry(Some(Who::new(2, &other)), say.t("look-event-won"), Tone::Good, html! { "128 400,00 ₴" }),
        entry(
            Some(Who::new(1, &person)),
            say.t("look-event-said"),
            Tone::Quiet,
            said(
                html! { (say.t("look-sample-note-text")) },
                html! { (say.t("look-edited")) },
                dialog_link(Press::Quiet, say.t("look-delete"), HERE),
            ),
        ),
        entry(None, say.t("look-event-departed"), Tone::Warn, html! { (say.t("look-sample-note-text")) }),
    ])
}

fn drawn_flow(say: &Say) -> Markup {
    let (from, to, rest) =
        (say.t("look-sample-person"), say.t("look-sample-other"), say.t("look-sample-third"));
    let (deals, tasks) = (say.t("look-sample-deals"), say.t("look-sample-tasks"));
    flow(Flow {
        from: Who::new(1, &from).standing(Standing::Away),
        note: &say.t("look-sample-departed"),
        legs: vec![
            Leg {
                to: Who::new(2, &to),
                loads: vec![Load { kind: &deals, count: "128" }, Load { kind: &tasks, count: "7" }],
            },
            Leg { to: Who::new(3, &rest), loads: vec![Load { kind: &deals, count: "34" }] },
        ],
        says: &say.t("look-sample-flow"),
    })
}
