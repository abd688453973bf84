//! Signing in: a name and a password open a session in one account.

use std::sync::Arc;

use base::authz::Do;
use base::credentials::{self, SESSION_MS, Signed};
use base::kind::Status;
use base::org::{self, Person};
use base::{Account, App, Arrival, Ctx, Error, Event, Problem, Result};
use kit::secret;
use serde_json::json;

use super::attempts::{self, Counted};
use super::factor::{self, Passed, Shown};
use super::{activation, names, passwords, store};

/// What came from the form or the program.
#[derive(Clone)]
pub struct Attempt {
    /// An e-mail or a login.
    pub login: String,
    pub password: String,
    /// The account to open; needed where the human has several, or a login exists in several.
    pub account: Option<i64>,
    /// The address as the network sees it.
    pub address: String,
}

/// A place that the name and password open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    pub account_id: i64,
    pub account_name: String,
    pub person_id: i64,
    pub(super) identity_id: i64,
    pub(super) identity_epoch: i64,
    /// Offered by that account, and not accepted yet.
    pub attached: bool,
    /// A code is asked for, too.
    pub second_factor: bool,
    /// By a code of an app.
    pub by_app: bool,
    /// There are passkeys that may be shown.
    pub passkeys: bool,
    /// The passkey that opened it, in place of password and code.
    pub(super) passkey: Option<i64>,
    /// Whoever goes in accepts terms by it: an integrator who has not been inside yet.
    pub has_terms: bool,
}

/// An open session. The secret is shown once.
pub struct Opened {
    pub account_id: i64,
    pub person_id: i64,
    pub session_id: i64,
    pub secret: String,
    /// ms UTC.
    pub expires_at: i64,
    /// From when on it opens nothing until a second factor is set up, ms UTC.
    pub factor_due: Option<i64>,
}

/// The doors that the name and password open, at least one. Whatever is wrong (the name, the password, a status that
/// keeps the person out), the answer is the same and takes the same time.
///
/// # Errors
/// 422 `sign_in`; 429 after too many wrong ones.
pub async fn prove(app: &App, attempt: &Attempt) -> Result<Vec<Door>> {
    let name = names::typed(&attempt.login);
    let as_typed = attempt.login.trim().to_lowercase();
    let counted = Counted::new(&name, attempt.account, &attempt.address);
    let (account, now) = (attempt.account, app.now());
    // The turn is held until a wrong password is on record: many tries at once can't slip past the limit.
    let turn = passwords::turn().await?;
    let asked = counted.clone();
    let look = move |tx: &mut ::store::Tx<'_>| {
        let standing = attempts::standing(tx, &asked, now)?;
        let mut found = store::identities(tx, &name, account, MOST_IDENTITIES)?;
        if found.is_empty() && as_typed != name {
            // Written down before a domain had one spelling.
            found = store::identities(tx, &as_typed, account, MOST_IDENTITIES)?;
        }
        Ok((standing, found))
    };
    let (standing, found): (_, Vec<Identity>) = app.look(look).await?;
    if standing.wait > 0 {
        return Err(Error::Slow(standing.wait));
    }
    // A login that several accounts know is not one human's: a right password says nothing of tries at another's.
    let alone = found.len() == 1;
    let password = attempt.password.clone();
    let proven = passwords::aside(move || matching(found, &password)).await?;
    let ids: Vec<i64> = proven.iter().map(|identity| identity.id).collect();
    let doors = app.look(move |tx| store::doors(tx, &ids, account, now)).await?;
    if doors.is_empty() {
        attempts::note(app, &counted).await?;
        return Err(Error::invalid("error-sign-in"));
    }
    drop(turn);
    if standing.marked && alone {
        attempts::forget(app, &counted).await?;
    }
    Ok(doors)
}

