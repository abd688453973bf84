//! From a file with its columns to what an import reads: a mapping, the sheets, and what is here already.

use std::collections::{BTreeSet, HashMap};

use base::{Ctx, Problem, Result, org};
use kit::text::normalise;
use work::pipelines::{self, Outcome};

use super::{File, What, store};
use crate::imports::files::Files;
use crate::imports::mapping::{self, Delimiter, Encoding, Format, Mapping, Table};
use crate::imports::memory::Import;
use crate::imports::sheet::{self, Expected, Sheet};
use crate::imports::text::{Lines, Template, Text};
use crate::imports::{companies, departments, rows, store as remembered};

/// What was imported by page is remembered under this name.
pub const SOURCE: &str = "csv";
/// Names that the rows of the file refer to; no file is called nothing.
const NAMES: &str = "";

/// What an import needs.
pub struct Mapped {
    pub mapping: Mapping,
    pub files: Files,
    pub rows: i64,
    holderless: bool,
    known: Vec<(&'static str, String, i64)>,
}

impl Mapped {
    /// What is here already is what its name means.
    pub fn adopt(&self, import: &mut Import) {
        import.holderless = self.holderless;
        for (kind, name, id) in &self.known {
            import.adopt(kind, name, *id);
        }
    }
}

/// The heading of the file, and its rows.
///
/// # Errors
/// What is wrong with the heading.
pub fn sheet(file: &File) -> Result<(Vec<String>, Sheet), Problem> {
    let heading = sheet::heading(file.content.as_bytes(), file.delimiter)?;
    let skipped: BTreeSet<String> = heading.iter().cloned().collect();
    let used = BTreeSet::new();
    let encoding = Encoding(encoding_rs::UTF_8);
    let expected =
        Expected { encoding, delimiter: Delimiter(file.delimiter), used: &used, skipped: &skipped };
    Ok((heading, sheet::parse(file.content.as_bytes(), &expected)?))
}

/// Reads the file as its columns say.
///
/// # Errors
/// 422 what is wrong with the heading.
pub async fn mapped(ctx: &Ctx, file: &File) -> Result<Mapped> {
    let (_, mut sheet) = sheet(file).map_err(base::Error::Invalid)?;
    if file.what == What::People {
        leave_out_those_here(ctx, file, &mut sheet).await?;
    }
    let fields = Fields { file, me: ctx.person_id() };
    let cells = |field: &str| -> BTreeSet<String> {
        let name = file.columns.fields.get(field);
        let cells =
            name.into_iter().flat_map(|name| sheet.rows.iter().map(|row| sheet.cell(row, name).to_owned()));
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let mut mapping =
        Mapping { source: SOURCE.into(), format: format(file, &cells("amount")), ..Mapping::default() };
    let count = i64::try_from(sheet.rows.len() + sheet.faults.len()).unwrap_or(i64::MAX);
    let mut known = Vec::new();
    let mut sheets = Vec::new();
    let marks = ctx.read(|tx| remembered::marks(tx, SOURCE)).await?;
    let here = |kind: &'static str, all: Vec<(i64, String)>, said: &BTreeSet<String>| {
        let by_name: HashMap<String, i64> = all.iter().map(|(id, name)| (normalise(name), *id)).collect();
        let found = |name: &String| by_name.get(&normalise(name)).map(|id| (kind, name.clone(), *id));
        let known: Vec<_> = said.iter().filter_map(found).collect();
        // What this page has brought in under the name is known by it, whatever it is called now.
        let before = |name: &&String| marks.get(kind).is_some_and(|marks| marks.contains_key(*name));
        let new = said.iter().filter(|name| found(name).is_none()).filter(|name| !before(name));
        let new: Vec<String> = new.cloned().collect();
        (known, new)
    };
    let name = Text::any(vec![Template::columns(&["name"])]);
    match file.what {
        What::Contacts | What::Deals => {
            let (found, new) = here(companies::KIND, ctx.read(store::companies).await?, &cells("company"));
            known = found;
            sheets.push((NAMES, names(&new)?));
            let company = fields.named_company(&name);
            mapping.companies.push(table(NAMES, name, company));
        }
        What::People => {
            let all = ctx.read(org::departments).await?.into_iter().map(|d| (d.id, d.name)).collect();
            let (found, new) = here(departments::KIND, all, &cells("department"));
            known = found;
            sheets.push((NAMES, names(&new)?));
            mapping.departments.push(table(NAMES, name.clone(), mapping::Department { name, parent: None }));
        }
        What::Companies => {}
    }
    match file.what {
        What::Contacts => mapping.contacts.push(table(
            &file.name,
            fields.key(&[
                &["id"],
                &["email"],
                &["name", "surname", "phone"],
                &["name", "surname", "company"],
            ]),
            fields.contact(),
        )),
        What::Companies => {
            mapping.companies.push(table(&file.name, fields.key(&[&["id"]]), fields.company()))
        }
        What::People => mapping.people.push(table(&file.name, fields.key(&[&["email"]]), fields.person())),
        What::Deals => {
            let all = pipelines::all(ctx).await?;
            let first = all.0.first();
            let pipeline = first.map(|pipeline| pipeline.name.clone()).unwrap_or_default();
            let open = first
                .and_then(|pipeline| pipeline.stages.iter().find(|stage| stage.outcome == Outcome::Open));
            let stage = open.map(|stage| stage.name.clone()).unwrap_or_default();
            mapping.deals.push(table(
                &file.name,
                fields.key(&[&["id"], &["title", "company"]]),
                fields.deal(&pipeline, &stage),
            ));
        }
    }
    sheets.push((file.name.as_str(), sheet));
    let holderless = fields.column("responsible").is_none();
    Ok(Mapped { mapping, files: Files::of(sheets), rows: count, holderless, known })
}

/// Whoever is here stays as they are: a table would take posts away that it knows nothing of.
async fn leave_out_those_here(ctx: &Ctx, file: &File, sheet: &mut Sheet) -> Result<()> {
    let here = ctx.read(remembered::everybody).await?;
    let emails: BTreeSet<String> = here.iter().filter_map(|person| person.email.clone()).collect();
    let names: BTreeSet<String> = here.iter().map(|person| normalise(&person.name)).collect();
    let rows = std::mem::take(&mut sheet.rows);
    for row in rows {
        let cell = |field: &str| {
            let name = file.columns.fields.get(field);
            name.map_or_else(String::new, |name| sheet.cell(&row, name).to_owned())
        };
        let (email, name) = (cell("email").to_lowercase(), format!("{} {}", cell("name"), cell("surname")));
        let known =
            if email.is_empty() { names.contains(&normalise(&name)) } else { emails.contains(&email) };
        match known {
            true => sheet.faults.push((row.number, rows::about("upload-person-here", name.trim()))),
            false => sheet.rows.push(row),
        }
    }
    Ok(())
}

fn table<F>(file: &str, key: Text, fields: F) -> Table<F> {
    Table { file: file.into(), key, repeats: false, aliases: Default::default(), fields }
}

/// A sheet of names alone.
fn names(names: &[String]) -> Result<Sheet> {
    let broken = |error: &dyn std::fmt::Display| base::Error::Broken(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for name in std::iter::once("name").chain(names.iter().map(String::as_str)) {
        writer.write_record([name]).map_err(|error| broken(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| broken(&error))?;
    let (used, skipped) = (BTreeSet::from(["name"]), BTreeSet::new());
    let encoding = Encoding(encoding_rs::UTF_8);
    let expected = Expected { encoding, delimiter: Delimiter(b','), used: &used, skipped: &skipped };
    sheet::parse(&bytes, &expected).map_err(base::Error::Invalid)
}

/// Between thousands stands what may stand there and is no decimal mark, if it is the same everywhere.
fn format(file: &File, amounts: &BTreeSet<String>) -> Format {
    let decimal = if file.columns.decimal == ',' { ',' } else { '.' };
    let marks = |c: &char| [' ', '\u{a0}', '\u{202f}', '.', ',', '\''].contains(c) && *c != decimal;
    let found: BTreeSet<char> = amounts.iter().flat_map(|amount| amount.chars().filter(marks)).collect();
    let group = found.first().copied().filter(|_| found.len() == 1);
    Format { dates: file.columns.dates.clone(), decimal, group, ..Format::default() }
}

/// The fields of a file as texts.
struct Fields<'a> {
    file: &'a File,
    me: Option<i64>,
}

impl Fields<'_> {
    fn column(&self, field: &str) -> Option<&str> {
        self.file.columns.fields.get(field).map(String::as_str)
    }

    fn maybe(&self, field: &str) -> Option<Text> {
        self.column(field).map(|name| Text::any(vec![Template::columns(&[name])]))
    }

    fn lines(&self, fields: &[&str]) -> Lines {
        Lines::each(
            fields
                .iter()
                .filter_map(|field| self.column(field))
                .map(|name| Template::columns(&[name]))
                .collect(),
        )
    }

    /// First and last name together, or whichever there is.
    fn name(&self) -> Text {
        let (name, surname) = (self.column("name").or(self.column("title")), self.column("surname"));
        let both: Vec<&str> = [name, surname].into_iter().flatten().collect();
        let alone = both.iter().map(|one| Template::columns(&[one]));
        Text::any(std::iter::once(Template::columns(&both)).filter(|_| both.len() > 1).chain(alone).collect())
    }

    /// What tells one row from another: the first of these groups of columns that the row has, or its name.
    fn key(&self, groups: &[&[&str]]) -> Text {
        let columns = |group: &&[&str]| -> Option<Template> {
            let names: Vec<&str> = group.iter().filter_map(|field| self.column(field)).collect();
            // A last name alone tells nobody apart, and may be missing.
            let whole = group.iter().all(|field| *field == "surname" || self.column(field).is_some());
            (whole && !names.is_empty()).then(|| Template::columns(&names))
        };
        Text::any(groups.iter().filter_map(columns).chain(self.name().into_alternatives()).collect())
    }

    /// Whom the row names; who imports, where it names nobody.
    fn responsible(&self) -> Option<Text> {
        let column = self.column("responsible")?;
        let me = self.me.map(|id| Template::words(&format!("#{id}")));
        Some(Text::any(std::iter::once(Template::columns(&[column])).chain(me).collect()))
    }

    fn contact(&self) -> mapping::Contact {
        mapping::Contact {
            name: self.name(),
            phones: self.lines(&["phone", "phone2"]),
            emails: self.lines(&["email"]),
            position: self.maybe("position"),
            note: self.lines(&["note"]),
            company: self.maybe("company"),
            responsible: self.responsible(),
        }
    }

    fn company(&self) -> mapping::Company {
        mapping::Company {
            name: self.name(),
            phones: self.lines(&["phone", "phone2"]),
            emails: self.lines(&["email"]),
            site: self.maybe("site"),
            note: self.lines(&["note"]),
            parent: None,
            responsible: self.responsible(),
        }
    }

    /// A company of which the file knows the name alone.
    fn named_company(&self, name: &Text) -> mapping::Company {
        mapping::Company {
            name: name.clone(),
            phones: Lines::default(),
            emails: Lines::default(),
            site: None,
            note: Lines::default(),
            parent: None,
            responsible: None,
        }
    }

    fn deal(&self, pipeline: &str, stage: &str) -> mapping::Deal {
        let stages = self.column("stage").map(|name| Template::columns(&[name]));
        mapping::Deal {
            title: self.name(),
            pipeline: Text::any(vec![Template::words(pipeline)]),
            stage: Text::any(stages.into_iter().chain([Template::words(stage)]).collect()),
            amount: self.maybe("amount"),
            currency: self.maybe("currency"),
            company: self.maybe("company"),
            product: None,
            note: self.lines(&["note"]),
            started: self.maybe("started"),
            closed: None,
            closes: self.maybe("closes"),
            responsible: self.responsible(),
        }
    }

    fn person(&self) -> mapping::Person {
        mapping::Person {
            name: self.name(),
            email: self.maybe("email"),
            phone: self.maybe("phone"),
            role: None,
            department: self.maybe("department"),
            post: None,
            same: None,
        }
    }
}
