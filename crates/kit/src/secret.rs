//! Passwords: how they are kept, how they are judged, and how one is made up for somebody.
//!
//! Hashing takes tens of milliseconds and 19 MiB on purpose; call it on a blocking thread.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::feedback::{Suggestion, Warning};

/// The password could not be hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct NotHashed(argon2::password_hash::Error);

/// How hard a password is to guess, with dictionary keys (all in [`STRENGTH_KEYS`]) that say why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// From 0 (guessed at once) to 4 (very strong); below 3 is weak.
    pub score: u8,
    pub warning: Option<&'static str>,
    pub suggestions: Vec<&'static str>,
}

/// The string to store for a password: argon2id, 19 MiB, two passes, one lane.
pub fn hash(password: &str) -> Result<String, NotHashed> {
    let salt = crate::random::<16>();
    let hash: PasswordHash =
        hasher().hash_password_with_salt(typed(password).as_bytes(), &salt).map_err(NotHashed)?;
    Ok(hash.to_string())
}

/// Whether the password belongs to the stored string. A string that is no hash belongs to nobody.
pub fn verify(hash: &str, password: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else {
        dummy_verify(password);
        return false;
    };
    hasher().verify_password(typed(password).as_bytes(), &hash).is_ok()
}

/// Spends the time of a [`verify`], so that an unknown name answers as slowly as a wrong password.
pub fn dummy_verify(password: &str) {
    if let Ok(nobody) = PasswordHash::new(NOBODY) {
        // The answer is known to be no; only the time counts.
        let _ = hasher().verify_password(typed(password).as_bytes(), &nobody);
    }
}

/// Whether a stored string was made with other settings than today's; hash anew at the next sign-in.
pub fn needs_rehash(hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return true };
    let current = Params::try_from(&hash).is_ok_and(|params| {
        (params.m_cost(), params.t_cost(), params.p_cost()) == (M_COST_KIB, T_COST, P_COST)
    });
    !current || hash.algorithm != Algorithm::Argon2id.ident() || hash.version != Some(Version::V0x13.into())
}

/// Judges a password. `inputs` are words an attacker would try first: the person's name, e-mail, company. Their parts
/// count as well.
pub fn strength(password: &str, inputs: &[&str]) -> Strength {
    let parts = inputs.iter().flat_map(|input| input.split(|c: char| !c.is_alphanumeric()));
    let guesses: Vec<&str> = inputs.iter().copied().chain(parts.filter(|part| part.len() >= 3)).collect();
    let judged = zxcvbn::zxcvbn(&typed(password), &guesses);
    let feedback = judged.feedback();
    Strength {
        score: judged.score().into(),
        warning: feedback.and_then(|it| it.warning()).map(warning_key),
        suggestions: feedback.iter().flat_map(|it| it.suggestions()).map(suggestion_key).collect(),
    }
}

/// A password to read out or type in: 15 signs that cannot be mistaken for each other, 75 random bits.
pub fn generate() -> String {
    let signs = crate::random::<15>().map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    signs.chunks(5).map(String::from_iter).collect::<Vec<String>>().join("-")
}

/// Every key that [`strength`] can name: the words of all languages must have them.
pub const STRENGTH_KEYS: &[&str] = &[
    "password-warning-straight-rows",
    "password-warning-keyboard-pattern",
    "password-warning-repeated-sign",
    "password-warning-repeated-pattern",
    "password-warning-top-10",
    "password-warning-top-100",
    "password-warning-common",
    "password-warning-like-common",
    "password-warning-sequence",
    "password-warning-recent-year",
    "password-warning-single-word",
    "password-warning-date",
    "password-warning-name-alone",
    "password-warning-common-name",
    "password-advice-few-words",
    "password-advice-no-symbols-needed",
    "password-advice-another-word",
    "password-advice-capitals",
    "password-advice-all-capitals",
    "password-advice-reversed",
    "password-advice-substitutions",
    "password-advice-longer-pattern",
    "password-advice-no-repeats",
    "password-advice-no-sequences",
    "password-advice-no-recent-years",
    "password-advice-no-own-years",
    "password-advice-no-own-dates",
];

