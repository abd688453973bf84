//! What the stories of signing in begin with. Reaches into tables where no door leads yet.

use base::authz::Do;
use base::kind::{Category, Status};
use base::{Account, Event, portfolios};
use people::people::{NewPerson, insert};
use people::signin::names::{Names, add_identity};
use serde_json::json;
use store::params;

use crate::app::{Answer, TestApp};
use crate::cast;

/// Signs in as a program does.
pub async fn sign_in(t: &TestApp, login: &str, password: &str) -> Answer {
    t.stranger().post_json("/api/v1/sign-in", json!({ "login": login, "password": password })).await
}

fn account(t: &TestApp, id: i64) -> Account {
    cast::account(id, if id == t.cast.account { "Svitanok Ltd" } else { "Obriy Ltd" })
}

/// The human gets a place in Obriy Ltd too, pending.
pub async fn second_place(t: &TestApp, person: i64) -> i64 {
    let (home, other) = (t.cast.account, account(t, t.cast.other_account));
    t.app
        .operator(other)
        .write(move |tx| {
            let mut tx = tx.permit(Do::AddPerson { category: Category::Member })?;
            let id = tx.new_id()?;
            tx.execute(
                "insert into people (account_id, id, identity_id, name, name_key, email, category, status, status_rank,
                    role_id, epoch, search_text, created_at, updated_at, version)
                select r.account_id, $2, p.identity_id, p.name, p.name_key, p.email, 'member', 'pending', 1, r.id, 1,
                    p.search_text, p.created_at, p.updated_at, 1
                from people p, roles r where p.account_id = $3 and p.id = $4 and r.account_id = $1 and r.key = 'seller'",
                params![tx.account(), id, home, person],
            )?;
            tx.commit(Event::PersonChanged { person: id, changes: Vec::new() }, id)
        })
        .await
        .unwrap()
}

/// An active seller who signs in by a login.
pub async fn login_person(t: &TestApp, company: i64, login: &str, password: &str) -> i64 {
    let (login, hash) = (login.to_owned(), kit::secret::hash(password).unwrap());
    t.app
        .operator(account(t, company))
        .write(move |tx| {
            let mut tx = tx.permit(Do::AddPerson { category: Category::Member })?;
            let names = Names { email: None, login: Some(login.clone()) };
            let identity = add_identity(&mut tx, &names, Some(&hash))?;
            let sql = "select id from roles where account_id = $1 and key = 'seller'";
            let role_id = tx.query_one(sql, params![tx.account()])?.at(0)?;
            let person = NewPerson {
                id: tx.new_id()?,
                identity_id: Some(identity),
                name: "Cash Desk".into(),
                email: None,
                login: names.login,
                phone: None,
                category: Category::Member,
                terms: None,
                status: Status::Active,
                role_id,
                answerable_person_id: None,
                lang: None,
                zone: None,
            };
            insert(&mut tx, &person)?;
            portfolios::open_for(&mut tx, person.id)?;
            tx.commit(Event::PersonChanged { person: person.id, changes: Vec::new() }, person.id)
        })
        .await
        .unwrap()
}
