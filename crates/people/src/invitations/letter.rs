//! The words of letters: once as text, once as HTML that any mail program shows. No SQL, no HTTP.

use base::Ctx;
use base::letters::Purpose;
use base::org::Person;
use base::web::closing::last_day;
use base::words::Say;
use maud::{DOCTYPE, Markup, html};

/// What an invitation says.
pub(super) struct Invitation<'a> {
    /// The person's language.
    pub say: &'a Say,
    pub account: &'a str,
    /// Who invites; nobody's name where the operator did.
    pub by: Option<&'a str>,
    pub name: &'a str,
    pub sign_in: &'a str,
    pub link: &'a str,
    /// Until when the link works, as the person reads it.
    pub until: &'a str,
    /// Where they sign in later.
    pub home: &'a str,
    /// They have a password of another company and keep it.
    pub keeps_password: bool,
    /// Of an integrator: whose they are and until when.
    pub terms: Option<&'a str>,
}

/// A letter's words, ready to travel.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub(super) fn invitation(of: &Invitation<'_>) -> Written {
    let say = of.say;
    let subject = say.with("letter-subject", &[("account", of.account.into())]);
    let invites = match of.by {
        Some(by) => say.with("letter-invites", &[("by", by.into()), ("account", of.account.into())]),
        None => say.with("letter-invited", &[("account", of.account.into())]),
    };
    let invites = match of.terms {
        Some(terms) => format!("{invites} {terms}"),
        None => invites,
    };
    let (open, press) = match of.keeps_password {
        true => (say.t("letter-open-own"), say.t("letter-press-own")),
        false => (say.t("letter-open-new"), say.t("letter-press-new")),
    };
    let hello = say.with("letter-hello", &[("name", of.name.into())]);
    let once = say.with("letter-once", &[("until", of.until.into())]);
    let name = say.with("letter-name", &[("name", of.sign_in.into())]);
    let (later, unexpected) = (say.t("letter-later"), say.t("letter-unexpected"));
    let automatic = say.t("letter-automatic");
    let text = format!(
        "{hello}\n\n{invites}\n\n{open}\n{}\n\n{once}\n\n{later}\n{}\n{name}\n\n{unexpected}\n\n-- \n{automatic}\n",
        of.link, of.home
    );
    let html = page(
        say,
        &subject,
        html! {
            p { (hello) }
            p { (invites) }
            p { (open) }
            (link(of.link, &press))
            p { (once) }
            p { (later) br; a href=(of.home) { (of.home) } br; (name) }
            p { (unexpected) }
        },
    );
    Written { subject, text, html }
}

/// What a letter to who forgot their password says.
pub(super) struct Reset<'a> {
    /// The person's language.
    pub say: &'a Say,
    pub account: &'a str,
    pub name: &'a str,
    pub sign_in: &'a str,
    pub link: &'a str,
    /// Until when the link works, as the person reads it.
    pub until: &'a str,
}

pub(super) fn reset(of: &Reset<'_>) -> Written {
    let say = of.say;
    let subject = say.t("letter-reset-subject");
    let hello = say.with("letter-hello", &[("name", of.name.into())]);
    let asked =
        say.with("letter-reset-asked", &[("account", of.account.into()), ("name", of.sign_in.into())]);
    let open = say.t("letter-open-new");
    let once = say.with("letter-reset-once", &[("until", of.until.into())]);
    let (unexpected, automatic) = (say.t("letter-reset-unexpected"), say.t("letter-automatic"));
    let text =
        format!("{hello}\n\n{asked}\n\n{open}\n{}\n\n{once}\n\n{unexpected}\n\n-- \n{automatic}\n", of.link);
    let html = page(
        say,
        &subject,
        html! {
            p { (hello) }
            p { (asked) }
            p { (open) }
            (link(of.link, &say.t("letter-press-new")))
            p { (once) }
            p { (unexpected) }
        },
    );
    Written { subject, text, html }
}

/// A link as a button, and as what can be copied.
fn link(to: &str, press: &str) -> Markup {
    html! {
        p style="margin:24px 0" {
            a href=(to) style="background:#0f7264;border-radius:6px;color:#ffffff;display:inline-block;font-weight:bold;padding:12px 20px;text-decoration:none" { (press) }
        }
        p style="word-break:break-all" { a href=(to) { (to) } }
    }
}

