//! The archive of a person: everything about them and by them, and no secret.

use std::io::{Cursor, Read};

use serde_json::{Value as Json, json};

use super::{act, anna_leaves};
use crate::app::Client;
use crate::on_both;

async fn files(client: &Client, address: &str) -> Vec<(String, String)> {
    let answer = client.get(address).await.expect_status(200);
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.raw)).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.push((file.name().unwrap().into_owned(), text));
    }
    files
}

fn read<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    let found = files.iter().find(|(file, _)| file == name);
    found
        .map(|(_, text)| text.as_str())
        .unwrap_or_else(|| panic!("no {name} among {:?}", files.iter().map(|(n, _)| n).collect::<Vec<_>>()))
}

on_both! {
    // G04
    async fn the_archive_has_everything_about_them_and_by_them_and_no_secret(t) {
        anna_leaves(t).await;
        let olena = t.api(t.cast.olena).await;
        act(&olena, t.cast.anna, "erase").await.expect_status(200);
        for (client, address) in [(&olena, "/api/v1/people"), (&t.page(t.cast.olena).await, "/people")] {
            let files = files(client, &format!("{address}/{}/archive", t.cast.anna)).await;
            let person: Json = serde_json::from_str(read(&files, "person.json")).unwrap();
            assert_eq!((&person["name"], &person["login"], &person["has_password"]), (&json!("Anna Melnyk"), &json!("anna.m"), &json!(true)));
            assert!(read(&files, "README.txt").contains("Svitanok Ltd"));
            assert!(read(&files, "deals.csv").contains("Lanterns"));
            assert!(read(&files, "comments.csv").contains("They want brass"));
            assert!(read(&files, "absences.csv").contains("Melnyk's wedding"));
            assert!(read(&files, "handovers.csv").contains("moves to Lviv"));
            assert!(read(&files, "journal.csv").contains("person_departed"));
            assert!(read(&files, "tokens.csv").contains("test"));
            assert!(!files.iter().any(|(name, _)| name == "letters.csv"), "there were no letters");
            assert!(files.iter().all(|(_, text)| !text.contains("argon2") && !text.contains("smn_")));
        }
        // The journal has who took it.
        t.page(t.cast.olena).await.get("/settings/journal").await.expect_text("Olena Bondar downloaded the archive of Anna Melnyk");
    }

    async fn a_page_of_rows_is_not_the_end_of_them(t) {
        let anna = t.api(t.cast.anna).await;
        for n in 0..501 {
            anna.post_json("/api/v1/tasks", json!({ "title": format!("Call {n}"), "due_at": "2026-12-01T10:00:00Z" })).await.expect_status(201);
        }
        let files = files(&t.api(t.cast.olena).await, &format!("/api/v1/people/{}/archive", t.cast.anna)).await;
        assert_eq!(read(&files, "tasks.csv").lines().count(), 502);
    }
}
