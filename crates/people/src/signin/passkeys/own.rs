//! One's own passkeys: added and removed by who has shown lately that it is them, in a session.

use base::authz::Do;
use base::event::PasskeyFact;
use base::org::{self, Person};
use base::web::Visitor;
use base::{Ctx, Error, Event, Result, credentials};
use serde_json::Value as Json;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use super::challenges::{self, Purpose, as_told, proven_session, put, refused};
use super::show::from_browser;
use super::{MOST, Passkey, place, store};
use crate::signin::elsewhere::{self, Told};
use crate::signin::factor::{self, Fresh};
use crate::signin::session;
use crate::signin::sign_in::Opened;

/// A passkey that was added.
pub struct Added {
    pub id: i64,
    /// Where it is the first second factor there is: recovery codes, shown once, and this browser's new session; all others
    /// have ended.
    pub first: Option<(Opened, Vec<String>)>,
}

/// One's own passkeys, oldest first.
pub async fn list(ctx: &Ctx) -> Result<Vec<Passkey>> {
    match me(ctx)?.identity_id {
        Some(identity) => ctx.read(move |tx| store::of_identity(tx, identity)).await,
        None => Ok(Vec::new()),
    }
}

/// Those of a person, for who manages people: what they are called and since when they are there.
pub async fn of(ctx: &Ctx, person: i64) -> Result<Vec<Passkey>> {
    ctx.need(base::authz::Area::People)?;
    ctx.read(move |tx| {
        let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
        let Some(identity) = found.identity_id else { return Ok(Vec::new()) };
        store::of_identity(tx, identity)
    })
    .await
}

/// Whether one may be added now.
///
/// # Errors
/// 403 `proof_needed`; 409 `not_a_session`, `passkeys_many`.
pub async fn may_begin(ctx: &Ctx) -> Result<()> {
    proven_session(ctx)?;
    if list(ctx).await?.len() >= usize::try_from(MOST).unwrap_or_default() {
        return Err(many());
    }
    Ok(())
}

/// What the browser is to make: a key that its authenticator finds by itself and unlocks for its owner alone, and not in one that
/// has one already.
///
/// # Errors
/// As `may_begin`; 409 where passkeys can't work.
pub async fn begin(ctx: &Ctx, visitor: &Visitor) -> Result<Json> {
    may_begin(ctx).await?;
    let (session, place) = (proven_session(ctx)?.access_id, place(visitor)?);
    let person = me(ctx)?;
    let identity = person.identity_id.ok_or(Error::NotFound)?;
    let name = person.email.clone().or(person.login.clone()).unwrap_or_else(|| person.name.clone());
    let fresh = Uuid::new_v4().to_string();
    let (handle, known) = ctx
        .app
        .look(move |tx| store::handle_and_credentials(tx, identity))
        .await
        .map(|(handle, known)| (handle.unwrap_or(fresh), known))?;
    let owner = Uuid::parse_str(&handle).map_err(|error| Error::Broken(format!("a handle: {error}")))?;
    let known = known.iter().filter_map(|id| bytes(id)).collect();
    let library = place.library()?;
    let made =
        library.start_passkey_registration(owner, &name, &person.name, Some(known)).map_err(refused)?;
    let (mut options, state) = made;
    if let Some(wanted) = &mut options.public_key.authenticator_selection {
        wanted.require_resident_key = true;
    }
    let mut told = as_told(&options)?;
    told["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    let kept = Making { state, handle };
    put(&ctx.app, Purpose::Add(session), &visitor.address, told, &kept).await
}

/// What is kept until the browser has made it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Making {
    state: PasskeyRegistration,
    /// By which its authenticator will know the identity.
    handle: String,
}

/// As `add`, with what a form brought: JSON, or the browser's word for why there is none.
///
/// # Errors
/// As `add`; 422 with what went wrong in the browser; 409 where passkeys can't work.
pub async fn add_sent(ctx: &Ctx, visitor: &Visitor, name: &str, sent: &str) -> Result<Added> {
    may_begin(ctx).await?;
    place(visitor)?;
    add(ctx, visitor, name, from_browser(sent)?).await
}

