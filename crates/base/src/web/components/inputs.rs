//! One-line inputs, longer texts and lists to choose from.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::fields::{Field, Frame};

/// A one-line input. `Input::text("name", label).value(…).error(…)` put into markup is a whole field.
pub struct Input<'a> {
    frame: Frame<'a>,
    kind: &'static str,
    value: Cow<'a, str>,
    autocomplete: Option<&'a str>,
    accept: Option<&'a str>,
    placeholder: Option<Cow<'a, str>>,
    strength: Option<Strength<'a>>,
    min: Option<&'a str>,
    max: Option<&'a str>,
    focus: Focus,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Focus {
    First,
    Waits,
}

struct Strength<'a> {
    address: &'a str,
    also: &'a str,
}

impl<'a> Input<'a> {
    fn of(kind: &'static str, name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input {
            frame: Frame::new(name, label),
            kind,
            value: Cow::Borrowed(""),
            autocomplete: None,
            placeholder: None,
            strength: None,
            accept: None,
            min: None,
            max: None,
            focus: Focus::Waits,
        }
    }

    /// Which kinds of files the browser offers.
    pub fn accept(mut self, kinds: &'a str) -> Self {
        self.accept = Some(kinds);
        self
    }

    /// Any short text.
    pub fn text(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("text", name, label)
    }

    /// An e-mail address.
    pub fn email(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("email", name, label)
    }

    /// A telephone number.
    pub fn tel(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("tel", name, label)
    }

    /// A secret; its value is never written back into the page.
    pub fn password(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("password", name, label)
    }

    /// A whole number.
    pub fn number(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("number", name, label)
    }

    /// A day; the value is `2026-11-22`.
    pub fn date(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("date", name, label)
    }

    /// A day and a time; the value is `2026-11-22T09:30`.
    pub fn moment(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("datetime-local", name, label)
    }

    /// A file to send; the form needs `enctype="multipart/form-data"`.
    pub fn file(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        Input::of("file", name, label)
    }

    /// What was answered before.
    pub fn value(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.value = value.into();
        self
    }

    /// What a browser may fill in: `email`, `current-password`, `new-password`, `off`…
    pub fn autocomplete(mut self, what: &'a str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// An example of an answer; never a replacement for the label.
    pub fn placeholder(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = Some(text.into());
        self
    }

    /// The smallest and the largest answer.
    pub fn between(mut self, min: &'a str, max: &'a str) -> Self {
        (self.min, self.max) = (Some(min), Some(max));
        self
    }

    /// Shows how strong a password is while it is typed: asks `address` with the password and the fields named in
    /// `also` (by name, separated by spaces), which must not be its parts.
    pub fn strength(mut self, address: &'a str, also: &'a str) -> Self {
        self.strength = Some(Strength { address, also });
        self
    }

    /// The cursor stands here when the page opens. One per page.
    pub fn focus(mut self) -> Self {
        self.focus = Focus::First;
        self
    }
}

impl<'a> Field<'a> for Input<'a> {
    fn frame(&mut self) -> &mut Frame<'a> {
        &mut self.frame
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let f = &self.frame;
        let value =
            Some(&self.value).filter(|v| !v.is_empty() && self.kind != "password" && self.kind != "file");
        let strength = self.strength.as_ref();
        f.around(html! {
            input type=(self.kind) name=(f.name) id=(f.id) value=[value] required[f.required()] disabled[f.shut()]
                accept=[self.accept] autocomplete=[self.autocomplete] placeholder=[self.placeholder.as_ref()] min=[self.min] max=[self.max]
                autofocus[self.focus == Focus::First] aria-describedby=[f.described_by()] aria-invalid=[f.invalid()]
                data-strength=[strength.map(|s| s.address)] data-strength-also=[strength.map(|s| s.also)];
            @if strength.is_some() {
                div class="strength" data-strength-of=(f.id) hidden {
                    meter min="0" max="4" value="0" {}
                    span role="status" {}
                }
            }
        })
    }
}

/// A text of several lines.
pub struct TextArea<'a> {
    frame: Frame<'a>,
    value: Cow<'a, str>,
}

impl<'a> TextArea<'a> {
    /// An empty text.
    pub fn new(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> TextArea<'a> {
        TextArea { frame: Frame::new(name, label), value: Cow::Borrowed("") }
    }

    /// What was answered before.
    pub fn value(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.value = value.into();
        self
    }
}

impl<'a> Field<'a> for TextArea<'a> {
    fn frame(&mut self) -> &mut Frame<'a> {
        &mut self.frame
    }
}

impl Render for TextArea<'_> {
    fn render(&self) -> Markup {
        let f = &self.frame;
        f.around(html! {
            textarea name=(f.name) id=(f.id) rows="3" required[f.required()] disabled[f.shut()] aria-describedby=[f.described_by()]
                aria-invalid=[f.invalid()] { (self.value) }
        })
    }
}

/// One line of a list to choose from.
pub struct Choice<'a> {
    pub value: Cow<'a, str>,
    pub label: Cow<'a, str>,
}

impl<'a> Choice<'a> {
    /// `value` is sent, `label` is read.
    pub fn new(value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Choice<'a> {
        Choice { value: value.into(), label: label.into() }
    }
}

/// A list to choose one line from.
pub struct Select<'a> {
    frame: Frame<'a>,
    none: Option<Cow<'a, str>>,
    options: Vec<Choice<'a>>,
    selected: Cow<'a, str>,
}

impl<'a> Select<'a> {
    /// A list of `options`; the first is chosen unless told otherwise.
    pub fn new(
        name: impl Into<Cow<'a, str>>,
        label: impl Into<Cow<'a, str>>,
        options: Vec<Choice<'a>>,
    ) -> Self {
        Select { frame: Frame::new(name, label), none: None, options, selected: Cow::Borrowed("") }
    }

    /// The value that is chosen now.
    pub fn selected(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.selected = value.into();
        self
    }

    /// A first line that sends an empty value: "Not chosen".
    pub fn none(mut self, label: impl Into<Cow<'a, str>>) -> Self {
        self.none = Some(label.into());
        self
    }
}

impl<'a> Field<'a> for Select<'a> {
    fn frame(&mut self) -> &mut Frame<'a> {
        &mut self.frame
    }
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let f = &self.frame;
        f.around(html! {
            select name=(f.name) id=(f.id) required[f.required()] disabled[f.shut()] aria-describedby=[f.described_by()]
                aria-invalid=[f.invalid()] {
                @if let Some(none) = &self.none { option value="" { (none) } }
                @for o in &self.options {
                    option value=(o.value) selected[o.value == self.selected] { (o.label) }
                }
            }
        })
    }
}

/// A value that travels with the form unseen.
pub fn hidden(name: &str, value: impl Render) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
