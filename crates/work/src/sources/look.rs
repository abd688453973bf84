//! Forms and what came by them, for who may change settings.

use std::collections::HashMap;

use base::authz::{Area, Deed, Scope};
use base::journal::{self, Timeline};
use base::kind::Category;
use base::org::{self, Name};
use base::{Ctx, Error, Kind, Reading, Result, Tx};

use super::form::Form;
use super::said::Said;
use super::store;
use crate::pipelines::{self, Pipelines};
use crate::records::{Hindrance, hindrance};

/// Where something that came stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Until somebody can receive it.
    Waiting,
    Done,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Done => "done",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        [State::Waiting, State::Done].into_iter().find(|state| state.code() == code)
    }
}

/// Something that came by a form.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: i64,
    pub received_at: i64,
    pub state: State,
    pub said: Said,
    /// What was made of it, or found for it; may be gone since.
    pub contact: Option<i64>,
    pub deal: Option<i64>,
    pub done_at: Option<i64>,
}

/// A form with what stands beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub form: Form,
    /// How much came and was brought in, waits, and was caught in the trap.
    pub done: i64,
    pub waiting: i64,
    pub trapped: i64,
    /// Why nobody can receive at present.
    pub hindrance: Option<Hindrance>,
}

/// Several forms and the names they need.
pub struct Page {
    pub forms: Vec<Listed>,
    pub names: HashMap<i64, Name>,
    pub pipelines: Pipelines,
    /// Of a single form: what happened to it.
    pub timeline: Timeline,
}

/// Every form, by name.
pub async fn list(ctx: &Ctx) -> Result<Page> {
    ctx.need(Area::Settings)?;
    ctx.read(move |tx| page(tx, None)).await
}

/// One form.
///
/// # Errors
/// 403, 404.
pub async fn one(ctx: &Ctx, id: i64) -> Result<Page> {
    ctx.need(Area::Settings)?;
    ctx.read(move |tx| page(tx, Some(id))).await
}

/// The most entries of one page.
pub const MOST: i64 = 50;

/// Whether one may read what customers sent: who helps from outside only where all contacts are open to them (B08).
pub fn may_read(ctx: &Ctx) -> bool {
    ctx.actor.category != Category::Integrator || ctx.actor.scope(Kind::Contact, Deed::See) == Scope::All
}

/// What came by the form before this entry, newest first.
///
/// # Errors
/// 403 also as `may_read` says; 404.
pub async fn entries(ctx: &Ctx, form: i64, before: Option<i64>) -> Result<Vec<Entry>> {
    ctx.need(Area::Settings)?;
    if !may_read(ctx) {
        return Err(Error::Denied("see_entries"));
    }
    ctx.read(move |tx| {
        store::find(tx, form)?.ok_or(Error::NotFound)?;
        store::entries(tx, form, before, MOST)
    })
    .await
}

fn page(tx: &mut Tx<'_, Reading>, id: Option<i64>) -> Result<Page> {
    let forms = match id {
        Some(id) => vec![store::find(tx, id)?.ok_or(Error::NotFound)?],
        None => store::all(tx)?,
    };
    let counts: HashMap<i64, [i64; 3]> = store::counts(tx)?.into_iter().collect();
    let mut listed = Vec::with_capacity(forms.len());
    for form in forms {
        let [done, waiting, trapped] = counts.get(&form.id).copied().unwrap_or_default();
        let hindrance = hindrance(tx, Kind::Source, form.portfolio, super::bring::MADE)?;
        listed.push(Listed { form, done, waiting, trapped, hindrance });
    }
    let timeline = match id {
        Some(id) => journal::timeline(tx, "form", id, None, 30)?,
        None => Timeline::new(),
    };
    let mut names = journal::names(tx, &timeline)?;
    let held =
        listed.iter().flat_map(|one| [one.form.holder].into_iter().chain(one.hindrance.map(|h| h.holder)));
    names.extend(org::names(tx, held.collect::<Vec<i64>>())?);
    Ok(Page { forms: listed, names, pipelines: pipelines::read(tx)?, timeline })
}
