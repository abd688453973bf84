//! Adding a person.

use base::authz::{Area, Do, Own, Ready, Rights, To};
use base::error::Fields;
use base::kind::{Category, Status};
use base::{Change, Ctx, Error, Event, Result, Tx, Writing, credentials, org, portfolios};

use super::draft::{self, Draft, Place, RoleFacts};
use super::{Joins, NewPerson, Wanted, store};
use crate::pictures::{self, Chosen, Squares};
use crate::roles::{self, Listed, matrix};
use crate::signin::names::Names;
use crate::signin::{links, names, passwords};
use crate::{departments, invitations, seats, takeovers};

/// Who was added.
#[derive(Clone, Debug)]
pub struct Added {
    pub id: i64,
    /// The path of the one-time link, shown once; `None` with a password, for technical users, and where an invitation
    /// brings it.
    pub link: Option<String>,
    /// Where the invitation goes, if one does.
    pub invited: Option<String>,
}

/// Adds a person: pending until the first sign-in, by the password given or by a one-time link. They take a seat at
/// once. Where an invitation goes to them, it brings the link. A technical user is active at once and gets in by API
/// tokens only. Who signs in to another account with the e-mail is added as they are, if `wanted.attach` says so (A21):
/// under the name they have there, and with the password that is theirs alone.
///
/// # Errors
/// 422 with everything that is wrong, `email_elsewhere` at `email` for who could be attached; 409 `no_seat`.
pub async fn add(ctx: &Ctx, wanted: Wanted) -> Result<Added> {
    add_with(ctx, wanted, |_| Ok(Vec::new())).await
}