/// The only door, or the question which one.
///
/// # Errors
/// 409 `choose_account` with the accounts.
pub fn only(doors: Vec<Door>) -> Result<Door> {
    match <[Door; 1]>::try_from(doors) {
        Ok([door]) => Ok(door),
        Err(doors) => {
            let accounts: Vec<_> = doors
                .iter()
                .map(|door| json!({ "id": door.account_id, "name": door.account_name, "waiting": door.attached }))
                .collect();
            Err(Error::Conflict(Problem::new("error-choose-account").extra(json!({ "accounts": accounts }))))
        }
    }
}

/// As `open_with`, without a code.
pub async fn open(app: &App, door: &Door, agent: Option<String>) -> Result<Opened> {
    open_with(app, door, agent, Shown::default()).await
}

/// Goes in: opens a session; the first one makes a pending person active.
///
/// # Errors
/// 422 `passkey_rests` for who came by a passkey and was given a password since; 422 `needs_link` for who left and came back and hasn't used their new link yet; 409 `must_change_password` for who
/// has a password from an administrator and is to choose their own first (see `renewal`); 422 `attached_link` for a place
/// that only its own link opens; 409 `second_factor` without a code where one is asked for, 422 at `code` for a wrong one,
/// 429 after too many; 422 `sign_in` when the status changed in the meantime; 403 `company_closing` for who is no
/// administrator of a company that closes.
pub async fn open_with(app: &App, door: &Door, agent: Option<String>, shown: Shown) -> Result<Opened> {
    let way = Way::Shown(shown.clone().with(door.passkey));
    factor::counted(app, door.identity_id, &shown, enter(app, door, agent, way)).await
}

/// The same for who comes from another account by a live session, which was opened with a code where one is asked for.
/// When they last showed that it is them goes along; where the session has ended meanwhile, nothing does.
pub(super) async fn open_by_session(ctx: &Ctx, door: &Door, agent: Option<String>) -> Result<Opened> {
    let signed = ctx.signed.clone().ok_or(Error::SignedOut)?;
    enter(&ctx.app, door, agent, Way::Session { signed, account: ctx.account.id }).await
}

/// How the second factor is proven.
enum Way {
    Shown(Shown),
    /// A session of this account.
    Session {
        signed: Arc<Signed>,
        account: i64,
    },
}

async fn enter(app: &App, door: &Door, agent: Option<String>, way: Way) -> Result<Opened> {
    let account = load(app, door.account_id).await?;
    let (person, identity, epoch) = (door.person_id, door.identity_id, door.identity_epoch);
    let (arrivals, alone) = (app.arrivals.clone(), door.passkey.is_some());
    app.nobody(account.clone())
        .write(move |mut tx| {
            let person = org::find_locked(&mut tx, person)?.ok_or(Error::invalid("error-sign-in"))?;
            if let Way::Session { signed, account } = &way {
                signed.check_inside(&mut tx, *account)?;
            }
            account.admits(person.category, tx.now())?;
            if !may_sign_in(&person, tx.now()) {
                return Err(Error::invalid("error-sign-in"));
            }
            if person.needs_link {
                return Err(Error::invalid("error-needs-link"));
            }
            if alone && store::passkeys_rest(&mut tx, identity)? {
                return Err(Error::invalid("error-passkey-rests"));
            }
            if store::waits_for_proof(&mut tx, person.id)? {
                return Err(Error::invalid("error-attached-link"));
            }
            if store::must_change_password(&mut tx, person.id)? {
                return Err(Error::conflict("error-must-change-password"));
            }
            let mut tx = tx.permit(Do::UseSecret)?;
            let passed = match &way {
                Way::Shown(shown) => factor::pass(&mut tx, (person.id, identity), shown)?,
                Way::Session { .. } => Passed::by_session(),
            };
            let (opened, events) = begin(&mut tx, &arrivals, &person, (epoch, passed), agent.as_deref())?;
            if let Way::Session { signed, .. } = &way {
                store::set_proven(&mut tx, opened.session_id, signed.proven_at)?;
            }
            tx.commit_all(events, opened)
        })
        .await
}

