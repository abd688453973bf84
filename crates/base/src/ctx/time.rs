//! Whose clock and whose language an act goes by: the reader's for moments, the company's for days that everybody shares.

use kit::date::Zone;
use kit::lang::Lang;

use super::Ctx;
use crate::org::Person;

impl Ctx {
    /// The same act told to this person: in their language and their zone, the account's where they chose none.
    pub fn told_to(self, person: &Person) -> Ctx {
        let lang = person.lang.as_deref().and_then(Lang::parse).unwrap_or(self.account.lang);
        Ctx { own_zone: person.zone.clone(), ..self.speaking(lang) }
    }

    /// The time zone of whoever reads and types: their own, or the account's.
    pub fn zone(&self) -> Zone {
        let own = self.own_zone.as_deref().and_then(|name| Zone::parse(name).ok());
        own.unwrap_or_else(|| self.company_zone())
    }

    /// The account's time zone: of whole days that are the same for everybody, and of what the journal keeps as text.
    pub fn company_zone(&self) -> Zone {
        Zone::parse(&self.account.zone).unwrap_or_else(|_| Zone::utc())
    }

    /// Both zones as words, the reader's own and the account's, where they are not the same.
    pub fn two_zones(&self) -> Option<String> {
        let (own, company) = (self.zone(), self.company_zone());
        let names = [("own", own.name().into()), ("company", company.name().into())];
        (own != company).then(|| self.say.with("web-two-zones", &names))
    }

    /// A day as the reader writes it, in their zone.
    pub fn day(&self, ms: i64) -> String {
        kit::date::day(ms, &self.zone(), self.say.lang)
    }

    /// A day of the company's, as the reader writes it: a cover's, an integrator's last one.
    pub fn company_day(&self, ms: i64) -> String {
        kit::date::day(ms, &self.company_zone(), self.say.lang)
    }

    /// The company's day at this moment: `2026-11-30`.
    pub fn company_today(&self) -> String {
        kit::date::input_value(self.app.now(), &self.company_zone())
    }

    /// A day like 2026-11-30, as the reader writes it.
    pub fn date(&self, day: &str) -> String {
        let utc = Zone::utc();
        match kit::date::parse_day(day, &utc) {
            Ok(ms) => kit::date::day(ms, &utc, self.say.lang),
            Err(_) => day.to_owned(),
        }
    }

    /// A moment as the reader writes it, in their zone.
    pub fn moment(&self, ms: i64) -> String {
        kit::date::moment(ms, &self.zone(), self.say.lang)
    }
}
