//! Amounts as people type them, in three languages, in every field that takes one.

use kit::lang::Lang;
use serde_json::json;

use crate::app::Client;
use crate::deals::{id, make, stages};
use crate::on_both;

/// What is typed, and the cents that it is.
const READ: [(&str, i64); 9] = [
    ("1 234,56", 123_456),
    ("1\u{a0}234,56", 123_456),
    ("1\u{202f}234,56", 123_456),
    ("1,234.56", 123_456),
    ("1.234,56", 123_456),
    ("1'234.56", 123_456),
    ("1234,5", 123_450),
    ("12 345 678", 1_234_567_800),
    ("0,5", 50),
];

const TWO_WAYS: [&str; 4] = ["1,234", "1.000", "12,500", "999.990"];

const NO_AMOUNT: [&str; 5] = ["1 23", "1,23,456.00", "12 3456,00", "five", "1\u{a0}234\u{202f}567"];

async fn amount(api: &Client, deal: i64) -> i64 {
    api.get(&format!("/api/v1/deals/{deal}")).await.expect_status(200).json()["amount"].as_i64().unwrap()
}

on_both! {
    async fn every_field_reads_an_amount_as_it_is_written_anywhere(t) {
        let api = t.api(t.cast.olena).await;
        let stage = stages(&api).await[0].to_string();
        for lang in Lang::all() {
            let page = t.page(t.cast.olena).await.with("accept-language", lang.code());
            for (at, (text, cents)) in READ.into_iter().enumerate() {
                let title = format!("{} {at}", lang.code());
                let made = page.post("/deals", &[("title", &title), ("amount", text), ("currency", "EUR")]).await.expect_status(303).location();
                let deal: i64 = made.rsplit('/').next().unwrap().parse().unwrap();
                assert_eq!(amount(&api, deal).await, cents, "{text}");
                let made = page.post("/deals/board", &[("title", &title), ("amount", text), ("stage_id", &stage)]).await.expect_status(303).location();
                let deal: i64 = made.rsplit("deal-").next().unwrap().parse().unwrap();
                assert_eq!(amount(&api, deal).await, cents, "{text}");
                page.post("/settings/products", &[("name", &title), ("price", text), ("currency", "EUR")]).await.expect_status(303);
            }
        }
        let products = api.get("/api/v1/products").await.json();
        for product in products["items"].as_array().unwrap() {
            let name = product["name"].as_str().unwrap();
            let at: usize = name.rsplit(' ').next().unwrap().parse().unwrap();
            let cents = READ[at].1;
            assert_eq!(product["price"], cents, "{name}");
        }
    }

    async fn what_can_be_read_in_two_ways_is_asked_back_and_nothing_is_guessed(t) {
        let api = t.api(t.cast.olena).await;
        let stage = stages(&api).await[0].to_string();
        let say = |lang| t.app.words.say(lang);
        let page = t.page(t.cast.olena).await;
            for text in TWO_WAYS {
                let whole = text.replace([',', '.'], "");
                let asked = say(Lang::En).with("error-amount-ambiguous", &[("text", text.into()), ("whole", whole.into())]);
                let form = [("title", "Boat"), ("amount", text), ("currency", "EUR")];
                page.post("/deals", &form).await.expect_status(422).expect_text(&asked).expect_text(&format!("value=\"{text}\""));
                let quick = [("title", "Boat"), ("amount", text), ("stage_id", &stage)];
                page.post("/deals/board", &quick).await.expect_status(422).expect_text(&asked);
                page.post("/settings/products", &[("name", "Boat"), ("price", text), ("currency", "EUR")]).await.expect_status(422).expect_text(&asked);
            }
            for text in NO_AMOUNT {
                page.post("/deals", &[("title", "Boat"), ("amount", text), ("currency", "EUR")]).await
                    .expect_status(422).expect_text("Write it like 1234.50.").expect_no_text("two ways");
            }
        for lang in Lang::all() {
            let sentence = say(lang).with("error-amount-ambiguous", &[("text", "1,234".into()), ("whole", "1234".into())]);
            assert!(sentence.contains("1,234") && sentence.contains(" 1234"), "{sentence}");
        }
        assert_eq!(api.get("/api/v1/deals").await.json()["count"], 0);
        // In a currency without decimals a comma can only group; a dot is asked about all the same.
        let made = page.post("/deals", &[("title", "Yen"), ("amount", "1,234"), ("currency", "JPY")]).await.expect_status(303).location();
        assert_eq!(amount(&api, made.rsplit('/').next().unwrap().parse().unwrap()).await, 1_234);
        page.post("/deals", &[("title", "Yen"), ("amount", "1.000"), ("currency", "JPY")]).await.expect_status(422).expect_text("two ways");
    }

    async fn an_amount_is_shown_as_the_reader_writes_it(t) {
        let deal = make(&t.api(t.cast.olena).await, json!({ "title": "Boat", "amount": 123_456_789 })).await;
        for (lang, shown) in [("en", "€1,234,567.89"), ("ru", "1\u{202f}234\u{202f}567,89\u{a0}€"), ("uk", "1\u{202f}234\u{202f}567,89\u{a0}€")] {
            let sql = match lang {
                "en" => "update people set lang = 'en' where account_id = $1 and id = $2",
                "ru" => "update people set lang = 'ru' where account_id = $1 and id = $2",
                _ => "update people set lang = 'uk' where account_id = $1 and id = $2",
            };
            t.by_hand(sql, t.cast.olena).await;
            let page = t.page(t.cast.olena).await;
            for address in ["/deals".to_owned(), "/deals/board".to_owned(), format!("/deals/{}", id(&deal))] {
                page.get(&address).await.expect_status(200).expect_text(shown);
            }
            // What stands in the form reads back as it is.
            page.get(&format!("/deals/{}/edit", id(&deal))).await.expect_text("value=\"1234567.89\"");
        }
    }
}
