//! Reviews of access: once a year everybody who can get in is kept, blocked or asked about, and the result is signed.

mod answers;
mod faults;
pub mod walk;

use serde_json::{Value as Json, json};

use crate::app::{Client, NOW, TestApp};
use crate::on_both;
use crate::post_office::PostOffice;

const DAY: i64 = 86_400_000;

/// Begins a review for thirty days; its id.
pub async fn begin(api: &Client) -> i64 {
    let due = json!({ "due_at": kit::date::to_rfc3339(NOW + 30 * DAY) });
    api.post_json("/api/v1/reviews", due).await.expect_status(201).json()["id"].as_i64().unwrap()
}

pub async fn say(api: &Client, review: i64, person: i64, verdict: &str) -> crate::app::Answer {
    api.post_json(&format!("/api/v1/reviews/{review}/lines/{person}"), json!({ "verdict": verdict })).await
}

pub async fn one(api: &Client, review: i64) -> Json {
    api.get(&format!("/api/v1/reviews/{review}")).await.expect_status(200).json()
}

pub fn state(review: &Json, person: i64) -> String {
    let line =
        review["lines"].as_array().unwrap().iter().find(|line| line["person_id"] == json!(person)).unwrap();
    line["state"].as_str().unwrap().to_owned()
}

/// Makes an administrator of somebody, as no door would without a proof.
pub async fn raise(t: &TestApp, person: i64) {
    let sql = "update people set category = 'administrator',
        role_id = (select id from roles where account_id = $1 and key = 'administrator') where account_id = $1 and id = $2";
    t.by_hand(sql, person).await;
}

