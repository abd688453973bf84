//! Search: what is found, by whom, however it is typed; the same on both engines.

mod alone;
mod migration;

use base::authz::Do;
use base::tx::Tally;
use base::web::faults::form_encoded;
use base::{Event, Kind, org, search};
use serde_json::{Value as Json, json};

use crate::app::{Client, TestApp};
use crate::contacts::{at, id, ids, make};
use crate::on_both;

/// The names of the contacts that the words find.
async fn found(client: &Client, q: &str) -> Vec<String> {
    let answer = client.get(&format!("/api/v1/contacts?sort=name&q={}", form_encoded(q))).await;
    let answer = answer.expect_status(200).json();
    let names = |c: &Json| c["name"].as_str().unwrap().to_owned();
    let names: Vec<String> = answer["items"].as_array().unwrap().iter().map(names).collect();
    assert_eq!(answer["count"], names.len(), "{q}");
    assert_eq!(answer["partial"], json!(null), "{q}");
    names
}

/// So many contacts of a person, written past the doors: every one is "ivan N", every hundredth "ivan N zirka".
async fn many_ivans(t: &TestApp, person: i64, count: i64) {
    let text = |n: i64| format!("ivan {n}{}", if n % 100 == 0 { " zirka" } else { "" });
    many(t, Kind::Contact, person, (0..count).map(text).collect()).await;
}

/// Contacts, or tasks that are done, with these names; loaded as an import would, in one act.
async fn many(t: &TestApp, kind: Kind, person: i64, names: Vec<String>) {
    let ctx = t.operator();
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::Import)?;
        let (account, now) = (tx.account(), tx.now());
        let portfolio = org::find(&mut tx, person)?.unwrap().portfolio_id.unwrap();
        let (table, columns, values) = match kind {
            Kind::Task => ("tasks", "title, title_key, due_at, open", "1, 0"),
            _ => ("contacts", "name, name_key, phones, emails", "'[]', '[]'"),
        };
        for some in names.chunks(500) {
            let made: Vec<(i64, &str)> = some.iter().map(|name| (tx.new_id().unwrap(), name.as_str())).collect();
            let rows: Vec<String> = made
                .iter()
                .map(|(id, name)| {
                    format!("({account}, {id}, {portfolio}, '{name}', '{name}', {values}, '{name}', {now}, {now}, 1)")
                })
                .collect();
            let sql = format!(
                "insert into {table} (account_id, id, portfolio_id, {columns}, search_text, created_at, updated_at,
                    version) values {}",
                rows.join(", ")
            );
            tx.execute(&sql, &[])?;
            search::keep_all(&mut tx, table, &made)?;
        }
        let created = names.len() as i64;
        let cell = Tally { portfolio, kind, bucket: 0, open: kind != Kind::Task, currency: String::new() };
        tx.tally(cell, created, 0);
        let (source, kind) = ("test".to_owned(), kind.code().to_owned());
        tx.commit(Event::Imported { source, kind, created, updated: 0, refused: 0 }, ())
    })
    .await
    .unwrap();
    t.app.db.analyze().await.unwrap();
}

