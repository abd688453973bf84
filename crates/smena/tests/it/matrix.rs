//! The golden matrix: what each ready role may do, as the policy itself decides it. When it changes, the difference of
//! `docs/rights.md` is the first thing to read.

use base::authz::{Actor, Area, Deed, Do, Ready, Scope, To, decide, wants_proof};
use base::kind::{Category, Kind};

/// Whose columns the matrix has.
fn actors() -> Vec<(&'static str, Actor)> {
    let mut actors: Vec<_> = Ready::ALL
        .into_iter()
        .map(|ready| {
            let administrator = ready == Ready::Administrator;
            let category = match ready {
                Ready::Integrator => Category::Integrator,
                _ if administrator => Category::Administrator,
                _ => Category::Member,
            };
            (ready.key(), Actor::person(1, category, ready.rights()))
        })
        .collect();
    for (name, area) in [("people area", Area::People), ("settings area", Area::Settings)] {
        let mut rights = Ready::Observer.rights();
        rights.areas.insert(area);
        actors.push((name, Actor::person(1, Category::Member, rights)));
    }
    let leaving = |category, ready: Ready| Actor::person(1, category, ready.rights().limited(true));
    actors.push(("seller, leaving", leaving(Category::Member, Ready::Seller)));
    actors.push(("admin, leaving", leaving(Category::Administrator, Ready::Administrator)));
    actors.push(("operator", Actor::operator()));
    actors.push(("partner 7", Actor::partner(7)));
    actors.push(("nobody", Actor::nobody()));
    actors
}

