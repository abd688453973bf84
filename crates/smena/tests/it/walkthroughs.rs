//! What a person must be able to do, step by step: each step's tests are found by the id they carry, its pictures are the
//! guide's. `docs/guide/walkthroughs.md` is the table of it; `make guide` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use kit::lang::Lang;
use serde::Deserialize;

use crate::screenshots::name_of;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Walkthroughs {
    part: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    title: String,
    /// Id, what it says, the page of the guide.
    steps: Vec<[String; 3]>,
}

/// A test that carries an id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Carrier {
    file: String,
    name: String,
    /// It says that it is done by touch at 360 pixels.
    phone: bool,
}

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

fn read() -> Walkthroughs {
    toml::from_str(&fs::read_to_string(docs().join("walkthroughs.toml")).unwrap()).unwrap()
}

/// The ids in a comment: `// A09, A12: …`.
fn ids(comment: &str) -> BTreeSet<String> {
    let words = comment.split(|c: char| !c.is_ascii_alphanumeric());
    let is_id = |word: &&str| {
        word.len() == 3
            && word.starts_with(['A', 'K', 'G', 'B'])
            && word[1..].chars().all(|c| c.is_ascii_digit())
    };
    words.filter(is_id).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// A function of the tests: what it is called, what it says, the ids over it and in it.
#[derive(Default)]
struct Function {
    name: String,
    is_test: bool,
    body: String,
    ids: BTreeSet<String>,
}

/// The functions of a file, in order.
fn functions(text: &str) -> Vec<Function> {
    let (mut all, mut over, mut marked) = (Vec::<Function>::new(), BTreeSet::new(), false);
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("//") {
            over.extend(ids(comment));
        } else if line.starts_with("#[") {
            marked |= line.contains("test");
        } else if let Some(name) = named(line) {
            let is_test = std::mem::take(&mut marked) || line.contains("(t)");
            all.push(Function { name, is_test, body: String::new(), ids: std::mem::take(&mut over) });
        } else if let Some(current) = all.last_mut() {
            current.ids.append(&mut over);
            current.body += line;
        }
    }
    all
}

fn named(line: &str) -> Option<String> {
    let start =
        ["async fn ", "fn ", "pub async fn ", "pub fn "].into_iter().find(|start| line.starts_with(start))?;
    line[start.len()..].split(['(', '<']).next().map(str::to_owned)
}

/// The tests by the ids that they carry; what a helper carries, the tests of its file that call it do.
fn carriers() -> BTreeMap<String, BTreeSet<Carrier>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let (mut files, mut found) = (Vec::new(), BTreeMap::<String, BTreeSet<Carrier>>::new());
    sources(&root, &mut files);
    for path in files {
        let file = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let all = functions(&fs::read_to_string(&path).unwrap());
        for test in all.iter().filter(|one| one.is_test) {
            let calls =
                |helper: &&Function| !helper.is_test && test.body.contains(&format!("{}(", helper.name));
            let mut carried = test.ids.clone();
            carried.extend(all.iter().filter(calls).flat_map(|helper| helper.ids.clone()));
            let phone = carried.contains("G12") || test.body.contains("Look::phone(");
            for id in carried {
                let carrier = Carrier { file: file.clone(), name: test.name.clone(), phone };
                found.entry(id).or_default().insert(carrier);
            }
        }
    }
    found
}

fn written() -> String {
    let (table, carriers) = (read(), carriers());
    let mut text = "# Walkthroughs\n\nWhat a person must be able to do, step by step, with the tests that prove it and the page on which it \
                    is done, in three languages. A phone stands by tests that do it by touch at 360 pixels.\n"
        .to_owned();
    for part in &table.part {
        text += &format!("\n## {}\n\n| id | step | tests | page |\n|---|---|---|---|\n", part.title);
        for [id, says, at] in &part.steps {
            let none = BTreeSet::new();
            let tests: Vec<String> = carriers
                .get(id)
                .unwrap_or(&none)
                .iter()
                .map(|one| {
                    let phone = if one.phone { " 📱" } else { "" };
                    format!("[`{}`](../../crates/smena/tests/it/{}){phone}", one.name, one.file)
                })
                .collect();
            let pictures = Lang::all().map(|lang| {
                format!("[{}]({}/pictures/{}-1440-light.webp)", lang.code(), lang.code(), name_of(at))
            });
            text += &format!("| {id} | {says} | {} | {} |\n", tests.join("<br>"), pictures.join(" · "));
        }
    }
    text
}

/// Writes the table: a part of `make guide`.
pub fn write() {
    fs::write(docs().join("walkthroughs.md"), written()).unwrap();
}

#[test]
#[ignore = "writes the table alone: `make guide` writes it with the rest"]
fn write_the_table() {
    write();
}

#[test]
fn every_step_has_a_test_that_carries_its_id() {
    let carriers = carriers();
    let steps: Vec<String> = read().part.into_iter().flat_map(|part| part.steps).map(|[id, ..]| id).collect();
    let wanted = [('A', 22), ('K', 17), ('G', 12), ('B', 9)];
    let all: Vec<String> = wanted
        .into_iter()
        .flat_map(|(part, last)| (1..=last).map(move |n| format!("{part}{n:02}")))
        .collect();
    assert_eq!(steps, all, "docs/guide/walkthroughs.toml names each step once, in order");
    let without: Vec<&String> = all.iter().filter(|id| !carriers.contains_key(*id)).collect();
    assert!(without.is_empty(), "no test carries {without:?}");
}

#[test]
fn every_page_of_the_table_is_in_the_guide() {
    for [id, _, at] in read().part.into_iter().flat_map(|part| part.steps) {
        for lang in Lang::all() {
            let picture = docs().join(lang.code()).join(format!("pictures/{}-1440-light.webp", name_of(&at)));
            assert!(picture.is_file(), "{id}: the guide has no picture of {at}; run `make guide`");
        }
    }
}

#[test]
fn the_table_is_what_the_tests_say() {
    let there = fs::read_to_string(docs().join("walkthroughs.md")).unwrap_or_default();
    assert_eq!(there, written(), "docs/guide/walkthroughs.md is old: `make guide` writes it");
}
