//! A company before it is kept: what was typed, and what it means.

use base::error::Fields;
use base::{Change, Result};
use kit::phone::Country;

use crate::records::typed::{line, lines, required_line};
use crate::records::ways::{Ways, search_text};

/// A company as a form, a program or an import wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub site: String,
    pub parent_id: Option<i64>,
    pub note: String,
}

/// A company that can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub ways: Ways,
    /// An http or https address.
    pub site: Option<String>,
    /// The company it is a part of; not yet checked to be there.
    pub parent_id: Option<i64>,
    pub note: Option<String>,
}

/// The longest line and the longest note, in characters.
const LINE: usize = 200;
const NOTE: usize = 10_000;

impl Typed {
    /// Everything that is wrong at once, or a company that can be kept.
    pub fn read(self, home: Option<Country>) -> Result<Draft> {
        let mut wrong = Fields::default();
        let draft = Draft {
            name: required_line(&mut wrong, "name", &self.name, LINE),
            ways: Ways::read(&self.phones, &self.emails, home, &mut wrong),
            site: line(&mut wrong, "site", &self.site, LINE).and_then(|site| address(&site, &mut wrong)),
            parent_id: self.parent_id,
            note: lines(&mut wrong, "note", &self.note, NOTE),
        };
        wrong.check()?;
        Ok(draft)
    }
}

/// A web address with its scheme, so that a card can link to it and nothing but a page opens.
fn address(typed: &str, wrong: &mut Fields) -> Option<String> {
    let lower = typed.to_lowercase();
    let (scheme, rest) = match lower.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) => (scheme.to_owned(), rest.to_owned()),
        Some(_) => (String::new(), String::new()),
        None => ("https".to_owned(), lower.clone()),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named =
        host.contains('.') && !host.contains(['@', '\\', '"', '<', '>', ' ']) && !host.starts_with('.');
    if scheme.is_empty() || !named || typed.contains(char::is_whitespace) {
        wrong.add("site", "error-companies-site");
        return None;
    }
    let tail = typed.split_once("://").map_or(typed, |(_, rest)| rest).get(host.len()..).unwrap_or_default();
    Some(format!("{scheme}://{host}{tail}"))
}

impl Draft {
    /// As the form shows it.
    pub fn typed(self) -> Typed {
        Typed {
            name: self.name,
            phones: self.ways.phones,
            emails: self.ways.emails,
            site: self.site.unwrap_or_default(),
            parent_id: self.parent_id,
            note: self.note.unwrap_or_default(),
        }
    }

    pub fn search_text(&self) -> String {
        let texts = std::iter::once(self.name.as_str()).chain(self.ways.texts());
        search_text(texts.chain(self.site.as_deref()))
    }

    /// What differs, field by field; what an id refers to is the caller's to name.
    pub fn changes(&self, after: &Draft) -> Vec<Change> {
        let list = |list: &[String]| (!list.is_empty()).then(|| list.join(", "));
        [
            Change::of("name", Some(self.name.clone()), Some(after.name.clone())),
            Change::of("phones", list(&self.ways.phones), list(&after.ways.phones)),
            Change::of("emails", list(&self.ways.emails), list(&after.ways.emails)),
            Change::of("site", self.site.clone(), after.site.clone()),
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

    fn site(typed: &str) -> Option<String> {
        let typed = Typed { name: "Acme".into(), site: typed.into(), ..Typed::default() };
        typed.read(None).ok().and_then(|draft| draft.site)
    }

    #[test]
    fn a_site_is_an_address_that_opens_a_page() {
        assert_eq!(site("Example.com").as_deref(), Some("https://example.com"));
        assert_eq!(site("HTTP://Example.com/Path?Q=1").as_deref(), Some("http://example.com/Path?Q=1"));
        assert_eq!(site("приклад.укр/про").as_deref(), Some("https://приклад.укр/про"));
        for bad in
            ["javascript://example.com", "ftp://example.com", "nowhere", "https://", "a b.com", "x@y.com"]
        {
            assert_eq!(site(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_company_needs_a_name() {
        assert!(Typed { name: "\u{a0}".into(), ..Typed::default() }.read(None).is_err());
        assert_eq!(
            Typed { name: " ТОВ  «Зірка» ".into(), ..Typed::default() }.read(None).unwrap().name,
            "ТОВ «Зірка»"
        );
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before =
            Typed { name: "Acme".into(), phones: vec!["102".into()], ..Typed::default() }.read(None).unwrap();
        assert!(before.changes(&before).is_empty());
        let after = Draft { ways: Ways::default(), parent_id: Some(5), ..before.clone() };
        let changes = before.changes(&after);
        assert_eq!(changes[0].field, "phones");
        assert_eq!((changes[0].before.as_deref(), changes[0].after.as_deref()), (Some("102"), None));
        assert_eq!(changes.len(), 1);
    }
}
