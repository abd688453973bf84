//! A random organisation: departments as a tree, roles with random rights, people in several departments, hand-overs
//! between them, stand-ins, queues, and records of every kind. The same seed makes the same one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use base::Kind;
use base::authz::{Cells, Deed, Grant, Rights, Scope};
use base::org::{Membership, Post};
use base::{Event, portfolios};
use serde_json::{Value as Json, json};
use store::params;

use crate::app::{Client, TestApp};

/// Numbers that look random; the same again from the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    /// Once in so many.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }
}

/// Somebody of the organisation.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub id: i64,
    pub rights: Rights,
    /// A technical user's keeper: whose work is its own.
    pub answerable: Option<i64>,
}

/// The organisation as the test knows it, apart from the product.
pub struct Org {
    pub seed: u64,
    /// Department and the one above it.
    pub departments: Vec<(i64, Option<i64>)>,
    pub members: Vec<Membership>,
    pub people: Vec<Somebody>,
    /// Ids of the stages.
    pub stages: Vec<i64>,
    /// Kind, id and all that an administrator sees of it.
    pub records: BTreeMap<(Kind, i64), Json>,
    /// At which stage deleted deals were.
    pub deleted: BTreeMap<i64, i64>,
    pub covers: Vec<Cover>,
    /// The department in whose queue a record lies.
    pub queued: BTreeMap<(Kind, i64), i64>,
}

/// Somebody stands in for somebody else; `None` is for everything.
#[derive(Debug)]
pub struct Cover {
    person: i64,
    stand_in: i64,
    kinds: Option<BTreeSet<Kind>>,
}

pub const KINDS: [Kind; 4] = Kind::RECORDS;

/// Builds it in the cast's account. Rows that no door makes yet are arranged, work and hand-overs go through the API.
pub async fn build(t: &TestApp, seed: u64) -> Org {
    let mut dice = Dice(seed);
    let stages = stages(t).await;
    let (departments, members, people) = arrange(t, &mut dice, &stages).await;
    let mut org = Org {
        seed,
        departments,
        members,
        people,
        stages,
        records: BTreeMap::new(),
        deleted: BTreeMap::new(),
        covers: Vec::new(),
        queued: BTreeMap::new(),
    };
    let olena = t.api(t.cast.olena).await;
    work(&olena, &mut dice, &org, 60).await;
    hand_over(&olena, &mut dice, &org).await;
    work(&olena, &mut dice, &org, 25).await;
    org.queued = queues(&olena, &mut dice, &org).await;
    org.covers = covers(&olena, &mut dice, &org).await;
    org.deleted = delete_some(&olena, &mut dice).await;
    for kind in KINDS {
        for record in everything(&olena, kind).await {
            org.records.insert((kind, record["id"].as_i64().unwrap()), record);
        }
    }
    org
}

async fn stages(t: &TestApp) -> Vec<i64> {
    let pipelines = t.api(t.cast.olena).await.get("/api/v1/pipelines").await.expect_status(200).json();
    let stages = pipelines["items"][0]["stages"].as_array().unwrap().clone();
    stages.iter().map(|stage| stage["id"].as_i64().unwrap()).collect()
}

type Arranged = (Vec<(i64, Option<i64>)>, Vec<Membership>, Vec<Somebody>);

