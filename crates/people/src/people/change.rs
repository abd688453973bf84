//! Changing a person: name, sign-in names, phone, language, time zone, role, category, departments.

use base::authz::{self, Area, Do, Own, Rights, To};
use base::error::Fields;
use base::kind::Category;
use base::org::{self, Person, Post, tongue};
use base::{Change, Ctx, Error, Event, Problem, Reading, Result, Status, Tx, credentials, letters};
use kit::phone::Country;
use serde_json::json;

use super::administrators::check_last_administrator;
use super::draft::{self, Draft, Place, Step};
use super::{add, store};
use crate::roles::{self, Listed, matrix, orphans};
use crate::signin::names::{self, Names};

/// What shall be different; `None` stays as it is. Empty text takes away what may be empty.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What the asker saw; `None` when it doesn't matter.
    pub version: Option<i64>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub login: Option<String>,
    pub phone: Option<String>,
    /// Empty: what their browser asks for.
    pub lang: Option<String>,
    /// Empty: the account's.
    pub zone: Option<String>,
    pub role_id: Option<i64>,
    pub category: Option<Category>,
    pub places: Option<Vec<Place>>,
    /// One step from where they belong at that moment; instead of `places`.
    pub step: Option<Step>,
    /// Refused where this department has a head at that moment.
    pub heads: Option<i64>,
    /// What the person has otherwise than the role from now on; empty: nothing.
    pub own: Option<Own>,
    /// A role that is made for them in place (K04); instead of `role_id`.
    pub new_role: Option<roles::Draft>,
}

/// Changes what is asked for; before and after are in the journal. Nobody is signed out by it: rights are read anew
/// with each request. No letter goes to a new e-mail by itself; one that was to go to the old one is withdrawn, and the links
/// that letters brought there have ended.
///
/// # Errors
/// 404; 422 with everything that is wrong; 409 `stale`, `last_administrator`, `head_there`, and `hand_over_first` when the new role
/// may not hold what the person holds.
pub async fn change(ctx: &Ctx, id: i64, wish: Wish) -> Result<()> {
    ctx.need(Area::People)?;
    let (say, home) = (ctx.say.clone(), ctx.account.home());
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        if let Some(department) = wish.heads {
            check_headless(&mut tx, department)?;
        }
        let before = org::find_locked(&mut tx, id)?.ok_or(Error::NotFound)?;
        check_known(&before)?;
        let roles = roles::find(&mut tx)?;
        let (role, category) = role_and_category(&roles, &before, &wish)?;
        let mut acts = vec![Do::EditPerson { category: before.category, becomes: category }];
        let given = Given::find(&roles, &before, &wish, (role, category))?;
        if given.rights != before.rights {
            acts.push(given.act(
                tx.actor().person_id() == Some(id),
                roles.default == Some(role) && wish.new_role.is_none(),
            ));
        }
        if let Some(new) = &wish.new_role {
            acts.push(Do::EditRole { rights: vec![new.rights.clone()] });
        }
        for act in &acts {
            authz::decide(tx.actor(), act)?;
        }
        if wish.version.is_some_and(|version| version != before.version) {
            return Err(stale(before.version));
        }
        let (after, places) = read(&mut tx, &before, &wish, home)?;
        if before.email != after.names.email && before.status != Status::Pending {
            acts.push(Do::ChangeEmail { category: before.category });
        }
        guard(&mut tx, &before, category, &given)?;
        let mut changes = changes(&mut tx, &roles, &before, (&after, role, category, places.as_deref()))?;
        changes.extend(given.changes(&before, &wish));
        if changes.is_empty() {
            return tx.unchanged(());
        }
        let mut tx = tx.permit_all(&acts)?;
        let mut events = Vec::new();
        let role = match &wish.new_role {
            None => role,
            Some(new) => {
                let (made, event) = roles::insert(&mut tx, new, &say).map_err(add::at_new_role)?;
                events.push(event);
                made
            }
        };
        let identity_id = match before.identity_id {
            Some(identity) => {
                names::change(&mut tx, identity, &names_of(&before), &after.names)?;
                Some(identity)
            }
            None if after.names.is_empty() => None,
            None => Some(names::add_identity(&mut tx, &after.names, None)?),
        };
        store::update(&mut tx, id, &after, identity_id, (role, category))?;
        if before.email != after.names.email {
            letters::withdraw(&mut tx, id)?;
            match before.email {
                // A letter may have brought a link to an address that is not theirs.
                Some(_) => credentials::end_links(&mut tx, id, "address").map(drop)?,
                None => credentials::end_resets(&mut tx, id, "address")?,
            }
        }
        if let Some(places) = &places {
            store::set_places(&mut tx, id, places)?;
        }
        if given.own != before.own {
            store::set_own(&mut tx, id, &given.own)?;
        }
        events.push(Event::PersonChanged { person: id, changes });
        tx.commit_all(events, ())
    })
    .await
}

