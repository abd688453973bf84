//! People for programs.

use axum::Json as Answer;
use axum::http::{HeaderMap, StatusCode};
use base::authz::Own;
use base::kind::Category;
use base::org::{Post, tongue};
use base::web::{Json, Path, Query, address};
use base::{Ctx, Error, Result};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value as AnyJson, json};
use utoipa::ToSchema;

use super::Joins;
use super::card::find;
use super::draft::Place;
use super::list::{self, Days};
use super::{Asked, Row, Wanted, Wish, add, change};
use crate::pictures::Chosen;
use crate::roles::{self, api::OwnRights};
use crate::{invitations, takeovers};

#[derive(Serialize, ToSchema)]
pub struct PersonView {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
    pub login: Option<String>,
    pub phone: Option<String>,
    /// en, ru, uk; null: what their browser asks for, in letters the account's.
    pub lang: Option<String>,
    /// An IANA time zone of their own; null: the account's.
    pub zone: Option<String>,
    /// pending, active, blocked, departed, closing, erased
    pub status: String,
    /// member, administrator, technical, integrator
    pub category: String,
    pub role_id: i64,
    /// The role's name in the asker's language.
    pub role: String,
    /// The main department.
    pub department_id: Option<i64>,
    pub departments: Vec<BelongsView>,
    /// Who holds what a technical user makes.
    pub answerable_id: Option<i64>,
    /// RFC 3339, as all times.
    pub last_seen_at: Option<String>,
    /// Null: the password alone lets them in, or they don't sign in.
    pub second_factor_since: Option<String>,
    /// Active, and not here for 90 days.
    pub idle: bool,
    /// Away now: the last day, like 2026-11-27. Never why.
    pub away_until: Option<String>,
    /// The next days that are stated, after today.
    pub next_absence: Option<DaysView>,
    pub created_at: String,
    pub updated_at: String,
    pub departed_at: Option<String>,
    /// When the personal data goes, or when it went.
    pub erase_at: Option<String>,
    pub version: i64,
    /// Where their picture is: another picture has another address.
    pub picture: Option<String>,
    /// The one-time link, in the answer to adding without a password and without an invitation, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Where an invitation goes, in the answer to adding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BelongsView {
    pub id: i64,
    pub name: String,
    /// member, head, deputy
    pub post: String,
    pub main: bool,
}

/// Whole days of the company's.
#[derive(Serialize, ToSchema)]
pub struct DaysView {
    /// Like 2026-11-22.
    pub first_day: String,
    /// Included.
    pub last_day: String,
}

