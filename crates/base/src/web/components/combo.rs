//! Choosing a person: a plain list, which gets a search inside when scripts run.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::fields::{Field, Frame};

/// Somebody who can be chosen.
pub struct Candidate<'a> {
    pub id: i64,
    pub name: Cow<'a, str>,
    /// What tells two of the same name apart: a department, an e-mail. May be empty.
    pub note: Cow<'a, str>,
}

impl<'a> Candidate<'a> {
    /// A person by id and name, with a note.
    pub fn new(id: i64, name: impl Into<Cow<'a, str>>, note: impl Into<Cow<'a, str>>) -> Candidate<'a> {
        Candidate { id, name: name.into(), note: note.into() }
    }
}

/// A list of people to choose one from.
pub struct PersonSelect<'a> {
    frame: Frame<'a>,
    people: &'a [Candidate<'a>],
    selected: Option<i64>,
    none: Option<Cow<'a, str>>,
    search: Cow<'a, str>,
    nothing: Cow<'a, str>,
}

impl<'a> PersonSelect<'a> {
    /// A list of those who may be chosen.
    pub fn new(
        name: impl Into<Cow<'a, str>>,
        label: impl Into<Cow<'a, str>>,
        people: &'a [Candidate<'a>],
    ) -> PersonSelect<'a> {
        let (search, nothing) = (Cow::Borrowed(""), Cow::Borrowed("—"));
        PersonSelect { frame: Frame::new(name, label), people, selected: None, none: None, search, nothing }
    }

    /// Who is chosen now.
    pub fn selected(mut self, id: Option<i64>) -> Self {
        self.selected = id;
        self
    }

    /// A first line that sends an empty value: "Not chosen".
    pub fn none(mut self, label: impl Into<Cow<'a, str>>) -> Self {
        self.none = Some(label.into());
        self
    }

    /// The texts of the search inside: what to type, and what to say when nobody is found.
    pub fn search(mut self, label: impl Into<Cow<'a, str>>, nothing: impl Into<Cow<'a, str>>) -> Self {
        (self.search, self.nothing) = (label.into(), nothing.into());
        self
    }
}

impl<'a> Field<'a> for PersonSelect<'a> {
    fn frame(&mut self) -> &mut Frame<'a> {
        &mut self.frame
    }
}

impl Render for PersonSelect<'_> {
    fn render(&self) -> Markup {
        let f = &self.frame;
        f.around(html! {
            select name=(f.name) id=(f.id) required[f.required()] disabled[f.shut()] aria-describedby=[f.described_by()]
                aria-invalid=[f.invalid()] data-combo=(self.search) data-combo-nothing=(self.nothing) {
                @if let Some(none) = &self.none { option value="" { (none) } }
                @for person in self.people {
                    option value=(person.id) selected[self.selected == Some(person.id)] {
                        (person.name) @if !person.note.is_empty() { " · " (person.note) }
                    }
                }
            }
        })
    }
}
