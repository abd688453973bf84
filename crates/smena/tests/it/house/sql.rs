//! Rules about SQL: where it may stand, what every statement and every key must name, what no engine-neutral
//! text may use.

use super::source::{Finding, Literal, Source, demand, files, product, read};

/// Tables that are not of one account; the list only shrinks.
const GLOBAL: [&str; 12] = [
    "accounts",
    "closed_accounts",
    "identities",
    "sign_in_names",
    "nodes",
    "migrations",
    "partners",
    "attempts",
    "password_asks",
    "passkeys",
    "passkey_states",
    "passkey_challenges",
];

/// Words that no text for both engines may have, and what to use instead.
const NEVER: [(&str, &str); 10] = [
    ("now()", "bind the app's clock"),
    ("current_timestamp", "bind the app's clock"),
    ("offset", "page by key"),
    ("ilike", "compare normalised text"),
    ("serial", "ids are made by the app"),
    ("autoincrement", "ids are made by the app"),
    ("create trigger", "write it in the use case"),
    ("create sequence", "ids are made by the app"),
    ("generated always", "write the column"),
    ("pg_advisory", "lock a row"),
];

#[test]
fn sql_stands_in_store_files_only() {
    let found = product().iter().flat_map(misplaced).collect();
    demand(
        "SQL stands only in a room's store.rs (or its store/ folder)",
        "Move it there as a function named after the question",
        found,
    );
}

#[test]
fn every_statement_names_its_account() {
    let found = product()
        .iter()
        .filter(|source| !source.path.starts_with("crates/store/"))
        .flat_map(unaccounted)
        .collect();
    let todo =
        "Add `account_id = $1`; only tables that belong to no account go without, and their list is closed";
    demand("Every statement names account_id", todo, found);
}

#[test]
fn one_text_serves_both_engines() {
    let statements = product().into_iter().filter(|source| !source.path.starts_with("crates/store/"));
    let mut found: Vec<_> = statements.flat_map(|source| one_engine(&source)).collect();
    for path in files("crates/smena/migrations", &["sql"]) {
        let text = uncommented(&read(&path));
        found.extend(never(&text).map(|(at, what)| Finding {
            line: super::source::line(&text, at),
            path: path.clone(),
            what,
        }));
    }
    demand("One SQL text serves both engines", "What differs gets a name in the store's dialect", found);
}

#[test]
fn every_key_begins_with_the_account() {
    let found = files("crates/smena/migrations", &["sql"])
        .iter()
        .flat_map(|path| loose_keys(path, &read(path)))
        .collect();
    let todo =
        "Write it as `primary key (account_id, …)`, `unique (account_id, …)`, `foreign key (account_id, …)`";
    demand("Primary, unique and foreign keys begin with account_id", todo, found);
}

/// Whether a literal is a statement.
fn is_sql(text: &str) -> bool {
    let text = flat(text);
    let has = |word: &str| text.contains(word);
    match text.split(' ').next() {
        Some("select") => has(" from ") || text[6..].trim_start().starts_with(|c: char| c.is_ascii_digit()),
        Some("insert") => text.starts_with("insert into "),
        Some("update") => has(" set "),
        Some("delete") => text.starts_with("delete from "),
        Some("with") => has(" as (") || has(" as materialized (") || text.starts_with("with recursive "),
        _ => false,
    }
}

