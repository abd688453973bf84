//! Telephone numbers: any way of writing in, one way out (ITU-T E.164, as Google's libphonenumber formats it).

mod zones;

use std::str::FromStr;
use std::sync::LazyLock;

use phonenumber::{Mode, PhoneNumber, country, metadata::DATABASE};

/// A country, as far as numbers without a `+` are read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country(country::Id);

impl Country {
    /// By its ISO 3166-1 alpha-2 code.
    pub fn parse(code: &str) -> Option<Country> {
        country::Id::from_str(code).ok().filter(|id| DATABASE.by_id(id.as_ref()).is_some()).map(Country)
    }

    /// Where the clocks of an IANA time zone are, of those that have one country; `None` of all others.
    pub fn of_zone(zone: &str) -> Option<Country> {
        zones::country(zone).and_then(Country::parse)
    }

    /// ISO 3166-1 alpha-2.
    pub fn code(&self) -> &'static str {
        DATABASE.by_id(self.0.as_ref()).map_or("", |country| country.id())
    }

    /// What its numbers begin with, such as 380.
    pub fn calling_code(&self) -> u16 {
        DATABASE.by_id(self.code()).map_or(0, |country| country.country_code())
    }

    /// Every country that has numbers, by code.
    pub fn all() -> &'static [Country] {
        static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| {
            let mut all: Vec<Country> =
                DATABASE.iter().filter_map(|country| Country::parse(country.id())).collect();
            all.sort_by(|a, b| a.code().cmp(b.code()));
            all
        });
        &ALL
    }
}

/// The number in the one way of writing it, `+380 44 123 4567`, with ` ext. 5` where it has an extension. `home`: where
/// numbers without a `+` are from. What is no number that can be dialled in the world (a short one, a word) stays as it is,
/// trimmed: nothing that was typed is lost.
pub fn tidy(text: &str, home: Option<Country>) -> String {
    let text = text.trim();
    read(text, home)
        .map_or_else(|| text.to_owned(), |number| number.format().mode(Mode::International).to_string())
}

/// The address that dials it (RFC 3966): `tel:+380441234567`, with `;ext=5`.
pub fn address(text: &str, home: Option<Country>) -> String {
    match read(text, home) {
        Some(number) => {
            let extension =
                number.extension().map(|extension| format!(";ext={extension}")).unwrap_or_default();
            format!("tel:{}{extension}", number.format().mode(Mode::E164))
        }
        None => {
            let plus = if text.trim_start().starts_with('+') { "+" } else { "" };
            format!("tel:{plus}{}", text.chars().filter(char::is_ascii_digit).collect::<String>())
        }
    }
}

/// A number that can be dialled, with its country.
fn read(text: &str, home: Option<Country>) -> Option<PhoneNumber> {
    let number = phonenumber::parse(home.map(|country| country.0), extended(text)).ok()?;
    number.is_valid().then_some(number)
}

/// The words for an extension that libphonenumber doesn't know, as one that it does.
fn extended(text: &str) -> String {
    let lower = text.to_lowercase();
    let Some((at, word)) = EXTENSION_WORDS.iter().find_map(|word| Some((lower.find(word)?, word))) else {
        return text.to_owned();
    };
    let (number, extension) = (&lower[..at], &lower[at + word.len()..]);
    format!("{} ext. {}", number.trim(), extension.trim_start_matches(['.', ':', ' ']))
}

/// Each before those that it contains.
const EXTENSION_WORDS: [&str; 6] = ["добавочный", "додатковий", "доб", "дод", "внутр", "вн"];

#[cfg(test)]
mod tests {
    use super::*;

    fn home(code: &str) -> Option<Country> {
        Some(Country::parse(code).unwrap())
    }

    #[test]
    fn one_number_comes_out_in_one_way_however_it_is_written() {
        for written in [
            "+38 (044) 123-45-67",
            "044 123 45 67",
            "0441234567",
            " 380441234567 ",
            "+380 44 123 4567",
            "(044)1234567",
        ] {
            assert_eq!(tidy(written, home("UA")), "+380 44 123 4567", "{written}");
            assert_eq!(address(written, home("UA")), "tel:+380441234567", "{written}");
        }
        for written in ["8 (495) 123-45-67", "+7 495 1234567", "84951234567", "495 123-45-67"] {
            assert_eq!(tidy(written, home("RU")), "+7 495 123-45-67", "{written}");
        }
        assert_eq!(tidy("8 727 250-10-10", home("KZ")), "+7 7272 50 10 10");
        assert_eq!(tidy("030 123456", home("DE")), "+49 30 123456");
    }

    #[test]
    fn a_number_of_another_country_keeps_it() {
        assert_eq!(tidy("+49 (0)30 123456", home("UA")), "+49 30 123456");
        assert_eq!(tidy("+1 (212) 555-0100", None), "+1 212-555-0100");
    }

    #[test]
    fn an_extension_stays_with_the_number() {
        for written in
            ["+38 044 123 45 67 доб. 5", "044 123-45-67 вн. 5", "044 123-45-67 ext 5", "044 123 45 67 дод 5"]
        {
            assert_eq!(tidy(written, home("UA")), "+380 44 123 4567 ext. 5", "{written}");
            assert_eq!(address(written, home("UA")), "tel:+380441234567;ext=5", "{written}");
        }
        let tidied = tidy("044 123-45-67 доб. 5", home("UA"));
        assert_eq!(tidy(&tidied, None), tidied);
    }

    #[test]
    fn what_nobody_can_dial_stays_as_it_was_typed() {
        for written in ["102", "044 1234", "call me", "", "044 123 45 67 / 68", "+380"] {
            assert_eq!(tidy(&format!(" {written} "), home("UA")), written);
        }
        assert_eq!(tidy("044 123 45 67", None), "044 123 45 67", "nobody knows of which country");
        assert_eq!(address("102", home("UA")), "tel:102");
    }

    #[test]
    fn countries_are_known_by_code_and_by_zone() {
        assert_eq!(Country::of_zone("Europe/Kyiv"), home("UA"));
        assert_eq!(Country::of_zone("Asia/Vladivostok"), home("RU"));
        assert_eq!(Country::of_zone("UTC"), None);
        assert_eq!((home("UA").unwrap().calling_code(), home("KZ").unwrap().calling_code()), (380, 7));
        assert_eq!((Country::parse("XX"), Country::parse("")), (None, None));
        assert!(Country::all().len() > 200);
        for (_, country) in zones::ALL {
            assert!(Country::parse(country).is_some(), "{country}");
        }
    }

    #[test]
    fn what_is_tidy_stays_so() {
        for country in ["UA", "RU", "KZ", "DE", "PL", "US"] {
            let home = home(country);
            for written in [
                "0441234567",
                "8 495 123-45-67",
                "8 727 250-10-10",
                "030 123456",
                "22 123 45 67",
                "2125550100",
            ] {
                let once = tidy(written, home);
                assert_eq!(tidy(&once, home), once);
            }
        }
    }
}
