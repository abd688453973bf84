//! From the rows of a file to things of one kind, each once: keys, aliases, rows that repeat.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::Problem;

use super::files::Files;
use super::mapping::Table;
use super::report::Place;
use super::sheet::{Row, Sheet};
use super::text::{Lines, Text};

/// One thing of the source as its row says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken<D> {
    pub place: Place,
    pub key: String,
    pub draft: D,
}

/// All things of a kind, and what did not fit.
#[derive(Clone, Debug)]
pub struct Reading<D> {
    pub taken: Vec<Taken<D>>,
    /// How many there were to take.
    pub read: i64,
    /// Rows that stay out, and parts that do.
    pub refused: Vec<(Place, Problem)>,
}

/// A row as a table sees it.
pub struct Cells<'r> {
    sheet: &'r Sheet,
    row: &'r Row,
    aliases: &'r BTreeMap<String, BTreeMap<String, String>>,
}

impl Cells<'_> {
    /// The cell, or what the mapping says that it means.
    fn get(&self, column: &str) -> String {
        let cell = self.sheet.cell(self.row, column);
        let alias = self.aliases.get(column).and_then(|aliases| aliases.get(cell));
        alias.map_or(cell, String::as_str).to_owned()
    }

    pub fn text(&self, text: &Text) -> Option<String> {
        text.fill(&|column| self.get(column))
    }

    pub fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.and_then(|text| self.text(text))
    }

    pub fn lines(&self, lines: &Lines) -> Vec<String> {
        lines.fill(&|column| self.get(column))
    }
}

/// What a row became: a draft, and what was left out of it.
pub type Drafted<D> = Result<(D, Vec<Problem>), Problem>;

