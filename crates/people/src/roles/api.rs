//! Roles for programs.

use std::collections::BTreeMap;

use axum::Json;
use base::authz::Deed;
use base::{Ctx, Kind, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::{list, name};

#[derive(Serialize, ToSchema)]
pub struct RoleView {
    pub id: i64,
    /// One of the ready roles: administrator, head, seller, observer; null for any other.
    pub key: Option<String>,
    pub name: String,
    /// Who is added without a role gets this one.
    pub default: bool,
    /// Kind to deed (see, create, edit, assign, delete) to scope (none, own, department, tree, all).
    pub kinds: BTreeMap<String, BTreeMap<String, String>>,
    /// Kinds whose records may be assigned to who has the role.
    pub holds: Vec<String>,
    /// people, settings, billing, journal
    pub areas: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct RoleList {
    pub items: Vec<RoleView>,
    pub next: Option<String>,
    pub count: usize,
}

/// All roles with what they grant.
#[utoipa::path(get, path = "/api/v1/roles", tag = "roles", responses((status = 200, body = RoleList)))]
pub async fn all(ctx: Ctx) -> Result<Json<RoleList>> {
    let listed = list(&ctx).await?;
    let items: Vec<RoleView> = listed
        .roles
        .iter()
        .map(|role| {
            let deeds = |kind: Kind| {
                Deed::ALL
                    .into_iter()
                    .map(move |d| (d.code().to_owned(), role.rights.scope(kind, d).code().to_owned()))
            };
            let held = Kind::RECORDS.into_iter().filter(|kind| role.rights.may_hold(*kind));
            RoleView {
                id: role.id,
                key: role.key.clone(),
                name: name(&ctx.say, role.key.as_deref(), &role.name),
                default: listed.default == Some(role.id),
                kinds: Kind::RECORDS.into_iter().map(|k| (k.code().to_owned(), deeds(k).collect())).collect(),
                holds: held.map(|kind| kind.code().to_owned()).collect(),
                areas: role.rights.areas.iter().map(|area| area.code().to_owned()).collect(),
            }
        })
        .collect();
    Ok(Json(RoleList { count: items.len(), items, next: None }))
}
