//! Letters to people: written down first, in the transaction that asks for them, and sent later by a job.
//!
//! Of each purpose one letter to a person waits at most. Whatever ends the letter's sense ends the letter in the same
//! transaction: a newer letter, a newer link, another address, the first sign-in, a block, a departure. This room knows
//! no server and no words of letters; the room that asks for a letter also declares the job that sends it. Start with
//! `add` and `withdraw`.

mod store;

pub use store::{find, keep_try, last_of, lock, page, settle};

use kit::mail::Failure;

use crate::{App, Error, Keeping, Result, Tx, Writing, jobs};

/// The kind of job that sends a letter; its data is the letter's id.
pub const JOB: &str = "letter";

/// Whether letters can be sent at all: the operator has set a mail server up, and people know an address to open.
pub fn are_on(app: &App) -> bool {
    app.settings.mail.is_some() && app.settings.public_url.is_some()
}

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A pending person gets their way in.
    Invitation,
    /// Who forgot their password gets a link for a new one.
    Reset,
    /// Somebody looks whether letters arrive.
    Test,
    /// A customer asks their partner for seats.
    SeatsAsked,
    /// The partner has answered.
    SeatsAnswered,
    /// A company looks for a partner.
    PartnerSought,
    /// A partner has answered that.
    PartnerReplied,
    /// Somebody asks the administrators for something.
    Asked,
    /// An administrator has answered.
    AskAnswered,
    /// Somebody came by an open link and waits for a word.
    JoinAsked,
    /// Somebody is asked whether a person still needs their access.
    ReviewAsked,
    /// A review of access is to be ended soon, or should have been.
    ReviewReminder,
    /// The company closes: to its administrators and to integrators.
    Closing,
    /// It closes in a few days.
    ClosingReminder,
    /// It does not close after all.
    ClosingOff,
    /// A customer's company closes.
    CustomerCloses,
    /// It does not close after all.
    CustomerStays,
    /// Somebody is to stand in for a colleague.
    StandIn,
}

impl Purpose {
    pub const ALL: [Purpose; 18] = [
        Purpose::Invitation,
        Purpose::Reset,
        Purpose::Test,
        Purpose::SeatsAsked,
        Purpose::SeatsAnswered,
        Purpose::PartnerSought,
        Purpose::PartnerReplied,
        Purpose::Asked,
        Purpose::AskAnswered,
        Purpose::JoinAsked,
        Purpose::ReviewAsked,
        Purpose::ReviewReminder,
        Purpose::Closing,
        Purpose::ClosingReminder,
        Purpose::ClosingOff,
        Purpose::CustomerCloses,
        Purpose::CustomerStays,
        Purpose::StandIn,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Purpose::Invitation => "invitation",
            Purpose::Reset => "reset",
            Purpose::Test => "test",
            Purpose::SeatsAsked => "seats_asked",
            Purpose::SeatsAnswered => "seats_answered",
            Purpose::PartnerSought => "partner_sought",
            Purpose::PartnerReplied => "partner_replied",
            Purpose::Asked => "asked",
            Purpose::AskAnswered => "ask_answered",
            Purpose::JoinAsked => "join_asked",
            Purpose::ReviewAsked => "review_asked",
            Purpose::ReviewReminder => "review_reminder",
            Purpose::Closing => "closing",
            Purpose::ClosingReminder => "closing_reminder",
            Purpose::ClosingOff => "closing_off",
            Purpose::CustomerCloses => "customer_closes",
            Purpose::CustomerStays => "customer_stays",
            Purpose::StandIn => "stand_in",
        }
    }

    /// Whether it goes while the company closes, too: of that itself, and to who can't get in any more.
    pub fn goes_while_closing(self) -> bool {
        use Purpose::{Closing, ClosingReminder, CustomerCloses, CustomerStays, Reset};
        matches!(self, Closing | ClosingReminder | CustomerCloses | CustomerStays | Reset)
    }

    /// Since when it is due, asked for now: who forgot their password stands at the door, and goes before whoever waits
    /// for less than an hour.
    fn due(self, now: i64) -> i64 {
        match self {
            Purpose::Reset => now - 3_600_000,
            _ => now,
        }
    }

    pub fn parse(code: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent, or to be tried again.
    Waiting,
    /// The server took it.
    Sent,
    /// The server will never take it, or nobody took it for too long.
    Refused,
    Withdrawn,
}

impl State {
    pub const ALL: [State; 4] = [State::Waiting, State::Sent, State::Refused, State::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Sent => "sent",
            State::Refused => "refused",
            State::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A letter as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub id: i64,
    pub person: i64,
    pub purpose: Purpose,
    pub address: String,
    pub state: State,
    /// How often it has not gone.
    pub tries: i64,
    /// The last answer of the server, or why there was none.
    pub answer: Option<Answer>,
    /// The link that it carried the last time it went out.
    pub link: Option<i64>,
    pub job: i64,
    /// `None`: the operator; or somebody who wasn't signed in.
    pub asked_by: Option<i64>,
    /// ms UTC.
    pub created_at: i64,
    pub tried_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// What became of that link since.
    pub link_fate: Option<LinkFate>,
    /// When it is tried next, as long as somebody does it: the one who asked may be gone.
    pub next_at: Option<i64>,
}

/// What has become of the link that a letter carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFate {
    Works,
    /// Nobody followed it in its time.
    Late,
    /// A newer one works instead.
    Replaced,
    /// The human doesn't want the place.
    Declined,
    /// It was followed or ended.
    Ended,
}

