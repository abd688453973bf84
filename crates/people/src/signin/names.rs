//! Names to sign in with, and the identity they lead to.
//!
//! For the rooms that add and change people. The functions here belong into an act of those rooms: they take its
//! transaction. A name that is taken is refused with the field's own error, also when somebody else takes it at the
//! same moment.

use base::error::Fields;
use base::tx::digest;
use base::{Error, Result, Tx, Writing};
use kit::email::Email;

use super::store;

/// What a person types as their sign-in: an e-mail, a login, or both. Both are in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub email: Option<String>,
    pub login: Option<String>,
}

impl Names {
    /// Reads what a form says; empty is nothing. What is wrong is added to `fields` as `email` and `login`.
    pub fn read(email: &str, login: &str, fields: &mut Fields) -> Names {
        let email = (!email.trim().is_empty()).then(|| Email::parse(email));
        let login = (!login.trim().is_empty()).then(|| parse_login(login));
        if let Some(Err(_)) = &email {
            fields.add("email", "error-email");
        }
        if let Some(Err(key)) = &login {
            fields.add("login", key);
        }
        Names { email: email.and_then(Result::ok).map(String::from), login: login.and_then(Result::ok) }
    }

    pub fn is_empty(&self) -> bool {
        self.email.is_none() && self.login.is_none()
    }
}

/// No name is longer.
pub(crate) const LONGEST: usize = 254;

/// What somebody typed to sign in, as names are stored; cut where no name goes on.
pub fn typed(text: &str) -> String {
    let name = Email::parse(text).map_or_else(|_| text.trim().to_lowercase(), String::from);
    name.chars().take(LONGEST).collect()
}

/// A login as it is stored; otherwise the key of what is wrong with it.
pub fn parse_login(text: &str) -> Result<String, &'static str> {
    let login = text.trim().to_lowercase();
    match login.chars().count() {
        0 => Err("error-required"),
        1..=64 if !login.contains('@') && !login.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            Ok(login)
        }
        1..=64 => Err("error-login-signs"),
        _ => Err("error-too-long"),
    }
}

/// A new identity with these names; without a password only a one-time link opens its door. Somebody else chose the
/// password, unless told otherwise by `add_own_identity`.
///
/// # Errors
/// 422 `email_taken` or `login_taken`, at their fields.
pub fn add_identity(tx: &mut Tx<'_, Writing>, names: &Names, password_hash: Option<&str>) -> Result<i64> {
    insert(tx, names, password_hash, false)
}

/// As `add_identity`, for who typed the e-mail and the password themselves and begins an account with them.
///
/// # Errors
/// As `add_identity`.
pub fn add_own_identity(tx: &mut Tx<'_, Writing>, names: &Names, password_hash: &str) -> Result<i64> {
    insert(tx, names, Some(password_hash), true)
}

fn insert(tx: &mut Tx<'_, Writing>, names: &Names, hash: Option<&str>, proven: bool) -> Result<i64> {
    let identity = tx.new_id()?;
    store::add_identity(tx, identity, hash, proven)?;
    claim(tx, identity, names)?;
    Ok(identity)
}

/// A human who signs in to another account of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Human {
    pub identity: i64,
    /// What they are called where they came first.
    pub name: String,
}

/// The human behind the e-mail, who has no place in this account yet. Nothing else of them is told.
///
/// # Errors
/// 422 `email_taken` at `email` when they have one; 422 `email_nobody` when nobody signs in with it.
pub fn human<S>(tx: &mut Tx<'_, S>, names: &Names) -> Result<Human> {
    let email = names.email.as_deref().ok_or(Error::field("email", "error-required"))?;
    let lock = tx.dialect().lock();
    match store::elsewhere(tx, email, lock)? {
        Some(human) => Ok(human),
        None if store::is_taken(tx, email)? => Err(Error::field("email", "error-email-taken")),
        None => Err(Error::field("email", "error-email-nobody")),
    }
}

/// The language of a human's first place elsewhere: what to write to them in until they choose one here.
pub(crate) fn first_lang<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<Option<String>> {
    store::first_lang(tx, identity)
}

/// Whether the e-mail signs in to another account and not to this one.
pub fn is_elsewhere<S>(tx: &mut Tx<'_, S>, email: &str) -> Result<bool> {
    Ok(store::elsewhere(tx, email, "")?.is_some())
}

/// The human's place in this account, which they have still to accept.
pub fn attach(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    store::set_attached(tx, person)
}

/// A new invitation or link asks a human who declined once more.
pub(crate) fn offer_again(tx: &mut Tx<'_, Writing>, person: i64) -> Result<()> {
    store::set_offered_again(tx, person)
}

/// A refusal of an e-mail that is taken, as whoever adds a person is to hear it: when its human is not here yet, they
/// can be added as they are.
pub fn told_elsewhere<S>(tx: &mut Tx<'_, S>, names: &Names, error: Error) -> Result<Error> {
    let Error::Invalid(mut problem) = error else { return Ok(error) };
    let elsewhere = match names.email.as_deref() {
        Some(email) => is_elsewhere(tx, email)?,
        None => false,
    };
    for field in problem.fields.iter_mut().filter(|field| field.key == "error-email-taken" && elsewhere) {
        field.key = "error-email-elsewhere";
    }
    Ok(Error::Invalid(problem))
}

