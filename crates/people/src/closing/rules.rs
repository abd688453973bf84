//! When a company closes and what has to be typed for it. No database.

use base::{Error, Result};
use kit::date::{self, Zone};

/// For so many whole days it can be called back. No setting shortens them: a hurry is what attackers and angry people are in,
/// and nobody demands by law that a whole company is gone in less.
pub const GRACE_DAYS: i64 = 30;

const DAY_MS: i64 = 86_400_000;

/// The administrators are reminded so long before, in ms.
pub const REMIND_MS: i64 = 3 * DAY_MS;

/// The moment from which on nothing of it opens: the end of the last day of grace where the company is.
pub fn day(now: i64, zone: &Zone) -> Result<i64> {
    let today = date::input_value(now, zone);
    let day = date::days_after(&today, GRACE_DAYS + 1);
    let day = day.ok_or_else(|| Error::Broken(format!("no day follows {today}")))?;
    date::parse_day(&day, zone).map_err(|e| Error::Broken(e.to_string()))
}

/// Whether the company's name was typed: letter case and spaces don't matter.
pub fn is_named(name: &str, typed: &str) -> bool {
    !typed.trim().is_empty() && kit::text::normalise(name) == kit::text::normalise(typed)
}

/// Whether it can still be called back.
pub fn can_be_kept(closes_at: i64, begun: bool, now: i64) -> bool {
    now < closes_at && !begun
}

#[cfg(test)]
mod tests {
    use super::*;

    // G06
    #[test]
    fn thirty_whole_days_lie_between_wherever_the_company_is() {
        let now = date::parse("2026-11-23T22:30:00Z").unwrap();
        let last = |zone: &str| {
            let zone = Zone::parse(zone).unwrap();
            date::input_value(day(now, &zone).unwrap() - 1, &zone)
        };
        assert_eq!(last("UTC"), "2026-12-23");
        assert_eq!(last("Europe/Kyiv"), "2026-12-24");
    }

    #[test]
    fn the_name_is_typed_not_guessed() {
        assert!(is_named("Svitanok  Ltd", " svitanok ltd "));
        assert!(!is_named("Svitanok Ltd", "Svitanok") && !is_named("Svitanok Ltd", " "));
    }

    #[test]
    fn it_is_called_back_before_the_day_and_before_anything_went() {
        assert!(can_be_kept(100, false, 99));
        assert!(!can_be_kept(100, false, 100) && !can_be_kept(100, true, 99));
    }
}
