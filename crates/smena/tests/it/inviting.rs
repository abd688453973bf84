//! Several people at once (B04): by a list, by a file, by programs.

use axum::http::Method;
use base::jobs;
use serde_json::{Value, json};

use crate::app::{Answer, Client};
use crate::browser::{Browser, Look};
use crate::cast::PASSWORD;
use crate::on_both;
use crate::post_office::PostOffice;

const PATH: &str = "/people/invite";

/// Sends the form as a browser does.
async fn look(client: &Client, people: &str, file: Option<(&str, &[u8])>) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("people", people), ("role_id", ""), ("department_id", ""), ("invites", "1")] {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let (name, bytes) = file.unwrap_or(("", b""));
    let part =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    client.send(Method::POST, PATH, Some("multipart/form-data; boundary=edge"), body).await
}

/// Presses the button under what was looked at.
async fn invite(client: &Client, looked: &Answer) -> Answer {
    let fields = looked.fields();
    let once: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let kept: Vec<(&str, &str)> = ["once", "people", "role_id", "department_id", "lang", "invites"]
        .into_iter()
        .filter_map(|name| once.iter().find(|(field, _)| *field == name).copied())
        .collect();
    client.post(&format!("{PATH}/send"), &kept).await
}

/// A workbook with two people in it, in strings that its cells share.
fn workbook() -> Vec<u8> {
    use std::io::Write;
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let rows = [
        ["Имя", "E-mail", "Телефон"],
        ["Роксолана Гнатюк", "roksolana@svitanok.example", "+380441234567"],
        ["Anna Melnyk", "anna@svitanok.example", ""],
    ];
    let strings: String = rows.as_flattened().iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let row = |(n, cells): (usize, &[&str; 3])| {
        let cell =
            |at: usize| format!(r#"<c r="{}{}" t="s"><v>{}</v></c>"#, ["A", "B", "C"][at], n + 1, n * 3 + at);
        format!(r#"<row r="{}">{}</row>"#, n + 1, (0..cells.len()).map(cell).collect::<String>())
    };
    let sheet: String = rows.iter().enumerate().map(row).collect();
    let relation = |id: u8, of: &str, target: &str| {
        format!(r#"<Relationship Id="rId{id}" Type="{OFFICE}/{of}" Target="{target}"/>"#)
    };
    let relations =
        |inside: &str| format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>"#);
    let parts = [
        ("[Content_Types].xml", format!(r#"<Types xmlns="{PACKAGE}/content-types"/>"#)),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &(relation(1, "worksheet", "worksheets/sheet1.xml")
                    + &relation(2, "sharedStrings", "sharedStrings.xml")),
            ),
        ),
        ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{MAIN}">{strings}</sst>"#)),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>"#),
        ),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn names(client: &Client) -> Vec<String> {
    let list = client.get("/api/v1/people?status=pending").await.json();
    list["items"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    // B04
    async fn a_pasted_list_is_looked_at_first_and_then_all_are_invited(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let (page, api) = (t.page(t.cast.olena).await.at(app.clone()), t.api(t.cast.olena).await);
        let list = "Роксолана Гнатюк <Roksolana@Svitanok.example>, +380 44 123 45 67\n\
            taras.bulat@svitanok.example; ROKSOLANA@svitanok.example\n\
            Anna Melnyk\tanna@svitanok.example\nzoryana@obriy.example\nnot an address";
        let looked = look(&page, list, None).await.expect_status(200).expect_no_text("{");
        looked.expect_text("Taras Bulat").expect_text("Is in the list above").expect_text("Is here already")
            .expect_text("added as they are").expect_text("Will not be invited").expect_text("Invite 3 people")
            .expect_no_text("Zoryana Other").expect_no_text("Obriy Ltd");
        assert_eq!(names(&api).await, ["Petro Lys"], "nobody is added before somebody says so");

        let looked = look(&page, list, None).await;
        let done = invite(&page, &looked).await.expect_status(200).expect_text("Invited: 3 people");
        // Who was not invited is said, with the reason.
        done.expect_text("Not invited").expect_text("anna@svitanok.example").expect_text("not an address")
            .expect_text("Is in the list above").expect_no_text("taras.bulat@svitanok.example").expect_no_text("/link/smn");
        assert_eq!(names(&api).await, ["Petro Lys", "Taras Bulat", "Zoryana Other", "Роксолана Гнатюк"]);
        jobs::run_due(&app).await.unwrap();
        let mut to: Vec<String> = office.letters().into_iter().map(|letter| letter.to).collect();
        to.sort_unstable();
        assert_eq!(to, ["roksolana@svitanok.example", "taras.bulat@svitanok.example", "zoryana@obriy.example"]);

        // The same press again leads to where the first led, and the same list finds nobody new.
        invite(&page, &looked).await.expect_status(303);
        look(&page, list, None).await.expect_text("Nobody in this list can be invited").expect_no_text("/people/invite/send");
        let again = [("people", list), ("invites", "1"), ("once", "another-word")];
        page.post(&format!("{PATH}/send"), &again).await.expect_status(409).expect_text("everyone is here already");
        assert_eq!(names(&api).await.len(), 4);
    }

    // B04
    async fn a_file_is_a_list_too(t) {
        let olena = t.page(t.cast.olena).await;
        let table = "Имя;Фамилия;E-mail;Телефон\nРоксолана;Гнатюк;roksolana@svitanok.example;+380441234567\n";
        let (old, ..) = encoding_rs::WINDOWS_1251.encode(table);
        let looked = look(&olena, "taras@svitanok.example", Some(("people.csv", &old))).await.expect_status(200);
        looked.expect_text("Роксолана Гнатюк").expect_text("Taras").expect_text("Invite 2 people");
        for (bytes, says) in [
            (&b"Name,City\nAnna,Kyiv\n"[..], "No column of the file has e-mails"),
            (b"PK\x03\x04rest", "workbook can't be read"),
            (b"%PDF-1.7\n1\n", "This is not a table"),
        ] {
            look(&olena, "", Some(("people.csv", bytes))).await.expect_status(422).expect_text(says);
        }
        look(&olena, " \n", None).await.expect_status(422).expect_text("Write at least one address");
        let many = "x@svitanok.example\n".repeat(301);
        look(&olena, &many, None).await.expect_status(422).expect_text("At most 300 people at once");
    }

    // B04: a workbook as a spreadsheet program saves it.
    async fn a_workbook_is_a_list_too(t) {
        let olena = t.page(t.cast.olena).await;
        let looked = look(&olena, "", Some(("people.xlsx", &workbook()))).await.expect_status(200);
        looked.expect_text("Роксолана Гнатюк").expect_text("roksolana@svitanok.example").expect_text("Is here already")
            .expect_text("Invite 1 person");
        let looked = look(&olena, "", Some(("people.xlsx", &workbook()))).await;
        invite(&olena, &looked).await.expect_status(200).expect_text("Invited: 1 person");
        let added = t.api(t.cast.olena).await.get("/api/v1/people?q=roksolana").await.json()["items"][0].clone();
        assert_eq!((&added["name"], &added["phone"]), (&json!("Роксолана Гнатюк"), &json!("+380 44 123 4567")));
    }

    // B04: what was shown is what is done, whatever the cells hold.
    async fn each_row_is_who_was_shown(t) {
        let olena = t.page(t.cast.olena).await;
        let table = "name,email,phone\n\"Taras\nBulat\",taras@svitanok.example,101\n\
            Roksolana,roksolana@svitanok.example,+380 44 123-45-67 ext. 5\nTwo,\"a@svitanok.example, b@svitanok.example\",\n";
        let looked = look(&olena, "", Some(("people.csv", table.as_bytes()))).await.expect_status(200);
        let looked = looked.expect_text("Taras Bulat</th>").expect_text("101</td>").expect_text("ext. 5").expect_text("Invite 2 people");
        invite(&olena, &looked).await.expect_status(200).expect_text("Invited: 2 people").expect_text("Not invited");
        let api = t.api(t.cast.olena).await;
        assert_eq!(names(&api).await, ["Petro Lys", "Roksolana", "Taras Bulat"]);
        let taras = api.get("/api/v1/people?q=taras").await.json()["items"][0].clone();
        assert_eq!((&taras["name"], &taras["phone"]), (&json!("Taras Bulat"), &json!("101")));
    }

    // B04: who is here and can't get in is said to be so, with the way to their card.
    async fn who_left_is_let_in_again_by_the_card(t) {
        let (page, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let departure = json!({ "successor": t.cast.vira });
        api.post_json(&format!("/api/v1/people/{}/departure", t.cast.anna), departure).await.expect_status(201);
        let list = "anna@svitanok.example\ntaras@svitanok.example";
        let looked = look(&page, list, None).await.expect_status(200);
        let card = format!("href=\"/people/{}\"", t.cast.anna);
        let looked = looked.expect_text("Is here already").expect_text("Departed").expect_text("card lets them in again").expect_text(&card);
        invite(&page, &looked).await.expect_status(200).expect_text("Not invited").expect_text("Departed").expect_text(&card);
        let body = json!({ "people": [{ "email": "anna@svitanok.example" }], "dry_run": true });
        let one = api.post_json("/api/v1/people/several", body).await.expect_status(200).json()["items"][0].clone();
        assert_eq!((&one["fate"], &one["status"], &one["id"]), (&json!("here"), &json!("departed"), &json!(t.cast.anna)));
    }

    // A12, B04: the way out asks for as many seats as are missing, and the list stays.
    async fn the_missing_seats_are_asked_for_and_the_list_stays(t) {
        crate::partners::arrange(t, 7).await;
        let (page, list) = (t.page(t.cast.olena).await, "a@svitanok.example\nb@svitanok.example\nc@svitanok.example");
        let looked = look(&page, list, None).await.expect_status(200);
        looked.expect_text("1 seat is free, and 3 people are to be invited").expect_text("Ask the partner for 2 more seats");
        let fields = [("people", list), ("invites", "1"), ("seats", "2")];
        let asked = page.post(&format!("{PATH}/send"), &fields).await.expect_status(200);
        let asked = asked.expect_text("Obriy Partners is asked for seats: 2").expect_text("c@svitanok.example");
        assert!(asked.fields().iter().any(|(name, value)| name == "people" && value.lines().count() == 3));
        let waits = t.api(t.cast.zoryana).await.get("/api/v1/partner/requests").await.json();
        assert_eq!(waits["items"][0]["seats"], json!(2));
        page.post(&format!("{PATH}/send"), &fields).await.expect_status(409).expect_text("c@svitanok.example");
        assert_eq!(names(&t.api(t.cast.olena).await).await, ["Petro Lys"]);
    }

    // Without letters each has a link, shown once.
    async fn without_a_mail_server_there_is_a_link_for_each(t) {
        let olena = t.page(t.cast.olena).await;
        olena.get(PATH).await.expect_status(200).expect_text("Letters are not set up here").expect_no_text("{");
        let looked = look(&olena, "taras@svitanok.example\nroksolana@svitanok.example", None).await;
        let done = invite(&olena, &looked).await.expect_status(200).expect_text("Invited: 2 people");
        let links: Vec<&str> = done.body.split("value=\"").filter(|value| value.contains("/link/smn_l_")).collect();
        assert_eq!(links.len(), 2);
        let path = links[0].split('"').next().unwrap();
        let path = &path[path.find("/link/").unwrap()..];
        t.stranger().get(path).await.expect_status(200).expect_text("taras@svitanok.example");
    }

    // A12: they all fit, or nobody comes.
    async fn who_don_t_all_fit_are_not_added_at_all(t) {
        t.by_hand("update accounts set seats_bought = 8 where id = $1 and cast($2 as bigint) > 0", t.cast.account).await;
        let (page, api) = (t.page(t.cast.olena).await, t.api(t.cast.olena).await);
        let list = "a@svitanok.example\nb@svitanok.example\nc@svitanok.example";
        let looked = look(&page, list, None).await.expect_status(200);
        looked.expect_text("2 seats are free, and 3 people are to be invited");
        let looked = look(&page, list, None).await;
        invite(&page, &looked).await.expect_status(409);
        assert_eq!(names(&api).await, ["Petro Lys"]);
        let body = json!({"people": [{"email": "a@svitanok.example"}, {"email": "b@svitanok.example"}, {"email": "c@svitanok.example"}]});
        api.post_json("/api/v1/people/several", body).await.expect_problem(409, "no_seat");
        assert_eq!(names(&api).await, ["Petro Lys"]);
    }

    // B04
    async fn a_program_adds_several_in_one_act(t) {
        let api = t.api(t.cast.olena).await;
        let people = json!([
            {"name": "Roksolana Hnatiuk", "email": "roksolana@svitanok.example", "phone": "+380441234567"},
            {"email": "anna@svitanok.example"}, {"email": "nowhere"}, {"email": "zoryana@obriy.example"},
        ]);
        let rehearsed = api.post_json("/api/v1/people/several", json!({"people": people, "dry_run": true})).await;
        let fates = |answer: &Value| -> Vec<String> {
            answer["items"].as_array().unwrap().iter().map(|one| one["fate"].as_str().unwrap().to_owned()).collect()
        };
        let rehearsed = rehearsed.expect_status(200).json();
        assert_eq!(fates(&rehearsed), ["new", "here", "wrong", "elsewhere"]);
        assert_eq!(rehearsed["items"][1]["id"], t.cast.anna);
        assert_eq!(rehearsed["items"][2]["why"], json!(["This is not an e-mail address."]));
        assert_eq!(names(&api).await, ["Petro Lys"]);
        let body = json!({"people": people, "department_id": t.cast.sales});
        let added = api.post_json("/api/v1/people/several", body.clone()).await.expect_status(201).json();
        assert_eq!(fates(&added), ["new", "here", "wrong", "elsewhere"]);
        assert!(added["items"][0]["link"].as_str().unwrap().contains("/link/smn_l_"));
        assert_eq!(added["items"][3]["name"], "Zoryana Other");
        let person = api.get(&format!("/api/v1/people/{}", added["items"][0]["id"])).await.json();
        assert_eq!((&person["status"], &person["department_id"]), (&json!("pending"), &json!(t.cast.sales)));
        api.post_json("/api/v1/people/several", body).await.expect_problem(409, "nobody_to_add");
        let wrong = json!({"people": [{"email": "x@svitanok.example"}], "department_id": 7});
        api.post_json("/api/v1/people/several", wrong).await.expect_status(422);
        let borys = t.api(t.cast.borys).await;
        borys.post_json("/api/v1/people/several", json!({"people": []})).await.expect_status(403);
    }

    // B04, G12: by touch, 360 pixels wide.
    async fn an_administrator_invites_several_on_a_phone(t) {
        let site = t.serve().await;
        let olena = Browser::open(&site, Look::phone("uk")).await;
        olena.visit("/sign-in").await;
        olena.fill("E-mail або логін", "olena@svitanok.example").await;
        olena.fill("Пароль", PASSWORD).await;
        olena.click("Увійти").await;
        olena.arrives("/deals").await;
        olena.visit("/people").await;
        olena.click("Запросити кількох").await;
        let people = tempfile::tempdir().unwrap();
        let file = people.path().join("people.csv");
        std::fs::write(&file, "Ім'я;E-mail\nРоксолана Гнатюк;roksolana@svitanok.example\n").unwrap();
        olena.fill("Співробітники, по одному в рядку", "Тарас Булат <taras@svitanok.example>").await;
        olena.fill("Або файл", file.to_str().unwrap()).await;
        olena.click("Подивитися, що станеться").await;
        olena.sees("Отримає запрошення").await;
        assert_eq!(olena.overflow().await, 0);
        olena.sees("Роксолана Гнатюк").await;
        olena.click("Запросити 2 співробітників").await;
        olena.sees("Запрошено 2 співробітників").await;
        assert_eq!(olena.overflow().await, 0);
    }
}
