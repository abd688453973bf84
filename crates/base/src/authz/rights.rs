//! What a role grants: kind × deed × scope, what may be held, areas, and less at some stages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::own::{Cells, Own};
use crate::Kind;
use crate::kind::Category;

/// How far from oneself a right reaches. The order matters: each includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    #[default]
    None,
    /// Portfolios one holds.
    Own,
    /// Those held by members of one's departments.
    Department,
    /// Those, and of the departments below.
    Tree,
    All,
}

impl Scope {
    pub const ALL: [Scope; 5] = [Scope::None, Scope::Own, Scope::Department, Scope::Tree, Scope::All];

    pub fn code(self) -> &'static str {
        match self {
            Scope::None => "none",
            Scope::Own => "own",
            Scope::Department => "department",
            Scope::Tree => "tree",
            Scope::All => "all",
        }
    }

    pub fn parse(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// What can be done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    See,
    Create,
    Edit,
    /// Give it to somebody else.
    Assign,
    Delete,
}

impl Deed {
    pub const ALL: [Deed; 5] = [Deed::See, Deed::Create, Deed::Edit, Deed::Assign, Deed::Delete];

    pub fn code(self) -> &'static str {
        match self {
            Deed::See => "see",
            Deed::Create => "create",
            Deed::Edit => "edit",
            Deed::Assign => "assign",
            Deed::Delete => "delete",
        }
    }

    pub fn parse(code: &str) -> Option<Deed> {
        Deed::ALL.into_iter().find(|deed| deed.code() == code)
    }
}

/// The rights over one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grant {
    pub see: Scope,
    pub create: Scope,
    pub edit: Scope,
    pub assign: Scope,
    pub delete: Scope,
    /// Whether records of the kind may be assigned to the person.
    pub hold: bool,
}

impl Grant {
    /// The same scope for every deed.
    fn all(scope: Scope) -> Grant {
        Grant { see: scope, create: scope, edit: scope, assign: scope, delete: scope, hold: true }
    }

    /// The scope as it is written, before seeing bounds it.
    pub fn of(&self, deed: Deed) -> Scope {
        match deed {
            Deed::See => self.see,
            Deed::Create => self.create,
            Deed::Edit => self.edit,
            Deed::Assign => self.assign,
            Deed::Delete => self.delete,
        }
    }

    pub fn set(&mut self, deed: Deed, scope: Scope) {
        match deed {
            Deed::See => self.see = scope,
            Deed::Create => self.create = scope,
            Deed::Edit => self.edit = scope,
            Deed::Assign => self.assign = scope,
            Deed::Delete => self.delete = scope,
        }
    }
}

/// A part of the product beside records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Add, change, block, depart people; hand over.
    People,
    /// Departments, pipelines, products, the account.
    Settings,
    Billing,
    Journal,
}

impl Area {
    pub const ALL: [Area; 4] = [Area::People, Area::Settings, Area::Billing, Area::Journal];

    pub fn code(self) -> &'static str {
        match self {
            Area::People => "people",
            Area::Settings => "settings",
            Area::Billing => "billing",
            Area::Journal => "journal",
        }
    }

    pub fn parse(code: &str) -> Option<Area> {
        Area::ALL.into_iter().find(|area| area.code() == code)
    }
}

/// All that a role grants. Stored as JSON; what is not named is not granted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rights {
    pub kinds: BTreeMap<Kind, Grant>,
    pub areas: BTreeSet<Area>,
    /// Less over deals at these stages; a stage that isn't named takes nothing away.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<i64, Cells>,
    /// Less until a departure that is planned: nothing is deleted, downloaded, or opened to programs. No role's: it
    /// stands with the person.
    #[serde(skip)]
    pub limited: bool,
}

impl Rights {
    pub fn nothing() -> Rights {
        Rights::default()
    }

    pub fn everything() -> Rights {
        Rights { areas: Area::ALL.into(), ..Rights::over_records(Grant::all(Scope::All)) }
    }

    fn over_records(grant: Grant) -> Rights {
        Rights { kinds: Kind::RECORDS.into_iter().map(|kind| (kind, grant)).collect(), ..Rights::default() }
    }

