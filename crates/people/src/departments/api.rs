//! Departments for programs.

use axum::Json as Answer;
use axum::http::StatusCode;
use base::org::Department;
use base::web::{Json, Path};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::{Look, Wish, add, change, look, remove};

#[derive(Serialize, ToSchema)]
pub struct DepartmentView {
    pub id: i64,
    /// Null at the top.
    pub parent_id: Option<i64>,
    pub name: String,
    pub version: i64,
    pub members: Vec<MemberView>,
}

#[derive(Serialize, ToSchema)]
pub struct MemberView {
    pub person_id: i64,
    pub name: String,
    /// member, head, deputy
    pub post: String,
    /// Whether it is the person's main department.
    pub main: bool,
}

#[derive(Serialize, ToSchema)]
pub struct DepartmentList {
    pub items: Vec<DepartmentView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddDepartment {
    pub name: String,
    #[serde(default)]
    pub parent_id: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDepartment {
    #[serde(default)]
    pub name: Option<String>,
    /// Null moves it to the top; absent leaves it where it is.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub parent_id: Option<Option<i64>>,
    #[serde(default)]
    pub version: Option<i64>,
}

/// All departments with their members.
#[utoipa::path(get, path = "/api/v1/departments", tag = "departments", responses((status = 200, body = DepartmentList)))]
pub async fn all(ctx: Ctx) -> Result<Answer<DepartmentList>> {
    let look = look(&ctx).await?;
    let items: Vec<DepartmentView> = look.departments.iter().map(|d| view(&look, d)).collect();
    Ok(Answer(DepartmentList { count: items.len(), items, next: None }))
}

/// Adds a department.
#[utoipa::path(post, path = "/api/v1/departments", tag = "departments", request_body = AddDepartment,
    responses((status = 201, body = DepartmentView)))]
pub async fn create(
    ctx: Ctx,
    Json(body): Json<AddDepartment>,
) -> Result<(StatusCode, Answer<DepartmentView>)> {
    let id = add(&ctx, &body.name, body.parent_id).await?;
    Ok((StatusCode::CREATED, one(&ctx, id).await?))
}

/// Renames or moves a department.
#[utoipa::path(patch, path = "/api/v1/departments/{id}", tag = "departments", request_body = ChangeDepartment,
    params(("id" = i64, Path)), responses((status = 200, body = DepartmentView)))]
pub async fn edit(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<ChangeDepartment>,
) -> Result<Answer<DepartmentView>> {
    change(&ctx, id, Wish { name: body.name, parent: body.parent_id, version: body.version }).await?;
    one(&ctx, id).await
}

/// Removes an empty department.
#[utoipa::path(delete, path = "/api/v1/departments/{id}", tag = "departments", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn delete(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    remove(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn one(ctx: &Ctx, id: i64) -> Result<Answer<DepartmentView>> {
    let look = look(ctx).await?;
    let department = look.departments.iter().find(|d| d.id == id).ok_or(Error::NotFound)?;
    Ok(Answer(view(&look, department)))
}

fn view(look: &Look, department: &Department) -> DepartmentView {
    let members = look.of(department.id).into_iter().map(|(membership, name)| MemberView {
        person_id: name.id,
        name: name.name.clone(),
        post: membership.post.code().to_owned(),
        main: membership.main,
    });
    DepartmentView {
        id: department.id,
        parent_id: department.parent_id,
        name: department.name.clone(),
        version: department.version,
        members: members.collect(),
    }
}

/// Tells a null from what is absent.
fn given<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Option<i64>>, D::Error> {
    Option::deserialize(input).map(Some)
}
