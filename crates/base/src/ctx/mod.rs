//! The product as a whole (`App`), one act in one account (`Ctx`), and the two doors: `read` and `write`.

mod account;
mod bell;
mod signed;
mod store;
mod time;

pub use account::Account;
pub use bell::Bell;
pub use signed::Signed;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use ::store::{Db, Lane};
use kit::clock::Clock;
use kit::id::IdMaker;
use kit::lang::Lang;
use kit::mail::Relay;

use crate::authz::Actor;
use crate::job::{Job, Next};
use crate::org::Person;
use crate::portfolios::Holdable;
use crate::portfolios::urgent::Telling;
use crate::tx::{Act, Committed, Keeping, Reading, Tx, Writing};
use crate::words::{Say, Words};
use crate::{Error, Event, Result, journal};

/// Everything that lives as long as the process. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an `App` is made of.
pub struct Parts {
    pub db: Db,
    pub words: Words,
    pub ids: IdMaker,
    pub clock: Clock,
    pub settings: Settings,
    /// What the rooms declare about the kinds they keep.
    pub holdables: Vec<Holdable>,
    /// What the rooms put into every new account.
    pub seeds: Vec<Seed>,
    /// The kinds of jobs that the rooms do.
    pub jobs: Vec<JobKind>,
    /// Rung when this process wrote a job down.
    pub bell: Bell,
    /// What the rooms do when a pending person becomes active.
    pub arrivals: Vec<Arrival>,
    /// What the rooms tell whoever gets their records next.
    pub tellings: Vec<Telling>,
    /// Every table of an account's own, each before those that it refers to.
    pub tables: &'static [&'static str],
}

