//! The rules of the house, read off the sources: who may use whom, where SQL stands, what pages may see, how
//! long a file may be. A rule that fails says where and what to do; see ARCHITECTURE.md for why it is there.

mod source;
mod sql;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use source::{Finding, Source, demand, files, names, product, read};

/// The text of every source of the product, for rules that stand elsewhere.
pub fn sources() -> impl Iterator<Item = String> {
    product().into_iter().map(|source| source.text)
}

/// The crates whose modules are rooms.
const AREAS: [&str; 4] = ["base", "people", "work", "doors"];

/// Who uses whom: from a room to a room, and the place that says so.
type Graph = BTreeMap<String, BTreeMap<String, (String, usize)>>;

#[test]
fn rooms_do_not_depend_on_each_other_in_a_circle() {
    let found = circles(&graph(&product()));
    let todo = "Let one room declare what the other needs, or move what both use into a third room";
    demand("The graph of rooms has no cycle", todo, found);
}

#[test]
fn rooms_are_named_by_their_crate() {
    let found = product().iter().flat_map(climbs).collect();
    demand(
        "A room names another by its crate",
        "Write `crate::ROOM::…`, so that the graph of rooms can be read",
        found,
    );
}

#[test]
fn pages_and_api_never_see_a_transaction() {
    let found = product().iter().flat_map(transactions).collect();
    demand(
        "Pages and API never see a transaction",
        "Call a use case of the room; it opens the transaction",
        found,
    );
}

#[test]
fn nothing_outside_tests_can_panic_on_purpose() {
    let found = product().iter().flat_map(panics).collect();
    demand(
        "No unwrap, expect or panic outside tests",
        "Return an `Error`; what can't happen is `Error::Broken`",
        found,
    );
}

#[test]
fn who_takes_something_away_for_good_asks_for_that() {
    let found = product().iter().filter_map(takes_away).collect();
    demand(
        "A use case that removes something asks for `Do::Remove`",
        "Add it to the acts of the permit: it is withheld from whoever is to leave",
        found,
    );
}

#[test]
fn a_silenced_lint_has_its_reason() {
    let found = product().iter().flat_map(silenced).collect();
    demand(
        "A silenced lint has its reason",
        "Change the code, or add `reason = \"…\"` to the attribute",
        found,
    );
}

#[test]
fn a_file_is_one_sitting() {
    let source = names("crates").into_iter().flat_map(|name| files(&format!("crates/{name}/src"), &["rs"]));
    let assets = files("crates/smena/assets", &["css", "js"]);
    let mut found = too_long(source.chain(assets).chain(files("benches", &["rs"])), 400);
    found.extend(too_long(
        names("crates").into_iter().flat_map(|name| files(&format!("crates/{name}/tests"), &["rs"])),
        600,
    ));
    demand("A file has at most 400 lines, a test file 600", "Split it by what it is about", found);
}

#[test]
fn scripts_stay_small() {
    let scripts = files("crates/smena/assets", &["js", "mjs"]);
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    for path in &scripts {
        zipped.write_all(read(path).as_bytes()).unwrap();
    }
    let bytes = zipped.finish().unwrap().len();
    assert!(
        bytes <= 10_000,
        "\nThe scripts have {bytes} bytes when gzipped; 10,000 is the limit.\nLet HTML and CSS do it.\n  {}",
        scripts.join("\n  ")
    );
}

#[test]
fn every_room_is_in_the_architecture_and_nothing_else() {
    let text = read("ARCHITECTURE.md");
    let rooms: BTreeSet<_> = rooms().into_iter().collect();
    let listed: BTreeMap<_, _> = listed_rooms(&text);
    let missing = rooms
        .iter()
        .filter(|room| !listed.contains_key(*room))
        .map(|room| (1, format!("says nothing about `{room}`")));
    let gone = listed
        .iter()
        .filter(|(room, _)| !rooms.contains(*room))
        .map(|(room, line)| (*line, format!("there is no room `{room}`")));
    let found = missing
        .chain(gone)
        .map(|(line, what)| Finding { path: "ARCHITECTURE.md".into(), line, what })
        .collect();
    demand(
        "ARCHITECTURE.md names every room",
        "Say in its list of rooms what the room is for, or take the line out",
        found,
    );
}

