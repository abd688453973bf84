//! A new account with its administrator.

use base::authz::{Do, Ready};
use base::error::Fields;
use base::kind::{Category, Status};
use base::words::Say;
use base::{Account, App, Error, Event, Reading, Result, Tx, Writing, beginnings, portfolios};
use kit::date::Zone;
use kit::email::Email;
use kit::lang::Lang;
use kit::money::Currency;

use super::store;
use crate::people::{self, NewPerson};
use crate::roles;
use crate::signin::is_still_new;
use crate::signin::names::{self, Names};
use crate::signin::passwords;

/// What is asked for, as it was typed.
#[derive(Clone, Default)]
pub struct NewAccount {
    pub name: String,
    pub admin_name: String,
    pub admin_email: String,
    pub admin_password: String,
    pub lang: Lang,
    /// An IANA zone name.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Made up, to look around in.
    pub sample: bool,
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Created {
    pub account_id: i64,
    pub person_id: i64,
}

/// Makes an account beside those there are.
///
/// # Errors
/// 422 with everything that is wrong; `email_taken` when the e-mail signs in elsewhere in this installation.
pub async fn create(app: &App, asked: NewAccount) -> Result<Created> {
    let say = app.words.say(asked.lang);
    make(app, asked, &say, When::Always).await
}

/// Makes the installation's first account; refusals are said by `say`.
///
/// # Errors
/// As `create`; 409 `not_first` when there is an account already, or was one.
pub async fn create_first(app: &App, asked: NewAccount, say: &Say) -> Result<Created> {
    make(app, asked, say, When::First).await
}

/// When the account may be made, and what else happens in that act.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Always,
    First,
    /// Out of this sample, which goes.
    InsteadOf(i64),
    /// Out of this sample, which stays.
    Beside(i64),
}

pub(super) async fn make(app: &App, asked: NewAccount, say: &Say, when: When) -> Result<Created> {
    let draft = Draft::read(&asked, say)?;
    let hash = passwords::hash(asked.admin_password).await?;
    let account = Account {
        id: app.new_id()?,
        name: draft.name,
        lang: asked.lang,
        zone: draft.zone,
        currency: draft.currency,
        country: None,
        sample: asked.sample,
        closes_at: None,
    };
    let (admin, email, kept, inner) = (draft.admin_name, draft.email, account.clone(), app.clone());
    app.nobody(account)
        .write(move |tx| {
            let mut tx = when.permit(tx)?;
            let removed = when.make_room(&mut tx, inner.tables)?;
            store::add(&mut tx, &kept)?;
            if !kept.sample {
                beginnings::begin(&mut tx)?;
            }
            let roles = roles::add_ready(&mut tx)?;
            let role = roles.iter().find(|(ready, _)| *ready == Ready::Administrator).map(|(_, id)| *id);
            let role_id = role.ok_or_else(|| Error::Broken("no role for administrators".into()))?;
            let names = Names { email: Some(email.clone()), login: None };
            let identity = names::add_own_identity(&mut tx, &names, &hash).map_err(at_admin_email)?;
            let person = NewPerson {
                id: tx.new_id()?,
                identity_id: Some(identity),
                name: admin.clone(),
                email: names.email,
                login: None,
                phone: None,
                category: Category::Administrator,
                status: Status::Active,
                role_id,
                answerable_person_id: None,
                terms: None,
                lang: None,
                zone: None,
            };
            people::insert(&mut tx, &person)?;
            portfolios::open_for(&mut tx, person.id)?;
            let mut events = vec![
                Event::AccountCreated { account: kept.id, name: kept.name.clone(), administrator: person.id },
                Event::PersonAdded {
                    person: person.id,
                    name: admin.clone(),
                    category: Category::Administrator,
                    role: role_id,
                    department: None,
                },
            ];
            events.extend(removed);
            for seed in &inner.seeds {
                events.extend(seed(&mut tx, &kept, &inner.words.say(kept.lang))?);
            }
            tx.commit_all(events, Created { account_id: kept.id, person_id: person.id })
        })
        .await
}

impl When {
    fn permit(self, mut tx: Tx<'_, Reading>) -> Result<Tx<'_, Writing>> {
        if self != When::Always {
            store::lock_beginning(&mut tx)?;
        }
        match self {
            When::Always => tx.permit(Do::FirstRun),
            When::First if is_still_new(&mut tx)? => tx.permit(Do::FirstRun),
            When::First => Err(Error::conflict("error-not-first")),
            When::InsteadOf(left) | When::Beside(left) => {
                let sample =
                    store::lock_sample(&mut tx, left)?.ok_or_else(|| Error::conflict("error-not-first"))?;
                if store::any_own(&mut tx)? {
                    return Err(Error::conflict("error-not-first"));
                }
                match self {
                    When::InsteadOf(_) => tx.permit_all(&[Do::FirstRun, Do::RemoveSample { sample }]),
                    _ => tx.permit(Do::FirstRun),
                }
            }
        }
    }

    /// Before anything is made, so that a name that only the sample had is free.
    fn make_room(self, tx: &mut Tx<'_, Writing>, tables: &[&str]) -> Result<Option<Event>> {
        let When::InsteadOf(sample) = self else { return Ok(None) };
        let name = store::name_of(tx, sample)?;
        store::remove_sample(tx, sample, tables)?;
        Ok(Some(Event::SampleRemoved { sample, name }))
    }
}

/// What was asked for, once it is known to be right.
struct Draft {
    name: String,
    admin_name: String,
    email: String,
    zone: String,
    currency: String,
}

impl Draft {
    fn read(asked: &NewAccount, say: &Say) -> Result<Draft> {
        let mut fields = Fields::default();
        let name = line(&mut fields, "name", &asked.name);
        let admin_name = line(&mut fields, "admin_name", &asked.admin_name);
        let email = Email::parse(&asked.admin_email).map(String::from).unwrap_or_default();
        if asked.admin_email.trim().is_empty() {
            fields.add("admin_email", "error-required");
        } else if email.is_empty() {
            fields.add("admin_email", "error-email");
        }
        let guesses = [name.as_str(), &admin_name, &asked.admin_email];
        passwords::judge(&mut fields, "admin_password", &asked.admin_password, &guesses, say);
        let zone = zone(&mut fields, &asked.zone);
        let currency = currency(&mut fields, &asked.currency);
        fields.check()?;
        Ok(Draft { name, admin_name, email, zone, currency })
    }
}

/// A required line of text, without spaces around it.
pub(super) fn line(fields: &mut Fields, field: &'static str, text: &str) -> String {
    let text = text.trim();
    match text.chars().count() {
        0 => fields.add(field, "error-required"),
        1..=100 => {}
        _ => fields.add(field, "error-too-long"),
    }
    text.to_owned()
}

pub(super) fn zone(fields: &mut Fields, name: &str) -> String {
    let zone = Zone::parse(name).map(|zone| zone.name().to_owned()).unwrap_or_default();
    if zone.is_empty() {
        fields.add("zone", "error-zone");
    }
    zone
}

pub(super) fn currency(fields: &mut Fields, code: &str) -> String {
    let currency = Currency::parse(code).map(|currency| currency.code().to_owned()).unwrap_or_default();
    if currency.is_empty() {
        fields.add("currency", "error-currency");
    }
    currency
}

/// The form calls the field by another name than the room of names.
fn at_admin_email(error: Error) -> Error {
    match error {
        Error::Invalid(mut problem) => {
            problem.fields.iter_mut().filter(|f| f.field == "email").for_each(|f| f.field = "admin_email");
            Error::Invalid(problem)
        }
        other => other,
    }
}
