//! What is looked for, and what lets a record be found.
//!
//! A search is words that must all be found, in any order: three letters or more anywhere, one or two at the beginning
//! of a word. `Wanted` reads them; lists ask for them in `portfolios`, where scope, order and bounds are. A room that
//! writes `search_text` says so here in the same transaction: `keep` after an insert or a change, `forget` after a
//! deletion. On PostgreSQL both do nothing, since it keeps its index itself; `verify` compares index and table.

mod store;

pub use store::{astray, changed, forget, forget_account, keep, keep_all};

use kit::text;

/// The tables that can be searched by an index.
pub const TABLES: [&str; 4] = ["companies", "contacts", "deals", "tasks"];

/// The words of a search, ready to be asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Each is somewhere in the record's `search_text`, before which a space is put.
    parts: Vec<String>,
}

impl Wanted {
    /// Reads what was typed: letters, marks and operators of any kind are only text.
    pub fn read(q: &str) -> Wanted {
        let mut parts: Vec<String> = text::words(q).into_iter().map(part).collect();
        // A word inside another says nothing more.
        let whole = parts.clone();
        parts.retain(|part| !whole.iter().any(|other| other != part && other.contains(part.as_str())));
        Wanted { parts }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Where the parts are in a text as people see it: byte ranges, in order, apart from one another.
    pub fn places(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        text::places(text, &self.parts)
    }
}

/// A word as it is asked for: short ones begin a word, numbers lose what is dialled before them.
fn part(word: String) -> String {
    if word.chars().count() < 3 {
        return format!(" {word}");
    }
    if word.chars().all(|c| c.is_ascii_digit()) { local(&word).to_owned() } else { word }
}

/// A number without its way out of the town or into the country, so that `8 912…` finds `+7 912…`, `+380 44…` finds
/// `044…`, `030…` finds `+49 30…`, and each the other way round. Less than seven digits stay as they are.
fn local(number: &str) -> &str {
    let mut rest = number.strip_prefix("00").unwrap_or(number);
    if rest.len() == 12 {
        rest = rest.strip_prefix("380").unwrap_or(rest);
    }
    if rest.len() == 11 {
        rest = rest.strip_prefix(['7', '8']).unwrap_or(rest);
    }
    rest = rest.strip_prefix('0').unwrap_or(rest);
    if rest.len() < 7 { number } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(q: &str) -> Vec<String> {
        Wanted::read(q).parts
    }

    #[test]
    fn words_are_found_anywhere_and_beginnings_at_the_beginning() {
        assert_eq!(parts("  Ковальчук ан «ТОВ» я"), ["ковальчук", " ан", "тов", " я"]);
        assert_eq!(parts("м’ята М'ЯТА м`ята"), ["мята"]);
        assert_eq!(parts("Ёлка елка ЕЛ"), ["елка", " ел"]);
        assert_eq!(parts("anna@example.com example"), ["anna@example.com"]);
        assert!(Wanted::read(" ' — ,").is_empty());
    }

    #[test]
    fn operators_of_any_engine_are_only_text() {
        assert_eq!(parts("\"a\" OR b* NEAR(c, 5)"), [" a", " or", " b", "near(c", " 5"]);
        assert_eq!(parts("x' or 1=1; drop table deals --"), [" x", " or", "1=1", "drop", "table", "deals"]);
        assert_eq!(parts("100%_sure"), ["100%_sure"]);
    }

    #[test]
    fn numbers_are_found_however_they_are_dialled() {
        for typed in
            ["+7 (912) 345-67-89", "8 912 345 67 89", "89123456789", "79123456789", "007 912 345-67-89"]
        {
            assert_eq!(parts(typed), ["9123456789"], "{typed}");
        }
        for typed in ["+380 44 123 45 67", "044 123-45-67", "8 044 123 45 67", "441234567"] {
            assert_eq!(parts(typed), ["441234567"], "{typed}");
        }
        assert_eq!(parts("030 1234567"), ["301234567"]);
        assert_eq!(parts("+38 (044)"), [" 38", "044"]);
        assert_eq!(parts("0012345"), ["0012345"]);
    }
}