/// Done for a person who has just become active, in the same transaction; tells what happened.
pub type Arrival = fn(&mut Tx<'_, Writing>, &Person) -> Result<Vec<Event>>;

/// Puts a room's first rows into a new account (a first pipeline) and tells what it made; names come in the
/// account's language.
pub type Seed = fn(&mut Tx<'_, Writing>, &Account, &Say) -> Result<Vec<Event>>;

/// A kind of job, declared by the room that does it.
#[derive(Clone, Copy)]
pub struct JobKind {
    pub name: &'static str,
    /// One step, a whole by itself, as short as can be.
    pub step: fn(Ctx, Job) -> Stepping,
    /// Whether administrators see on every page that one waits for them or failed.
    pub watched: bool,
    /// Whether it is done in a company that closes, too; every other one rests until somebody calls that back.
    pub while_closing: bool,
    /// Whether none of them can be begun at this moment, because one under way has what all need: they stay due, and whoever
    /// looks for work passes them over.
    pub passed_over: Option<fn(&App) -> bool>,
}

/// A step under way.
pub type Stepping = Pin<Box<dyn Future<Output = Result<Next>> + Send>>;

/// What the operator decided.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address people use, for example `https://crm.example.com`; `None`: whatever they came by.
    pub public_url: Option<String>,
    /// The server that takes letters; `None`: no letter is sent.
    pub mail: Option<Arc<Relay>>,
    /// The most records that a step of a job touches; `None`: as many as take about 30 ms.
    pub most_at_once: Option<i64>,
    /// Up to so many records are shared out while the one who asked waits; `None`: 2,000.
    pub most_in_request: Option<i64>,
}

impl Settings {
    /// Whether people come by https only: cookies are then `Secure` with the `__Host-` prefix.
    pub fn secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// One actor at work in one account.
#[derive(Clone)]
pub struct Ctx {
    pub app: App,
    pub account: Arc<Account>,
    pub actor: Arc<Actor>,
    pub say: Say,
    /// Who is signed in; `None` for the operator and for nobody.
    pub signed: Option<Arc<Signed>>,
    /// What came of the act before, as the browser brought it; the frame of the page reads it.
    pub notice: Option<String>,
    /// How many things wait for an administrator: known on pages of who manages people.
    pub waiting: i64,
    /// How much waits for the answer of whoever is signed in: requests, who came by an open link, questions of a review.
    pub asked: i64,
    /// How many customers wait for an answer, where the account is a partner's: known on pages of its administrators.
    pub partner: Option<i64>,
    /// Whether the list of the company's first steps is open: known on pages of who may set everything.
    pub beginning: bool,
    /// Whether single keys do something in the browser.
    pub keys: bool,
    /// The IANA name of the reader's own zone; `None`: the account's.
    own_zone: Option<String>,
    lane: Lane,
}

impl App {
    pub fn new(parts: Parts) -> App {
        App(Arc::new(parts))
    }

    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    pub fn new_id(&self) -> Result<i64> {
        self.ids.next().map_err(|e| Error::Broken(e.to_string()))
    }

    /// The operator at work in an account: the command line.
    pub fn operator(&self, account: Account) -> Ctx {
        self.ctx(account, Actor::operator())
    }

    /// Nobody in particular in an account: first run, signing in, one-time links.
    pub fn nobody(&self, account: Account) -> Ctx {
        self.ctx(account, Actor::nobody())
    }

    pub fn ctx(&self, account: Account, mut actor: Actor) -> Ctx {
        let say = self.words.say(account.lang);
        actor.rests = account.closes_at.is_some();
        let (account, actor) = (Arc::new(account), Arc::new(actor));
        Ctx {
            app: self.clone(),
            account,
            actor,
            say,
            signed: None,
            notice: None,
            waiting: 0,
            asked: 0,
            partner: None,
            beginning: false,
            keys: true,
            own_zone: None,
            lane: Lane::People,
        }
    }

    /// A housekeeping write (see `Keeping`): no permit, no event, declared tables only.
    pub async fn keep<T, F>(&self, f: F) -> Result<T>
    where
        F: Fn(&mut Keeping<'_>) -> Result<T> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let now = self.now();
        self.db.write(Lane::People, move |tx| f(&mut Keeping::begin(tx, now))).await
    }

    /// As `keep`, behind everybody else in the queue of writers.
    pub async fn keep_as_job<T, F>(&self, f: F) -> Result<T>
    where
        F: Fn(&mut Keeping<'_>) -> Result<T> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let now = self.now();
        self.db.write(Lane::Jobs, move |tx| f(&mut Keeping::begin(tx, now))).await
    }

    /// Looks up what belongs to no account: sign-in names, identities, accounts.
    pub async fn look<T, F>(&self, f: F) -> Result<T>
    where
        F: Fn(&mut ::store::Tx<'_>) -> Result<T> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.db.read(f).await
    }

    /// As `look`, for a few rows by their key: cheap enough to be done with every request.
    pub async fn peek<T, F>(&self, f: F) -> Result<T>
    where
        F: Fn(&mut ::store::Tx<'_>) -> Result<T> + Send + Sync + 'static,
        T: Send + 'static,
    {
        self.db.peek(f).await
    }
}

impl Ctx {
    /// The same actor behind everybody else in the queue of writers: imports and other long work.
    pub fn as_job(mut self) -> Ctx {
        self.lane = Lane::Jobs;
        self
    }

    /// The same act said in another language.
    pub fn speaking(mut self, lang: Lang) -> Ctx {
        self.say = self.app.words.say(lang);
        self
    }

    /// The signed-in person's id.
    pub fn person_id(&self) -> Option<i64> {
        self.actor.person_id()
    }

    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        F: Fn(&mut Tx<'_, Reading>) -> Result<T> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let ctx = self.clone();
        let now = self.app.now();
        self.app
            .db
            .read(move |tx| {
                let act = ctx.act(0, now);
                f(&mut Tx::begin(tx, &act))
            })
            .await
    }

    /// The one door for writes. The closure may run again after a conflict; its ids and time stay the same where
    /// they were made outside it. Whoever came in by a session or a token is looked at once more within the act: what they
    /// send may have been long on its way, and nothing that ended meanwhile writes.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        F: for<'t> Fn(Tx<'t, Reading>) -> Result<Committed<T>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let (ctx, op, now) = (self.clone(), self.app.new_id()?, self.app.now());
        let answer = Arc::new(Mutex::new(None));
        let kept = answer.clone();
        let done = self
            .app
            .db
            .write(self.lane, move |tx| {
                let act = ctx.act(op, now);
                let mut tx = Tx::begin(tx, &act);
                if let Some(signed) = &ctx.signed {
                    signed.check_inside(&mut tx, act.account)?;
                }
                let committed = f(tx)?;
                *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(committed);
                Ok(())
            })
            .await;
        match done {
            Ok(()) => {}
            // The connection broke during COMMIT: the journal knows whether the act is done.
            Err(Error::Store(::store::Error::CommitUnknown)) => {
                if !self.is_kept(op, now).await? {
                    return Err(Error::Store(::store::Error::ConnectionLost));
                }
            }
            Err(error) => {
                if let Error::Denied(act) | Error::Withheld(act) = &error {
                    self.note_denial(act).await;
                }
                return Err(error);
            }
        }
        let committed = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        let committed = committed.ok_or_else(|| Error::Broken("a commit without an answer".into()))?;
        if committed.rings {
            self.app.bell.ring();
        }
        Ok(committed.value)
    }

    /// Whether the act is in the journal to stay. A look that only reads could see it before the disk has it; a write
    /// ends when the disk has all that it saw.
    async fn is_kept(&self, op: i64, now: i64) -> Result<bool> {
        let ctx = self.clone();
        let look =
            move |tx: &mut ::store::Tx<'_>| journal::was_committed(&mut Tx::begin(tx, &ctx.act(op, now)), op);
        self.app.db.write(self.lane, look).await
    }

    /// Refuses what the actor's area rights don't cover, before anything is read.
    pub fn need(&self, area: crate::authz::Area) -> Result<()> {
        if self.actor.has(area) { Ok(()) } else { Err(Error::Denied(area.code())) }
    }

    /// From when on whoever is signed in can't do without a second factor, ms UTC.
    pub fn factor_due(&self) -> Option<i64> {
        self.signed.as_ref().and_then(|signed| signed.factor_due)
    }

    /// Whether the days are over for which one may do without a second factor.
    pub fn lacks_factor(&self) -> bool {
        self.factor_due().is_some_and(|due| due <= self.app.now())
    }

    /// # Errors
    /// 403 `factor_needed` for who has no second factor and can't do without one any more.
    pub fn check_factor(self) -> Result<Ctx> {
        if self.lacks_factor() { Err(Error::FactorNeeded) } else { Ok(self) }
    }

    fn act(&self, op: i64, now: i64) -> Act<'_> {
        let closes = self.account.closes_at.is_some();
        Act {
            account: self.account.id,
            closes,
            actor: &self.actor,
            now,
            op,
            ids: &self.app.ids,
            say: &self.say,
        }
    }

    async fn note_denial(&self, act: &'static str) {
        let (account, person) = (self.account.id, self.actor.person_id());
        let Ok(id) = self.app.new_id() else { return };
        let noted = self.app.keep(move |tx| store::note_denial(tx, account, id, person, act)).await;
        if let Err(error) = noted {
            tracing::error!(%error, act, "a denial could not be noted");
        }
    }
}
