//! Who can see a record, and why: the policy asked for everybody who is active, with its reasons.

use std::collections::HashMap;

use base::authz::{self, Deed, Do, Near, Why, why};
use base::org::{self, Person, Structure};
use base::web::components::*;
use base::web::show;
use base::web::timeline::who_is;
use base::{Ctx, Error, Kind, Reading, Result, Tx, portfolios};
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Room, holder, see, store};

/// Somebody who sees the record.
#[derive(Clone, Debug)]
pub struct Seer {
    pub person: Person,
    pub why: Why,
    /// What they may do, seeing first.
    pub may: Vec<Deed>,
}

/// Everybody who sees the record, and the names that the reasons need.
#[derive(Clone, Debug)]
pub struct Access {
    pub seers: Vec<Seer>,
    pub holder: i64,
    departments: HashMap<i64, String>,
}

/// Who sees the record, the nearest first. For who manages people and sees the record themselves.
///
/// # Errors
/// 404 for a record that the actor doesn't see; 403.
pub async fn access(ctx: &Ctx, room: &'static Room, id: i64) -> Result<Access> {
    ctx.read(move |tx| {
        let titled = store::titles(tx, room, &[id])?.pop().ok_or(Error::NotFound)?;
        see(tx, room.kind, titled.portfolio, titled.stage)?;
        authz::decide(tx.actor(), &Do::ExplainRights)?;
        let holder = holder(tx, room.kind, titled.portfolio)?;
        let mut seers = seers(tx, (room.kind, titled.portfolio), holder, titled.stage)?;
        seers.sort_by_key(|seer| rank(seer.why));
        Ok(Access { seers, holder, departments: org::department_names(tx)? })
    })
    .await
}

fn seers(
    tx: &mut Tx<'_, Reading>,
    (kind, portfolio): (Kind, i64),
    holder: i64,
    stage: i64,
) -> Result<Vec<Seer>> {
    let members = org::memberships(tx, None)?;
    let structure = Structure::new(&org::departments(tx)?, &members);
    let now = tx.now();
    let covering = portfolios::covers::standing_in(tx, kind, holder)?;
    let queue = portfolios::queues::find(tx, portfolio)?.map(|queue| queue.department);
    let inside = org::active(tx)?.into_iter().filter(|person| !person.is_over(now));
    let seer = |person: Person| {
        let actor = person.actor();
        let holds = actor.may_hold(kind);
        // Nobody's work is a keeperless technical user's own.
        let near = match person.works_as().map_or(Near::Far, |me| structure.near(me, holder)) {
            Near::Own => Near::Own,
            _ if holds && covering.contains(&person.id) => Near::Covered,
            near => near,
        };
        let waits = queue.filter(|department| {
            let is_member = |m: &org::Membership| (m.department_id, m.person_id) == (*department, person.id);
            let narrowed = actor.scope_at(kind, Deed::See, stage) != actor.scope(kind, Deed::See);
            holds && !narrowed && members.iter().any(is_member)
        });
        let reason = why(&actor, (kind, Deed::See), near, stage).or(waits.map(Why::Queue))?;
        let others = Deed::ALL.into_iter().filter(|deed| !matches!(deed, Deed::See | Deed::Create));
        let others = others.filter(|deed| why(&actor, (kind, *deed), near, stage).is_some());
        Some(Seer { may: [Deed::See].into_iter().chain(others).collect(), person, why: reason })
    };
    Ok(inside.filter_map(seer).collect())
}

fn rank(why: Why) -> u8 {
    match why {
        Why::Holds => 0,
        Why::Covers => 1,
        Why::Queue(_) => 2,
        Why::Department(_) => 3,
        Why::Below { .. } => 4,
        Why::All => 5,
        Why::Administrator => 6,
    }
}

/// The card on a record's page: the way to the answer, for who manages people.
pub fn access_card(ctx: &Ctx, kind: Kind, id: i64) -> Markup {
    if authz::decide(&ctx.actor, &Do::ExplainRights).is_err() {
        return html! {};
    }
    let address = format!("{}/{id}/access", kind.path());
    card(ctx.say.t("records-access"), dialog_link(Press::Plain, ctx.say.t("records-access-ask"), &address))
}