/// A letter that only shows that letters arrive.
pub(super) fn trial(say: &Say, account: &str, host: &str) -> Written {
    let subject = say.t("letter-trial-subject");
    let text = say.with("letter-trial-text", &[("account", account.into()), ("host", host.into())]);
    let html = page(say, &subject, html! { p { (text) } });
    Written { subject, text: format!("{text}\n\n-- \n{}\n", say.t("letter-automatic")), html }
}

/// A customer asks for seats; what exactly is said where the partner answers.
pub(super) fn seats_asked(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-seats-asked-subject"), say.t("letter-seats-asked")), at)
}

/// The partner has answered; what exactly is said in the settings.
pub(super) fn seats_answered(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-seats-answered-subject"), say.t("letter-seats-answered")), at)
}

/// A company looks for a partner; who and what for is said where the partner answers.
pub(super) fn partner_sought(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-partner-sought-subject"), say.t("letter-partner-sought")), at)
}

/// A partner has answered; who and how is said in the settings.
pub(super) fn partner_replied(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-partner-replied-subject"), say.t("letter-partner-replied")), at)
}

/// Somebody asks the administrators; for what is said on the page.
pub(super) fn asked(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-asked-subject"), say.t("letter-asked")), at)
}

/// An administrator has answered; what is said on the page.
pub(super) fn ask_answered(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-ask-answered-subject"), say.t("letter-ask-answered")), at)
}

/// Somebody came by an open link and waits.
pub(super) fn join_asked(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-join-asked-subject"), say.t("letter-join-asked")), at)
}

/// Somebody is asked whether a colleague still needs their access; who it is is said on the page.
pub(super) fn review_asked(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-review-asked-subject"), say.t("letter-review-asked")), at)
}

/// A review of access waits to be ended; what is left of it is said on the page.
pub(super) fn review_reminder(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-review-reminder-subject"), say.t("letter-review-reminder")), at)
}

/// The company closes, or does so in a few days: an administrator can call it back, an integrator can do nothing.
pub(super) fn closing(theirs: &Ctx, person: &Person, (purpose, at): (Purpose, i64), home: &str) -> Written {
    let say = &theirs.say;
    let values = [("account", theirs.account.name.as_str().into()), ("day", last_day(theirs, at).into())];
    let (subject, words) = match purpose {
        Purpose::ClosingReminder => ("letter-closing-reminder-subject", "letter-closing-reminder"),
        _ if person.is_administrator() => ("letter-closing-subject", "letter-closing"),
        _ => ("letter-closing-subject", "letter-closing-helper"),
    };
    let to = if person.is_administrator() { format!("{home}/settings/closing") } else { format!("{home}/") };
    news(say, &person.name, (say.with(subject, &values), say.with(words, &values)), &to)
}

/// It does not close after all.
pub(super) fn closing_off(theirs: &Ctx, name: &str, at: &str) -> Written {
    let values = [("account", theirs.account.name.as_str().into())];
    let say = &theirs.say;
    news(say, name, (say.with("letter-closing-off-subject", &values), say.t("letter-closing-off")), at)
}

/// A customer's company closes; which one is said where the partner looks.
pub(super) fn customer_closes(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-customer-closes-subject"), say.t("letter-customer-closes")), at)
}

/// It does not close after all.
pub(super) fn customer_stays(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-customer-stays-subject"), say.t("letter-customer-stays")), at)
}

/// Somebody stands in for a colleague; for whom and how long is said on the page.
pub(super) fn stand_in(say: &Say, name: &str, at: &str) -> Written {
    news(say, name, (say.t("letter-stand-in-subject"), say.t("letter-stand-in")), at)
}

fn news(say: &Say, name: &str, (subject, words): (String, String), at: &str) -> Written {
    let hello = say.with("letter-hello", &[("name", name.into())]);
    let automatic = say.t("letter-automatic");
    let content =
        html! { p { (hello) } p { (words) } p style="word-break:break-all" { a href=(at) { (at) } } };
    let html = page(say, &subject, content);
    Written { text: format!("{hello}\n\n{words}\n{at}\n\n-- \n{automatic}\n"), subject, html }
}

fn page(say: &Say, title: &str, content: Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(say.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
            }
            body style="font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;margin:0 auto;max-width:600px;padding:24px 16px" {
                (content)
                hr style="border:0;border-top:1px solid #8a94a0;margin:24px 0 12px";
                p style="font-size:13px" { (say.t("letter-automatic")) }
            }
        }
    };
    page.into_string()
}
