//! Jobs: written down first, done later, step by step, for somebody who may.

use base::authz::Do;
use base::jobs::{self, Job, JobKind, New, Next, State, Stepping};
use base::{App, Ctx, Error, Event, Parts};
use kit::id::IdMaker;
use serde_json::json;

use crate::app::{NOW, TestApp};
use crate::on_both;

/// Counts from one step to the next, up to its total.
fn counts(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        ctx.write(move |mut tx| {
            jobs::hold(&mut tx, &job)?;
            if job.cancel_asked {
                return tx.unchanged(Next::Cancelled);
            }
            let mut tx = tx.permit(Do::EditSelf)?;
            jobs::progress(&mut tx, &job, job.done + 1, job.total)?;
            let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
            tx.commit(event, if job.done + 1 < job.total { Next::More } else { Next::Done })
        })
        .await
    })
}

fn breaks(_: Ctx, _: Job) -> Stepping {
    Box::pin(async { Err(Error::Broken("no luck".into())) })
}

fn panics(_: Ctx, _: Job) -> Stepping {
    Box::pin(async { panic!("the ground is gone") })
}

const KINDS: [JobKind; 3] = [
    JobKind { name: "counts", step: counts, watched: false, while_closing: false, passed_over: None },
    JobKind { name: "breaks", step: breaks, watched: false, while_closing: false, passed_over: None },
    JobKind { name: "panics", step: panics, watched: false, while_closing: false, passed_over: None },
];

/// The product with these kinds, as another node.
fn with_kinds(t: &TestApp) -> App {
    let ids = IdMaker::new(7, 0, t.clock.clone());
    ids.promise(i64::MAX);
    App::new(Parts {
        db: t.app.db.clone(),
        words: t.app.words.clone(),
        ids,
        clock: t.clock.clone(),
        settings: t.app.settings.clone(),
        holdables: t.app.holdables.clone(),
        seeds: t.app.seeds.clone(),
        arrivals: t.app.arrivals.clone(),
        tellings: t.app.tellings.clone(),
        tables: t.app.tables,
        jobs: KINDS.to_vec(),
        bell: t.app.bell.clone(),
    })
}

/// Borys asks for it.
async fn ask(t: &TestApp, kind: &'static str, run_at: i64) -> i64 {
    let borys = t.ctx(t.cast.borys).await;
    borys
        .write(move |tx| {
            let mut tx = tx.permit(Do::EditSelf)?;
            let id = jobs::add(&mut tx, &New { kind, data: "{}".into(), run_at, total: 5 })?;
            let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
            tx.commit(event, id)
        })
        .await
        .unwrap()
}

async fn found(t: &TestApp, id: i64) -> Job {
    t.operator().read(move |tx| jobs::find(tx, id)).await.unwrap().unwrap()
}