on_both! {
    // G11
    async fn everybody_is_kept_blocked_or_left_out_and_the_result_is_signed(t) {
        let olena = t.api(t.cast.olena).await;
        let hlib = t.api(t.cast.hlib).await;
        let asked = olena.get("/api/v1/reviews").await.expect_status(200).json();
        assert_eq!((&asked["suggested"], &asked["count"]), (&json!(false), &json!(0)));
        let why = json!({ "why": "Kept for emergencies" });
        olena.json("PUT".parse().unwrap(), &format!("/api/v1/review-exemptions/{}", t.cast.petro), why).await.expect_status(204);
        let review = begin(&olena).await;
        let again = json!({ "due_at": kit::date::to_rfc3339(NOW + DAY) });
        olena.post_json("/api/v1/reviews", again).await.expect_problem(409, "review_open");

        for person in [t.cast.olena, t.cast.borys, t.cast.anna] {
            say(&olena, review, person, "keep").await.expect_status(204);
        }
        olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_problem(409, "review_left");
        olena.get(&format!("/api/v1/reviews/{review}/result")).await.expect_problem(409, "review_unsigned");
        say(&olena, review, t.cast.hlib, "block").await.expect_status(204);
        hlib.get("/api/v1/me").await.expect_status(401);
        say(&olena, review, t.cast.vira, "keep").await.expect_status(204);
        let seal = olena.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(200).json();

        let result = olena.get(&format!("/api/v1/reviews/{review}/result")).await.expect_status(200).json();
        let signed = result["signed"].as_str().unwrap();
        let digest: String = base::tx::digest(&[], signed).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((result["seal"].as_str(), seal["seal"].as_str()), (Some(digest.as_str()), Some(digest.as_str())));
        assert!(!signed.contains("Anna"), "people are numbers: {signed}");
        let text: Json = serde_json::from_str(signed).unwrap();
        let of = |person: i64| text["people"].as_array().unwrap().iter().find(|p| p["person"] == json!(person)).unwrap().clone();
        assert_eq!((of(t.cast.hlib)["verdict"].as_str(), of(t.cast.petro)["verdict"].as_str()), (Some("block"), Some("exempt")));
        assert_eq!(of(t.cast.hlib)["facts"]["tokens"], json!(1), "as it was when it was decided");
        let last = olena.get("/api/v1/journal").await.json()["items"][0]["text"].as_str().unwrap().to_owned();
        assert_eq!(last, "Olena Bondar ended the access review. People: 6");
        say(&olena, review, t.cast.anna, "open").await.expect_problem(409, "review_over");
    }

    // G11: whoever was here longest ago comes first, with rights, what they hold and how they get in.
    async fn the_page_shows_the_idle_first_and_what_each_can_reach(t) {
        let api = t.api(t.cast.olena).await;
        let deal = json!({ "title": "Boiler", "amount": 5, "responsible_id": t.cast.anna });
        api.post_json("/api/v1/deals", deal).await.expect_status(201);
        let sql = "insert into last_seen (account_id, person_id, at) values ($1, $2, 1700000000000)
            on conflict (account_id, person_id) do update set at = excluded.at";
        t.by_hand(sql, t.cast.anna).await;
        let lately = "insert into last_seen (account_id, person_id, at) values ($1, $2, 1795400000000)
            on conflict (account_id, person_id) do update set at = excluded.at";
        t.by_hand(lately, t.cast.vira).await;
        let listed = api.get("/api/v1/reviews").await.json();
        assert_eq!((&listed["suggested"], &listed["idle"]), (&json!(true), &json!(1)));
        let idle = api.get("/api/v1/people?idle=yes").await.expect_status(200).json();
        assert_eq!((&idle["count"], &idle["items"][0]["id"], &idle["items"][0]["idle"]), (&json!(1), &json!(t.cast.anna), &json!(true)));
        api.get("/api/v1/people?idle=no").await.expect_status(422);
        let olena = t.page(t.cast.olena).await;
        olena.get("/people").await.expect_text("Not here for long");
        olena.get("/people?idle=yes").await.expect_text("Anna Melnyk").expect_no_text("Vira Savchuk");
        olena.get("/settings/reviews").await.expect_text("It is time for a review").expect_text("Not here for 90 days: 1");
        let due = [("due_at", "2026-12-20"), ("once", "r1")];
        let page = olena.post("/settings/reviews", &due).await.expect_status(303).location();
        let shown = olena.get(&page).await.expect_status(200);
        let shown = shown.expect_text("Deals 1").expect_text("Done: 0 of 6").expect_text("To be done by").expect_text("Seller").expect_text("Administrator")
            .expect_text("15 Nov 2023").expect_text("API tokens 1").expect_text(&format!("href=\"/people/{}/rights\"", t.cast.anna));
        let lines = shown.body.split("<tbody>").nth(1).unwrap();
        let at = |name: &str| lines.find(&format!(">{name}<")).unwrap();
        assert!(at("Anna Melnyk") < at("Vira Savchuk"), "who was here longest ago comes first");
        assert!(at("Borys Kravets") < at("Anna Melnyk"), "and who never was, before them");
        olena.get(&format!("{page}?show=done")).await.expect_text("Nobody in this review is like that");
        let one = format!("{page}/people/{}", t.cast.anna);
        olena.get(&one).await.expect_status(200).expect_text("Not here for long");
        olena.post(&format!("{one}/keep"), &[("word", "On leave"), ("once", "r2")]).await.expect_status(303);
        olena.get(&page).await.expect_text("On leave").expect_text("Done: 1 of 6").expect_text("Decided by Olena Bondar");
        let sheet = olena.get(&format!("{page}/result.csv")).await.expect_status(200);
        sheet.expect_text("Anna Melnyk,Keeps access,Olena Bondar").expect_text("On leave");
        olena.get(&format!("{page}/print")).await.expect_status(200).expect_text("nothing is signed yet");
        for bad in ["2026-11-01", "2030-01-01", "soon"] {
            olena.post("/settings/reviews", &[("due_at", bad), ("once", bad)]).await.expect_status(422);
        }
    }

    // G11: for all that are ticked; who is refused is named, and a block asks first.
    async fn several_are_decided_at_once_and_who_is_refused_is_named(t) {
        let api = t.api(t.cast.olena).await;
        let review = begin(&api).await;
        let olena = t.page(t.cast.olena).await;
        let at = format!("/settings/reviews/{review}");
        let (anna, me) = (t.cast.anna.to_string(), t.cast.olena.to_string());
        let both = [("id", anna.as_str()), ("id", me.as_str())];
        let question = olena.post(&format!("{at}/ticked/block"), &both).await.expect_status(200);
        question.expect_text("Anna Melnyk").expect_text("signed out at once");
        assert_eq!(state(&one(&api, review).await, t.cast.anna), "open", "nothing has happened yet");
        let sure = [both[0], both[1], ("sure", "yes")];
        olena.post(&format!("{at}/ticked/block"), &sure).await.expect_status(303);
        let now = one(&api, review).await;
        assert_eq!((state(&now, t.cast.anna), state(&now, t.cast.olena)), ("block".into(), "open".into()));
        olena.post(&format!("{at}/ticked/keep"), &[("id", me.as_str())]).await.expect_status(303);
        assert_eq!(one(&api, review).await["left"], json!(4));
        olena.post(&format!("{at}/ticked/keep"), &[]).await.expect_status(303);
        olena.post(&format!("{at}/ticked/sell"), &both).await.expect_status(404);
    }

    // Administrators alone; others neither see it nor are told more.
    async fn reviews_are_for_administrators(t) {
        let review = begin(&t.api(t.cast.olena).await).await;
        t.by_hand("update roles set rights = replace(rights, '\"areas\":[', '\"areas\":[\"people\"') where account_id = $1
            and id = (select role_id from people where account_id = $1 and id = $2)", t.cast.hlib).await;
        for client in [t.api(t.cast.borys).await, t.api(t.cast.hlib).await] {
            client.get("/api/v1/reviews").await.expect_status(403);
            client.get(&format!("/api/v1/reviews/{review}")).await.expect_status(403);
            say(&client, review, t.cast.anna, "keep").await.expect_status(403);
            client.post_json(&format!("/api/v1/reviews/{review}/end"), json!({})).await.expect_status(403);
            client.get("/api/v1/review-exemptions").await.expect_status(403);
        }
        let zoryana = t.api(t.cast.zoryana).await;
        zoryana.get(&format!("/api/v1/reviews/{review}")).await.expect_status(404);
        say(&zoryana, review, t.cast.anna, "keep").await.expect_status(404);
    }

    // Left out with a reason, and included again.
    async fn who_is_left_out_has_a_reason_and_comes_back(t) {
        let olena = t.page(t.cast.olena).await;
        let anna = t.cast.anna.to_string();
        let without = [("person_id", anna.as_str()), ("why", " "), ("once", "e1")];
        olena.post("/settings/reviews/exempt", &without).await.expect_status(422);
        let with = [("person_id", anna.as_str()), ("why", "The owner"), ("once", "e2")];
        olena.post("/settings/reviews/exempt", &with).await.expect_status(303);
        olena.get("/settings/reviews").await.expect_text("The owner");
        let api = t.api(t.cast.olena).await;
        let review = begin(&api).await;
        assert_eq!(state(&one(&api, review).await, t.cast.anna), "exempt");
        say(&api, review, t.cast.anna, "ask").await.expect_problem(409, "review_exempt");
        olena.post(&format!("/settings/reviews/exempt/{anna}/remove"), &[]).await.expect_status(303);
        assert_eq!(state(&one(&api, review).await, t.cast.anna), "open");
        api.delete(&format!("/api/v1/review-exemptions/{anna}")).await.expect_status(404);
    }
}

on_both! {
    // G11: whoever knows is asked by letter and answers; the administrator decides.
    async fn the_head_is_asked_by_letter_and_answers(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let olena = t.api(t.cast.olena).await.at(app.clone());
        let review = begin(&olena).await;
        let ask = json!({ "verdict": "ask", "word": "Is she still with the shop?" });
        olena.post_json(&format!("/api/v1/reviews/{review}/lines/{}", t.cast.anna), ask).await.expect_status(204);
        base::jobs::run_due(&app).await.unwrap();
        let letter = office.letter();
        assert_eq!((letter.to.as_str(), letter.header("Subject").as_str()), ("borys@svitanok.example", "Does a colleague still need access?"));
        assert!(!letter.text().contains("Anna"), "who it is about is said on the page");

        let borys = t.page(t.cast.borys).await;
        let page = borys.get("/asks").await.expect_status(200);
        page.expect_text("Does Anna Melnyk still need access?").expect_text("Is she still with the shop?");
        t.page(t.cast.vira).await.get("/asks").await.expect_no_text("still need access");
        let vira = t.api(t.cast.vira).await;
        let answer = format!("/api/v1/me/reviews/{review}/{}", t.cast.anna);
        vira.post_json(&answer, json!({ "needed": true })).await.expect_status(404);
        let no = [("needed", "no"), ("once", "n1")];
        borys.post(&format!("/asks/reviews/{review}/{}", t.cast.anna), &no).await.expect_status(303);
        let line = one(&olena, review).await;
        assert_eq!(state(&line, t.cast.anna), "ask", "the answer decides nothing");
        t.page(t.cast.olena).await.get(&format!("/settings/reviews/{review}")).await.expect_text("Needs it no more");
        say(&olena, review, t.cast.anna, "block").await.expect_status(204);
        borys.get("/asks").await.expect_no_text("still need access");
        let mine = t.api(t.cast.borys).await.get("/api/v1/me/reviews").await.expect_status(200).json();
        assert_eq!(mine["count"], json!(0));
        say(&olena, review, t.cast.olena, "ask").await.expect_problem(409, "review_nobody");
    }

    // G11: a week before, a day before, and once it is late; each once.
    async fn administrators_are_reminded_three_times(t) {
        let office = PostOffice::open();
        let app = office.for_app(t);
        let review = begin(&t.api(t.cast.olena).await).await;
        let mut sent = Vec::new();
        for day in [1, 23, 24, 29, 30, 31] {
            t.clock.advance(NOW + day * DAY - t.app.now());
            for _ in 0..2 {
                smena::housekeeping::round(&app).await.unwrap();
            }
            base::jobs::run_due(&app).await.unwrap();
            sent.push(office.letters().len());
        }
        assert_eq!(sent, [0, 1, 1, 2, 3, 3]);
        assert!(office.letters().iter().all(|letter| letter.to == "olena@svitanok.example"));
        let page = t.page(t.cast.olena).await.get(&format!("/settings/reviews/{review}")).await;
        page.expect_text("It was to be done by");
    }
}
