//! A cover begins, now or on a day to come.

use std::collections::HashMap;

use base::authz::{self, Do};
use base::letters::{self, Purpose};
use base::org::{self, Person};
use base::portfolios::covers::{self, Cover};
use base::portfolios::{self, store};
use base::{Ctx, Error, Event, Result, Tx, Writing};

use super::rules::{self, Facts, Wish};

/// Gives the person a stand-in.
///
/// # Errors
/// 404 for an unknown person; 403 for somebody else's work without the right; 409 `holds_nothing`, `cover_overlaps`; 422
/// when the stand-in, the kinds or the time won't do.
pub async fn begin(ctx: &Ctx, person: i64, wish: Wish) -> Result<Cover> {
    let speaker = ctx.clone();
    let mails = letters::are_on(&ctx.app);
    ctx.write(move |mut tx| {
        let people = hold(&mut tx, person, wish.stand_in)?;
        let found = people.get(&person).ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person);
        let act = Do::Cover { category: found.category, own };
        authz::decide(tx.actor(), &act)?;
        let held = portfolios::holdings(&mut tx, person)?;
        let facts = Facts { person: found, stand_in: people.get(&wish.stand_in), held: &held, now: tx.now() };
        let cover = rules::judge(&wish, tx.new_id()?, tx.actor().person_id(), &facts)?;
        let others = covers::of_person(&mut tx, person)?;
        if let Some(other) = rules::in_the_way(&cover, &others) {
            let names = org::names(&mut tx, [other.stand_in])?;
            let name = names.get(&other.stand_in).map(|name| name.name.as_str()).unwrap_or_default();
            return Err(rules::overlaps(name, speaker.company_day(other.until - 1)));
        }
        let mut tx = tx.permit(act)?;
        store::covers::add(&mut tx, &cover)?;
        tell(&mut tx, mails, cover.stand_in)?;
        let event = Event::CoverBegun {
            person,
            cover: cover.id,
            stand_in: cover.stand_in,
            kinds: cover.kinds.clone(),
            from: cover.from,
            until: cover.until,
            // Why somebody is away is no matter of the journal.
            reason: None,
        };
        tx.commit(event, cover)
    })
    .await
}

/// A letter to whoever stands in, unless they did it themselves.
pub(super) fn tell(tx: &mut Tx<'_, Writing>, mails: bool, stand_in: i64) -> Result<()> {
    if mails && tx.actor().person_id() != Some(stand_in) {
        letters::to_person(tx, stand_in, Purpose::StandIn)?;
    }
    Ok(())
}

/// Both, by id: the covered one against a second cover at once, the stand-in against a change of status.
fn hold<S>(tx: &mut Tx<'_, S>, person: i64, stand_in: i64) -> Result<HashMap<i64, Person>> {
    let mut ids = [person, stand_in];
    ids.sort_unstable();
    let mut people = HashMap::new();
    for id in ids {
        let found = if id == person { org::find_locked(tx, id)? } else { org::find_shared(tx, id)? };
        people.extend(found.map(|found| (id, found)));
    }
    Ok(people)
}
