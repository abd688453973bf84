//! What a person may do and sees: their role, what is otherwise for them, and how much of each kind that opens.

use std::collections::HashMap;

use base::authz::{self, Deed, Do, Own, Rights, Scope};
use base::org::{self, Name, Person, Role};
use base::portfolios::{self, store::seen};
use base::{Ctx, Error, Kind, Reading, Result, Tx};

use crate::roles::{self, matrix::Stage};

/// How much of a kind a person sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sees {
    pub kind: Kind,
    pub scope: Scope,
    pub count: i64,
    /// Whose, the most first.
    pub of: Vec<(i64, i64)>,
}

/// All that there is to know of a person's rights.
#[derive(Clone, Debug)]
pub struct Look {
    pub person: Person,
    pub role: Role,
    pub stages: Vec<Stage>,
    /// What really is: role and own together; everything for an administrator.
    pub rights: Rights,
    pub sees: Vec<Sees>,
    /// Names of whose records are seen.
    pub names: HashMap<i64, Name>,
    /// Whether the reader may give this person other rights at all.
    pub may_change: bool,
}

impl Look {
    pub fn own(&self) -> &Own {
        &self.person.own
    }
}

/// The rights of a person: one's own, or anybody's for who manages people. Counts only, no record is named.
///
/// # Errors
/// 403, 404.
pub async fn rights(ctx: &Ctx, id: i64) -> Result<Look> {
    if ctx.person_id() != Some(id) {
        authz::decide(&ctx.actor, &Do::ExplainRights)?;
    }
    ctx.read(move |tx| {
        let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
        let role = roles::find(tx)?.find(person.role_id).cloned().ok_or(Error::NotFound)?;
        let sees = sees(tx, &person)?;
        let people: Vec<i64> = sees.iter().flat_map(|sees| sees.of.iter().map(|(id, _)| *id)).collect();
        let edit = Do::EditPerson { category: person.category, becomes: person.category };
        let may_change = authz::offers(tx.actor(), &edit)
            && !person.is_administrator()
            && (tx.actor().is_administrator() || tx.actor().person_id() != Some(id));
        Ok(Look {
            rights: person.actor().rights,
            stages: roles::stages_within(tx)?,
            names: org::names(tx, people)?,
            person,
            role,
            sees,
            may_change,
        })
    })
    .await
}

/// How much of each kind the person sees, by the same sets as their lists.
pub(super) fn sees(tx: &mut Tx<'_, Reading>, person: &Person) -> Result<Vec<Sees>> {
    let (actor, me) = (person.actor(), person.works_as());
    let mut all = Vec::new();
    for kind in Kind::RECORDS {
        let sight = portfolios::sight_of(tx, (&actor, me), kind, Deed::See)?;
        let of = seen::by_holder(tx, kind, &sight)?;
        let count = of.iter().map(|(_, n)| n).sum();
        all.push(Sees { kind, scope: actor.scope(kind, Deed::See), count, of });
    }
    Ok(all)
}