const M_COST_KIB: u32 = 19 * 1024;
const T_COST: u32 = 2;
const P_COST: u32 = 1;

/// A well-formed hash with today's settings that no password has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c21lbmEtbm9ib2R5LWhlcmU$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// 32 signs: no 0 and o, no 1 and l.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params())
}

fn params() -> Params {
    Params::new(M_COST_KIB, T_COST, P_COST, None).unwrap_or(Params::DEFAULT)
}

/// One keyboard writes й as one sign, another as two: the same password must open the same door (RFC 8265, 4.2).
fn typed(password: &str) -> String {
    password.nfc().collect()
}

fn warning_key(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => "password-warning-straight-rows",
        Warning::ShortKeyboardPatternsAreEasyToGuess => "password-warning-keyboard-pattern",
        Warning::RepeatsLikeAaaAreEasyToGuess => "password-warning-repeated-sign",
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "password-warning-repeated-pattern",
        Warning::ThisIsATop10Password => "password-warning-top-10",
        Warning::ThisIsATop100Password => "password-warning-top-100",
        Warning::ThisIsACommonPassword => "password-warning-common",
        Warning::ThisIsSimilarToACommonlyUsedPassword => "password-warning-like-common",
        Warning::SequencesLikeAbcAreEasyToGuess => "password-warning-sequence",
        Warning::RecentYearsAreEasyToGuess => "password-warning-recent-year",
        Warning::AWordByItselfIsEasyToGuess => "password-warning-single-word",
        Warning::DatesAreOftenEasyToGuess => "password-warning-date",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => "password-warning-name-alone",
        Warning::CommonNamesAndSurnamesAreEasyToGuess => "password-warning-common-name",
    }
}

