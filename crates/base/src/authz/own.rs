//! Some cells of the matrix: what one person has otherwise than their role, and what a stage leaves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Area, Deed, Rights, Scope};
use crate::Kind;

/// Some cells of the matrix: those that are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cells {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub see: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assign: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete: Option<Scope>,
}

impl Cells {
    pub fn of(&self, deed: Deed) -> Option<Scope> {
        match deed {
            Deed::See => self.see,
            Deed::Create => self.create,
            Deed::Edit => self.edit,
            Deed::Assign => self.assign,
            Deed::Delete => self.delete,
        }
    }

    pub fn set(&mut self, deed: Deed, scope: Option<Scope>) {
        match deed {
            Deed::See => self.see = scope,
            Deed::Create => self.create = scope,
            Deed::Edit => self.edit = scope,
            Deed::Assign => self.assign = scope,
            Deed::Delete => self.delete = scope,
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Cells::default()
    }

    /// As a limit of a stage: how far the deed goes there at most. What isn't seen there can't be done there.
    pub(super) fn most(&self, deed: Deed) -> Scope {
        let all = Scope::All;
        self.of(deed).unwrap_or(all).min(self.see.unwrap_or(all))
    }
}

/// What one person has otherwise than their role: cell by cell, more or less.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Own {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<Kind, Cells>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<Kind, bool>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub areas: BTreeMap<Area, bool>,
}

impl Own {
    pub fn is_empty(&self) -> bool {
        *self == Own::default()
    }

    /// Without what says the same as the role.
    pub fn beside(mut self, role: &Rights) -> Own {
        for (kind, cells) in &mut self.kinds {
            for deed in Deed::ALL {
                cells.set(deed, cells.of(deed).filter(|scope| *scope != role.grant(*kind).of(deed)));
            }
        }
        self.kinds.retain(|_, cells| !cells.is_empty());
        self.holds.retain(|kind, hold| *hold != role.may_hold(*kind));
        self.areas.retain(|area, has| *has != role.areas.contains(area));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authz::Ready;

    #[test]
    fn own_rights_stand_over_the_role_and_keep_only_what_differs() {
        let mut own = Own::default();
        let cells = Cells { see: Some(Scope::All), edit: Some(Scope::Own), ..Cells::default() };
        own.kinds.insert(Kind::Deal, cells);
        own.holds.insert(Kind::Task, false);
        own.areas.insert(Area::Billing, true);
        own.areas.insert(Area::People, false);
        let rights = Ready::Seller.rights().with(&own);
        assert_eq!(rights.scope(Kind::Deal, Deed::See), Scope::All);
        assert!(!rights.may_hold(Kind::Task) && rights.areas.contains(&Area::Billing));
        let own = own.beside(&Ready::Seller.rights());
        assert_eq!(own.kinds[&Kind::Deal], Cells { see: Some(Scope::All), ..Cells::default() });
        assert_eq!(own.areas, BTreeMap::from([(Area::Billing, true)]));
        assert_eq!(Ready::Seller.rights().with(&own), rights);
    }
}