async fn arrange(t: &TestApp, dice: &mut Dice, stages: &[i64]) -> Arranged {
    const ROLES: usize = 5;
    const PEOPLE: usize = 9;
    let new_id = || t.app.new_id().unwrap();
    let mut departments: Vec<(i64, Option<i64>)> = Vec::new();
    for _ in 0..6 {
        let above = (!departments.is_empty() && !dice.once_in(3)).then(|| dice.one(&departments).0);
        departments.push((new_id(), above));
    }
    let roles: Vec<(i64, Rights)> = (0..ROLES).map(|_| (new_id(), rights(dice, stages))).collect();
    let (mut people, mut members, mut rows) = (Vec::<Somebody>::new(), Vec::new(), Vec::new());
    for n in 0..PEOPLE {
        let (role, rights) = roles[dice.roll(ROLES)].clone();
        let id = new_id();
        let answerable = (n > 2 && dice.once_in(5)).then(|| people[dice.roll(3)].id);
        for (department, _) in &departments {
            let post = dice.one(&Post::ALL);
            if !dice.once_in(4) {
                continue;
            }
            members.push(Membership { department_id: *department, person_id: id, post, main: false });
        }
        rows.push((id, role, answerable));
        people.push(Somebody { id, rights, answerable });
    }
    let kept = (departments.clone(), roles, rows, members.clone());
    t.operator()
        .write(move |tx| {
            let mut tx = tx.permit(base::authz::Do::EditAccount)?;
            let (departments, roles, rows, members) = &kept;
            let (account, now) = (tx.account(), tx.now());
            for (id, above) in departments {
                tx.execute(
                    "insert into departments (account_id, id, parent_id, name, position, version) values ($1, $2, $3, $4, 9, 1)",
                    params![account, *id, *above, format!("Dept {id}")],
                )?;
            }
            for (id, rights) in roles {
                tx.execute(
                    "insert into roles (account_id, id, key, name, rights, position) values ($1, $2, null, $3, $4, 9)",
                    params![account, *id, format!("Role {id}"), serde_json::to_string(rights).unwrap()],
                )?;
            }
            for (id, role, answerable) in rows {
                let (name, category) =
                    (format!("Person {id}"), if answerable.is_some() { "technical" } else { "member" });
                let identity = if answerable.is_some() { None } else { Some(tx.new_id()?) };
                if let Some(identity) = identity {
                    tx.execute(
                        "insert into identities (id, account_id, password_hash, epoch, created_at)
                        values ($1, $2, null, 1, $3)",
                        params![identity, account, now],
                    )?;
                }
                tx.execute(
                    "insert into people (account_id, id, identity_id, name, name_key, category, status, status_rank,
                        role_id, answerable_person_id, epoch, search_text, created_at, updated_at, version)
                    values ($1, $2, $8, $3, $3, $4, 'active', 0, $5, $6, 1, $3, $7, $7, 1)",
                    params![account, *id, name, category, *role, *answerable, now, identity],
                )?;
                if answerable.is_none() {
                    portfolios::open_for(&mut tx, *id)?;
                }
            }
            for member in members {
                tx.execute(
                    "insert into department_members (account_id, department_id, person_id, post, main) values ($1, $2, $3, $4, 0)",
                    params![account, member.department_id, member.person_id, member.post.code()],
                )?;
            }
            tx.commit(Event::AccountChanged { account, changes: Vec::new() }, ())
        })
        .await
        .unwrap();
    (departments, members, people)
}

/// Any scope for any deed, so that rights that make no sense are tried, too; less at some stages for half of them.
fn rights(dice: &mut Dice, stages: &[i64]) -> Rights {
    let mut rights = Rights::nothing();
    for kind in KINDS {
        let mut scope = || dice.one(&Scope::ALL);
        let (see, create, edit, assign, delete) = (scope(), scope(), scope(), scope(), scope());
        rights.kinds.insert(kind, Grant { see, create, edit, assign, delete, hold: !dice.once_in(4) });
    }
    if dice.once_in(2) {
        for _ in 0..3 {
            let mut limit = || if dice.once_in(2) { Some(dice.one(&Scope::ALL)) } else { None };
            let cells =
                Cells { see: limit(), create: limit(), edit: limit(), assign: limit(), delete: limit() };
            rights.stages.insert(dice.one(stages), cells);
        }
    }
    rights
}

/// Makes records of every kind for random people; who may not hold the kind doesn't get it.
async fn work(olena: &Client, dice: &mut Dice, org: &Org, count: usize) {
    let (mut contacts, mut companies, mut deals) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..count {
        let responsible = org.people[dice.roll(org.people.len())].id;
        let word = dice.one(&["lantern", "harbour", "meadow"]);
        let (kind, body) = match n % 5 {
            0 => ("companies", json!({ "name": format!("{word} {n}") })),
            1 => {
                ("contacts", json!({ "name": format!("{word} {n}"), "company_id": maybe(dice, &companies) }))
            }
            2 if !deals.is_empty() => {
                let subject = json!({ "kind": "deal", "id": dice.one(&deals) });
                let due = format!("2026-11-2{}T10:00:00Z", dice.roll(9));
                ("tasks", json!({ "title": format!("{word} {n}"), "due_at": due, "subject": subject }))
            }
            _ => {
                let linked: Vec<i64> = maybe(dice, &contacts).into_iter().collect();
                let body = json!({ "title": format!("{word} {n}"), "stage_id": dice.one(&org.stages),
                    "amount": dice.roll(4) * 100, "contact_ids": linked, "company_id": maybe(dice, &companies) });
                ("deals", body)
            }
        };
        let mut body = body;
        body["responsible_id"] = json!(responsible);
        let answer = olena.post_json(&format!("/api/v1/{kind}"), body).await;
        if answer.status != 201 {
            answer.expect_problem(422, "not_assignable");
            continue;
        }
        let id = answer.json()["id"].as_i64().unwrap();
        match kind {
            "companies" => companies.push(id),
            "contacts" => contacts.push(id),
            "deals" => deals.push(id),
            _ => {}
        }
    }
}

