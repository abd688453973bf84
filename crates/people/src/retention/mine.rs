//! What happens to one's own data: what is kept, for how long, who may see it. Real numbers, read at this moment.

use std::collections::BTreeMap;

use base::authz::Area;
use base::credentials::{self, Counts};
use base::org::{self, Name, Person};
use base::portfolios::{self, Holding};
use base::{Ctx, Error, Kind, Result};

use super::{Rules, store};

/// All that the page says.
#[derive(Clone, Debug)]
pub struct Mine {
    pub person: Person,
    pub rules: Rules,
    /// What opens the door at this moment.
    pub access: Counts,
    pub kept: Kept,
    pub holdings: BTreeMap<Kind, Holding>,
    /// The administrators, by name: they see everything.
    pub administrators: Vec<Name>,
    /// How many others manage people, and how many read the journal.
    pub manage_people: i64,
    pub read_journal: i64,
}

/// Rows that are about somebody or theirs; 10,000 stands for as many or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Sign-ins that are still known, with the browser; of `Mine` those that are over alone.
    pub past_sign_ins: i64,
    /// What happened to them.
    pub about: i64,
    /// What they did.
    pub done: i64,
    pub comments: i64,
    pub notes: i64,
    pub letters: i64,
    /// When they are away, and why.
    pub absences: i64,
    /// What they asked the administrators for.
    pub requests: i64,
    /// What reviews of access say about them.
    pub reviews: i64,
    pub passkeys: i64,
    /// 1 where an app gives them codes.
    pub factors: i64,
}

/// Counting ends here.
pub const CAP: i64 = 10_000;

/// One's own.
///
/// # Errors
/// 401 for who isn't a person.
pub async fn mine(ctx: &Ctx) -> Result<Mine> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.read(move |tx| {
        let person = org::find(tx, me)?.ok_or(Error::NotFound)?;
        let people = org::active(tx)?;
        let others = |area: Area| {
            let has = |person: &&Person| !person.is_administrator() && person.actor().has(area);
            i64::try_from(people.iter().filter(has).count()).unwrap_or(i64::MAX)
        };
        let access = Counts::of(&credentials::of_person(tx, me)?);
        let mut kept = store::kept(tx, me)?;
        // One that ran out, or ended with a password, is not marked as ended; its row is there as before.
        if kept.past_sign_ins < CAP {
            kept.past_sign_ins -= access.sessions;
        }
        Ok(Mine {
            rules: store::rules(tx)?,
            access,
            kept,
            holdings: portfolios::holdings(tx, me)?,
            administrators: org::administrators(tx)?,
            manage_people: others(Area::People),
            read_journal: others(Area::Journal),
            person,
        })
    })
    .await
}
