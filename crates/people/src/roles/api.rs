//! Roles for programs.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json as Answer;
use axum::http::StatusCode;
use base::authz::{Cells, Deed, Own, Rights};
use base::org::Role;
use base::web::{Json, Path};
use base::words::Say;
use base::{Ctx, Error, Kind, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::matrix;
use super::{Draft, Wish, add, change, counted, make_default, name, one, remove};

/// What is granted: as roles and people have it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsView {
    /// Kind to deed (see, create, edit, assign, delete) to scope (none, own, department, tree, all).
    pub kinds: BTreeMap<String, BTreeMap<String, String>>,
    /// Kinds whose records may be assigned to who has it.
    pub holds: Vec<String>,
    /// people, settings, billing, journal
    pub areas: Vec<String>,
    /// The stage's id to deed to the furthest scope there; `create`: putting a deal there. What is absent is as in `kinds`.
    pub stages: BTreeMap<String, BTreeMap<String, String>>,
}

impl RightsView {
    pub fn of(rights: &Rights) -> RightsView {
        let deeds = |kind: Kind| {
            let scope = move |deed| rights.scope(kind, deed).code().to_owned();
            Deed::ALL.into_iter().map(move |deed| (deed.code().to_owned(), scope(deed))).collect()
        };
        let held = Kind::RECORDS.into_iter().filter(|kind| rights.may_hold(*kind));
        RightsView {
            kinds: Kind::RECORDS.into_iter().map(|kind| (kind.code().to_owned(), deeds(kind))).collect(),
            holds: held.map(|kind| kind.code().to_owned()).collect(),
            areas: rights.areas.iter().map(|area| area.code().to_owned()).collect(),
            stages: rights.stages.iter().map(|(id, cells)| (id.to_string(), said(cells))).collect(),
        }
    }
}

fn said(cells: &Cells) -> BTreeMap<String, String> {
    let named = Deed::ALL.into_iter().filter_map(|deed| Some((deed, cells.of(deed)?)));
    named.map(|(deed, scope)| (deed.code().to_owned(), scope.code().to_owned())).collect()
}

#[derive(Serialize, ToSchema)]
pub struct RoleView {
    pub id: i64,
    /// One of the ready roles: administrator, head, seller, observer; null for any other.
    pub key: Option<String>,
    pub name: String,
    /// Who is added without a role gets this one.
    pub default: bool,
    #[serde(flatten)]
    pub rights: RightsView,
    /// How many people have it, the departed ones too.
    pub people: i64,
    pub version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct RoleList {
    pub items: Vec<RoleView>,
    pub next: Option<String>,
    pub count: usize,
}

/// A role to be made or changed; when changed, what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RoleBody {
    pub name: Option<String>,
    /// A new role begins as this one is.
    pub from: Option<i64>,
    /// Kind to deed to scope; kinds and deeds that are absent stay.
    pub kinds: Option<BTreeMap<String, BTreeMap<String, String>>>,
    /// All kinds that may be held from now on.
    pub holds: Option<Vec<String>>,
    /// All areas from now on.
    pub areas: Option<Vec<String>>,
    /// All rules about stages from now on.
    pub stages: Option<BTreeMap<String, BTreeMap<String, String>>>,
    /// true: people get this role when none is chosen.
    pub default: Option<bool>,
    /// The version that was looked at: 409 when somebody changed the role since.
    pub version: Option<i64>,
}

/// What one person has otherwise than the role.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OwnRights {
    /// Kind to deed to scope, only where it differs.
    pub kinds: BTreeMap<String, BTreeMap<String, String>>,
    /// Kind to whether records of it may be assigned to the person.
    pub holds: BTreeMap<String, bool>,
    /// Area to whether the person has it.
    pub areas: BTreeMap<String, bool>,
}

impl OwnRights {
    pub fn of(own: &Own) -> OwnRights {
        OwnRights {
            kinds: own.kinds.iter().map(|(kind, cells)| (kind.code().to_owned(), said(cells))).collect(),
            holds: own.holds.iter().map(|(kind, hold)| (kind.code().to_owned(), *hold)).collect(),
            areas: own.areas.iter().map(|(area, has)| (area.code().to_owned(), *has)).collect(),
        }
    }

    /// # Errors
    /// 422 for words that name no right.
    pub fn read(self) -> Result<Own> {
        let mut own = Own::default();
        for (kind, deeds) in &self.kinds {
            own.kinds.insert(matrix::record(kind)?, cells(deeds)?);
        }
        for (kind, hold) in &self.holds {
            own.holds.insert(matrix::record(kind)?, *hold);
        }
        for (area, has) in &self.areas {
            own.areas.insert(matrix::area(area)?, *has);
        }
        Ok(own)
    }
}

fn cells(deeds: &BTreeMap<String, String>) -> Result<Cells> {
    let mut cells = Cells::default();
    for (deed, scope) in deeds {
        let deed = Deed::parse(deed).ok_or_else(matrix::unknown)?;
        cells.set(deed, Some(matrix::scope(scope)?));
    }
    Ok(cells)
}