#[derive(Serialize, ToSchema)]
pub struct PersonList {
    pub items: Vec<PersonView>,
    pub next: Option<String>,
    /// A number, or "10000+".
    #[schema(value_type = i64)]
    pub count: AnyJson,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    /// Not needed with `attach`.
    #[serde(default)]
    pub name: String,
    /// This or a login is needed, but for a technical user.
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub login: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    /// en, ru, uk
    #[serde(default)]
    pub lang: Option<String>,
    /// An IANA time zone, such as Asia/Almaty.
    #[serde(default)]
    pub zone: Option<String>,
    /// Without one the answer has a one-time link, or an invitation brings it.
    #[serde(default)]
    pub password: Option<String>,
    /// Without one: the account's default role.
    #[serde(default)]
    pub role_id: Option<i64>,
    /// What the person has otherwise than the role.
    #[serde(default)]
    pub own_rights: Option<OwnRights>,
    #[serde(default)]
    pub department_id: Option<i64>,
    /// member, administrator, technical
    #[serde(default)]
    pub category: Option<String>,
    /// Whether an invitation goes to the e-mail; it brings the link, so the answer has none. Unless told: where there is
    /// an e-mail and no password, and a mail server is set up.
    #[serde(default)]
    pub invite: Option<bool>,
    /// After `email_elsewhere`: adds the human who signs in to another account with this e-mail, under the name and with
    /// the password they have; then neither a login nor a password is given.
    #[serde(default)]
    pub attach: bool,
    /// Portfolios that become theirs with the first sign-in, whole.
    #[serde(default)]
    pub takes_over: Vec<i64>,
    /// A PNG, JPEG or WebP file in Base64 (RFC 4648). One that is too large for a request (1 MiB) goes to
    /// `PUT /people/{id}/picture`.
    pub picture: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePerson {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub email: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub login: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub phone: Option<Option<String>>,
    /// en, ru, uk; null: what their browser asks for.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub lang: Option<Option<String>>,
    /// An IANA time zone; null: the account's.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub zone: Option<Option<String>>,
    #[serde(default)]
    pub role_id: Option<i64>,
    #[serde(default)]
    pub category: Option<String>,
    /// All departments from now on.
    #[serde(default)]
    pub departments: Option<Vec<BelongsWish>>,
    /// The only department from now on; null: none. Not together with `departments`.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub department_id: Option<Option<i64>>,
    /// What the person has otherwise than the role, all of it; null: nothing.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<OwnRights>)]
    pub own_rights: Option<Option<OwnRights>>,
    /// The version that was looked at: 409 when somebody changed the person since.
    #[serde(default)]
    pub version: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BelongsWish {
    pub id: i64,
    /// member, head, deputy; member unless told
    #[serde(default)]
    pub post: Option<String>,
    #[serde(default)]
    pub main: bool,
}

/// People: blocked and departed ones at the end.
#[utoipa::path(get, path = "/api/v1/people", tag = "people", params(Asked), responses((status = 200, body = PersonList)))]
pub async fn all(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Answer<PersonList>> {
    let listed = list::list(&ctx, &asked).await?;
    let count = listed.count.map_or_else(|| json!("10000+"), |n| json!(n));
    let away = list::days(&ctx).await?;
    let items = listed.rows.into_iter().map(|row| view(&ctx, row, &away)).collect();
    Ok(Answer(PersonList { items, next: listed.older, count }))
}

/// Adds a person: pending until the first sign-in.
#[utoipa::path(post, path = "/api/v1/people", tag = "people", request_body = AddPerson, responses(
    (status = 201, body = PersonView),
    (status = 422, description = "What is wrong with each field; `email_elsewhere` at `email`: its human signs in to \
        another account here, `attach` adds them"),
))]
pub async fn create(
    ctx: Ctx,
    headers: HeaderMap,
    Json(body): Json<AddPerson>,
) -> Result<(StatusCode, Answer<PersonView>)> {
    if body.invite == Some(true) {
        if !invitations::are_on(&ctx.app) {
            return Err(Error::conflict("error-mail-off"));
        }
        if body.email.is_none() {
            return Err(Error::field("email", "error-required"));
        }
    }
    let wanted = Wanted {
        home: None,
        terms: None,
        name: body.name,
        email: body.email.unwrap_or_default(),
        login: body.login.unwrap_or_default(),
        phone: body.phone.unwrap_or_default(),
        tongue: tongue::Typed { lang: body.lang.unwrap_or_default(), zone: body.zone.unwrap_or_default() },
        invites: body.invite.unwrap_or(body.password.is_none()),
        attach: body.attach,
        password: body.password,
        role_id: body.role_id,
        new_role: None,
        own: body.own_rights.map(OwnRights::read).transpose()?.unwrap_or_default(),
        category: category(body.category.as_deref())?,
        department: body.department_id.map(Joins::Known),
        takes_over: body
            .takes_over
            .iter()
            .map(|id| takeovers::Wish { portfolio: *id, kinds: None })
            .collect(),
        picture: body.picture.as_deref().and_then(Chosen::of_kept),
    };
    let added = add(&ctx, wanted).await?;
    let mut view = shown(&ctx, added.id).await?;
    view.invited = added.invited;
    view.link = added.link.map(|path| address(&ctx.app, &headers, &path));
    Ok((StatusCode::CREATED, Answer(view)))
}

/// One person. Everybody may read themselves.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "people", params(("id" = i64, Path)),
    responses((status = 200, body = PersonView)))]
pub async fn one(ctx: Ctx, Path(id): Path<i64>) -> Result<Answer<PersonView>> {
    Ok(Answer(shown(&ctx, id).await?))
}

