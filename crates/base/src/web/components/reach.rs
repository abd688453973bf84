//! Cells of a matrix of rights: how far something reaches, as a word and a colour. The word always stands there.

use maud::{Markup, Render, html};

use super::inputs::Choice;

/// How far, to be read. `code` is none, own, department, tree or all.
pub fn reach(code: &str, label: impl Render) -> Markup {
    html! { span class={ "reach reach-" (code) } { (label) } }
}

/// How far, to be chosen: a list without a label of its own, for a cell whose row and column say what it is.
pub struct ReachSelect<'a> {
    pub name: &'a str,
    /// Row and column, for a screen reader.
    pub label: &'a str,
    pub choices: Vec<Choice<'a>>,
    pub selected: &'a str,
    /// Stands out: it differs from what it is compared with, or it is wrong.
    pub mark: Option<Mark>,
}

/// Why a cell stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Differs,
    Wrong,
}

impl Render for ReachSelect<'_> {
    fn render(&self) -> Markup {
        let class = match self.mark {
            None => "reach-select",
            Some(Mark::Differs) => "reach-select differs",
            Some(Mark::Wrong) => "reach-select",
        };
        html! {
            select class=(class) name=(self.name) aria-label=(self.label)
                aria-invalid=[(self.mark == Some(Mark::Wrong)).then_some("true")] {
                @for choice in &self.choices {
                    option value=(choice.value) selected[choice.value == self.selected] { (choice.label) }
                }
            }
        }
    }
}

/// A box to tick in a cell whose row and column say what it is.
pub fn cell_check(name: &str, label: &str, checked: bool) -> Markup {
    html! { input class="cell-check" type="checkbox" name=(name) value="yes" aria-label=(label) checked[checked]; }
}

/// What is given, and under it what is chosen instead.
pub fn beside(given: Markup, chosen: Markup) -> Markup {
    html! { div class="beside" { span { (given) } (chosen) } }
}

/// A cell that differs from its neighbours.
pub fn differing(content: Markup) -> Markup {
    html! { span class="differs" { (content) } }
}

/// Explains the colours: `(code, label)`.
pub fn reach_legend(label: &str, codes: &[(&str, String)]) -> Markup {
    html! {
        ul class="reach-legend" aria-label=(label) { @for (code, word) in codes { li { (reach(code, word)) } } }
    }
}

/// A part of a page that is opened when it is needed. Works without script.
pub fn fold(summary: impl Render, open: bool, content: Markup) -> Markup {
    html! { details class="fold" open[open] { summary { (summary) } div { (content) } } }
}