/// Nothing is written down anew about who is to be erased, or was.
pub(crate) fn check_known(person: &Person) -> Result<()> {
    match person.status {
        Status::Closing => Err(Error::conflict("error-person-closing")),
        Status::Erased => Err(Error::conflict("error-person-erased")),
        _ => Ok(()),
    }
}

/// 409, where somebody who is here leads the department.
fn check_headless(tx: &mut Tx<'_, Reading>, department: i64) -> Result<()> {
    let members = org::memberships(tx, None)?;
    let heads = members.iter().filter(|m| m.department_id == department && m.post == Post::Head);
    let names = org::names(tx, heads.map(|m| m.person_id))?;
    if names.values().any(|name| !name.status.has_left()) {
        return Err(Error::conflict("error-head-there"));
    }
    Ok(())
}

/// 409 with the version it has now.
fn stale(version: i64) -> Error {
    Error::Conflict(Problem::new("error-stale").extra(json!({ "version": version })))
}

fn names_of(person: &Person) -> Names {
    Names { email: person.email.clone(), login: person.login.clone() }
}

fn role_and_category(roles: &Listed, before: &Person, wish: &Wish) -> Result<(i64, Category)> {
    if wish.new_role.is_some() {
        let fixed = before.category.is_fixed();
        return Ok((before.role_id, if fixed { before.category } else { Category::Member }));
    }
    let now = (add::facts(roles, before.role_id)?, before.category);
    let chosen = wish.role_id.map(|id| add::facts(roles, id)).transpose()?;
    let (fallback, administrator) = add::ready(roles)?;
    draft::resettle(now, chosen, wish.category, fallback, administrator)
        .map_err(|(field, key)| Error::field(field, key))
}

/// The person as they shall be.
fn read(
    tx: &mut Tx<'_, Reading>,
    before: &Person,
    wish: &Wish,
    home: Option<Country>,
) -> Result<(Draft, Option<Vec<Place>>)> {
    let mut fields = Fields::default();
    let name = match &wish.name {
        Some(name) => draft::read_name(name, &mut fields),
        None => before.name.clone(),
    };
    let kept = |asked: &Option<String>, before: &Option<String>| {
        asked.clone().unwrap_or_else(|| before.clone().unwrap_or_default())
    };
    let names =
        Names::read(&kept(&wish.email, &before.email), &kept(&wish.login, &before.login), &mut fields);
    if before.category == Category::Technical {
        draft::refuse_sign_in(&names, None, &mut fields);
    } else if before.identity_id.is_some() {
        draft::need_names(&names, &mut fields);
    }
    let phone = match &wish.phone {
        Some(phone) => draft::read_phone(phone, home, &mut fields),
        None => before.phone.clone(),
    };
    let lang = match &wish.lang {
        Some(lang) => tongue::read_lang(lang, &mut fields),
        None => before.lang.clone(),
    };
    let zone = match &wish.zone {
        Some(zone) => tongue::read_zone(zone, &mut fields),
        None => before.zone.clone(),
    };
    let wished = match wish.step {
        Some(step) => {
            Some(draft::after(&places_of(tx, before.id)?, step).ok_or_else(|| stale(before.version))?)
        }
        None => wish.places.clone(),
    };
    let places = wished.map(|places| draft::settle_places(&places, &mut fields));
    if let Some(places) = &places {
        let known = org::department_names(tx)?;
        if places.iter().any(|place| !known.contains_key(&place.department)) {
            fields.add("departments", "error-no-such-department");
        }
        // Who helps from outside and what works by itself lead nobody: a post opens doors.
        if before.category.is_fixed() && places.iter().any(|place| place.post != Post::Member) {
            fields.add("departments", "error-post-category");
        }
    }
    fields.check()?;
    Ok((Draft { name, names, phone, lang, zone }, places))
}

