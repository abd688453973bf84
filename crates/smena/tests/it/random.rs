//! Invariant 7 for organisations nobody would think of: a list shows exactly what single look-ups allow, and both are
//! what the rights say. Seeds are fixed; a failure prints the organisation that broke.

mod org;

use std::collections::BTreeSet;

use base::Kind;
use base::authz::Deed;
use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::on_both;
pub use org::Dice;
use org::{KINDS, Org, Somebody, build, pages};

on_both! {
    async fn a_list_shows_exactly_what_single_look_ups_allow(t) {
        foreign_records(t).await;
        for seed in [7, 2026] {
            let org = build(t, seed).await;
            assert!(!org.covers.is_empty() && !org.queued.is_empty(), "{org}");
            let mut dice = Dice(seed + 1);
            for _ in 0..5 {
                let me = org.people[dice.roll(org.people.len())].clone();
                judge(t, &org, &me).await;
            }
        }
    }
}

/// Another company has records of every kind; nobody here is ever to see them.
async fn foreign_records(t: &TestApp) {
    let zoryana = t.api(t.cast.zoryana).await;
    let due = "2026-11-25T10:00:00Z";
    for (kind, body) in [
        ("deals", json!({ "title": "foreign lantern" })),
        ("contacts", json!({ "name": "foreign lantern" })),
        ("companies", json!({ "name": "foreign lantern" })),
        ("tasks", json!({ "title": "foreign lantern", "due_at": due })),
    ] {
        zoryana.post_json(&format!("/api/v1/{kind}"), body).await.expect_status(201);
    }
}

/// Everything one person can get at, compared with what their rights say.
async fn judge(t: &TestApp, org: &Org, me: &Somebody) {
    let api = t.api(me.id).await;
    for kind in KINDS {
        let visible = single_look_ups(org, me, &api, kind).await;
        lists(org, me, &api, kind, &visible).await;
        counted(t, org, me, kind, &visible).await;
        deeds(org, me, &api, kind).await;
    }
    explained(t, org, me).await;
    links(t, org, me).await;
    bin(t, org, me, &api).await;
}

/// The records that open by their address; each must be one that the rights reach.
async fn single_look_ups(org: &Org, me: &Somebody, api: &Client, kind: Kind) -> BTreeSet<i64> {
    let mut visible = BTreeSet::new();
    for ((_, id), record) in org.records.iter().filter(|((of, _), _)| *of == kind) {
        let status = api.get(&format!("/api/v1{}/{id}", kind.path())).await.status;
        let reached = org.reaches(me, kind, Deed::See, record);
        let expected = if reached { 200 } else { 404 };
        assert_eq!(status, expected, "{} {id} answers person {} {status}\n{org}", kind.code(), me.id);
        if reached {
            visible.insert(*id);
        }
    }
    visible
}

/// "What can this person see?" says exactly as many.
async fn counted(t: &TestApp, org: &Org, me: &Somebody, kind: Kind, visible: &BTreeSet<i64>) {
    let path = format!("/api/v1/people/{}/rights", me.id);
    let rights = t.api(t.cast.olena).await.get(&path).await.expect_status(200).json();
    let sees = rights["sees"].as_array().unwrap().iter().find(|sees| sees["kind"] == kind.code()).unwrap();
    assert_eq!(sees["count"], visible.len(), "{} of person {}\n{org}", kind.code(), me.id);
}

/// A change with a version that never was (and a deletion, where it asks for one): whoever may hears of the version,
/// others of their rights, and who doesn't see it of nothing.
async fn deeds(org: &Org, me: &Somebody, api: &Client, kind: Kind) {
    for ((_, id), record) in org.records.iter().filter(|((of, _), _)| *of == kind).take(8) {
        let path = format!("/api/v1{}/{id}", kind.path());
        let edited = api.patch(&path, json!({ "version": 0 })).await.status;
        let mut tried = vec![(Deed::Edit, edited)];
        if kind == Kind::Deal {
            tried.push((Deed::Delete, api.delete(&format!("{path}?version=0")).await.status));
        }
        for (deed, status) in tried {
            let expected =
                match (org.reaches(me, kind, Deed::See, record), org.reaches(me, kind, deed, record)) {
                    (false, _) => 404,
                    (true, false) => 403,
                    (true, true) => 409,
                };
            assert_eq!(status, expected, "{deed:?} {} {id} by person {}\n{org}", kind.code(), me.id);
        }
    }
}

/// "Who can see this, and why?" names the person exactly where they may, with exactly what they may.
async fn explained(t: &TestApp, org: &Org, me: &Somebody) {
    let olena = t.api(t.cast.olena).await;
    for kind in KINDS {
        for ((_, id), record) in org.records.iter().filter(|((of, _), _)| *of == kind).take(5) {
            let path = format!("/api/v1{}/{id}/access", kind.path());
            let access = olena.get(&path).await.expect_status(200).json();
            let seers = access["items"].as_array().unwrap();
            let said = seers.iter().find(|seer| seer["person_id"] == me.id).map(|seer| seer["may"].clone());
            let deeds = [Deed::See, Deed::Edit, Deed::Assign, Deed::Delete];
            let may: Vec<&str> =
                deeds.iter().filter(|d| org.reaches(me, kind, **d, record)).map(|d| d.code()).collect();
            let expected = org.reaches(me, kind, Deed::See, record).then(|| json!(may));
            assert_eq!(said, expected, "{path} about person {}\n{org}", me.id);
        }
    }
}

