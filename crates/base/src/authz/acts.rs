//! The acts: what the code may say it is about to do, with the facts the decision rests on.

use super::{Deed, Rights, Scope};
use crate::Kind;
use crate::kind::Category;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// A deed on a record that is so far from the actor (see `portfolios::reach`).
    Record {
        kind: Kind,
        deed: Deed,
        reach: Scope,
        /// Where a deal stands; 0 for every other kind.
        stage: i64,
    },
    /// Put a deal at a stage, new or from another one.
    EnterStage {
        reach: Scope,
        stage: i64,
    },
    /// The same on a record in a queue of one's department, which one sees whatever one's scope.
    Queued {
        kind: Kind,
        deed: Deed,
        reach: Scope,
        stage: i64,
    },
    /// Write a note to the successor on a record that is so far from the actor, or put one away.
    Note {
        kind: Kind,
        reach: Scope,
        stage: i64,
    },
    /// Write a comment on a record that is so far from the actor, or change one; `own`: what one writes oneself.
    Comment {
        kind: Kind,
        reach: Scope,
        stage: i64,
        own: bool,
    },
    /// Take a comment away for good.
    RemoveComment {
        kind: Kind,
        reach: Scope,
        stage: i64,
        own: bool,
    },
    /// Write what a person of the category tells about all their work; `own`: oneself.
    NoteWork {
        category: Category,
        own: bool,
    },
    /// Bring records of another system in.
    Import,
    /// A new person of the category.
    AddPerson {
        category: Category,
    },
    /// Wait for an administrator's word; `open`: by an open link that works.
    JoinByLink {
        open: bool,
    },
    /// Change a person's name, sign-in, phone, role, departments.
    EditPerson {
        category: Category,
        becomes: Category,
    },
    /// Change the e-mail of somebody who has signed in: a letter to it can bring a new password.
    ChangeEmail {
        category: Category,
    },
    /// Give a person rights: by a role or for themselves alone.
    GiveRights {
        rights: Box<Rights>,
        to: To,
    },
    /// Make, change or remove a role: all that it grants before and after.
    EditRole {
        rights: Vec<Rights>,
    },
    /// See what a person may do, or who may see a record.
    ExplainRights,
    /// Change one's own name, phone or language.
    EditSelf,
    /// Ask the administrators for something, or take that back.
    Ask,
    /// Answer what a person of the category asks.
    AnswerAsk {
        category: Category,
    },
    /// Begin a review of access, decide in it, end it; say whom reviews leave out.
    Review,
    /// Say whether somebody still needs their access; `asked`: one was asked that.
    AnswerReview {
        asked: bool,
    },
    /// Remind the administrators of a review.
    RemindReview,
    Block {
        category: Category,
    },
    Unblock {
        category: Category,
    },
    Depart {
        category: Category,
    },
    Reactivate {
        category: Category,
    },
    /// Let a departed person's data go, after the days of grace.
    Erase,
    /// Keep what was to go.
    Restore {
        category: Category,
    },
    /// Take away everything about a person and by them as a file.
    TakeArchive,
    /// Erase a person; `due`: the day has come.
    CarryOutErasure {
        due: bool,
    },
    /// Forget what came by forms once it was kept long enough.
    ForgetEntries,
    HandOver {
        category: Category,
    },
    UndoHandover {
        category: Category,
    },
    /// Give a person of the category a stand-in; `own`: oneself.
    Cover {
        category: Category,
        own: bool,
    },
    /// End a cover early; `own`: one in which one is covered or stands in.
    EndCover {
        category: Category,
        own: bool,
    },
    /// State when a person of the category is away, change that or withdraw it; `own`: oneself.
    StateAbsence {
        category: Category,
        own: bool,
    },
    /// Take a record of the kind from a queue of one's department.
    Take {
        kind: Kind,
    },
    /// Make or withdraw a one-time link for a person.
    SendLink {
        category: Category,
    },
    /// Write oneself a letter, to see whether letters arrive.
    TryMail,
    /// Send who forgot their password a link, to their own address; `usable`: they have a password, and may sign in.
    SendReset {
        usable: bool,
    },
    /// Say what a mail server did with a letter: a fact, whoever asked for the letter.
    TellDelivery,
    /// Give a person another password.
    SetPassword {
        category: Category,
    },
    /// Lift the second factor of somebody who can show no code any more.
    LiftSecondFactor,
    /// Add or remove a passkey of one's own.
    ChangePasskeys,
    /// Decide of whom the account requires a second factor.
    RequireSecondFactor,
    /// Open the account's door again for an administrator: the operator's way back in.
    Rescue,
    /// End a credential of a person.
    EndAccess {
        category: Category,
        own: bool,
    },
    /// Make an API token.
    MakeToken {
        category: Category,
        own: bool,
    },
    /// Let a token of who leaves go on as a technical user's.
    PassTokenOn,
    /// Take lists of the account's data away as files.
    Download,
    /// Take away for good what others work with: a trigger, a role, a department with its queues, a stage. Asked beside
    /// the right to change it.
    Remove,
    EditDepartments,
    EditPipelines,
    EditProducts,
    EditAccount,
    /// Decide how long data is kept.
    DecideRetention,
    /// Make, change or switch a form.
    EditForms,
    /// Make, change, switch or remove a trigger.
    EditTriggers,
    /// Keep what somebody sent by a public form; `open`: the form takes something at present.
    ReceiveForm {
        open: bool,
    },
    /// Make the records of what came by a form; `assignable`: new work may go to whom they would go to.
    BringIn {
        assignable: bool,
    },
    /// Do what a stage sets off, in the act of whoever put the deal there; `assignable` as above.
    RunTrigger {
        assignable: bool,
    },
    /// Put a partner of the installation on the list, change what it says of itself, strike it off.
    KeepPartners,
    /// Register an e-mail of somebody of a partner's, or take one off; `listed`: the account is a partner's on the list.
    KeepAddresses {
        listed: bool,
    },
    /// Set how many seats an account has, and until when; `partner`: who looks after it.
    SetPlan {
        partner: Option<i64>,
    },
    /// Let another partner look after an account.
    ChoosePartner,
    /// Ask one's partner for seats, or take that back.
    AskSeats,
    /// Look for a partner, or stop looking.
    SeekPartner,
    /// Let a partner look after one's account; `offered`: they offered to.
    AcceptPartner {
        offered: bool,
    },
    /// Answer from the partner's side what a company looks for; `asked`: it reached this partner.
    OfferHelp {
        asked: bool,
    },
    /// Note in a partner's account what a customer did.
    HearCustomer,
    /// Answer a customer, or set what a customer has; `theirs`: the account is looked after by this partner.
    AnswerCustomer {
        theirs: bool,
    },
    /// Make the account itself.
    FirstRun,
    /// Go from the present account into one's own company; `sample`: the present one is a sample.
    LeaveSample {
        sample: bool,
    },
    /// Remove an account with everything in it; `sample`: it is a sample.
    RemoveSample {
        sample: bool,
    },
    /// Close the company: after days of grace everything of it goes.
    CloseCompany,
    /// Keep the company that was to close.
    KeepCompany,
    /// Remind the administrators of a company that closes.
    RemindClosing,
    /// Remove a company with everything in it; `due`: the day has come.
    RemoveCompany {
        due: bool,
    },
    /// Take everything of the account away as one file.
    TakeExport,
    /// Sign in, sign out, use a one-time link: the proof is the secret shown.
    UseSecret,
}

