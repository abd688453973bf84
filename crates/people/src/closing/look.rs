//! What there is to know before the press, and while the company closes.

use base::authz::{self, Do};
use base::org::{self, Name};
use base::{Ctx, Result, letters, partners};

use super::{rules, store};

/// What would go, who would be told, and where it stands.
#[derive(Clone, Debug)]
pub struct Look {
    /// How much there is of each, by the end of its word's key; more than `COUNTED` are not counted further.
    pub counts: Vec<(&'static str, i64)>,
    /// When it closes, or would, ms UTC.
    pub closes_at: i64,
    /// Who asked for it; `None`: it stays.
    pub asked: Option<Asked>,
    /// Who looks after the company.
    pub partner: Option<String>,
    pub integrators: Vec<Name>,
    pub administrators: Vec<Name>,
    /// Those of them whom no letter reaches, for they have no e-mail.
    pub without_email: Vec<i64>,
    /// Whether letters are sent here at all.
    pub letters: bool,
    /// It is a partner on the list, so it can't close.
    pub listed: bool,
    /// So many companies are looked after by it.
    pub customers: i64,
}

/// Who asked for it, when and why.
#[derive(Clone, Debug)]
pub struct Asked {
    pub by: Option<Name>,
    /// ms UTC.
    pub at: i64,
    pub reason: Option<String>,
}

/// Looks without changing anything.
///
/// # Errors
/// 403 for who is no administrator.
pub async fn look(ctx: &Ctx) -> Result<Look> {
    authz::decide(&ctx.actor, &Do::KeepCompany)?;
    let letters = letters::are_on(&ctx.app);
    let would = rules::day(ctx.app.now(), &ctx.company_zone())?;
    ctx.read(move |tx| {
        let (account, closes_at) = (tx.account(), store::closes_at(tx)?);
        let asked = match store::standing(tx)? {
            Some(standing) => {
                let mut names = org::names(tx, standing.by)?;
                let by = standing.by.and_then(|id| names.remove(&id));
                Some(Asked { by, at: standing.at, reason: standing.reason })
            }
            None => None,
        };
        let helpers = store::integrators(tx)?;
        let mut names = org::names(tx, helpers.clone())?;
        Ok(Look {
            counts: store::counts(tx)?,
            closes_at: closes_at.unwrap_or(would),
            asked,
            partner: partners::of_account(tx)?.map(|partner| partner.name),
            integrators: helpers.iter().filter_map(|id| names.remove(id)).collect(),
            administrators: org::administrators(tx)?,
            without_email: store::without_email(tx)?,
            letters,
            listed: partners::find(tx, account)?.is_some_and(|partner| partner.is_listed()),
            customers: i64::try_from(store::customers(tx)?.len()).unwrap_or(i64::MAX),
        })
    })
    .await
}