/// Lower case, one space between words.
fn flat(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn statements(source: &Source) -> impl Iterator<Item = &Literal> {
    source.literals.iter().filter(|literal| is_sql(&literal.text))
}

fn finding(source: &Source, literal: &Literal, what: impl Into<String>) -> Finding {
    Finding { path: source.path.clone(), line: literal.line, what: what.into() }
}

fn misplaced(source: &Source) -> Vec<Finding> {
    let home = source.file_name() == "store.rs"
        || source.path.contains("/src/")
            && source.path.split("/src/").nth(1).is_some_and(|path| path.contains("/store/"))
        || source.path.starts_with("crates/store/")
        || source.path.starts_with("crates/smena/src/bench");
    if home {
        return Vec::new();
    }
    statements(source).map(|literal| finding(source, literal, brief(&literal.text))).collect()
}

fn unaccounted(source: &Source) -> Vec<Finding> {
    let lacking = statements(source).filter(|literal| !literal.text.contains("account_id"));
    let local = lacking.filter_map(|literal| {
        let foreign: Vec<_> =
            tables(&literal.text).into_iter().filter(|t| !GLOBAL.contains(&t.as_str())).collect();
        (!foreign.is_empty()).then(|| {
            finding(source, literal, format!("{} in «{}»", foreign.join(", "), brief(&literal.text)))
        })
    });
    local.collect()
}

fn one_engine(source: &Source) -> Vec<Finding> {
    let mut found: Vec<_> =
        source.places("Dialect::").map(|at| source.finding(at, "asks which engine it is")).collect();
    let engines = ["postgres", "postgresql", "sqlite"];
    let named = source.literals.iter().filter(|literal| engines.contains(&literal.text.as_str()));
    found.extend(
        named.map(|literal| finding(source, literal, format!("names an engine: «{}»", literal.text))),
    );
    for literal in statements(source) {
        found.extend(never(&flat(&literal.text)).map(|(_, what)| finding(source, literal, what)));
    }
    found
}

fn never(text: &str) -> impl Iterator<Item = (usize, String)> {
    let text = text.to_lowercase();
    let found = NEVER.iter().filter_map(|(word, instead)| {
        let at = text.match_indices(word).map(|(at, _)| at).find(|at| {
            let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !part(text[..*at].chars().next_back()) && !part(text[at + word.len()..].chars().next())
        })?;
        Some((at, format!("`{word}`: {instead}")))
    });
    found.collect::<Vec<_>>().into_iter()
}

/// The tables a statement names, without the names that it gives itself (`with x as (…)`).
fn tables(sql: &str) -> Vec<String> {
    let text = flat(sql).replace(['(', ')', ',', ';'], " ");
    let words: Vec<_> = text.split_whitespace().collect();
    let own: Vec<_> = words.windows(2).filter(|pair| pair[1] == "as").map(|pair| pair[0]).collect();
    let mut named = Vec::new();
    for pair in words.windows(2) {
        let names = matches!(pair[0], "from" | "join" | "into" | "update");
        let is_name = pair[1].starts_with(|c: char| c.is_alphabetic())
            && !matches!(pair[1], "select" | "set" | "lateral");
        if names && is_name && !own.contains(&pair[1]) && !named.iter().any(|name| name == pair[1]) {
            named.push(pair[1].to_owned());
        }
    }
    named
}

/// Keys of the account's tables that do not begin with account_id.
fn loose_keys(path: &str, sql: &str) -> Vec<Finding> {
    let text = uncommented(sql).to_lowercase();
    let mut found = Vec::new();
    let mut start = 0;
    for statement in text.split_inclusive(';') {
        let at = start + statement.len() - statement.trim_start().len();
        start += statement.len();
        let Some(table) = table_of(statement) else { continue };
        if GLOBAL.contains(&table.as_str()) {
            continue;
        }
        for (offset, what) in keys(statement.trim_start()) {
            let line = super::source::line(&text, at + offset);
            found.push(Finding { path: path.to_owned(), line, what: format!("{table}: {what}") });
        }
    }
    found
}

/// The table that a statement makes, changes or indexes.
fn table_of(statement: &str) -> Option<String> {
    let text = flat(&statement.replace('(', " ("));
    let words: Vec<_> = text.split(' ').collect();
    let after = match words.as_slice() {
        ["create" | "alter", "table", ..] => {
            1 + if words.get(2) == Some(&"if") { words.iter().position(|w| *w == "exists")? - 1 } else { 0 }
        }
        ["create", "unique", "index", ..] => words.iter().position(|word| *word == "on")?,
        _ => return None,
    };
    words.get(after + 1).map(|name| (*name).to_owned())
}

/// Keys in one statement that begin otherwise.
fn keys(statement: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    if statement.starts_with("create unique index") {
        let open = statement.find('(').unwrap_or(0);
        if !leads(&statement[open..]) {
            found.push((0, "this unique index begins otherwise".to_owned()));
        }
        return found;
    }
    for word in ["primary key", "unique", "foreign key", "references"] {
        for (at, _) in statement.match_indices(word) {
            let line = statement[..at].rfind(['\n', '(', ',']).map_or(0, |start| start + 1);
            let before = statement[line..at].trim();
            let after = statement[at + word.len()..].trim_start();
            let column_rule = !before.is_empty()
                && !before.starts_with("foreign")
                && !before.starts_with("add constraint")
                && before != "add";
            let global = word == "references"
                && GLOBAL.iter().any(|table| after.split(['(', ' ', ',', '\n', ')']).next() == Some(table));
            let good = match word {
                "references" => global || after.find('(').is_some_and(|open| leads(&after[open..])),
                _ if column_rule => before.starts_with("account_id"),
                "foreign key" => leads(after) || references_global(after),
                _ => leads(after),
            };
            if !good {
                found.push((at, format!("this `{word}` begins otherwise")));
            }
        }
    }
    found
}

fn references_global(after: &str) -> bool {
    let target = after.split("references").nth(1).and_then(|rest| rest.split_whitespace().next());
    target.is_some_and(|name| GLOBAL.contains(&name))
}

/// Whether a list of columns begins with the account.
fn leads(columns: &str) -> bool {
    columns.trim_start().strip_prefix('(').is_some_and(|list| list.trim_start().starts_with("account_id"))
}

/// Without `--` comments; every byte stays where it was.
fn uncommented(sql: &str) -> String {
    let blanked = sql.split_inclusive('\n').map(|line| {
        let (sql, comment) = line.split_at(line.find("--").unwrap_or(line.trim_end_matches('\n').len()));
        sql.to_owned()
            + &comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>()
    });
    blanked.collect()
}

fn brief(text: &str) -> String {
    flat(text).chars().take(60).collect()
}

#[test]
fn the_rules_about_statements_catch_what_they_are_for() {
    let source =
        |path: &str, sql: &str| Source::new(path, format!("fn f(tx: &mut Tx) {{ tx.query({sql:?}) }}"));
    let page = source("crates/work/src/deals/pages.rs", "select id from deals where account_id = $1");
    assert_eq!(misplaced(&page).len(), 1);
    assert!(misplaced(&source("crates/work/src/deals/store.rs", "select id from deals")).is_empty());
    assert!(
        misplaced(&source("crates/base/src/portfolios/store/page.rs", "select id from deals")).is_empty()
    );
    assert!(misplaced(&source("crates/work/src/deals/pages.rs", "select one of the deals")).is_empty());

    assert_eq!(
        unaccounted(&source("a.rs", "select d.id from deals d join identities i on true"))[0]
            .what
            .split(' ')
            .next(),
        Some("deals")
    );
    assert!(unaccounted(&source("a.rs", "with a as (select id from accounts) select id from a")).is_empty());
    assert!(unaccounted(&source("a.rs", "update deals set title = $2 where account_id = $1")).is_empty());

    assert_eq!(one_engine(&source("a.rs", "select now() from t limit 5 offset 3")).len(), 2);
    assert_eq!(one_engine(&Source::new("a.rs", "if tx.dialect() == Dialect::Sqlite {}")).len(), 1);
}

#[test]
fn the_rule_about_keys_catches_what_it_is_for() {
    let good = "create table t (\n  account_id bigint not null references accounts (id), -- primary key (x)\n  \
        identity_id bigint references identities (id),\n  primary key (account_id, id),\n  \
        foreign key (account_id, to_id) references people (account_id, id)\n);\n\
        create unique index u on t (account_id, name);\ncreate table nodes (id bigint primary key);\n\
        create table heads (account_id bigint primary key references accounts (id));\n";
    assert_eq!(loose_keys("m.sql", good), []);
    let bad = "create table t (\n  id bigint primary key,\n  name text unique,\n  \
        deal_id bigint references deals (id),\n  primary key (id, account_id),\n  foreign key (deal_id) references deals (account_id)\n);\n\
        create unique index u on t (name, account_id);\n";
    let lines: Vec<_> = loose_keys("m.sql", bad).iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [2, 5, 3, 6, 4, 8]);
}
