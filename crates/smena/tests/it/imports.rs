//! Imports: what goes in, what is told, what a second run does. The real data is in `acceptance`.

use std::path::Path;

use base::{Ctx, Error, Kind};
use kit::lang::Lang;
use smena::imports::{self, Report};
use store::params;
use work::records;

use crate::app::TestApp;
use crate::on_both;

const MAPPING: &str = r#"
source = "old"
[format]
currency = "EUR"

[[departments]]
file = "people.csv"
key = "{team}"
repeats = true
fields.name = "{team}"

[[people]]
file = "people.csv"
key = "{name}"
fields.name = "{name}"
fields.email = "{mail}"
fields.role = "seller"
fields.department = "{team}"

[[products]]
file = "products.csv"
key = "{name}"
fields.name = "{name}"
fields.price = "{price}"

[[companies]]
file = "companies.csv"
key = "{name}"
fields.name = "{name}"
fields.phones = ["{phone}", "{mobile}"]
fields.parent = "{over}"
fields.responsible = "{seller}"

[[pipelines]]
name = "Old deals"
stages = [
  { name = "Open", outcome = "open" },
  { name = "Won", outcome = "won" },
  { name = "Lost", outcome = "lost" },
]

[[deals]]
file = "deals.csv"
key = "{id}"
[deals.fields]
title = "{what}"
pipeline = "Old deals"
stage = "{stage}"
amount = "{sum}"
product = "{product}"
company = "{company}"
closed = "{closed}"
responsible = "{seller}"
"#;

/// A folder with files that go in without a word.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.put("mapping.toml", MAPPING);
        folder.put("people.csv", "name,mail,team\nMaksym Hai,maksym@old.example,East\nDaria Lys,,East\n");
        folder.put("products.csv", "name,price\nChair,120\nDesk,340.50\n");
        folder.put("companies.csv", "name,phone,mobile,over,seller\nRaduha,044 1234567,,Vesna,Daria Lys\nVesna,,,,anna@svitanok.example\n");
        folder.put("deals.csv", format!("{DEALS}1,Chairs,Won,1200,Chair,Raduha,2026-10-01,Maksym Hai\n2,Desks,Open,,Desk,,,Daria Lys\n"));
        folder
    }

    fn put(&self, file: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.0.path().join(file), text).unwrap();
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    async fn run(&self, ctx: &Ctx) -> Report {
        imports::run(ctx, &self.path().join("mapping.toml"), self.path()).await.unwrap()
    }
}

const DEALS: &str = "id,what,stage,sum,product,company,closed,seller\n";

/// `(created, updated, unchanged)`.
fn counts(report: &Report, kind: &str) -> (i64, i64, i64) {
    let counts = &report.kinds[kind];
    (counts.created, counts.updated, counts.unchanged)
}

fn told(report: &Report, kind: &str) -> Vec<(i64, String)> {
    report.kinds[kind].refused.iter().map(|refused| (refused.row, refused.why.clone())).collect()
}

async fn deal(ctx: &Ctx, title: &'static str) -> (i64, i64, i64) {
    let sql = "select d.id, h.holder_person_id, d.amount from deals d join portfolio_holders h
        on h.account_id = $1 and h.portfolio_id = d.portfolio_id and h.kind = 'deal'
        where d.account_id = $1 and d.title = $2";
    ctx.read(move |tx| {
        let row = tx.query_one(sql, params![tx.account(), title])?;
        Ok((row.at(0)?, row.at(1)?, row.at(2)?))
    })
    .await
    .unwrap()
}

async fn person(t: &TestApp, name: &'static str) -> i64 {
    let sql = "select id from people where account_id = $1 and name = $2";
    t.operator().read(move |tx| Ok(tx.query_one(sql, params![tx.account(), name])?.at(0)?)).await.unwrap()
}

