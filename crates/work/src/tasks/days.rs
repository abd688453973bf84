//! When a task is due, as people see their time: late, today, tomorrow, this week, later.

use kit::date::{self, Zone};

/// A part of the time to come, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Overdue,
    Today,
    Tomorrow,
    /// The six days from today on, without today and tomorrow.
    Week,
    Later,
}

/// The days around a moment, in one zone.
pub struct Days {
    now: i64,
    zone: Zone,
    /// Today, tomorrow and the last of the week: 2026-11-30.
    days: [String; 3],
}

const HOUR_MS: i64 = 3_600_000;

impl Days {
    pub fn around(now: i64, zone: Zone) -> Days {
        let today = date::input_value(now, &zone);
        // From noon to noon: days have 23 to 25 hours.
        let noon = date::parse_day(&today, &zone).unwrap_or(now) + 12 * HOUR_MS;
        let ahead = |days: i64| date::input_value(noon + days * 24 * HOUR_MS, &zone);
        let days = [today, ahead(1), ahead(6)];
        Days { now, zone, days }
    }

    /// The part in which a deadline is.
    pub fn part(&self, due_at: i64) -> Part {
        let [today, tomorrow, last] = &self.days;
        let day = date::input_value(due_at, &self.zone);
        match () {
            () if due_at < self.now => Part::Overdue,
            () if day == *today => Part::Today,
            () if day == *tomorrow => Part::Tomorrow,
            () if day <= *last => Part::Week,
            () => Part::Later,
        }
    }
}

impl Part {
    /// The dictionary key of its heading.
    pub fn key(self) -> &'static str {
        match self {
            Part::Overdue => "tasks-overdue",
            Part::Today => "tasks-today",
            Part::Tomorrow => "tasks-tomorrow",
            Part::Week => "tasks-this-week",
            Part::Later => "tasks-later",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        date::parse(text).unwrap()
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let kyiv = Zone::parse("Europe/Kyiv").unwrap();
        // 23:30 in Kyiv.
        let days = Days::around(at("2026-11-29T21:30:00Z"), kyiv);
        let part = |text| days.part(at(text));
        assert_eq!(part("2026-11-29T21:29:59Z"), Part::Overdue);
        assert_eq!(part("2026-11-29T21:45:00Z"), Part::Today);
        assert_eq!(part("2026-11-29T22:00:00Z"), Part::Tomorrow);
        assert_eq!(part("2026-11-30T22:00:00Z"), Part::Week);
        assert_eq!(part("2026-12-05T21:59:00Z"), Part::Week);
        assert_eq!(part("2026-12-05T22:00:00Z"), Part::Later);
    }

    #[test]
    fn a_night_in_which_the_clocks_are_turned_is_one_night() {
        let kyiv = Zone::parse("Europe/Kyiv").unwrap();
        // The day before has 25 hours: from midnight to midnight it is the 25th of October.
        let days = Days::around(at("2026-10-24T21:30:00Z"), kyiv);
        assert_eq!(days.part(at("2026-10-25T21:30:00Z")), Part::Today);
        assert_eq!(days.part(at("2026-10-25T22:30:00Z")), Part::Tomorrow);
    }
}