fn maybe(dice: &mut Dice, of: &[i64]) -> Option<i64> {
    (!of.is_empty() && !dice.once_in(3)).then(|| dice.one(of))
}

/// A few hand-overs, whole or of one kind; those that the receiver may not hold are refused.
async fn hand_over(olena: &Client, dice: &mut Dice, org: &Org) {
    for _ in 0..4 {
        let (from, to) =
            (org.people[dice.roll(org.people.len())].id, org.people[dice.roll(org.people.len())].id);
        let mut plan = json!({ "successor": to });
        if dice.once_in(2) {
            plan = json!({ "by_kind": { dice.one(&KINDS).code(): to } });
        }
        let answer = olena.post_json(&format!("/api/v1/people/{from}/handover"), plan).await;
        assert!(matches!(answer.status, 201 | 409 | 422), "{}", answer.body);
    }
}

/// Queues of some departments, with a few records in each; the departments by record.
async fn queues(olena: &Client, dice: &mut Dice, org: &Org) -> BTreeMap<(Kind, i64), i64> {
    let mut queued = BTreeMap::new();
    for (department, _) in org.departments.iter().take(3) {
        let holder = org.people[dice.roll(org.people.len())].id;
        let queue = json!({ "department_id": department, "name": "Incoming", "holder_id": holder });
        let queue = olena.post_json("/api/v1/queues", queue).await;
        if queue.status != 201 {
            continue;
        }
        for (kind, name) in [(Kind::Deal, "title"), (Kind::Contact, "name"), (Kind::Deal, "title")] {
            let body = json!({ name: "lantern in a queue", "queue_id": queue.json()["id"] });
            let made = olena.post_json(&format!("/api/v1{}", kind.path()), body).await;
            if made.status == 201 {
                queued.insert((kind, made.json()["id"].as_i64().unwrap()), *department);
            }
        }
    }
    queued
}

/// Some are away, and others stand in for them; who can't, or already does, is refused.
async fn covers(olena: &Client, dice: &mut Dice, org: &Org) -> Vec<Cover> {
    let mut covers = Vec::new();
    for _ in 0..4 {
        let (person, stand_in) =
            (org.people[dice.roll(org.people.len())].id, org.people[dice.roll(org.people.len())].id);
        let kinds: Option<BTreeSet<Kind>> =
            dice.once_in(2).then(|| [dice.one(&KINDS), dice.one(&KINDS)].into());
        let body = json!({ "stand_in": stand_in, "until": "2027-01-01T00:00:00Z", "kinds": kinds });
        let answer = olena.post_json(&format!("/api/v1/people/{person}/cover"), body).await;
        assert!(matches!(answer.status, 201 | 409 | 422), "{}", answer.body);
        if answer.status == 201 {
            covers.push(Cover { person, stand_in, kinds });
        }
    }
    covers
}

async fn delete_some(olena: &Client, dice: &mut Dice) -> BTreeMap<i64, i64> {
    let mut stages = BTreeMap::new();
    for kind in KINDS {
        for record in everything(olena, kind).await {
            if dice.once_in(8) {
                let path = format!("/api/v1{}/{}", kind.path(), record["id"]);
                olena.delete(&path).await.expect_status(204);
                if let (Some(id), Some(stage)) = (record["id"].as_i64(), record["stage_id"].as_i64()) {
                    stages.insert(id, stage);
                }
            }
        }
    }
    stages
}

/// The whole list, page by page.
pub async fn everything(client: &Client, kind: Kind) -> Vec<Json> {
    pages(client, &format!("/api/v1{}?limit=200", kind.path())).await.0
}

