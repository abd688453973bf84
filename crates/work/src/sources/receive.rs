//! Somebody sends a form: what came is kept as a row, and becomes a contact and a deal in the same act where somebody can
//! receive them.

use base::authz::Do;
use base::{Account, App, Error, Event, Result, jobs};

use super::bring::{self, Brought};
use super::form::Form;
use super::limits::{self, Counted, Trapped};
use super::said::Typed;
use super::store;

/// What became of a post.
#[derive(Debug)]
pub enum Received {
    /// It was kept, or comes from a program that the trap caught: who sent it can't tell.
    Thanks,
    /// The form takes nothing any more.
    Closed,
}

/// The same words within so long are a double press, in ms: forms on other sites carry no word of their own.
const DOUBLE_MS: i64 = 10 * 60_000;
/// Words longer than ours are not ours.
const LONGEST_WORD: usize = 64;

/// The form at this public address, on or off, and whose it is.
pub async fn of_key(app: &App, key: &str) -> Result<Option<(Account, Form)>> {
    let Some(account) = key.split_once('-').and_then(|(account, _)| account.parse().ok()) else {
        return Ok(None);
    };
    let key = key.to_owned();
    app.peek(move |tx| store::of_key(tx, account, &key)).await
}

/// Takes what was sent from this address of the network.
///
/// # Errors
/// 422 for what is wrong with it; 429 when it is too much.
pub async fn receive(
    app: &App,
    (account, form): &(Account, Form),
    typed: &Typed,
    address: &str,
) -> Result<Received> {
    if !form.draft.on {
        return Ok(Received::Closed);
    }
    let counted = Counted { account: account.id, form: form.id, address: address.to_owned() };
    if typed.is_trapped() {
        limits::count(app, &counted, Trapped::Yes).await?;
        return Ok(Received::Thanks);
    }
    let said = typed.read(&form.draft, account.home())?;
    limits::count(app, &counted, Trapped::No).await?;
    let words = serde_json::to_string(&said).map_err(|e| Error::Broken(e.to_string()))?;
    let (id, once) = (form.id, word(&typed.once));
    let (ctx, currency) = (app.nobody(account.clone()), account.currency.clone());
    let words_in = app.words.clone();
    ctx.write(move |mut tx| {
        let Some(form) = store::lock(&mut tx, id)?.filter(|form| form.draft.on) else {
            return tx.unchanged(Received::Closed);
        };
        let since = tx.now() - DOUBLE_MS;
        if store::came(&mut tx, id, &once, (&words, since))? {
            return tx.unchanged(Received::Thanks);
        }
        let mut tx = tx.permit(Do::ReceiveForm { open: form.draft.on })?;
        let entry = tx.new_id()?;
        store::add_entry(&mut tx, entry, id, &once, &words)?;
        let say = words_in.say(form.draft.lang);
        let events = match bring::one(&mut tx, &form, (entry, &said), &currency, &say)? {
            Brought::Done(events) => events,
            Brought::Waits(why) => {
                wait(&mut tx, &form)?;
                vec![Event::FormWaits { form: id, entry, why: why.to_owned() }]
            }
        };
        tx.commit_all(events, Received::Thanks)
    })
    .await
}

/// A job looks again in a while. One that rests until then finds this, too; one that is at work may have looked already.
fn wait(tx: &mut base::Tx<'_, base::Writing>, form: &Form) -> Result<()> {
    let there = form.job.map(|job| jobs::find(tx, job)).transpose()?.flatten();
    if there.is_some_and(|job| job.state == jobs::State::Ready && job.run_at > tx.now()) {
        return Ok(());
    }
    let job = jobs::add(tx, &bring::later(form.id, tx.now()))?;
    store::set_job(tx, form.id, job)
}

/// The word that came with the form, or one that nobody else has.
fn word(typed: &str) -> String {
    let own = || kit::random::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > LONGEST_WORD { own() } else { typed.to_owned() }
}
