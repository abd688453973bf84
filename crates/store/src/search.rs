//! Full text by parts of words: where it is kept, how it is written and how it is asked, on each engine.
//!
//! A table with a column `search_text` becomes searchable in a migration: `{searchable contacts}`. What is looked
//! for are *grams*: three letters in a row, and the beginnings of words (a space, then one or two letters). Who holds
//! all the grams of a word may contain it, and is then asked (`contains`).
//!
//! PostgreSQL keeps a trigram index itself (`pg_trgm`), led by the account (`btree_gin`). SQLite has FTS5, whose own
//! trigram tokenizer knows no accounts: a search in a small account would wade through the matches of a large one.
//! So the grams are made here, each led by its account, and FTS5 keeps nothing but them: no text, no positions. Its
//! row is the record's id; whoever reads joins the record by account and id.

use crate::{Dialect, Error, Result, Tx, Value};

/// How an engine is asked for records that may hold all words.
pub struct Candidates {
    /// Follows `from`: the record as `r`, and whatever finds it.
    pub from: String,
    /// A condition; its values are named by `?`.
    pub condition: String,
    pub values: Vec<Value>,
    /// What to order by where the engine answers newest first without sorting; empty where it can't.
    pub newest: &'static str,
    pub oldest: &'static str,
    /// The column to go on from, in those orders.
    pub id: &'static str,
}

/// How many accounts a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenants {
    /// Every record belongs to the only one.
    One,
    Several,
}

/// What may stand between the space and the word that begins there, or between two words without a space.
const MARKS: [char; 10] = ['«', '"', '“', '„', '(', '[', '/', '-', '@', '.'];

/// An expression: the text with a space before it and instead of each mark.
fn spaced_out(text: &str) -> String {
    let marks = MARKS.map(|mark| mark.to_string());
    marks.iter().fold(format!("' ' || {text}"), |text, mark| format!("replace({text}, '{mark}', ' ')"))
}

/// The same for a value.
fn spaced(text: &str) -> String {
    text.chars().map(|c| if MARKS.contains(&c) { ' ' } else { c }).collect()
}

impl Dialect {
    /// That one of `parts` is in `text`, which has no space before it: `mark` names the value of the part.
    pub fn has_part(self, text: &str, part: &str, mark: &str) -> String {
        match part.starts_with(' ') {
            true => self.contains(&spaced_out(text), mark),
            false => self.contains(text, mark),
        }
    }

    /// That `text` holds the value marked by `mark`, letter by letter.
    fn contains(self, text: &str, mark: &str) -> String {
        match self {
            Dialect::Sqlite => format!("instr({text}, {mark}) > 0"),
            Dialect::Postgres => format!("strpos({text}, {mark}) > 0"),
        }
    }

    /// So many matches are read at once rather than walked to in the order of a list. SQLite's index answers in the
    /// order of ids by itself, PostgreSQL's in none.
    pub fn few_found(self) -> i64 {
        match self {
            Dialect::Sqlite => 1_000,
            Dialect::Postgres => 2_000,
        }
    }

    /// The records of the account that may hold all `parts`: words, or a space and the beginning of one.
    /// PostgreSQL's index knows the account as one more word, which all of an account's records have: the largest list to
    /// go through. Where there is only one account, the index is not asked for it.
    pub fn candidates(self, table: &str, account: i64, parts: &[String], tenants: Tenants) -> Candidates {
        match self {
            Dialect::Sqlite => Candidates {
                from: format!("{table}_search f cross join {table} r"),
                condition: format!("f.{table}_search match ? and r.account_id = $1 and r.id = f.rowid"),
                values: vec![Value::from(asked(account, parts))],
                newest: "f.rowid desc",
                oldest: "f.rowid",
                id: "f.rowid",
            },
            Dialect::Postgres => {
                let parts = telling(parts);
                let like = vec![format!("{} like ?", spaced_out("r.search_text")); parts.len()];
                let pattern = |part: &String| {
                    let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                    Value::from(format!("%{escaped}%"))
                };
                Candidates {
                    from: format!("{table} r"),
                    condition: format!(
                        "r.account_id{} = $1 and {}",
                        if tenants == Tenants::One { " + 0" } else { "" },
                        like.join(" and ")
                    ),
                    values: parts.iter().map(pattern).collect(),
                    newest: "",
                    oldest: "",
                    id: "r.id",
                }
            }
        }
    }

    /// The statement, with its values, that lets these records be found; none where the engine does it by itself.
    pub fn keep_found(
        self,
        table: &str,
        account: i64,
        records: &[(i64, &str)],
    ) -> Option<(String, Vec<Value>)> {
        if self == Dialect::Postgres || records.is_empty() {
            return None;
        }
        let rows: Vec<String> =
            (0..records.len()).map(|n| format!("(${}, ${})", n * 2 + 1, n * 2 + 2)).collect();
        let sql = format!("insert or replace into {table}_search (rowid, grams) values {}", rows.join(", "));
        let values = records
            .iter()
            .flat_map(|(id, text)| [Value::from(*id), Value::from(kept(account, text).join("\n"))]);
        Some((sql, values.collect()))
    }