/// Reads all tables of one kind.
pub fn read<F, D: PartialEq>(
    tables: &[Table<F>],
    files: &Files,
    draft: impl Fn(&F, &Cells<'_>) -> Drafted<D>,
) -> Reading<D> {
    let mut reading = Reading { taken: Vec::new(), read: 0, refused: Vec::new() };
    let (mut seen, mut told): (HashMap<String, usize>, Vec<&str>) = (HashMap::new(), Vec::new());
    for table in tables {
        let Some(sheet) = files.sheet(&table.file) else { continue };
        if !told.contains(&table.file.as_str()) {
            told.push(&table.file);
            reading.faults(&table.file, sheet);
        }
        for row in &sheet.rows {
            let cells = Cells { sheet, row, aliases: &table.aliases };
            let place = Place { file: table.file.clone(), row: row.number };
            reading.row(table, place, &cells, &mut seen, &draft);
        }
    }
    reading
}

impl<D: PartialEq> Reading<D> {
    fn faults(&mut self, file: &str, sheet: &Sheet) {
        for (row, problem) in &sheet.faults {
            self.refuse(Place { file: file.to_owned(), row: *row }, problem.clone());
        }
    }

    /// A row that stays out.
    fn refuse(&mut self, place: Place, problem: Problem) {
        self.read += 1;
        self.refused.push((place, problem));
    }

    fn row<F>(
        &mut self,
        table: &Table<F>,
        place: Place,
        cells: &Cells<'_>,
        seen: &mut HashMap<String, usize>,
        draft: &impl Fn(&F, &Cells<'_>) -> Drafted<D>,
    ) {
        let Some(key) = cells.text(&table.key) else {
            return self.refuse(place, Problem::new("imports-no-key"));
        };
        let first = seen.get(&key).and_then(|at| self.taken.get(*at));
        let first = first.map(|first| (first.place.clone(), table.repeats && first.place.file == place.file));
        if let Some((first, false)) = first {
            return self.refuse(place, twice("imports-twice", &key, &first));
        }
        let (draft, left_out) = match draft(&table.fields, cells) {
            Ok(drafted) => drafted,
            Err(problem) => return self.refuse(place, problem),
        };
        if let Some((first, _)) = first {
            if seen.get(&key).and_then(|at| self.taken.get(*at)).is_none_or(|taken| taken.draft != draft) {
                self.refused.push((place, twice("imports-differs", &key, &first)));
            }
            return;
        }
        self.read += 1;
        self.refused.extend(left_out.into_iter().map(|problem| (place.clone(), problem)));
        seen.insert(key.clone(), self.taken.len());
        self.taken.push(Taken { place, key, draft });
    }
}

fn twice(problem: &'static str, key: &str, first: &Place) -> Problem {
    Problem::new(problem)
        .with("key", key)
        .with("file", first.file.as_str())
        .with("row", first.row.to_string())
}

/// A problem with a name, as the file writes it.
pub fn about(problem: &'static str, key: &str) -> Problem {
    Problem::new(problem).with("key", key)
}

/// What every row must have; `what` is the word for it.
pub fn need(value: Option<String>, what: &'static str) -> Result<String, Problem> {
    value.ok_or_else(|| Problem::new(what))
}

/// Parents before their children, generation after generation. Those that are above themselves are told apart.
pub fn generations<D>(
    taken: Vec<Taken<D>>,
    parent: impl Fn(&D) -> Option<&str>,
) -> (Vec<Vec<Taken<D>>>, Vec<Taken<D>>) {
    let (mut waiting, mut generations) = (taken, Vec::new());
    while !waiting.is_empty() {
        let open: HashSet<String> = waiting.iter().map(|taken| taken.key.clone()).collect();
        let has_to_wait = |taken: &Taken<D>| parent(&taken.draft).is_some_and(|key| open.contains(key));
        let (later, now): (Vec<_>, Vec<_>) = waiting.into_iter().partition(has_to_wait);
        waiting = later;
        if now.is_empty() {
            break;
        }
        generations.push(now);
    }
    (generations, waiting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::mapping;

    const MAPPING: &str = r#"
        source = "test"
        [[companies]]
        file = "a.csv"
        key = "{name}"
        fields.name = "{name}"
        fields.parent = "{over}"
        aliases.over.Akme = "Acme"
        [[people]]
        file = "b.csv"
        key = "{boss}"
        repeats = true
        fields.name = "{boss}"
        fields.department = "{office}"
    "#;

    fn files(sheets: &[(&str, &str)]) -> (mapping::Mapping, Files, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in sheets {
            std::fs::write(folder.path().join(file), text).unwrap();
        }
        let mapping = mapping::parse(MAPPING).unwrap();
        let files = super::super::files::open(&mapping, folder.path());
        (mapping, files, folder)
    }

    fn told<D>(reading: &Reading<D>) -> Vec<(i64, &'static str)> {
        reading.refused.iter().map(|(place, problem)| (place.row, problem.key)).collect()
    }

    #[test]
    fn one_key_is_one_thing() {
        let (mapping, files, _folder) =
            files(&[("a.csv", "name,over\nAcme,\nBeta,Akme\nAcme,\n,Beta\nx\n"), ("b.csv", "boss,office\n")]);
        let reading =
            read(&mapping.companies, &files, |f, cells| Ok((cells.maybe(f.parent.as_ref()), Vec::new())));
        let taken: Vec<_> = reading.taken.iter().map(|t| (t.key.as_str(), t.draft.as_deref())).collect();
        assert_eq!(taken, [("Acme", None), ("Beta", Some("Acme"))]);
        assert_eq!(told(&reading), [(6, "imports-wrong-width"), (4, "imports-twice"), (5, "imports-no-key")]);
        assert_eq!(reading.read, 5);
    }

    #[test]
    fn rows_that_repeat_must_agree() {
        let (mapping, files, _folder) =
            files(&[("a.csv", "name,over\n"), ("b.csv", "boss,office\nAnna,East\nAnna,East\nAnna,West\n")]);
        let reading =
            read(&mapping.people, &files, |f, cells| Ok((cells.maybe(f.department.as_ref()), Vec::new())));
        assert_eq!((reading.taken.len(), reading.read), (1, 1));
        assert_eq!(told(&reading), [(4, "imports-differs")]);
    }

    #[test]
    fn parents_come_first_and_a_circle_stays_out() {
        let one = |key: &str, parent: Option<&'static str>| Taken {
            place: Place { file: "a.csv".into(), row: 1 },
            key: key.into(),
            draft: parent,
        };
        let taken = vec![
            one("c", Some("b")),
            one("b", Some("a")),
            one("a", None),
            one("x", Some("x")),
            one("d", Some("none")),
        ];
        let (generations, circles) = generations(taken, |parent| *parent);
        let keys: Vec<Vec<&str>> =
            generations.iter().map(|g| g.iter().map(|t| t.key.as_str()).collect()).collect();
        assert_eq!(keys, [vec!["a", "d"], vec!["b"], vec!["c"]]);
        assert_eq!(circles.iter().map(|taken| taken.key.as_str()).collect::<Vec<_>>(), ["x"]);
    }
}