/// Changes a person; what is absent stays.
#[utoipa::path(patch, path = "/api/v1/people/{id}", tag = "people", request_body = ChangePerson,
    params(("id" = i64, Path)), responses((status = 200, body = PersonView)))]
pub async fn edit(
    ctx: Ctx,
    Path(id): Path<i64>,
    Json(body): Json<ChangePerson>,
) -> Result<Answer<PersonView>> {
    let text = |given: Option<Option<String>>| given.map(Option::unwrap_or_default);
    let wish = Wish {
        version: body.version,
        name: body.name,
        email: text(body.email),
        login: text(body.login),
        phone: text(body.phone),
        lang: text(body.lang),
        zone: text(body.zone),
        role_id: body.role_id,
        category: category(body.category.as_deref())?,
        places: places(body.departments, body.department_id)?,
        step: None,
        heads: None,
        own: body
            .own_rights
            .map(|own| own.map_or_else(|| Ok(Own::default()), OwnRights::read))
            .transpose()?,
        new_role: None,
    };
    change(&ctx, id, wish).await?;
    Ok(Answer(shown(&ctx, id).await?))
}

fn category(code: Option<&str>) -> Result<Option<Category>> {
    let parse = |code| Category::parse(code).ok_or(Error::field("category", "error-no-such-category"));
    code.map(parse).transpose()
}

fn places(departments: Option<Vec<BelongsWish>>, only: Option<Option<i64>>) -> Result<Option<Vec<Place>>> {
    let alone = |department| Place { department, post: Post::Member, main: true };
    let wished = match (departments, only) {
        (None, None) => return Ok(None),
        (None, Some(only)) => return Ok(Some(only.map(alone).into_iter().collect())),
        (Some(wished), None) => wished,
        (Some(_), Some(_)) => return Err(Error::field("department_id", "error-departments-or-one")),
    };
    let place = |wish: BelongsWish| {
        let post = Post::parse(wish.post.as_deref().unwrap_or("member"));
        let post = post.ok_or(Error::field("departments", "error-no-such-post"))?;
        Ok(Place { department: wish.id, post, main: wish.main })
    };
    wished.into_iter().map(place).collect::<Result<Vec<Place>>>().map(Some)
}

async fn shown(ctx: &Ctx, id: i64) -> Result<PersonView> {
    let row = find(ctx, id).await?;
    Ok(view(ctx, row, &list::days(ctx).await?))
}

fn view(ctx: &Ctx, row: Row, days: &Days) -> PersonView {
    let time = kit::date::to_rfc3339;
    let say = &ctx.say;
    let person = row.person;
    PersonView {
        id: person.id,
        status: person.status.code().to_owned(),
        category: person.category.code().to_owned(),
        role_id: person.role_id,
        role: roles::name(say, person.role_key.as_deref(), &person.role_name),
        name: person.name,
        email: person.email,
        login: person.login,
        phone: person.phone,
        lang: person.lang,
        zone: person.zone,
        department_id: row.belongs.iter().find(|belongs| belongs.main).map(|belongs| belongs.id),
        departments: row
            .belongs
            .into_iter()
            .map(|b| BelongsView { id: b.id, name: b.name, post: b.post.code().to_owned(), main: b.main })
            .collect(),
        answerable_id: person.answerable_person_id,
        last_seen_at: row.seen_at.map(time),
        second_factor_since: row.factor.map(time),
        idle: row.idle,
        away_until: days.now.of(person.id).and_then(|away| away.last_day(ctx)),
        next_absence: days
            .ahead
            .get(&person.id)
            .map(|(first, last)| DaysView { first_day: first.clone(), last_day: last.clone() }),
        created_at: time(person.created_at),
        updated_at: time(person.updated_at),
        departed_at: person.departed_at.map(time),
        erase_at: person.erase_at.map(time),
        version: person.version,
        picture: person.picture.map(|version| format!("/pictures/{}/{version}?size=large", person.id)),
        link: None,
        invited: None,
    }
}

/// Tells a null from what is absent.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(input: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(input).map(Some)
}
