//! A task before it is kept, and what time makes of it.

use base::error::Fields;
use base::{Change, Kind, Result};
use kit::date::{self, Zone};
use serde::{Deserialize, Serialize};

use crate::records::typed::{lines, required_line};
use crate::records::ways::search_text;

/// What a task is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// deal, contact or company.
    #[schema(value_type = String)]
    pub kind: Kind,
    pub id: i64,
}

impl Subject {
    /// The kinds that tasks can be about.
    pub const KINDS: [Kind; 3] = [Kind::Deal, Kind::Contact, Kind::Company];

    /// As addresses and forms carry it: `deal-12`.
    pub fn code(self) -> String {
        format!("{}-{}", self.kind.code(), self.id)
    }

    /// The reverse of `code`.
    pub fn parse(code: &str) -> Option<Subject> {
        let (kind, id) = code.split_once('-')?;
        let kind = Kind::parse(kind).filter(|kind| Subject::KINDS.contains(kind))?;
        Some(Subject { kind, id: id.parse().ok().filter(|id| *id > 0)? })
    }
}

/// A task as a form, a program or an import wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub title: String,
    pub due: Due,
    pub subject: Option<Subject>,
    pub note: String,
    pub done: bool,
    /// What came of it; only a done task has one.
    pub result: String,
}

/// When, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// `2026-11-22T14:05` in the zone of who types.
    Local(String),
    /// RFC 3339.
    Moment(String),
    /// ms UTC.
    At(i64),
}

impl Default for Due {
    fn default() -> Due {
        Due::Local(String::new())
    }
}

/// A task that can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    /// ms UTC.
    pub due_at: i64,
    /// Not yet checked to be there.
    pub subject: Option<Subject>,
    pub note: Option<String>,
    pub done: bool,
    pub result: Option<String>,
}

/// The longest title and the longest note, in characters.
const LINE: usize = 200;
const NOTE: usize = 10_000;

impl Typed {
    /// Everything that is wrong at once, or a task that can be kept.
    pub fn read(self, zone: &Zone) -> Result<Draft> {
        let mut wrong = Fields::default();
        let title = required_line(&mut wrong, "title", &self.title, LINE);
        let due_at = self.due.read(zone).unwrap_or_else(|key| {
            wrong.add("due_at", key);
            0
        });
        let note = lines(&mut wrong, "note", &self.note, NOTE);
        let result = lines(&mut wrong, "result", &self.result, NOTE).filter(|_| self.done);
        if self.subject.is_some_and(|subject| !Subject::KINDS.contains(&subject.kind)) {
            wrong.add("subject", "error-tasks-subject");
        }
        wrong.check()?;
        Ok(Draft { title, due_at, subject: self.subject, note, done: self.done, result })
    }
}

impl Due {
    fn read(&self, zone: &Zone) -> Result<i64, &'static str> {
        let at = match self {
            Due::Local(text) | Due::Moment(text) if text.trim().is_empty() => return Err("error-required"),
            // Some browsers add seconds.
            Due::Local(text) => date::parse_local(text.trim().get(..16).unwrap_or_default(), zone),
            Due::Moment(text) => date::parse(text),
            Due::At(ms) => Ok(*ms),
        };
        at.ok().filter(|at| (EARLIEST..LATEST).contains(at)).ok_or("error-tasks-due")
    }
}

/// The years 1970 to 9998: every one of these moments can be shown in every zone.
const EARLIEST: i64 = 0;
const LATEST: i64 = 253_370_764_800_000;

impl Draft {
    /// What is searched.
    pub fn search_text(&self) -> String {
        search_text([self.title.as_str()])
    }

    /// As if it were typed anew.
    pub fn typed(self) -> Typed {
        Typed {
            title: self.title,
            due: Due::At(self.due_at),
            subject: self.subject,
            note: self.note.unwrap_or_default(),
            done: self.done,
            result: self.result.unwrap_or_default(),
        }
    }

