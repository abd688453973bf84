//! Many of one sort: tables and what stands around them, the board, trees.

use maud::{Markup, html};

use super::super::components::*;
use super::specimen;
use crate::words::Say;

const HERE: &str = "/styleguide/lists";

pub fn show(say: &Say) -> Markup {
    html! {
        (specimen("Toolbar, filters", tools(say)))
        (specimen("Table: sorted, ticked", html! {
            (tick_list(html! {
                (people(say))
                (tick_bar(TickBar {
                    form: "ticked",
                    action: HERE,
                    ticked: &say.t("look-ticked"),
                    sum: None,
                    acts: html! {
                        (button(Press::Plain, say.t("look-hand-over")))
                        (button(Press::Danger, say.t("look-delete")))
                    },
                }))
            }))
            (pager(Pager {
                label: &say.t("look-pages"),
                newer: (&say.t("look-newer"), Some(HERE)),
                older: (&say.t("look-older"), Some(HERE)),
                total: &say.t("look-sample-total"),
            }))
        }))
        (specimen("Table: nothing in it", empty_state(
            say.t("look-empty"),
            say.t("look-empty-text"),
            link_button(Press::Main, say.t("look-add"), HERE),
        )))
        (specimen("Steps", first_steps(say)))
        (specimen("Skeleton", skeleton(&say.t("look-loading"), 4)))
        (specimen("Board", columns(say)))
        (specimen("Tree", branches(say)))
        (specimen("Found", found(say)))
    }
}

fn first_steps(say: &Say) -> Markup {
    let (title, text, go) = (say.t("look-empty"), say.t("look-empty-text"), say.t("look-add"));
    let step = |done| Step { title: &title, text: &text, done, way: Some((&go, HERE)) };
    steps(&say.t("start-step-done"), &[step(true), step(false)])
}

fn found(say: &Say) -> Markup {
    let (deal, note, heap) =
        (say.t("look-sample-deal"), say.t("look-sample-stage-b"), say.t("look-sample-deals"));
    let line = |note| FoundLine { href: HERE, icon: Icon::Deals, title: &deal, note };
    found_list(&[FoundHeap { title: &heap, lines: vec![line(&note), line("")] }])
}

fn tools(say: &Say) -> Markup {
    let (all, mine) = (say.t("look-sample-all"), say.t("look-sample-mine"));
    let stage = Select::new(
        "filter-stage",
        say.t("look-sample-stage"),
        vec![Choice::new("1", say.t("look-sample-stage-a"))],
    );
    html! {
        (toolbar(html! {
            (search_form(Search {
                action: HERE,
                value: "",
                label: &say.t("look-sample-search"),
                button: &say.t("look-find"),
                region: "found",
                keep: &[],
                offers: &[(format!("{}:", say.t("look-sample-stage")), say.t("look-sample-whose"))],
            }))
            (chips(&say.t("look-sample-whose"), &[
                Filter { label: &all, href: HERE, count: Some("128"), current: true },
                Filter { label: &mine, href: HERE, count: Some("12"), current: false },
            ]))
        }))
        (filter_form(HERE, &[], html! { (stage.none(say.t("look-sample-all"))) }, &say.t("look-filter")))
    }
}

fn people(say: &Say) -> Markup {
    let columns = vec![
        Column::sorted(say.t("look-sample-name"), Sort::Ascending(HERE.into())),
        Column::sorted(say.t("look-sample-stage"), Sort::Offered(HERE.into())),
        Column::new(say.t("look-sample-status")),
        Column::sorted(say.t("look-sample-amount"), Sort::Offered(HERE.into())).numbers(),
    ];
    let line = |id, name: String, stage: String, status, amount: &str| {
        let chip = person_chip(Who::new(id, &name));
        Line::new(id, name.clone(), vec![chip, html! { (stage) }, status, html! { (amount) }])
    };
    let here = status_badge(Tone::Good, say.t("look-sample-active"));
    let gone = status_badge(Tone::Quiet, say.t("look-sample-departed"));
    let lines = vec![
        line(1, say.t("look-sample-person"), say.t("look-sample-stage-a"), here.clone(), "128 400,00"),
        line(2, say.t("look-sample-other"), say.t("look-sample-stage-b"), here, "9 800,00"),
        Line { faded: true, ..line(3, say.t("look-sample-third"), "—".into(), gone, "0,00") },
    ];
    let table =
        Table::new(say.t("look-sample-people"), columns, lines).ticks("ticked", say.t("look-tick-all"));
    html! { (table) }
}

fn columns(say: &Say) -> Markup {
    let open = [(1, Fate::Open, say.t("look-sample-stage-a")), (2, Fate::Open, say.t("look-sample-stage-b"))];
    let closed = [(3, Fate::Won, say.t("look-sample-won")), (4, Fate::Lost, say.t("look-sample-lost"))];
    let nothing = say.t("look-sample-no-deals");
    board(
        HERE,
        html! {
            @for (id, fate, title) in open.iter().chain(&closed) {
                (board_column(BoardColumn {
                    id: *id,
                    fate: *fate,
                    title,
                    href: HERE,
                    count: if *id == 1 { "2" } else { "0" },
                    sums: &[if *id == 1 { "138 200,00 ₴".to_owned() } else { "0,00 ₴".to_owned() }],
                    above: html! {},
                    cards: html! { @if *id == 1 { (deals(say)) } },
                    empty: (*id != 1).then_some(nothing.as_str()),
                    below: html! { @if *id == 1 { (column_more(link_button(Press::Quiet, say.t("look-older"), HERE))) } },
                }))
            }
        },
    )
}

fn deals(say: &Say) -> Markup {
    let (person, other) = (say.t("look-sample-person"), say.t("look-sample-other"));
    let (title, long) = (say.t("look-sample-deal"), say.t("look-sample-long-deal"));
    let step = say.t("look-move");
    let foot = |id, name: &str, title: &str| {
        html! { (person_chip(Who::new(id, name))) (card_move(&step, title, HERE)) }
    };
    html! {
        (board_card(BoardCard {
            id: 11,
            movable: Some(1),
            title: &title,
            href: HERE,
            amount: Some("128 400,00 ₴"),
            whom: Some(&say.t("look-sample-company")),
            mark: badge(Tone::Bad, say.t("look-sample-late")),
            foot: foot(1, &person, &title),
        }))
        (board_card(BoardCard {
            id: 12,
            movable: Some(1),
            title: &long,
            href: HERE,
            amount: Some("9 800,00 ₴"),
            whom: None,
            mark: badge(Tone::Warn, say.t("look-sample-soon")),
            foot: foot(2, &other, &long),
        }))
    }
}

fn branches(say: &Say) -> Markup {
    let leaf = |label: String| Branch { label: html! { (label) }, content: html! {}, branches: Vec::new() };
    let person = say.t("look-sample-person");
    tree(&[Branch {
        label: html! { strong { (say.t("look-sample-company")) } },
        content: html! {},
        branches: vec![
            Branch {
                label: html! { (say.t("look-sample-department")) " " (count("3")) },
                content: html! { p { (person_chip(Who::new(1, &person))) } },
                branches: vec![leaf(say.t("look-sample-branch-a")), leaf(say.t("look-sample-branch-b"))],
            },
            leaf(say.t("look-sample-branch-c")),
        ],
    }])
}
