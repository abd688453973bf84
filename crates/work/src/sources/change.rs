//! A new form, and a form that says something else.

use base::authz::{self, Do};
use base::error::Fields;
use base::portfolios::{self, queues};
use base::{Ctx, Error, Event, Kind, Result, Tx, org};

use super::form::{Draft, Form, Input};
use super::{bring, store};
use crate::pipelines;
use crate::records::{Cell, holder, stale};

/// Makes a form and gives its id.
///
/// # Errors
/// 422 for what it says, and for a receiver to whom nothing new may go.
pub async fn add(ctx: &Ctx, input: Input) -> Result<i64> {
    let (lang, key) = (ctx.account.lang, new_key(ctx.account.id));
    let made = ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::EditForms)?;
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let draft = Draft::begun(lang, &pipelines).with(&mut wrong, &input, &pipelines);
        let portfolio = match input.receiver {
            Some(receiver) => receiving(&mut tx, receiver, &mut wrong)?,
            None => {
                wrong.add("receiver_id", "error-required");
                0
            }
        };
        wrong.check()?;
        let mut tx = tx.permit(Do::EditForms)?;
        let id = tx.new_id()?;
        store::add(&mut tx, id, (portfolio, &key), &draft)?;
        Cell::plain().enter(&mut tx, Kind::Source, portfolio);
        tx.commit(Event::FormAdded { form: id, name: draft.name }, id)
    });
    made.await.map_err(gone_meanwhile)
}

/// Changes the form if it still has this version.
///
/// # Errors
/// As `add`; 404, 409 `stale`.
pub async fn change(ctx: &Ctx, id: i64, version: i64, input: Input) -> Result<()> {
    let changed = ctx.write(move |mut tx| {
        authz::decide(tx.actor(), &Do::EditForms)?;
        let seen = store::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let pipelines = pipelines::read(&mut tx)?;
        let mut wrong = Fields::default();
        let portfolio = match input.receiver.filter(|receiver| !receives(&seen, *receiver)) {
            Some(receiver) => receiving(&mut tx, receiver, &mut wrong)?,
            None => seen.portfolio,
        };
        let before = store::lock(&mut tx, id)?.ok_or(Error::NotFound)?;
        if before.version != version || before.portfolio != seen.portfolio {
            return Err(stale(before.version));
        }
        let draft = before.draft.clone().with(&mut wrong, &input, &pipelines);
        wrong.check()?;
        let changes = before.draft.changes(&draft, &pipelines);
        let moves = portfolio != before.portfolio;
        let receiver = moves.then(|| holder(&mut tx, Kind::Source, portfolio)).transpose()?;
        if changes.is_empty() && !moves {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::EditForms)?;
        store::set(&mut tx, id, portfolio, &draft)?;
        if moves {
            Cell::plain().leave(&mut tx, Kind::Source, before.portfolio);
            Cell::plain().enter(&mut tx, Kind::Source, portfolio);
            portfolios::store::note_move(&mut tx, Kind::Source, id, before.portfolio, portfolio)?;
        }
        tx.commit(Event::FormChanged { form: id, changes, receiver }, ())
    });
    changed.await.map_err(gone_meanwhile)
}

/// Whether the form brings to this person or queue already.
fn receives(form: &Form, receiver: i64) -> bool {
    form.portfolio == receiver || form.receiver() == receiver
}

/// The portfolio of a person who may be given all that a form makes, or of a queue.
fn receiving<S>(tx: &mut Tx<'_, S>, receiver: i64, wrong: &mut Fields) -> Result<i64> {
    let Some(person) = org::find_shared(tx, receiver)? else {
        if queues::find(tx, receiver)?.is_none() {
            wrong.add("receiver_id", "error-no-such-person");
        }
        return Ok(receiver);
    };
    let may = bring::MADE.iter().all(|kind| org::is_assignable(&person, *kind, tx.now()));
    match person.portfolio_id.filter(|_| may) {
        Some(portfolio) => Ok(portfolio),
        None => {
            let values = vec![("name", person.name.as_str().into())];
            wrong.add_with("receiver_id", "error-not-assignable", values);
            Ok(0)
        }
    }
}

/// A key that nobody guesses: the account, so that the row is found inside it, and 160 random bits.
fn new_key(account: i64) -> String {
    let random: String = kit::random::<20>().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{account}-{random}")
}

/// A stage or portfolio that went away between the look and the write.
fn gone_meanwhile(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Reference) => Error::field("stage_id", "error-forms-stage"),
        other => other,
    }
}
