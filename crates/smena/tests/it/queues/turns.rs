//! Whose turn it is: for sources that share what comes in.

use base::Kind;
use base::authz::Do;
use base::portfolios::queues::{Turn, next_in_turn};
use serde_json::json;

use super::queue;
use crate::app::TestApp;
use crate::on_both;

/// The next turn, used up.
async fn next(t: &TestApp, queue: i64, kind: Kind) -> Turn {
    t.operator()
        .write(move |tx| {
            let mut tx = tx.permit(Do::Import)?;
            let turn = next_in_turn(&mut tx, queue, kind)?;
            let event = base::Event::AccountChanged { account: tx.account(), changes: Vec::new() };
            tx.commit(event, turn)
        })
        .await
        .unwrap()
}

async fn turns(t: &TestApp, queue: i64, n: usize) -> Vec<Turn> {
    let mut found = Vec::new();
    for _ in 0..n {
        found.push(next(t, queue, Kind::Deal).await);
    }
    found
}

on_both! {
    async fn members_take_turns_each_kind_by_itself(t) {
        let queue = queue(t).await;
        let mut members = [t.cast.borys, t.cast.anna, t.cast.vira];
        members.sort_unstable();
        let expected: Vec<Turn> = members.iter().cycle().take(7).map(|id| Turn::Person(*id)).collect();
        assert_eq!(turns(t, queue, 7).await, expected);
        assert_eq!(next(t, queue, Kind::Task).await, Turn::Person(members[0]));
    }

    // Blocked, past their validity, not allowed: the turn goes to the next; with nobody left to the queue itself.
    async fn who_can_not_receive_is_passed_over(t) {
        let queue = queue(t).await;
        let olena = t.api(t.cast.olena).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.vira), json!({})).await.expect_status(200);
        let found = turns(t, queue, 4).await;
        assert!(!found.contains(&Turn::Person(t.cast.vira)));
        assert_eq!(found.iter().filter(|turn| **turn == Turn::Person(t.cast.anna)).count(), 2);
        t.by_hand("update people set valid_until = 1 where account_id = $1 and id = $2", t.cast.anna).await;
        assert_eq!(turns(t, queue, 2).await, [Turn::Person(t.cast.borys); 2]);
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        assert_eq!(turns(t, queue, 2).await, [Turn::Queue; 2]);
        // Whoever comes back is in the round again.
        olena.post_json(&format!("/api/v1/people/{}/unblock", t.cast.vira), json!({})).await.expect_status(200);
        assert_eq!(next(t, queue, Kind::Deal).await, Turn::Person(t.cast.vira));
    }

    async fn turns_at_once_are_fair(t) {
        let queue = queue(t).await;
        let all = futures(t, queue).await;
        for person in [t.cast.borys, t.cast.anna, t.cast.vira] {
            assert_eq!(all.iter().filter(|turn| **turn == Turn::Person(person)).count(), 2, "{all:?}");
        }
    }
}

/// Six at the same time.
async fn futures(t: &TestApp, queue: i64) -> Vec<Turn> {
    let (a, b, c, d, e, f) = tokio::join!(
        next(t, queue, Kind::Deal),
        next(t, queue, Kind::Deal),
        next(t, queue, Kind::Deal),
        next(t, queue, Kind::Deal),
        next(t, queue, Kind::Deal),
        next(t, queue, Kind::Deal),
    );
    vec![a, b, c, d, e, f]
}
