//! What is long on its way: a request was let in, and everything ended before the rest of it arrived.

use base::credentials;
use people::signin::accounts;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::ANNA;
use super::arrange::{second_place, sign_in};
use crate::app::TestApp;
use crate::cast::PASSWORD;
use crate::on_both;

const NEW: &str = "harbour-violin-31-slow";

/// A request whose body is held back.
struct Held {
    line: TcpStream,
    body: String,
}

impl Held {
    /// Sends the head alone. The server asks for the body (RFC 9110, 10.1.1) once it has let its sender in.
    async fn begin(site: &str, secret: &str, path: &str, body: Json) -> Held {
        let body = body.to_string();
        let mut line = TcpStream::connect(site.trim_start_matches("http://")).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: smena.test\r\nauthorization: Bearer {secret}\r\ncontent-type: application/json\r\n\
            content-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            body.len()
        );
        line.write_all(head.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(b"\r\n\r\n") {
            heard.push(line.read_u8().await.unwrap());
        }
        let heard = String::from_utf8(heard).unwrap();
        assert!(heard.starts_with("HTTP/1.1 100 "), "{heard}");
        Held { line, body }
    }

    /// Sends the rest; the status, and all that was answered.
    async fn end(mut self) -> (u16, String) {
        self.line.write_all(self.body.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        self.line.read_to_end(&mut heard).await.unwrap();
        let heard = String::from_utf8_lossy(&heard).into_owned();
        (heard.split(' ').nth(1).unwrap().parse().unwrap(), heard)
    }

    async fn says_signed_out(self) {
        let (status, heard) = self.end().await;
        assert_eq!(status, 401, "{heard}");
        assert!(heard.contains("\"signed_out\""), "{heard}");
    }
}

fn newcomer(number: i64) -> Json {
    json!({"name": format!("New {number}"), "email": format!("new{number}@svitanok.example")})
}

async fn is_here(t: &TestApp, number: i64) -> bool {
    let path = format!("/api/v1/people?q=new{number}@svitanok.example");
    !t.api(t.cast.olena).await.get(&path).await.json()["items"].as_array().unwrap().is_empty()
}

on_both! {
    // 4.1.3: from the commit of a departure on, also for what began before.
    async fn nobody_who_left_writes_what_they_began_to_send(t) {
        t.by_hand("update people set category = 'administrator', role_id = (select role_id from people p where p.account_id = $1 and p.name = 'Olena Bondar') where account_id = $1 and id = $2", t.cast.vira).await;
        let (site, olena) = (t.serve().await, t.api(t.cast.olena).await);
        let [token, session] = [t.secret(t.cast.vira, false).await, t.secret(t.cast.vira, true).await];
        // Held for a while and let go, it is done.
        let (status, heard) = Held::begin(&site, &token, "/api/v1/people", newcomer(0)).await.end().await;
        assert_eq!(status, 201, "{heard}");
        let held = [Held::begin(&site, &token, "/api/v1/people", newcomer(1)).await, Held::begin(&site, &session, "/api/v1/people", newcomer(2)).await];
        let at = format!("/api/v1/people/{}/departure", t.cast.vira);
        olena.post_json(&at, json!({"successor": t.cast.borys})).await.expect_status(201);
        for one in held {
            one.says_signed_out().await;
        }
        assert!(is_here(t, 0).await && !is_here(t, 1).await && !is_here(t, 2).await);
    }

    async fn nobody_who_is_blocked_writes_what_they_began_to_send(t) {
        let site = t.serve().await;
        let [token, session] = [t.secret(t.cast.anna, false).await, t.secret(t.cast.anna, true).await];
        let contact = json!({"name": "Lamps Ltd"});
        let held = [Held::begin(&site, &token, "/api/v1/contacts", contact.clone()).await, Held::begin(&site, &session, "/api/v1/contacts", contact).await];
        t.api(t.cast.olena).await.post_json(&format!("/api/v1/people/{}/block", t.cast.anna), json!({})).await.expect_status(200);
        for one in held {
            one.says_signed_out().await;
        }
        assert_eq!(t.api(t.cast.olena).await.get("/api/v1/contacts").await.json()["count"], 0);
    }

    // Whoever has a session that isn't theirs keeps nothing of it by holding a request open.
    async fn another_password_ends_what_a_session_began_to_send(t) {
        let (site, thief) = (t.serve().await, t.secret(t.cast.anna, true).await);
        let token = json!({"name": "Mine"});
        let held = Held::begin(&site, &thief, "/api/v1/contacts", token.clone()).await;
        let anna = sign_in(t, ANNA, PASSWORD).await.expect_status(201).json();
        let anna = t.client([("authorization", format!("Bearer {}", anna["token"].as_str().unwrap()))]);
        let change = json!({"current": PASSWORD, "new": NEW});
        let anna = anna.json(axum::http::Method::PUT, "/api/v1/me/password", change).await.expect_status(200).json();
        held.says_signed_out().await;
        // Nor does what was begun by a session that is ended by name; a token goes on until it is ended itself.
        let (one, program) = (t.secret(t.cast.anna, true).await, t.secret(t.cast.anna, false).await);
        let held = [Held::begin(&site, &one, "/api/v1/contacts", token.clone()).await, Held::begin(&site, &program, "/api/v1/contacts", token.clone()).await];
        let anna = t.client([("authorization", format!("Bearer {}", anna["token"].as_str().unwrap()))]);
        anna.delete("/api/v1/me/access").await.expect_status(200);
        let [by_session, by_token] = held;
        by_session.says_signed_out().await;
        assert_eq!(by_token.end().await.0, 201);
        let held = Held::begin(&site, &program, "/api/v1/contacts", token).await;
        anna.delete("/api/v1/me/access?which=everything").await.expect_status(200);
        held.says_signed_out().await;
    }

    // What ends the own session within itself is done.
    async fn going_out_is_done_by_the_session_that_ends(t) {
        let anna = t.client([("authorization", format!("Bearer {}", t.secret(t.cast.anna, true).await))]);
        anna.post_json("/api/v1/sign-out", json!({})).await.expect_status(204);
        anna.post_json("/api/v1/sign-out", json!({})).await.expect_problem(401, "signed_out");
    }

    // A session that has just ended makes no new one in another company, and says no to none.
    async fn an_ended_session_goes_nowhere(t) {
        second_place(t, t.cast.anna).await;
        let secret = t.secret(t.cast.anna, true).await;
        let thief = credentials::enter(&t.app, &secret).await.unwrap();
        t.api(t.cast.olena).await.delete(&format!("/api/v1/people/{}/access", t.cast.anna)).await.expect_status(200);
        let went = accounts::go(&thief, t.cast.other_account).await;
        assert_eq!(went.err().map(|error| error.status()), Some(401));
        t.by_hand("update people set attached = 1 where account_id <> $1 and $2 <> id and name = 'Anna Melnyk'", 0).await;
        assert_eq!(accounts::decline(&thief, t.cast.other_account).await.err().map(|error| error.status()), Some(401));
    }
}