/// `GET /{kind}s/{id}/access`: who sees the record, each with the reason.
pub async fn page(ctx: &Ctx, room: &'static Room, id: i64) -> Result<Markup> {
    let access = access(ctx, room, id).await?;
    let say = &ctx.say;
    let title = say.t("records-access");
    let count = i64::try_from(access.seers.len()).unwrap_or_default();
    let content = dialog(Dialog {
        id: "access",
        title: &title,
        close: &say.t("records-cancel"),
        back: &format!("{}/{id}", room.kind.path()),
        content: html! {
            p { (say.n("records-access-count", count)) }
            @for seer in &access.seers {
                @let note = format!("{}. {}", reason(ctx, &access, seer), deeds(ctx, seer));
                p { (person_line(who_is(&seer.person), &format!("/people/{}/rights", seer.person.id), &note)) }
            }
        },
    });
    Ok(show(ctx, room.nav, &title, content))
}

fn deeds(ctx: &Ctx, seer: &Seer) -> String {
    let words = seer.may.iter().map(|deed| ctx.say.t(&format!("deed-{}", deed.code())));
    words.collect::<Vec<String>>().join(", ")
}

/// Why, in words.
fn reason(ctx: &Ctx, access: &Access, seer: &Seer) -> String {
    let say = &ctx.say;
    let named = |id: i64| access.departments.get(&id).cloned().unwrap_or_default();
    let person = &seer.person;
    match seer.why {
        Why::Holds if person.id != access.holder => say.t("why-works-for"),
        Why::Holds => say.t("why-holds"),
        Why::Administrator => say.t("why-administrator"),
        Why::All if !person.own.is_empty() => say.t("why-all-own"),
        Why::All => {
            let key = person.role_key.as_deref().filter(|key| *key == person.role_name);
            let word = key.map(|key| say.t(&format!("role-{key}")));
            say.with("why-all", &[("role", word.unwrap_or_else(|| person.role_name.clone()).into())])
        }
        Why::Covers => say.t("why-covers"),
        Why::Queue(id) => say.with("why-queue", &[("department", named(id).into())]),
        Why::Department(id) => say.with("why-department", &[("department", named(id).into())]),
        Why::Below { mine, theirs } => {
            say.with("why-below", &[("department", named(mine).into()), ("below", named(theirs).into())])
        }
    }
}

/// Somebody who sees the record, for programs.
#[derive(Serialize, ToSchema)]
pub struct AccessView {
    pub person_id: i64,
    pub name: String,
    /// holds, covers, queue, department, below, all, administrator
    pub why: String,
    /// The department that is the reason.
    pub department_id: Option<i64>,
    /// The department below it in which the holder is.
    pub below_id: Option<i64>,
    /// see, edit, assign, delete
    pub may: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct AccessList {
    pub items: Vec<AccessView>,
    pub count: usize,
}

/// The answer of `GET /{kind}s/{id}/access`.
pub async fn listed(ctx: &Ctx, room: &'static Room, id: i64) -> Result<axum::Json<AccessList>> {
    let access = access(ctx, room, id).await?;
    let view = |seer: Seer| {
        let (department_id, below_id) = match seer.why {
            Why::Department(id) | Why::Queue(id) => (Some(id), None),
            Why::Below { mine, theirs } => (Some(mine), Some(theirs)),
            Why::Holds | Why::Covers | Why::All | Why::Administrator => (None, None),
        };
        AccessView {
            person_id: seer.person.id,
            name: seer.person.name,
            why: seer.why.code().to_owned(),
            department_id,
            below_id,
            may: seer.may.iter().map(|deed| deed.code().to_owned()).collect(),
        }
    };
    let items: Vec<AccessView> = access.seers.into_iter().map(view).collect();
    Ok(axum::Json(AccessList { count: items.len(), items }))
}
