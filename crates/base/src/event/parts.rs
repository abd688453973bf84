//! What events are made of: a field before and after, so much that moved, whose timeline shows it.

use serde::{Deserialize, Serialize};

use crate::Kind;

/// One field, before and after, as a person would read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    /// The change of a field, or nothing when it stays the same.
    pub fn of(field: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
        (before != after).then(|| Change { field: field.into(), before, after })
    }
}

/// How many of a kind went where in a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub kind: Kind,
    pub count: i64,
    pub open: i64,
    pub from: i64,
    pub to: i64,
}

/// Where a record lay that is gone for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Gone {
    pub kind: Kind,
    pub portfolio: i64,
    pub stage: i64,
}

/// What an event is about: whose timeline shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    pub kind: &'a str,
    pub id: i64,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterFact {
    /// An invitation was asked for.
    Asked,
    /// The mail server took it.
    Sent,
    /// The mail server will not take it.
    Refused,
    /// It was taken back, with the links that could be followed.
    Withdrawn,
    /// Somebody asked for a link in place of a forgotten password.
    ResetAsked,
    /// The mail server took that letter.
    ResetSent,
    /// That letter doesn't go.
    ResetRefused,
    /// A letter to oneself was asked for, to see whether letters arrive.
    Tried,
    /// The mail server took or refused that one.
    Answered,
    /// The mail server took a letter about licences.
    NewsSent,
    /// The mail server will not take that one.
    NewsRefused,
}

impl LetterFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            LetterFact::Asked => "invitation_asked",
            LetterFact::Sent => "invitation_sent",
            LetterFact::Refused => "invitation_refused",
            LetterFact::Withdrawn => "invitation_withdrawn",
            LetterFact::ResetAsked => "reset_asked",
            LetterFact::ResetSent => "reset_sent",
            LetterFact::ResetRefused => "reset_refused",
            LetterFact::Tried => "mail_tried",
            LetterFact::Answered => "mail_answered",
            LetterFact::NewsSent => "news_sent",
            LetterFact::NewsRefused => "news_refused",
        }
    }
}

/// What became of a request for seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatsFact {
    Asked,
    Granted,
    Declined,
    Withdrawn,
}

impl SeatsFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            SeatsFact::Asked => "seats_asked",
            SeatsFact::Granted => "seats_granted",
            SeatsFact::Declined => "seats_declined",
            SeatsFact::Withdrawn => "seats_withdrawn",
        }
    }
}

/// What happened between a partner and a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerFact {
    /// The partner looks after them from now on.
    Came,
    /// Somebody else does, or nobody.
    Left,
    /// They ask for seats.
    Asked,
    Withdrew,
    Granted,
    Declined,
    /// The partner set their plan.
    Planned,
    /// They look for a partner in the region.
    Sought,
    /// They do not wait for an answer any more.
    SearchOver,
    /// The partner offered to look after them.
    Offered,
    Refused,
    /// They chose this partner.
    Chose,
    /// Their company closes on a day to come.
    Closing,
    /// It was called back.
    Stayed,
    /// It is gone.
    Closed,
}

impl CustomerFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            CustomerFact::Came => "customer_came",
            CustomerFact::Left => "customer_left",
            CustomerFact::Asked => "customer_asked",
            CustomerFact::Withdrew => "customer_withdrew",
            CustomerFact::Granted => "customer_granted",
            CustomerFact::Declined => "customer_declined",
            CustomerFact::Planned => "customer_planned",
            CustomerFact::Sought => "customer_sought",
            CustomerFact::SearchOver => "customer_search_over",
            CustomerFact::Offered => "customer_offered",
            CustomerFact::Refused => "customer_refused",
            CustomerFact::Chose => "customer_chose",
            CustomerFact::Closing => "customer_closing",
            CustomerFact::Stayed => "customer_stayed",
            CustomerFact::Closed => "customer_closed",
        }
    }
}

/// What became of looking for a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchFact {
    Left,
    Withdrawn,
    Offered,
    Refused,
    Accepted,
}

/// What became of a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasskeyFact {
    Added,
    Renamed,
    Removed,
    /// Somebody signed in, or showed that it is them, by it.
    Used,
    /// Its count went backwards: there seems to be a copy, so it opens nothing any more.
    Stopped,
}

impl PasskeyFact {
    pub const ALL: [PasskeyFact; 5] = [
        PasskeyFact::Added,
        PasskeyFact::Renamed,
        PasskeyFact::Removed,
        PasskeyFact::Used,
        PasskeyFact::Stopped,
    ];

    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            PasskeyFact::Added => "passkey_added",
            PasskeyFact::Renamed => "passkey_renamed",
            PasskeyFact::Removed => "passkey_removed",
            PasskeyFact::Used => "passkey_used",
            PasskeyFact::Stopped => "passkey_stopped",
        }
    }
}

/// What became of a request to the administrators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskFact {
    Made,
    Withdrawn,
    Done,
    Declined,
}

impl AskFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            AskFact::Made => "ask_made",
            AskFact::Withdrawn => "ask_withdrawn",
            AskFact::Done => "ask_done",
            AskFact::Declined => "ask_declined",
        }
    }
}

/// What became of a stated absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceFact {
    Stated,
    Changed,
    /// Back before the last day.
    Ended,
    Withdrawn,
}

impl AbsenceFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            AbsenceFact::Stated => "absence_stated",
            AbsenceFact::Changed => "absence_changed",
            AbsenceFact::Ended => "absence_ended",
            AbsenceFact::Withdrawn => "absence_withdrawn",
        }
    }
}

/// What became of a person in a review of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewFact {
    Kept,
    Blocked,
    /// Somebody who knows is asked.
    Asked,
    /// Whoever was asked says that the access is needed.
    Needed,
    /// Or that it is not.
    NotNeeded,
    /// To be decided anew.
    Reopened,
}

impl ReviewFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            ReviewFact::Kept => "review_kept",
            ReviewFact::Blocked => "review_blocked",
            ReviewFact::Asked => "review_asked",
            ReviewFact::Needed => "review_needed",
            ReviewFact::NotNeeded => "review_not_needed",
            ReviewFact::Reopened => "review_reopened",
        }
    }
}

impl SearchFact {
    /// The stable word of what happened.
    pub fn kind(self) -> &'static str {
        match self {
            SearchFact::Left => "partner_search_left",
            SearchFact::Withdrawn => "partner_search_withdrawn",
            SearchFact::Offered => "partner_search_offered",
            SearchFact::Refused => "partner_search_refused",
            SearchFact::Accepted => "partner_search_accepted",
        }
    }
}
