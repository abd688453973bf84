//! The account that everything happens in.

use kit::lang::Lang;
use kit::phone::Country;

use crate::kind::Category;
use crate::{Error, Result};

/// One company's space, as every page needs it.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: i64,
    pub name: String,
    pub lang: Lang,
    /// An IANA zone name.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Where telephone numbers without a `+` are from, where the company says it.
    pub country: Option<Country>,
    /// Made up, to look around in.
    pub sample: bool,
    /// From when on nothing of it opens, ms UTC: it closes. `None`: it stays.
    pub closes_at: Option<i64>,
}

impl Account {
    /// Whether its day has come: nothing of it opens any more.
    pub fn is_over(&self, now: i64) -> bool {
        self.closes_at.is_some_and(|at| at <= now)
    }

    /// Whether somebody of the category may be inside, as far as that is a matter of the whole company: while it closes
    /// administrators alone, afterwards nobody. Every way in asks it.
    ///
    /// # Errors
    /// 403 `company_closing`; 401 once the day has come.
    pub fn admits(&self, category: Category, now: i64) -> Result<()> {
        match self.closes_at {
            Some(at) if at <= now => Err(Error::SignedOut),
            Some(at) if category != Category::Administrator => Err(Error::Closing { account: self.id, at }),
            _ => Ok(()),
        }
    }

    /// Where telephone numbers without a `+` are from; unless the company says it, where its clocks are.
    pub fn home(&self) -> Option<Country> {
        self.country.or_else(|| Country::of_zone(&self.zone))
    }
}