impl RoleBody {
    /// These rights with what the body says otherwise; `None` when it says nothing of rights.
    fn over(&self, mut rights: Rights) -> Result<Option<Rights>> {
        if self.kinds.is_none() && self.holds.is_none() && self.areas.is_none() && self.stages.is_none() {
            return Ok(None);
        }
        for (kind, deeds) in self.kinds.iter().flatten() {
            let grant = rights.kinds.entry(matrix::record(kind)?).or_default();
            let cells = cells(deeds)?;
            for deed in Deed::ALL {
                grant.set(deed, cells.of(deed).unwrap_or(grant.of(deed)));
            }
        }
        if let Some(holds) = &self.holds {
            let holds: BTreeSet<Kind> =
                holds.iter().map(|kind| matrix::record(kind)).collect::<Result<_>>()?;
            for kind in Kind::RECORDS {
                rights.kinds.entry(kind).or_default().hold = holds.contains(&kind);
            }
        }
        if let Some(areas) = &self.areas {
            rights.areas = areas.iter().map(|area| matrix::area(area)).collect::<Result<_>>()?;
        }
        if let Some(stages) = &self.stages {
            rights.stages.clear();
            for (id, deeds) in stages {
                rights.stages.insert(id.parse().map_err(|_| matrix::unknown())?, cells(deeds)?);
            }
        }
        Ok(Some(rights))
    }
}

fn view(say: &Say, role: &Role, default: bool, people: i64) -> RoleView {
    RoleView {
        id: role.id,
        key: role.key.clone(),
        name: name(say, role.key.as_deref(), &role.name),
        default,
        rights: RightsView::of(&role.rights),
        people,
        version: role.version,
    }
}

async fn found(ctx: &Ctx, id: i64) -> Result<Answer<RoleView>> {
    let page = one(ctx, id).await?;
    Ok(Answer(view(&ctx.say, &page.role, page.default, page.people)))
}

/// All roles with what they grant.
#[utoipa::path(get, path = "/api/v1/roles", tag = "roles", responses((status = 200, body = RoleList)))]
pub async fn all(ctx: Ctx) -> Result<Answer<RoleList>> {
    let (listed, people) = counted(&ctx).await?;
    let of = |role: &Role| people.get(&role.id).copied().unwrap_or_default();
    let items: Vec<RoleView> = listed
        .roles
        .iter()
        .map(|role| view(&ctx.say, role, listed.default == Some(role.id), of(role)))
        .collect();
    Ok(Answer(RoleList { count: items.len(), items, next: None }))
}

/// Makes a role; what isn't named isn't granted, unless it begins as another one.
#[utoipa::path(post, path = "/api/v1/roles", tag = "roles", request_body = RoleBody,
    responses((status = 201, body = RoleView)))]
pub async fn create(ctx: Ctx, Json(body): Json<RoleBody>) -> Result<(StatusCode, Answer<RoleView>)> {
    let begun = match body.from {
        Some(id) => one(&ctx, id).await?.role.rights,
        None => Rights::nothing(),
    };
    let rights = body.over(begun.clone())?.unwrap_or(begun);
    let name = body.name.ok_or_else(|| Error::field("name", "error-required"))?;
    let id = add(&ctx, Draft { name, rights }).await?;
    if body.default == Some(true) {
        make_default(&ctx, id).await?;
    }
    Ok((StatusCode::CREATED, found(&ctx, id).await?))
}

#[utoipa::path(get, path = "/api/v1/roles/{id}", tag = "roles", params(("id" = i64, Path)),
    responses((status = 200, body = RoleView)))]
pub async fn get(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<RoleView>> {
    found(&ctx, id).await
}

/// Changes a role for everybody who has it. 409 `hand_over_first` names who holds what they could hold no more.
#[utoipa::path(patch, path = "/api/v1/roles/{id}", tag = "roles", request_body = RoleBody,
    params(("id" = i64, Path)), responses((status = 200, body = RoleView)))]
pub async fn edit(ctx: Ctx, Path(id): Path<i64>, Json(body): Json<RoleBody>) -> Result<Answer<RoleView>> {
    let before = one(&ctx, id).await?.role;
    if body.from.is_some() {
        return Err(Error::field("from", "error-role-right"));
    }
    if body.default == Some(false) {
        return Err(Error::field("default", "error-role-default"));
    }
    // Cells that the body leaves out are those that were just read: nobody else's change is lost to them.
    let version = body.version.or(Some(before.version));
    let wish = Wish { version, name: body.name.clone(), rights: body.over(before.rights)? };
    change(&ctx, id, wish).await?;
    if body.default == Some(true) {
        make_default(&ctx, id).await?;
    }
    found(&ctx, id).await
}

/// Removes a role that nobody has and nobody is about to get.
#[utoipa::path(delete, path = "/api/v1/roles/{id}", tag = "roles", params(("id" = i64, Path)), responses(
    (status = 204),
    (status = 409, description = "`role_fixed`, `role_default`; `role_in_use` with `people`; `role_in_links` with the open \
        `links` that bring it and how many are `waiting` by one"),
))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    remove(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
