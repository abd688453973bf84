//! The day has come: everything of the account goes, step by step. Each step is a transaction of its own and does nothing
//! that a second run would mind, so after a crash at any moment the next round goes on.

use std::collections::BTreeMap;

use base::authz::{Actor, Do};
use base::event::CustomerFact;
use base::{Ctx, Error, Result, search};

use super::store;
use crate::signin::remove_identity;
use crate::{accounts, seats};

/// So many rows go at once, so that nobody waits for long.
const AT_ONCE: i64 = 2_000;
/// These go with the account itself, in the last step: sign-ins are told by them.
const LAST: [&str; 2] = ["people", "roles"];

/// Removes the account of the operator's context wholly, unless it was called back meanwhile.
pub(super) async fn carry_out(ctx: &Ctx) -> Result<()> {
    let Some(mut removal) = Removal::begin(ctx).await? else { return Ok(()) };
    while removal.step().await? {}
    Ok(())
}

/// A removal under way.
pub struct Removal {
    ctx: Ctx,
    /// By table: what tells its rows apart, without the account; nothing where they go all at once.
    keys: BTreeMap<String, Vec<String>>,
    /// The tables that may still have rows.
    left: &'static [&'static str],
    found: bool,
}

impl Removal {
    /// Nobody calls it back from here on; whoever looks after it, or is looked after by it, is told first. Nothing where its day
    /// has not come.
    pub async fn begin(ctx: &Ctx) -> Result<Option<Removal>> {
        if !tell_partners(ctx).await? {
            return Ok(None);
        }
        leave_customers(ctx).await?;
        let schema = ctx.app.db.schema().await?;
        let mut keys = BTreeMap::new();
        for (name, table) in schema.tables {
            // Rows that refer to others of their table go together.
            let alone = table.foreign_keys.iter().any(|key| key.table == name);
            let key = if alone { Vec::new() } else { table.primary_key.into_iter().skip(1).collect() };
            keys.insert(name, key);
        }
        Ok(Some(Removal { ctx: ctx.clone(), keys, left: ctx.app.tables, found: true }))
    }

    /// One step; whether there is another.
    pub async fn step(&mut self) -> Result<bool> {
        if self.found {
            self.found = false;
            self.forget_found().await?;
            return Ok(true);
        }
        let Some((table, rest)) = self.left.split_first() else {
            self.finish().await?;
            return Ok(false);
        };
        if LAST.contains(table) || !self.remove_some(table).await? {
            self.left = rest;
        }
        Ok(true)
    }

    /// Nothing of it is found any more.
    async fn forget_found(&self) -> Result<()> {
        self.ctx
            .write(|tx| {
                let account = tx.account();
                let mut tx = tx.permit(Do::RemoveCompany { due: true })?;
                search::forget_account(&mut tx, account)?;
                tx.forget(())
            })
            .await
    }

    /// Some rows of a table; whether there may be more.
    async fn remove_some(&self, table: &'static str) -> Result<bool> {
        let most = self.ctx.app.settings.most_at_once.unwrap_or(AT_ONCE);
        let key = self.keys.get(table).cloned().unwrap_or_default();
        self.ctx
            .write(move |tx| {
                let account = tx.account();
                let mut tx = tx.permit(Do::RemoveCompany { due: true })?;
                let more = match key.as_slice() {
                    [] => {
                        accounts::empty(&mut tx, account, table)?;
                        false
                    }
                    key => store::remove_some(&mut tx, table, key, most)? == most,
                };
                tx.forget(more)
            })
            .await
    }

    /// The people, the sign-ins that nobody else needs, and the account.
    async fn finish(&self) -> Result<()> {
        self.ctx
            .write(|mut tx| {
                let account = tx.account();
                store::lock_accounts(&mut tx, &[account])?;
                let mut tx = tx.permit(Do::RemoveCompany { due: true })?;
                let identities = accounts::identities_of(&mut tx, account)?;
                for table in LAST {
                    accounts::empty(&mut tx, account, table)?;
                }
                for identity in identities {
                    remove_identity(&mut tx, identity)?;
                }
                accounts::leave_identities(&mut tx, account)?;
                store::remove_account(&mut tx)?;
                tx.forget(())
            })
            .await?;
        let name = &self.ctx.account.name;
        tracing::warn!(account = self.ctx.account.id, name, "a company that had closed is removed");
        Ok(())
    }
}

/// The removal begins, and every partner who knows the company keeps its name and the day, once. Whether its day has come.
async fn tell_partners(ctx: &Ctx) -> Result<bool> {
    ctx.write(|mut tx| {
        let (account, now) = (tx.account(), tx.now());
        let partners = store::partners(&mut tx)?;
        let held: Vec<i64> = partners.iter().copied().chain([account]).collect();
        store::lock_accounts(&mut tx, &held)?;
        let Some(closed_at) = store::closes_at(&mut tx)?.filter(|at| *at <= now) else {
            return tx.unchanged(false);
        };
        if store::standing(&mut tx)?.is_none_or(|standing| standing.begun) {
            return tx.unchanged(true);
        }
        let name = store::name(&mut tx)?;
        let mut tx = tx.permit(Do::RemoveCompany { due: true })?;
        store::set_begun(&mut tx)?;
        for partner in partners {
            tx.beside(partner, &Actor::operator(), |tx| {
                let mut tx = tx.permit(Do::HearCustomer)?;
                store::keep_closed(&mut tx, account, &name, closed_at)?;
                tx.commit(seats::of_customer(account, &name, CustomerFact::Closed), ())
            })?;
        }
        tx.forget(true)
    })
    .await
}

/// Nobody looks after the companies any more that this one, as a partner, looked after.
async fn leave_customers(ctx: &Ctx) -> Result<()> {
    for customer in ctx.read(store::customers).await? {
        let there = base::credentials::account_of(&ctx.app, customer).await?.ok_or(Error::NotFound)?;
        seats::choose_partner(&ctx.app.operator(there).as_job(), None).await?;
    }
    Ok(())
}