    /// What differs, field by field; the subject is the caller's to name.
    pub fn changes(&self, after: &Draft, zone: &Zone) -> Vec<Change> {
        let at = |ms: i64| Some(readable(ms, zone));
        [
            Change::of("title", Some(self.title.clone()), Some(after.title.clone())),
            Change::of("due_at", at(self.due_at), at(after.due_at)),
            Change::of("note", self.note.clone(), after.note.clone()),
            Change::of("result", self.result.clone(), after.result.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A moment as every reader of the journal understands it: `2026-11-22 14:05` in the account's zone.
pub fn readable(ms: i64, zone: &Zone) -> String {
    date::input_local(ms, zone).replace('T', " ")
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    Overdue,
    Open,
}

impl State {
    pub fn of(done: bool, due_at: i64, now: i64) -> State {
        match done {
            true => State::Done,
            false if due_at < now => State::Overdue,
            false => State::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(due: Due) -> Typed {
        Typed { title: " Call  Anna ".into(), due, subject: Subject::parse("deal-12"), ..Typed::default() }
    }

    fn kyiv() -> Zone {
        Zone::parse("Europe/Kyiv").unwrap()
    }

    #[test]
    fn the_same_moment_can_be_written_three_ways() {
        let ways = [
            Due::Local("2026-11-22T14:05".into()),
            Due::Local("2026-11-22T14:05:00".into()),
            Due::Moment("2026-11-22T12:05:00Z".into()),
            Due::At(1_795_349_100_000),
        ];
        for due in ways {
            let draft = call(due).read(&kyiv()).unwrap();
            assert_eq!((draft.title.as_str(), draft.due_at), ("Call Anna", 1_795_349_100_000));
            assert_eq!(draft.clone().typed().read(&kyiv()).unwrap(), draft);
        }
    }

    #[test]
    fn a_task_needs_a_title_and_a_moment() {
        for due in [
            "",
            "tomorrow",
            "2026-11-22",
            "2026-13-22T14:05",
            "1969-12-31T23:00",
            "9999-01-02T00:00",
            "їїїїїїїїїїїї",
        ] {
            let typed = Typed { title: "\n".into(), ..call(Due::Local(due.into())) };
            let base::Error::Invalid(problem) = typed.read(&kyiv()).unwrap_err() else {
                panic!("not a refusal")
            };
            let fields: Vec<&str> = problem.fields.iter().map(|f| f.field).collect();
            assert_eq!(fields, ["title", "due_at"], "{due}");
        }
    }

    #[test]
    fn subjects_are_deals_contacts_and_companies() {
        assert_eq!(Subject::parse("contact-5"), Some(Subject { kind: Kind::Contact, id: 5 }));
        for bad in ["", "deal", "deal-", "deal-0", "deal-x", "task-5", "bin-5", "5"] {
            assert_eq!(Subject::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_task_is_overdue_once_its_moment_has_passed() {
        assert_eq!(State::of(false, 10, 10), State::Open);
        assert_eq!(State::of(false, 9, 10), State::Overdue);
        assert_eq!(State::of(true, 9, 10), State::Done);
    }

    #[test]
    fn only_a_done_task_has_a_result() {
        let typed = Typed { result: " Agreed ".into(), ..call(Due::At(5)) };
        assert_eq!(typed.clone().read(&kyiv()).unwrap().result, None);
        let done = Typed { done: true, ..typed };
        assert_eq!(done.read(&kyiv()).unwrap().result.as_deref(), Some("Agreed"));
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = call(Due::At(5)).read(&kyiv()).unwrap();
        assert!(before.changes(&before, &kyiv()).is_empty());
        let after = Draft { due_at: 60_000, ..before.clone() };
        let changes = before.changes(&after, &kyiv());
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].after.as_deref(), Some("1970-01-01 03:01"));
    }
}
