//! Inviting an integrator, by the e-mail that a partner has registered for them (B05).

use base::authz::Area;
use base::error::Fields;
use base::kind::Category;
use base::org::Person;
use base::partners::{self, Partner};
use base::{Ctx, Error, Kind, Result, Tx, org};
use kit::email::Email;

use crate::people::{self, Added, Terms, Wanted};

/// The longest time an integrator is let in for: a year, in days.
const MOST_DAYS: i64 = 366;
const DAY_MS: i64 = 86_400_000;

/// Whom to let in, and on what.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub email: String,
    pub name: String,
    /// `None`: the ready role of integrators.
    pub role_id: Option<i64>,
    /// The first moment at which they are no more inside, ms UTC.
    pub until: i64,
    /// Who answers for them; `None`: whoever invites.
    pub answerable: Option<i64>,
    /// Whether the invitation goes to their e-mail, where letters can be sent.
    pub invites: bool,
}

/// Adds an integrator: pending until they accept. A human who signs in elsewhere with the e-mail is added as they are,
/// under the name they have there.
///
/// # Errors
/// 403; 422 with everything that is wrong: at `email` `integrator_unregistered` where no partner vouches for it, and
/// `integrator_struck` where only one does that was struck off.
pub async fn invite(ctx: &Ctx, wish: Wish) -> Result<Added> {
    ctx.need(Area::People)?;
    let (asked, actor) = (wish.clone(), ctx.person_id());
    let terms = ctx.read(move |tx| read(tx, &asked, actor)).await?;
    let wanted = Wanted {
        name: wish.name,
        email: wish.email,
        role_id: wish.role_id,
        category: Some(Category::Integrator),
        invites: wish.invites,
        terms: Some(terms),
        ..Wanted::default()
    };
    people::add_as_they_are(ctx, wanted, |_| Ok(Vec::new())).await
}

fn read<S>(tx: &mut Tx<'_, S>, wish: &Wish, actor: Option<i64>) -> Result<Terms> {
    let mut wrong = Fields::default();
    let partner = match Email::parse(&wish.email) {
        Ok(email) => vouching(tx, email.as_str())?.map_err(|refusal| refusal.at(&mut wrong)).ok(),
        Err(_) => {
            wrong.add("email", if wish.email.trim().is_empty() { "error-required" } else { "error-email" });
            None
        }
    };
    let answerable = wish.answerable.or(actor);
    let answers = match answerable {
        Some(id) => org::find(tx, id)?.filter(|person| may_answer(person, tx.now())).map(|person| person.id),
        None => None,
    };
    if answers.is_none() {
        wrong.add("answerable_id", "error-integrator-answerable");
    }
    if let Err(key) = check_until(wish.until, tx.now()) {
        wrong.add("until", key);
    }
    wrong.check()?;
    match (partner, answers) {
        (Some(partner), Some(answerable)) => Ok(Terms { partner: partner.id, until: wish.until, answerable }),
        _ => Err(Error::Broken("an integrator without a partner".into())),
    }
}

/// Why nobody vouches for an address.
pub(super) enum Unvouched {
    Unregistered,
    /// By this partner's name.
    Struck(String),
}

impl Unvouched {
    fn at(self, wrong: &mut Fields) {
        match self {
            Unvouched::Unregistered => wrong.add("email", "error-integrator-unregistered"),
            Unvouched::Struck(name) => {
                wrong.add_with("email", "error-integrator-struck", vec![("name", name.into())]);
            }
        }
    }
}

/// The partner who vouches for the address.
fn vouching<S>(tx: &mut Tx<'_, S>, address: &str) -> Result<std::result::Result<Partner, Unvouched>> {
    let registered = partners::registered(tx, address)?;
    Ok(match registered.iter().find(|partner| partner.is_listed()) {
        Some(partner) => Ok(partner.clone()),
        None => Err(match registered.into_iter().next() {
            Some(struck) => Unvouched::Struck(struck.name),
            None => Unvouched::Unregistered,
        }),
    })
}

/// Whether the person may answer for an integrator: what that one makes comes to them.
pub(super) fn may_answer(person: &Person, now: i64) -> bool {
    Kind::RECORDS.into_iter().all(|kind| org::is_assignable(person, kind, now))
}

/// The key of what is wrong with the last moment.
pub(super) fn check_until(until: i64, now: i64) -> std::result::Result<(), &'static str> {
    match until {
        until if until <= now => Err("error-integrator-past"),
        until if until > now + MOST_DAYS * DAY_MS => Err("error-integrator-long"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integrator_comes_for_a_time_of_at_most_a_year() {
        let day = DAY_MS;
        assert_eq!(check_until(0, 0), Err("error-integrator-past"));
        assert_eq!([1, 366 * day].map(|until| check_until(until, 0)), [Ok(()), Ok(())]);
        assert_eq!(check_until(367 * day, 0), Err("error-integrator-long"));
    }
}
