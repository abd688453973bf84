//! Accounts and people as the command line names them.

use base::{Account, App, Ctx, Error, org};

use super::Stop;
use crate::verify::accounts;

/// The account with this id; the only one there is without.
pub(super) async fn account(app: &App, id: Option<i64>) -> Result<Account, Stop> {
    let all = accounts(app).await?;
    match id {
        Some(id) => {
            all.into_iter().find(|a| a.id == id).ok_or(Stop::Refused(Error::invalid("cli-no-account")))
        }
        None => match all.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Stop::Refused(Error::invalid("cli-no-account"))),
            _ => Err(Stop::Refused(Error::invalid("cli-which-account"))),
        },
    }
}

/// The person named by id, e-mail, login, or a full name unique in the account.
pub(super) async fn person(ctx: &Ctx, name: &str) -> Result<i64, Stop> {
    let wanted = name.to_owned();
    let found = ctx.read(move |tx| org::store::named(tx, &wanted)).await?;
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => Err(Stop::Refused(Error::Invalid(base::Problem::new("cli-no-person").with("name", name)))),
        many => {
            let people = many.iter().map(|p| (p.id, p.name.clone())).collect();
            Err(Stop::Ambiguous { name: name.to_owned(), people })
        }
    }
}
