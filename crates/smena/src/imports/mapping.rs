//! The mapping: a TOML file in which a human says what the files of another system mean here.
//!
//! Nothing in it is optional by accident: a word it doesn't know is an error, and so is a column of a file that it
//! neither uses nor names under `skip`.

use std::collections::{BTreeMap, BTreeSet};

use base::{Error, Problem, Result};
use kit::money::Currency;
use serde::Deserialize;

use super::text::{Lines, Text};

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The system that the files come from; what was imported is remembered under this name.
    pub source: String,
    #[serde(default)]
    pub format: Format,
    /// What differs in single files.
    #[serde(default)]
    pub files: BTreeMap<String, FileFormat>,
    #[serde(default)]
    pub departments: Vec<Table<Department>>,
    #[serde(default)]
    pub people: Vec<Table<Person>>,
    #[serde(default)]
    pub pipelines: Vec<Pipeline>,
    #[serde(default)]
    pub products: Vec<Table<Product>>,
    #[serde(default)]
    pub companies: Vec<Table<Company>>,
    #[serde(default)]
    pub contacts: Vec<Table<Contact>>,
    #[serde(default)]
    pub deals: Vec<Table<Deal>>,
}

/// How the files are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Format {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    /// As in `strftime`: `%Y-%m-%d`, `%d.%m.%Y %H:%M`.
    pub dates: String,
    /// The mark before the decimals, `.` or `,`.
    pub decimal: char,
    /// The mark between thousands, if the files have one.
    pub group: Option<char>,
    /// Of amounts and prices where a table doesn't say; otherwise the account's.
    pub currency: Option<Currency>,
}

impl Default for Format {
    fn default() -> Format {
        Format {
            encoding: Encoding(encoding_rs::UTF_8),
            delimiter: Delimiter(b','),
            dates: "%Y-%m-%d".into(),
            decimal: '.',
            group: None,
            currency: None,
        }
    }
}

/// What is different in one file, and which of its columns stay behind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileFormat {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub skip: BTreeSet<String>,
}

/// A character set by any of its names: `utf-8`, `windows-1251`, `utf-16le`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Encoding(pub &'static encoding_rs::Encoding);

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(name: String) -> Result<Encoding, String> {
        let found = encoding_rs::Encoding::for_label(name.as_bytes());
        found.map(Encoding).ok_or_else(|| format!("there is no encoding {name:?}"))
    }
}

/// The one byte between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Delimiter(pub u8);

impl TryFrom<String> for Delimiter {
    type Error = String;

    fn try_from(written: String) -> Result<Delimiter, String> {
        match written.as_bytes() {
            [byte] if byte.is_ascii() && *byte != b'"' => Ok(Delimiter(*byte)),
            _ => Err(format!("the delimiter is one character such as , or ; or a tab, not {written:?}")),
        }
    }
}

/// One file read as one kind of thing. Another table may read the same file as another kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table<F> {
    pub file: String,
    /// What tells one from another in the source, and what other tables refer to it by.
    pub key: Text,
    /// Several rows may speak of the same one; they must agree.
    #[serde(default)]
    pub repeats: bool,
    /// Column → what the file says → what it means. Written by a human, never guessed.
    #[serde(default)]
    pub aliases: BTreeMap<String, BTreeMap<String, String>>,
    pub fields: F,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    pub name: Text,
    /// The key of a department.
    pub parent: Option<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: Text,
    pub email: Option<Text>,
    pub phone: Option<Text>,
    /// `administrator`, `head`, `seller`, `observer` or the name of a role; without it the account's default.
    pub role: Option<Text>,
    /// The key of a department: the person's main one.
    pub department: Option<Text>,
    /// `member`, `head` or `deputy`.
    pub post: Option<Text>,
    /// Somebody already here is this person when they have the same e-mail or the same name. Otherwise everybody in
    /// the file is new.
    pub same: Option<Same>,
}

/// By what somebody already here is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Same {
    Email,
    Name,
}

/// A pipeline with its stages in their order: one of them won, one lost.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    pub name: String,
    pub stages: Vec<Stage>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub name: String,
    pub outcome: Outcome,
}

/// What a stage means for its deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub name: Text,
    pub price: Option<Text>,
    pub currency: Option<Text>,
    #[serde(default)]
    pub note: Lines,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    pub name: Text,
    #[serde(default)]
    pub phones: Lines,
    #[serde(default)]
    pub emails: Lines,
    pub site: Option<Text>,
    #[serde(default)]
    pub note: Lines,
    /// The key of a company.
    pub parent: Option<Text>,
    /// Who holds it; without it the administrator who imports.
    pub responsible: Option<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub name: Text,
    #[serde(default)]
    pub phones: Lines,
    #[serde(default)]
    pub emails: Lines,
    pub position: Option<Text>,
    #[serde(default)]
    pub note: Lines,
    /// The key of a company.
    pub company: Option<Text>,
    pub responsible: Option<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    pub title: Text,
    /// The name of a pipeline, of this mapping or of the account.
    pub pipeline: Text,
    /// The name of one of its stages.
    pub stage: Text,
    pub amount: Option<Text>,
    pub currency: Option<Text>,
    /// The key of a company.
    pub company: Option<Text>,
    /// The key of a product.
    pub product: Option<Text>,
    #[serde(default)]
    pub note: Lines,
    pub started: Option<Text>,
    /// Without it a closed deal counts as closed at the moment of the import.
    pub closed: Option<Text>,
    /// The day on which it is expected to close.
    pub closes: Option<Text>,
    pub responsible: Option<Text>,
}

