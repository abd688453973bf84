//! Random covers at random moments: lists show exactly what single look-ups allow, and what the plain rule says.

use base::Kind;
use base::authz::{Deed, Scope};
use base::portfolios::{self, Within};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{DAY, go_to};
use crate::app::{Engine, NOW, TestApp};

/// Who covers whom, of one kind or all, from when until when, and whether it was ended early.
#[derive(Clone, Debug)]
struct Drawn {
    person: usize,
    stand_in: usize,
    kind: Option<Kind>,
    from: i64,
    days: i64,
    ended: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let kind = prop::option::of(prop::sample::select(vec![Kind::Deal, Kind::Task]));
    (0..4usize, 0..4usize, kind, 0..8i64, 1..4i64, any::<bool>()).prop_map(
        |(person, stand_in, kind, from, days, ended)| Drawn {
            person,
            stand_in,
            kind,
            from,
            days,
            ended: ended && days > 2,
        },
    )
}

async fn holds_everywhere(engine: Engine) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..4 {
        let t = TestApp::start(engine).await;
        let people = [t.cast.olena, t.cast.borys, t.cast.anna, t.cast.vira];
        let covers = prop::collection::vec(drawn(), 1..6).new_tree(&mut runner).unwrap().current();
        let mut kept = Vec::new();
        for cover in covers {
            let (person, stand_in) = (people[cover.person], people[cover.stand_in]);
            let (from, until) = (NOW + cover.from * DAY, NOW + (cover.from + cover.days) * DAY);
            let wish = ::people::covers::Wish {
                stand_in,
                kinds: cover.kind.map(|kind| [kind].into()),
                from: Some(from),
                until,
                reason: None,
            };
            // Refused ones (oneself, overlapping) are not there; the rest is.
            if let Ok(made) = ::people::covers::begin(&t.ctx(person).await, person, wish).await {
                if cover.ended {
                    ::people::covers::end(&t.ctx(person).await, made.id).await.unwrap();
                } else {
                    kept.push((person, stand_in, cover.kind, from, until));
                }
            }
        }
        for now in (0..12).map(|n| NOW + n * DAY) {
            go_to(&t, now);
            // Everybody but the administrator has a scope that is not everything.
            for me in &people[1..] {
                for kind in [Kind::Deal, Kind::Contact, Kind::Task] {
                    check(&t, *me, kind, &people, &kept, now).await;
                }
            }
        }
        t.leave().await;
    }
}

type Kept = (i64, i64, Option<Kind>, i64, i64);

async fn check(t: &TestApp, me: i64, kind: Kind, people: &[i64], kept: &[Kept], now: i64) {
    let (ctx, all) = (t.ctx(me).await, people.to_vec());
    let scope = ctx.actor.scope(kind, Deed::See);
    let found = ctx
        .read(move |tx| {
            let Within::Set(listed) = portfolios::within(tx, kind, Deed::See)? else { return Ok(None) };
            let mut found = Vec::new();
            for person in &all {
                let home = base::org::find(tx, *person)?.unwrap().portfolio_id.unwrap();
                let reached = portfolios::reach(tx, kind, home)? <= scope;
                found.push((*person, listed.contains(&home), reached));
            }
            Ok(Some(found))
        })
        .await
        .unwrap()
        .unwrap();
    for (person, listed, reached) in found {
        let covered = kept.iter().any(|(of, by, what, from, until)| {
            *of == person && *by == me && what.is_none_or(|what| what == kind) && *from <= now && now < *until
        });
        let team = [t.cast.borys, t.cast.anna, t.cast.vira];
        let by_scope =
            person == me || (scope >= Scope::Department && team.contains(&person) && team.contains(&me));
        assert_eq!(listed, reached, "the list and the look-up differ");
        assert_eq!(listed, covered || by_scope, "{me} and {person} at {now}: {kind:?} {kept:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_look_ups_agree_under_random_covers_on_sqlite() {
    holds_everywhere(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_look_ups_agree_under_random_covers_on_postgres() {
    holds_everywhere(Engine::Postgres).await;
}
