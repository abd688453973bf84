//! What can be decided about keeping data. No database.

use base::error::Fields;
use base::{Change, Result};

/// What the account has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Between the press that erases a person and the erasure.
    pub grace_days: i64,
    /// How long what came by a form is kept once it is done; `None`: as long as its contact.
    pub entry_days: Option<i64>,
}

/// The law gives a month to do what a person demands; more is for who isn't under it.
pub const GRACE: std::ops::RangeInclusive<i64> = 1..=90;
pub const ENTRIES: std::ops::RangeInclusive<i64> = 1..=3_650;

impl Rules {
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn checked(self) -> Result<Rules> {
        let mut wrong = Fields::default();
        if !GRACE.contains(&self.grace_days) {
            wrong.add("grace_days", "error-grace-days");
        }
        if self.entry_days.is_some_and(|days| !ENTRIES.contains(&days)) {
            wrong.add("entry_days", "error-entry-days");
        }
        wrong.check()?;
        Ok(self)
    }

    /// What others are, field by field.
    pub fn changes(&self, after: &Rules) -> Vec<Change> {
        let text = |days: Option<i64>| days.map(|days| days.to_string());
        let grace = Change::of("grace_days", text(Some(self.grace_days)), text(Some(after.grace_days)));
        grace
            .into_iter()
            .chain(Change::of("entry_days", text(self.entry_days), text(after.entry_days)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    #[test]
    fn everything_wrong_is_said_at_once_and_only_what_differs_is_a_change() {
        let usual = Rules { grace_days: 30, entry_days: None };
        let Err(Error::Invalid(problem)) = (Rules { grace_days: 0, entry_days: Some(4_000) }).checked()
        else {
            panic!("took it")
        };
        assert_eq!(problem.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["grace_days", "entry_days"]);
        assert!(usual.checked().is_ok() && usual.changes(&usual).is_empty());
        let after = Rules { grace_days: 14, entry_days: Some(365) };
        assert_eq!(usual.changes(&after).len(), 2);
    }
}
