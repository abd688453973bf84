//! Dates and numbers as the mapping says they are written; anything else is a problem with its cell.

use base::Problem;
use jiff::civil::Time;
use jiff::fmt::strtime::BrokenDownTime;
use kit::date::{self, Zone};
use kit::money::{self, Currency};

use super::mapping::Format;

/// How to read the cells of one import.
#[derive(Clone, Debug)]
pub struct Reader {
    pub format: Format,
    /// The account's.
    pub zone: Zone,
    /// Where the mapping names none.
    pub currency: Currency,
}

impl Reader {
    /// A day (its first moment) or a moment, in ms UTC.
    pub fn date(&self, text: &str) -> Result<i64, Problem> {
        let wrong =
            || Problem::new("imports-date").with("text", text).with("format", self.format.dates.clone());
        let read = BrokenDownTime::parse(&self.format.dates, text).map_err(|_| wrong())?;
        let moment =
            read.to_datetime().or_else(|_| read.to_date().map(|day| day.to_datetime(Time::midnight())));
        let moment = moment.map_err(|_| wrong())?;
        let ms = if moment.time() == Time::midnight() {
            date::parse_day(&moment.strftime("%Y-%m-%d").to_string(), &self.zone)
        } else {
            date::parse_local(&moment.strftime("%Y-%m-%dT%H:%M").to_string(), &self.zone)
        };
        ms.map_err(|_| wrong())
    }

    /// An amount in minor units.
    pub fn amount(&self, text: &str, currency: Currency) -> Result<i64, Problem> {
        let Format { decimal, group, .. } = self.format;
        let plain: String = text.chars().filter(|c| Some(*c) != group).collect();
        let (whole, decimals) = plain.split_once(decimal).unwrap_or((&plain, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(decimals) {
            return Err(wrong_number(text));
        }
        // Which mark is which is known here: zeros at the end say nothing more.
        let decimals = match decimals.trim_end_matches('0') {
            "" => "0",
            some => some,
        };
        money::parse_amount(&format!("{whole}.{decimals}"), currency).map_err(|error| match error {
            money::AmountError::TooPrecise => {
                Problem::new("imports-too-precise").with("text", text).with("currency", currency.code())
            }
            _ => wrong_number(text),
        })
    }

    /// The currency that a cell names, or the one for all.
    pub fn currency(&self, code: Option<&str>) -> Result<Currency, Problem> {
        let Some(code) = code else { return Ok(self.currency) };
        Currency::parse(code).map_err(|_| Problem::new("imports-currency").with("text", code))
    }
}

fn wrong_number(text: &str) -> Problem {
    Problem::new("imports-number").with("text", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(format: Format) -> Reader {
        Reader {
            format,
            zone: Zone::parse("Europe/Kyiv").unwrap(),
            currency: Currency::parse("USD").unwrap(),
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_the_account() {
        let reading = reading(Format::default());
        assert_eq!(date::to_rfc3339(reading.date("2017-03-01").unwrap()), "2017-02-28T22:00:00Z");
        for wrong in ["01.03.2017", "2017-02-30", "2017-03-01 10:00", "yesterday"] {
            assert_eq!(reading.date(wrong).unwrap_err().key, "imports-date", "{wrong}");
        }
    }

    #[test]
    fn a_moment_keeps_its_minutes() {
        let reading = reading(Format { dates: "%d.%m.%Y %H:%M".into(), ..Format::default() });
        assert_eq!(date::to_rfc3339(reading.date("01.03.2017 10:30").unwrap()), "2017-03-01T08:30:00Z");
    }

    #[test]
    fn a_number_has_the_marks_that_the_mapping_names_and_no_others() {
        let usd = Currency::parse("USD").unwrap();
        let plain = reading(Format::default());
        assert_eq!(plain.amount("1054", usd).unwrap(), 105_400);
        assert_eq!(plain.amount("-3.5", usd).unwrap(), -350);
        for wrong in ["1,054", "1 054", "ten", ".5", "5.", "1e3", "--1"] {
            assert_eq!(plain.amount(wrong, usd).unwrap_err().key, "imports-number", "{wrong}");
        }
        assert_eq!(plain.amount("1.005", usd).unwrap_err().key, "imports-too-precise");
        let other = reading(Format { decimal: ',', group: Some(' '), ..Format::default() });
        assert_eq!(other.amount("1 054,50", usd).unwrap(), 105_450);
        assert_eq!(other.amount("1054.50", usd).unwrap_err().key, "imports-number");
    }
}
