//! The address of a list, from text to types: what is searched for, whose, in which order, from where, how many.

use base::error::Fields;
use base::portfolios::Sort;
use base::web::Kept;
use base::{Error, Result};
use kit::cursor::{self, CursorPart};
use serde::Deserialize;
use store::Value;

use super::typed;

/// The part of a list's address that all rooms understand, as it came. Empty is the same as absent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words that must all be found, in any order. They are only text: the filter words that people type in a search line
    /// (`stage:offer`) are parameters of their own here.
    pub q: Option<String>,
    /// Only what this person holds.
    #[param(value_type = Option<i64>)]
    pub responsible_id: Option<String>,
    /// Only what is in this queue.
    #[param(value_type = Option<i64>)]
    pub queue_id: Option<String>,
    /// Only what lies in the portfolios that this hand-over moved.
    #[param(value_type = Option<i64>)]
    pub handover_id: Option<String>,
    /// A field to sort by; `-` before it turns the order.
    pub sort: Option<String>,
    /// `next` of the answer before.
    pub cursor: Option<String>,
    /// 1 to 200, 50 unless told.
    #[param(value_type = Option<i64>)]
    pub limit: Option<String>,
}

/// A column a list can be sorted by.
#[derive(Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The word in addresses: `updated_at`. `updated` is understood too.
    pub word: &'static str,
    /// A column of the table with an index behind `account_id` and behind `account_id, portfolio_id`.
    pub column: &'static str,
    pub holds: Holds,
    /// Which way the list goes where this is its default order.
    pub first: Way,
}

/// What a sort column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Number,
    Text,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ascending,
    Descending,
}

impl Way {
    fn turned(self) -> Way {
        match self {
            Way::Ascending => Way::Descending,
            Way::Descending => Way::Ascending,
        }
    }
}

/// What is asked of a list.
#[derive(Clone, Debug)]
pub struct Asked {
    pub q: String,
    pub responsible: Option<i64>,
    pub queue: Option<i64>,
    pub handover: Option<i64>,
    pub key: &'static SortKey,
    pub way: Way,
    pub start: Option<Start>,
    pub limit: i64,
}

/// Where a page begins: beyond this row.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    pub value: Value,
    pub id: i64,
    pub toward: Toward,
}

/// Whether a page goes on in the list's order, or back towards its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    End,
    Beginning,
}

impl ListQuery {
    /// Reads the address; says everything that is wrong with it at once.
    pub fn read(&self, sorts: &'static [SortKey]) -> Result<Asked> {
        let mut wrong = Fields::default();
        let text = |value: &Option<String>| value.as_deref().unwrap_or_default().trim().to_owned();
        let q = typed::line(&mut wrong, "q", &text(&self.q), 200).unwrap_or_default();
        let responsible = typed::id(&mut wrong, "responsible_id", &text(&self.responsible_id));
        let queue = typed::id(&mut wrong, "queue_id", &text(&self.queue_id));
        let handover = typed::id(&mut wrong, "handover_id", &text(&self.handover_id));
        let limit = limit(&mut wrong, &text(&self.limit));
        let Some((key, way)) = order(&text(&self.sort), sorts) else {
            wrong.add("sort", "error-records-sort");
            return Err(wrong.into_error());
        };
        let cursor = text(&self.cursor);
        let start = if cursor.is_empty() { None } else { start(&cursor, key, way) };
        if start.is_none() && !cursor.is_empty() {
            wrong.add("cursor", "error-records-cursor");
        }
        wrong.check()?;
        Ok(Asked { q, responsible, queue, handover, key, way, start, limit })
    }
}

impl ListQuery {
    /// What links of the list carry along; a room adds its own filters with `and`. Not the place.
    pub fn kept(&self) -> Kept {
        Kept::default()
            .and("q", self.q.as_deref())
            .and("responsible_id", self.responsible_id.as_deref())
            .and("queue_id", self.queue_id.as_deref())
            .and("handover_id", self.handover_id.as_deref())
            .and("sort", self.sort.as_deref())
    }
}

impl Asked {
    /// The order in which rows are read: the list's own, or turned when going back.
    pub fn reading(&self) -> Sort {
        let way = if self.goes_back() { self.way.turned() } else { self.way };
        Sort { column: self.key.column, descending: way == Way::Descending }
    }

    pub fn goes_back(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.toward == Toward::Beginning)
    }

    /// The order as the address says it.
    pub fn sort_word(&self) -> String {
        sort_word(self.key.word, self.way)
    }

    /// A cursor that begins beyond the row with this sort value and id.
    pub fn cursor(&self, value: Value, id: i64, toward: Toward) -> String {
        let value = match value {
            Value::Int(n) => CursorPart::Int(n),
            Value::Text(text) => CursorPart::Text(text),
            _ => CursorPart::Null,
        };
        let toward = CursorPart::Int((toward == Toward::Beginning).into());
        cursor::encode(&[CursorPart::Text(self.sort_word()), value, CursorPart::Int(id), toward])
    }
}

