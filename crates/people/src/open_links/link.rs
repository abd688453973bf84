//! An open link: what it carries and whether it works. No SQL, no HTTP.

use base::Result;
use base::error::Fields;
use base::org::Name;

/// What an open link is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// `None`: the account's default role.
    pub role_id: Option<i64>,
    pub department_id: Option<i64>,
    /// For so many days.
    pub days: i64,
    /// For so many people.
    pub most: i64,
    /// Whether an administrator says yes to each.
    pub approval: bool,
}

/// The longest an open link works, in days.
pub const MOST_DAYS: i64 = 30;
/// So many people come by one at most.
pub const MOST: i64 = 300;

impl Wish {
    pub(super) fn check(&self) -> Result<()> {
        let mut wrong = Fields::default();
        if !(1..=MOST_DAYS).contains(&self.days) {
            wrong.add("days", "error-open-link-days");
        }
        if !(1..=MOST).contains(&self.most) {
            wrong.add("most", "error-open-link-most");
        }
        wrong.check()
    }
}

/// An open link as it is kept; the secret is known to nobody.
#[derive(Clone, Debug)]
pub struct Link {
    pub id: i64,
    pub role_id: i64,
    /// `None`: there is no such role any more.
    pub role: Option<String>,
    /// Of a ready role, whose name is a dictionary word.
    pub role_key: Option<String>,
    pub department_id: Option<i64>,
    /// `None` beside an id: there is no such department any more, and whoever comes goes into none.
    pub department: Option<String>,
    pub approval: bool,
    pub most: i64,
    /// How many came by it, those who wait included.
    pub used: i64,
    pub created_by: i64,
    /// ms UTC.
    pub created_at: i64,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
}

impl Link {
    /// Whether somebody can still come by it, as far as the link itself says.
    pub fn is_open(&self, now: i64) -> bool {
        self.ended_at.is_none() && self.expires_at > now && self.used < self.most && self.role.is_some()
    }

    /// The department they go into, if it is there.
    pub fn joins(&self) -> Option<i64> {
        self.department_id.filter(|_| self.department.is_some())
    }

    /// Where it stands for who manages people; `adds`: whether its maker may add people yet.
    pub fn standing(&self, adds: bool, now: i64) -> Standing {
        match self.role {
            _ if self.is_open(now) && adds => Standing::Works,
            _ if self.is_open(now) => Standing::Maker,
            None if self.ended_at.is_none() => Standing::Role,
            _ => Standing::Over,
        }
    }
}

/// Whether an open link lets somebody in, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Works,
    /// It has ended, is too old or full.
    Over,
    /// Whoever made it may add nobody any more.
    Maker,
    /// Its role is gone.
    Role,
}

impl Standing {
    pub fn code(self) -> &'static str {
        match self {
            Standing::Works => "works",
            Standing::Over => "over",
            Standing::Maker => "maker",
            Standing::Role => "role",
        }
    }
}

/// An open link as who manages people sees it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub link: Link,
    pub maker: Option<Name>,
    pub standing: Standing,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(used: i64, ended_at: Option<i64>) -> Link {
        Link {
            id: 1,
            role_id: 1,
            role: Some("seller".into()),
            role_key: None,
            department_id: None,
            department: None,
            approval: true,
            most: 2,
            used,
            created_by: 1,
            created_at: 0,
            expires_at: 10,
            ended_at,
        }
    }

    #[test]
    fn a_link_works_until_its_day_its_number_or_its_end() {
        assert!(link(1, None).is_open(9));
        assert!(!link(1, None).is_open(10) && !link(2, None).is_open(9) && !link(1, Some(5)).is_open(9));
    }

    #[test]
    fn a_link_says_why_it_lets_nobody_in() {
        assert_eq!(link(1, None).standing(true, 9), Standing::Works);
        assert_eq!(link(1, None).standing(false, 9), Standing::Maker);
        assert_eq!(link(1, Some(5)).standing(false, 9), Standing::Over);
        assert_eq!(Link { role: None, ..link(1, None) }.standing(true, 9), Standing::Role);
    }

    #[test]
    fn days_and_numbers_have_bounds() {
        let wish = Wish { role_id: None, department_id: None, days: 7, most: 50, approval: true };
        assert!(wish.check().is_ok());
        for wrong in [
            Wish { days: 0, ..wish },
            Wish { days: 31, ..wish },
            Wish { most: 0, ..wish },
            Wish { most: 301, ..wish },
        ] {
            assert!(wrong.check().is_err());
        }
    }
}
