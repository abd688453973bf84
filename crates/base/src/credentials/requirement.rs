//! Of whom an account requires a second factor, and from when on. No database.

use crate::kind::Category;

const DAY_MS: i64 = 24 * 3_600_000;

/// Of whom it is required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    #[default]
    Nobody,
    Administrators,
    Everybody,
}

impl Of {
    pub const ALL: [Of; 3] = [Of::Nobody, Of::Administrators, Of::Everybody];

    pub fn code(self) -> &'static str {
        match self {
            Of::Nobody => "nobody",
            Of::Administrators => "administrators",
            Of::Everybody => "everybody",
        }
    }

    pub fn parse(code: &str) -> Option<Of> {
        Of::ALL.into_iter().find(|of| of.code() == code)
    }
}

/// What the account has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub of: Of,
    /// Days for which one may still do without; 0: none.
    pub days: i64,
    /// Since when it is required of so many, ms UTC.
    pub since: i64,
}

impl Requirement {
    /// Whether it concerns people of the category.
    pub fn concerns(self, category: Category) -> bool {
        match self.of {
            Of::Nobody => false,
            Of::Administrators => category == Category::Administrator,
            Of::Everybody => true,
        }
    }

    /// From when on somebody who became active then can't do without it; `None`: it does not concern them.
    pub fn due(self, category: Category, active_at: i64) -> Option<i64> {
        self.concerns(category).then(|| self.since.max(active_at) + self.days * DAY_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_begin_with_the_later_of_the_requirement_and_the_first_day() {
        let required = Requirement { of: Of::Everybody, days: 7, since: 100 * DAY_MS };
        assert_eq!(required.due(Category::Member, 3 * DAY_MS), Some(107 * DAY_MS));
        assert_eq!(required.due(Category::Member, 105 * DAY_MS), Some(112 * DAY_MS));
        let at_once = Requirement { days: 0, ..required };
        assert_eq!(at_once.due(Category::Member, 3 * DAY_MS), Some(100 * DAY_MS));
    }

    #[test]
    fn it_concerns_whom_it_names() {
        let of = |of| Requirement { of, days: 7, since: 0 };
        assert_eq!(of(Of::Nobody).due(Category::Administrator, 0), None);
        assert_eq!(of(Of::Administrators).due(Category::Member, 0), None);
        assert!(of(Of::Administrators).concerns(Category::Administrator));
        assert!(of(Of::Everybody).concerns(Category::Member));
        assert_eq!(Of::parse("everybody"), Some(Of::Everybody));
        assert_eq!(Of::parse("all"), None);
    }
}
