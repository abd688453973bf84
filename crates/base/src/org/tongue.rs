//! The language and the time zone of one person, from text to what is kept. No SQL, no HTTP.

use kit::date::Zone;
use kit::lang::Lang;

use crate::error::Fields;

/// The language and the zone as somebody typed them; empty: as the account has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub lang: String,
    pub zone: String,
}

/// One of our languages by its code; nothing when empty.
pub fn read_lang(text: &str, wrong: &mut Fields) -> Option<String> {
    let text = text.trim();
    let lang = Lang::parse(text);
    if lang.is_none() && !text.is_empty() {
        wrong.add("lang", "error-lang");
    }
    lang.map(|lang| lang.code().to_owned())
}

/// A zone that exists, by its IANA name; nothing when empty.
pub fn read_zone(text: &str, wrong: &mut Fields) -> Option<String> {
    let text = text.trim();
    let zone = Zone::parse(text).ok();
    if zone.is_none() && !text.is_empty() {
        wrong.add("zone", "error-zone");
    }
    zone.map(|zone| zone.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_the_accounts_and_what_is_unknown_is_refused() {
        let mut wrong = Fields::default();
        assert_eq!((read_lang(" ", &mut wrong), read_zone("", &mut wrong)), (None, None));
        assert_eq!(read_lang("uk", &mut wrong).as_deref(), Some("uk"));
        assert_eq!(read_zone(" asia/almaty ", &mut wrong).as_deref(), Some("Asia/Almaty"));
        assert!(wrong.is_empty());
        for typed in ["tlh", "<b>", "../etc"] {
            let mut wrong = Fields::default();
            assert_eq!((read_lang(typed, &mut wrong), read_zone(typed, &mut wrong)), (None, None));
            assert!(wrong.check().is_err(), "{typed}");
        }
    }
}
