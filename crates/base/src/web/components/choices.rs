//! Ticks and cards to choose from.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::fields::{Field, Frame};

/// One box to tick.
pub struct Check<'a> {
    pub name: &'a str,
    pub value: &'a str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub checked: bool,
}

/// A box to tick with its label.
pub fn checkbox(c: Check<'_>) -> Markup {
    html! {
        label class="check" {
            input type="checkbox" name=(c.name) value=(c.value) checked[c.checked];
            span { (c.label) @if let Some(hint) = c.hint { small class="hint" { (hint) } } }
        }
    }
}

/// A box to tick that looks like a switch: for what is on or off, and is saved with its form.
pub fn switch(c: Check<'_>) -> Markup {
    html! {
        label class="check switch" {
            input type="checkbox" role="switch" name=(c.name) value=(c.value) checked[c.checked];
            span { (c.label) @if let Some(hint) = c.hint { small class="hint" { (hint) } } }
        }
    }
}

/// Several boxes under one legend.
pub fn checkboxes(legend: impl Render, boxes: Vec<Check<'_>>) -> Markup {
    html! {
        fieldset class="field" {
            legend { (legend) }
            div class="checks" { @for b in boxes { (checkbox(b)) } }
        }
    }
}

/// One of the cards: a word, and what choosing it means.
pub struct RadioCard<'a> {
    pub value: Cow<'a, str>,
    pub label: Cow<'a, str>,
    pub text: Cow<'a, str>,
}

impl<'a> RadioCard<'a> {
    /// `value` is sent; `text` may be empty.
    pub fn new(
        value: impl Into<Cow<'a, str>>,
        label: impl Into<Cow<'a, str>>,
        text: impl Into<Cow<'a, str>>,
    ) -> RadioCard<'a> {
        RadioCard { value: value.into(), label: label.into(), text: text.into() }
    }
}

/// A choice of few, each explained.
pub struct RadioCards<'a> {
    frame: Frame<'a>,
    cards: Vec<RadioCard<'a>>,
    selected: Cow<'a, str>,
}

impl<'a> RadioCards<'a> {
    /// Cards under a legend; none is chosen unless told.
    pub fn new(
        name: impl Into<Cow<'a, str>>,
        legend: impl Into<Cow<'a, str>>,
        cards: Vec<RadioCard<'a>>,
    ) -> Self {
        RadioCards { frame: Frame::new(name, legend), cards, selected: Cow::Borrowed("") }
    }

    /// The value that is chosen now.
    pub fn selected(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.selected = value.into();
        self
    }
}

impl<'a> Field<'a> for RadioCards<'a> {
    fn frame(&mut self) -> &mut Frame<'a> {
        &mut self.frame
    }
}

impl Render for RadioCards<'_> {
    fn render(&self) -> Markup {
        let f = &self.frame;
        f.around_group(html! {
            div class="radio-cards" {
                @for card in &self.cards {
                    label class="radio-card" {
                        input type="radio" name=(f.name) value=(card.value) required[f.required()]
                            checked[card.value == self.selected];
                        span {
                            strong { (card.label) }
                            @if !card.text.is_empty() { small { (card.text) } }
                        }
                    }
                }
            }
        })
    }
}
