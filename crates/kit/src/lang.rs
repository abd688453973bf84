//! The languages the product speaks.

use serde::{Deserialize, Serialize};

/// English, Russian or Ukrainian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Ru,
    Uk,
}

impl Lang {
    /// Every language, in the order pickers show them.
    pub fn all() -> [Lang; 3] {
        [Lang::En, Lang::Ru, Lang::Uk]
    }

    /// Reads a language tag such as `uk`, `uk-UA` or `RU_ru`; only the language part matters.
    pub fn parse(tag: &str) -> Option<Lang> {
        let language = tag.split(['-', '_']).next()?.trim();
        Lang::all().into_iter().find(|lang| lang.code().eq_ignore_ascii_case(language))
    }

    /// The two-letter code of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
            Lang::Uk => "uk",
        }
    }

    /// The language's name in itself: a picker must be readable by whoever cannot read the current language.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Ru => "Русский",
            Lang::Uk => "Українська",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for lang in Lang::all() {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
            assert_eq!(serde_json::to_string(&lang).unwrap(), format!("\"{}\"", lang.code()));
        }
    }

    #[test]
    fn regions_and_case_do_not_matter_and_other_languages_are_unknown() {
        assert_eq!(Lang::parse("uk-UA"), Some(Lang::Uk));
        assert_eq!(Lang::parse("RU_ru"), Some(Lang::Ru));
        for unknown in ["", "ua", "de", "english", "-en"] {
            assert_eq!(Lang::parse(unknown), None, "{unknown}");
        }
    }
}
