//! Blocking: at once, without a hand-over. The person keeps what they hold and gets nothing new.

use base::authz::{self, Area, Do};
use base::credentials::{self, Counts};
use base::org::{Name, Person};
use base::{Ctx, Error, Event, Result, Status, Tx, Writing, org};

use super::blockers::{self, Leaving};
use super::ready::refuse;
use super::status::Standing;
use super::store;
use crate::people::is_last_administrator;

/// Every way in ends; says how many there were.
///
/// # Errors
/// 409 `already_blocked`, `already_departed`, `last_administrator`, `not_yourself`.
pub async fn block(ctx: &Ctx, person: i64) -> Result<Counts> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let block = Block::of(&mut tx, person)?;
        let mut tx = tx.permit(block.act.clone())?;
        let event = block.carry_out(&mut tx)?;
        tx.commit(event, block.ended)
    })
    .await
}

/// Those of these people who are here or were, in this order.
///
/// # Errors
/// 403.
pub async fn named(ctx: &Ctx, ids: Vec<i64>) -> Result<Vec<Name>> {
    ctx.need(Area::People)?;
    ctx.read(move |tx| {
        let names = org::names(tx, ids.clone())?;
        Ok(ids.iter().filter_map(|id| names.get(id).cloned()).collect())
    })
    .await
}

/// A block that nothing stands in the way of, to be carried out within an act that is permitted as `act` says.
pub struct Block {
    person: i64,
    pub act: Do,
    standing: Standing,
    pub ended: Counts,
}

impl Block {
    /// Holds the account's row and the person's.
    ///
    /// # Errors
    /// As `block`.
    pub fn of<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Block> {
        store::lock_account(tx)?;
        let found = org::find_locked(tx, person)?.ok_or(Error::NotFound)?;
        let act = Do::Block { category: found.category };
        authz::decide(tx.actor(), &act)?;
        let leaving = Leaving {
            status: found.status,
            is_actor: tx.actor().person_id() == Some(person),
            last_administrator: is_last_administrator(tx, person)?,
        };
        refuse(&blockers::blockers(leaving))?;
        let standing = Standing::of(&found).blocked()?;
        let ended = Counts::of(&credentials::of_person(tx, person)?);
        Ok(Block { person, act, standing, ended })
    }

    pub fn carry_out(&self, tx: &mut Tx<'_, Writing>) -> Result<Event> {
        credentials::end_all(tx, self.person, "block")?;
        store::set_standing(tx, self.person, self.standing)?;
        let Counts { sessions, tokens, links } = self.ended;
        Ok(Event::PersonBlocked { person: self.person, sessions, tokens, links })
    }
}

/// Back to what they were before. The password works again; sessions, tokens and links stay dead.
///
/// # Errors
/// 409 `not_blocked`, `already_departed`.
pub async fn unblock(ctx: &Ctx, person: i64) -> Result<Status> {
    ctx.need(Area::People)?;
    ctx.write(move |mut tx| {
        let found = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let act = Do::Unblock { category: found.category };
        authz::decide(tx.actor(), &act)?;
        Standing::of(&found).unblocked()?;
        let mut tx = tx.permit(act)?;
        let status = lift(&mut tx, &found)?;
        tx.commit(Event::PersonUnblocked { person }, status)
    })
    .await
}

/// The block is lifted within another act; answers what the person is then.
///
/// # Errors
/// 409 `not_blocked`, `already_departed`.
pub fn lift(tx: &mut Tx<'_, Writing>, person: &Person) -> Result<Status> {
    let standing = Standing::of(person).unblocked()?;
    store::set_standing(tx, person.id, standing)?;
    Ok(standing.status)
}
