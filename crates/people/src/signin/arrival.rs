//! A one-time link is followed.
//!
//! Looking at it consumes nothing: mail programs and messengers look at every link they carry. Using it sets the
//! password and signs in. A human who has a second account keeps their password: a link that somebody made for them only
//! lets them into this account, and asks for the password they have. Whoever has none anywhere chooses it by the first link that
//! a letter brings, whichever account sends it. One that they asked for themselves, at their own address, replaces a forgotten
//! password whichever accounts they have.

use base::authz::Do;
use base::credentials::{self, Link};
use base::error::Fields;
use base::kind::{Category, Status};
use base::org::{self, Person};
use base::partners::{self, Offer};
use base::words::Say;
use base::{App, Ctx, Error, Event, Result, Tx, Writing, letters};
use kit::lang::Lang;
use kit::token::{self, Kind};

use super::factor::{self, Shown};
use super::passkeys::{self, Answer};
use super::passwords::{self, By};
use super::sign_in::{self, Attempt, Opened};
use super::{names, store};

/// A link that works at this moment.
#[derive(Clone)]
pub struct Arrival {
    ctx: Ctx,
    hash: Vec<u8>,
    pub person: Person,
    pub asks: Asks,
    /// A code is asked for, too.
    pub second_factor: bool,
    /// One may show a passkey in its place.
    pub passkeys: bool,
    /// What using it accepts, of an integrator who has not been inside yet.
    pub terms: Option<Offer>,
}

/// What the link asks of its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A password, where an administrator opens the door.
    NewPassword,
    /// A password in place of the one they forgot.
    Forgotten,
    /// They have another account, so they keep their password and show it.
    Own,
    /// The same, but they have not chosen one yet: the link of the account they came to first is for that, or one that a
    /// letter brings.
    NotYet,
}

/// Where somebody comes from.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// The address as the network sees it.
    pub address: String,
    pub agent: Option<String>,
    /// Of the second factor.
    pub code: Option<String>,
    /// In place of the code.
    pub passkey: Option<Answer>,
}

impl From {
    /// What is shown of the second factor of this identity.
    async fn shown(&self, app: &App, identity: i64) -> Result<Shown> {
        let shown = Shown::by_code(self.code.clone(), self.address.clone());
        Ok(match &self.passkey {
            Some(answer) => shown.with(Some(passkeys::by_second_factor(app, answer, identity).await?)),
            None => shown,
        })
    }
}

impl Arrival {
    pub fn account_name(&self) -> &str {
        &self.ctx.account.name
    }

    /// The language of the pages they will see.
    pub fn say(&self) -> Say {
        let own = self.person.lang.as_deref().and_then(Lang::parse);
        own.map_or_else(|| self.ctx.say.clone(), |lang| self.ctx.app.words.say(lang))
    }

    /// Words an attacker would try first.
    pub fn guesses(&self) -> Vec<&str> {
        let names = [self.person.email.as_deref(), self.person.login.as_deref()];
        [self.person.name.as_str(), self.account_name()]
            .into_iter()
            .chain(names.into_iter().flatten())
            .collect()
    }

    /// Uses the link with a password: a new one, or the one they have.
    ///
    /// # Errors
    /// As `set_password` and `show_password`; of the second factor as `sign_in::open_with`.
    pub async fn follow(self, password: String, say: &Say, from: From) -> Result<Opened> {
        let identity = self.person.identity_id.ok_or_else(dead)?;
        let app = self.ctx.app.clone();
        let shown = from.shown(&app, identity).await?;
        let act = async {
            match self.asks {
                Asks::Own | Asks::NotYet => self.show_password(password, from, shown.clone()).await,
                Asks::NewPassword | Asks::Forgotten => {
                    self.set_password(password, say, from, shown.clone()).await
                }
            }
        };
        factor::counted(&app, identity, &shown, act).await
    }

    /// Uses the link with a new password.
    ///
    /// # Errors
    /// 422 `link_dead`; 422 at `password` with the reasons when it is weak.
    async fn set_password(self, password: String, say: &Say, from: From, shown: Shown) -> Result<Opened> {
        let mut fields = Fields::default();
        passwords::judge(&mut fields, "password", &password, &self.guesses(), say);
        fields.check()?;
        let new = passwords::hash(password).await?;
        let (hash, person, arrivals) = (self.hash, self.person.id, self.ctx.app.arrivals.clone());
        let letters = letters::are_on(&self.ctx.app);
        self.ctx
            .write(move |mut tx| {
                let (Link { id, person, resets }, identity) = hold(&mut tx, &hash, person)?;
                // Of two that would choose the first password at once, the second comes too late.
                let present = store::lock_password(&mut tx, identity)?;
                if !resets && keeps_password(&mut tx, &person, (identity, present.is_some()), id)? {
                    return Err(Error::conflict("error-stale"));
                }
                let by = if store::came_by_letter(&mut tx, id)? { By::Letter } else { By::Link };
                let mut tx = tx.permit(Do::UseSecret)?;
                let passed = factor::pass(&mut tx, (person.id, identity), &shown)?;
                let epoch = passwords::replace(&mut tx, &person, (identity, by), &new, letters)?;
                let mut events =
                    vec![use_up(&mut tx, id, &person)?, Event::PasswordSet { person: person.id }];
                let (opened, begun) =
                    sign_in::begin(&mut tx, &arrivals, &person, (epoch, passed), from.agent.as_deref())?;
                events.extend(begun);
                tx.commit_all(events, opened)
            })
            .await
    }

