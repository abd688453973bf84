//! Codes of an authenticator app (TOTP, RFC 6238), the square that brings a secret into one, and codes for who lost it.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use qrcodegen::{QrCode, QrCodeEcc};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// A new secret, as apps take it when it is typed.
pub fn make_secret() -> String {
    BASE32_NOPAD.encode(&crate::random::<20>())
}

/// The step of half a minute whose code this is: the one before, the present or the next one, and later than `after`,
/// the last that was used; clocks differ, and a code works once.
pub fn step_of(secret: &str, code: &str, now: i64, after: i64) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let step = totp(secret, "", "")?.check(&digits, u64::try_from(now / 1000).ok()?)?;
    i64::try_from(step).ok().filter(|step| *step > after)
}

/// What the square says: the secret, and under which name the app keeps it.
pub fn uri(secret: &str, issuer: &str, name: &str) -> Option<String> {
    totp(secret, issuer, name)?.to_url().ok()
}

fn totp(secret: &str, issuer: &str, name: &str) -> Option<Totp> {
    // A colon parts the two in the app.
    let plain = |text: &str| text.replace(':', " ");
    let builder = Builder::new().with_secret(Secret::try_from_base32(secret).ok()?);
    let issuer = (!issuer.is_empty()).then(|| plain(issuer));
    builder.with_issuer(issuer).with_account_name(plain(name)).build().ok()
}

/// A square code of dark modules on a light ground.
pub struct Square {
    /// Modules along a side, the empty border with them.
    pub side: i32,
    /// The dark modules, as the path of an SVG picture.
    pub path: String,
}

/// The empty modules around it that readers ask for.
const BORDER: i32 = 4;

/// The text as a square; nothing for a text that is too long.
pub fn square(text: &str) -> Option<Square> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let path = dark
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{},{}h1v1h-1z", x + BORDER, y + BORDER))
        .collect();
    Some(Square { side: code.size() + 2 * BORDER, path })
}

/// A code that stands in for the app once: 80 random bits, so that a fast hash is enough.
pub fn recovery_code() -> String {
    let code = BASE32_NOPAD.encode(&crate::random::<10>()).to_ascii_lowercase();
    let parts: Vec<&str> = [0, 4, 8, 12].iter().filter_map(|at| code.get(*at..at + 4)).collect();
    parts.join("-")
}

/// What is kept of such a code, however it is typed.
pub fn recovery_hash(code: &str) -> String {
    let plain: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    HEXLOWER.encode(&Sha256::digest(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        // 94287082 at 59 s, of which apps show six digits.
        assert_eq!(step_of(SECRET, "287082", 59_000, 0), Some(1));
        assert_eq!(step_of(SECRET, " 287 082 ", 59_000, 0), Some(1));
        assert_eq!(step_of(SECRET, "081804", 1_111_111_109_000, 0), Some(37_037_036));
    }

    #[test]
    fn clocks_may_differ_by_one_step_and_a_code_works_once() {
        for (at, fits) in [(0, true), (59_000, true), (89_999, true), (90_000, false), (3_600_000, false)] {
            assert_eq!(step_of(SECRET, "287082", at, 0).is_some(), fits, "{at}");
        }
        assert_eq!(step_of(SECRET, "287082", 59_000, 1), None);
    }

    #[test]
    fn what_is_no_code_fits_nothing() {
        for code in ["", "28708", "2870822", "28708a", "２８７０８２", "287082\0"] {
            assert_eq!(step_of(SECRET, code, 59_000, 0), None, "{code}");
        }
        assert_eq!(step_of("not base32!", "287082", 59_000, 0), None);
        assert_eq!(step_of("GEZDGNBV", "287082", 59_000, 0), None, "too short a secret");
    }

    #[test]
    fn an_app_reads_where_the_secret_belongs() {
        let uri = uri(SECRET, "Smena: Світанок", "anna@svitanok.example").unwrap();
        assert!(uri.starts_with("otpauth://totp/") && uri.contains(SECRET), "{uri}");
        assert!(uri.contains("anna%40svitanok.example") && !uri.contains("Smena:"), "{uri}");
        let square = square(&uri).unwrap();
        assert!(square.side > 40 && square.path.starts_with("M4,4h1v1h-1z"));
        assert!(super::square(&"a".repeat(5000)).is_none());
    }

    #[test]
    fn a_recovery_code_is_the_same_however_it_is_typed() {
        let code = recovery_code();
        assert_eq!(code.len(), 19);
        assert_eq!(
            recovery_hash(&code),
            recovery_hash(&format!(" {} ", code.to_uppercase().replace('-', " ")))
        );
        assert_ne!(recovery_hash(&code), recovery_hash(&recovery_code()));
        assert_ne!(make_secret(), make_secret());
    }
}
