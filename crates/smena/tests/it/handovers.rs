//! Hand-overs: people come and go, the work stays.

mod again;
mod departure;
mod everything;
mod faults;
mod pages;
mod passing;
mod planned;
mod rules;
mod scheduled;
mod several;
mod shared_pages;
mod splits;
mod standing;
mod together;
mod undo;
mod warnings;
mod withheld;

use ::people::handovers as room;
use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};

/// Somebody becomes an administrator by hand.
const ADMINISTRATOR: &str = "update people set category = 'administrator',
    role_id = (select id from roles where account_id = $1 and key = 'administrator') where account_id = $1 and id = $2";

/// Olena's program: she administers.
async fn olena(t: &TestApp) -> Client {
    t.api(t.cast.olena).await
}

/// A deal of the person, made by the program.
async fn deal(program: &Client, title: &str, responsible: i64) -> i64 {
    let body = json!({ "title": title, "responsible_id": responsible });
    made(program, "/api/v1/deals", body).await
}

async fn contact(program: &Client, name: &str, responsible: i64) -> i64 {
    made(program, "/api/v1/contacts", json!({ "name": name, "responsible_id": responsible })).await
}

async fn task(program: &Client, title: &str, responsible: i64) -> i64 {
    let body = json!({ "title": title, "due_at": "2026-12-01T09:00:00Z", "responsible_id": responsible });
    made(program, "/api/v1/tasks", body).await
}

async fn made(program: &Client, path: &str, body: Json) -> i64 {
    let answer = program.post_json(path, body).await.expect_status(201);
    answer.json()["id"].as_i64().unwrap()
}

/// Anna's usual work: three deals, two contacts, a task.
async fn work_of_anna(t: &TestApp, program: &Client) -> Vec<i64> {
    let mut deals = Vec::new();
    for title in ["Boiler", "Roof", "Windows"] {
        deals.push(deal(program, title, t.cast.anna).await);
    }
    contact(program, "Marta", t.cast.anna).await;
    contact(program, "Nadia", t.cast.anna).await;
    task(program, "Call Marta", t.cast.anna).await;
    deals
}

/// Who answers for the deal.
async fn responsible(program: &Client, deal: i64) -> Option<i64> {
    let answer = program.get(&format!("/api/v1/deals/{deal}")).await.expect_status(200);
    answer.json()["responsible_id"].as_i64()
}

/// Gives one deal to somebody, by itself.
async fn assign(program: &Client, deal: i64, to: i64) {
    let address = format!("/api/v1/deals/{deal}");
    let version = program.get(&address).await.json()["version"].clone();
    program.patch(&address, json!({ "version": version, "responsible_id": to })).await.expect_status(200);
}

/// The posts of who leaves, all for the successor.
pub async fn posts_to(program: &Client, person: i64, successor: i64) -> Json {
    let holdings = program.get(&format!("/api/v1/people/{person}/holdings")).await.expect_status(200).json();
    let posts = holdings["posts"].as_array().unwrap().iter();
    posts.map(|post| (post["department_id"].to_string(), json!(successor))).collect()
}

/// Takes the person out; the departure's id. The successor has their posts, too.
async fn depart(program: &Client, person: i64, successor: i64) -> i64 {
    let posts = posts_to(program, person, successor).await;
    let address = format!("/api/v1/people/{person}/departure");
    made(program, &address, json!({ "successor": successor, "posts": posts })).await
}

/// `{kind: count}` of a list like `moved` or `holdings`.
fn counts(list: &Json) -> Vec<(String, i64)> {
    let entry = |one: &Json| (one["kind"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap());
    list.as_array().unwrap().iter().map(entry).collect()
}

fn pairs(list: &[(&str, i64)]) -> Vec<(String, i64)> {
    list.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect()
}

/// What is left with the person, counted in the tables.
async fn left_with(t: &TestApp, person: i64) -> room::Proof {
    room::prove(&t.ctx(t.cast.olena).await, person).await.unwrap()
}
