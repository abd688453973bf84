//! What every control of a form shares: its label, hint and error, and how they are tied together.

use std::borrow::Cow;

use maud::{Markup, Render, html};

/// Label, hint and error of one control.
pub struct Frame<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) id: Cow<'a, str>,
    label: Cow<'a, str>,
    hint: Option<Cow<'a, str>>,
    error: Option<Cow<'a, str>>,
    pub(crate) must: Must,
    shut: bool,
}

/// Whether an empty answer is one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Must {
    Answer,
    MayBeEmpty,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Frame<'a> {
        let name = name.into();
        let id = Cow::Owned(format!("f-{name}"));
        Frame { name, id, label: label.into(), hint: None, error: None, must: Must::MayBeEmpty, shut: false }
    }

    /// The ids that `aria-describedby` names: the error first, it is what the person needs now.
    pub(crate) fn described_by(&self) -> Option<String> {
        match (&self.error, &self.hint) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{}-error", self.id)),
            (None, Some(_)) => Some(format!("{}-hint", self.id)),
            (Some(_), Some(_)) => Some(format!("{0}-error {0}-hint", self.id)),
        }
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    pub(crate) fn shut(&self) -> bool {
        self.shut
    }

    pub(crate) fn required(&self) -> bool {
        self.must == Must::Answer
    }

    /// The label, the control, then hint and error.
    pub(crate) fn around(&self, control: Markup) -> Markup {
        html! {
            div class="field" {
                label for=(self.id) data-required[self.required()] { (self.label) }
                (control)
                (self.below())
            }
        }
    }

    /// A group of controls under one legend.
    pub(crate) fn around_group(&self, controls: Markup) -> Markup {
        html! {
            fieldset class="field" id=(self.id) aria-describedby=[self.described_by()] {
                legend data-required[self.required()] { (self.label) }
                (controls)
                (self.below())
            }
        }
    }

    fn below(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p class="hint" id={ (self.id) "-hint" } { (hint) } }
            @if let Some(error) = &self.error { p class="field-error" id={ (self.id) "-error" } { (error) } }
        }
    }
}

/// The knobs that every control has. A control is markup when it is put into markup.
pub trait Field<'a>: Render + Sized {
    #[doc(hidden)]
    fn frame(&mut self) -> &mut Frame<'a>;

    /// Says how to answer, before anyone is wrong.
    fn hint(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.frame().hint = Some(text.into());
        self
    }

    /// What is wrong with the answer and what to do; `None` when nothing is.
    fn error(mut self, text: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.frame().error = text.map(Into::into);
        self
    }

    /// Must be answered.
    fn required(mut self) -> Self {
        self.frame().must = Must::Answer;
        self
    }

    /// Can't be answered now; the hint says why.
    fn shut(mut self) -> Self {
        self.frame().shut = true;
        self
    }

    /// Another id than `f-NAME`: needed when two forms of a page ask for the same name.
    fn id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.frame().id = id.into();
        self
    }
}

/// A form in which somebody writes: leaving it with something unsaved asks first, and nothing typed is lost where the
/// session ends meanwhile.
pub fn edit_form(action: impl Render, content: Markup) -> Markup {
    html! { form method="post" action=(action) data-guard { (content) } }
}

/// The same with a file among its fields.
pub fn upload_form(action: impl Render, content: Markup) -> Markup {
    html! { form method="post" action=(action) enctype="multipart/form-data" data-guard { (content) } }
}

/// Puts fields side by side where there is room.
pub fn form_grid(fields: Markup) -> Markup {
    html! { div class="form-grid" { (fields) } }
}

/// Fields under a common heading.
pub fn group(legend: impl Render, fields: Markup) -> Markup {
    html! { fieldset class="group" { legend { (legend) } (fields) } }
}
