//! Several people at once (B04): each line is looked at, and those that can be added are added in one act, all or none.

use std::collections::BTreeSet;

use base::authz::{Area, Do};
use base::error::{FieldProblem, Fields};
use base::kind::Category;
use base::org::tongue;
use base::{Ctx, Error, Event, Result, Status, Tx};

use super::add::{Added, Settled, bring_in};
use super::draft::{self, Draft};
use super::lines::Line;
use super::store;
use super::{Joins, Wanted};
use crate::signin::names;
use crate::{invitations, seats};

/// The most at once.
pub const MOST: usize = 300;

/// Who is to be added, and what all of them get.
#[derive(Clone, Debug, Default)]
pub struct Several {
    pub lines: Vec<Line>,
    /// `None`: the account's default role.
    pub role_id: Option<i64>,
    pub department_id: Option<i64>,
    /// The language of all of them, by its code; empty: what their browser asks for, and letters in the company's.
    pub lang: String,
    /// Whether invitations go out, where letters can be sent.
    pub invites: bool,
}

/// What becomes of a line.
#[derive(Clone, Debug)]
pub enum Fate {
    New,
    /// Signs in to another account, and is added as they are.
    Elsewhere,
    /// Is here already.
    Here {
        person: i64,
        status: Status,
    },
    /// A line above has the same e-mail.
    Twice,
    Wrong(Vec<FieldProblem>),
}

impl Fate {
    pub fn is_added(&self) -> bool {
        matches!(self, Fate::New | Fate::Elsewhere)
    }
}

/// A line, looked at.
#[derive(Clone, Debug)]
pub struct Looked {
    pub line: Line,
    pub fate: Fate,
}

/// What would become of each; nothing is changed.
///
/// # Errors
/// 422 `too_many_people`; 403 for who adds nobody.
pub async fn look_at_several(ctx: &Ctx, lines: Vec<Line>) -> Result<Vec<Looked>> {
    ctx.need(Area::People)?;
    check_count(&lines)?;
    ctx.read(move |tx| looked(tx, &lines)).await
}

/// Adds everybody who can be added: pending, each with a seat and a way in. The others are as they were.
///
/// # Errors
/// 422 `too_many_people`, `no_such_role`, `no_such_department`, an unknown language; 409 `nobody_to_add`; 409 `no_seat` when they don't all fit,
/// and then nobody is added.
pub async fn add_several(ctx: &Ctx, several: Several) -> Result<Vec<(Looked, Option<Added>)>> {
    ctx.need(Area::People)?;
    check_count(&several.lines)?;
    let invites = several.invites && invitations::are_on(&ctx.app);
    let department = several.department_id.map(Joins::Known);
    let (role_id, home) = (several.role_id, ctx.account.home());
    let tongue = tongue::Typed { lang: several.lang, ..tongue::Typed::default() };
    let mut wrong = Fields::default();
    tongue::read_lang(&tongue.lang, &mut wrong);
    wrong.check()?;
    let shared = Wanted { role_id, department, tongue, invites, home, ..Wanted::default() };
    let lines = several.lines;
    ctx.write(move |mut tx| {
        let settled = Settled::find(&mut tx, &shared)?;
        let mut acts = settled.acts(&shared);
        if invites {
            acts.push(Do::SendLink { category: Category::Member });
        }
        let mut tx = tx.permit_all(&acts)?;
        let mut outcomes = Vec::new();
        let mut events: Vec<Event> = Vec::new();
        seats::take(&mut tx, settled.category())?;
        for looked in looked(&mut tx, &lines)? {
            if !looked.fate.is_added() {
                outcomes.push((looked, None));
                continue;
            }
            seats::take(&mut tx, settled.category())?;
            let attach = matches!(looked.fate, Fate::Elsewhere);
            let wanted = Wanted { attach, ..of_line(&looked.line, &shared) };
            let draft = drafted(&wanted)?;
            let (added, happened) = bring_in(&mut tx, &wanted, &draft, &settled, (Status::Pending, None))?;
            events.extend(happened);
            outcomes.push((looked, Some(added)));
        }
        if events.is_empty() {
            return Err(Error::conflict("error-nobody-to-add"));
        }
        tx.commit_all(events, outcomes)
    })
    .await
}

fn check_count(lines: &[Line]) -> Result<()> {
    match lines.len() > MOST {
        true => Err(Error::field("people", "error-too-many-people")),
        false => Ok(()),
    }
}

fn of_line(line: &Line, shared: &Wanted) -> Wanted {
    Wanted { name: line.named(), email: line.email.clone(), phone: line.phone.clone(), ..shared.clone() }
}

fn drafted(wanted: &Wanted) -> Result<Draft> {
    let mut fields = Fields::default();
    let draft = match wanted.attach {
        true => draft::read_attached(wanted, &mut fields),
        false => draft::read(wanted, &mut fields),
    };
    if draft.names.email.is_none() && fields.is_empty() {
        fields.add("email", "error-required");
    }
    fields.check()?;
    Ok(draft)
}

fn looked<S>(tx: &mut Tx<'_, S>, lines: &[Line]) -> Result<Vec<Looked>> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for line in lines {
        let fate = match drafted(&of_line(line, &Wanted::default())) {
            Err(Error::Invalid(problem)) => Fate::Wrong(problem.fields),
            Err(error) => return Err(error),
            Ok(draft) => {
                let email = draft.names.email.unwrap_or_default();
                match store::by_email(tx, &email)? {
                    _ if !seen.insert(email.clone()) => Fate::Twice,
                    Some((person, status)) => Fate::Here { person, status },
                    None if names::is_elsewhere(tx, &email)? => Fate::Elsewhere,
                    None => Fate::New,
                }
            }
        };
        all.push(Looked { line: line.clone(), fate });
    }
    Ok(all)
}
