//! What a role grants: kind × deed × scope, what may be held, and areas.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Kind;

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
}

/// All that a role grants. Stored as JSON; what is not named is not granted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rights {
    pub kinds: BTreeMap<Kind, Grant>,
    pub areas: BTreeSet<Area>,
}

impl Rights {
    pub fn nothing() -> Rights {
        Rights::default()
    }

    pub fn everything() -> Rights {
        Rights { areas: Area::ALL.into(), ..Rights::over_records(Grant::all(Scope::All)) }
    }

    fn over_records(grant: Grant) -> Rights {
        Rights {
            kinds: Kind::RECORDS.into_iter().map(|kind| (kind, grant)).collect(),
            areas: BTreeSet::new(),
        }
    }

    pub fn grant(&self, kind: Kind) -> Grant {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }

    /// The scope of a deed; a deleted record follows the right to delete, of whatever kind it was.
    pub fn scope(&self, kind: Kind, deed: Deed) -> Scope {
        if kind == Kind::Bin {
            return Kind::RECORDS.iter().map(|k| self.grant(*k).delete).max().unwrap_or_default();
        }
        let grant = self.grant(kind);
        match deed {
            Deed::See => grant.see,
            Deed::Create => grant.create.min(grant.see),
            Deed::Edit => grant.edit.min(grant.see),
            Deed::Assign => grant.assign.min(grant.see),
            Deed::Delete => grant.delete.min(grant.see),
        }
    }

    /// Whether records of the kind may be assigned to who has these rights. The bin goes wherever the rest goes.
    pub fn may_hold(&self, kind: Kind) -> bool {
        kind == Kind::Bin || self.grant(kind).hold
    }
}

/// The four roles that every account begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    Administrator,
    Head,
    Seller,
    Observer,
}

impl Ready {
    pub const ALL: [Ready; 4] = [Ready::Administrator, Ready::Head, Ready::Seller, Ready::Observer];
    /// The role of who is added without one.
    pub const DEFAULT: Ready = Ready::Seller;

    /// The role's key; its name is the word `role-KEY`.
    pub fn key(self) -> &'static str {
        match self {
            Ready::Administrator => "administrator",
            Ready::Head => "head",
            Ready::Seller => "seller",
            Ready::Observer => "observer",
        }
    }

    pub fn rights(self) -> Rights {
        match self {
            Ready::Administrator => Rights::everything(),
            Ready::Head => Rights::over_records(Grant::all(Scope::Tree)),
            Ready::Seller => Rights::over_records(Grant::all(Scope::Own)),
            Ready::Observer => Rights::over_records(Grant { see: Scope::All, ..Grant::default() }),
        }
    }
}
