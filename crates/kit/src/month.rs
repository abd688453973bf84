//! A month of a calendar, and the weeks of its days. Days are texts like `2026-11-22`, as everywhere.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit};

use crate::lang::Lang;

/// A month between the years 2000 and 2199, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(Date);

/// A day of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// `2026-11-22`
    pub text: String,
    /// 22
    pub number: i8,
    /// 0 is Monday.
    pub weekday: usize,
}

impl Day {
    pub fn is_weekend(&self) -> bool {
        self.weekday >= 5
    }
}

impl Month {
    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Month> {
        (text.len() == 7).then(|| Month::of(&format!("{text}-01"))).flatten()
    }

    /// The month of a day like `2026-11-22`.
    pub fn of(day: &str) -> Option<Month> {
        let first = date(day)?.first_of_month();
        (2000..2200).contains(&first.year()).then_some(Month(first))
    }

    /// As it is read: `2026-11`.
    pub fn code(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }

    pub fn first(self) -> String {
        said(self.0)
    }

    pub fn last(self) -> String {
        said(self.0.last_of_month())
    }

    /// The one after it, unless the calendar ends.
    pub fn next(self) -> Option<Month> {
        Month::of(&said(self.0.checked_add(1.month()).ok()?))
    }

    /// The one before it.
    pub fn previous(self) -> Option<Month> {
        Month::of(&said(self.0.checked_sub(1.month()).ok()?))
    }

    pub fn days(self) -> Vec<Day> {
        let all = self.0.series(1.day()).take_while(|day| day.month() == self.0.month());
        all.map(|day| Day { text: said(day), number: day.day(), weekday: weekday(day) }).collect()
    }

    /// `November 2026`, `Ноябрь 2026`, `Листопад 2026`.
    pub fn name(self, lang: Lang) -> String {
        format!("{} {}", self.word(lang), self.0.year())
    }

    /// Without the year.
    pub fn word(self, lang: Lang) -> &'static str {
        let names = match lang {
            Lang::En => &EN,
            Lang::Ru => &RU,
            Lang::Uk => &UK,
        };
        let at = usize::try_from(self.0.month() - 1).unwrap_or_default();
        names.get(at).copied().unwrap_or_default()
    }
}

/// The short names of the days of a week, from Monday.
pub fn weekdays(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::En => ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        Lang::Ru => ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
        Lang::Uk => ["пн", "вт", "ср", "чт", "пт", "сб", "нд"],
    }
}

/// The Sunday of the week in which a day lies.
pub fn end_of_week(day: &str) -> Option<String> {
    let date = date(day)?;
    let left = 6 - i64::try_from(weekday(date)).unwrap_or_default();
    Some(said(date.checked_add(left.days()).ok()?))
}

/// How many days there are from one to another, both of them counted; none where the second is before the first.
pub fn length(first: &str, last: &str) -> Option<i64> {
    let days = date(first)?.until((Unit::Day, date(last)?)).ok()?.get_days();
    (days >= 0).then(|| i64::from(days) + 1)
}

fn date(day: &str) -> Option<Date> {
    Date::strptime("%Y-%m-%d", day).ok().filter(|_| day.len() == 10)
}

fn said(day: Date) -> String {
    day.strftime("%Y-%m-%d").to_string()
}

fn weekday(day: Date) -> usize {
    match day.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const RU: [&str; 12] = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
];
const UK: [&str; 12] = [
    "Січень",
    "Лютий",
    "Березень",
    "Квітень",
    "Травень",
    "Червень",
    "Липень",
    "Серпень",
    "Вересень",
    "Жовтень",
    "Листопад",
    "Грудень",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_its_days_and_neighbours() {
        let month = Month::parse("2028-02").unwrap();
        assert_eq!((month.first(), month.last()), ("2028-02-01".into(), "2028-02-29".into()));
        assert_eq!((month.days().len(), month.days()[0].weekday), (29, 1));
        assert_eq!(month.days().iter().filter(|day| day.is_weekend()).count(), 8);
        assert_eq!(month.next().unwrap().code(), "2028-03");
        assert_eq!(Month::parse("2028-01").unwrap().previous().unwrap().code(), "2027-12");
        assert_eq!(month.name(Lang::Uk), "Лютий 2028");
    }

    #[test]
    fn what_is_no_month_is_none() {
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "26-11",
            "2026-1",
            "2026-11-01",
            "0000-01",
            "9999-12",
            "nextyear",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
        assert_eq!(Month::parse("2199-12").unwrap().next(), None);
        assert_eq!(Month::parse("2000-01").unwrap().previous(), None);
    }

    #[test]
    fn a_week_ends_on_sunday_and_days_are_counted_with_both_ends() {
        assert_eq!(end_of_week("2026-11-22").unwrap(), "2026-11-22");
        assert_eq!(end_of_week("2026-11-23").unwrap(), "2026-11-29");
        assert_eq!(length("2026-11-28", "2026-12-02"), Some(5));
        assert_eq!(length("2026-11-28", "2026-11-28"), Some(1));
        assert_eq!(length("2026-11-28", "2026-11-27"), None);
        assert_eq!(length("2026-11-28", "x"), None);
    }
}