/// All items of a list with its count.
pub async fn pages(client: &Client, address: &str) -> (Vec<Json>, Json) {
    let mut items = Vec::new();
    let mut next = address.to_owned();
    loop {
        let page = client.get(&next).await.expect_status(200).json();
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(cursor) => next = format!("{address}&cursor={cursor}"),
            None => return (items, page["count"].clone()),
        }
    }
}

impl Org {
    /// Whether the person may do the deed to the record: said anew, without the product's SQL.
    pub fn reaches(&self, me: &Somebody, kind: Kind, deed: Deed, record: &Json) -> bool {
        (deed == Deed::See && self.sees_in_queue(me, kind, record))
            || self.within_scope(me, kind, deed, record)
    }

    /// Who is of a queue's department sees what lies in it, whatever their scope, if they could take it; a stage that takes
    /// away takes this away, too.
    fn sees_in_queue(&self, me: &Somebody, kind: Kind, record: &Json) -> bool {
        let Some(department) = record["id"].as_i64().and_then(|id| self.queued.get(&(kind, id))) else {
            return false;
        };
        let grant = me.rights.kinds.get(&kind).copied().unwrap_or_default();
        let stage = record["stage_id"].as_i64().and_then(|stage| me.rights.stages.get(&stage));
        let narrowed = stage.and_then(|limit| limit.see).is_some_and(|most| most < grant.see);
        let member = self.departments_of(me.id).contains(department);
        member && grant.hold && me.answerable.is_none() && !narrowed
    }

    /// Whether somebody's work of the kind is covered by this person, who may hold it.
    fn covers(&self, me: &Somebody, kind: Kind, holder: i64) -> bool {
        let grant = me.rights.kinds.get(&kind).copied().unwrap_or_default();
        let names = |cover: &&Cover| {
            (cover.person, cover.stand_in) == (holder, me.id)
                && cover.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
        };
        grant.hold && me.answerable.is_none() && self.covers.iter().any(|cover| names(&cover))
    }

    fn within_scope(&self, me: &Somebody, kind: Kind, deed: Deed, record: &Json) -> bool {
        let holder = record["responsible_id"].as_i64().unwrap();
        let own = me.answerable.unwrap_or(me.id);
        let grant = me.rights.kinds.get(&kind).copied().unwrap_or_default();
        let mut scope = grant.of(deed).min(grant.see);
        let stage =
            record["stage_id"].as_i64().or_else(|| self.deleted.get(&record["id"].as_i64()?).copied());
        if let Some(limit) = stage.and_then(|stage| me.rights.stages.get(&stage)) {
            scope = scope.min(limit.of(deed).unwrap_or(Scope::All)).min(limit.see.unwrap_or(Scope::All));
        }
        let holder = if self.covers(me, kind, holder) { own } else { holder };
        let mine: BTreeSet<i64> = self.departments_of(own);
        let theirs = self.departments_of(holder);
        match scope {
            Scope::None => false,
            Scope::Own => holder == own,
            Scope::Department => holder == own || !mine.is_disjoint(&theirs),
            Scope::Tree => {
                holder == own || theirs.iter().any(|d| self.above(*d).iter().any(|a| mine.contains(a)))
            }
            Scope::All => true,
        }
    }

    fn departments_of(&self, person: i64) -> BTreeSet<i64> {
        self.members.iter().filter(|m| m.person_id == person).map(|m| m.department_id).collect()
    }

    /// The department and all above it.
    fn above(&self, department: i64) -> Vec<i64> {
        let mut chain = vec![department];
        while let Some((_, Some(above))) = self.departments.iter().find(|(id, _)| Some(id) == chain.last()) {
            chain.push(*above);
        }
        chain
    }
}

impl fmt::Display for Org {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "organisation of seed {}", self.seed)?;
        writeln!(f, "departments (id, above): {:?}", self.departments)?;
        writeln!(f, "covers: {:?}", self.covers)?;
        writeln!(f, "in queues of departments: {:?}", self.queued)?;
        for person in &self.people {
            writeln!(
                f,
                "person {}, works for {:?}, in {:?}",
                person.id,
                person.answerable,
                self.departments_of(person.id)
            )?;
            writeln!(f, "  {}", serde_json::to_string(&person.rights).unwrap())?;
        }
        for ((kind, id), record) in &self.records {
            writeln!(
                f,
                "{} {id}, held by {}, stage {}",
                kind.code(),
                record["responsible_id"],
                record["stage_id"]
            )?;
        }
        Ok(())
    }
}
