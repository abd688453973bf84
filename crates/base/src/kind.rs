//! The kinds of work a portfolio holds, and the statuses of people.

use serde::{Deserialize, Serialize};

/// A kind of work. Every portfolio has one holder for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Deal,
    Contact,
    Company,
    Task,
    /// Deleted records, for thirty days.
    Bin,
    /// Ways by which work comes in by itself.
    Source,
    /// What a stage sets off.
    Trigger,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Deal, Kind::Contact, Kind::Company, Kind::Task, Kind::Bin, Kind::Source, Kind::Trigger];
    /// The kinds that roles speak of; the bin follows the right to delete, sources and triggers the one to settings.
    pub const RECORDS: [Kind; 4] = [Kind::Deal, Kind::Contact, Kind::Company, Kind::Task];

    /// The word in tables, the API and dictionary keys.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Deal => "deal",
            Kind::Contact => "contact",
            Kind::Company => "company",
            Kind::Task => "task",
            Kind::Bin => "bin",
            Kind::Source => "source",
            Kind::Trigger => "trigger",
        }
    }

    /// The address of the list: `/deals`, `/companies`.
    pub fn path(self) -> &'static str {
        match self {
            Kind::Deal => "/deals",
            Kind::Contact => "/contacts",
            Kind::Company => "/companies",
            Kind::Task => "/tasks",
            Kind::Bin => "/bin",
            Kind::Source => "/settings/forms",
            Kind::Trigger => "/settings/triggers",
        }
    }

    /// Whether roles speak of it: a deal, contact, company or task.
    pub fn is_record(self) -> bool {
        Kind::RECORDS.contains(&self)
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a person stands; see the status machine in the `people` room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Pending,
    Active,
    Blocked,
    Departed,
    /// Departed, and to be erased on a day; until then everything comes back by one press.
    Closing,
    /// The personal data is gone; history keeps the number.
    Erased,
}

impl Status {
    pub const ALL: [Status; 6] =
        [Status::Pending, Status::Active, Status::Blocked, Status::Departed, Status::Closing, Status::Erased];

    pub fn code(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Active => "active",
            Status::Blocked => "blocked",
            Status::Departed => "departed",
            Status::Closing => "closing",
            Status::Erased => "erased",
        }
    }

    pub fn parse(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The order of the list of people: blocked and departed sink to the bottom.
    pub fn rank(self) -> i64 {
        match self {
            Status::Active => 0,
            Status::Pending => 1,
            Status::Blocked => 2,
            Status::Departed => 3,
            Status::Closing | Status::Erased => 4,
        }
    }

    /// Whether a plan counts this person.
    pub fn takes_seat(self) -> bool {
        !self.has_left()
    }

    /// Whether the person was here and is no more.
    pub fn has_left(self) -> bool {
        matches!(self, Status::Departed | Status::Closing | Status::Erased)
    }
}

/// What a person is to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Member,
    Administrator,
    /// An integration's own user.
    Technical,
    /// Somebody of a partner's who helps to set up, until a day.
    Integrator,
}

impl Category {
    pub const ALL: [Category; 4] =
        [Category::Member, Category::Administrator, Category::Technical, Category::Integrator];

    pub fn code(self) -> &'static str {
        match self {
            Category::Member => "member",
            Category::Administrator => "administrator",
            Category::Technical => "technical",
            Category::Integrator => "integrator",
        }
    }

    pub fn parse(code: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.code() == code)
    }

    /// Technical users and integrators hold nothing: somebody answers for what they make.
    pub fn may_hold(self) -> bool {
        !matches!(self, Category::Technical | Category::Integrator)
    }

    /// Whether a plan counts people of this category.
    pub fn takes_seat(self) -> bool {
        self != Category::Integrator
    }

    /// Whether somebody stays of this category for good, and nobody else becomes one of it.
    pub fn is_fixed(self) -> bool {
        !self.may_hold()
    }
}

/// What a member is to the department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    Member,
    Head,
    Deputy,
}

impl Post {
    pub const ALL: [Post; 3] = [Post::Member, Post::Head, Post::Deputy];

    pub fn code(self) -> &'static str {
        match self {
            Post::Member => "member",
            Post::Head => "head",
            Post::Deputy => "deputy",
        }
    }

    pub fn parse(code: &str) -> Option<Post> {
        Post::ALL.into_iter().find(|post| post.code() == code)
    }
}

/// By what a person gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    Session,
    Token,
    Link,
}

impl AccessKind {
    pub const ALL: [AccessKind; 3] = [AccessKind::Session, AccessKind::Token, AccessKind::Link];

    pub fn code(self) -> &'static str {
        match self {
            AccessKind::Session => "session",
            AccessKind::Token => "token",
            AccessKind::Link => "link",
        }
    }

    pub fn parse(code: &str) -> Option<AccessKind> {
        AccessKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
