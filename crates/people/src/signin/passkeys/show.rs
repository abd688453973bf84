//! A passkey is shown: on the way in, after a password, or because something asks whether it is them.

use base::authz::Do;
use base::event::PasskeyFact;
use base::web::Visitor;
use base::web::components::NO_PASSKEY;
use base::{App, Error, Event, Result, credentials, org};
use serde_json::Value as Json;
use webauthn_rs::prelude::{Passkey as Key, PublicKeyCredential, Uuid, WebauthnError};

use super::challenges::{Purpose, as_told, refused, take_shown};
use super::own::hexadecimal;
use super::store::{self, Kept};
use super::{OPEN_MS, Place, place};
use crate::signin::attempts::{self, Counted};
use crate::signin::elsewhere::{self, Told};
use crate::signin::factor::store as factors;
use crate::signin::sign_in::Door;
use crate::signin::store as names;

/// What the browser of a visitor signed.
#[derive(Clone, Debug)]
pub struct Answer {
    pub signed: Json,
    pub place: Place,
    /// The address as the network sees it.
    pub address: String,
}

impl Answer {
    /// What a form brought: JSON, or the browser's word for why there is none.
    ///
    /// # Errors
    /// 422 with what went wrong in the browser; 409 where passkeys can't work.
    pub fn read(visitor: &Visitor, sent: &str) -> Result<Answer> {
        Answer::of(visitor, from_browser(sent)?)
    }

    /// What a program sent.
    ///
    /// # Errors
    /// 409 where passkeys can't work.
    pub fn of(visitor: &Visitor, signed: Json) -> Result<Answer> {
        Ok(Answer { signed, place: place(visitor)?, address: visitor.address.clone() })
    }
}

/// What the browser made or signed, or a sentence that says why it didn't. A number is the status it heard from us when it asked
/// what to sign, `SyntaxError` that it was led to a page; where that still is so, this request has met it before.
///
/// # Errors
/// 422 `passkey_scripts` without scripts or in a browser that can't, `passkey_not` where nothing was chosen, `passkey_here` where
/// this authenticator has one already, `passkey_site` where the browser says that this is not the site, `passkey_late` where it
/// was refused and may be asked again; 429 where too many were begun from this address.
pub(in crate::signin) fn from_browser(sent: &str) -> Result<Json> {
    let sent = sent.trim();
    if let Ok(json @ Json::Object(_)) = serde_json::from_str(sent) {
        return Ok(json);
    }
    if sent == "429" {
        return Err(Error::Slow(OPEN_MS / 1000));
    }
    Err(Error::invalid(match sent {
        "" | NO_PASSKEY => "error-passkey-scripts",
        "SyntaxError" => "error-passkey-late",
        status if status.parse::<u16>().is_ok() => "error-passkey-late",
        "InvalidStateError" => "error-passkey-here",
        "SecurityError" => "error-passkey-site",
        _ => "error-passkey-not",
    }))
}

/// The doors that the passkey opens by itself, at least one. A person who may not come in hears the same as somebody unknown.
///
/// # Errors
/// 422 `passkey_unknown`, `passkey_late`, `passkey_stopped`, `passkey`; 429.
pub async fn sign_in(app: &App, answer: &Answer, account: Option<i64>) -> Result<Vec<Door>> {
    let counted = Counted::passkey(&answer.address);
    let (asked, now) = (counted.clone(), app.now());
    let standing = app.look(move |tx| attempts::standing(tx, &asked, now)).await?;
    if standing.wait > 0 {
        return Err(Error::Slow(standing.wait));
    }
    let came = opened(app, answer, account).await;
    if matches!(came, Err(Error::Invalid(_))) {
        attempts::note(app, &counted).await?;
    }
    came
}

async fn opened(app: &App, answer: &Answer, account: Option<i64>) -> Result<Vec<Door>> {
    let kept = check(app, answer, Purpose::SignIn).await?;
    let (identity, now) = (kept.identity, app.now());
    let mut doors = app.look(move |tx| names::doors(tx, &[identity], account, now)).await?;
    if doors.is_empty() {
        return Err(Error::invalid("error-passkey-unknown"));
    }
    for door in &mut doors {
        door.passkey = Some(kept.id);
        door.second_factor = false;
    }
    Ok(doors)
}

