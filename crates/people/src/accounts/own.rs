//! Out of a sample and into one's own company. The sample goes in the same act, with everything in it, or stays if one
//! wants to keep it; then one gets into both with one name and password.

use base::authz::{self, Do};
use base::words::Say;
use base::{Change, Ctx, Error, Event, Result};

use super::create::{self, Created, NewAccount, When};
use super::store;
use crate::signin::{names, remove_identity};

/// What becomes of the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Goes,
    Stays,
}

/// Whether one's own company can be started here: this is a sample, and nobody has a company in this installation yet.
///
/// # Errors
/// 404 in a company that is no sample.
pub async fn can_start(ctx: &Ctx) -> Result<bool> {
    may_leave(ctx)?;
    Ok(!ctx.read(store::any_own).await?)
}

/// Makes one's own company out of the sample; refusals are said by `say`.
///
/// # Errors
/// 404 in a company that is no sample; 422 with everything that is wrong; 409 `not_first` when somebody has a company here.
pub async fn start(ctx: &Ctx, asked: NewAccount, sample: Sample, say: &Say) -> Result<Created> {
    may_leave(ctx)?;
    let left = ctx.account.id;
    let when = match sample {
        Sample::Goes => When::InsteadOf(left),
        Sample::Stays => When::Beside(left),
    };
    let made = create::make(&ctx.app, asked, say, when).await?;
    if sample == Sample::Stays {
        keep_the_way_back(ctx, made).await?;
    }
    Ok(made)
}

fn may_leave(ctx: &Ctx) -> Result<()> {
    if !ctx.account.sample {
        return Err(Error::NotFound);
    }
    authz::decide(&ctx.actor, &Do::LeaveSample { sample: ctx.account.sample })
}

/// Nobody knows a password of the sample: its administrator signs in as the human they are from now on.
async fn keep_the_way_back(ctx: &Ctx, made: Created) -> Result<()> {
    let (sample, person) = (ctx.account.id, ctx.person_id().ok_or(Error::SignedOut)?);
    ctx.write(move |mut tx| {
        let (identity, email) = store::signs_in(&mut tx, (made.account_id, made.person_id))?;
        let (Some(had), before) = store::signs_in(&mut tx, (sample, person))? else {
            return Err(Error::SignedOut);
        };
        let shared = names::is_shared(&mut tx, had)?;
        let mut tx = tx.permit(Do::EditSelf)?;
        store::sign_in_as(&mut tx, person, identity, email.as_deref())?;
        if !shared {
            remove_identity(&mut tx, had)?;
        }
        let changes = Change::of("email", before, email).into_iter().collect();
        tx.commit(Event::PersonChanged { person, changes }, ())
    })
    .await
}