    pub fn grant(&self, kind: Kind) -> Grant {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }

    /// The scope of a deed; a deleted record follows the right to delete, of whatever kind it was.
    pub fn scope(&self, kind: Kind, deed: Deed) -> Scope {
        if self.limited && (deed == Deed::Delete || kind == Kind::Bin) {
            return Scope::None;
        }
        if kind == Kind::Bin {
            return Kind::RECORDS.iter().map(|k| self.grant(*k).delete).max().unwrap_or_default();
        }
        let grant = self.grant(kind);
        grant.of(deed).min(grant.see)
    }

    /// The scope of a deed on a deal at this stage; every other kind knows no stages. Stage 0 stands for one that
    /// nobody remembers: as little as at any stage.
    pub fn scope_at(&self, kind: Kind, deed: Deed, stage: i64) -> Scope {
        let scope = self.scope(kind, deed);
        if kind != Kind::Deal || self.stages.is_empty() {
            return scope;
        }
        match stage {
            0 => self.stages.values().map(|limit| scope.min(limit.most(deed))).min().unwrap_or(scope),
            stage => self.stages.get(&stage).map_or(scope, |limit| scope.min(limit.most(deed))),
        }
    }

    /// How far a deal may be that is put at this stage, new or from another one.
    pub fn entry(&self, stage: i64) -> Scope {
        self.stages.get(&stage).and_then(|limit| limit.create).unwrap_or(Scope::All)
    }

    /// These rights with what one person has otherwise.
    pub fn with(mut self, own: &Own) -> Rights {
        for (kind, cells) in &own.kinds {
            let grant = self.kinds.entry(*kind).or_default();
            for deed in Deed::ALL {
                if let Some(scope) = cells.of(deed) {
                    grant.set(deed, scope);
                }
            }
        }
        for (kind, hold) in &own.holds {
            self.kinds.entry(*kind).or_default().hold = *hold;
        }
        for (area, has) in &own.areas {
            if *has {
                self.areas.insert(*area);
            } else {
                self.areas.remove(area);
            }
        }
        self
    }

    /// Whether nothing in `other` goes further: nobody gives more than they have.
    pub fn cover(&self, other: &Rights) -> bool {
        // Named stages, and one that isn't.
        let stages: Vec<i64> = self.stages.keys().copied().chain([-1]).collect();
        let deeds = |kind: Kind, stage: i64| {
            Deed::ALL.iter().all(|d| other.scope_at(kind, *d, stage) <= self.scope_at(kind, *d, stage))
        };
        let entries = self.stages.keys().all(|stage| {
            other.entry(*stage) <= self.entry(*stage) || other.scope(Kind::Deal, Deed::See) == Scope::None
        });
        other.areas.is_subset(&self.areas)
            && entries
            && Kind::RECORDS.iter().all(|kind| {
                stages.iter().all(|stage| deeds(*kind, *stage))
                    && (self.may_hold(*kind) || !other.may_hold(*kind))
            })
    }

    /// These rights as far as somebody of this category may have them: an integrator has no say over people, which would
    /// open every door, nor over what is paid.
    pub fn of(mut self, category: Category) -> Rights {
        if category == Category::Integrator {
            self.areas.remove(&Area::People);
            self.areas.remove(&Area::Billing);
            self.kinds.values_mut().for_each(|grant| grant.hold = false);
        }
        self
    }

    /// These rights, with less for who is to leave.
    pub fn limited(self, limited: bool) -> Rights {
        Rights { limited, ..self }
    }

    /// Deeds that are written to reach further than one sees, which they can't.
    pub fn too_far(&self) -> Vec<(Kind, Deed)> {
        let kinds = self.kinds.iter();
        kinds
            .flat_map(|(kind, grant)| {
                Deed::ALL.into_iter().filter(|d| grant.of(*d) > grant.see).map(|d| (*kind, d))
            })
            .collect()
    }

    /// Whether records of the kind may be assigned to who has these rights. Deleted records, sources and triggers go
    /// wherever the rest goes.
    pub fn may_hold(&self, kind: Kind) -> bool {
        !kind.is_record() || self.grant(kind).hold
    }
}

