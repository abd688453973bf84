//! Changing until when an integrator is let in, and who answers for them.

use base::authz::Do;
use base::event::Change;
use base::kind::Category;
use base::{Ctx, Error, Event, Result, org};
use kit::date;

use super::invite::{check_until, may_answer};
use super::store;

/// Sets the last moment (ms UTC) and who answers; `None` leaves it as it is. Whoever is shown out already is let in no
/// more by that: a later day and "activate again" are two steps.
///
/// # Errors
/// 403; 404 for who is no integrator; 409 `person_closing`, `person_erased`; 422 at `until` and `answerable_id`.
pub async fn change(ctx: &Ctx, person: i64, until: Option<i64>, answerable: Option<i64>) -> Result<()> {
    ctx.need(base::authz::Area::People)?;
    let zone = ctx.company_zone();
    ctx.write(move |mut tx| {
        let answers = match answerable {
            Some(id) => Some(
                org::find_shared(&mut tx, id)?
                    .filter(|one| may_answer(one, tx.now()))
                    .ok_or(Error::field("answerable_id", "error-integrator-answerable"))?,
            ),
            None => None,
        };
        let before = org::find_locked(&mut tx, person)?
            .filter(|person| person.category == Category::Integrator)
            .ok_or(Error::NotFound)?;
        crate::people::check_known(&before)?;
        let until = until.filter(|until| Some(*until) != before.valid_until);
        if let Some(until) = until {
            check_until(until, tx.now()).map_err(|key| Error::field("until", key))?;
        }
        let answers = answers.map(|one| one.id).filter(|id| Some(*id) != before.answerable_person_id);
        if until.is_none() && answers.is_none() {
            return tx.unchanged(());
        }
        let category = before.category;
        let mut tx = tx.permit(Do::EditPerson { category, becomes: category })?;
        let mut events = Vec::new();
        if let Some(until) = until {
            store::set_until(&mut tx, person, until)?;
            let day = |at: i64| date::input_local(at, &zone);
            let change = Change::of("valid_until", before.valid_until.map(day), Some(day(until)));
            events.push(Event::PersonChanged { person, changes: change.into_iter().collect() });
        }
        if let Some(to) = answers {
            store::set_answerable(&mut tx, person, to)?;
            let from = before.answerable_person_id.unwrap_or_default();
            events.push(Event::AnswerableChanged { person, from, to });
        }
        tx.commit_all(events, ())
    })
    .await
}