/// The passkey, which stands for the second factor of who has shown the password of this identity.
///
/// # Errors
/// As `sign_in`; 422 at `code` for another's.
pub(in crate::signin) async fn by_second_factor(app: &App, answer: &Answer, identity: i64) -> Result<i64> {
    own(app, answer, identity, Purpose::SignIn).await
}

/// The passkey, which shows that whoever is in this session is this identity.
///
/// # Errors
/// As `by_second_factor`.
pub(in crate::signin) async fn by_proof(
    app: &App,
    answer: &Answer,
    identity: i64,
    session: i64,
) -> Result<i64> {
    own(app, answer, identity, Purpose::Proof(session)).await
}

async fn own(app: &App, answer: &Answer, identity: i64, purpose: Purpose) -> Result<i64> {
    let kept = check(app, answer, purpose).await?;
    if kept.identity != identity {
        return Err(Error::invalid("error-passkey-else"));
    }
    Ok(kept.id)
}

/// Checks what was signed and keeps the new count.
async fn check(app: &App, answer: &Answer, purpose: Purpose) -> Result<Kept> {
    let signed: PublicKeyCredential =
        serde_json::from_value(answer.signed.clone()).map_err(|_| Error::invalid("error-passkey"))?;
    let state = take_shown(app, purpose, &signed.response.client_data_json).await?;
    let credential = hexadecimal(&signed.raw_id);
    let kept = app.look(move |tx| store::find(tx, &credential)).await?;
    let kept = kept.ok_or(Error::invalid("error-passkey-unknown"))?;
    if !is_theirs(&kept, &signed) {
        return Err(Error::invalid("error-passkey-unknown"));
    }
    let mut key: Key =
        serde_json::from_str(&kept.state).map_err(|error| Error::Broken(format!("a passkey: {error}")))?;
    let result = match answer.place.library()?.finish_discoverable_authentication_v2(&signed, state, &key) {
        Ok(result) => result,
        Err(WebauthnError::CredentialPossibleCompromise) => {
            stop(app, &kept).await?;
            return Err(Error::invalid("error-passkey-stopped"));
        }
        Err(error) => return Err(refused(error)),
    };
    if kept.stopped {
        return Err(Error::invalid("error-passkey-stopped"));
    }
    key.update_credential(&result);
    let (before, after) = (kept.clone(), as_told(&key)?.to_string());
    // Somebody who used it at the same moment has counted on: one of the two comes second.
    match app.keep(move |tx| store::note_use(tx, &before, &after)).await? {
        true => Ok(kept),
        false => Err(Error::invalid("error-passkey-late")),
    }
}

/// The authenticator says whose it is, and has to be right.
fn is_theirs(kept: &Kept, signed: &PublicKeyCredential) -> bool {
    let owner = kept.handle.as_deref().and_then(|handle| Uuid::parse_str(handle).ok());
    owner.is_some_and(|owner| signed.get_user_unique_id() == Some(owner.as_bytes()))
}

/// There seems to be a copy: it opens nothing any more, and every sign-in of its owner ends. The journals of their companies
/// tell.
async fn stop(app: &App, kept: &Kept) -> Result<()> {
    let (identity, passkey) = (kept.identity, kept.id);
    if kept.stopped {
        return Ok(());
    }
    let places = app.look(move |tx| names::places(tx, identity, 0)).await?;
    let Some((account, person)) = places.into_iter().next() else { return Ok(()) };
    let Some(account) = credentials::account_of(app, account).await? else { return Ok(()) };
    app.nobody(account)
        .write(move |mut tx| {
            let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
            let mut tx = tx.permit(Do::UseSecret)?;
            factors::lock_any(&mut tx, identity)?;
            if !store::stop(&mut tx, identity, passkey)? {
                // Somebody else has just stopped it.
                return Err(Error::invalid("error-passkey-stopped"));
            }
            factors::raise_epoch(&mut tx, identity)?;
            credentials::store::end_kind(&mut tx, credentials::AccessKind::Session, person.id, "passkey")?;
            elsewhere::tell(&mut tx, identity, Told::Passkey(PasskeyFact::Stopped))?;
            tx.commit(Event::Passkey { person: person.id, passkey, became: PasskeyFact::Stopped }, ())
        })
        .await
}
