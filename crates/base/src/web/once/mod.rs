//! A form is carried out once, however often it is sent: a double press, a reload, a lost answer.
//!
//! The page carries a random word; the first post with it claims it, and a second one is led to where the first
//! led. The same rows answer a repeated `Idempotency-Key` of the API (see `layer`).

mod layer;
mod store;

pub use layer::repeat;
pub use store::sweep;

use std::future::Future;

use axum::response::Response;
use maud::Markup;

use super::components::hidden;
use crate::{Ctx, Error, Result};

/// The hidden field; its name is `once`. It says which company the form was opened in: whoever works in several may have
/// gone to another one meanwhile, in another tab.
pub fn field(ctx: &Ctx) -> Markup {
    hidden("once", format!("{}.{}", ctx.account.id, word()))
}

/// The same in a form for anybody.
pub fn open_field() -> Markup {
    hidden("once", word())
}

/// # Errors
/// 409 `other_company` for a form that was opened in another one.
fn check_company(ctx: &Ctx, word: &str) -> Result<()> {
    let opened_in = word.split_once('.').and_then(|(account, _)| account.parse::<i64>().ok());
    match opened_in {
        Some(account) if account != ctx.account.id => Err(Error::conflict("error-other-company")),
        _ => Ok(()),
    }
}

fn word() -> String {
    kit::random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Carries the form out unless its word was used; then leads to where the first one led. `act` answers with the
/// address to go to and the answer to give the first time; after a refusal the same form may be sent again.
///
/// # Errors
/// What `act` refuses, 409 `once` while the first is still at work, 409 `other_company` for a form that was opened in
/// another one.
pub async fn carry_out<A>(ctx: &Ctx, word: &str, act: A) -> Result<Response>
where
    A: Future<Output = Result<(String, Response)>>,
{
    check_company(ctx, word)?;
    match claim(ctx, word, "").await? {
        Claim::Done { body, .. } => return Ok(super::see_other(&body, None)),
        Claim::First => {}
    }
    match act.await {
        Ok((address, response)) => {
            done(ctx, word, 303, &address).await?;
            Ok(response)
        }
        Err(error) => {
            release(ctx, word).await?;
            Err(error)
        }
    }
}

/// What a repeated request finds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Claim {
    /// This is the first; go on, then say `done`, or `release` after a refusal.
    First,
    /// It was done: what `done` kept.
    Done { status: i64, body: String },
}

/// Claims a word for this person. `digest` tells two different requests under one word apart.
async fn claim(ctx: &Ctx, word: &str, digest: &str) -> Result<Claim> {
    let Some(row) = row(ctx, word) else { return Ok(Claim::First) };
    let digest = digest.to_owned();
    ctx.app
        .keep(move |tx| match store::claim(tx, &row, &digest)? {
            None => Ok(Claim::First),
            Some((same, Some(status), body)) if same == digest => {
                Ok(Claim::Done { status, body: body.unwrap_or_default() })
            }
            Some(_) => Err(Error::conflict("error-once")),
        })
        .await
}

/// Keeps the answer for who comes again.
async fn done(ctx: &Ctx, word: &str, status: i64, body: &str) -> Result<()> {
    let Some(row) = row(ctx, word) else { return Ok(()) };
    let body = body.to_owned();
    ctx.app.keep(move |tx| store::done(tx, &row, status, &body)).await
}

/// Forgets the word after a refusal: the mended form may be sent again.
async fn release(ctx: &Ctx, word: &str) -> Result<()> {
    let Some(row) = row(ctx, word) else { return Ok(()) };
    ctx.app.keep(move |tx| store::release(tx, &row)).await
}

/// Account, person and word; nothing for who is not signed in or sends no word.
struct Row {
    account: i64,
    person: i64,
    word: String,
}

fn row(ctx: &Ctx, word: &str) -> Option<Row> {
    let person = ctx.person_id()?;
    let word: String = word.chars().take(200).collect();
    (!word.is_empty()).then(|| Row { account: ctx.account.id, person, word })
}
