//! API tokens: how a program gets in as a person.

use base::authz::{self, Do, To};
use base::kind::Category;
use base::org::Person;
use base::{Ctx, Error, Event, Reading, Result, Tx, credentials, org};

/// A new token. The secret is shown once and stored nowhere.
pub struct MadeToken {
    pub id: i64,
    pub secret: String,
}

/// Whether pages offer to make one for the person: a technical user has no other way in, everybody else makes their own.
pub(crate) fn offered(tx: &Tx<'_, Reading>, person: &Person) -> bool {
    let category = person.category;
    category == Category::Technical
        && credentials::may_be_inside(person, tx.now())
        && authz::offers(tx.actor(), &Do::MakeToken { category, own: false })
        && authz::decide(tx.actor(), &with_rights_of(person)).is_ok()
}

/// Whoever holds the secret has its rights.
fn with_rights_of(person: &Person) -> Do {
    Do::GiveRights { rights: Box::new(person.actor().rights), to: To::Somebody }
}

/// Makes a token that acts as the person.
///
/// # Errors
/// 422 for a name that is missing or too long; 409 `token_status` for a person who may not be inside now.
pub async fn make(ctx: &Ctx, person: i64, name: &str) -> Result<MadeToken> {
    let name = name.trim().to_owned();
    match name.chars().count() {
        0 => return Err(Error::field("name", "error-required")),
        1..=100 => {}
        _ => return Err(Error::field("name", "error-too-long")),
    }
    ctx.write(move |mut tx| {
        let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
        let own = tx.actor().person_id() == Some(person.id);
        let mut acts = vec![Do::MakeToken { category: person.category, own }];
        if !own {
            acts.push(with_rights_of(&person));
        }
        let mut tx = tx.permit_all(&acts)?;
        if !credentials::may_be_inside(&person, tx.now()) {
            return Err(Error::conflict("error-token-status"));
        }
        let (token, made) = credentials::make_token(&mut tx, &person, &name)?;
        let event = Event::TokenMade { person: person.id, token, name: name.clone() };
        tx.commit(event, MadeToken { id: token, secret: made.text })
    })
    .await
}