on_both! {
    async fn everything_goes_in_once_and_a_second_run_creates_nothing(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        let report = folder.run(&ctx).await;
        for (kind, created) in [("department", 1), ("person", 2), ("pipeline", 1), ("product", 2), ("company", 2), ("deal", 2)] {
            assert_eq!(counts(&report, kind), (created, 0, 0), "{kind}");
        }
        assert_eq!(report.refused(), 0);
        let (id, holder, amount) = deal(&ctx, "Chairs").await;
        assert_eq!((holder, amount), (person(t, "Maksym Hai").await, 120_000));

        // What the API shows is what the file said.
        let shown = t.api(t.cast.olena).await.get(&format!("/api/v1/deals/{id}")).await.expect_status(200).json();
        assert_eq!(shown["responsible_id"], holder);
        assert_eq!(shown["closed_at"], "2026-09-30T21:00:00Z");
        let found = t.api(t.cast.olena).await.get("/api/v1/deals?q=hair").await.expect_status(200).json();
        assert_eq!((&found["count"], &found["items"][0]["id"]), (&serde_json::json!(1), &serde_json::json!(id)));

        let again = folder.run(&ctx).await;
        for (kind, unchanged) in [("department", 1), ("person", 2), ("pipeline", 1), ("product", 2), ("company", 2), ("deal", 2)] {
            assert_eq!(counts(&again, kind), (0, 0, unchanged), "{kind}");
        }
    }

    // A cell with several numbers is as many; a number with a word beside it stays as it was written.
    async fn no_number_of_a_cell_is_lost(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.put("people.csv", "name,mail,team,phone\nMaksym Hai,,East,0441234567;0681112233\nDaria Lys,,East,\"067 123-45-67, дод. 5\"\n");
        folder.put("companies.csv", "name,phone,mobile,over,seller\nRaduha,0441234567;0681112233,\"050 123-45-67, 068 111-22-33\",Vesna,Daria Lys\nVesna,факс 044 765-43-21,\"044 123-45-67; Анна 067 123-45-67\",,Daria Lys\n");
        let mapping = MAPPING.replace("fields.email = \"{mail}\"", "fields.email = \"{mail}\"\nfields.phone = \"{phone}\"");
        folder.put("mapping.toml", mapping);
        let report = folder.run(&ctx).await;
        assert_eq!(report.refused(), 0);
        let olena = t.api(t.cast.olena).await;
        let raduha = olena.get("/api/v1/companies?q=raduha").await.expect_status(200).json();
        assert_eq!(raduha["items"][0]["phones"], serde_json::json!(["+380 44 123 4567", "+380 68 111 2233", "+380 50 123 4567"]));
        let vesna = olena.get("/api/v1/companies?q=vesna").await.expect_status(200).json();
        assert_eq!(vesna["items"][0]["phones"], serde_json::json!(["факс 044 765-43-21", "+380 44 123 4567", "Анна 067 123-45-67"]));
        for (name, phone) in [("Maksym Hai", "+380 44 123 4567 / +380 68 111 2233"), ("Daria Lys", "+380 67 123 4567 ext. 5")] {
            let id = person(t, name).await;
            assert_eq!(olena.get(&format!("/api/v1/people/{id}")).await.json()["phone"], phone);
        }
        // The second run reads the same.
        assert_eq!(counts(&folder.run(&ctx).await, "company"), (0, 0, 2));
    }

    async fn what_does_not_fit_is_told_by_row_and_the_rest_goes_in(t) {
        let folder = Folder::new();
        let rows: [&[u8]; 9] = [
            b"1,Chairs,Won,1200,Stool,Nobody & Sons,2026-10-01,Maksym Hai",
            b"2,Desks,Open,,,,,Maksym",
            b"3,Desks,Sold,,,,,Maksym Hai",
            b"4,Desks,Open,1 200,,,,Maksym Hai",
            b"5,Desks,Won,1200,,,01.10.2026,Maksym Hai",
            b"6,Desks,Won,1200,,,,Maksym Hai",
            b"7,Desks,Open,1200,,,2026-10-01,Maksym Hai",
            b"8,Desks",
            b"9,\xd1\xf2\xee\xeb\xfb,Open,,,,,Maksym Hai",
        ];
        folder.put("deals.csv", [DEALS.trim_end().as_bytes()].into_iter().chain(rows).collect::<Vec<_>>().join(&b'\n'));
        let report = folder.run(&t.operator().speaking(Lang::Ru)).await;
        let mut told = told(&report, "deal");
        told.sort();
        let said = |row: i64, why: &str| (row, why.to_owned());
        assert_eq!(told, [
            said(2, "Компании «Nobody & Sons» нет: запись вошла без компании."),
            said(2, "Товара «Stool» нет: сделка вошла без товара."),
            said(3, "Никого не зовут «Maksym»."),
            said(4, "В воронке нет этапа «Sold»."),
            said(5, "«1 200» — не число в том виде, который указан в сопоставлении."),
            said(6, "«01.10.2026» — не дата вида %Y-%m-%d."),
            said(7, "Сделка на этапе «Won», а день закрытия пуст."),
            said(8, "Сделка на открытом этапе «Open»: она вошла без дня закрытия."),
            said(9, "В строке ячеек: 2, а нужно: 8."),
            said(10, "Строка не в кодировке UTF-8."),
        ]);
        assert_eq!(report.kinds["deal"].read, 9);
        assert_eq!(counts(&report, "deal"), (2, 0, 0));
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["deal"]["created"], 2);
        assert_eq!(json["deal"]["refused"][0]["file"], "deals.csv");
    }

    async fn a_file_that_is_not_as_the_mapping_says_stops_the_import_before_it_begins(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.put("products.csv", "name,cost\nChair,120\n");
        std::fs::remove_file(folder.path().join("companies.csv")).unwrap();
        let report = folder.run(&ctx).await;
        assert!(report.stopped);
        assert_eq!(told(&report, "product"), [(0, "The file lacks columns that the mapping names: price.".to_owned())]);
        assert_eq!(told(&report, "company"), [(0, "The file isn't in the folder.".to_owned())]);
        let count = "select count(*) from people where account_id = $1 and name = 'Maksym Hai'";
        let made: i64 = ctx.read(move |tx| Ok(tx.query_one(count, params![tx.account()])?.at(0)?)).await.unwrap();
        assert_eq!(made, 0);
    }

    async fn a_changed_row_changes_its_record_and_what_was_done_here_stays(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.run(&ctx).await;
        let (id, maksym, _) = deal(&ctx, "Chairs").await;
        records::assign(&ctx, &work::deals::ROOM, vec![id], t.cast.vira).await.unwrap();

        let changed = "1,Chairs,Won,1500,Chair,Raduha,2026-10-01,Maksym Hai\n2,Desks,Open,,Desk,,,Daria Lys\n";
        folder.put("deals.csv", format!("{DEALS}{changed}"));
        assert_eq!(counts(&folder.run(&ctx).await, "deal"), (0, 1, 1));
        assert_eq!(deal(&ctx, "Chairs").await, (id, t.cast.vira, 150_000));

        // Only when the source names somebody else does it go to them.
        folder.put("deals.csv", format!("{DEALS}{}", changed.replace("01,Maksym Hai", "01,Daria Lys")));
        assert_eq!(counts(&folder.run(&ctx).await, "deal"), (0, 1, 1));
        assert_eq!(deal(&ctx, "Chairs").await, (id, person(t, "Daria Lys").await, 150_000));
        assert_ne!(maksym, person(t, "Daria Lys").await);
    }

    async fn what_was_deleted_here_stays_deleted(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.run(&ctx).await;
        let (id, ..) = deal(&ctx, "Chairs").await;
        records::delete(&ctx, &work::deals::ROOM, vec![id], None).await.unwrap();
        assert_eq!(counts(&folder.run(&ctx).await, "deal"), (0, 0, 2));
        folder.put("deals.csv", format!("{DEALS}1,Stools,Won,1200,Chair,Raduha,2026-10-01,Maksym Hai\n"));
        let report = folder.run(&ctx).await;
        assert_eq!(told(&report, "deal"), [(2, "“1” was imported before and deleted here since; it stays deleted.".to_owned())]);
        assert_eq!(counts(&report, "deal"), (0, 0, 0));
    }

    async fn people_who_may_not_receive_work_receive_none_by_an_import(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        let rows = "1,A,Open,,,,,petro@svitanok.example\n2,B,Open,,,,,Hlib Moroz\n3,C,Open,,,,,Anna Melnyk\n4,D,Open,,,,,Zoryana Other\n";
        folder.put("deals.csv", format!("{DEALS}{rows}"));
        let report = folder.run(&ctx).await;
        let cannot = |name: &str| format!("{name} can't receive new work now. Choose somebody who is active.");
        assert_eq!(told(&report, "deal"), [
            (5, "Nobody is called “Zoryana Other”.".to_owned()),
            (2, cannot("Petro Lys")),
            (3, cannot("Hlib Moroz")),
        ]);
        assert_eq!(deal(&ctx, "C").await.1, t.cast.anna);
    }

    async fn two_people_of_one_name_are_not_guessed_between(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.put("people.csv", "name,mail,team\nMaksym Hai,,East\nDaria Lys,,East\nAnna Melnyk,,East\n");
        folder.put("deals.csv", format!("{DEALS}1,A,Open,,,,,Anna Melnyk\n"));
        // The file's own Anna is meant, not the one who was here before.
        let report = folder.run(&ctx).await;
        assert_eq!(counts(&report, "person"), (3, 0, 0));
        assert_ne!(deal(&ctx, "A").await.1, t.cast.anna);
        let mapping = imports::mapping::parse(&MAPPING.replace("source = \"old\"", "source = \"other\"").replace("[[people]]", "[[people]]\nfields.same = \"name\"")).unwrap();
        let report = imports::run_mapping(&ctx, &mapping, folder.path()).await.unwrap();
        assert_eq!(told(&report, "person"), [(4, "More than one person is called “Anna Melnyk”.".to_owned())]);
        assert_eq!(told(&report, "deal"), [(2, "More than one person is called “Anna Melnyk”.".to_owned())]);
        // Those who are here under the same name are the same.
        assert_eq!(counts(&report, "person"), (0, 2, 0));
    }

    async fn an_import_takes_no_seat_that_was_not_bought(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        t.app.db.write(store::Lane::People, { let account = t.cast.account; move |tx| {
            tx.execute("update accounts set seats_bought = 7 where id = $1", params![account])
        }}).await.unwrap();
        let report = folder.run(&ctx).await;
        assert_eq!(counts(&report, "person"), (1, 0, 0));
        assert_eq!(told(&report, "person").len(), 1);
        // What she would have held stays out, and each row says so.
        let nobody = "Nobody is called “Daria Lys”.".to_owned();
        assert_eq!(told(&report, "company"), [(2, nobody.clone())]);
        assert_eq!(told(&report, "deal").last(), Some(&(3, nobody)));
    }

    async fn an_old_program_writes_in_its_own_way(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        folder.put("mapping.toml", r#"
            source = "old"
            [format]
            encoding = "windows-1251"
            delimiter = ";"
            dates = "%d.%m.%Y"
            decimal = ","
            group = " "
            currency = "UAH"
            [files."т.csv"]
            skip = ["Примечание"]
            [[pipelines]]
            name = "Старая"
            stages = [{ name = "Идёт", outcome = "open" }, { name = "Да", outcome = "won" }, { name = "Нет", outcome = "lost" }]
            [[deals]]
            file = "т.csv"
            key = "{Номер}"
            [deals.fields]
            title = "{Название}"
            pipeline = "Старая"
            stage = "{Этап}"
            amount = "{Сумма}"
            closed = "{Закрыта}"
            responsible = "{Кто}"
            [deals.aliases."Кто"]
            "Аня" = "anna@svitanok.example"
        "#);
        let text = "Номер;Название;Этап;Сумма;Закрыта;Кто;Примечание\n7;Стулья;Да;1 234,50;01.10.2026;Аня;\n";
        let bytes: Vec<u8> = text.chars().map(|c| match c {
            'ё' => 0xb8,
            'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap(),
            other => u8::try_from(other).unwrap(),
        }).collect();
        folder.put("т.csv", bytes);
        let report = folder.run(&ctx).await;
        assert_eq!(report.refused(), 0, "{report:?}");
        assert_eq!(deal(&ctx, "Стулья").await, (deal(&ctx, "Стулья").await.0, t.cast.anna, 123_450));
    }

    async fn two_imports_of_one_source_at_once_bring_everything_in_once(t) {
        let (folder, ctx) = (Folder::new(), t.operator());
        let rows: String = (1..=900).map(|n| format!("{n},Deal {n},Open,,,,,Maksym Hai\n")).collect();
        folder.put("deals.csv", format!("{DEALS}{rows}"));
        let mapping = folder.path().join("mapping.toml");
        let run = || imports::run(&ctx, &mapping, folder.path());
        let (one, other) = tokio::join!(run(), run());
        for ended in [&one, &other] {
            match ended {
                Ok(_) => {}
                Err(Error::Conflict(problem)) => assert_eq!(problem.key, "error-imports-running"),
                Err(error) => panic!("{error}"),
            }
        }
        folder.run(&ctx).await;
        for (table, rows) in [("deals", 900), ("companies", 2), ("products", 2), ("departments", 3)] {
            let sql = format!("select count(*) from {table} where account_id = $1");
            let count: i64 = ctx.read(move |tx| Ok(tx.query_one(&sql, params![tx.account()])?.at(0)?)).await.unwrap();
            assert_eq!(count, rows, "{table}");
        }
        assert_eq!(counts(&folder.run(&ctx).await, "deal"), (0, 0, 900));
    }

    async fn only_administrators_import(t) {
        let folder = Folder::new();
        for person in [t.cast.anna, t.cast.borys, t.cast.hlib] {
            let refused = imports::run(&t.ctx(person).await, &folder.path().join("mapping.toml"), folder.path()).await;
            assert!(matches!(refused, Err(Error::Denied(_))), "{refused:?}");
        }
        let report = folder.run(&t.ctx(t.cast.olena).await).await;
        assert_eq!(report.refused(), 0);
    }

    async fn without_a_name_the_administrator_who_imports_holds_it(t) {
        let folder = Folder::new();
        let mapping = MAPPING.replace("fields.responsible = \"{seller}\"\n", "").replace("[format]", "[files.\"companies.csv\"]\nskip = [\"seller\"]\n[format]");
        folder.put("mapping.toml", mapping);
        folder.run(&t.ctx(t.cast.olena).await).await;
        let held = t.operator().read({ let olena = t.cast.olena; move |tx| base::portfolios::holdings(tx, olena) }).await.unwrap();
        assert_eq!(held[&Kind::Company].count, 2);
    }
}
