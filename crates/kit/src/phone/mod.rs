//! Telephone numbers: any way of writing in, one way out (ITU-T E.164, as Google's libphonenumber formats it).

mod zones;

use std::str::FromStr;
use std::sync::LazyLock;

use phonenumber::{Mode, PhoneNumber, country, metadata::DATABASE};
use unicode_normalization::UnicodeNormalization;

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
/// numbers without a `+` are from. What is not one number that can be dialled in the world (a short one, two of them, a name
/// beside it) stays as it is, trimmed: nothing that was typed is lost.
pub fn tidy(text: &str, home: Option<Country>) -> String {
    let text = text.trim();
    read(text, home)
        .map_or_else(|| text.to_owned(), |number| number.format().mode(Mode::International).to_string())
}

/// Whether the text is written as one number is, with an extension or without, wherever it is from.
pub fn looks_like_one(text: &str) -> bool {
    written(text).is_some_and(|(digits, _)| ascii_digits(&digits).len() >= SHORTEST)
}

/// The numbers of a cell, each as `tidy` writes it: apart at `;`, `,` and line ends where every part has a number in it,
/// otherwise all of it as one.
pub fn several(text: &str, home: Option<Country>) -> Vec<String> {
    let parts = parts(text);
    let apart = parts.iter().all(|part| ascii_digits(part).len() >= SHORTEST);
    match parts.len() {
        0 => Vec::new(),
        _ if apart && read(text, home).is_none() => parts.into_iter().map(|part| tidy(part, home)).collect(),
        _ => vec![tidy(text, home)],
    }
}

/// The address that dials it (RFC 3966): `tel:+380441234567`, with `;ext=5`; of several numbers the first.
pub fn address(text: &str, home: Option<Country>) -> String {
    let parts = parts(text);
    let bare = |part| str::trim_matches(part, |c: char| !c.is_ascii_digit() && c != '+');
    let mut all = std::iter::once(text).chain(parts.iter().flat_map(|part| [*part, bare(part)]));
    match all.find_map(|text| read(text, home)) {
        Some(number) => {
            let extension =
                number.extension().map(|extension| format!(";ext={extension}")).unwrap_or_default();
            format!("tel:{}{extension}", number.format().mode(Mode::E164))
        }
        None => {
            let first = parts.into_iter().find(|part| !ascii_digits(part).is_empty()).unwrap_or(text);
            let plus = if first.trim_start().starts_with('+') { "+" } else { "" };
            format!("tel:{plus}{}", ascii_digits(first))
        }
    }
}

/// With fewer digits beside it, what stands after a comma belongs to the number before: another last group, an hour.
const SHORTEST: usize = 5;

