//! The cast: everyone knows who they are and what they may do.
//!
//! Olena is the administrator of Svitanok Ltd. Borys heads its Sales department; Anna and Vira sell there. Hlib
//! observes. Petro has been added and has not signed in yet. Zoryana is the administrator of another company,
//! Obriy Ltd, in the same installation: nothing of hers is ever to be seen.

use base::authz::{Actor, Do, Ready};
use base::kind::{Category, Status};
use base::{Account, App, Event, Result, Tx, Writing, portfolios};
use kit::lang::Lang;
use store::{Value, params};

/// Everyone's password.
pub const PASSWORD: &str = "amber-lantern-47-quiet";

/// Ids of the company and of its people.
#[derive(Clone, Debug)]
pub struct Cast {
    pub account: i64,
    pub olena: i64,
    pub borys: i64,
    pub anna: i64,
    pub vira: i64,
    pub hlib: i64,
    pub petro: i64,
    /// Everybody works somewhere.
    pub sales: i64,
    pub support: i64,
    pub other_account: i64,
    pub zoryana: i64,
}

/// The company as every page needs it.
pub fn account(id: i64, name: &str) -> Account {
    Account {
        id,
        name: name.into(),
        lang: Lang::En,
        zone: "Europe/Kyiv".into(),
        currency: "EUR".into(),
        country: None,
        sample: false,
        closes_at: None,
    }
}

/// Puts the cast into an empty database. Reaches into tables: the rooms' own doors are what tests are about.
pub async fn arrange(app: &App) -> Cast {
    let hash = kit::secret::hash(PASSWORD).unwrap();
    let svitanok = app.new_id().unwrap();
    let people = arrange_account(
        app,
        account(svitanok, "Svitanok Ltd"),
        &hash,
        &[
            ("Olena Bondar", "olena@svitanok.example", Ready::Administrator, Status::Active),
            ("Borys Kravets", "borys@svitanok.example", Ready::Head, Status::Active),
            ("Anna Melnyk", "anna@svitanok.example", Ready::Seller, Status::Active),
            ("Vira Savchuk", "vira@svitanok.example", Ready::Seller, Status::Active),
            ("Hlib Moroz", "hlib@svitanok.example", Ready::Observer, Status::Active),
            ("Petro Lys", "petro@svitanok.example", Ready::Seller, Status::Pending),
        ],
    )
    .await;
    let [olena, borys, anna, vira, hlib, petro] = people[..] else { unreachable!() };
    let (sales, support) =
        arrange_departments(app, svitanok, [(borys, "head"), (anna, "member"), (vira, "member")], hlib).await;
    let obriy = app.new_id().unwrap();
    let others = [("Zoryana Other", "zoryana@obriy.example", Ready::Administrator, Status::Active)];
    let zoryana = arrange_account(app, account(obriy, "Obriy Ltd"), &hash, &others).await[0];
    Cast {
        account: svitanok,
        olena,
        borys,
        anna,
        vira,
        hlib,
        petro,
        sales,
        support,
        other_account: obriy,
        zoryana,
    }
}

type Member<'a> = (&'a str, &'a str, Ready, Status);