/// The rights a person has from now on.
struct Given {
    /// By the role alone.
    role: Rights,
    own: Own,
    /// Both together.
    rights: Rights,
}

impl Given {
    fn find(
        roles: &Listed,
        before: &Person,
        wish: &Wish,
        (role, category): (i64, Category),
    ) -> Result<Given> {
        let role = match &wish.new_role {
            Some(new) => new.rights.clone(),
            None => roles.find(role).ok_or(Error::field("role_id", "error-no-such-role"))?.rights.clone(),
        };
        let own = match category {
            // An administrator may everything; nothing is different for one of them.
            Category::Administrator => Own::default(),
            _ => wish.own.clone().unwrap_or_else(|| before.own.clone()).beside(&role),
        };
        Ok(Given { rights: role.clone().with(&own).of(category), role, own })
    }

    fn act(&self, oneself: bool, default: bool) -> Do {
        let to = match (oneself, default && self.own.is_empty()) {
            (true, _) => To::Oneself,
            (false, true) => To::SomebodyByDefault,
            (false, false) => To::Somebody,
        };
        Do::GiveRights { rights: Box::new(self.rights.clone()), to }
    }

    /// The new role's name, and every cell that own rights make different.
    fn changes(&self, before: &Person, wish: &Wish) -> Vec<Change> {
        let mut changes = Vec::new();
        if let Some(new) = &wish.new_role {
            let had = before.role_key.clone().unwrap_or_else(|| before.role_name.clone());
            changes.extend(Change::of("role", Some(had), Some(new.name.trim().to_owned())));
        }
        if self.own != before.own {
            let without = self.role.clone();
            let was = without.clone().with(&before.own);
            changes.extend(matrix::changes(Some(&was), &without.with(&self.own), &[]));
        }
        changes
    }
}

/// What a change of rights must not break.
fn guard(tx: &mut Tx<'_, Reading>, before: &Person, category: Category, given: &Given) -> Result<()> {
    if before.category == Category::Administrator && category != Category::Administrator {
        check_last_administrator(tx, before.id)?;
    }
    if category == Category::Administrator || given.rights == before.rights {
        return Ok(());
    }
    // Who was an administrator could hold everything.
    orphans::check(tx, &[(Person { category, ..before.clone() }, given.rights.clone())])
}

/// Before and after, field by field, as a person reads it.
fn changes(
    tx: &mut Tx<'_, Reading>,
    roles: &Listed,
    before: &Person,
    (after, role, category, places): (&Draft, i64, Category, Option<&[Place]>),
) -> Result<Vec<Change>> {
    let called = |id| roles.find(id).map(|role| role.key.clone().unwrap_or_else(|| role.name.clone()));
    let category_word = |category: Category| Some(category.code().to_owned());
    let mut changes = vec![
        Change::of("name", Some(before.name.clone()), Some(after.name.clone())),
        Change::of("email", before.email.clone(), after.names.email.clone()),
        Change::of("login", before.login.clone(), after.names.login.clone()),
        Change::of("phone", before.phone.clone(), after.phone.clone()),
        Change::of("lang", before.lang.clone(), after.lang.clone()),
        Change::of("zone", before.zone.clone(), after.zone.clone()),
        Change::of("role", called(before.role_id), called(role)),
        Change::of("category", category_word(before.category), category_word(category)),
    ];
    if let Some(places) = places {
        let names = org::department_names(tx)?;
        let had = places_of(tx, before.id)?;
        let said = |places: &[Place]| (!places.is_empty()).then(|| draft::say_places(places, &names));
        changes.push(Change::of("departments", said(&had), said(places)));
    }
    Ok(changes.into_iter().flatten().collect())
}

fn places_of(tx: &mut Tx<'_, Reading>, person: i64) -> Result<Vec<Place>> {
    let place = |m: &org::Membership| Place { department: m.department_id, post: m.post, main: m.main };
    Ok(org::memberships(tx, Some(person))?.iter().map(place).collect())
}