/// Reads a mapping.
///
/// # Errors
/// 422 `mapping` with the place and the reason.
pub fn parse(text: &str) -> Result<Mapping> {
    let mapping: Mapping = toml::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    check(&mapping).map_err(|why| wrong(&why))?;
    Ok(mapping)
}

fn wrong(why: &str) -> Error {
    Error::Invalid(Problem::new("imports-mapping").with("why", why.trim_end()))
}

fn check(mapping: &Mapping) -> Result<(), String> {
    if mapping.source.trim().is_empty() {
        return Err("source is empty".into());
    }
    let Format { dates, decimal, group, .. } = &mapping.format;
    jiff::fmt::strtime::format(dates, jiff::civil::date(2026, 11, 22).at(14, 5, 0, 0))
        .map_err(|error| format!("dates = {dates:?}: {error}"))?;
    if !['.', ','].contains(decimal) || *group == Some(*decimal) {
        return Err("decimal is . or , and differs from group".into());
    }
    for pipeline in &mapping.pipelines {
        let count = |outcome| pipeline.stages.iter().filter(|stage| stage.outcome == outcome).count();
        if count(Outcome::Open) == 0 || count(Outcome::Won) != 1 || count(Outcome::Lost) != 1 {
            return Err(format!("the pipeline {:?} needs open stages, one won and one lost", pipeline.name));
        }
    }
    let used = mapping.columns();
    match mapping.files.keys().find(|file| !used.contains_key(file.as_str())) {
        Some(file) => Err(format!("no table reads the file {file:?}")),
        None => Ok(()),
    }
}

/// The columns that a table's fields take from its file.
pub trait Fields {
    fn columns(&self) -> BTreeSet<&str>;
}

impl Mapping {
    /// Every file that is read, with the columns used by all its tables together.
    pub fn columns(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut files = BTreeMap::new();
        gather(&mut files, &self.departments);
        gather(&mut files, &self.people);
        gather(&mut files, &self.products);
        gather(&mut files, &self.companies);
        gather(&mut files, &self.contacts);
        gather(&mut files, &self.deals);
        files
    }

    /// Every kind with every file it is read from.
    pub fn tables(&self) -> BTreeSet<(&'static str, &str)> {
        fn named<'m, F>(
            kind: &'static str,
            tables: &'m [Table<F>],
        ) -> impl Iterator<Item = (&'static str, &'m str)> {
            tables.iter().map(move |table| (kind, table.file.as_str()))
        }
        let organisation = named("department", &self.departments).chain(named("person", &self.people));
        let records = named("company", &self.companies).chain(named("contact", &self.contacts));
        organisation
            .chain(named("product", &self.products))
            .chain(records)
            .chain(named("deal", &self.deals))
            .collect()
    }
}

fn gather<'m, F: Fields>(files: &mut BTreeMap<&'m str, BTreeSet<&'m str>>, tables: &'m [Table<F>]) {
    for table in tables {
        let columns = files.entry(&table.file).or_default();
        columns.extend(table.key.columns());
        columns.extend(table.fields.columns());
        columns.extend(table.aliases.keys().map(String::as_str));
    }
}

/// The columns of the named texts (`Text`), perhaps-texts (`Option<Text>`) and `Lines` of a kind.
macro_rules! fields {
    ($kind:ty: $($text:ident)* ; $($maybe:ident)* ; $($lines:ident)*) => {
        impl Fields for $kind {
            fn columns(&self) -> BTreeSet<&str> {
                let mut columns = BTreeSet::new();
                $(columns.extend(self.$text.columns());)*
                $(columns.extend(self.$maybe.iter().flat_map(Text::columns));)*
                $(columns.extend(self.$lines.columns());)*
                columns
            }
        }
    };
}

fields!(Department: name; parent;);
fields!(Person: name; email phone role department post;);
fields!(Product: name; price currency; note);
fields!(Company: name; site parent responsible; phones emails note);
fields!(Contact: name; position company responsible; phones emails note);
fields!(Deal: title pipeline stage; amount currency company product started closed closes responsible; note);

#[cfg(test)]
mod tests {
    use super::*;

    const SALES: &str = include_str!("../../sample/crm-sales.toml");

    fn why(text: &str) -> String {
        match parse(text) {
            Err(Error::Invalid(problem)) => format!("{:?}", problem.values),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_mapping_in_the_box_can_be_read() {
        let mapping = parse(SALES).unwrap();
        assert_eq!(mapping.source, "crm-sales");
        assert_eq!(
            mapping.columns().keys().copied().collect::<Vec<_>>(),
            ["accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"]
        );
    }

    #[test]
    fn a_word_the_mapping_does_not_know_is_named() {
        assert!(why("source = \"x\"\nsauce = 1").contains("sauce"));
        assert!(why("source = \"x\"\n[format]\nencoding = \"klingon\"").contains("klingon"));
        assert!(why("source = \"x\"\n[format]\ndelimiter = \"||\"").contains("||"));
        assert!(why("source = \"x\"\n[format]\ndates = \"%Q\"").contains("%Q"));
        assert!(why("source = \"x\"\n[files.\"a.csv\"]").contains("a.csv"));
    }

    #[test]
    fn a_pipeline_ends_in_one_won_and_one_lost() {
        let text =
            "source = \"x\"\n[[pipelines]]\nname = \"P\"\nstages = [{ name = \"A\", outcome = \"open\" }]";
        assert!(why(text).contains("one won"));
    }
}