on_both! {
    async fn people_find_what_they_typed_differently(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        make(&anna, "contacts", json!({"name": "Семён Королёв", "phones": ["+7 (912) 345-67-89"]})).await;
        make(&anna, "contacts", json!({"name": "Оксана М'ята", "phones": ["044 123-45-67"], "emails": ["Oksana.Miata@K-1.example"]})).await;
        make(&anna, "contacts", json!({"name": "ТОВ Об’єднання 100%_sure", "phones": ["+380 50 765 43 21"]})).await;
        make(&anna, "contacts", json!({"name": "Anna \"Nut\" O'Brien", "phones": ["102"]})).await;
        let (semen, oksana, union, nut) =
            ("Семён Королёв", "Оксана М'ята", "ТОВ Об’єднання 100%_sure", "Anna \"Nut\" O'Brien");
        for (q, names) in [
            // ё and е, upper and lower case, parts of words, any order
            ("королев", vec![semen]), ("КОРОЛЁВ семен", vec![semen]), ("мён оро", vec![semen]), ("ролё", vec![semen]),
            // every apostrophe
            ("м'ята", vec![oksana]), ("м’ята", vec![oksana]), ("МʼЯТА", vec![oksana]), ("мята", vec![oksana]), ("об'єдн", vec![union]),
            // telephones as they are dialled
            ("+7 912 345-67-89", vec![semen]), ("8 (912) 345 67 89", vec![semen]), ("89123456789", vec![semen]), ("345-67-8", vec![semen]),
            ("+380441234567", vec![oksana]), ("(044) 123 45 67", vec![oksana]), ("8 044 123-45-67", vec![oksana]),
            ("0507654321", vec![union]), ("102", vec![nut]),
            // e-mail, whole and in parts
            ("oksana.miata@k-1.example", vec![oksana]), ("@k-1", vec![oksana]), ("MIATA", vec![oksana]),
            // one or two letters begin a word
            ("о", vec![oksana, union]), ("ок", vec![oksana]), ("ан", vec![]), ("an", vec![nut]), ("ко се", vec![semen]), ("к", vec![semen]),
            ("10", vec![nut, union]), ("nu", vec![nut]), ("ut", vec![]), ("mi", vec![oksana]), ("се рол", vec![semen]),
            // signs and operators are only text
            ("100%_", vec![union]), ("1%0", vec![]), ("___", vec![nut, oksana, semen, union]), ("\"nut\"", vec![nut]), ("nut\" or \"", vec![]),
            ("семен or королев", vec![]), ("семен and королев", vec![]), ("семен not x", vec![]), ("near(семен королев)", vec![]),
            ("семен*", vec![semen]), ("^семен", vec![semen]), ("grams:семен", vec![]), ("семен' or '1'='1", vec![]), ("'; drop table contacts; --", vec![]),
            ("семен)", vec![semen]), ("\\", vec![nut, oksana, semen, union]),
        ] {
            // Olena sees everything and asks the index; Anna's own few are read whole.
            assert_eq!(found(&olena, q).await, names, "all: {q}");
            assert_eq!(found(&anna, q).await, names, "own: {q}");
        }
    }

    async fn every_kind_of_record_is_found_at_once_and_gone_at_once(t) {
        let olena = t.api(t.cast.olena).await;
        for (kind, named) in [("contacts", "name"), ("companies", "name"), ("deals", "title"), ("tasks", "title")] {
            let body = |text: &str| match kind {
                "tasks" => json!({named: text, "due_at": "2026-11-24T09:00:00Z"}),
                _ => json!({named: text}),
            };
            let record = make(&olena, kind, body("Lantern Зоря")).await;
            let by = |q: &str| format!("/api/v1/{kind}?q={}", form_encoded(q));
            assert_eq!(ids(&olena, &by("antern зор")).await, [id(&record)], "{kind}");
            let path = at(kind, &record);
            let changed = olena.patch(&path, json!({"version": 1, named: "Beacon Зоря"})).await.expect_status(200).json();
            assert!(ids(&olena, &by("lantern")).await.is_empty(), "{kind}");
            assert_eq!(ids(&olena, &by("beacon")).await, [id(&record)], "{kind}");
            // What isn't searched changes nothing.
            olena.patch(&path, json!({"version": changed["version"], "responsible_id": t.cast.anna})).await.expect_status(200);
            assert_eq!(ids(&olena, &by("beac")).await, [id(&record)], "{kind}");
            olena.delete(&path).await.expect_status(204);
            assert!(ids(&olena, &by("beacon")).await.is_empty(), "{kind}");
            assert_eq!(ids(&olena, "/api/v1/bin?q=beacon").await.first(), Some(&id(&record)), "{kind}");
            olena.post_json(&format!("/api/v1/bin/{}/restore", id(&record)), json!({})).await.expect_status(200);
            assert_eq!(ids(&olena, &by("beacon")).await, [id(&record)], "{kind}");
            assert!(!ids(&olena, "/api/v1/bin?q=beacon").await.contains(&id(&record)), "{kind}");
            olena.delete(&path).await.expect_status(204);
            assert!(ids(&olena, &by("beacon")).await.is_empty(), "{kind}");
        }
    }

    async fn nobody_finds_what_they_may_not_see(t) {
        let c = &t.cast;
        let mut made = Vec::new();
        for person in [c.olena, c.borys, c.anna, c.vira] {
            made.push(make(&t.api(person).await, "contacts", json!({"name": "Одна зірка"})).await);
        }
        let theirs = make(&t.api(c.zoryana).await, "contacts", json!({"name": "Чужа зірка"})).await;
        for (person, sees) in [(c.olena, 4), (c.borys, 3), (c.anna, 1), (c.vira, 1), (c.hlib, 4)] {
            let client = t.api(person).await;
            for q in ["зірка", "зі", "з", "ірк одна"] {
                let listed = ids(&client, &format!("/api/v1/contacts?q={}", form_encoded(q))).await;
                assert_eq!(listed.len(), sees, "{person} {q}");
                assert!(!listed.contains(&id(&theirs)));
                for contact in &made {
                    let allowed = client.get(&at("contacts", contact)).await.status == 200;
                    assert_eq!(listed.contains(&id(contact)), allowed);
                }
            }
        }
        assert_eq!(found(&t.api(c.zoryana).await, "зірка").await, ["Чужа зірка"]);
        let mine = format!("/api/v1/contacts?responsible_id={}&q={}", c.vira, form_encoded("зірка"));
        assert_eq!(ids(&t.api(c.olena).await, &mine).await, [id(&made[3])]);
    }

    // A07: a hand-over moves holders; what is written to be found stays as it is.
    async fn after_a_hand_over_the_successor_finds_everything(t) {
        let (anna, vira) = (t.api(t.cast.anna).await, t.api(t.cast.vira).await);
        let deal = make(&anna, "deals", json!({"title": "Lantern order"})).await;
        let contact = make(&anna, "contacts", json!({"name": "Lantern buyer"})).await;
        for kind in ["deals", "contacts"] {
            assert!(ids(&vira, &format!("/api/v1/{kind}?q=lantern")).await.is_empty());
        }
        let departure = json!({"successor": t.cast.vira});
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        assert_eq!(ids(&vira, "/api/v1/deals?q=lantern").await, [id(&deal)]);
        assert_eq!(ids(&vira, "/api/v1/contacts?q=antern").await, [id(&contact)]);
    }

    async fn a_search_keeps_the_order_of_its_list(t) {
        let olena = t.api(t.cast.olena).await;
        for name in ["Zirka Beta", "Zirka alpha", "Other", "Zirka Gamma", "Яна zirka"] {
            make(&olena, "contacts", json!({"name": name})).await;
        }
        for sort in ["", "name", "-name", "created_at", "updated_at", "-updated_at"] {
            let all: Vec<String> = names_of(&olena, &format!("sort={sort}&limit=200")).await;
            let all: Vec<String> = all.into_iter().filter(|name| name != "Other").collect();
            let (mut read, mut next) = (Vec::new(), String::new());
            loop {
                let address = format!("/api/v1/contacts?q=zirk&sort={sort}&limit=2&cursor={next}");
                let page = olena.get(&address).await.expect_status(200).json();
                assert_eq!(page["count"], 4);
                read.extend(page["items"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()));
                match page["next"].as_str() {
                    Some(cursor) => next = cursor.to_owned(),
                    None => break,
                }
            }
            assert_eq!(read, all, "{sort}");
        }
    }

    async fn ten_thousand_matches_come_page_by_page(t) {
        many_ivans(t, t.cast.anna, 12_000).await;
        let olena = t.api(t.cast.olena).await;
        // Newest first, to the end of the first pages; the count says that there are more.
        for (q, sort) in [("ivan", ""), ("iv", ""), ("van", "name"), ("ivan", "-updated_at"), ("i", "created_at")] {
            let all = names_of(&olena, &format!("sort={sort}&limit=120")).await;
            let first = olena.get(&format!("/api/v1/contacts?q={q}&sort={sort}&limit=60")).await.json();
            assert_eq!((&first["count"], &first["partial"]), (&json!("1000+"), &json!(null)), "{q} {sort}");
            let next = first["next"].as_str().unwrap();
            let second = olena.get(&format!("/api/v1/contacts?q={q}&sort={sort}&limit=60&cursor={next}")).await.json();
            let both: Vec<String> = [first, second].iter().flat_map(names_in).collect();
            assert_eq!(both, all, "{q} {sort}");
        }
        // Few among many, in every order, with their exact number.
        for sort in ["", "name", "updated_at"] {
            let page = olena.get(&format!("/api/v1/contacts?q=zirka&sort={sort}&limit=200")).await.json();
            assert_eq!(page["count"], 120);
            assert_eq!(names_in(&page).len(), 120);
        }
        assert_eq!(found(&olena, "ivan 11900").await, ["ivan 11900 zirka"]);
        assert!(found(&olena, "ivan 12345").await.is_empty());
        // Anna holds them all, Vira none; Borys sees his department's.
        let anna = t.api(t.cast.anna).await.get("/api/v1/contacts?q=ivan").await.json();
        assert_eq!((&anna["count"], names_in(&anna).len()), (&json!("50+"), 50));
        assert!(found(&t.api(t.cast.vira).await, "ivan").await.is_empty());
        assert_eq!(names_of(&t.api(t.cast.borys).await, "q=zirka&limit=200").await.len(), 120);
        assert!(found(&t.api(t.cast.zoryana).await, "ivan").await.is_empty());
        // Seven hundred of one's own: a rare word's number is exact, a common one's pages are followed to the end.
        many_ivans(t, t.cast.vira, 700).await;
        let vira = t.api(t.cast.vira).await;
        assert_eq!(found(&vira, "ivan 699").await, ["ivan 699"]);
        for sort in ["", "name"] {
            let (mut read, mut next) = (0, String::new());
            loop {
                let page = vira.get(&format!("/api/v1/contacts?q=ivan&sort={sort}&limit=200&cursor={next}")).await.json();
                read += names_in(&page).len();
                assert_eq!(page["partial"], json!(null));
                let Some(cursor) = page["next"].as_str() else { break };
                next = cursor.to_owned();
            }
            assert_eq!(read, 700, "{sort}");
        }
    }

    async fn among_very_many_a_common_word_is_found_at_once_and_a_rare_one_to_the_last(t) {
        many_ivans(t, t.cast.anna, 26_000).await;
        for person in [t.cast.olena, t.cast.anna, t.cast.borys] {
            let client = t.api(person).await;
            for sort in ["", "name", "updated_at"] {
                let all = names_of(&client, &format!("sort={sort}&limit=120")).await;
                let first = client.get(&format!("/api/v1/contacts?q=ivan&sort={sort}&limit=60")).await.json();
                // At least as many as the page has, and more.
                let many = first["count"].as_str().and_then(|count| count.strip_suffix('+'));
                assert!(many.is_some_and(|n| n.parse::<i64>().unwrap() >= 60), "{sort}: {}", first["count"]);
                assert_eq!(first["partial"], json!(null), "{sort}");
                let next = first["next"].as_str().unwrap();
                let second = client.get(&format!("/api/v1/contacts?q=ivan&sort={sort}&limit=60&cursor={next}")).await.json();
                let both: Vec<String> = [first, second].iter().flat_map(names_in).collect();
                assert_eq!(both, all, "{sort}");
            }
            assert_eq!(names_of(&client, "q=zirka+25").await.len(), 11, "25000, 25100 and so on, and 2500");
            assert_eq!(found(&client, "ivan 25900").await, ["ivan 25900 zirka"]);
        }
        assert!(found(&t.api(t.cast.vira).await, "ivan").await.is_empty());
        assert!(found(&t.api(t.cast.zoryana).await, "ivan").await.is_empty());
    }

    async fn a_search_that_stopped_says_so_and_goes_on(t) {
        let olena = t.api(t.cast.olena).await;
        let open = json!({"title": "call ivan", "due_at": "2026-12-24T09:00:00Z"});
        let open = make(&t.api(t.cast.vira).await, "tasks", open).await;
        many(t, Kind::Task, t.cast.anna, (0..21_000).map(|n| format!("call ivan {n}")).collect()).await;
        // One open task behind twenty thousand done ones that match as well: the first page has looked at those.
        for sort in ["", "created_at", "-created_at"] {
            let address = format!("/api/v1/tasks?q=ivan&open=true&sort={sort}");
            let first = olena.get(&address).await.expect_status(200).json();
            let (mut partial, mut page, mut found) = (0, first, Vec::new());
            loop {
                found.extend(page["items"].as_array().unwrap().iter().map(id));
                partial += i32::from(page["partial"] == true);
                let Some(next) = page["next"].as_str().map(str::to_owned) else { break };
                page = olena.get(&format!("{address}&cursor={next}")).await.expect_status(200).json();
            }
            assert_eq!(found, [id(&open)], "{sort}");
            assert_eq!(partial, 1, "{sort}");
        }
        // People read it on the page, and go on from there.
        let page = t.page(t.cast.olena).await;
        let shown = page.get("/tasks?q=ivan&open=true").await.expect_status(200);
        shown.expect_text("Not everything has been looked through yet").expect_text("Look further").expect_no_text("Nothing found");
        // Whoever holds few gets an answer that is whole.
        let vira = t.api(t.cast.vira).await.get("/api/v1/tasks?q=ivan&open=true").await.json();
        assert_eq!((&vira["count"], &vira["partial"]), (&json!(1), &json!(null)));
    }

    async fn one_search_finds_all_kinds_as_far_as_their_lists_go(t) {
        let (olena, anna) = (t.api(t.cast.olena).await, t.api(t.cast.anna).await);
        let deal = make(&anna, "deals", json!({"title": "Mel lantern order"})).await;
        let contact = make(&anna, "contacts", json!({"name": "Melania", "phones": ["+380 44 123 45 67"]})).await;
        let company = make(&olena, "companies", json!({"name": "Melody", "emails": ["mel@melody.example"]})).await;
        let task = make(&olena, "tasks", json!({"title": "Call Mel", "due_at": "2026-11-24T09:00:00Z"})).await;
        make(&t.api(t.cast.zoryana).await, "deals", json!({"title": "Mel secret"})).await;
        let groups = async |client: &Client, q: &str| -> Vec<(String, Vec<i64>)> {
            let answer = client.get(&format!("/api/v1/search?q={}", form_encoded(q))).await.expect_status(200).json();
            let group = |group: &Json| {
                let ids = group["items"].as_array().unwrap().iter().map(id).collect();
                (group["kind"].as_str().unwrap().to_owned(), ids)
            };
            answer["groups"].as_array().unwrap().iter().map(group).collect()
        };
        let group = |kind: &str, of: i64| (kind.to_owned(), vec![of]);
        let of_anna = [group("deal", id(&deal)), group("contact", id(&contact))];
        let mut all = of_anna.to_vec();
        all.extend([group("company", id(&company)), group("task", id(&task)), group("person", t.cast.anna)]);
        assert_eq!(groups(&olena, "mel").await, all);
        // Anna manages nobody and sees her own; everything else isn't there for her.
        assert_eq!(groups(&anna, "mel").await, of_anna);
        assert_eq!(groups(&olena, "9 044 123").await.len(), 0);
        assert_eq!(groups(&olena, "044 123-45-67").await, [group("contact", id(&contact))]);
        assert!(groups(&olena, "").await.is_empty());
        olena.get(&format!("/api/v1/search?q={}", "a".repeat(201))).await.expect_problem(422, "form");
    }

    async fn the_page_of_the_search_sets_off_what_was_looked_for(t) {
        let anna = t.api(t.cast.anna).await;
        for n in 0..7 {
            make(&anna, "contacts", json!({"name": format!("Семён <b>{n}</b>"), "phones": ["(010) 123-45-67"]})).await;
        }
        let page = t.page(t.cast.anna).await;
        page.get("/search").await.expect_status(200).expect_text("Find anything").expect_text("href=\"/search\"");
        let found = page.get(&format!("/search?q={}", form_encoded("семен +380101234567"))).await.expect_status(200);
        let found = found
            .expect_text("<mark>Семён</mark> &lt;b&gt;6")
            .expect_text("(0<mark>10) 123-45-67</mark>")
            .expect_no_text("&lt;b&gt;1")
            .expect_text("All found");
        let all = "/contacts?q=%D1%81%D0%B5%D0%BC%D0%B5%D0%BD%20%2B380101234567";
        found.expect_text(all).expect_no_text("Find anything");
        page.get("/search?q=nobody").await.expect_status(200).expect_text("Nothing found").expect_no_text("<mark>");
    }
}

fn names_in(page: &Json) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect()
}

async fn names_of(client: &Client, query: &str) -> Vec<String> {
    names_in(&client.get(&format!("/api/v1/contacts?{query}")).await.expect_status(200).json())
}