/// Every act that isn't on a record, with the line that says it. A new variant of `Do` stops this from compiling in
/// `is_listed` until it has its line here.
fn acts() -> Vec<(String, Do)> {
    let mut acts = Vec::new();
    for category in Category::ALL {
        let of = |what: &str| format!("{what}: {}", category.code());
        acts.extend([
            (of("add"), Do::AddPerson { category }),
            (of("change"), Do::EditPerson { category, becomes: category }),
            (of("change the e-mail of"), Do::ChangeEmail { category }),
            (of("answer what they ask"), Do::AnswerAsk { category }),
            (of("block"), Do::Block { category }),
            (of("unblock"), Do::Unblock { category }),
            (of("depart"), Do::Depart { category }),
            (of("activate again"), Do::Reactivate { category }),
            (of("keep the data of"), Do::Restore { category }),
            (of("hand over work of"), Do::HandOver { category }),
            (of("undo a hand-over of"), Do::UndoHandover { category }),
            (of("give a stand-in to"), Do::Cover { category, own: false }),
            (of("end a cover of"), Do::EndCover { category, own: false }),
            (of("state an absence of"), Do::StateAbsence { category, own: false }),
            (of("write the note about the work of"), Do::NoteWork { category, own: false }),
            (of("make a one-time link for"), Do::SendLink { category }),
            (of("set a password for"), Do::SetPassword { category }),
            (of("end access of"), Do::EndAccess { category, own: false }),
            (of("make an API token for"), Do::MakeToken { category, own: false }),
        ]);
    }
    let (member, administrator) = (Category::Member, Category::Administrator);
    acts.extend([
        (
            "make a member an administrator".into(),
            Do::EditPerson { category: member, becomes: administrator },
        ),
        (
            "make an administrator a member".into(),
            Do::EditPerson { category: administrator, becomes: member },
        ),
        ("end one's own access".into(), Do::EndAccess { category: member, own: true }),
        (
            "give somebody the account's default role".into(),
            Do::GiveRights { rights: Box::new(Ready::Seller.rights()), to: To::SomebodyByDefault },
        ),
        (
            "give somebody the rights of a seller".into(),
            Do::GiveRights { rights: Box::new(Ready::Seller.rights()), to: To::Somebody },
        ),
        (
            "give somebody the rights of an observer".into(),
            Do::GiveRights { rights: Box::new(Ready::Observer.rights()), to: To::Somebody },
        ),
        (
            "give oneself other rights".into(),
            Do::GiveRights { rights: Box::new(Ready::Observer.rights()), to: To::Oneself },
        ),
        ("change the role of a seller".into(), Do::EditRole { rights: vec![Ready::Seller.rights()] }),
        ("change the role of an observer".into(), Do::EditRole { rights: vec![Ready::Observer.rights()] }),
        ("see what a person may do and who sees a record".into(), Do::ExplainRights),
        ("put a deal at a stage".into(), Do::EnterStage { reach: Scope::All, stage: 1 }),
        ("make oneself an API token".into(), Do::MakeToken { category: member, own: true }),
        ("let a leaver's token go on as a technical user's".into(), Do::PassTokenOn),
        ("take lists away as files".into(), Do::Download),
        ("take settings away for good".into(), Do::Remove),
        ("give oneself a stand-in".into(), Do::Cover { category: member, own: true }),
        ("end one's own cover, or decline one".into(), Do::EndCover { category: member, own: true }),
        ("state one's own absence".into(), Do::StateAbsence { category: member, own: true }),
        ("change one's own details".into(), Do::EditSelf),
        ("take a deal from a queue of one's department".into(), Do::Take { kind: Kind::Deal }),
        ("write the note about one's own work".into(), Do::NoteWork { category: member, own: true }),
        (
            "note to the successor on a deal one holds".into(),
            Do::Note { kind: Kind::Deal, reach: Scope::Own, stage: 0 },
        ),
        (
            "note to the successor on anybody's deal".into(),
            Do::Note { kind: Kind::Deal, reach: Scope::All, stage: 0 },
        ),
        (
            "comment on a deal one holds".into(),
            Do::Comment { kind: Kind::Deal, reach: Scope::Own, stage: 0, own: true },
        ),
        (
            "comment on anybody's deal".into(),
            Do::Comment { kind: Kind::Deal, reach: Scope::All, stage: 0, own: true },
        ),
        (
            "change another's comment".into(),
            Do::Comment { kind: Kind::Deal, reach: Scope::Own, stage: 0, own: false },
        ),
        (
            "take one's own comment away".into(),
            Do::RemoveComment { kind: Kind::Deal, reach: Scope::Own, stage: 0, own: true },
        ),
        (
            "take another's comment away from a deal one holds".into(),
            Do::RemoveComment { kind: Kind::Deal, reach: Scope::Own, stage: 0, own: false },
        ),
        (
            "take another's comment away from anybody's deal".into(),
            Do::RemoveComment { kind: Kind::Deal, reach: Scope::All, stage: 0, own: false },
        ),
        ("erase somebody who has departed, after the grace".into(), Do::Erase),
        ("take a person's archive away".into(), Do::TakeArchive),
        ("erase somebody whose day has come".into(), Do::CarryOutErasure { due: true }),
        ("erase somebody before the day".into(), Do::CarryOutErasure { due: false }),
        ("forget what came by forms".into(), Do::ForgetEntries),
        ("import".into(), Do::Import),
        ("change departments".into(), Do::EditDepartments),
        ("change pipelines".into(), Do::EditPipelines),
        ("change products".into(), Do::EditProducts),
        ("change the account".into(), Do::EditAccount),
        ("decide how long data is kept".into(), Do::DecideRetention),
        ("require a second factor".into(), Do::RequireSecondFactor),
        ("change forms".into(), Do::EditForms),
        ("change triggers".into(), Do::EditTriggers),
        ("keep what somebody sends by a form".into(), Do::ReceiveForm { open: true }),
        ("keep what somebody sends by a closed form".into(), Do::ReceiveForm { open: false }),
        ("make a deal of what came by a form".into(), Do::BringIn { assignable: true }),
        ("the same for who can't receive it".into(), Do::BringIn { assignable: false }),
        ("set off what a stage sets off".into(), Do::RunTrigger { assignable: true }),
        ("the same for who can't receive it (trigger)".into(), Do::RunTrigger { assignable: false }),
        ("ask the administrators".into(), Do::Ask),
        ("wait for a word by an open link".into(), Do::JoinByLink { open: true }),
        ("the same by one that has ended".into(), Do::JoinByLink { open: false }),
        ("review access".into(), Do::Review),
        ("say whether access is needed, asked for it".into(), Do::AnswerReview { asked: true }),
        ("the same unasked".into(), Do::AnswerReview { asked: false }),
        ("remind of a review".into(), Do::RemindReview),
        ("keep the list of partners".into(), Do::KeepPartners),
        (
            "register a specialist of the partner whose account this is".into(),
            Do::KeepAddresses { listed: true },
        ),
        ("the same where the account is no partner's".into(), Do::KeepAddresses { listed: false }),
        ("set the account's plan".into(), Do::SetPlan { partner: None }),
        ("set the plan of an account that partner 7 looks after".into(), Do::SetPlan { partner: Some(7) }),
        ("choose who looks after the account".into(), Do::ChoosePartner),
        ("ask the partner for seats".into(), Do::AskSeats),
        ("look for a partner".into(), Do::SeekPartner),
        ("accept a partner who offered".into(), Do::AcceptPartner { offered: true }),
        ("accept a partner who did not".into(), Do::AcceptPartner { offered: false }),
        ("answer what a company looks for".into(), Do::OfferHelp { asked: true }),
        ("the same unasked".into(), Do::OfferHelp { asked: false }),
        ("note what a customer did".into(), Do::HearCustomer),
        ("answer a customer".into(), Do::AnswerCustomer { theirs: true }),
        ("answer somebody else's customer".into(), Do::AnswerCustomer { theirs: false }),
        ("rescue: a way back in for an administrator".into(), Do::Rescue),
        ("first run".into(), Do::FirstRun),
        ("go from a sample into one's own company".into(), Do::LeaveSample { sample: true }),
        ("the same from a real company".into(), Do::LeaveSample { sample: false }),
        ("remove a sample for one's own company".into(), Do::RemoveSample { sample: true }),
        ("remove a real company".into(), Do::RemoveSample { sample: false }),
        ("close the company, after the grace".into(), Do::CloseCompany),
        ("call that back".into(), Do::KeepCompany),
        ("remind that the company closes".into(), Do::RemindClosing),
        ("remove a company whose day has come".into(), Do::RemoveCompany { due: true }),
        ("the same before the day".into(), Do::RemoveCompany { due: false }),
        ("take everything of the account away".into(), Do::TakeExport),
        ("use a secret: sign in, follow a link".into(), Do::UseSecret),
        ("write oneself a letter, to try the mail".into(), Do::TryMail),
        ("lift somebody's second factor".into(), Do::LiftSecondFactor),
        ("add or remove a passkey of one's own".into(), Do::ChangePasskeys),
        ("send a link to who forgot their password".into(), Do::SendReset { usable: true }),
        ("the same to who may not sign in".into(), Do::SendReset { usable: false }),
        ("say what became of a letter".into(), Do::TellDelivery),
    ]);
    acts
}