    /// Uses the link with the password the human has.
    ///
    /// # Errors
    /// 422 `link_dead`; 422 at `password` when it isn't theirs; 429 after too many wrong ones.
    async fn show_password(self, password: String, from: From, shown: Shown) -> Result<Opened> {
        let name = self.person.email.clone().or(self.person.login.clone()).unwrap_or_default();
        let account = Some(self.ctx.account.id);
        let address = from.address.clone();
        let attempt = Attempt { login: name, password, account, address };
        let doors = sign_in::prove(&self.ctx.app, &attempt).await.map_err(|error| match error {
            Error::Invalid(_) => Error::field("password", "error-password-wrong"),
            other => other,
        })?;
        let door = sign_in::only(doors)?;
        let (hash, person, arrivals) = (self.hash, self.person.id, self.ctx.app.arrivals.clone());
        self.ctx
            .write(move |mut tx| {
                let (Link { id, person, .. }, identity) = hold(&mut tx, &hash, person)?;
                let mut tx = tx.permit(Do::UseSecret)?;
                let passed = factor::pass(&mut tx, (person.id, identity), &shown)?;
                let mut events = vec![use_up(&mut tx, id, &person)?];
                let proven = (door.identity_epoch, passed);
                let (opened, begun) =
                    sign_in::begin(&mut tx, &arrivals, &person, proven, from.agent.as_deref())?;
                events.extend(begun);
                tx.commit_all(events, opened)
            })
            .await
    }
}

/// Looks at a link.
///
/// # Errors
/// 422 `link_dead` when it was used, withdrawn, is too old or died with a change of status; 403 `company_closing`.
pub async fn look(app: &App, secret: &str) -> Result<Arrival> {
    let read = token::read(secret).filter(|read| read.kind == Kind::Link).ok_or_else(dead)?;
    let account = credentials::account_of(app, read.account_id).await?.ok_or_else(dead)?;
    let (ctx, hash) = (app.nobody(account), read.hash.clone());
    let (person, asks, second_factor, passkeys) = ctx
        .read(move |tx| {
            let Link { id, person, resets } = credentials::look_at_link(tx, &hash)?.ok_or_else(dead)?;
            let identity = opens_for(&person, tx.now())?;
            let chosen = store::password_hash(tx, identity)?.is_some();
            let asks = match resets {
                true => Asks::Forgotten,
                false if !keeps_password(tx, &person, (identity, chosen), id)? => Asks::NewPassword,
                false if chosen => Asks::Own,
                false => Asks::NotYet,
            };
            let second_factor = factor::since(tx, identity)?.is_some();
            Ok((person, asks, second_factor, passkeys::count(tx, identity)? > 0))
        })
        .await?;
    match ctx.account.admits(person.category, app.now()) {
        Err(Error::SignedOut) => return Err(dead()),
        admitted => admitted?,
    }
    let terms = match person.category == Category::Integrator && person.status == Status::Pending {
        true => partners::offer(app, read.account_id, person.id).await?,
        false => None,
    };
    Ok(Arrival { ctx, hash: read.hash, person, asks, second_factor, passkeys, terms })
}

/// Whether a link that somebody made leaves the password as it is, since its human has another account. The first password of
/// one who has none is chosen by whoever reads mail at the e-mail that the identity has now: a letter alone brought the link.
fn keeps_password<S>(
    tx: &mut Tx<'_, S>,
    person: &Person,
    (identity, chosen): (i64, bool),
    link: i64,
) -> Result<bool> {
    if !names::is_shared(tx, identity)? {
        return Ok(false);
    }
    Ok(chosen || !store::came_by_letter(tx, link)? || !names::leads(tx, person.email.as_deref(), identity)?)
}

/// Takes hold of the person, then of the link: whoever comes second finds it used.
fn hold<S>(tx: &mut Tx<'_, S>, hash: &[u8], person: i64) -> Result<(Link, i64)> {
    org::find_locked(tx, person)?;
    let link = credentials::find_link(tx, hash)?;
    let identity = opens_for(&link.person, tx.now())?;
    Ok((link, identity))
}

/// The identity the link is for, where the person may come in.
fn opens_for(person: &Person, now: i64) -> Result<i64> {
    person.identity_id.filter(|_| sign_in::may_sign_in(person, now)).ok_or_else(dead)
}

/// With this link every other one ends, too.
fn use_up(tx: &mut Tx<'_, Writing>, link: i64, person: &Person) -> Result<Event> {
    credentials::end_links(tx, person.id, "used")?;
    store::link_used(tx, person.id)?;
    store::set_accepted(tx, person.id)?;
    Ok(Event::LinkUsed { person: person.id, link })
}

fn dead() -> Error {
    Error::invalid("error-link-dead")
}
