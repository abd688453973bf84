//! Letters by SMTP: the server that takes them (`Relay`), one conversation with it (`Line`), a letter as it travels
//! (`Letter`), and what came of handing it over.
//!
//! Talking SMTP, TLS and MIME are the library's; here is what the product needs of them: first a line that stands,
//! then the letter, so that nothing is made for a letter that can't go; and the difference between "later" and "never".

mod letter;
mod relay;

pub use letter::{Letter, Posted};
pub use relay::{BadRelay, Line, Relay};

/// Why a letter did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub why: Why,
    /// The server's code, where it answered.
    pub code: Option<u16>,
    /// The words of the server, or of the system where no server answered.
    pub words: String,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No server answered, or it went silent.
    Unreachable,
    /// No line that others can't read.
    Insecure,
    /// The server doesn't take the name and password, or nobody without them.
    SignIn,
    /// The server asks to come again later.
    Later,
    /// There is no such mailbox.
    NoMailbox,
    /// The mailbox takes nothing more.
    Full,
    /// The server won't take the letter, for another reason.
    Refused,
    /// The address can't be written down for this server.
    Address,
}

impl Why {
    pub const ALL: [Why; 8] = [
        Why::Unreachable,
        Why::Insecure,
        Why::SignIn,
        Why::Later,
        Why::NoMailbox,
        Why::Full,
        Why::Refused,
        Why::Address,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Why::Unreachable => "unreachable",
            Why::Insecure => "insecure",
            Why::SignIn => "sign_in",
            Why::Later => "later",
            Why::NoMailbox => "no_mailbox",
            Why::Full => "full",
            Why::Refused => "refused",
            Why::Address => "address",
        }
    }

    /// Whether trying again can't help: the letter is at fault, not the hour.
    pub fn is_final(self) -> bool {
        matches!(self, Why::NoMailbox | Why::Full | Why::Refused | Why::Address)
    }

    /// Of a server's refusal for good; the extended code (RFC 3463) says more than the plain one.
    fn of_refusal(code: u16, words: &str) -> Why {
        let extended = words.split_whitespace().next().unwrap_or_default();
        match (code, extended) {
            (_, "5.2.2") | (552, _) => Why::Full,
            (_, "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1") => Why::NoMailbox,
            (550 | 551 | 553, words) if !words.starts_with("5.7.") => Why::NoMailbox,
            _ => Why::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_is_wrong() {
        assert_eq!(Why::of_refusal(550, "5.1.1 no such user"), Why::NoMailbox);
        assert_eq!(Why::of_refusal(550, "unknown"), Why::NoMailbox);
        assert_eq!(Why::of_refusal(550, "5.7.1 you are on a list"), Why::Refused);
        assert_eq!(Why::of_refusal(552, "too much"), Why::Full);
        assert_eq!(Why::of_refusal(554, "5.2.2 over quota"), Why::Full);
        assert_eq!(Why::of_refusal(554, "no"), Why::Refused);
    }

    #[test]
    fn only_what_the_letter_is_at_fault_for_is_final() {
        let finals: Vec<&str> = Why::ALL.into_iter().filter(|why| why.is_final()).map(Why::code).collect();
        assert_eq!(finals, ["no_mailbox", "full", "refused", "address"]);
    }
}