fn is_listed(act: &Do) -> bool {
    match act {
        Do::Record { .. } | Do::Queued { .. } => false,
        Do::Import
        | Do::Note { .. }
        | Do::Comment { .. }
        | Do::RemoveComment { .. }
        | Do::NoteWork { .. }
        | Do::EnterStage { .. }
        | Do::GiveRights { .. }
        | Do::EditRole { .. }
        | Do::ExplainRights
        | Do::AddPerson { .. }
        | Do::EditPerson { .. }
        | Do::ChangeEmail { .. }
        | Do::EditSelf
        | Do::Block { .. }
        | Do::Unblock { .. }
        | Do::Depart { .. }
        | Do::Reactivate { .. }
        | Do::Erase
        | Do::Restore { .. }
        | Do::TakeArchive
        | Do::CarryOutErasure { .. }
        | Do::ForgetEntries
        | Do::HandOver { .. }
        | Do::UndoHandover { .. }
        | Do::Cover { .. }
        | Do::EndCover { .. }
        | Do::StateAbsence { .. }
        | Do::Take { .. }
        | Do::SendLink { .. }
        | Do::TryMail
        | Do::LiftSecondFactor
        | Do::ChangePasskeys
        | Do::SendReset { .. }
        | Do::TellDelivery
        | Do::SetPassword { .. }
        | Do::Rescue
        | Do::EndAccess { .. }
        | Do::MakeToken { .. }
        | Do::PassTokenOn
        | Do::Download
        | Do::Remove
        | Do::EditDepartments
        | Do::EditPipelines
        | Do::EditProducts
        | Do::EditAccount
        | Do::DecideRetention
        | Do::RequireSecondFactor
        | Do::EditForms
        | Do::EditTriggers
        | Do::ReceiveForm { .. }
        | Do::BringIn { .. }
        | Do::RunTrigger { .. }
        | Do::Ask
        | Do::JoinByLink { .. }
        | Do::Review
        | Do::AnswerReview { .. }
        | Do::RemindReview
        | Do::AnswerAsk { .. }
        | Do::KeepPartners
        | Do::KeepAddresses { .. }
        | Do::SetPlan { .. }
        | Do::ChoosePartner
        | Do::AskSeats
        | Do::SeekPartner
        | Do::AcceptPartner { .. }
        | Do::OfferHelp { .. }
        | Do::HearCustomer
        | Do::AnswerCustomer { .. }
        | Do::FirstRun
        | Do::LeaveSample { .. }
        | Do::RemoveSample { .. }
        | Do::CloseCompany
        | Do::KeepCompany
        | Do::RemindClosing
        | Do::RemoveCompany { .. }
        | Do::TakeExport
        | Do::UseSecret => true,
    }
}