/// The roles that every account begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    Administrator,
    Head,
    Seller,
    Observer,
    /// Of who helps to set up: sees no record.
    Integrator,
}

impl Ready {
    pub const ALL: [Ready; 5] =
        [Ready::Administrator, Ready::Head, Ready::Seller, Ready::Observer, Ready::Integrator];
    /// The role of who is added without one.
    pub const DEFAULT: Ready = Ready::Seller;

    /// The role's key; its name is the word `role-KEY`.
    pub fn key(self) -> &'static str {
        match self {
            Ready::Administrator => "administrator",
            Ready::Head => "head",
            Ready::Seller => "seller",
            Ready::Observer => "observer",
            Ready::Integrator => "integrator",
        }
    }

    pub fn rights(self) -> Rights {
        match self {
            Ready::Administrator => Rights::everything(),
            Ready::Head => Rights::over_records(Grant::all(Scope::Tree)),
            Ready::Seller => Rights::over_records(Grant::all(Scope::Own)),
            Ready::Observer => Rights::over_records(Grant { see: Scope::All, ..Grant::default() }),
            Ready::Integrator => Rights { areas: [Area::Settings].into(), ..Rights::nothing() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seller() -> Rights {
        Ready::Seller.rights()
    }

    #[test]
    fn a_stage_takes_away_and_never_gives() {
        let mut rights = seller();
        rights.stages.insert(5, Cells { see: Some(Scope::All), edit: Some(Scope::None), ..Cells::default() });
        rights.stages.insert(6, Cells { see: Some(Scope::None), ..Cells::default() });
        let at = |deed, stage| rights.scope_at(Kind::Deal, deed, stage);
        assert_eq!(
            (at(Deed::See, 5), at(Deed::Edit, 5), at(Deed::Delete, 5)),
            (Scope::Own, Scope::None, Scope::Own)
        );
        assert_eq!((at(Deed::See, 6), at(Deed::Delete, 6)), (Scope::None, Scope::None));
        assert_eq!((at(Deed::Edit, 7), at(Deed::Edit, 0)), (Scope::Own, Scope::None));
        assert_eq!(rights.scope_at(Kind::Task, Deed::Edit, 5), Scope::Own);
    }

    #[test]
    fn who_is_to_leave_deletes_nothing_and_does_the_rest_as_before() {
        let rights = seller().limited(true);
        let scopes = Deed::ALL.map(|deed| rights.scope(Kind::Deal, deed));
        assert_eq!(scopes, [Scope::Own, Scope::Own, Scope::Own, Scope::Own, Scope::None]);
        assert_eq!(rights.scope(Kind::Bin, Deed::Delete), Scope::None);
        assert!(seller().cover(&rights) && !rights.cover(&seller()));
    }

    #[test]
    fn nobody_covers_more_than_they_have() {
        let head = Ready::Head.rights();
        assert!(head.cover(&seller()) && !seller().cover(&head) && head.cover(&head));
        assert!(!head.cover(&Rights::everything()) && Rights::everything().cover(&head));
        let mut narrow = head.clone();
        narrow.stages.insert(5, Cells { edit: Some(Scope::None), ..Cells::default() });
        assert!(head.cover(&narrow) && !narrow.cover(&head) && narrow.cover(&narrow));
        let mut blind = seller();
        blind.kinds.entry(Kind::Deal).or_default().hold = false;
        assert!(!blind.cover(&seller()));
    }

    #[test]
    fn what_reaches_further_than_seeing_is_named() {
        let mut rights = seller();
        rights.kinds.entry(Kind::Deal).or_default().edit = Scope::All;
        assert_eq!(rights.too_far(), [(Kind::Deal, Deed::Edit)]);
        assert!(seller().too_far().is_empty());
    }

    #[test]
    fn rights_read_back_as_they_were_written() {
        let mut rights = seller();
        rights.stages.insert(5, Cells { edit: Some(Scope::None), ..Cells::default() });
        let json = serde_json::to_string(&rights).unwrap_or_default();
        assert!(json.contains(r#""stages":{"5":{"edit":"none"}}"#), "{json}");
        assert_eq!(serde_json::from_str::<Rights>(&json).ok(), Some(rights));
    }
}
