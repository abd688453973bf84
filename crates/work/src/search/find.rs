//! The first few of every kind.

use ::people::people;
use base::authz::{Area, Deed, Scope};
use base::error::Fields;
use base::search::Wanted;
use base::{Ctx, Kind, Result};

use crate::records::lines::{self, Line};
use crate::records::typed;

/// What a group is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Records(Kind),
    People,
}

impl Of {
    /// The word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Of::Records(kind) => kind.code(),
            Of::People => "person",
        }
    }

    /// Where all of them are.
    pub fn path(self) -> &'static str {
        match self {
            Of::Records(kind) => kind.path(),
            Of::People => "/people",
        }
    }
}

/// Something found: what it is called and how to reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub id: i64,
    pub title: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

/// The newest few of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub of: Of,
    pub hits: Vec<Hit>,
    /// Whether the list has more.
    pub more: bool,
    /// Whether not everything was looked through.
    pub partial: bool,
}

/// So many of each kind.
pub const SHOWN: i64 = 5;

/// What the words find among all that the actor may see; kinds without any are left out.
///
/// # Errors
/// 422 for more than two hundred letters.
pub async fn find(ctx: &Ctx, q: &str) -> Result<Vec<Group>> {
    let mut wrong = Fields::default();
    let q = typed::line(&mut wrong, "q", q, 200).unwrap_or_default();
    wrong.check()?;
    if Wanted::read(&q).is_empty() {
        return Ok(Vec::new());
    }
    let mut groups = records(ctx, &q).await?;
    if ctx.actor.has(Area::People) {
        groups.push(people(ctx, &q).await?);
    }
    groups.retain(|group| !group.hits.is_empty() || group.partial);
    Ok(groups)
}

async fn records(ctx: &Ctx, q: &str) -> Result<Vec<Group>> {
    let q = q.to_owned();
    let seen = Kind::RECORDS.into_iter().filter(|kind| ctx.actor.scope(*kind, Deed::See) != Scope::None);
    let seen: Vec<Kind> = seen.collect();
    ctx.read(move |tx| {
        seen.iter()
            .map(|kind| {
                let (lines, partial) = lines::newest(tx, *kind, &q, SHOWN + 1)?;
                Ok(group(Of::Records(*kind), lines.into_iter().map(hit).collect(), partial))
            })
            .collect()
    })
    .await
}

async fn people(ctx: &Ctx, q: &str) -> Result<Group> {
    let limit = (SHOWN + 1).to_string();
    let asked = people::Asked { q: q.to_owned(), limit, ..people::Asked::default() };
    let listed = people::list(ctx, &asked).await?;
    let hits = listed.rows.into_iter().map(|row| Hit {
        id: row.person.id,
        title: row.person.name,
        phones: row.person.phone.into_iter().collect(),
        emails: row.person.email.into_iter().collect(),
    });
    Ok(group(Of::People, hits.collect(), false))
}

pub fn group(of: Of, mut hits: Vec<Hit>, partial: bool) -> Group {
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = hits.len() > shown;
    hits.truncate(shown);
    Group { of, hits, more, partial: partial && !more }
}

fn hit(line: Line) -> Hit {
    Hit { id: line.id, title: line.title, phones: line.ways.phones, emails: line.ways.emails }
}