/// The widest reach at which the actor may; everything narrower must be allowed, too.
fn widest(actor: &Actor, kind: Kind, deed: Deed) -> Scope {
    let reaches = [Scope::Own, Scope::Department, Scope::Tree, Scope::All];
    let may: Vec<bool> = reaches
        .iter()
        .map(|reach| decide(actor, &Do::Record { kind, deed, reach: *reach, stage: 0 }).is_ok())
        .collect();
    assert!(
        may.windows(2).all(|pair| pair[0] || !pair[1]),
        "a narrower reach is refused: {kind:?} {deed:?} {may:?}"
    );
    reaches
        .into_iter()
        .zip(may)
        .filter(|(_, may)| *may)
        .map(|(reach, _)| reach)
        .next_back()
        .unwrap_or_default()
}

fn row(first: &str, cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| format!("{cell:<13}")).collect();
    format!("| {first:<46} | {} |\n", cells.join(" | "))
}

fn head(first: &str) -> String {
    let actors = actors();
    let rule: Vec<&str> = actors.iter().map(|_| "---").collect();
    row(first, actors.iter().map(|(name, _)| (*name).to_owned()))
        + &format!("| --- | {} |\n", rule.join(" | "))
}

fn matrix() -> String {
    let actors = actors();
    let mut text = String::from(
        "# Who may do what\n\nThe four ready roles, an observer with one area beside, the operator at the command line, the partner who\nlooks after the account, and nobody in particular, as the policy decides. A test\nkeeps this page true.\n\n## Records\n\nHow far from oneself: own portfolios, those of one's departments, of the departments below them (tree), or all.\n\n",
    );
    text += &head("kind: deed");
    // Sources and triggers follow the right to settings.
    for kind in Kind::RECORDS.into_iter().chain([Kind::Bin]) {
        for deed in Deed::ALL {
            let cell = |(_, actor): &(&str, Actor)| match widest(actor, kind, deed) {
                Scope::None => "–".to_owned(),
                scope => scope.code().to_owned(),
            };
            text += &row(&format!("{}: {}", kind.code(), deed.code()), actors.iter().map(cell));
        }
    }
    text += "\n## Whose records may be assigned to them\n\n";
    text += &head("kind");
    for kind in Kind::RECORDS {
        let cell = |(name, actor): &(&str, Actor)| {
            let person = matches!(actor.who, base::authz::Who::Person(_));
            if person && actor.rights.may_hold(kind) && *name != "nobody" { "yes" } else { "–" }.to_owned()
        };
        text += &row(kind.code(), actors.iter().map(cell));
    }
    text += "\n## People and settings\n\n";
    text += &head("act");
    for (name, act) in acts() {
        let cell =
            |(_, actor): &(&str, Actor)| if decide(actor, &act).is_ok() { "yes" } else { "–" }.to_owned();
        text += &row(&name, actors.iter().map(cell));
    }
    text += "\n## What asks again whether it is them\n\nOnce a sign-in is older than a quarter of an hour; API tokens are not asked.\n\n";
    for (name, _) in acts().iter().filter(|(_, act)| wants_proof(act)) {
        text += &format!("- {name}\n");
    }
    text
}

#[test]
fn the_matrix_of_rights_is_the_printed_one() {
    let matrix = matrix();
    let printed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rights.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        std::fs::write(printed, &matrix).unwrap();
    }
    insta::assert_snapshot!("rights", &matrix);
    let text = std::fs::read_to_string(printed).unwrap_or_default();
    assert!(text == matrix, "docs/rights.md differs from the policy; print it anew with INSTA_UPDATE=always");
}

#[test]
fn every_act_is_in_the_matrix() {
    let names: std::collections::BTreeSet<&str> = acts().iter().map(|(_, act)| act.name()).collect();
    assert!(acts().iter().all(|(_, act)| is_listed(act)));
    // 77 kinds of act beside those on records, as `is_listed` has them.
    assert_eq!(names.len(), 77, "{names:?}");
}