fn suggestion_key(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases => "password-advice-few-words",
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => "password-advice-no-symbols-needed",
        Suggestion::AddAnotherWordOrTwo => "password-advice-another-word",
        Suggestion::CapitalizationDoesntHelpVeryMuch => "password-advice-capitals",
        Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "password-advice-all-capitals",
        Suggestion::ReversedWordsArentMuchHarderToGuess => "password-advice-reversed",
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => "password-advice-substitutions",
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "password-advice-longer-pattern",
        Suggestion::AvoidRepeatedWordsAndCharacters => "password-advice-no-repeats",
        Suggestion::AvoidSequences => "password-advice-no-sequences",
        Suggestion::AvoidRecentYears => "password-advice-no-recent-years",
        Suggestion::AvoidYearsThatAreAssociatedWithYou => "password-advice-no-own-years",
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "password-advice-no-own-dates",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn only_the_right_password_opens() {
        let stored = hash("correct horse").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(&stored, "correct horse"));
        assert!(!verify(&stored, "correct horse "));
        assert!(!verify(&stored, ""));
        assert_ne!(stored, hash("correct horse").unwrap(), "every hash has its own salt");
    }

    #[test]
    fn a_letter_written_in_two_signs_is_the_same_letter() {
        let stored = hash("зелений чай").unwrap();
        assert!(verify(&stored, "зелении\u{306} чаи\u{306}"));
    }

    #[test]
    fn what_is_no_hash_opens_for_nobody() {
        for stored in ["", "secret", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", NOBODY] {
            assert!(!verify(stored, "secret"), "{stored}");
        }
    }

    #[test]
    fn the_dummy_costs_what_a_real_hash_costs() {
        assert!(!needs_rehash(NOBODY));
        dummy_verify("anything");
    }

    #[test]
    fn other_settings_ask_for_a_new_hash() {
        assert!(!needs_rehash(&hash("correct horse").unwrap()));
        for old in ["m=4096,t=2,p=1", "m=19456,t=1,p=1", "m=19456,t=2,p=2"] {
            assert!(needs_rehash(&NOBODY.replace("m=19456,t=2,p=1", old)), "{old}");
        }
        assert!(needs_rehash(&NOBODY.replace("argon2id", "argon2i")));
        assert!(needs_rehash("not a hash"));
    }

    #[test]
    fn a_common_password_is_weak_and_says_why() {
        let judged = strength("password", &[]);
        assert_eq!((judged.score, judged.warning), (0, Some("password-warning-top-10")));
        assert!(judged.suggestions.contains(&"password-advice-another-word"));
        assert_eq!(strength("", &[]).score, 0);
        let strong = strength("tin badger orbit lemon quay", &[]);
        assert_eq!(strong, Strength { score: 4, warning: None, suggestions: vec![] });
    }

    #[test]
    fn ones_own_name_is_a_weak_password() {
        let without = strength("wojciechowska", &[]);
        let with = strength("wojciechowska", &["anna.wojciechowska@example.com"]);
        assert!(with.score < without.score, "{with:?} {without:?}");
    }

    #[test]
    fn every_key_is_listed_once_and_reads_like_a_key() {
        let kebab =
            |key: &&str| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(STRENGTH_KEYS.iter().all(kebab));
        assert_eq!(STRENGTH_KEYS.iter().collect::<HashSet<_>>().len(), STRENGTH_KEYS.len());
        for password in
            ["qwerty", "zxcvfr", "aaaaaa", "abcabcabc", "1234abcd", "2019", "P@ssw0rd", "13.5.1997"]
        {
            let judged = strength(password, &["olena"]);
            let keys = judged.warning.iter().chain(&judged.suggestions);
            assert!(keys.clone().count() > 0, "{password}");
            assert!(keys.into_iter().all(|key| STRENGTH_KEYS.contains(key)), "{judged:?}");
        }
    }

    #[test]
    fn the_list_has_exactly_the_keys_that_can_be_named() {
        use Suggestion::*;
        use Warning::*;
        let warnings = [
            StraightRowsOfKeysAreEasyToGuess,
            ShortKeyboardPatternsAreEasyToGuess,
            RepeatsLikeAaaAreEasyToGuess,
            RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess,
            ThisIsATop10Password,
            ThisIsATop100Password,
            ThisIsACommonPassword,
            ThisIsSimilarToACommonlyUsedPassword,
            SequencesLikeAbcAreEasyToGuess,
            RecentYearsAreEasyToGuess,
            AWordByItselfIsEasyToGuess,
            DatesAreOftenEasyToGuess,
            NamesAndSurnamesByThemselvesAreEasyToGuess,
            CommonNamesAndSurnamesAreEasyToGuess,
        ];
        let suggestions = [
            UseAFewWordsAvoidCommonPhrases,
            NoNeedForSymbolsDigitsOrUppercaseLetters,
            AddAnotherWordOrTwo,
            CapitalizationDoesntHelpVeryMuch,
            AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase,
            ReversedWordsArentMuchHarderToGuess,
            PredictableSubstitutionsDontHelpVeryMuch,
            UseALongerKeyboardPatternWithMoreTurns,
            AvoidRepeatedWordsAndCharacters,
            AvoidSequences,
            AvoidRecentYears,
            AvoidYearsThatAreAssociatedWithYou,
            AvoidDatesAndYearsThatAreAssociatedWithYou,
        ];
        let named = warnings.into_iter().map(warning_key).chain(suggestions.iter().map(suggestion_key));
        assert_eq!(named.collect::<Vec<_>>(), STRENGTH_KEYS);
    }

    #[test]
    fn a_made_up_password_is_readable_strong_and_new() {
        let one = generate();
        assert_eq!(one.len(), 17);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<usize>>(), [5, 5, 5]);
        assert_eq!(SIGNS.iter().collect::<HashSet<_>>().len(), 32, "fewer signs would be fewer bits");
        assert!(!one.contains(['0', 'o', '1', 'l']));
        assert_ne!(one, generate());
        assert_eq!(strength(&one, &[]).score, 4);
    }
}
