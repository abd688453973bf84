//! Open links for programs.

use axum::Json as Reply;
use axum::http::StatusCode;
use base::web::{Json, Path, Visitor};
use base::{Ctx, Result};
use kit::date::to_rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Came, Comer, Join, Kept, Standing, Wish};

/// An open link; its secret is shown once, when it is made.
#[derive(Serialize, ToSchema)]
pub struct OpenLinkView {
    pub id: i64,
    pub role_id: i64,
    pub department_id: Option<i64>,
    /// Whether an administrator says yes to each.
    pub approval: bool,
    pub most: i64,
    /// How many came by it, those who wait included.
    pub used: i64,
    pub created_by: i64,
    /// RFC 3339.
    pub created_at: String,
    pub expires_at: String,
    pub ended_at: Option<String>,
    /// Whether somebody can come by it now.
    pub open: bool,
    /// works, over (it has ended, is too old or full), maker (whoever made it may add nobody any more), role (it is gone)
    pub standing: String,
}

#[derive(Serialize, ToSchema)]
pub struct OpenLinkList {
    /// Those that have not ended first.
    pub items: Vec<OpenLinkView>,
    pub next: Option<String>,
    pub count: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOpenLink {
    /// The account's default role unless told; never that of administrators.
    #[serde(default)]
    pub role_id: Option<i64>,
    #[serde(default)]
    pub department_id: Option<i64>,
    /// 1 to 30.
    #[serde(default = "week")]
    pub days: i64,
    /// So many people come by it: 1 to 300.
    #[serde(default = "fifty")]
    pub most: i64,
    /// Whether an administrator says yes to each.
    #[serde(default = "yes")]
    pub approval: bool,
}

fn week() -> i64 {
    7
}

fn fifty() -> i64 {
    50
}

fn yes() -> bool {
    true
}

#[derive(Serialize, ToSchema)]
pub struct MadeOpenLink {
    pub id: i64,
    /// The path, shown once.
    pub link: String,
}

/// Somebody who waits for a word.
#[derive(Serialize, ToSchema)]
pub struct JoinView {
    pub id: i64,
    pub open_link_id: i64,
    pub name: String,
    pub email: String,
    /// RFC 3339.
    pub asked_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct JoinList {
    /// The first first.
    pub items: Vec<JoinView>,
    pub next: Option<String>,
    pub count: usize,
}

/// Who was let in.
#[derive(Serialize, ToSchema)]
pub struct AdmittedView {
    pub id: i64,
    /// The path of their one-time link, shown once; null where a letter brings it.
    pub link: Option<String>,
    pub invited: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinBody {
    /// The whole open link, or what stands at its end.
    pub link: String,
    pub name: String,
    pub email: String,
}

#[derive(Serialize, ToSchema)]
pub struct CameView {
    /// waits (an administrator decides; also where no letters are sent and somebody is known by the e-mail), letter (one is on its way, if there is something to send), link
    pub came: String,
    /// The path of their own one-time link, where no letters are sent.
    pub link: Option<String>,
}

/// The account's open links.
#[utoipa::path(get, path = "/api/v1/open-links", tag = "people", responses((status = 200, body = OpenLinkList)))]
pub async fn all(ctx: Ctx) -> Result<Reply<OpenLinkList>> {
    let items: Vec<OpenLinkView> = super::list(&ctx).await?.into_iter().map(view).collect();
    Ok(Reply(OpenLinkList { count: items.len(), items, next: None }))
}

/// Makes an open link.
#[utoipa::path(post, path = "/api/v1/open-links", tag = "people", request_body = NewOpenLink,
    responses((status = 201, body = MadeOpenLink)))]
pub async fn create(ctx: Ctx, Json(body): Json<NewOpenLink>) -> Result<(StatusCode, Reply<MadeOpenLink>)> {
    let NewOpenLink { role_id, department_id, days, most, approval } = body;
    let (id, link) = super::make(&ctx, Wish { role_id, department_id, days, most, approval }).await?;
    Ok((StatusCode::CREATED, Reply(MadeOpenLink { id, link })))
}

/// Ends an open link at once.
#[utoipa::path(delete, path = "/api/v1/open-links/{id}", tag = "people", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn end(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    super::end(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who came by an open link and waits for a word.
#[utoipa::path(get, path = "/api/v1/joins", tag = "people", responses((status = 200, body = JoinList)))]
pub async fn joins(ctx: Ctx) -> Result<Reply<JoinList>> {
    let items: Vec<JoinView> = super::waiting(&ctx).await?.into_iter().map(join_view).collect();
    Ok(Reply(JoinList { count: items.len(), items, next: None }))
}

/// Lets somebody in who waits.
#[utoipa::path(post, path = "/api/v1/joins/{id}/admit", tag = "people", params(("id" = i64, Path)),
    responses((status = 201, body = AdmittedView), (status = 409, description = "`no_seat`")))]
pub async fn admit(ctx: Ctx, Path(id): Path<i64>) -> Result<(StatusCode, Reply<AdmittedView>)> {
    let added = super::admit(&ctx, id).await?;
    Ok((StatusCode::CREATED, Reply(AdmittedView { id: added.id, link: added.link, invited: added.invited })))
}

/// Says no to somebody who waits; what they gave is gone.
#[utoipa::path(post, path = "/api/v1/joins/{id}/decline", tag = "people", params(("id" = i64, Path)),
    responses((status = 204)))]
pub async fn decline(ctx: Ctx, Path(id): Path<i64>) -> Result<StatusCode> {
    super::decline(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Comes by an open link.
#[utoipa::path(post, path = "/api/v1/join", tag = "signing in", request_body = JoinBody, responses(
    (status = 201, body = CameView),
    (status = 422, description = "`open_link_dead`: it has ended, is too old or full"),
    (status = 409, description = "`no_seat`"),
    (status = 429, description = "Too many at once"),
))]
pub async fn join(visitor: Visitor, Json(body): Json<JoinBody>) -> Result<(StatusCode, Reply<CameView>)> {
    let secret = body.link.trim().rsplit('/').next().unwrap_or_default();
    let lang = Some(visitor.say.lang);
    let comer = Comer { name: body.name, email: body.email, address: visitor.address, lang };
    let (came, link) = match super::come(&visitor.app, secret, comer).await? {
        Came::Waits => ("waits", None),
        Came::Letter => ("letter", None),
        Came::Link(path) => ("link", Some(path)),
    };
    Ok((StatusCode::CREATED, Reply(CameView { came: came.into(), link })))
}

fn view(Kept { link, standing, .. }: Kept) -> OpenLinkView {
    OpenLinkView {
        open: standing == Standing::Works,
        standing: standing.code().into(),
        id: link.id,
        role_id: link.role_id,
        department_id: link.department_id,
        approval: link.approval,
        most: link.most,
        used: link.used,
        created_by: link.created_by,
        created_at: to_rfc3339(link.created_at),
        expires_at: to_rfc3339(link.expires_at),
        ended_at: link.ended_at.map(to_rfc3339),
    }
}

fn join_view(join: Join) -> JoinView {
    JoinView {
        id: join.id,
        open_link_id: join.open_link,
        name: join.name,
        email: join.email,
        asked_at: to_rfc3339(join.asked_at),
    }
}
