//! Answering who forgot a password, at the product's own pace.

use std::time::Duration;

use base::authz::Do;
use base::event::LetterFact;
use base::jobs::{self, Job};
use base::letters::{self, Letter, Purpose, State};
use base::org::Person;
use base::{App, Ctx, Event, Reading, Result, Tx, credentials, org};
use tokio::time::MissedTickBehavior;

use super::store::{self, Place};
use crate::signin::{links, names, sign_in};

/// How often asks are looked at: never at once, so that no answer tells by its time what came of it.
const POLL: Duration = Duration::from_secs(1);

/// Begins to answer, for as long as the process lives.
pub fn begin(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(POLL);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = answer_due(&app).await {
                tracing::warn!(%error, "forgotten passwords could not be answered; the next look tries again");
            }
        }
    });
}

/// Answers every ask that waits; how many there were. One whose answer fails is tried again with the next look.
pub async fn answer_due(app: &App) -> Result<usize> {
    let asks = app.peek(store::asks).await?;
    for ask in &asks {
        for place in meant(app, &ask.typed).await? {
            write_to(app, place).await?;
        }
        let id = ask.id;
        app.keep_as_job(move |tx| store::forget(tx, id)).await?;
    }
    Ok(asks.len())
}

/// Where letters go to whoever typed this; a name that was written down before a domain had one spelling is looked for as it
/// was typed, where the one spelling leads to nobody.
async fn meant(app: &App, typed: &str) -> Result<Vec<Place>> {
    let (name, as_typed, now) = (names::typed(typed), typed.to_lowercase(), app.now());
    app.look(move |tx| {
        let places = store::places(tx, &name, now)?;
        if places.is_empty() && as_typed != name { store::places(tx, &as_typed, now) } else { Ok(places) }
    })
    .await
}

async fn write_to(app: &App, place: Place) -> Result<()> {
    let Some(account) = credentials::account_of(app, place.account).await? else { return Ok(()) };
    let here = account.clone();
    app.nobody(account)
        .as_job()
        .write(move |mut tx| {
            let found = org::find_locked(&mut tx, place.person)?;
            let found = found.filter(|person| here.admits(person.category, tx.now()).is_ok());
            let Some(person) = usable(&mut tx, found, &place.address)? else { return tx.unchanged(()) };
            let mut tx = tx.permit(Do::SendReset { usable: true })?;
            let letter = letters::add(&mut tx, person.id, Purpose::Reset, &place.address)?;
            let became = LetterFact::ResetAsked;
            tx.commit(Event::Letter { person: person.id, letter: Some(letter), became }, ())
        })
        .await
}

/// The person, where a link to this address may stand in for the password they have.
fn usable(tx: &mut Tx<'_, Reading>, found: Option<Person>, address: &str) -> Result<Option<Person>> {
    let now = tx.now();
    let Some(person) = found.filter(|person| {
        sign_in::may_sign_in(person, now) && !person.needs_link && person.email.as_deref() == Some(address)
    }) else {
        return Ok(None);
    };
    let Some(identity) = person.identity_id else { return Ok(None) };
    Ok(store::has_password(tx, identity)?.then_some(person))
}

/// A link for a letter that is about to go.
pub(crate) struct Reset {
    pub person: Person,
    pub link: i64,
    pub path: String,
}

/// Makes the link, if the person may still have one under the letter's address; otherwise the letter ends.
pub(crate) async fn make_link(ctx: &Ctx, job: &Job, letter: &Letter) -> Result<Option<Reset>> {
    let (job, id, of, address) = (job.clone(), letter.id, letter.person, letter.address.clone());
    let nobody = ctx.app.nobody((*ctx.account).clone()).as_job();
    nobody
        .write(move |mut tx| {
            let found = org::find_locked(&mut tx, of)?;
            if letters::lock(&mut tx, id)? != Some(State::Waiting) {
                return tx.unchanged(None);
            }
            jobs::hold(&mut tx, &job)?;
            let person = usable(&mut tx, found, &address)?;
            let Some((person, identity)) = person.and_then(|it| it.identity_id.map(|id| (it, id))) else {
                let mut tx = tx.permit(Do::TellDelivery)?;
                letters::settle(&mut tx, id, State::Withdrawn, None)?;
                let became = LetterFact::ResetRefused;
                return tx.commit(Event::Letter { person: of, letter: Some(id), became }, None);
            };
            let epoch = credentials::store::identity_epoch(&mut tx, identity)?;
            let mut tx = tx.permit(Do::SendReset { usable: true })?;
            let (link, made) = credentials::make_reset(&mut tx, &person, epoch)?;
            letters::carries(&mut tx, id, link)?;
            let event = Event::LinkMade { person: person.id, link };
            tx.commit(event, Some(Reset { person, link, path: links::path(&made) }))
        })
        .await
}
