//! Rules nobody would think of, on deals that change while they are shared out: every deal goes where the first rule that
//! fits it sends it, evenly, and an undo restores exactly. Seeds are fixed; a failure prints what was asked for.

use std::collections::BTreeMap;

use base::jobs;
use serde_json::{Value as Json, json};

use super::{made, olena};
use crate::app::{Client, TestApp};
use crate::on_both;
use crate::random::Dice;

/// A rule as the test knows it, apart from the product.
struct Rule {
    open: Option<bool>,
    from: Option<i64>,
    up_to: Option<i64>,
    ids: Option<Vec<i64>>,
    to: Vec<i64>,
}

impl Rule {
    fn random(dice: &mut Dice, people: &[i64], deals: &[i64]) -> Rule {
        let mut to = Vec::new();
        for _ in 0..=dice.roll(people.len()) {
            let one = dice.one(people);
            if !to.contains(&one) {
                to.push(one);
            }
        }
        let bound = |dice: &mut Dice| i64::try_from(dice.roll(10)).unwrap() * 1_000 + 500;
        let from = dice.once_in(2).then(|| bound(dice));
        let up_to = dice.once_in(3).then(|| from.unwrap_or_default() + bound(dice));
        let ids = dice.once_in(4).then(|| vec![dice.one(deals), dice.one(deals)]);
        Rule { open: dice.once_in(2).then(|| dice.once_in(2)), from, up_to, ids, to }
    }

    fn asked(&self) -> Json {
        let mut fits = json!({});
        let fields = [
            ("open", self.open.map(Json::from)),
            ("amount_from", self.from.map(Json::from)),
            ("amount_to", self.up_to.map(Json::from)),
            ("ids", self.ids.clone().map(Json::from)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                fits[name] = value;
            }
        }
        json!({ "kind": "deal", "where": fits, "to": self.to })
    }

    fn fits(&self, deal: &Json) -> bool {
        let (id, amount) = (deal["id"].as_i64().unwrap(), deal["amount"].as_i64().unwrap());
        self.open.is_none_or(|open| deal["closed_at"].is_null() == open)
            && self.from.is_none_or(|from| amount >= from)
            && self.up_to.is_none_or(|up_to| amount <= up_to)
            && self.ids.as_ref().is_none_or(|ids| ids.contains(&id))
    }
}

/// Every deal that isn't deleted, as the API tells it.
async fn deals(program: &Client) -> Vec<Json> {
    let list = program.get("/api/v1/deals?limit=100").await.expect_status(200).json();
    list["items"].as_array().unwrap().clone()
}

async fn new_deal(program: &Client, dice: &mut Dice, responsible: i64) -> i64 {
    let amount = dice.roll(10) * 1_000;
    let body =
        json!({ "title": "Order", "responsible_id": responsible, "amount": amount, "currency": "EUR" });
    made(program, "/api/v1/deals", body).await
}

/// Something happens to a deal while it is being shared out: it goes on, its amount changes, somebody takes it, it is
/// deleted, or another comes.
async fn disturb(t: &TestApp, program: &Client, dice: &mut Dice, id: i64) {
    let address = format!("/api/v1/deals/{id}");
    let deal = program.get(&address).await;
    if deal.status != 200 {
        return;
    }
    let version = deal.json()["version"].clone();
    let change = match dice.roll(5) {
        0 => json!({ "version": version, "stage_id": dice.one(&stages(program).await) }),
        1 => json!({ "version": version, "amount": dice.roll(10) * 1_000, "currency": "EUR" }),
        2 => json!({ "version": version, "responsible_id": t.cast.vira }),
        3 => return assert_eq!(program.delete(&address).await.status, 204),
        _ => {
            new_deal(program, dice, t.cast.anna).await;
            return;
        }
    };
    program.patch(&address, change).await.expect_status(200);
}