/// What every way in ends with: the person is active, the session is open, the journal knows.
pub(super) fn begin(
    tx: &mut base::Tx<'_, base::Writing>,
    arrivals: &[Arrival],
    person: &Person,
    (identity_epoch, Passed(mut events)): (i64, Passed),
    agent: Option<&str>,
) -> Result<(Opened, Vec<Event>)> {
    if person.status == Status::Pending {
        events.push(activation::activate(tx, person)?);
        for arrival in arrivals {
            events.extend(arrival(tx, person)?);
        }
    }
    if let Some(identity) = person.identity_id {
        store::wake_passkeys(tx, identity)?;
    }
    let (session, made) = credentials::open_session(tx, person, identity_epoch, agent)?;
    events.push(Event::SignedIn { person: person.id, session });
    let opened = Opened {
        account_id: tx.account(),
        person_id: person.id,
        session_id: session,
        secret: made.text,
        expires_at: tx.now() + SESSION_MS,
        factor_due: credentials::factor_due(tx, person)?,
    };
    Ok((opened, events))
}

/// Ends the session (or nothing, when it came by an API token).
///
/// # Errors
/// 409 `not_a_session` for an API token: those are ended by name.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Some(signed) = ctx.signed.clone() else { return Err(Error::SignedOut) };
    if signed.access != credentials::AccessKind::Session {
        return Err(Error::conflict("error-not-a-session"));
    }
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::UseSecret)?;
        let (person, session) = (signed.person.id, signed.access_id);
        if !credentials::end_one(&mut tx, signed.access, person, session, "signed out")? {
            return Err(Error::SignedOut);
        }
        tx.commit(Event::SignedOut { person, session }, ())
    })
    .await
}

/// Whether the person may come in by a right password or link: active, or pending until this very moment.
pub(crate) fn may_sign_in(person: &Person, now: i64) -> bool {
    matches!(person.status, Status::Pending | Status::Active) && !person.is_over(now)
}

pub(super) async fn load(app: &App, account: i64) -> Result<Account> {
    credentials::account_of(app, account).await?.ok_or(Error::NotFound)
}

/// A login may exist in several accounts, each with its own password. Of more than these the account must be named.
const MOST_IDENTITIES: i64 = 5;

/// An identity as the name leads to it.
pub(super) struct Identity {
    pub id: i64,
    pub password_hash: Option<String>,
}

/// The identities whose password this is; as slow for nobody as for somebody.
fn matching(found: Vec<Identity>, password: &str) -> Vec<Identity> {
    if !found.iter().any(|identity| identity.password_hash.is_some()) {
        secret::dummy_verify(password);
        return Vec::new();
    }
    let fits = |it: &Identity| it.password_hash.as_deref().is_some_and(|hash| secret::verify(hash, password));
    found.into_iter().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(account_id: i64) -> Door {
        Door {
            account_id,
            account_name: format!("№ {account_id}"),
            person_id: 1,
            identity_id: 2,
            identity_epoch: 1,
            attached: false,
            second_factor: false,
            by_app: false,
            passkeys: false,
            passkey: None,
            has_terms: false,
        }
    }

    #[test]
    fn with_several_accounts_the_answer_names_them() {
        assert_eq!(only(vec![door(7)]).unwrap(), door(7));
        let Err(Error::Conflict(problem)) = only(vec![door(7), door(8)]) else { panic!("chose by itself") };
        assert_eq!(problem.code(), "choose_account");
        assert_eq!(
            problem.extra.unwrap()["accounts"][1],
            json!({ "id": 8, "name": "№ 8", "waiting": false })
        );
    }

    #[test]
    fn who_has_no_password_matches_none() {
        let nobody = Identity { id: 1, password_hash: None };
        assert!(matching(vec![nobody], "").is_empty());
    }
}