/// Takes the names for the identity.
///
/// # Errors
/// 422 `email_taken` or `login_taken`, at their fields.
pub fn claim(tx: &mut Tx<'_, Writing>, identity: i64, names: &Names) -> Result<()> {
    let mut taken = Fields::default();
    for (scope, name, field, key) in scoped(tx.account(), names) {
        // Taken first and looked up then: whoever waits here for an erasure sees what it reserved. A refusal gives it back.
        let took = store::take_name(tx, scope, name, identity)?;
        if scope != EVERYWHERE && is_reserved(tx, name)? {
            taken.add(field, "error-login-reserved");
        } else if !took {
            taken.add(field, key);
        }
    }
    taken.check()
}

/// Gives the identity other names: frees those no longer used, takes the new ones. Whoever chose the password read mail at
/// the e-mail before; nothing shows that they read it at another.
///
/// # Errors
/// 422 as `claim`; 422 `names_shared` when the human has a second account: their names are theirs to change.
pub fn change(tx: &mut Tx<'_, Writing>, identity: i64, before: &Names, after: &Names) -> Result<()> {
    if before == after {
        return Ok(());
    }
    if is_shared(tx, identity)? {
        return Err(Error::invalid("error-names-shared"));
    }
    let kept = scoped(tx.account(), after);
    for old in scoped(tx.account(), before) {
        if !kept.contains(&old) {
            store::free_name(tx, old.0, old.1, identity)?;
        }
    }
    if before.email != after.email {
        store::set_unproven(tx, identity)?;
    }
    claim(tx, identity, after)
}

/// The identity's person is erased: the names go, and the identity with its password unless it opens another account too.
/// Nobody else in the account signs in by the login, of which only a keyed hash stays.
pub fn forget(tx: &mut Tx<'_, Writing>, identity: i64, login: Option<&str>) -> Result<()> {
    if let Some(login) = login {
        let key = store::make_login_key(tx, &kit::random::<32>())?;
        store::reserve(tx, &digest(&key, login))?;
    }
    store::leave_identity(tx, identity)?;
    if store::is_known_elsewhere(tx, identity)? {
        return store::free_names(tx, identity, tx.account());
    }
    store::remove_identity(tx, identity)
}

/// Whether somebody who was erased signed in by this login.
fn is_reserved<S>(tx: &mut Tx<'_, S>, login: &str) -> Result<bool> {
    match store::login_key(tx)? {
        Some(key) => store::is_reserved(tx, &digest(&key, login)),
        None => Ok(false),
    }
}

/// Whether the identity has a place in another account as well: then its password, names and factors are changed by
/// that human alone.
pub fn is_shared<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    store::is_shared(tx, identity)
}

/// Whether the e-mail is the identity's name now: in its first account another may have been written over it.
pub(super) fn leads<S>(tx: &mut Tx<'_, S>, email: Option<&str>, identity: i64) -> Result<bool> {
    email.map_or(Ok(false), |email| store::leads(tx, email, identity))
}

/// Whether the link in a letter asks for the password that the human has from another account. Who has none there chooses
/// it by this letter.
pub(crate) fn brings_password<S>(tx: &mut Tx<'_, S>, identity: i64) -> Result<bool> {
    Ok(store::is_shared(tx, identity)? && store::password_hash(tx, identity)?.is_some())
}

/// The scope of e-mails: unique over the installation.
const EVERYWHERE: i64 = 0;

/// `(scope, name, field, error when it is taken)`.
type Scoped<'a> = (i64, &'a str, &'static str, &'static str);

fn scoped(account: i64, names: &Names) -> Vec<Scoped<'_>> {
    let email = names.email.as_deref().map(|name| (EVERYWHERE, name, "email", "error-email-taken"));
    let login = names.login.as_deref().map(|name| (account, name, "login", "error-login-taken"));
    email.into_iter().chain(login).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_lower_case_and_empty_is_nothing() {
        let mut fields = Fields::default();
        let names = Names::read(" Anna@Example.COM ", "Анна.К", &mut fields);
        assert!(fields.is_empty());
        assert_eq!(names.email.as_deref(), Some("anna@example.com"));
        assert_eq!(names.login.as_deref(), Some("анна.к"));
        assert!(Names::read("", "  ", &mut fields).is_empty());
    }

    #[test]
    fn what_is_typed_to_sign_in_is_read_as_it_was_written_down() {
        assert_eq!(typed(" Anna@Svitanok.Example "), "anna@svitanok.example");
        assert_eq!(typed("Роксолана@Світанок.УКР"), "роксолана@світанок.укр");
        assert_eq!(typed("роксолана@xn--80adzlfoi3n.xn--j1amh"), "роксолана@світанок.укр");
        assert_eq!(typed("Каса "), "каса");
        assert_eq!(typed(&"a".repeat(1000)).len(), 254);
    }

    #[test]
    fn a_login_is_no_email_and_has_no_spaces() {
        assert_eq!(parse_login("anna@home"), Err("error-login-signs"));
        assert_eq!(parse_login("anna k"), Err("error-login-signs"));
        assert_eq!(parse_login(&"a".repeat(65)), Err("error-too-long"));
        assert_eq!(parse_login("anna"), Ok("anna".into()));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let mut fields = Fields::default();
        let names = Names::read("anna", "an na", &mut fields);
        assert!(names.is_empty());
        let Error::Invalid(problem) = fields.into_error() else { panic!("not a refusal") };
        let said: Vec<_> = problem.fields.iter().map(|f| (f.field, f.key)).collect();
        assert_eq!(said, [("email", "error-email"), ("login", "error-login-signs")]);
    }
}
