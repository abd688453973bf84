//! Bearer secrets: sessions, API tokens, links. The text goes out once; only its SHA-256 is stored. With 160 random bits
//! no slow hash is needed. Each carries its account, so that the row can be found inside that account.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A signed-in browser or application.
    Session,
    /// A program acting for a person.
    Api,
    /// An invitation, a new password: single use.
    Link,
}

/// A new token: give `text` away, store `hash`.
pub struct Made {
    pub text: String,
    pub hash: Vec<u8>,
}

/// What a presented token claims. It proves nothing until a stored row has this hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub kind: Kind,
    pub account_id: i64,
    pub hash: Vec<u8>,
}

/// A token of this kind for this account: `smn_a_<account>_<secret>`.
pub fn make(kind: Kind, account_id: i64) -> Made {
    let secret = BASE32_NOPAD.encode(&crate::random::<SECRET_BYTES>()).to_ascii_lowercase();
    let text = format!("{PREFIX}_{}_{account_id}_{secret}", kind.letter());
    let hash = sha256(&text);
    Made { text, hash }
}

/// Reads what [`make`] wrote, letter for letter; nothing for any other text.
pub fn read(text: &str) -> Option<Read> {
    let mut parts = text.split('_');
    let (prefix, kind, account, secret) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if prefix != PREFIX || parts.next().is_some() || !is_secret(secret) {
        return None;
    }
    let kind = Kind::all().into_iter().find(|it| it.letter() == kind)?;
    let account_id = account.parse::<i64>().ok().filter(|id| *id >= 0 && id.to_string() == account)?;
    Some(Read { kind, account_id, hash: sha256(text) })
}

/// Whether two hashes are equal, in a time that does not tell where they differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

impl Kind {
    fn all() -> [Kind; 3] {
        [Kind::Session, Kind::Api, Kind::Link]
    }

    fn letter(self) -> &'static str {
        match self {
            Kind::Session => "s",
            Kind::Api => "a",
            Kind::Link => "l",
        }
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Made(a secret)")
    }
}

const PREFIX: &str = "smn";
const SECRET_BYTES: usize = 20;

fn is_secret(text: &str) -> bool {
    let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    let decoded = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
    lower && decoded.is_ok_and(|bytes| bytes.len() == SECRET_BYTES)
}

fn sha256(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_read() {
        for kind in Kind::all() {
            for account_id in [0, 1, 114_000_000_000_001, (1 << 53) - 1, i64::MAX] {
                let made = make(kind, account_id);
                assert_eq!(read(&made.text), Some(Read { kind, account_id, hash: made.hash }));
            }
        }
    }

    #[test]
    fn tokens_look_as_documented_and_never_repeat() {
        let one = make(Kind::Api, 42);
        let other = make(Kind::Api, 42);
        assert!(one.text.starts_with("smn_a_42_"));
        assert_eq!(one.text.len(), "smn_a_42_".len() + 32);
        assert_eq!(one.hash.len(), 32);
        assert_ne!(one.text, other.text);
        assert!(!same(&one.hash, &other.hash) && same(&one.hash, &one.hash.clone()));
        assert!(!same(&one.hash, &one.hash[1..]));
    }

    #[test]
    fn garbage_is_none() {
        let good = make(Kind::Session, 7).text;
        let secret = good.rsplit('_').next().unwrap();
        let bad = [
            String::new(),
            "smn".into(),
            "smn_s_7_".into(),
            "smn_s_7".into(),
            format!("smn_x_7_{secret}"),
            format!("smn_S_7_{secret}"),
            format!("SMN_s_7_{secret}"),
            format!("smn_s__{secret}"),
            format!("smn_s_07_{secret}"),
            format!("smn_s_+7_{secret}"),
            format!("smn_s_-7_{secret}"),
            format!("smn_s_99999999999999999999_{secret}"),
            format!("smn_s_7_{}", secret.to_uppercase()),
            format!("smn_s_7_{}", &secret[1..]),
            format!("smn_s_7_{secret}_"),
            format!("smn_s_7_{secret}a"),
            format!(" {good}"),
            format!("{good}\n"),
            format!("smn_s_7_{}1", &secret[1..]),
            format!("smn_s_7_{}я", &secret[2..]),
        ];
        for text in bad {
            assert_eq!(read(&text), None, "{text}");
        }
    }

    #[test]
    fn another_secret_or_account_has_another_hash() {
        let made = make(Kind::Link, 7);
        let moved = made.text.replacen("_7_", "_8_", 1);
        assert_ne!(read(&moved).unwrap().hash, made.hash);
    }

    #[test]
    fn a_debug_print_keeps_the_secret() {
        let made = make(Kind::Api, 42);
        assert!(!format!("{made:?}").contains("smn_"));
    }
}
