//! While a company closes its pages offer what goes on, and nothing else: a press that ends in a refusal is not there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use kit::lang::Lang;
use serde_json::json;

use super::PATH;
use crate::on_both;
use crate::screenshots::Company;

/// Pages of one kind that are looked at: people, deals and so on stand in different places.
const EACH: usize = 4;

/// Where something is sent all the same.
const SENT: &[(&str, &str)] = &[
    ("/settings/closing/call-back", "the way back"),
    ("/settings/export", "everything can be taken along"),
    ("/sign-out", "the way out"),
    ("/language", "one's own language"),
    ("/me", "one's own way in: password, passkeys, second factor, picture, open sign-ins"),
    ("/people/{}/access", "somebody's sign-ins can be ended"),
    ("/people/{}/second-factor/lift", "another administrator gets in again"),
    ("/people/{}/restore", "whose erasure would not wait"),
    ("/styleguide", "nothing comes of it"),
    ("/start", "which page is shown, to oneself"),
    ("/companies/columns", "one's own columns"),
    ("/contacts/columns", "one's own columns"),
    ("/deals/columns", "one's own columns"),
    ("/tasks/columns", "one's own columns"),
];

/// The address without what tells one of a kind from another.
fn kind(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = path.split('/').map(|part| match part.parse::<i64>() {
        Ok(_) => "{}",
        Err(_) => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What stands between the quotes after each `mark`.
fn after<'a>(body: &'a str, mark: &str) -> Vec<&'a str> {
    body.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where the page sends something by a button.
fn sends(body: &str) -> Vec<String> {
    let forms = body.split("<form ").skip(1).filter_map(|rest| {
        let form = rest.split("</form>").next()?;
        let head = form.split('>').next()?;
        let posts = head.contains("method=\"post\"") && form.contains("<button");
        let to = after(head, "action=\"").first().copied().unwrap_or_default();
        posts.then(|| to.to_owned())
    });
    forms.chain(after(body, "formaction=\"").into_iter().map(str::to_owned)).collect()
}

on_both! {
    // G06: an administrator goes from page to page, wherever a link leads.
    async fn no_page_offers_what_would_be_refused(t) {
        let filled = smena::sample::fill(&t.app, Lang::En, false).await.unwrap().unwrap();
        let company = Company::of(t, Lang::En, &filled).await;
        base::jobs::run_due(&t.app).await.unwrap();
        let login = json!({ "login": filled.email, "password": filled.password });
        let signed = t.stranger().post_json("/api/v1/sign-in", login).await.expect_status(201).json();
        let secret = signed["token"].as_str().unwrap().to_owned();
        let page = t.client([("cookie", format!("smena_session={secret}"))]);
        // Before it closes the same walk would find them.
        let open = page.get("/deals").await.expect_status(200).body;
        assert!(open.contains("/deals/new\""));
        page.get("/search/palette?q=new").await.expect_text("/deals/new\"");
        let name = people::accounts::load(&t.app, filled.account_id).await.unwrap().name;
        let program = t.client([("authorization", format!("Bearer {secret}"))]);
        program.post_json(PATH, json!({ "name": name })).await.expect_status(201);

        let begin = ["/deals", "/deals/board", "/settings", "/me", "/bin", "/people", "/structure", "/absences", "/start"];
        let mut waiting: VecDeque<String> = begin.into_iter().map(str::to_owned).collect();
        for path in ["/people/{id}", "/planned/{id}", "/handovers/{id}", "/absences/{id}", "/settings/reviews/{id}"] {
            waiting.push_back(company.address(path));
        }
        let (mut looked, mut known, mut wrong) = (BTreeMap::<String, usize>::new(), BTreeSet::new(), BTreeSet::new());
        while let Some(path) = waiting.pop_front() {
            let files = [".csv", ".json", ".zip", "/archive", "/live", "/picture"].iter().any(|end| kind(&path).ends_with(end));
            let outside = ["/assets", "/f/", "/api", "/sign-out", "/openapi", "/pictures"].iter().any(|start| path.starts_with(start));
            if files || outside || !known.insert(path.clone()) {
                continue;
            }
            let count = looked.entry(kind(&path)).or_default();
            *count += 1;
            if *count > EACH {
                continue;
            }
            let answer = page.get(&path).await;
            if answer.status == 303 {
                waiting.push_back(answer.location());
                continue;
            }
            assert_eq!(answer.status, 200, "{path}");
            for to in after(&answer.body, "href=\"").into_iter().filter(|to| to.starts_with('/')) {
                let to = to.replace("&amp;", "&");
                if kind(&to).ends_with("/new") && kind(&to) != "/me/passkeys/new" {
                    wrong.insert(format!("{}: a link to {}", kind(&path), kind(&to)));
                }
                waiting.push_back(to);
            }
            for to in sends(&answer.body).iter().map(|to| kind(to)) {
                let known = SENT.iter().any(|(from, _)| to == *from || to.starts_with(&format!("{from}/")));
                if !known {
                    wrong.insert(format!("{}: sends to {to}", kind(&path)));
                }
            }
        }
        assert!(looked.len() > 50, "{looked:?}");
        assert_eq!(wrong, BTreeSet::new());
        page.get("/search/palette?q=new").await.expect_status(200).expect_no_text("/new\"");
        page.get("/search/palette?q=deals").await.expect_text("/deals");
    }
}