    /// The statement that lets a record be found no more; none where the engine does it by itself.
    pub fn forget_found(self, table: &str) -> Option<String> {
        (self == Dialect::Sqlite).then(|| format!("delete from {table}_search where rowid = $1"))
    }

    /// The statement that lets no record of the account `$1` be found any more, while they are still there; none as above.
    pub fn forget_all_found(self, table: &str) -> Option<String> {
        (self == Dialect::Sqlite).then(|| {
            format!(
                "delete from {table}_search where rowid in (select id from {table} where account_id = $1)"
            )
        })
    }

    /// Selects all ids of an account that the index has, `$2` being the gram of the account alone; none where the
    /// index can't differ from the table.
    pub fn indexed(self, table: &str) -> Option<String> {
        let sql = format!("select rowid as id from {table}_search where {table}_search match $2");
        (self == Dialect::Sqlite).then_some(sql)
    }

    /// Selects the record `$1` if the index knows it by all grams of the text, which are `$2`; none as above.
    pub fn found_by(self, table: &str, account: i64, text: &str) -> Option<(String, Value)> {
        let grams = quoted(&kept(account, text));
        (self == Dialect::Sqlite).then(|| {
            let sql =
                format!("select rowid from {table}_search where rowid = $1 and {table}_search match $2");
            (sql, Value::from(grams))
        })
    }
}

/// What PostgreSQL's index is asked for: every part, but of one like `client-00a1f` only what has a figure in it. The
/// rest is in thousands of addresses, and the index would go through all of those.
fn telling(parts: &[String]) -> Vec<String> {
    const TELLING: usize = 4;
    let mut told = Vec::new();
    for part in parts.iter().map(|part| spaced(part)) {
        let numbered: Vec<&str> = part
            .split(' ')
            .filter(|piece| piece.len() >= TELLING && piece.contains(|c: char| c.is_ascii_digit()))
            .collect();
        match numbered.is_empty() {
            true => told.push(part),
            false => told.extend(numbered.into_iter().map(str::to_owned)),
        }
    }
    told
}

/// Replaces `{searchable TABLE}` in the text of a migration by what makes the table so.
pub(crate) fn prepare(tx: &mut Tx<'_>, sql: &str) -> Result<String> {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("{searchable ") {
        let Some((table, after)) = after.split_once('}') else {
            return Err(Error::Other("{searchable without an end".into()));
        };
        if text.is_empty() {
            extend(tx)?;
        }
        text += before;
        text += &match tx.dialect() {
            Dialect::Sqlite => sqlite_index(table),
            Dialect::Postgres => postgres_index(table),
        };
        rest = after;
    }
    Ok(text + rest)
}

/// The parts of PostgreSQL that it delivers but doesn't switch on by itself.
const EXTENSIONS: [&str; 2] = ["pg_trgm", "btree_gin"];

fn extend(tx: &mut Tx<'_>) -> Result<()> {
    if tx.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    for name in EXTENSIONS {
        let made = tx.batch(&format!("create extension if not exists {name}"));
        made.map_err(|error| match error {
            // Two programs at once; one of them collides in the catalogue.
            Error::Unique { .. } | Error::Busy => Error::Busy,
            Error::Other(why) => Error::Other(format!(
                "search needs PostgreSQL's extensions pg_trgm and btree_gin, and this one could not be switched on: {why}. \
                Have them installed (on Debian: postgresql-contrib) and let the owner of the database or a superuser \
                run, in this database: create extension if not exists pg_trgm; create extension if not exists \
                btree_gin; then start again"
            )),
            error => error,
        })?;
    }
    Ok(())
}

/// Entries go straight into the tree: a list of pending ones would make every search read it.
fn postgres_index(table: &str) -> String {
    format!(
        "create index {table}_search on {table} using gin (account_id, ({}) gin_trgm_ops)
        with (fastupdate = off);",
        spaced_out("search_text")
    )
}

/// The table of grams, filled with what is there. All of ASCII but the control characters belongs to a gram; a line
/// feed ends one.
fn sqlite_index(table: &str) -> String {
    let signs: String = (' '..='~').filter(|c| !c.is_ascii_alphanumeric()).collect();
    let signs = signs.replace('\'', "''").replace('"', "\"\"");
    format!(
        "create virtual table {table}_search using fts5(grams, content='', contentless_delete=1, detail=none,
            tokenize=\"ascii tokenchars '{signs}'\");
        insert into {table}_search (rowid, grams)
        select r.id, r.account_id || ':' || char(10) || coalesce((
            with recursive n (i) as (select 1 union all select i + 1 from n where i < length(r.search_text))
            select group_concat(
                case when instr(substr(' ' || r.search_text, i + 1, 2), ' ') = 0
                        and length(substr(' ' || r.search_text, i, 3)) = 3
                    then r.account_id || ':' || substr(' ' || r.search_text, i, 3) || char(10) else '' end ||
                case when substr({spaced}, i, 1) = ' ' then r.account_id || ':' || substr({spaced}, i, 2) || char(10) ||
                    r.account_id || ':' || substr({spaced}, i, 3) else '' end, char(10))
            from n), '')
        from {table} r;",
        spaced = spaced_out("r.search_text")
    )
}

