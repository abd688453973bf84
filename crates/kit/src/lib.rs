//! Parts that know neither CRM nor SQL. Each part is one file and stands alone: it may use [`clock`] and [`lang`],
//! never another part. Time is everywhere an `i64` of milliseconds since 1970, UTC.

pub mod bidi;
pub mod clock;
pub mod cursor;
pub mod date;
pub mod email;
pub mod id;
pub mod keyboard;
pub mod lang;
pub mod mail;
pub mod money;
pub mod month;
pub mod otp;
pub mod pack;
pub mod phone;
pub mod secret;
pub mod text;
pub mod token;

/// Bytes nobody can guess, from the operating system.
///
/// Without them every session, link and salt would be guessable, and there is nothing a caller could do about it: the
/// process stops. The product is safe to stop at any moment.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        eprintln!("the system gives no random bytes, so no secret can be kept: {error}");
        std::process::abort();
    }
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn random_bytes_do_not_repeat() {
        assert_ne!(super::random::<16>(), super::random::<16>());
    }
}