/// Whom rights are given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Oneself,
    /// Somebody else gets the role that the account gives when none is chosen.
    SomebodyByDefault,
    Somebody,
}

impl Do {
    /// A stable word for logs, denials and the printed matrix.
    pub fn name(&self) -> &'static str {
        match self {
            Do::Record { deed: Deed::See, .. } => "see_record",
            Do::Record { deed: Deed::Create, .. } => "create_record",
            Do::Record { deed: Deed::Edit, .. } => "edit_record",
            Do::Record { deed: Deed::Assign, .. } => "assign_record",
            Do::Record { deed: Deed::Delete, .. } => "delete_record",
            Do::EnterStage { .. } => "enter_stage",
            Do::Queued { .. } => "queued_record",
            Do::Note { .. } => "note",
            Do::Comment { .. } => "comment",
            Do::RemoveComment { .. } => "remove_comment",
            Do::NoteWork { .. } => "note_work",
            Do::Import => "import",
            Do::AddPerson { .. } => "add_person",
            Do::JoinByLink { .. } => "join_by_link",
            Do::EditPerson { .. } => "edit_person",
            Do::ChangeEmail { .. } => "change_email",
            Do::GiveRights { .. } => "give_rights",
            Do::EditRole { .. } => "edit_role",
            Do::ExplainRights => "explain_rights",
            Do::EditSelf => "edit_self",
            Do::Ask => "ask",
            Do::AnswerAsk { .. } => "answer_ask",
            Do::Review => "review",
            Do::AnswerReview { .. } => "answer_review",
            Do::RemindReview => "remind_review",
            Do::Block { .. } => "block",
            Do::Unblock { .. } => "unblock",
            Do::Depart { .. } => "depart",
            Do::Reactivate { .. } => "reactivate",
            Do::Erase => "erase",
            Do::Restore { .. } => "restore",
            Do::TakeArchive => "take_archive",
            Do::CarryOutErasure { .. } => "carry_out_erasure",
            Do::ForgetEntries => "forget_entries",
            Do::HandOver { .. } => "hand_over",
            Do::UndoHandover { .. } => "undo_handover",
            Do::Cover { .. } => "cover",
            Do::EndCover { .. } => "end_cover",
            Do::StateAbsence { .. } => "state_absence",
            Do::Take { .. } => "take",
            Do::SendLink { .. } => "send_link",
            Do::TryMail => "try_mail",
            Do::SendReset { .. } => "send_reset",
            Do::TellDelivery => "tell_delivery",
            Do::SetPassword { .. } => "set_password",
            Do::LiftSecondFactor => "lift_second_factor",
            Do::ChangePasskeys => "change_passkeys",
            Do::RequireSecondFactor => "require_second_factor",
            Do::Rescue => "rescue",
            Do::EndAccess { .. } => "end_access",
            Do::MakeToken { .. } => "make_token",
            Do::PassTokenOn => "pass_token_on",
            Do::Download => "download",
            Do::Remove => "remove",
            Do::EditDepartments => "edit_departments",
            Do::EditPipelines => "edit_pipelines",
            Do::EditProducts => "edit_products",
            Do::EditAccount => "edit_account",
            Do::DecideRetention => "decide_retention",
            Do::EditForms => "edit_forms",
            Do::EditTriggers => "edit_triggers",
            Do::ReceiveForm { .. } => "receive_form",
            Do::BringIn { .. } => "bring_in",
            Do::RunTrigger { .. } => "run_trigger",
            Do::KeepPartners => "keep_partners",
            Do::KeepAddresses { .. } => "keep_addresses",
            Do::SetPlan { .. } => "set_plan",
            Do::ChoosePartner => "choose_partner",
            Do::AskSeats => "ask_seats",
            Do::SeekPartner => "seek_partner",
            Do::AcceptPartner { .. } => "accept_partner",
            Do::OfferHelp { .. } => "offer_help",
            Do::HearCustomer => "hear_customer",
            Do::AnswerCustomer { .. } => "answer_customer",
            Do::FirstRun => "first_run",
            Do::LeaveSample { .. } => "leave_sample",
            Do::RemoveSample { .. } => "remove_sample",
            Do::CloseCompany => "close_company",
            Do::KeepCompany => "keep_company",
            Do::RemindClosing => "remind_closing",
            Do::RemoveCompany { .. } => "remove_company",
            Do::TakeExport => "take_export",
            Do::UseSecret => "use_secret",
        }
    }
}
