//! Imports by page: a file that a browser sends.

use axum::http::Method;
use base::jobs;

use crate::app::{Answer, Client, TestApp};
use crate::on_both;

const PATH: &str = "/settings/import";

const CONTACTS: &str = "ФИО;E-mail;Телефон;Компания;Любимый цвет\r\n\
    Соломия Гнатюк;solomiia@raduha.example;+380 44 123 45 67;Радуга;синий\r\n\
    Пётр Лис;petro@raduha.example;;Радуга;\r\n\
    ;;+380 44 765 43 21;;\r\n\
    Иван Бойко;not an address;;;\r\n";

/// Sends a file as a browser does.
async fn send(client: &Client, what: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\n{what}\r\n\
        --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    client.send(Method::POST, PATH, Some("multipart/form-data; boundary=edge"), body).await
}

/// Sends a file that is taken; where it is.
async fn sent(client: &Client, what: &str, text: &[u8]) -> String {
    let answer = send(client, what, "list.csv", text).await.expect_status(303);
    assert!(answer.location().starts_with(PATH), "{}", answer.location());
    answer.location().to_owned()
}

/// New, changed, as before, wrong: of a kind, as the page shows them.
#[track_caller]
fn counts(answer: &Answer, kind: &str) -> [i64; 4] {
    let cells = |row: &str| -> Vec<String> {
        let row = row.replace("<th", "<td").replace("</th>", "</td>");
        let cells = row.split("<td").skip(1).filter_map(|cell| cell.split("</td>").next());
        cells.map(|cell| cell.rsplit('>').next().unwrap_or_default().to_owned()).collect()
    };
    let rows: Vec<Vec<String>> = answer.body.split("<tr").map(cells).collect();
    let row = rows.iter().find(|row| row.len() == 5 && row[0] == kind);
    let row = row.unwrap_or_else(|| panic!("no {kind} among {rows:?}"));
    let numbers: Vec<i64> = row[1..].iter().map(|cell| cell.parse().unwrap()).collect();
    numbers.try_into().unwrap()
}

async fn begin(t: &TestApp, client: &Client, file: &str) -> Answer {
    assert_eq!(client.post(&format!("{file}/begin"), &[]).await.expect_status(303).location(), file);
    jobs::run_due(&t.app).await.unwrap();
    client.get(file).await.expect_status(200)
}

async fn contacts(t: &TestApp) -> i64 {
    let list = t.api(t.cast.olena).await.get("/api/v1/contacts").await.expect_status(200).json();
    list["count"].as_i64().unwrap()
}