/// As `add`, for whom nobody asks whether they sign in elsewhere: who does is added as they are. `also` is done within the
/// same act.
pub(crate) async fn add_as_they_are<F>(ctx: &Ctx, wanted: Wanted, also: F) -> Result<Added>
where
    F: Fn(&mut Tx<'_, Writing>) -> Result<Vec<Event>> + Clone + Send + Sync + 'static,
{
    let attached = Wanted { attach: true, ..wanted.clone() };
    match add_with(ctx, wanted, also.clone()).await {
        Err(Error::Invalid(problem)) if problem.fields.iter().any(|f| f.key == "error-email-elsewhere") => {
            add_with(ctx, attached, also).await
        }
        other => other,
    }
}

/// As `add`; `also` is done within the same act.
pub(crate) async fn add_with<F>(ctx: &Ctx, mut wanted: Wanted, also: F) -> Result<Added>
where
    F: Fn(&mut Tx<'_, Writing>) -> Result<Vec<Event>> + Send + Sync + 'static,
{
    ctx.need(Area::People)?;
    wanted.invites &= invitations::are_on(&ctx.app);
    let mut fields = Fields::default();
    let picture = opened(wanted.picture.take(), &mut fields).await?;
    let draft = read(ctx, &wanted, fields)?;
    let hash = match wanted.password.clone() {
        Some(password) => Some(passwords::hash(password).await?),
        None => None,
    };
    let say = ctx.say.clone();
    let invites = wanted.invites && draft.names.email.is_some();
    ctx.write(move |mut tx| {
        let mut settled = Settled::find(&mut tx, &wanted)?;
        let mut acts = settled.acts(&wanted);
        if invites {
            acts.push(Do::SendLink { category: settled.category });
        }
        let mut tx = tx.permit_all(&acts)?;
        seats::take(&mut tx, settled.category)?;
        let mut made = Vec::new();
        if let Some(new) = &wanted.new_role {
            let (role, event) = roles::insert(&mut tx, new, &say).map_err(at_new_role)?;
            (settled.role, made) = (role, vec![event]);
        }
        let status = if settled.category == Category::Technical { Status::Active } else { Status::Pending };
        let (added, entered) = bring_in(&mut tx, &wanted, &draft, &settled, (status, hash.as_deref()))?;
        let mut events: Vec<Event> = made.into_iter().chain(entered).collect();
        if let Some(squares) = &picture {
            events.push(pictures::give(&mut tx, added.id, squares)?);
        }
        events.extend(also(&mut tx)?);
        if !wanted.takes_over.is_empty() {
            let person = org::find(&mut tx, added.id)?.ok_or(Error::NotFound)?;
            events.push(takeovers::plan(&mut tx, &person, &wanted.takes_over)?);
        }
        tx.commit_all(events, added)
    })
    .await
}

/// The row, and the way in: an invitation, a link, or the password that was given. The seat is taken.
pub(super) fn bring_in(
    tx: &mut Tx<'_, Writing>,
    wanted: &Wanted,
    draft: &Draft,
    settled: &Settled,
    (status, hash): (Status, Option<&str>),
) -> Result<(Added, Vec<Event>)> {
    let (id, mut events) = enter(tx, wanted, draft, settled, (status, hash))?;
    let invited = draft.names.email.clone().filter(|_| wanted.invites);
    let mut link = None;
    if invited.is_some() {
        let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
        events.push(invitations::ask_for(tx, &person)?);
    } else if hash.is_none() && status == Status::Pending {
        let person = org::find(tx, id)?.ok_or(Error::NotFound)?;
        let (made_id, made) = credentials::make_link(tx, &person)?;
        events.push(Event::LinkMade { person: id, link: made_id });
        link = Some(links::path(&made));
    }
    Ok((Added { id, link, invited }, events))
}

/// Brings in somebody who works here already: active, with a portfolio, and without a way in until a one-time link is
/// made for them. Neither e-mail nor login is needed. They take a seat.
///
/// # Errors
/// As `add`.
pub async fn add_active(ctx: &Ctx, wanted: Wanted) -> Result<i64> {
    let joining = Joining { wanted, place: None };
    ctx.write(move |mut tx| {
        let settled = Settled::find(&mut tx, &joining.wanted)?;
        let acts: Vec<Do> = settled.acts(&joining.wanted).into_iter().chain([Do::Import]).collect();
        let mut tx = tx.permit_all(&acts)?;
        let (id, events) = join(&mut tx, &joining)?;
        tx.commit_all(events, id)
    })
    .await
}

/// Somebody who works here already, and where.
#[derive(Clone, Debug)]
pub struct Joining {
    pub wanted: Wanted,
    /// Their place in the structure; `None`: the department of `wanted`, as a member.
    pub place: Option<Place>,
}

impl Joining {
    /// Whether what was typed is as it must be, apart from everybody else.
    ///
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn check(&self) -> Result<()> {
        let mut fields = Fields::default();
        draft::read(&self.wanted, &mut fields);
        fields.check()
    }
}

/// As `add_active`, within an act of the caller's, who has the permits and commits the events: for imports.
pub fn join(tx: &mut Tx<'_, Writing>, joining: &Joining) -> Result<(i64, Vec<Event>)> {
    let mut fields = Fields::default();
    let draft = draft::read(&joining.wanted, &mut fields);
    fields.check()?;
    let department = joining.place.map(|place| Joins::Known(place.department));
    let wanted =
        Wanted { department: department.or(joining.wanted.department.clone()), ..joining.wanted.clone() };
    let settled = Settled::find(tx, &wanted)?;
    seats::take(tx, settled.category)?;
    let (id, events) = enter(tx, &wanted, &draft, &settled, (Status::Active, None))?;
    if let Some(place) = joining.place {
        store::set_places(tx, id, &[place])?;
    }
    if settled.category.may_hold() {
        portfolios::open_for(tx, id)?;
    }
    Ok((id, events))
}

/// The picture in its sizes; what is wrong with it goes into `fields`.
async fn opened(chosen: Option<Chosen>, fields: &mut Fields) -> Result<Option<Squares>> {
    let Some(chosen) = chosen else { return Ok(None) };
    match chosen.squares().await {
        Err(Error::Invalid(problem)) => {
            problem.fields.iter().for_each(|wrong| fields.add(wrong.field, wrong.key));
            Ok(None)
        }
        squares => squares.map(Some),
    }
}

fn read(ctx: &Ctx, wanted: &Wanted, mut fields: Fields) -> Result<Draft> {
    let wanted = &Wanted { home: ctx.account.home(), ..wanted.clone() };
    let draft = match wanted.attach {
        true => draft::read_attached(wanted, &mut fields),
        false => draft::read(wanted, &mut fields),
    };
    if wanted.category == Some(Category::Technical) {
        draft::refuse_sign_in(&draft.names, wanted.password.as_deref(), &mut fields);
    } else {
        draft::need_names(&draft.names, &mut fields);
    }
    if let Some(password) = &wanted.password {
        let guesses = [draft.name.as_str(), &wanted.email, &wanted.login, &wanted.phone, &ctx.account.name];
        passwords::judge(&mut fields, "password", password, &guesses, &ctx.say);
    }
    fields.check()?;
    Ok(draft)
}

/// The role and category the new person gets.
pub(super) struct Settled {
    role: i64,
    category: Category,
    /// What the role grants, and what is otherwise for this person.
    granted: Rights,
    own: Own,
    /// Whether it is the account's default, as it is.
    default: bool,
}

impl Settled {
    pub fn find<S>(tx: &mut Tx<'_, S>, wanted: &Wanted) -> Result<Settled> {
        let roles = roles::find(tx)?;
        let usual = match wanted.category {
            Some(Category::Integrator) => roles.ready(Ready::Integrator.key()).map(|role| role.id),
            _ => None,
        };
        let chosen = wanted.role_id.or(usual).map(|id| facts(&roles, id)).transpose()?;
        let (fallback, administrator) = ready(&roles)?;
        if wanted.category == Some(Category::Integrator) && wanted.terms.is_none() {
            return Err(Error::field("category", "error-integrator-invited"));
        }
        let (role, category) = draft::settle(chosen, wanted.category, fallback, administrator)
            .map_err(|(field, key)| Error::field(field, key))?;
        let (granted, category, default) = match &wanted.new_role {
            Some(new) => (new.rights.clone(), wanted.category.unwrap_or(Category::Member), false),
            None => {
                let granted = roles.find(role).map(|role| role.rights.clone()).unwrap_or_default();
                (granted, category, roles.default == Some(role))
            }
        };
        let own = match category {
            // An administrator may everything; nothing is different for one of them.
            Category::Administrator => Own::default(),
            _ => wanted.own.clone().beside(&granted),
        };
        Ok(Settled { role, category, granted, default: default && own.is_empty(), own })
    }

    pub fn category(&self) -> Category {
        self.category
    }

    /// What is otherwise for this person than the role has it, cell by cell.
    fn otherwise(&self) -> Vec<Change> {
        matrix::changes(Some(&self.granted), &self.granted.clone().with(&self.own), &[])
    }

    pub fn acts(&self, wanted: &Wanted) -> Vec<Do> {
        let to = if self.default { To::SomebodyByDefault } else { To::Somebody };
        let rights = self.granted.clone().with(&self.own).of(self.category);
        let mut acts =
            vec![Do::AddPerson { category: self.category }, Do::GiveRights { rights: Box::new(rights), to }];
        if let Some(new) = &wanted.new_role {
            acts.push(Do::EditRole { rights: vec![new.rights.clone()] });
        }
        if matches!(wanted.department, Some(Joins::New(_))) {
            acts.push(Do::EditDepartments);
        }
        acts
    }
}

/// What the rules need to know of a role.
pub(super) fn facts(roles: &Listed, id: i64) -> Result<RoleFacts> {
    let role = roles.find(id).ok_or(Error::field("role_id", "error-no-such-role"))?;
    Ok(RoleFacts { id, administrator: role.key.as_deref() == Some("administrator") })
}

/// The role of who is added without one, and the ready role of administrators.
pub(super) fn ready(roles: &Listed) -> Result<(RoleFacts, RoleFacts)> {
    let missing = || Error::Broken("an account without its ready roles".into());
    let administrator = roles.ready("administrator").ok_or_else(missing)?.id;
    let fallback = roles.default.or_else(|| roles.ready("seller").map(|role| role.id)).ok_or_else(missing)?;
    Ok((facts(roles, fallback)?, RoleFacts { id: administrator, administrator: true }))
}

/// Names, row, department, in this order, once the seat is taken; gives the id and what happened.
fn enter(
    tx: &mut Tx<'_, Writing>,
    wanted: &Wanted,
    draft: &Draft,
    settled: &Settled,
    (status, hash): (Status, Option<&str>),
) -> Result<(i64, Vec<Event>)> {
    let mut events = Vec::new();
    let department = match &wanted.department {
        None => None,
        Some(Joins::Known(id)) => Some(known_department(tx, *id)?),
        Some(Joins::New(name)) => {
            let (id, event) = departments::insert(tx, name, None).map_err(at_new_department)?;
            events.push(event);
            Some(id)
        }
    };
    if let Some(terms) = &wanted.terms {
        let there = org::find_shared(tx, terms.answerable)?.is_some_and(|one| one.status == Status::Active);
        there.then_some(()).ok_or(Error::field("answerable_id", "error-integrator-answerable"))?;
    }
    let human = match wanted.attach {
        true => Some(names::human(tx, &draft.names)?),
        false => None,
    };
    let identity_id = match &human {
        Some(human) => Some(human.identity),
        None if draft.names.is_empty() => None,
        None => Some(own_identity(tx, &draft.names, hash)?),
    };
    let name = human.as_ref().map_or(&draft.name, |human| &human.name);
    let id = tx.new_id()?;
    let technical = settled.category == Category::Technical;
    store::insert(
        tx,
        &NewPerson {
            id,
            identity_id,
            name: name.clone(),
            email: draft.names.email.clone(),
            login: draft.names.login.clone(),
            phone: draft.phone.clone(),
            category: settled.category,
            status,
            role_id: settled.role,
            answerable_person_id: match &wanted.terms {
                Some(terms) => Some(terms.answerable),
                None => tx.actor().person_id().filter(|_| technical),
            },
            terms: wanted.terms,
            lang: draft.lang.clone(),
            zone: draft.zone.clone(),
        },
    )?;
    if let Some(department) = department {
        store::set_places(tx, id, &[Place { department, post: org::Post::Member, main: true }])?;
    }
    events.push(Event::PersonAdded {
        person: id,
        name: name.clone(),
        category: settled.category,
        role: settled.role,
        department,
    });
    if !settled.own.is_empty() {
        store::set_own(tx, id, &settled.own)?;
        events.push(Event::PersonChanged { person: id, changes: settled.otherwise() });
    }
    if human.is_some() {
        names::attach(tx, id)?;
        events.push(Event::PersonAttached { person: id });
    }
    Ok((id, events))
}

fn own_identity(tx: &mut Tx<'_, Writing>, names: &Names, hash: Option<&str>) -> Result<i64> {
    match names::add_identity(tx, names, hash) {
        Ok(identity) => Ok(identity),
        Err(error) => Err(names::told_elsewhere(tx, names, error)?),
    }
}

fn known_department(tx: &mut Tx<'_, Writing>, id: i64) -> Result<i64> {
    let known = org::departments(tx)?.iter().any(|department| department.id == id);
    known.then_some(id).ok_or(Error::field("department_id", "error-no-such-department"))
}

/// The form calls the new role's name by another field than its own form does.
pub(super) fn at_new_role(error: Error) -> Error {
    match error {
        Error::Invalid(mut problem) => {
            problem
                .fields
                .iter_mut()
                .filter(|f| f.field == "name")
                .for_each(|field| field.field = "role_new");
            Error::Invalid(problem)
        }
        other => other,
    }
}

/// The form calls the new department's name by another field than its own form does.
fn at_new_department(error: Error) -> Error {
    match error {
        Error::Invalid(mut problem) => {
            problem.fields.iter_mut().for_each(|field| field.field = "department_new");
            Error::Invalid(problem)
        }
        other => other,
    }
}
