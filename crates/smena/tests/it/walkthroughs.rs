//! What a person must be able to do, step by step: each step's tests are found by the id they carry, and one of them takes
//! its picture. `docs/guide/walkthroughs.md` is the table of it; `make guide` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use kit::lang::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Walkthroughs {
    part: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    title: String,
    /// Id, and what it says.
    steps: Vec<[String; 2]>,
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

/// The ids in a comment (`// A09, A12: …`) or in the call that takes a picture (`step(&olena, &say, "A12")`).
fn ids(line: &str) -> BTreeSet<String> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
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
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("it/walkthroughs.rs")
        {
            found.push(path);
        }
    }
}

/// A function of the tests: what it is called, what it says, the ids over it and in it, and of which it takes a picture.
#[derive(Default)]
struct Function {
    name: String,
    is_test: bool,
    body: String,
    ids: BTreeSet<String>,
    pictures: Vec<String>,
}

impl Function {
    /// Whether it calls another one, by its name alone or through the module that it is in.
    fn calls(&self, other: &Function, module: Option<&str>) -> bool {
        let call = format!("{}(", other.name);
        match module {
            Some(module) => self.body.contains(&format!("{module}::{call}")),
            None => self.body.match_indices(&call).any(|(at, _)| {
                !self.body[..at].ends_with(|before: char| before.is_alphanumeric() || "_:.".contains(before))
            }),
        }
    }
}

/// The functions of a file, in order.
fn functions(text: &str) -> Vec<Function> {
    let (mut all, mut over, mut marked) = (Vec::<Function>::new(), BTreeSet::new(), false);
    // What only `make guide` runs proves nothing.
    let mut ignored = false;
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("//") {
            over.extend(ids(comment));
        } else if line.starts_with("#[ignore") {
            ignored = true;
        } else if line.starts_with("#[") {
            marked |= line.contains("test");
        } else if let Some(name) = named(line) {
            let is_test =
                std::mem::take(&mut marked) && !std::mem::take(&mut ignored) || line.contains("(t)");
            all.push(Function { name, is_test, ids: std::mem::take(&mut over), ..Function::default() });
        } else if let Some(current) = all.last_mut() {
            if line.contains("step(") {
                current.pictures.extend(ids(line));
                over.extend(ids(line));
            }
            current.ids.append(&mut over);
            current.body += line;
            current.body.push(' ');
        }
    }
    all
}

fn named(line: &str) -> Option<String> {
    let start =
        ["async fn ", "fn ", "pub async fn ", "pub fn "].into_iter().find(|start| line.starts_with(start))?;
    line[start.len()..].split(['(', '<']).next().map(str::to_owned)
}

/// Every file of the tests with its functions.
fn all_functions() -> Vec<(String, Vec<Function>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), functions(&fs::read_to_string(path).unwrap()))).collect()
}

/// The ids of a function and of all that it calls, however deep.
fn carried(files: &[(String, Vec<Function>)], file: &str, function: &Function) -> BTreeSet<String> {
    let (mut ids, mut open, mut done) =
        (BTreeSet::new(), vec![(file, function)], BTreeSet::<(&str, &str)>::new());
    while let Some((file, function)) = open.pop() {
        if !done.insert((file, &function.name)) {
            continue;
        }
        ids.extend(function.ids.iter().cloned());
        for (other, all) in files {
            let stem = Path::new(other).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let module = (other != file).then_some(stem);
            let called = all.iter().filter(|helper| !helper.is_test && function.calls(helper, module));
            open.extend(called.map(|helper| (other.as_str(), helper)));
        }
    }
    ids
}