async fn stages(program: &Client) -> Vec<i64> {
    let pipelines = program.get("/api/v1/pipelines").await.expect_status(200).json();
    let stages = pipelines["items"][0]["stages"].as_array().unwrap();
    stages.iter().map(|stage| stage["id"].as_i64().unwrap()).collect()
}

/// The deals of Anna that each rule takes, and at the end those that none does.
fn by_rule(rules: &[Rule], deals: &[Json], anna: i64) -> Vec<Vec<i64>> {
    let mut taken = vec![Vec::new(); rules.len() + 1];
    for deal in deals.iter().filter(|deal| deal["responsible_id"] == anna) {
        let rule = rules.iter().position(|rule| rule.fits(deal)).unwrap_or(rules.len());
        taken[rule].push(deal["id"].as_i64().unwrap());
    }
    taken
}

/// Who has each deal.
fn holders(deals: &[Json]) -> BTreeMap<i64, i64> {
    let one = |deal: &Json| (deal["id"].as_i64().unwrap(), deal["responsible_id"].as_i64().unwrap());
    deals.iter().map(one).collect()
}

on_both! {
    async fn every_deal_goes_where_the_first_rule_that_fits_sends_it(t) {
        let program = olena(t).await;
        let app = t.slow();
        for seed in [3, 17, 2_026] {
            let mut dice = Dice(seed);
            let people = [t.cast.vira, t.cast.borys, t.cast.olena];
            let mut ids = Vec::new();
            for _ in 0..14 {
                ids.push(new_deal(&program, &mut dice, t.cast.anna).await);
            }
            let rules: Vec<Rule> = (0..=dice.roll(3)).map(|_| Rule::random(&mut dice, &people, &ids)).collect();
            let splits: Vec<Json> = rules.iter().map(Rule::asked).collect();
            let said = format!("seed {seed}: {splits:?}");
            let address = format!("/api/v1/people/{}/departure", t.cast.anna);
            let asked = json!({ "successor": t.cast.olena, "splits": splits });
            let begun = program.at(app.clone()).post_json(&address, asked).await.expect_status(202).json();
            let plan = format!("/api/v1/plans/{}", begun["id"]);
            let mut before = deals(&program).await;
            for id in &ids {
                if dice.once_in(2) {
                    jobs::run_step(&app).await.unwrap();
                }
                if program.get(&plan).await.json()["state"] == "done" {
                    break;
                }
                if dice.once_in(3) {
                    disturb(t, &program, &mut dice, *id).await;
                }
                before = deals(&program).await;
            }
            let expected = by_rule(&rules, &before, t.cast.anna);
            // The last part in the smallest steps, or as quickly as the product likes.
            jobs::run_due(if dice.once_in(2) { &app } else { &t.app }).await.unwrap();
            let done = program.get(&plan).await.json();
            assert_eq!(done["state"], "done", "{said} {done}");
            let after = holders(&deals(&program).await);
            for (rule, taken) in rules.iter().zip(&expected) {
                let mut sizes: BTreeMap<i64, usize> = rule.to.iter().map(|to| (*to, 0)).collect();
                for deal in taken {
                    let size = sizes.get_mut(&after[deal]);
                    *size.unwrap_or_else(|| panic!("{said}: {deal} is with somebody else")) += 1;
                }
                let (least, most) = (sizes.values().min().unwrap(), sizes.values().max().unwrap());
                assert!(most - least <= 1, "{said}: {sizes:?}");
            }
            for deal in &expected[rules.len()] {
                assert_eq!(after[deal], t.cast.olena, "{said}");
            }
            let undo = format!("/api/v1/departures/{}", done["handover_id"]);
            let undone = program.delete(&undo).await.expect_status(200).json();
            assert_eq!(undone["left"], json!([]), "{said}");
            assert_eq!(holders(&deals(&program).await), holders(&before), "{said}");
            for id in holders(&before).keys() {
                program.delete(&format!("/api/v1/deals/{id}")).await.expect_status(204);
            }
        }
    }
}
