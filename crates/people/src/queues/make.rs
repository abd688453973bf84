//! A new queue, another name.

use base::authz::Do;
use base::error::Fields;
use base::org::{self, Person, Post, is_assignable};
use base::portfolios::queues::{self, Queue};
use base::portfolios::{not_assignable, store};
use base::{Change, Ctx, Error, Event, Kind, Result, Tx};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub department: i64,
    pub name: String,
    /// `None`: the head of the department.
    pub holder: Option<i64>,
}

const LONGEST: usize = 100;

/// Every queue, with the names of who answers.
pub async fn look(ctx: &Ctx) -> Result<(Vec<Queue>, Vec<i64>)> {
    let me = ctx.person_id();
    ctx.read(move |tx| {
        let mine = match me {
            Some(me) => queues::of_member(tx, me)?.into_iter().map(|queue| queue.id).collect(),
            None => Vec::new(),
        };
        Ok((queues::all(tx)?, mine))
    })
    .await
}

/// Everybody who could answer for a queue, by name.
pub async fn holders(ctx: &Ctx) -> Result<Vec<Person>> {
    ctx.read(|tx| org::picker(tx, None)).await
}

/// Makes a queue and gives its id.
///
/// # Errors
/// 404 for an unknown department; 422 for its name, and for a holder to whom no work can be given.
pub async fn add(ctx: &Ctx, wanted: Wanted) -> Result<i64> {
    let made = ctx.write(move |mut tx| {
        let act = Do::EditDepartments;
        base::authz::decide(tx.actor(), &act)?;
        let known = org::departments(&mut tx)?.iter().any(|department| department.id == wanted.department);
        if !known {
            return Err(Error::NotFound);
        }
        let name = named(&wanted.name)?;
        let holder = holder(&mut tx, &wanted)?;
        let mut tx = tx.permit(act)?;
        let queue = queues::open(&mut tx, wanted.department, &name, holder)?;
        tx.commit(Event::QueueAdded { department: wanted.department, queue, name, holder }, queue)
    });
    made.await.map_err(taken)
}

/// Another name.
///
/// # Errors
/// 404; 422 for the name.
pub async fn rename(ctx: &Ctx, id: i64, name: &str) -> Result<()> {
    let name = name.to_owned();
    let done = ctx.write(move |mut tx| {
        let act = Do::EditDepartments;
        base::authz::decide(tx.actor(), &act)?;
        let queue = queues::find(&mut tx, id)?.ok_or(Error::NotFound)?;
        let name = named(&name)?;
        let Some(change) = Change::of("name", Some(queue.name.clone()), Some(name.clone())) else {
            return tx.unchanged(());
        };
        let mut tx = tx.permit(act)?;
        store::queues::rename(&mut tx, id, &name)?;
        tx.commit(Event::QueueRenamed { department: queue.department, queue: id, changes: vec![change] }, ())
    });
    done.await.map_err(taken)
}

/// Who answers: who was asked for, else the head, else a deputy; held against a change of status.
fn holder<S>(tx: &mut Tx<'_, S>, wanted: &Wanted) -> Result<i64> {
    if let Some(id) = wanted.holder {
        let person = org::find_shared(tx, id)?.ok_or(Error::field("holder_id", "error-no-such-person"))?;
        return if answers(&person, tx.now()) { Ok(id) } else { Err(at_holder(not_assignable(&person))) };
    }
    let mut members = org::memberships(tx, None)?;
    members.retain(|member| member.department_id == wanted.department && member.post != Post::Member);
    members.sort_by_key(|member| (member.post == Post::Deputy, member.person_id));
    for member in members {
        if let Some(person) = org::find_shared(tx, member.person_id)?
            && answers(&person, tx.now())
        {
            return Ok(person.id);
        }
    }
    Err(Error::field("holder_id", "error-queue-holder"))
}

/// Whoever answers for a queue can be given some kind of record.
fn answers(person: &Person, now: i64) -> bool {
    person.portfolio_id.is_some() && Kind::RECORDS.iter().any(|kind| is_assignable(person, *kind, now))
}

fn at_holder(error: Error) -> Error {
    match error {
        Error::Invalid(mut problem) => {
            problem.fields.iter_mut().for_each(|field| field.field = "holder_id");
            Error::Invalid(problem)
        }
        other => other,
    }
}

fn named(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let mut wrong = Fields::default();
    if name.is_empty() {
        wrong.add("name", "error-required");
    }
    if name.chars().count() > LONGEST {
        wrong.add("name", "error-too-long");
    }
    wrong.check()?;
    Ok(name)
}

/// The database judges uniqueness.
fn taken(error: Error) -> Error {
    match error {
        Error::Store(::store::Error::Unique { .. }) => Error::field("name", "error-queue-taken-name"),
        other => other,
    }
}
