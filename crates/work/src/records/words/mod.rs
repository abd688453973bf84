//! Filters said as words in a search line: `stage:offer lamp`, `этап:переговоры`, `відповідальний:я`.
//!
//! A room declares its [`Word`]s; what they are called stands in the dictionaries, and those of all three languages are
//! understood whatever the interface speaks. `line` takes what was typed apart, `meaning` makes of a word and its value the
//! field of the list's address that the filter controls would have sent: the list is then asked as ever, and only what
//! is no filter stays in its line. A word that nobody knows is text; a value that nobody knows is never guessed at: the
//! page asks which one was meant (`shown`). Programs have the fields themselves, their `q` is only text.

pub mod line;
mod meaning;
mod shown;

pub use meaning::{Address, Ask, Heard, hear, known_in, names_of};
pub use shown::{Frame, answer, asked, help, href, offers};

use base::authz::{Deed, Scope};
use base::portfolios::queues;
use base::{Kind, Reading, Result, Tx, org};

/// A filter that can be said.
#[derive(Debug)]
pub struct Word {
    /// Ends the keys of what it is called (`filter-word-CODE`), what it does (`filter-says-CODE`), and what is answered to
    /// a value that isn't there (`filter-none-CODE`).
    pub code: &'static str,
    /// The field of the list's address that it sets.
    pub field: &'static str,
    pub values: Values,
}

/// What can stand behind the colon.
#[derive(Debug)]
pub enum Values {
    /// One of a few.
    Few(&'static [Few]),
    /// Something with a name.
    Known(fn(&mut Tx<'_, Reading>, Kind) -> Result<Vec<Known>>),
    /// A day to come; with how the address says that it has passed, where that isn't by the day before this one.
    Day { passed: Option<(&'static str, &'static str)> },
}

/// One of a few values.
#[derive(Debug)]
pub struct Few {
    /// Ends the key of what it is called: `filter-value-CODE`.
    pub code: &'static str,
    /// What the field says then; empty takes the filter away.
    pub value: &'static str,
}

impl Few {
    pub const fn new(code: &'static str, value: &'static str) -> Few {
        Few { code, value }
    }
}

/// Something with a name that a filter can be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub id: i64,
    pub name: String,
    /// What it is part of: the other filter that says so, with its value.
    pub part_of: Option<(&'static str, i64)>,
    /// Tells two of the same name apart; may be empty.
    pub note: String,
    /// Whether it is the reader.
    pub me: bool,
}

/// Whose records are listed: the names that the list's filter offers, and of those oneself only where one sees no others'.
pub const RESPONSIBLE: Word =
    Word { code: "responsible", field: "responsible_id", values: Values::Known(responsible) };

/// Which queue's.
pub const QUEUE: Word = Word { code: "queue", field: "queue_id", values: Values::Known(queues_around) };

fn responsible(tx: &mut Tx<'_, Reading>, kind: Kind) -> Result<Vec<Known>> {
    let me = tx.actor().person_id();
    let others = tx.actor().scope(kind, Deed::See) > Scope::Own;
    let people = org::picker(tx, Some(kind))?.into_iter();
    let known = people.map(|person| Known {
        id: person.id,
        name: person.name,
        note: person.email.or(person.login).unwrap_or_default(),
        me: Some(person.id) == me,
        part_of: None,
    });
    Ok(known.filter(|known| others || known.me).collect())
}

fn queues_around(tx: &mut Tx<'_, Reading>, kind: Kind) -> Result<Vec<Known>> {
    let Some(me) = tx.actor().person_id().filter(|_| tx.actor().may_hold(kind)) else {
        return Ok(Vec::new());
    };
    let queues = queues::of_member(tx, me)?.into_iter();
    Ok(queues.map(|queue| Known { id: queue.id, name: queue.name, ..Known::default() }).collect())
}
