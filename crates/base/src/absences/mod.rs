//! Who is away, as everybody else reads it: one answer out of the days that were stated and of the covers that run. Never
//! why; that and the rules are in `people::absences` and `people::covers`.

mod store;

use std::collections::HashMap;

use crate::{Ctx, Result, Tx};

/// Somebody who is away at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Away {
    /// The last stated day.
    last_day: Option<String>,
    /// When the last cover ends that runs, ms UTC.
    covered_until: Option<i64>,
    /// The names of those who stand in.
    pub stand_ins: Vec<String>,
}

impl Away {
    /// The last day, as the reader writes it: the stated one, or else that of the cover.
    pub fn until(&self, ctx: &Ctx) -> String {
        match (&self.last_day, self.covered_until) {
            (Some(day), _) => ctx.date(day),
            (None, Some(until)) => ctx.company_day(until - 1),
            (None, None) => String::new(),
        }
    }

    /// The last day like 2026-11-27: the stated one, or else that of the cover.
    pub fn last_day(&self, ctx: &Ctx) -> Option<String> {
        let covered = |until: i64| kit::date::input_value(until - 1, &ctx.company_zone());
        self.last_day.clone().or(self.covered_until.map(covered))
    }

    /// Whether days were stated; otherwise only a cover says it.
    pub fn is_stated(&self) -> bool {
        self.last_day.is_some()
    }
}

/// Everybody who is away at a moment.
#[derive(Clone, Debug, Default)]
pub struct AwayNow(HashMap<i64, Away>);

impl AwayNow {
    pub fn of(&self, person: i64) -> Option<&Away> {
        self.0.get(&person)
    }

    /// "away until 28 Nov 2026", beside a name.
    pub fn note(&self, ctx: &Ctx, person: i64) -> Option<String> {
        let away = self.of(person)?;
        Some(ctx.say.with("away-until", &[("until", away.until(ctx).into())]))
    }

    /// What tells people of one name apart, and that they are away.
    pub fn beside(&self, ctx: &Ctx, person: i64, note: &str) -> String {
        let said = [Some(note.to_owned()).filter(|note| !note.is_empty()), self.note(ctx, person)];
        said.into_iter().flatten().collect::<Vec<String>>().join(" · ")
    }
}

/// Everybody who is away now; `today` is [`Ctx::company_today`]. One statement, however many they are.
pub fn away<S>(tx: &mut Tx<'_, S>, today: &str) -> Result<AwayNow> {
    let now = tx.now();
    away_at(tx, today, now)
}

/// The same for a moment to come and the company's day of it.
pub fn away_at<S>(tx: &mut Tx<'_, S>, day: &str, moment: i64) -> Result<AwayNow> {
    let mut all: HashMap<i64, Away> = HashMap::new();
    for found in store::away(tx, day, moment)? {
        let away = all.entry(found.person).or_default();
        away.last_day = away.last_day.take().max(found.last_day);
        away.covered_until = away.covered_until.max(found.until);
        away.stand_ins.extend(found.stand_in.filter(|name| !away.stand_ins.contains(name)));
    }
    Ok(AwayNow(all))
}

/// Of everybody here who has stated days to come: the first and the last of the next, after today. One statement, too.
pub fn ahead<S>(tx: &mut Tx<'_, S>, today: &str) -> Result<HashMap<i64, (String, String)>> {
    store::ahead(tx, today)
}
