//! An absence: its days and its reason, what may be stated and what overlaps. No SQL, no HTTP.

use base::error::Fields;
use base::{Error, Result};
use kit::date::{self, Zone};
use kit::month;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST_DAYS: i64 = 366;
/// So many days back one may still state an absence, and so many ahead.
const BACK_DAYS: i64 = 31;
const AHEAD_DAYS: i64 = 731;
const LONGEST_WORD: usize = 1_000;

/// Why somebody is away; colleagues do not learn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Vacation,
    /// Sick leave.
    Sick,
    /// A business trip.
    Trip,
    Other,
}

impl Reason {
    pub const ALL: [Reason; 4] = [Reason::Vacation, Reason::Sick, Reason::Trip, Reason::Other];

    pub fn code(self) -> &'static str {
        match self {
            Reason::Vacation => "vacation",
            Reason::Sick => "sick",
            Reason::Trip => "trip",
            Reason::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// An absence as it is kept. Days are the company's, like `2026-11-22`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: i64,
    pub person: i64,
    pub first: String,
    pub last: String,
    pub reason: Reason,
    pub word: Option<String>,
    /// ms UTC.
    pub stated_at: i64,
    pub stated_by: Option<i64>,
    pub version: i64,
}

/// Where an absence stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Ahead,
    Now,
    Past,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Ahead => "ahead",
            State::Now => "now",
            State::Past => "past",
        }
    }
}

impl Absence {
    pub fn state(&self, today: &str) -> State {
        if today < self.first.as_str() {
            State::Ahead
        } else if today <= self.last.as_str() {
            State::Now
        } else {
            State::Past
        }
    }

    /// Whether it touches the days from one to another.
    pub fn touches(&self, first: &str, last: &str) -> bool {
        self.first.as_str() <= last && self.last.as_str() >= first
    }

    /// From the first moment of the first day until the end of the last one, in the company's zone.
    pub fn span(&self, zone: &Zone) -> (i64, i64) {
        span(&self.first, &self.last, zone)
    }
}

/// From the first moment of one day until the end of another; days that aren't there are no time at all.
pub fn span(first: &str, last: &str, zone: &Zone) -> (i64, i64) {
    (date::parse_day(first, zone).unwrap_or_default(), date::end_of_day(last, zone).unwrap_or_default())
}

/// What somebody states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub first: String,
    pub last: String,
    pub reason: Reason,
    pub word: Option<String>,
}

impl Wish {
    /// What is stated, if it can be; `before`: as it was until now.
    ///
    /// # Errors
    /// 422 with all that is wrong.
    pub fn checked(self, today: &str, before: Option<&Absence>) -> Result<Wish> {
        let mut wrong = Fields::default();
        for (field, day) in [("first_day", &self.first), ("last_day", &self.last)] {
            if !date::is_day(day) {
                wrong.add(field, if day.is_empty() { "error-required" } else { "error-absence-day" });
            }
        }
        let word = self.word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        if word.as_ref().is_some_and(|word| word.chars().count() > LONGEST_WORD) {
            wrong.add("word", "error-too-long");
        }
        if wrong.is_empty() {
            let earliest = date::days_after(today, -BACK_DAYS).unwrap_or_default();
            let latest = date::days_after(today, AHEAD_DAYS).unwrap_or_default();
            let begins_anew = before.is_none_or(|before| before.first != self.first);
            match month::length(&self.first, &self.last) {
                None => wrong.add("last_day", "error-absence-order"),
                Some(days) if days > LONGEST_DAYS => wrong.add("last_day", "error-absence-too-long"),
                Some(_) if begins_anew && self.first < earliest => {
                    wrong.add("first_day", "error-absence-long-ago");
                }
                Some(_) if self.first > latest => wrong.add("first_day", "error-absence-far"),
                Some(_) => {}
            }
        }
        wrong.check()?;
        Ok(Wish { word, ..self })
    }
}

/// The one of the same person that stands in the way.
pub fn in_the_way<'a>(wish: &Wish, id: Option<i64>, others: &'a [Absence]) -> Option<&'a Absence> {
    others.iter().find(|other| Some(other.id) != id && other.touches(&wish.first, &wish.last))
}

/// 409, when it is over.
pub(super) fn check_goes_on(absence: &Absence, today: &str) -> Result<()> {
    if absence.state(today) == State::Past { Err(Error::conflict("error-absence-over")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(first: &str, last: &str) -> Wish {
        Wish { first: first.into(), last: last.into(), reason: Reason::Vacation, word: None }
    }

    fn refusal(first: &str, last: &str) -> Option<(&'static str, &'static str)> {
        match wish(first, last).checked("2026-11-23", None) {
            Err(Error::Invalid(problem)) => problem.fields.first().map(|field| (field.field, field.key)),
            _ => None,
        }
    }

    fn absence(id: i64, first: &str, last: &str) -> Absence {
        Absence {
            id,
            person: 1,
            first: first.into(),
            last: last.into(),
            reason: Reason::Sick,
            word: None,
            stated_at: 0,
            stated_by: None,
            version: 1,
        }
    }

    #[test]
    fn an_absence_is_of_a_day_to_a_year_and_about_now() {
        assert_eq!(refusal("2026-11-23", "2026-11-23"), None);
        assert_eq!(refusal("2026-11-01", "2026-11-02"), None);
        assert_eq!(refusal("2026-11-23", "2026-11-22"), Some(("last_day", "error-absence-order")));
        assert_eq!(refusal("2026-12-01", "2027-12-02"), Some(("last_day", "error-absence-too-long")));
        assert_eq!(refusal("2026-12-01", "2027-12-01"), None);
        assert_eq!(refusal("2016-11-01", "2016-11-02"), Some(("first_day", "error-absence-long-ago")));
        assert_eq!(refusal("2036-11-01", "2036-11-02"), Some(("first_day", "error-absence-far")));
        assert_eq!(refusal("", "2026-11-22"), Some(("first_day", "error-required")));
        assert_eq!(refusal("2026-13-01", "2026-11-22"), Some(("first_day", "error-absence-day")));
    }

    #[test]
    fn a_long_one_that_began_long_ago_can_still_be_changed() {
        let before = absence(7, "2026-02-01", "2026-11-30");
        assert!(wish("2026-02-01", "2026-12-05").checked("2026-11-23", Some(&before)).is_ok());
        assert!(wish("2026-02-02", "2026-12-05").checked("2026-11-23", Some(&before)).is_err());
    }

    #[test]
    fn days_are_counted_with_both_ends() {
        let one = absence(7, "2026-11-24", "2026-11-27");
        let states =
            ["2026-11-23", "2026-11-24", "2026-11-27", "2026-11-28"].map(|day| one.state(day).code());
        assert_eq!(states, ["ahead", "now", "now", "past"]);
        let others = [one];
        assert!(in_the_way(&wish("2026-11-27", "2026-11-29"), None, &others).is_some());
        assert!(in_the_way(&wish("2026-11-28", "2026-11-29"), None, &others).is_none());
        assert!(in_the_way(&wish("2026-11-27", "2026-11-29"), Some(7), &others).is_none());
    }

    #[test]
    fn a_whole_day_is_as_long_as_the_companys() {
        let kyiv = Zone::parse("Europe/Kyiv").unwrap();
        let (from, until) = absence(7, "2026-10-25", "2026-10-25").span(&kyiv);
        assert_eq!(until - from, 25 * 3_600_000);
    }
}