/// Every order to its end, by whom, by words, and how many there are.
async fn lists(org: &Org, me: &Somebody, api: &Client, kind: Kind, visible: &BTreeSet<i64>) {
    let sorts: &[&str] = match kind {
        Kind::Deal => &["created_at", "-updated_at", "amount", "-title"],
        Kind::Task => &["due_at", "-created_at", "updated_at"],
        _ => &["name", "-updated_at", "created_at"],
    };
    let of = |kept: &dyn Fn(&Json) -> bool| -> BTreeSet<i64> {
        visible.iter().copied().filter(|id| kept(&org.records[&(kind, *id)])).collect()
    };
    for sort in sorts {
        same(org, me, api, kind, &format!("sort={sort}&limit=9"), visible).await;
    }
    let title = if matches!(kind, Kind::Deal | Kind::Task) { "title" } else { "name" };
    let named = of(&|record| record[title].as_str().unwrap().contains("lantern"));
    same(org, me, api, kind, "q=lantern&limit=200", &named).await;
    let holder = org.people[usize::try_from(me.id).unwrap() % org.people.len()].id;
    let held = of(&|record| record["responsible_id"] == holder);
    same(org, me, api, kind, &format!("responsible_id={holder}&limit=200"), &held).await;
    if kind == Kind::Deal {
        for stage in &org.stages {
            let there = of(&|record| record["stage_id"] == *stage);
            same(org, me, api, kind, &format!("stage_id={stage}&limit=200"), &there).await;
        }
        let open = of(&|record| record["open"] == true);
        same(org, me, api, kind, "open=true&limit=200", &open).await;
    }
}

async fn same(org: &Org, me: &Somebody, api: &Client, kind: Kind, query: &str, expected: &BTreeSet<i64>) {
    let address = format!("/api/v1{}?{query}", kind.path());
    let (items, count) = pages(api, &address).await;
    let listed: BTreeSet<i64> = items.iter().map(|item| item["id"].as_i64().unwrap()).collect();
    assert_eq!(&listed, expected, "{address} for person {}\n{org}", me.id);
    assert_eq!(items.len(), expected.len(), "{address} names a record twice for person {}\n{org}", me.id);
    assert_eq!(count, expected.len(), "{address} counts wrongly for person {}\n{org}", me.id);
}

/// On a deal one may see stand the lines of its contacts; they lead on only where the contact itself is open, and the
/// tasks beside them are those one may see.
async fn links(t: &TestApp, org: &Org, me: &Somebody) {
    if me.answerable.is_some() {
        // An integration's own user has no pages.
        return;
    }
    let page = t.page(me.id).await;
    let deals = org.records.iter().filter(|((kind, _), _)| *kind == Kind::Deal);
    for ((_, id), deal) in deals.filter(|(_, deal)| org.reaches(me, Kind::Deal, Deed::See, deal)).take(6) {
        let card = page.get(&format!("/deals/{id}")).await.expect_status(200).body;
        for contact in deal["contact_ids"].as_array().unwrap() {
            let Some(record) = org.records.get(&(Kind::Contact, contact.as_i64().unwrap())) else { continue };
            assert!(
                card.contains(record["name"].as_str().unwrap()),
                "deal {id} lacks the line of {contact}\n{org}"
            );
            let leads = card.contains(&format!("\"/contacts/{contact}\""));
            let opens = org.reaches(me, Kind::Contact, Deed::See, record);
            assert_eq!(leads, opens, "deal {id} and contact {contact} for person {}\n{org}", me.id);
        }
        for ((_, task), record) in org.records.iter().filter(|((kind, _), _)| *kind == Kind::Task) {
            let about = record["subject"]["id"] == *id;
            let shown = card.contains(&format!("\"/tasks/{task}\""));
            let opens = about && org.reaches(me, Kind::Task, Deed::See, record);
            assert_eq!(shown, opens, "deal {id} and task {task} for person {}\n{org}", me.id);
        }
    }
}

/// What the bin lists is what an administrator sees there, as far as the right to delete goes; nothing else comes back.
async fn bin(t: &TestApp, org: &Org, me: &Somebody, api: &Client) {
    let olena = t.api(t.cast.olena).await;
    let (all, _) = pages(&olena, "/api/v1/bin?limit=200").await;
    let (listed, count) = pages(api, "/api/v1/bin?limit=5").await;
    let listed: BTreeSet<i64> = listed.iter().map(|item| item["id"].as_i64().unwrap()).collect();
    assert_eq!(count, listed.len(), "the bin of person {}\n{org}", me.id);
    for item in &all {
        let kind = Kind::parse(item["kind"].as_str().unwrap()).unwrap();
        let id = item["id"].as_i64().unwrap();
        let reached = org.reaches(me, kind, Deed::Delete, item);
        assert_eq!(
            listed.contains(&id),
            reached,
            "{} {id} in the bin of person {}\n{org}",
            kind.code(),
            me.id
        );
        if !reached {
            api.post_json(&format!("/api/v1/bin/{id}/restore"), json!({})).await.expect_status(404);
        }
    }
}