fn limit(wrong: &mut Fields, text: &str) -> i64 {
    const USUAL: i64 = 50;
    if text.is_empty() {
        return USUAL;
    }
    match text.parse() {
        Ok(n @ 1..=200) => n,
        _ => {
            wrong.add("limit", "error-records-limit");
            USUAL
        }
    }
}

fn order(text: &str, sorts: &'static [SortKey]) -> Option<(&'static SortKey, Way)> {
    if text.is_empty() {
        return sorts.first().map(|key| (key, key.first));
    }
    let (word, way) = match text.strip_prefix('-') {
        Some(word) => (word, Way::Descending),
        None => (text, Way::Ascending),
    };
    sorts
        .iter()
        .find(|key| key.word == word || key.word.strip_suffix("_at") == Some(word))
        .map(|key| (key, way))
}

fn sort_word(word: &str, way: Way) -> String {
    if way == Way::Descending { format!("-{word}") } else { word.to_owned() }
}

/// A cursor is only good for the order it was made in.
fn start(text: &str, key: &SortKey, way: Way) -> Option<Start> {
    let parts = cursor::decode(text)?;
    let [CursorPart::Text(order), value, CursorPart::Int(id), CursorPart::Int(toward)] = parts.as_slice()
    else {
        return None;
    };
    let value = match (value, key.holds) {
        (CursorPart::Int(n), Holds::Number) => Value::Int(*n),
        (CursorPart::Text(text), Holds::Text) if !text.contains('\0') => Value::Text(text.clone()),
        _ => return None,
    };
    let toward = if *toward == 1 { Toward::Beginning } else { Toward::End };
    (*order == sort_word(key.word, way)).then_some(Start { value, id: *id, toward })
}

/// One field of an address, read by the room.
pub fn flag(field: &'static str, text: Option<&str>) -> Result<Option<bool>> {
    match text.map(str::trim).unwrap_or_default() {
        "" => Ok(None),
        "true" | "1" => Ok(Some(true)),
        "false" | "0" => Ok(Some(false)),
        _ => Err(Error::field(field, "error-records-flag")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SORTS: &[SortKey] = &[
        SortKey { word: "created_at", column: "id", holds: Holds::Number, first: Way::Descending },
        SortKey { word: "title", column: "title_key", holds: Holds::Text, first: Way::Ascending },
    ];

    fn query(sort: &str, cursor: &str, limit: &str) -> ListQuery {
        let some = |text: &str| Some(text.to_owned());
        ListQuery { sort: some(sort), cursor: some(cursor), limit: some(limit), ..ListQuery::default() }
    }

    #[test]
    fn an_empty_address_asks_for_the_usual() {
        let asked = ListQuery::default().read(SORTS).unwrap();
        assert_eq!((asked.sort_word().as_str(), asked.limit, asked.start), ("-created_at", 50, None));
    }

    #[test]
    fn orders_are_a_closed_set() {
        assert_eq!(query("title", "", "").read(SORTS).unwrap().sort_word(), "title");
        assert_eq!(query("-created", "", "200").read(SORTS).unwrap().sort_word(), "-created_at");
        for (sort, limit) in [("amount", ""), ("title; drop", ""), ("", "0"), ("", "201"), ("", "x")] {
            assert!(query(sort, "", limit).read(SORTS).is_err(), "{sort} {limit}");
        }
    }

    #[test]
    fn a_cursor_comes_back_only_in_its_own_order() {
        let asked = query("-title", "", "").read(SORTS).unwrap();
        let made = asked.cursor(Value::from("я"), 7, Toward::Beginning);
        let again = query("-title", &made, "").read(SORTS).unwrap();
        assert_eq!(again.start, Some(Start { value: Value::from("я"), id: 7, toward: Toward::Beginning }));
        assert!(!again.reading().descending);
        for (sort, cursor) in
            [("title", made.as_str()), ("", made.as_str()), ("-title", "x"), ("-title", "W10")]
        {
            assert!(query(sort, cursor, "").read(SORTS).is_err(), "{sort} {cursor}");
        }
        let wrong_type = asked.cursor(Value::Int(5), 7, Toward::End);
        let no_text = asked.cursor(Value::from("a\0b"), 7, Toward::End);
        assert!(query("-title", &wrong_type, "").read(SORTS).is_err());
        assert!(query("-title", &no_text, "").read(SORTS).is_err());
    }
}
