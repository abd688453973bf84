//! A cover gets other days; who stands in, and for what, stays.

use base::authz::{self, Do};
use base::event::Change;
use base::letters;
use base::portfolios::covers::{self, Cover, State};
use base::portfolios::store;
use base::{Ctx, Error, Event, Result, org};

use super::begin::tell;
use super::rules;

/// Gives the cover other moments, ms UTC. What has begun stays begun.
///
/// # Errors
/// 404 for an unknown one and for who has nothing to do with it; 403 for the stand-in; 409 `cover_over`,
/// `cover_overlaps`; 422 at `until`.
pub async fn change(ctx: &Ctx, id: i64, from: i64, until: i64) -> Result<Cover> {
    let speaker = ctx.clone();
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let seen = covers::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let person = org::find_locked(&mut tx, seen.person)?.ok_or(Error::NotFound)?;
        let before = covers::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let me = tx.actor().person_id();
        if me != Some(before.person) && me != Some(before.stand_in) {
            tx.actor().has(base::authz::Area::People).then_some(()).ok_or(Error::NotFound)?;
        }
        let act = Do::Cover { category: person.category, own: me == Some(before.person) };
        authz::decide(tx.actor(), &act)?;
        let now = tx.now();
        let from = match before.state(now) {
            State::Running => before.from,
            State::Planned => from.max(now),
            State::Over | State::Ended(_) => return Err(Error::conflict("error-cover-over")),
        };
        rules::check_time(from.max(now), until)?;
        let after = Cover { from, until, ..before.clone() };
        let others = covers::of_person(&mut tx, before.person)?;
        if let Some(other) = rules::in_the_way(&after, &others) {
            let names = org::names(&mut tx, [other.stand_in])?;
            let name = names.get(&other.stand_in).map(|name| name.name.as_str()).unwrap_or_default();
            return Err(rules::overlaps(name, speaker.company_day(other.until - 1)));
        }
        if (after.from, after.until) == (before.from, before.until) {
            return tx.unchanged(before);
        }
        let mut tx = tx.permit(act)?;
        store::covers::set_time(&mut tx, id, after.from, after.until)?;
        tell(&mut tx, mails, after.stand_in)?;
        let day = |at: i64| kit::date::input_value(at, &speaker.company_zone());
        let changes = [
            Change::of("first_day", Some(day(before.from)), Some(day(after.from))),
            Change::of("last_day", Some(day(before.until - 1)), Some(day(after.until - 1))),
        ];
        let event = Event::CoverChanged {
            person: after.person,
            cover: id,
            stand_in: after.stand_in,
            changes: changes.into_iter().flatten().collect(),
        };
        tx.commit(event, after)
    })
    .await
}