async fn arrange_account(app: &App, account: Account, hash: &str, people: &[Member<'_>]) -> Vec<i64> {
    let members: Vec<(String, String, Ready, Status)> =
        people.iter().map(|(n, e, r, s)| ((*n).to_owned(), (*e).to_owned(), *r, *s)).collect();
    let (hash, app2, kept) = (hash.to_owned(), app.clone(), account.clone());
    app.ctx(account, Actor::nobody())
        .write(move |tx| {
            let mut tx = tx.permit(Do::FirstRun)?;
            let (id, now) = (tx.account(), tx.now());
            tx.execute(
                "insert into accounts (id, name, lang, zone, currency, seats_bought, created_at)
                values ($1, $2, 'en', $3, $4, null, $5)",
                params![id, kept.name.clone(), kept.zone.clone(), kept.currency.clone(), now],
            )?;
            let mut roles = Vec::new();
            for (position, ready) in Ready::ALL.into_iter().enumerate() {
                let role = tx.new_id()?;
                let rights = serde_json::to_string(&ready.rights()).unwrap();
                tx.execute(
                    "insert into roles (account_id, id, key, name, rights, position) values ($1, $2, $3, $4, $5, $6)",
                    params![id, role, ready.key(), ready.key(), rights, position as i64],
                )?;
                roles.push((ready, role));
            }
            let role = |ready: Ready| roles.iter().find(|(of, _)| *of == ready).unwrap().1;
            tx.execute(
                "update accounts set default_role_id = $2 where id = $1",
                params![id, role(Ready::DEFAULT)],
            )?;
            let mut ids = Vec::new();
            for (name, email, ready, status) in &members {
                let person = arrange_person(&mut tx, name, email, (role(*ready), *ready), *status, &hash)?;
                ids.push(person);
            }
            let say = app2.words.say(kept.lang);
            let mut events =
                vec![Event::AccountCreated { account: id, name: kept.name.clone(), administrator: ids[0] }];
            for seed in &app2.seeds {
                events.extend(seed(&mut tx, &kept, &say)?);
            }
            tx.commit_all(events, ids)
        })
        .await
        .unwrap()
}

fn arrange_person(
    tx: &mut Tx<'_, Writing>,
    name: &str,
    email: &str,
    (role, ready): (i64, Ready),
    status: Status,
    hash: &str,
) -> Result<i64> {
    let (account, now) = (tx.account(), tx.now());
    let (identity, id) = (tx.new_id()?, tx.new_id()?);
    let category = if ready == Ready::Administrator { Category::Administrator } else { Category::Member };
    tx.execute(
        "insert into identities (id, account_id, password_hash, epoch, created_at) values ($1, $2, $3, 1, $4)",
        params![identity, account, hash, now],
    )?;
    tx.execute(
        "insert into sign_in_names (scope, name, identity_id) values (0, $1, $2)",
        params![email, identity],
    )?;
    tx.execute(
        "insert into people (account_id, id, identity_id, name, name_key, email, category, status, status_rank, role_id,
            epoch, search_text, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $12, 1)",
        params![
            account,
            id,
            identity,
            name,
            kit::text::normalise(name),
            email,
            category.code(),
            status.code(),
            status.rank(),
            role,
            kit::text::normalise(&format!("{name} {email}")),
            now
        ],
    )?;
    if status == Status::Active {
        portfolios::open_for(tx, id)?;
    }
    Ok(id)
}

/// Sales with its people, and Support below nobody with one member.
async fn arrange_departments(
    app: &App,
    id: i64,
    sales: [(i64, &'static str); 3],
    support: i64,
) -> (i64, i64) {
    app.operator(account(id, "Svitanok Ltd"))
        .write(move |tx| {
            let mut tx = tx.permit(Do::EditDepartments)?;
            let mut made = Vec::new();
            for (position, name) in ["Sales", "Support"].into_iter().enumerate() {
                let department = tx.new_id()?;
                tx.execute(
                    "insert into departments (account_id, id, parent_id, name, position, version)
                    values ($1, $2, null, $3, $4, 1)",
                    params![id, department, name, position as i64],
                )?;
                made.push(department);
            }
            let members =
                sales.iter().map(|(p, post)| (made[0], *p, *post)).chain([(made[1], support, "member")]);
            for (department, person, post) in members {
                tx.execute(
                    "insert into department_members (account_id, department_id, person_id, post, main)
                    values ($1, $2, $3, $4, 1)",
                    &[id, department, person]
                        .map(Value::from)
                        .into_iter()
                        .chain([Value::from(post)])
                        .collect::<Vec<_>>(),
                )?;
            }
            let event = Event::DepartmentAdded { department: made[0], name: "Sales".into() };
            tx.commit(event, (made[0], made[1]))
        })
        .await
        .unwrap()
}
