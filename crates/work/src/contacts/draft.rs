//! A contact before it is kept: what was typed, and what it means.

use base::error::Fields;
use base::{Change, Result};
use kit::phone::Country;

use crate::records::typed::{line, lines, required_line};
use crate::records::ways::{Ways, search_text};

/// A contact as a form, a program or an import wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub position: String,
    pub company_id: Option<i64>,
    pub note: String,
}

/// A contact that can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub ways: Ways,
    pub position: Option<String>,
    /// Not yet checked to be there.
    pub company_id: Option<i64>,
    pub note: Option<String>,
}

/// The longest line and the longest note, in characters.
const LINE: usize = 200;
const NOTE: usize = 10_000;

impl Typed {
    /// Everything that is wrong at once, or a contact that can be kept.
    pub fn read(self, home: Option<Country>) -> Result<Draft> {
        let mut wrong = Fields::default();
        let draft = Draft {
            name: required_line(&mut wrong, "name", &self.name, LINE),
            ways: Ways::read(&self.phones, &self.emails, home, &mut wrong),
            position: line(&mut wrong, "position", &self.position, LINE),
            company_id: self.company_id,
            note: lines(&mut wrong, "note", &self.note, NOTE),
        };
        wrong.check()?;
        Ok(draft)
    }
}

impl Draft {
    /// As the form shows it.
    pub fn typed(self) -> Typed {
        Typed {
            name: self.name,
            phones: self.ways.phones,
            emails: self.ways.emails,
            position: self.position.unwrap_or_default(),
            company_id: self.company_id,
            note: self.note.unwrap_or_default(),
        }
    }

    pub fn search_text(&self) -> String {
        search_text(std::iter::once(self.name.as_str()).chain(self.ways.texts()))
    }

    /// What differs, field by field; what an id refers to is the caller's to name.
    pub fn changes(&self, after: &Draft) -> Vec<Change> {
        let list = |list: &[String]| (!list.is_empty()).then(|| list.join(", "));
        [
            Change::of("name", Some(self.name.clone()), Some(after.name.clone())),
            Change::of("phones", list(&self.ways.phones), list(&after.ways.phones)),
            Change::of("emails", list(&self.ways.emails), list(&after.ways.emails)),
            Change::of("position", self.position.clone(), after.position.clone()),
            Change::of("note", self.note.clone(), after.note.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> Typed {
        Typed {
            name: "  Anna  Koval ".into(),
            phones: vec!["+38 (044) 123-45-67".into(), String::new()],
            emails: vec!["Anna@Example.com".into()],
            position: " ".into(),
            company_id: Some(7),
            note: "first\r\nsecond ".into(),
        }
    }

    #[test]
    fn what_was_typed_is_tidied() {
        let draft = anna().read(None).unwrap();
        assert_eq!(draft.name, "Anna Koval");
        assert_eq!(draft.ways.phones, ["+380 44 123 4567"]);
        assert_eq!(draft.ways.emails, ["anna@example.com"]);
        assert_eq!(draft.position, None);
        assert_eq!(draft.note.as_deref(), Some("first\nsecond"));
        assert_eq!(draft.search_text(), "anna koval 380441234567 anna@example.com");
    }

    #[test]
    fn a_contact_needs_a_name_and_every_trouble_is_told() {
        let typed =
            Typed { name: " ".into(), phones: vec!["call".into()], emails: vec!["x".into()], ..anna() };
        let base::Error::Invalid(problem) = typed.read(None).unwrap_err() else { panic!("not a refusal") };
        let fields: Vec<&str> = problem.fields.iter().map(|f| f.field).collect();
        assert_eq!(fields, ["name", "phones", "emails"]);
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = anna().read(None).unwrap();
        assert!(before.changes(&before).is_empty());
        let after = Draft { position: Some("Director".into()), company_id: None, ..before.clone() };
        let fields: Vec<String> = before.changes(&after).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, ["position"]);
    }
}
