//! Days and moments: between milliseconds and what people and programs write. Zones come from the built-in time zone
//! database, so every installation agrees on them.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A time zone that exists. Made once at the edge, so that showing a day cannot fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("there is no time zone {0}")]
    Zone(String),
    #[error("a moment looks like 2026-11-22T14:05:00Z")]
    Moment,
    #[error("a day looks like 2026-11-22")]
    Day,
}

impl Zone {
    /// The zone of this IANA name, such as `Europe/Kyiv`.
    pub fn parse(name: &str) -> Result<Zone, Error> {
        let rules = TimeZone::get(name).map_err(|_| Error::Zone(name.to_owned()))?;
        let name = rules.iana_name().ok_or_else(|| Error::Zone(name.to_owned()))?.to_owned();
        Ok(Zone { name, rules })
    }

    /// Universal time.
    pub fn utc() -> Zone {
        Zone { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names that a person may choose from: `UTC`, then places by continent and city.
    pub fn names() -> Vec<String> {
        let known = jiff::tz::db().available().map(|name| name.to_string());
        let mut places: Vec<String> = known.filter(|name| is_place(name)).collect();
        places.sort_unstable();
        std::iter::once("UTC".to_owned()).chain(places).collect()
    }
}

/// Old spellings and bare offsets have no continent, or one that is none.
fn is_place(name: &str) -> bool {
    const CONTINENTS: [&str; 9] =
        ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    name.split_once('/').is_some_and(|(continent, _)| CONTINENTS.contains(&continent))
}

/// Reads a moment with its offset (RFC 3339), such as `2026-11-22T14:05:00+02:00`.
pub fn parse(text: &str) -> Result<i64, Error> {
    text.trim().parse::<Timestamp>().map(Timestamp::as_millisecond).map_err(|_| Error::Moment)
}

/// A moment for programs: `2026-11-22T12:05:00Z`.
pub fn to_rfc3339(ms: i64) -> String {
    timestamp(ms).to_string()
}

/// A day for people: `22 Nov 2026`, `22 нояб. 2026`, `22 лист. 2026`.
pub fn day(ms: i64, zone: &Zone, lang: Lang) -> String {
    let at = zoned(ms, zone);
    format!("{} {} {}", at.day(), month(at.month(), lang), at.year())
}

/// A moment for people: the day, then hours and minutes: `22 Nov 2026, 14:05`.
pub fn moment(ms: i64, zone: &Zone, lang: Lang) -> String {
    format!("{}, {}", day(ms, zone, lang), time(ms, zone))
}

/// Hours and minutes: `14:05`.
pub fn time(ms: i64, zone: &Zone) -> String {
    zoned(ms, zone).strftime("%H:%M").to_string()
}

/// The first moment of a day `2026-11-22` in a zone. It is midnight, except where the clocks skip midnight.
pub fn parse_day(text: &str, zone: &Zone) -> Result<i64, Error> {
    let date = Date::strptime("%Y-%m-%d", text).ok().filter(|_| text.len() == 10).ok_or(Error::Day)?;
    let start = date.to_zoned(zone.rules.clone()).map_err(|_| Error::Day)?;
    Ok(start.timestamp().as_millisecond())
}

/// The first moment after a day `2026-11-22` in a zone, however long the day is.
pub fn end_of_day(text: &str, zone: &Zone) -> Result<i64, Error> {
    parse_day(text, zone)?;
    parse_day(&days_after(text, 1).ok_or(Error::Day)?, zone)
}

/// Reads `2026-11-22T14:05`, the value of a form's date and time field. In an hour that clocks skip it means the time
/// as far after the jump; in an hour that comes twice, the first.
pub fn parse_local(text: &str, zone: &Zone) -> Result<i64, Error> {
    let local = DateTime::strptime("%Y-%m-%dT%H:%M", text).ok().filter(|_| text.len() == 16);
    let at = local.and_then(|local| local.to_zoned(zone.rules.clone()).ok()).ok_or(Error::Moment)?;
    Ok(at.timestamp().as_millisecond())
}

/// The value of a form's date field, as [`parse_day`] reads it: `2026-11-22`.
pub fn input_value(ms: i64, zone: &Zone) -> String {
    zoned(ms, zone).strftime("%Y-%m-%d").to_string()
}

/// The last day of the month in which a moment lies: `2026-11-30`.
pub fn month_end(ms: i64, zone: &Zone) -> String {
    zoned(ms, zone).date().last_of_month().strftime("%Y-%m-%d").to_string()
}

/// The day so many days after one like `2026-11-22`, or before it.
pub fn days_after(day: &str, days: i64) -> Option<String> {
    let date = Date::strptime("%Y-%m-%d", day).ok()?;
    Some(date.checked_add(days.days()).ok()?.strftime("%Y-%m-%d").to_string())
}

/// Whether a text is a day like `2026-11-22`.
pub fn is_day(text: &str) -> bool {
    parse_day(text, &Zone::utc()).is_ok()
}

/// The value of a form's date and time field, as [`parse_local`] reads it: `2026-11-22T14:05`.
pub fn input_local(ms: i64, zone: &Zone) -> String {
    zoned(ms, zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl TryFrom<String> for Zone {
    type Error = Error;
    fn try_from(name: String) -> Result<Zone, Error> {
        Zone::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.name
    }
}

fn zoned(ms: i64, zone: &Zone) -> Zoned {
    timestamp(ms).to_zoned(zone.rules.clone())
}

/// Moments beyond the calendar's ends (years -9999 and 9999) are shown as the end.
fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(if ms < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The short month beside a day number, as CLDR abbreviates it.
fn month(number: i8, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::En => &EN,
        Lang::Ru => &RU,
        Lang::Uk => &UK,
    };
    usize::try_from(number - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const RU: [&str; 12] =
    ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."];
const UK: [&str; 12] =
    ["січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."];

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22 12:05 UTC.
    const NOON: i64 = 1_795_349_100_000;
    const DAY: i64 = 86_400_000;

    fn kyiv() -> Zone {
        Zone::parse("Europe/Kyiv").unwrap()
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(days_after("2026-12-28", 6).unwrap(), "2027-01-03");
        assert_eq!(days_after("2028-03-01", -1).unwrap(), "2028-02-29");
        assert_eq!(days_after("2026-13-01", 1), None);
        assert_eq!(days_after("9999-12-31", 1), None);
    }

    #[test]
    fn a_day_ends_where_the_next_begins_however_long_it_is() {
        let hours =
            |day: &str| (end_of_day(day, &kyiv()).unwrap() - parse_day(day, &kyiv()).unwrap()) / 3_600_000;
        assert_eq!(["2026-10-24", "2026-10-25", "2027-03-28"].map(hours), [24, 25, 23]);
        assert_eq!(
            [end_of_day("2026-1-2", &kyiv()), end_of_day("9999-12-31", &kyiv())],
            [Err(Error::Day), Err(Error::Day)]
        );
    }

    #[test]
    fn a_day_reads_well_in_every_language() {
        assert_eq!(day(NOON, &kyiv(), Lang::En), "22 Nov 2026");
        assert_eq!(day(NOON, &kyiv(), Lang::Ru), "22 нояб. 2026");
        assert_eq!(day(NOON, &kyiv(), Lang::Uk), "22 лист. 2026");
        assert_eq!(moment(NOON, &kyiv(), Lang::Uk), "22 лист. 2026, 14:05");
        assert_eq!(moment(NOON, &Zone::utc(), Lang::En), "22 Nov 2026, 12:05");
    }

    #[test]
    fn every_month_has_its_own_name() {
        for lang in Lang::all() {
            let names: std::collections::HashSet<&str> = (1..=12).map(|number| month(number, lang)).collect();
            assert_eq!(names.len(), 12);
            assert!(!names.contains(""));
        }
    }

    #[test]
    fn the_day_depends_on_the_zone() {
        let late = parse("2026-11-22T23:30:00Z").unwrap();
        assert_eq!(day(late, &Zone::utc(), Lang::En), "22 Nov 2026");
        assert_eq!(day(late, &kyiv(), Lang::En), "23 Nov 2026");
        assert_eq!(input_value(late, &kyiv()), "2026-11-23");
    }

    #[test]
    fn a_month_ends_where_one_is() {
        let late = parse("2026-11-30T22:30:00Z").unwrap();
        assert_eq!(month_end(late, &Zone::utc()), "2026-11-30");
        assert_eq!(month_end(late, &kyiv()), "2026-12-31");
        assert_eq!(month_end(parse("2028-02-03T10:00:00Z").unwrap(), &kyiv()), "2028-02-29");
    }

    #[test]
    fn unknown_zones_are_errors() {
        for name in ["", "Kyiv", "Europe/Nowhere", "+02:00", "Europe/Kyiv "] {
            assert_eq!(Zone::parse(name), Err(Error::Zone(name.into())));
        }
        assert_eq!(Zone::parse("europe/kyiv").unwrap().name(), "Europe/Kyiv");
        assert_eq!(Zone::parse("UTC").unwrap().name(), "UTC");
        assert_eq!(serde_json::to_string(&kyiv()).unwrap(), "\"Europe/Kyiv\"");
        assert!(serde_json::from_str::<Zone>("\"Moon\"").is_err());
    }

    #[test]
    fn moments_go_there_and_back() {
        assert_eq!(parse("2026-11-22T14:05:00+02:00"), Ok(NOON));
        assert_eq!(to_rfc3339(NOON), "2026-11-22T12:05:00Z");
        for ms in [0, 1, -1, NOON + 123, -62_000_000_000_000] {
            assert_eq!(parse(&to_rfc3339(ms)), Ok(ms));
        }
        for bad in ["", "2026-11-22", "2026-11-22T14:05:00", "2026-13-22T14:05:00Z", "now", "1795349100000"] {
            assert_eq!(parse(bad), Err(Error::Moment), "{bad}");
        }
    }

    #[test]
    fn form_values_go_there_and_back() {
        for step in 0..800 {
            let midnight = parse_day(&input_value(NOON + step * DAY, &kyiv()), &kyiv()).unwrap();
            assert_eq!(time(midnight, &kyiv()), "00:00");
            let local = NOON + step * DAY;
            assert_eq!(parse_local(&input_local(local, &kyiv()), &kyiv()), Ok(local));
        }
    }

    #[test]
    fn a_day_that_is_none_is_an_error() {
        for bad in ["", "22.11.2026", "2026-02-30", "2026-1-1", "2026-11-22T00:00", "20261122", " 2026-11-22"]
        {
            assert_eq!(parse_day(bad, &kyiv()), Err(Error::Day), "{bad}");
            assert_eq!(parse_local(bad, &kyiv()).is_ok(), bad.len() == 16, "{bad}");
        }
    }

    #[test]
    fn clocks_that_jump_are_no_trouble() {
        let skipped = parse_local("2026-03-29T03:30", &kyiv()).unwrap();
        assert_eq!(time(skipped, &kyiv()), "04:30");
        let cairo = Zone::parse("Africa/Cairo").unwrap();
        let start = parse_day("2026-04-24", &cairo).unwrap();
        assert_eq!(moment(start, &cairo, Lang::En), "24 Apr 2026, 01:00");
    }

    #[test]
    fn the_names_on_offer_are_places_that_exist() {
        let names = Zone::names();
        assert_eq!(names[0], "UTC");
        assert!(names.iter().all(|name| Zone::parse(name).is_ok()));
        assert!(names.iter().any(|name| name == "Europe/Kyiv"));
        assert!(!names.iter().any(|name| name.starts_with("Etc/") || name == "EST"));
    }

    #[test]
    fn moments_beyond_the_calendar_are_its_end() {
        assert_eq!(day(i64::MAX, &Zone::utc(), Lang::En), "30 Dec 9999");
        assert!(!to_rfc3339(i64::MIN).is_empty());
    }
}