on_both! {
    async fn a_table_is_looked_at_first_and_goes_in_once(t) {
        let olena = t.page(t.cast.olena).await;
        let (old, ..) = encoding_rs::WINDOWS_1251.encode(CONTACTS);
        let file = sent(&olena, "contacts", &old).await;
        let page = olena.get(&file).await.expect_status(200).expect_text("Соломия Гнатюк").expect_text("Любимый цвет");
        assert_eq!(counts(&page, "Contacts"), [2, 0, 0, 2]);
        assert_eq!(counts(&page, "Companies"), [1, 0, 0, 0]);
        page.expect_text("Line 4: Nothing tells this row from others").expect_text("Line 5");
        let wrong = olena.get(&format!("{file}/wrong.csv")).await.expect_status(200);
        wrong.expect_text("Nothing tells this row from others");
        assert_eq!(contacts(t).await, 0, "nothing goes in before somebody says so");

        let done = begin(t, &olena, &file).await.expect_text("It is in.").expect_text(r#"href="/contacts""#);
        assert_eq!(counts(&done, "Contacts"), [2, 0, 0, 2]);
        olena.get("/contacts").await.expect_text("Соломия Гнатюк").expect_text("Радуга").expect_no_text("Иван Бойко");
        olena.get("/settings/journal").await.expect_text("list.csv");

        // A second press, and the same file again by somebody else: nothing comes twice.
        begin(t, &olena, &file).await;
        let again = sent(&olena, "contacts", CONTACTS.as_bytes()).await;
        let page = olena.get(&again).await;
        assert_eq!(counts(&page, "Contacts"), [0, 0, 2, 2]);
        page.expect_text("There is nothing to bring in");
        let grown = CONTACTS.replace("Пётр Лис", "Пётр Лисенко");
        let file = sent(&olena, "contacts", grown.as_bytes()).await;
        assert_eq!(counts(&begin(t, &olena, &file).await, "Contacts"), [0, 1, 1, 2]);
        assert_eq!(contacts(t).await, 2);
    }

    async fn columns_that_were_guessed_wrong_are_corrected(t) {
        let olena = t.page(t.cast.olena).await;
        let file = sent(&olena, "contacts", b"who,where\nSolomiia,Raduha\n").await;
        olena.get(&file).await.expect_text("Say first which column has the names.").expect_no_text(&format!("{file}/begin"));
        let columns = [("col-name", "who"), ("col-company", "where"), ("col-email", "no such column")];
        olena.post(&file, &columns).await.expect_status(303);
        let page = olena.get(&file).await;
        assert_eq!((counts(&page, "Contacts"), counts(&page, "Companies")), ([1, 0, 0, 0], [1, 0, 0, 0]));
        begin(t, &olena, &file).await;
        olena.post(&file, &[("col-name", "where")]).await.expect_status(409);
    }

    async fn deals_have_days_and_amounts_as_the_file_writes_them(t) {
        let olena = t.page(t.cast.olena).await;
        let table = "Назва;Сума;Створено\nСтільці;1 054,50;31.12.2025\nСтоли;багато;31.12.2025\nШафи;10;2025-12-31\n";
        let file = sent(&olena, "deals", table.as_bytes()).await;
        let page = olena.get(&file).await.expect_status(200);
        assert_eq!(counts(&page, "Deals"), [1, 0, 0, 2]);
        page.expect_text("“багато” is not a number");
        begin(t, &olena, &file).await;
        let deals = t.api(t.cast.olena).await.get("/api/v1/deals").await.json();
        assert_eq!((deals["count"].as_i64(), deals["items"][0]["amount"].as_i64()), (Some(1), Some(105_450)));
        assert_eq!(deals["items"][0]["responsible_id"], t.cast.olena);
    }

    async fn people_come_with_their_departments_and_those_who_are_here_stay_one(t) {
        let olena = t.page(t.cast.olena).await;
        let table = "Name,E-mail,Department\nMaksym Hai,maksym@svitanok.example,Sales\nAnna Melnyk,anna@svitanok.example,Sales\n";
        let file = sent(&olena, "people", table.as_bytes()).await;
        let page = olena.get(&file).await;
        assert_eq!(counts(&page, "People"), [1, 0, 0, 1]);
        page.expect_text("Anna Melnyk is here already");
        begin(t, &olena, &file).await;
        let people = t.api(t.cast.olena).await.get("/api/v1/people?q=maksym").await.json();
        assert_eq!(people["items"].as_array().unwrap().len(), 1);
        let departments = t.api(t.cast.olena).await.get("/api/v1/departments").await.json();
        assert_eq!(departments["items"].as_array().unwrap().iter().filter(|d| d["name"] == "Sales").count(), 1);
    }

    async fn people_who_are_here_keep_their_posts(t) {
        let olena = t.page(t.cast.olena).await;
        let table = "Name,E-mail,Department\nBorys Kravets,borys@svitanok.example,Support\nMaksym Hai,maksym@svitanok.example,Support\n";
        for wrong in [1, 2] {
            let file = sent(&olena, "people", table.as_bytes()).await;
            assert_eq!(counts(&olena.get(&file).await, "People")[3], wrong);
            begin(t, &olena, &file).await;
        }
        let borys = t.api(t.cast.olena).await.get(&format!("/api/v1/people/{}", t.cast.borys)).await.json();
        assert_eq!((&borys["departments"][0]["post"], &borys["departments"][0]["id"]), (&"head".into(), &t.cast.sales.into()));
    }

    async fn a_company_that_is_here_keeps_what_is_known_of_it(t) {
        let api = t.api(t.cast.olena).await;
        let company = serde_json::json!({"name": "Raduha", "phones": ["+380 44 123 45 67"]});
        api.post_json("/api/v1/companies", company).await.expect_status(201);
        let olena = t.page(t.cast.olena).await;
        let file = sent(&olena, "contacts", b"Name,Company\nSolomiia,raduha\n").await;
        begin(t, &olena, &file).await;
        let companies = api.get("/api/v1/companies").await.json();
        assert_eq!((companies["count"].as_i64(), &companies["items"][0]["phones"][0]), (Some(1), &"+380 44 123 4567".into()));
    }

    async fn what_is_no_table_is_refused_with_what_to_do(t) {
        let olena = t.page(t.cast.olena).await;
        let large = vec![b'a'; 6 << 20];
        let bad: [(&[u8], &str); 9] = [
            (b"", "The file is empty"),
            (b"name,phone\n", "Under the heading there are no rows."),
            (b"name,name\nAnna,Borys\n", "Two columns are named"),
            (b"name,\nAnna,1\n", "Column 2 has no name."),
            (b"\xd0\xcf\x11\xe0old", "CSV UTF-8"),
            (b"PK\x03\x04zip", "can't be read"),
            (b"<html><body>\n<p>\n", "This is not a table"),
            (b"\x00\x01\x02\n\x00\x00", "This is not a table"),
            (&large, "larger than 5 MB"),
        ];
        for (bytes, says) in bad {
            send(&olena, "contacts", "list.csv", bytes).await.expect_status(422).expect_text(says);
        }
        send(&olena, "contacts", "", b"").await.expect_status(422).expect_text("Choose a file first.");
        olena.post(PATH, &[("what", "contacts")]).await.expect_status(422).expect_text("arrive whole");
        assert_eq!(contacts(t).await, 0);
        olena.get(PATH).await.expect_status(200).expect_no_text("list.csv");
    }

    async fn formulas_and_marks_go_in_as_the_text_they_are(t) {
        let olena = t.page(t.cast.olena).await;
        let file = sent(&olena, "contacts", b"Name,Note\n\"=HYPERLINK(\"\"x\"\")\",\"<b>{braces}</b>\"\n").await;
        olena.get(&file).await.expect_text("&lt;b&gt;{braces}");
        begin(t, &olena, &file).await;
        olena.get("/contacts").await.expect_text("=HYPERLINK").expect_no_text("<b>{braces}");
    }

    // A01: who may not import sees no file of others and sends none.
    async fn only_administrators_import(t) {
        let olena = t.page(t.cast.olena).await;
        let file = sent(&olena, "contacts", b"Name\nSolomiia\n").await;
        for person in [t.cast.borys, t.cast.anna, t.cast.hlib] {
            let page = t.page(person).await;
            for address in [PATH, &file, &format!("{file}/wrong.csv")] {
                page.get(address).await.expect_status(403).expect_no_text("Solomiia");
            }
            send(&page, "contacts", "list.csv", b"Name\nEve\n").await.expect_status(403);
            page.post(&format!("{file}/begin"), &[]).await.expect_status(403);
        }
        let zoryana = t.page(t.cast.zoryana).await;
        zoryana.get(&file).await.expect_status(404).expect_no_text("Solomiia");
        zoryana.post(&format!("{file}/begin"), &[]).await.expect_status(404);
        assert_eq!(contacts(t).await, 0);
    }

    async fn a_file_is_forgotten_after_a_day(t) {
        let olena = t.page(t.cast.olena).await;
        let file = sent(&olena, "contacts", b"Name\nSolomiia\n").await;
        t.clock.advance(86_400_001);
        smena::housekeeping::round(&t.app).await.unwrap();
        olena.get(&file).await.expect_status(404);
    }
}
