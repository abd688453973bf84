//! Several people at once, for programs.

use axum::Json as Answer;
use axum::http::{HeaderMap, StatusCode};
use base::web::{Json, address};
use base::words::Say;
use base::{Ctx, Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lines::Line;
use super::several::{Fate, Looked, Several, add_several, look_at_several};
use super::{Added, Row, find};
use crate::invitations;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSeveral {
    /// At most 300.
    pub people: Vec<OneOfSeveral>,
    /// Without one: the account's default role.
    #[serde(default)]
    pub role_id: Option<i64>,
    #[serde(default)]
    pub department_id: Option<i64>,
    /// The language of all of them: en, ru or uk.
    #[serde(default)]
    pub lang: Option<String>,
    /// Whether invitations go out and bring the links; unless told, where a mail server is set up.
    #[serde(default)]
    pub invite: Option<bool>,
    /// Only says what would become of each.
    #[serde(default)]
    pub dry_run: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OneOfSeveral {
    /// Without one: made from the e-mail.
    #[serde(default)]
    pub name: String,
    pub email: String,
    #[serde(default)]
    pub phone: String,
}

#[derive(Serialize, ToSchema)]
pub struct SeveralView {
    pub items: Vec<OneView>,
}

#[derive(Serialize, ToSchema)]
pub struct OneView {
    pub email: String,
    pub name: String,
    /// new, elsewhere (signs in to another account and is added as they are), here, twice, wrong
    pub fate: String,
    /// Of who is here: pending, active, blocked, departed, closing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What is wrong, in the asker's language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// The person who was added, or is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The one-time link, where no invitation brings it; never shown again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Where an invitation goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited: Option<String>,
}

/// Adds several people in one act: all who can be added, or nobody.
#[utoipa::path(post, path = "/api/v1/people/several", tag = "people", request_body = AddSeveral, responses(
    (status = 201, body = SeveralView),
    (status = 200, body = SeveralView, description = "With `dry_run`: nothing was changed"),
    (status = 409, description = "`no_seat`: they don't all fit; `nobody_to_add`; `mail_off`"),
    (status = 422, description = "`too_many_people`, `no_such_role`, `no_such_department`"),
))]
pub async fn add(
    ctx: Ctx,
    headers: HeaderMap,
    Json(body): Json<AddSeveral>,
) -> Result<(StatusCode, Answer<SeveralView>)> {
    if body.invite == Some(true) && !invitations::are_on(&ctx.app) {
        return Err(Error::conflict("error-mail-off"));
    }
    let lines = body.people.into_iter();
    let lines: Vec<Line> =
        lines.map(|one| Line { name: one.name, email: one.email, phone: one.phone }).collect();
    if body.dry_run {
        let looked = look_at_several(&ctx, lines).await?.into_iter();
        let items = looked.map(|looked| view(&ctx.say, looked)).collect();
        return Ok((StatusCode::OK, Answer(SeveralView { items })));
    }
    let several = Several {
        lines,
        role_id: body.role_id,
        department_id: body.department_id,
        lang: body.lang.unwrap_or_default(),
        invites: body.invite.unwrap_or(true),
    };
    let mut items = Vec::new();
    for (looked, added) in add_several(&ctx, several).await? {
        let one = view(&ctx.say, looked);
        items.push(match added {
            None => one,
            Some(Added { id, link, invited }) => {
                let Row { person, .. } = find(&ctx, id).await?;
                let link = link.map(|path| address(&ctx.app, &headers, &path));
                OneView { name: person.name, id: Some(id), link, invited, ..one }
            }
        });
    }
    Ok((StatusCode::CREATED, Answer(SeveralView { items })))
}

fn view(say: &Say, looked: Looked) -> OneView {
    let Looked { line, fate } = looked;
    let (code, here) = match &fate {
        Fate::New => ("new", None),
        Fate::Elsewhere => ("elsewhere", None),
        Fate::Here { person, status } => ("here", Some((*person, *status))),
        Fate::Twice => ("twice", None),
        Fate::Wrong(_) => ("wrong", None),
    };
    let why = match fate {
        Fate::Wrong(problems) => problems.iter().map(|problem| problem.sentence(say)).collect(),
        _ => Vec::new(),
    };
    OneView {
        name: line.named(),
        email: line.email,
        fate: code.to_owned(),
        status: here.map(|(_, status)| status.code().to_owned()),
        why,
        id: here.map(|(id, _)| id),
        link: None,
        invited: None,
    }
}