impl LinkFate {
    pub fn code(self) -> &'static str {
        match self {
            LinkFate::Works => "works",
            LinkFate::Late => "late",
            LinkFate::Replaced => "replaced",
            LinkFate::Declined => "declined",
            LinkFate::Ended => "ended",
        }
    }

    /// From why and whether it ended, as its row has it.
    fn of(ended_why: Option<&str>, ended: bool, late: bool) -> LinkFate {
        match ended_why {
            Some("replaced") => LinkFate::Replaced,
            Some("declined") => LinkFate::Declined,
            _ if ended => LinkFate::Ended,
            _ if late => LinkFate::Late,
            _ => LinkFate::Works,
        }
    }
}

/// What a server said, or why none did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `taken`, or a word of [`kit::mail::Why`], or `off` where no server is set up.
    pub why: String,
    pub code: Option<i64>,
    /// The original.
    pub words: String,
}

impl Answer {
    /// The server took it, with these words.
    pub fn taken(words: String) -> Answer {
        Answer { why: "taken".into(), code: Some(250), words }
    }

    /// No server is set up any more.
    pub fn off() -> Answer {
        Answer { why: "off".into(), code: None, words: String::new() }
    }

    pub fn failed(failure: &Failure) -> Answer {
        let code = failure.code.map(i64::from);
        Answer { why: failure.why.code().into(), code, words: failure.words.clone() }
    }
}

/// Writes a letter down; it goes as soon as it can, for whoever acts now. One of the same purpose that still waits is
/// withdrawn, also one that somebody else writes in this very moment.
pub fn add(tx: &mut Tx<'_, Writing>, person: i64, purpose: Purpose, address: &str) -> Result<i64> {
    let id = tx.new_id()?;
    let job = jobs::New { kind: JOB, data: id.to_string(), run_at: purpose.due(tx.now()), total: 1 };
    let job = jobs::add(tx, &job)?;
    take_back(tx, person, Some(purpose))?;
    while !store::add(tx, id, (person, purpose, address), job)? {
        take_back(tx, person, Some(purpose))?;
    }
    Ok(id)
}

/// A letter to every active administrator who has an e-mail.
pub fn to_administrators(tx: &mut Tx<'_, Writing>, purpose: Purpose) -> Result<()> {
    for (person, address) in store::administrators(tx)? {
        add(tx, person, purpose, &address)?;
    }
    Ok(())
}

/// A letter to the person, if one still reaches them here.
pub fn to_person(tx: &mut Tx<'_, Writing>, person: i64, purpose: Purpose) -> Result<()> {
    if let Some(address) = store::reached(tx, person)? {
        add(tx, person, purpose, &address)?;
    }
    Ok(())
}

/// Withdraws the person's invitation if one still waits; whether one did.
pub fn withdraw(tx: &mut Tx<'_, Writing>, person: i64) -> Result<bool> {
    take_back(tx, person, Some(Purpose::Invitation))
}

/// Withdraws the letter that was to bring a link for a new password, if one still waits.
pub fn withdraw_reset(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    take_back(tx, person, Some(Purpose::Reset)).map(drop)
}

/// Withdraws every letter of this purpose that still waits, to whomever.
pub fn withdraw_all_of(tx: &mut Tx<'_, Writing>, purpose: Purpose) -> Result<()> {
    for person in store::awaited(tx, purpose)? {
        take_back(tx, person, Some(purpose))?;
    }
    Ok(())
}

/// Withdraws every letter to the person that still waits.
pub fn withdraw_all(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    take_back(tx, person, None).map(drop)
}

fn take_back(tx: &mut Tx<'_, Writing>, person: i64, purpose: Option<Purpose>) -> Result<bool> {
    let jobs = store::withdraw(tx, person, purpose)?;
    for job in &jobs {
        jobs::cancel(tx, *job)?;
    }
    Ok(!jobs.is_empty())
}

/// The link that goes with the letter now: kept so that it can be ended if the letter doesn't go.
pub fn carries(tx: &mut Tx<'_, Writing>, letter: i64, link: i64) -> Result<()> {
    store::set_link(tx, letter, link)
}

/// How long a letter that went or didn't is remembered, in ms.
pub const REMEMBERED_MS: i64 = 90 * 86_400_000;

/// Forgets letters that are done with and old, up to a thousand at once.
pub fn sweep(tx: &mut Keeping<'_>, account: i64) -> Result<()> {
    let before = tx.now - REMEMBERED_MS;
    store::forget(tx, account, before)
}

fn unknown(what: &str, code: &str) -> Error {
    Error::Broken(format!("unknown {what} of a letter: {code}"))
}