#[test]
fn nothing_is_left_for_later_in_the_code() {
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat()];
    let mut found = Vec::new();
    for source in product() {
        for mark in &marks {
            let places: Vec<_> = source.text.match_indices(mark.as_str()).map(|(at, _)| at).collect();
            found.extend(places.into_iter().map(|at| source.finding(at, mark.as_str())));
        }
    }
    demand("Nothing is marked to be done later", "Do it, or write an issue", found);
}

/// `crate::room` for every module of an area.
fn rooms() -> Vec<String> {
    let modules = |area: &&str| {
        names(&format!("crates/{area}/src")).into_iter().map(|name| name.trim_end_matches(".rs").to_owned())
    };
    AREAS
        .iter()
        .flat_map(|area| {
            modules(area).filter(|name| name != "lib").map(move |name| format!("{area}::{name}"))
        })
        .collect()
}

/// The rooms that ARCHITECTURE.md lists: lines that begin with "- `crate::room`".
fn listed_rooms(text: &str) -> BTreeMap<String, usize> {
    let rows = text
        .lines()
        .enumerate()
        .filter_map(|(at, line)| Some((line.trim().strip_prefix("- `")?.split_once('`')?.0, at + 1)));
    rows.filter(|(name, _)| name.contains("::")).map(|(name, line)| (name.to_owned(), line)).collect()
}

fn graph(sources: &[Source]) -> Graph {
    let exported: BTreeMap<_, _> = AREAS.iter().map(|area| (*area, exports(sources, area))).collect();
    let mut graph = Graph::new();
    for source in sources {
        let Some((area, room)) = room_of(&source.path) else { continue };
        for target in AREAS {
            let prefix = if target == area { "crate::".to_owned() } else { format!("{target}::") };
            for at in source.places(&prefix) {
                for name in heads(&source.code[at + prefix.len()..]) {
                    let used = exported[target].get(&name).cloned().unwrap_or(name);
                    let (from, to) = (format!("{area}::{room}"), format!("{target}::{used}"));
                    let is_room = sources.iter().any(|other| room_of(&other.path) == Some((target, &used)));
                    if from != to && is_room {
                        let place = source.finding(at, "");
                        graph.entry(from).or_default().entry(to).or_insert((place.path, place.line));
                    }
                }
            }
        }
    }
    graph
}

/// The area and room that a file is in; a crate's `lib.rs` is in none.
fn room_of(path: &str) -> Option<(&str, &str)> {
    let (area, rest) = path.strip_prefix("crates/")?.split_once("/src/")?;
    let room = rest.split('/').next()?.trim_end_matches(".rs");
    (AREAS.contains(&area) && room != "lib").then_some((area, room))
}

/// A use case that removes, in a file that never asks for it.
fn takes_away(source: &Source) -> Option<Finding> {
    let at = source.places("pub async fn remove(ctx: &Ctx").next()?;
    source.places("Do::Remove").next().is_none().then(|| source.finding(at, "remove"))
}

/// Ways out of a room by `super`, which the graph would not see.
fn climbs(source: &Source) -> Vec<Finding> {
    let inside = source.path.split("/src/").nth(1).unwrap_or_default().trim_end_matches("/mod.rs");
    let way_out = format!("{}::", vec!["super"; inside.split('/').count()].join("::"));
    let out = source.places(&way_out).filter(|_| room_of(&source.path).is_some());
    out.map(|at| source.finding(at, way_out.trim_end_matches("::"))).collect()
}

/// What a crate's front page passes on from its rooms: `pub use room::Name`.
fn exports(sources: &[Source], area: &str) -> BTreeMap<String, String> {
    let path = format!("crates/{area}/src/lib.rs");
    let mut exported = BTreeMap::new();
    for source in sources.iter().filter(|source| source.path == path) {
        for statement in source.code.split(';').filter_map(|part| part.trim().strip_prefix("pub use ")) {
            let statement = statement.trim_start_matches("crate::").trim_start_matches("self::");
            if let Some((room, what)) = statement.split_once("::") {
                exported.extend(heads(what).into_iter().map(|name| (name, room.to_owned())));
            }
        }
    }
    exported
}

