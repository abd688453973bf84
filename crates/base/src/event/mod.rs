//! Everything that can have happened. Events name people by id only, so that an erased name is gone for good.

mod naming;
mod parts;

pub use parts::{
    AbsenceFact, AskFact, Change, CustomerFact, Gone, LetterFact, Moved, PasskeyFact, ReviewFact, SearchFact,
    SeatsFact, Subject,
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::kind::{Category, Kind, Post};

/// What happened; a line each, so that all of it can be read at once.
#[rustfmt::skip]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    AccountCreated { account: i64, name: String, administrator: i64 },
    AccountChanged { account: i64, changes: Vec<Change> },
    /// The sample that this account took the place of was removed with everything in it.
    SampleRemoved { sample: i64, name: String },
    /// The company closes at this moment (ms UTC), unless an administrator calls that back before.
    CompanyClosing { account: i64, until: i64, reason: Option<String> },
    CompanyKept { account: i64 },
    /// The administrators were reminded that it closes at this moment (ms UTC).
    ClosingReminded { account: i64, until: i64 },
    /// Somebody took everything of the account away as one file.
    ExportTaken { account: i64 },
    PartnerListed { partner: i64, name: String },
    PartnerChanged { partner: i64, changes: Vec<Change> },
    /// What the account may use; `by`: the partner's name, where a partner did it.
    PlanChanged { account: i64, by: Option<String>, changes: Vec<Change> },
    /// What became of the account's request for seats.
    Seats { request: i64, partner: String, seats: i64, became: SeatsFact, word: Option<String> },
    /// What became of looking for a partner; `partner`: who answered or was chosen.
    Search { search: i64, region: String, partner: Option<String>, became: SearchFact, word: Option<String> },
    /// The same from the partner's side, and who else is or was their customer.
    Customer {
        customer: i64, name: String, request: Option<i64>, seats: Option<i64>, became: CustomerFact, word: Option<String>, changes: Vec<Change>,
    },
    SignedIn { person: i64, session: i64 },
    /// The first sign-in of a pending person.
    PersonActivated { person: i64 },
    SignedOut { person: i64, session: i64 },
    /// Who was signed in showed again that it is them.
    ProofShown { person: i64, session: i64 },
    PersonAdded { person: i64, name: String, category: Category, role: i64, department: Option<i64> },
    /// A human who signs in to another account was added as they are.
    PersonAttached { person: i64 },
    /// They said no to the place that was offered.
    PersonDeclined { person: i64 },
    /// Whoever has it joins by it, with this role.
    OpenLinkMade { open_link: i64, role: i64, department: Option<i64> },
    OpenLinkEnded { open_link: i64 },
    OpenLinkUsed { open_link: i64 },
    /// Somebody came by it and waits for a word.
    JoinAsked { open_link: i64, join: i64 },
    JoinAdmitted { open_link: i64, join: i64 },
    JoinDeclined { open_link: i64, join: i64 },
    PersonChanged { person: i64, changes: Vec<Change> },
    /// A picture, or another one; never what is on it.
    PictureSet { person: i64 },
    PictureRemoved { person: i64 },
    PasswordSet { person: i64 },
    SecondFactorSet { person: i64 },
    SecondFactorRemoved { person: i64 },
    /// By somebody else, for who can show no code any more.
    SecondFactorLifted { person: i64 },
    RecoveryCodesMade { person: i64 },
    /// Somebody signed in, or turned the second factor off, by one of their recovery codes; so many are left.
    RecoveryCodeUsed { person: i64, left: i64 },
    /// What became of one of their passkeys; 0 where it was changed in another company.
    Passkey { person: i64, passkey: i64, became: PasskeyFact },
    LinkMade { person: i64, link: i64 },
    LinkUsed { person: i64, link: i64 },
    /// What became of a letter to the person; `None`: only links were withdrawn.
    Letter { person: i64, letter: Option<i64>, became: LetterFact },
    TokenMade { person: i64, token: i64, name: String },
    /// A token of who left is this technical user's since.
    TokenPassedOn { person: i64, from: i64, token: i64, name: String },
    /// `access` is session, token or link.
    AccessEnded { person: i64, access: String, count: i64 },
    /// What became of a request to the administrators; `page`: the one that was closed.
    Ask { person: i64, ask: i64, asks: String, page: Option<String>, became: AskFact },
    /// A review of access began over so many people, to be done by this moment (ms UTC).
    ReviewBegun { review: i64, people: i64, due: i64 },
    /// What became of the person in a review of access.
    Reviewed { person: i64, review: i64, became: ReviewFact },
    /// The administrators were reminded of a review that is to be done by this moment (ms UTC).
    ReviewReminded { review: i64, due: i64 },
    /// `seal`: the digest of the signed result, which names the journal as it was just before this.
    ReviewEnded { review: i64, people: i64, kept: i64, blocked: i64, gone: i64, exempt: i64, seal: String },
    /// Reviews leave the person out from now on, or no more.
    ReviewExempted { person: i64, exempt: bool },
    PersonBlocked { person: i64, sessions: i64, tokens: i64, links: i64 },
    PersonUnblocked { person: i64 },
    PersonDeparted {
        person: i64, handover: i64, number: i64, moved: Vec<Moved>, sessions: i64, tokens: i64, links: i64, reason: Option<String>,
    },
    /// The person will leave at this moment (ms UTC); with `limits` they delete and download nothing until then.
    DeparturePlanned { person: i64, planned: i64, at: i64, limits: bool },
    DepartureUnplanned { person: i64, planned: i64 },
    /// Another administrator lets it go on.
    DepartureResumed { person: i64, planned: i64 },
    /// A post of a department went to somebody else, or stands vacant.
    PostPassedOn { department: i64, post: Post, from: Option<i64>, to: Option<i64> },
    /// The personal data goes at this moment (ms UTC), unless somebody restores the person before.
    PersonClosing { person: i64, until: i64 },
    PersonRestored { person: i64 },
    /// The personal data is gone, and the details of so many events with it.
    PersonErased { person: i64, events: i64 },
    /// Somebody took away everything about the person and by them.
    ArchiveTaken { person: i64 },
    PersonReactivated { person: i64, work_back: bool, handover: Option<i64> },
    /// Somebody else answers for a technical user.
    AnswerableChanged { person: i64, from: i64, to: i64 },
    /// So many jobs of who leaves go on for another person.
    ScheduledPassedOn { person: i64, to: i64, count: i64 },
    HandedOver { person: i64, handover: i64, number: i64, moved: Vec<Moved>, reason: Option<String> },
    HandoverUndone { person: i64, handover: i64, number: i64, restored: Vec<Moved> },
    /// Records are about to be shared out by rules: so many.
    PlanStarted { person: i64, plan: i64, total: i64 },
    /// So many records lie ready for their receivers, with whom they were.
    PlanStaged { plan: i64, count: i64 },
    /// So many records lie where they lay before.
    PlanUnstaged { plan: i64, count: i64 },
    PlanCancelled { person: i64, plan: i64 },
    /// Another administrator lets it go on.
    PlanTakenOver { person: i64, plan: i64 },
    /// Somebody will stand in for the person, or does from now on; `kinds` is `None` for all.
    CoverBegun {
        person: i64, cover: i64, stand_in: i64, kinds: Option<BTreeSet<Kind>>, from: i64, until: i64, reason: Option<String>,
    },
    /// Before its time.
    CoverEnded { person: i64, cover: i64, stand_in: i64 },
    CoverDeclined { person: i64, cover: i64, stand_in: i64 },
    /// The departure that had ended it was undone.
    CoverResumed { person: i64, cover: i64, stand_in: i64, until: i64 },
    /// Other days of the same stand-in.
    CoverChanged { person: i64, cover: i64, stand_in: i64, changes: Vec<Change> },
    /// What became of a stated absence; its days, never why.
    Absence { person: i64, absence: i64, became: AbsenceFact, changes: Vec<Change> },
    /// Portfolios went from the person to somebody who takes them over.
    TakenOver { person: i64, to: i64, handover: i64, number: i64, moved: Vec<Moved> },
    /// A pending person is to take portfolios over once they are active.
    TakeoverPlanned { person: i64, portfolios: Vec<i64> },
    /// What was planned can't be; who holds the work keeps it. `why` is the end of a sentence's key.
    TakeoverFailed { person: i64, portfolio: i64, why: String },
    QueueAdded { department: i64, queue: i64, name: String, holder: i64 },
    QueueRenamed { department: i64, queue: i64, changes: Vec<Change> },
    DepartmentAdded { department: i64, name: String },
    DepartmentChanged { department: i64, changes: Vec<Change> },
    DepartmentRemoved { department: i64, name: String },
    RoleAdded {
        role: i64,
        name: String,
        /// What it grants.
        changes: Vec<Change>,
    },
    RoleChanged { role: i64, name: String, changes: Vec<Change> },
    RoleRemoved { role: i64, name: String },
    /// From now on people get this role when none is chosen.
    RoleMadeDefault { role: i64, name: String, before: Option<i64> },
    PipelineAdded { pipeline: i64, name: String },
    PipelineChanged { pipeline: i64, changes: Vec<Change> },
    /// Its deals, deleted ones too, are at `to` since.
    StageRemoved { pipeline: i64, name: String, to: String, deals: i64 },
    /// `changes`: where the deals of each stage are since.
    PipelineRemoved { pipeline: i64, name: String, deals: i64, changes: Vec<Change> },
    ProductAdded { product: i64, name: String },
    ProductChanged { product: i64, changes: Vec<Change> },
    FormAdded { form: i64, name: String },
    FormChanged {
        form: i64,
        changes: Vec<Change>,
        /// Where somebody else receives from now on: they, or who answers for the queue.
        receiver: Option<i64>,
    },
    /// What came is kept until somebody can receive it; `why` is the end of a sentence's key.
    FormWaits { form: i64, entry: i64, why: String },
    /// The deal came by this form.
    CameByForm { deal: i64, form: i64, name: String, contact: i64 },
    TriggerAdded { trigger: i64, name: String },
    TriggerChanged {
        trigger: i64,
        changes: Vec<Change>,
        /// As of a form.
        receiver: Option<i64>,
    },
    TriggerRemoved { trigger: i64, name: String },
    /// The deal's stage set it off: a task was made, or the deal given, for this person.
    TriggerRan { trigger: i64, name: String, deal: i64, task: Option<i64>, to: i64 },
    /// It did nothing, for nothing new can reach whom it gives to; `why` is the end of a sentence's key.
    TriggerSkipped { trigger: i64, name: String, deal: i64, to: i64, why: String },
    RecordCreated { kind: Kind, id: i64, portfolio: i64, responsible: i64 },
    RecordChanged { kind: Kind, id: i64, changes: Vec<Change> },
    RecordAssigned { kind: Kind, id: i64, from: i64, to: i64 },
    RecordDeleted { kind: Kind, id: i64 },
    RecordRestored { kind: Kind, id: i64 },
    /// A note to the successor was written on the record.
    RecordNoted { kind: Kind, id: i64 },
    /// A note on the record was put away.
    RecordNoteDone { kind: Kind, id: i64 },
    /// A comment was written on the record; its words are with the comment alone.
    RecordCommented { kind: Kind, id: i64, comment: i64 },
    CommentChanged { kind: Kind, id: i64, comment: i64 },
    /// `of`: whose comment it was, where another's.
    CommentRemoved { kind: Kind, id: i64, of: Option<i64> },
    /// So many things that came by forms were kept long enough, or their contact is gone.
    EntriesForgotten { count: i64 },
    /// Somebody wrote what the person tells about all their work, or took it back.
    WorkNoted { person: i64 },
    /// The thirty days in the bin are over; where they lay, each place once, as far as it was noted.
    BinEmptied {
        count: i64,
        #[serde(default)]
        gone: Vec<Gone>,
    },
    /// A file was sent to be brought in: so many rows of it, as records of the kind.
    ImportBegun {
        file: i64,
        name: String,
        kind: String,
        rows: i64,
    },
    /// An import's own line; each record has its `RecordCreated` or `RecordChanged` beside it.
    Imported { source: String, kind: String, created: i64, updated: i64, refused: i64 },
}
