//! Texts of a mapping: words with columns in braces, filled from a row.
//!
//! `"{product} · {account}"` takes the cells of two columns; `"USD"` takes none and is the same for every row. A list
//! of texts gives the first of which no column is empty. Two braces stand for one.

use std::collections::BTreeSet;

use serde::Deserialize;

/// One text with its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Column(String),
}

/// A field's value: the first of its texts that the row can fill.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "OneOrMany")]
pub struct Text(Vec<Template>);

/// Several values, or the lines of a note: every text that the row can fill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "OneOrMany")]
pub struct Lines(Vec<Template>);

impl Text {
    /// `None` when every alternative has an empty column.
    pub fn fill(&self, cell: &impl Fn(&str) -> String) -> Option<String> {
        self.0.iter().find_map(|template| template.fill(cell))
    }

    pub fn columns(&self) -> BTreeSet<&str> {
        columns(&self.0)
    }
}

impl Lines {
    pub fn fill(&self, cell: &impl Fn(&str) -> String) -> Vec<String> {
        self.0.iter().filter_map(|template| template.fill(cell)).collect()
    }

    pub fn columns(&self) -> BTreeSet<&str> {
        columns(&self.0)
    }
}

impl Text {
    /// The first of these that the row can fill.
    pub fn any(alternatives: Vec<Template>) -> Text {
        Text(alternatives)
    }

    pub fn into_alternatives(self) -> Vec<Template> {
        self.0
    }
}

impl Lines {
    /// Each of these that the row can fill.
    pub fn each(lines: Vec<Template>) -> Lines {
        Lines(lines)
    }
}

impl Template {
    /// These columns with a space between them.
    pub fn columns(names: &[&str]) -> Template {
        let mut pieces = Vec::new();
        for name in names {
            if !pieces.is_empty() {
                pieces.push(Piece::Words(" ".into()));
            }
            pieces.push(Piece::Column((*name).to_owned()));
        }
        Template(pieces)
    }

    /// The same words for every row.
    pub fn words(text: &str) -> Template {
        Template(vec![Piece::Words(text.to_owned())])
    }

    fn parse(text: &str) -> Result<Template, String> {
        let (mut pieces, mut words) = (Vec::new(), String::new());
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            words.push_str(before);
            if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                words.push_str(&from[..1]);
                rest = after;
                continue;
            }
            let (column, after) = from
                .strip_prefix('{')
                .and_then(|inside| inside.split_once('}'))
                .filter(|(column, _)| !column.trim().is_empty() && !column.contains('{'))
                .ok_or_else(|| format!("the braces of {text:?} don't close around a column's name"))?;
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(Piece::Column(column.trim().to_owned()));
            rest = after;
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Template(pieces))
    }

    fn fill(&self, cell: &impl Fn(&str) -> String) -> Option<String> {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Column(column) => {
                    let cell = cell(column);
                    if cell.is_empty() {
                        return None;
                    }
                    filled.push_str(&cell);
                }
            }
        }
        Some(filled).filter(|text| !text.is_empty())
    }
}

fn columns(templates: &[Template]) -> BTreeSet<&str> {
    let pieces = templates.iter().flat_map(|template| &template.0);
    pieces
        .filter_map(|piece| match piece {
            Piece::Column(column) => Some(column.as_str()),
            Piece::Words(_) => None,
        })
        .collect()
}

/// `"…"` or `["…", "…"]`, as written.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn templates(self) -> Result<Vec<Template>, String> {
        match self {
            OneOrMany::One(text) => Ok(vec![Template::parse(&text)?]),
            OneOrMany::Many(texts) => texts.iter().map(|text| Template::parse(text)).collect(),
        }
    }
}

impl TryFrom<OneOrMany> for Text {
    type Error = String;

    fn try_from(written: OneOrMany) -> Result<Text, String> {
        written.templates().map(Text)
    }
}

impl TryFrom<OneOrMany> for Lines {
    type Error = String;

    fn try_from(written: OneOrMany) -> Result<Lines, String> {
        written.templates().map(Lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(alternatives: &[&str]) -> Text {
        OneOrMany::Many(alternatives.iter().map(|text| (*text).to_owned()).collect()).try_into().unwrap()
    }

    fn cell(column: &str) -> String {
        match column {
            "product" => "GTX Pro".into(),
            "account" => "Cancity".into(),
            _ => String::new(),
        }
    }

    #[test]
    fn columns_go_into_the_words_around_them() {
        assert_eq!(text(&["{product} · {account}"]).fill(&cell), Some("GTX Pro · Cancity".into()));
        assert_eq!(text(&["USD"]).fill(&cell), Some("USD".into()));
        assert_eq!(text(&["{{{product}}}"]).fill(&cell), Some("{GTX Pro}".into()));
    }

    #[test]
    fn the_first_alternative_without_an_empty_column_wins() {
        assert_eq!(text(&["{product} · {city}", "{product}"]).fill(&cell), Some("GTX Pro".into()));
        assert_eq!(text(&["{city}"]).fill(&cell), None);
    }

    #[test]
    fn a_note_keeps_the_lines_that_have_something_to_say() {
        let lines: Lines =
            OneOrMany::Many(vec!["Sells {product}".into(), "In {city}".into()]).try_into().unwrap();
        assert_eq!(lines.fill(&cell), ["Sells GTX Pro"]);
    }

    #[test]
    fn a_brace_that_does_not_close_is_refused() {
        for wrong in ["{product", "product}", "{}", "{a{b}"] {
            assert!(Text::try_from(OneOrMany::One(wrong.into())).is_err(), "{wrong}");
        }
    }
}
