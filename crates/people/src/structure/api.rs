//! The structure for programs. What moves, moves by `PATCH /people/{id}` and `PATCH /departments/{id}`.

use axum::Json as Answer;
use base::org::Post;
use base::words::Say;
use base::{Ctx, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Look, Seat, Somebody, Unit, look};
use crate::roles;

#[derive(Serialize, ToSchema)]
pub struct StructureView {
    /// The departments at the top, each with what is below it.
    pub items: Vec<UnitView>,
    /// Who is in no department.
    pub outside: Vec<PersonInView>,
    /// Everybody who is drawn: pending, active and blocked people.
    pub count: usize,
}

#[derive(Serialize, ToSchema)]
pub struct UnitView {
    pub id: i64,
    /// Null at the top.
    pub parent_id: Option<i64>,
    pub name: String,
    pub version: i64,
    /// Posts that nobody has: `head` where nobody leads the department.
    pub vacant: Vec<String>,
    /// Heads first, then deputies, then members.
    pub people: Vec<SeatView>,
    /// Everybody here and below, each once.
    pub count: usize,
    #[schema(no_recursion)]
    pub below: Vec<UnitView>,
}

#[derive(Serialize, ToSchema)]
pub struct SeatView {
    #[serde(flatten)]
    pub person: PersonInView,
    /// member, head, deputy
    pub post: String,
    /// Whether it is the person's main department.
    pub main: bool,
}

#[derive(Serialize, ToSchema)]
pub struct PersonInView {
    pub person_id: i64,
    pub name: String,
    /// pending, active, blocked
    pub status: String,
    pub role_id: i64,
    /// The role's name in the asker's language.
    pub role: String,
    /// For `PATCH /people/{id}`: 409 when somebody changed them since.
    pub version: i64,
}

/// The whole structure as a tree: departments, their posts and people.
#[utoipa::path(get, path = "/api/v1/structure", tag = "departments", responses((status = 200, body = StructureView)))]
pub async fn get(ctx: Ctx) -> Result<Answer<StructureView>> {
    let look = look(&ctx).await?;
    let drawing = look.drawing();
    let person = |id: &i64| look.person(*id).map(|person| person_view(&ctx.say, &look, person));
    Ok(Answer(StructureView {
        items: drawing.tops.iter().map(|unit| unit_view(&ctx.say, &look, unit)).collect(),
        outside: drawing.outside.iter().filter_map(person).collect(),
        count: look.people.len(),
    }))
}

fn unit_view(say: &Say, look: &Look, unit: &Unit) -> UnitView {
    let headless = unit.of(Post::Head).next().is_none();
    UnitView {
        id: unit.department.id,
        parent_id: unit.department.parent_id,
        name: unit.department.name.clone(),
        version: unit.department.version,
        vacant: headless.then(|| Post::Head.code().to_owned()).into_iter().collect(),
        people: unit.seats.iter().filter_map(|seat| seat_view(say, look, seat)).collect(),
        count: unit.everybody.len(),
        below: unit.below.iter().map(|unit| unit_view(say, look, unit)).collect(),
    }
}

fn seat_view(say: &Say, look: &Look, seat: &Seat) -> Option<SeatView> {
    let person = person_view(say, look, look.person(seat.person)?);
    Some(SeatView { person, post: seat.post.code().to_owned(), main: seat.main })
}

fn person_view(say: &Say, look: &Look, person: &Somebody) -> PersonInView {
    let role = look.roles.find(person.role_id);
    PersonInView {
        person_id: person.id,
        name: person.name.clone(),
        status: person.status.code().to_owned(),
        role_id: person.role_id,
        role: role.map(|role| roles::name(say, role.key.as_deref(), &role.name)).unwrap_or_default(),
        version: person.version,
    }
}