/// Somebody says something about the job.
async fn say(
    t: &TestApp,
    who: i64,
    what: fn(&mut base::Tx<'_, base::Writing>, i64) -> base::Result<()>,
    id: i64,
) {
    let ctx = t.ctx(who).await;
    ctx.write(move |tx| {
        let mut tx = tx.permit(Do::EditSelf)?;
        what(&mut tx, id)?;
        let event = Event::AccountChanged { account: tx.account(), changes: Vec::new() };
        tx.commit(event, ())
    })
    .await
    .unwrap();
}

on_both! {
    async fn a_job_is_done_step_by_step_for_whoever_asked(t) {
        let id = ask(t, "counts", NOW).await;
        assert_eq!(jobs::run_due(&with_kinds(t)).await.unwrap(), 1);
        let job = found(t, id).await;
        assert_eq!((job.state, job.done, job.holder), (State::Done, 5, None));
        let sql = "select actor, actor_person_id, acting_for from events where account_id = $1 order by seq desc limit 5";
        let borys = t.cast.borys;
        let acted = t.operator().read(move |tx| {
            let rows = tx.query(sql, store::params![tx.account()])?;
            rows.iter().map(|r| Ok((r.at::<String>(0)?, r.at::<Option<i64>>(1)?, r.at::<Option<i64>>(2)?))).collect::<base::Result<Vec<_>>>()
        }).await.unwrap();
        assert_eq!(acted, vec![("job".to_owned(), None, Some(borys)); 5]);
    }

    async fn a_job_for_later_waits_for_its_moment(t) {
        let id = ask(t, "counts", NOW + 60_000).await;
        let app = with_kinds(t);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 0);
        t.clock.advance(60_000);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 1);
        assert_eq!(found(t, id).await.state, State::Done);
    }

    // The process that was at it is gone; its lease runs out, and another goes on where it stopped.
    async fn a_job_whose_process_died_is_gone_on_with_elsewhere(t) {
        let id = ask(t, "counts", NOW).await;
        t.by_hand("update jobs set holder = 'gone', lease_until = 1795424430000, done = 3 where account_id = $1 and id = $2", id).await;
        let app = with_kinds(t);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 0);
        t.clock.advance(30_000);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 1);
        let job = found(t, id).await;
        assert_eq!((job.state, job.done), (State::Done, 5));
    }

    async fn two_nodes_at_once_do_a_job_once(t) {
        let id = ask(t, "counts", NOW).await;
        let app = with_kinds(t);
        let (one, two) = tokio::join!(jobs::run_due(&app), jobs::run_due(&app));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(found(t, id).await.done, 5);
    }

    async fn a_step_that_fails_is_tried_again_after_a_rest_and_not_for_ever(t) {
        let ids = [ask(t, "breaks", NOW).await, ask(t, "panics", NOW).await];
        let app = with_kinds(t);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 2);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 0, "it rests first");
        t.clock.advance(1_000);
        assert_eq!(jobs::run_due(&app).await.unwrap(), 2);
        for _ in 0..20 {
            t.clock.advance(3_600_000);
            jobs::run_due(&app).await.unwrap();
        }
        for id in ids {
            let job = found(t, id).await;
            assert_eq!((job.state, job.tries), (State::Failed, 15));
            assert_eq!(job.trouble.unwrap().code(), "broken");
        }
    }

    async fn a_job_of_somebody_who_is_blocked_waits_until_another_takes_it_over(t) {
        let id = ask(t, "counts", NOW).await;
        let olena = t.api(t.cast.olena).await;
        olena.post_json(&format!("/api/v1/people/{}/block", t.cast.borys), json!({})).await.expect_status(200);
        let app = with_kinds(t);
        jobs::run_due(&app).await.unwrap();
        let job = found(t, id).await;
        assert_eq!((job.state, job.done), (State::Waiting, 0));
        assert_eq!(job.trouble.unwrap().code(), "job_not_allowed");
        say(t, t.cast.olena, jobs::take_over, id).await;
        jobs::run_due(&app).await.unwrap();
        let job = found(t, id).await;
        assert_eq!((job.state, job.asked_by), (State::Done, Some(t.cast.olena)));
    }

    async fn a_job_that_is_called_off_puts_everything_back_and_ends(t) {
        let id = ask(t, "counts", NOW).await;
        say(t, t.cast.olena, jobs::cancel, id).await;
        jobs::run_due(&with_kinds(t)).await.unwrap();
        let job = found(t, id).await;
        assert_eq!((job.state, job.done), (State::Cancelled, 0));
    }

    async fn jobs_that_ended_long_ago_are_forgotten_and_waiting_ones_are_not(t) {
        let old = ask(t, "counts", NOW).await;
        jobs::run_due(&with_kinds(t)).await.unwrap();
        let late = ask(t, "counts", NOW + 90 * 86_400_000).await;
        t.clock.advance(31 * 86_400_000);
        smena::housekeeping::round(&t.app).await.unwrap();
        let operator = t.operator();
        let there = operator.read(move |tx| Ok((jobs::find(tx, old)?.is_some(), jobs::find(tx, late)?.is_some())));
        assert_eq!(there.await.unwrap(), (false, true));
    }
}