/// The tests by the ids that they carry; what a helper carries, the tests that call it do.
fn carriers() -> BTreeMap<String, BTreeSet<Carrier>> {
    let (files, mut found) = (all_functions(), BTreeMap::<String, BTreeSet<Carrier>>::new());
    for (file, all) in &files {
        for test in all.iter().filter(|one| one.is_test) {
            let carried = carried(&files, file, test);
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
    let mut text = "# Walkthroughs\n\nWhat a person must be able to do, step by step, with the tests that prove it and the picture that one \
                    of them took at this step, by touch at 360 pixels (marked by a phone), in three languages.\n"
        .to_owned();
    for part in &table.part {
        text += &format!("\n## {}\n\n| id | step | tests | picture |\n|---|---|---|---|\n", part.title);
        for [id, says] in &part.steps {
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
            let pictures =
                Lang::all().map(|lang| format!("[{}]({}/steps/{id}.webp)", lang.code(), lang.code()));
            text += &format!("| {id} | {says} | {} | {} |\n", tests.join("<br>"), pictures.join(" · "));
        }
    }
    text
}

/// Takes every step's picture anew and writes the table: a part of `make guide`.
pub async fn photograph(lang: Lang) {
    let (taken, kept) = (crate::steps::all(lang).await, docs().join(lang.code()).join("steps"));
    fs::remove_dir_all(&kept).ok();
    fs::create_dir_all(&kept).unwrap();
    for picture in fs::read_dir(taken).unwrap() {
        let picture = picture.unwrap();
        fs::copy(picture.path(), kept.join(picture.file_name())).unwrap();
    }
}

/// Writes the table.
pub fn write() {
    fs::write(docs().join("walkthroughs.md"), written()).unwrap();
}

#[test]
#[ignore = "writes the table alone: `make guide` writes it with the rest"]
fn write_the_table() {
    write();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes the pictures of the steps alone: `make guide` takes them with the rest"]
async fn photograph_the_steps() {
    for lang in Lang::all() {
        photograph(lang).await;
    }
    write();
}

/// The ids of the table, in order.
fn steps() -> Vec<String> {
    read().part.into_iter().flat_map(|part| part.steps).map(|[id, _]| id).collect()
}

#[test]
fn every_step_has_tests_that_carry_its_id_and_one_by_touch() {
    let (carriers, steps) = (carriers(), steps());
    let wanted = [('A', 22), ('K', 17), ('G', 12), ('B', 9)];
    let all: Vec<String> = wanted
        .into_iter()
        .flat_map(|(part, last)| (1..=last).map(move |n| format!("{part}{n:02}")))
        .collect();
    assert_eq!(steps, all, "docs/guide/walkthroughs.toml names each step once, in order");
    let without: Vec<&String> = all.iter().filter(|id| !carriers.contains_key(*id)).collect();
    assert!(without.is_empty(), "no test carries {without:?}");
    let touched = |id: &String| carriers[id].iter().any(|carrier| carrier.phone);
    let untouched: Vec<&String> = all.iter().filter(|id| !touched(id)).collect();
    assert!(untouched.is_empty(), "no test does {untouched:?} on a phone");
}

#[test]
fn every_step_takes_its_picture_in_one_place() {
    let files = all_functions();
    let functions = files.iter().flat_map(|(_, all)| all);
    let mut taken: Vec<String> = functions.flat_map(|function| function.pictures.clone()).collect();
    taken.sort();
    let mut wanted = steps();
    wanted.sort();
    assert_eq!(taken, wanted);
}

#[test]
fn every_picture_of_the_table_is_there_and_none_is_left_over() {
    let wanted: BTreeSet<String> = steps().iter().map(|id| format!("{id}.webp")).collect();
    for lang in Lang::all() {
        let there = fs::read_dir(docs().join(lang.code()).join("steps")).unwrap();
        let there: BTreeSet<String> =
            there.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        assert_eq!(there, wanted, "in {}: run `make guide`", lang.own_name());
    }
}

#[test]
fn the_table_is_what_the_tests_say() {
    let there = fs::read_to_string(docs().join("walkthroughs.md")).unwrap_or_default();
    assert_eq!(there, written(), "docs/guide/walkthroughs.md is old: `make guide` writes it");
}