/// Takes what the browser made.
///
/// # Errors
/// 403 `proof_needed`; 409 where passkeys can't work, `passkeys_many`, `passkey_known`; 422 at `name`; 422 `passkey`, `passkey_late`.
pub async fn add(ctx: &Ctx, visitor: &Visitor, name: &str, made: Json) -> Result<Added> {
    let session = proven_session(ctx)?;
    let place = place(visitor)?;
    let name = named(name)?;
    let made: RegisterPublicKeyCredential =
        serde_json::from_value(made).map_err(|_| Error::invalid("error-passkey"))?;
    let purpose = Purpose::Add(session.access_id);
    let Making { state, handle } =
        challenges::take(&ctx.app, purpose, &made.response.client_data_json).await?;
    let told = hexadecimal(&made.raw_id);
    if ctx.app.look(move |tx| store::find(tx, &told)).await?.is_some() {
        return Err(known());
    }
    let passkey = place.library()?.finish_passkey_registration(&made, &state).map_err(refused)?;
    let credential = hexadecimal(passkey.cred_id());
    let state = as_told(&passkey)?.to_string();
    let (codes, hashes) = factor::recovery_codes();
    let signed = session.clone();
    let (id, opened) = ctx
        .write(move |mut tx| {
            let person = org::find_locked(&mut tx, signed.person.id)?.ok_or(Error::NotFound)?;
            let identity = person.identity_id.ok_or(Error::NotFound)?;
            let mut tx = tx.permit(Do::ChangePasskeys)?;
            let first = !factor::lock_any(&mut tx, identity)?;
            if store::count(&mut tx, identity)? >= MOST {
                return Err(many());
            }
            if store::handle(&mut tx, identity, &handle)? != handle {
                // Two first ones at once: this one would not be found again.
                return Err(Error::invalid("error-passkey-late"));
            }
            let id = tx.new_id()?;
            if !store::add(&mut tx, (id, identity), &credential, &name, &state)? {
                return Err(known());
            }
            elsewhere::tell(&mut tx, identity, Told::Passkey(PasskeyFact::Added))?;
            let mut events =
                vec![Event::Passkey { person: person.id, passkey: id, became: PasskeyFact::Added }];
            let mut opened = None;
            if first {
                factor::set_codes(&mut tx, identity, &hashes)?;
                let (fresh, begun) = factor::anew(&mut tx, &signed, &person, identity, Fresh::AsBefore)?;
                events.extend(begun);
                opened = Some(fresh);
            }
            tx.commit_all(events, (id, opened))
        })
        .await?;
    Ok(Added { id, first: opened.map(|opened| (opened, codes)) })
}

/// Calls it otherwise.
///
/// # Errors
/// 404; 422 at `name`.
pub async fn rename(ctx: &Ctx, passkey: i64, name: &str) -> Result<()> {
    let (name, person) = (named(name)?, me(ctx)?);
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person.id)?.ok_or(Error::NotFound)?;
        let identity = person.identity_id.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::EditSelf)?;
        if !store::rename(&mut tx, identity, passkey, &name)? {
            return Err(Error::NotFound);
        }
        tx.commit(Event::Passkey { person: person.id, passkey, became: PasskeyFact::Renamed }, ())
    })
    .await
}

/// Removes one of one's own. Whoever signed in by it is out: every sign-in ends, and the answer is a fresh one for this browser.
///
/// # Errors
/// 403 `proof_needed`; 404; 409 `not_a_session`, `factor_required` for the last second factor where one is required.
pub async fn remove_own(ctx: &Ctx, passkey: i64) -> Result<Opened> {
    let signed = session(ctx)?.clone();
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, signed.person.id)?.ok_or(Error::NotFound)?;
        let identity = person.identity_id.ok_or(Error::NotFound)?;
        let mut tx = tx.permit(Do::ChangePasskeys)?;
        factor::lock_any(&mut tx, identity)?;
        if !store::remove(&mut tx, identity, passkey)? {
            return Err(Error::NotFound);
        }
        if !factor::lock_any(&mut tx, identity)? {
            if credentials::requirement(&mut tx)?.concerns(person.category) {
                return Err(Error::conflict("error-factor-required"));
            }
            factor::forget_codes(&mut tx, identity)?;
        }
        elsewhere::tell(&mut tx, identity, Told::Passkey(PasskeyFact::Removed))?;
        let mut events = vec![Event::Passkey { person: person.id, passkey, became: PasskeyFact::Removed }];
        let (opened, begun) = factor::anew(&mut tx, &signed, &person, identity, Fresh::AsBefore)?;
        events.extend(begun);
        tx.commit_all(events, opened)
    })
    .await
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Error::field("name", "error-required")),
        1..=100 => Ok(name.to_owned()),
        _ => Err(Error::field("name", "error-too-long")),
    }
}

fn me(ctx: &Ctx) -> Result<Person> {
    ctx.signed.as_ref().map(|signed| signed.person.clone()).ok_or(Error::SignedOut)
}

fn known() -> Error {
    Error::conflict("error-passkey-known")
}

fn many() -> Error {
    Error::Conflict(base::Problem::new("error-passkeys-many").with("n", MOST))
}

/// What an authenticator calls a key, as it is kept.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authenticators_call_a_key_comes_back_as_it_was() {
        assert_eq!(hexadecimal(&[0, 10, 255]), "000aff");
        assert_eq!(bytes("000aff"), Some(vec![0, 10, 255]));
        assert_eq!(bytes("0g"), None);
    }
}