/// What the index keeps of a text: its account, and its grams.
fn kept(account: i64, text: &str) -> Vec<String> {
    let mut grams = grams(account, &format!(" {text}"));
    grams.push(format!("{account}:"));
    grams
}

/// Every three letters in a row of which only the first may be a space, and every beginning of a word.
fn grams(account: i64, text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let begun: Vec<char> = spaced(text).chars().collect();
    let mut grams = Vec::with_capacity(letters.len() * 2);
    for at in 0..letters.len() {
        let whole =
            |of: &[char], n: usize| Some(named(account, of.get(at..at + n).filter(|gram| is_gram(gram))?));
        grams.extend(whole(&letters, 3));
        if begun.get(at) == Some(&' ') {
            grams.extend([whole(&begun, 2), whole(&begun, 3)].into_iter().flatten());
        }
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// What to ask for: all parts, each by grams that cover it. One that overlaps others says little more.
fn asked(account: i64, parts: &[String]) -> String {
    let mut asked: Vec<String> = Vec::new();
    for part in parts {
        let letters: Vec<char> = part.chars().collect();
        let size = letters.len().min(3);
        let last = letters.len() - size;
        for at in (0..last).step_by(3).chain([last]) {
            asked.extend(
                letters.get(at..at + size).filter(|gram| is_gram(gram)).map(|gram| named(account, gram)),
            );
        }
    }
    if asked.is_empty() {
        asked.push(format!("{account}:"));
    }
    asked.sort_unstable();
    asked.dedup();
    quoted(&asked)
}

fn is_gram(letters: &[char]) -> bool {
    letters.iter().skip(1).all(|c| *c != ' ') && letters.iter().all(|c| !c.is_ascii_control())
}

fn named(account: i64, letters: &[char]) -> String {
    let mut gram = format!("{account}:");
    gram.extend(letters);
    gram
}

/// As FTS5 reads it: texts in quotation marks, so that none is taken for an operator.
fn quoted(grams: &[String]) -> String {
    let quoted: Vec<String> = grams.iter().map(|gram| format!("\"{}\"", gram.replace('"', "\"\""))).collect();
    quoted.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn grams_are_three_letters_and_the_beginnings_of_words() {
        assert_eq!(grams(7, " anna ко"), of(&["7: a", "7: an", "7: к", "7: ко", "7:ann", "7:nna"]));
        assert_eq!(grams(7, " «еж"), of(&["7: «е", "7: е", "7: еж", "7:«еж"]));
        assert_eq!(grams(7, " "), of(&[]));
        assert_eq!(grams(7, " a\u{1}b"), of(&["7: a"]));
    }

    #[test]
    fn a_word_is_asked_for_by_few_grams_that_cover_it() {
        assert_eq!(asked(7, &of(&["ковальчук"])), "\"7:аль\" AND \"7:ков\" AND \"7:чук\"");
        assert_eq!(asked(7, &of(&["anna", " к"])), "\"7: к\" AND \"7:ann\" AND \"7:nna\"");
        assert_eq!(asked(7, &of(&["a\"b"])), "\"7:a\"\"b\"");
        assert_eq!(asked(7, &of(&["\u{1}\u{1}\u{1}"])), "\"7:\"");
    }

    #[test]
    fn the_only_account_is_no_word_of_its_own() {
        let condition =
            |tenants| Dialect::Postgres.candidates("contacts", 7, &of(&["anna"]), tenants).condition;
        assert!(condition(Tenants::Several).starts_with("r.account_id = $1 and "));
        assert!(condition(Tenants::One).starts_with("r.account_id + 0 = $1 and "));
    }

    #[test]
    fn of_a_word_with_a_number_only_the_number_is_asked_for() {
        assert_eq!(telling(&of(&["client-00a1f"])), of(&["00a1f"]));
        assert_eq!(telling(&of(&[" 50", "123-45"])), of(&[" 50", "123 45"]));
        assert_eq!(
            telling(&of(&["anna@mail-7.example", "ковальчук"])),
            of(&["anna mail 7 example", "ковальчук"])
        );
        assert_eq!(telling(&of(&["2026-1105"])), of(&["2026", "1105"]));
    }

    #[test]
    fn what_is_asked_for_is_always_kept() {
        for text in
            ["anna koval 380441234567 anna@example.com", "тов «зірка» or near(x)", "100%_sure\\ \"q\"", "a b"]
        {
            let kept = kept(7, text);
            for word in text.split(' ') {
                let part = if word.chars().count() < 3 { format!(" {word}") } else { word.to_owned() };
                for gram in asked(7, &[part]).split(" AND ") {
                    let gram = gram.trim_matches('"').replace("\"\"", "\"");
                    assert!(
                        kept.iter().any(|line| line.trim_matches('"') == gram.trim_matches('"')),
                        "{gram} of {text}"
                    );
                }
            }
        }
    }
}