fn parts(text: &str) -> Vec<&str> {
    text.split([';', ',', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn ascii_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A number that can be dialled, with its country, if the text is that and nothing beside it. libphonenumber looks for a
/// number somewhere in a text and forgets the rest; so what it found is compared with what was written.
fn read(text: &str, home: Option<Country>) -> Option<PhoneNumber> {
    let (digits, extension) = written(text)?;
    let whole = if extension.is_empty() { digits.clone() } else { format!("{digits} ext. {extension}") };
    let number = phonenumber::parse(home.map(|country| country.0), whole).ok()?;
    let said = number.extension().map(ToString::to_string).unwrap_or_default();
    // Before it only what one dials to get there: `+380`, `00380`, `8`.
    let kept = digits.ends_with(&number.national().to_string()) && number.carrier().is_none();
    (kept && said == extension && number.is_valid()).then_some(number)
}

/// The digits of the text with their `+`, and those of the extension, if there is nothing else in it but marks.
fn written(text: &str) -> Option<(String, String)> {
    let text: String =
        text.chars().filter(|c| !is_unseen(*c)).nfkc().collect::<String>().trim().to_lowercase();
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    let begins = |c: char| c.is_alphabetic() || c == '#' || c == ';';
    let (number, extension) = match text.find(begins) {
        None => (text, String::new()),
        Some(at) => {
            let number = text[..at].trim_end_matches([' ', ',', '(']);
            (number, extension(&text[at..])?)
        }
    };
    let (before, after) = number.split_at(number.find(|c: char| c.is_ascii_digit())?);
    let begin = before.replace(is_mark, "");
    let fits = after.chars().all(|c| c.is_ascii_digit() || is_mark(c)) && ["", "+"].contains(&begin.as_str());
    fits.then(|| (format!("{begin}{}", ascii_digits(after)), extension))
}

/// Its digits, if the text is a word for an extension and a number.
fn extension(text: &str) -> Option<String> {
    let (word, digits) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    let word = word.trim_end_matches(['.', ':', '=', '-', ' ']);
    let digits = digits.trim_end_matches([')', ' ', '.']);
    let fits = digits.len() <= LONGEST_EXTENSION && digits.chars().all(|c| c.is_ascii_digit());
    (fits && EXTENSION_WORDS.contains(&word)).then(|| digits.to_owned())
}

/// What people put between the digits of one number. A stroke or a comma stands between two.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "-().\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}".contains(c)
}

/// Signs that come along when a number is copied, and nobody sees.
fn is_unseen(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What libphonenumber takes for one.
const LONGEST_EXTENSION: usize = 7;

#[rustfmt::skip]
const EXTENSION_WORDS: [&str; 15] = [
    "ext", ";ext", "extn", "extension", "x", "#", "int", "добавочный", "додатковий", "доб", "дод", "внутренний", "внутрішній",
    "внутр", "вн",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        for written in [
            "+38 044 123 45 67 доб. 5",
            "044 123-45-67 вн. 5",
            "044 123-45-67 ext 5",
            "044 123 45 67 дод 5",
            "044 123-45-67, доб.5",
            "044 123-45-67 (внутр. 5)",
            "tel:+380441234567;ext=5",
            "044 123-45-67 x5",
        ] {
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
        for written in ["+380441234567 +380681112233", "044 123-45-67 доб. 5 доб. 6", "0441234567;isub=5"]
        {
            assert_eq!(tidy(written, home("UA")), written);
        }
        assert_eq!(tidy("044 123 45 67", None), "044 123 45 67", "nobody knows of which country");
        assert_eq!(address("102", home("UA")), "tel:102");
    }

    // The library would take what is before the `;`, or from the first digit on.
    #[test]
    fn two_numbers_and_words_beside_a_number_stay_as_they_were_typed() {
        for written in [
            "0441234567;0681112233",
            "044-123-45-67;068-111-22-33",
            "044 123-45-67, 068 111-22-33",
            "факс 044 123-45-67",
            "Анна 067 123-45-67",
            "067 123-45-67 Анна",
            "моб. 067 123 45 67",
            "044 123-45-67 доб. Анна",
        ] {
            assert_eq!(tidy(written, home("UA")), written);
        }
        // The first of them is dialled.
        for written in ["0441234567;0681112233", "факс 044 123-45-67", "044 123-45-67 (факс), 068 111-22-33"]
        {
            assert_eq!(address(written, home("UA")), "tel:+380441234567", "{written}");
        }
        assert_eq!(address("102; 103", home("UA")), "tel:102");
    }

    #[test]
    fn a_cell_with_several_numbers_is_as_many() {
        let apart = |text: &str| several(text, home("UA"));
        for written in ["0441234567;0681112233", "044 123-45-67, 068 111-22-33", "0441234567\n068 1112233;"] {
            assert_eq!(apart(written), ["+380 44 123 4567", "+380 68 111 2233"], "{written}");
        }
        assert_eq!(apart("044 123-45-67; Анна 068 111-22-33"), ["+380 44 123 4567", "Анна 068 111-22-33"]);
        for written in ["044 123-45-67, 68", "044 123-45-67; звонить Анне", "102"] {
            assert_eq!(apart(written), [written]);
        }
        assert_eq!(apart("044 123-45-67, доб. 56789"), ["+380 44 123 4567 ext. 56789"]);
        assert_eq!(apart(" ; "), [""; 0]);
    }

    #[test]
    fn signs_that_nobody_sees_are_no_part_of_a_number() {
        for written in
            ["\u{202a}+380\u{a0}44\u{a0}123\u{2011}45\u{2011}67\u{202c}", "０４４ １２３ ４５ ６７"]
        {
            assert_eq!(tidy(written, home("UA")), "+380 44 123 4567");
        }
    }

    proptest! {
        // Country code and trunk zero are written as the country has them; everything else that was typed is there.
        #[test]
        fn nothing_that_was_typed_is_lost(pieces in prop::collection::vec(piece(), 1..6)) {
            let text = pieces.concat();
            let (typed, tidied) = (text.trim(), tidy(&text, home("UA")));
            if tidied != typed {
                let number = tidied.strip_prefix("+380").map(ascii_digits);
                let number = number.ok_or_else(|| TestCaseError::fail(format!("{text:?}: {tidied}")))?;
                let before = ascii_digits(typed);
                let before = before.strip_suffix(&number).map(|before| before.replacen("380", "", 1));
                prop_assert!(before.is_some_and(|before| before.chars().all(|c| c == '0')), "{text:?}: {tidied}");
                let lower = typed.to_lowercase();
                let lower = lower.strip_prefix("tel:").unwrap_or(&lower);
                let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
                let known = letters.is_empty() || EXTENSION_WORDS.contains(&letters.as_str());
                prop_assert!(known, "{text:?}: {tidied}");
            }
            let numbers = several(&text, home("UA"));
            let apart: Vec<String> = parts(&text).iter().map(|part| tidy(part, home("UA"))).collect();
            prop_assert!(numbers == apart || numbers == [tidied], "{text:?}: {numbers:?}");
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => prop::sample::select(vec![
                "0441234567", "+380681112233", "044 123-45-67", "380441234567", "00380 44 1234567", "(067) 123 45 67",
            ]).prop_map(str::to_owned),
            1 => "[0-9]{1,9}",
            2 => prop::sample::select(vec![";", ", ", "/", "\n", " ", "-", "+", " (", ")", ".", "; "]).prop_map(str::to_owned),
            1 => prop::sample::select(EXTENSION_WORDS.to_vec()).prop_map(|word| format!(" {word}. ")),
            1 => prop::sample::select(vec!["Анна ", " факс ", "моб. ", "tel:", "home", "e"]).prop_map(str::to_owned),
        ]
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