/// The first names after `crate::`: one, or those of `{a, b::c}`.
fn heads(rest: &str) -> Vec<String> {
    let word = |text: &str| {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut depth, mut heads, mut start) = (0, Vec::new(), 0);
    for (at, byte) in group.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b',' if depth == 0 => heads.push(word(&group[std::mem::replace(&mut start, at + 1)..])),
            b'}' if depth == 0 => {
                heads.push(word(&group[start..]));
                break;
            }
            b'}' => depth -= 1,
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// Every use that lies on a way back to where it began.
fn circles(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (from, uses) in graph {
        let back = uses.iter().filter(|(to, _)| reaches(graph, to, from, &mut BTreeSet::new()));
        found.extend(back.map(|(to, (path, line))| Finding {
            path: path.clone(),
            line: *line,
            what: format!("{from} uses {to}"),
        }));
    }
    found
}

fn reaches(graph: &Graph, from: &str, to: &str, seen: &mut BTreeSet<String>) -> bool {
    from == to
        || seen.insert(from.to_owned())
            && graph.get(from).is_some_and(|uses| uses.keys().any(|next| reaches(graph, next, to, seen)))
}

fn transactions(source: &Source) -> Vec<Finding> {
    let inside = source.path.split("/src/").nth(1).unwrap_or_default();
    let outward = ["pages.rs", "api.rs"].contains(&source.file_name())
        || ["/pages/", "/api/"].iter().any(|folder| format!("/{inside}").contains(folder));
    let words = ["Tx", "tx", "Reading", "Writing", "Keeping"].into_iter().filter(|_| outward);
    words
        .flat_map(|word| source.places(word).map(move |at| source.finding(at, format!("sees `{word}`"))))
        .collect()
}

fn panics(source: &Source) -> Vec<Finding> {
    let words = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        "panic!(",
        "unreachable!(",
        "todo!(",
        "unimplemented!(",
        "dbg!(",
    ];
    words.into_iter().flat_map(|word| source.places(word).map(move |at| source.finding(at, word))).collect()
}

fn silenced(source: &Source) -> Vec<Finding> {
    let marks = ["#[allow(", "#![allow(", "#[expect(", "#![expect("];
    let places = marks.iter().flat_map(|mark| source.places(mark));
    let bare = places
        .filter(|at| !source.code[*at..].split(']').next().is_some_and(|rule| rule.contains("reason =")));
    bare.map(|at| source.finding(at, "silences a lint")).collect()
}

fn too_long(paths: impl Iterator<Item = String>, limit: usize) -> Vec<Finding> {
    let lengths = paths.map(|path| (read(&path).lines().count(), path));
    lengths
        .filter(|(lines, _)| *lines > limit)
        .map(|(line, path)| Finding { path, line, what: format!("{line} lines") })
        .collect()
}

#[test]
fn the_rule_about_cycles_sees_through_groups_and_front_pages() {
    let file = |path: &str, text: &str| Source::new(format!("crates/{path}"), text);
    let sources = [
        file("base/src/lib.rs", "pub mod ctx; pub use ctx::{Ctx, Other as Alias};"),
        file("base/src/ctx.rs", "// crate::web\nuse crate::{\n  words::{Say, Words},\n  web,\n};"),
        file("base/src/web/layout.rs", "use crate::Ctx;\n"),
        file("base/src/words.rs", "#[cfg(test)]\nmod tests { use crate::ctx; }"),
        file("people/src/seats/mod.rs", "use base::{Ctx, web};"),
    ];
    let graph = graph(&sources);
    assert_eq!(graph["people::seats"].keys().collect::<Vec<_>>(), ["base::ctx", "base::web"]);
    assert!(!graph.contains_key("base::words"));
    let said: Vec<_> =
        circles(&graph).into_iter().map(|f| format!("{}:{} {}", f.path, f.line, f.what)).collect();
    assert_eq!(
        said,
        [
            "crates/base/src/ctx.rs:2 base::ctx uses base::web",
            "crates/base/src/web/layout.rs:1 base::web uses base::ctx",
        ]
    );
}

#[test]
fn the_rules_about_code_catch_what_they_are_for() {
    let page = Source::new(
        "crates/work/src/deals/pages.rs",
        "fn f() { ctx.read(|tx| store::all(tx)) } // Tx\nfn context() { txt() }",
    );
    assert_eq!(transactions(&page).len(), 2);
    assert_eq!(transactions(&Source::new("crates/work/src/deals/store.rs", "fn f(tx: &mut Tx) {}")), []);
    assert_eq!(
        panics(&Source::new("a.rs", "a.unwrap(); b.unwrap_or(1); \"panic!(\"; c.expect(\"x\")")).len(),
        2
    );
    assert_eq!(
        listed_rooms("# x\n- `work::deals`: deals\n- `a` b\n").into_iter().collect::<Vec<_>>(),
        [("work::deals".to_owned(), 2)]
    );
}
