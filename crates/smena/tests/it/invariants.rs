//! What `verify` finds when something is broken by hand: each rule has a case that trips it.

use crate::app::TestApp;
use crate::on_both;

on_both! {
    async fn the_cast_is_sound(t) {
        let broken = smena::verify::check(&t.app).await.unwrap();
        assert_eq!(broken, Vec::<String>::new());
    }

    async fn a_person_with_two_tokens_enters_with_either(t) {
        let (one, two) = (t.api(t.cast.anna).await, t.api(t.cast.anna).await);
        one.get("/api/v1/nothing").await.expect_problem(404, "not_found");
        two.get("/api/v1/nothing").await.expect_problem(404, "not_found");
    }
}

// A portfolio that was staged must have a plan that is running or done, and a source has one running plan.
#[tokio::test(flavor = "multi_thread")]
async fn what_plans_must_not_leave_behind_is_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    for (id, person) in [(5, "anna"), (6, "vira")] {
        let person = if person == "anna" { t.cast.anna } else { t.cast.vira };
        let plan = "insert into plans (account_id, id, what, person_id, asked, state, job_id, at, progress)
            select $1, case when id = (select max(id) from people where account_id = $1 and name like 'Anna%') then 5 else 6 end,
            'departure', id, '{}', 'running', 7, 1, '{}' from people where account_id = $1 and id = $2";
        t.by_hand(plan, person).await;
        let twin = "insert into plan_portfolios (account_id, portfolio_id, plan_id, source_portfolio_id, kind, rule, to_person_id)
            select $1, (select portfolio_id from people where account_id = $1 and id = (select person_id from plans where account_id = $1 and id = $2)),
            $2, (select portfolio_id from people where account_id = $1 and name like 'Borys%'), 'deal', 0,
            (select id from people where account_id = $1 and name like 'Borys%')";
        t.by_hand(twin, id).await;
    }
    let broken = smena::verify::check(&t.app).await.unwrap().join("\n");
    assert!(broken.contains("the source of two plans that are running"), "{broken}");
    assert!(broken.contains("held by another than its source"), "{broken}");
    let broken =
        break_by_hand(&t, "update plans set state = 'cancelled' where account_id = $1 and id = $2", 5)
            .await
            .join("\n");
    assert!(broken.contains("neither running nor done"), "{broken}");
}

// Whoever is asked for a code has a secret, and the other way round.
#[tokio::test(flavor = "multi_thread")]
async fn half_a_second_factor_is_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let sql = "update identities set factor_since = 1
        where id = (select identity_id from people where account_id = $1 and id = $2)";
    let broken = break_by_hand(&t, sql, t.cast.anna).await.join("\n");
    assert!(broken.contains("somebody has half a second factor"), "{broken}");
}

// What was summed was moved.
#[tokio::test(flavor = "multi_thread")]
async fn sums_of_what_did_not_move_are_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let program = t.api(t.cast.olena).await;
    let deal = serde_json::json!({"title": "Boiler", "amount": 5, "responsible_id": t.cast.anna});
    program.post_json("/api/v1/deals", deal).await.expect_status(201);
    let handover = serde_json::json!({"successor": t.cast.vira});
    let address = format!("/api/v1/people/{}/handover", t.cast.anna);
    program.post_json(&address, handover).await.expect_status(201);
    let sql = "update handover_steps set count = 0, open = 0 where account_id = $1 and from_person_id = $2";
    let broken = break_by_hand(&t, sql, t.cast.anna).await.join("\n");
    assert!(broken.contains("a hand-over has sums of what it did not move"), "{broken}");
}

/// Breaks something in the account, as no door would.
async fn break_by_hand(t: &TestApp, sql: &'static str, id: i64) -> Vec<String> {
    t.by_hand(sql, id).await;
    smena::verify::check(&t.app).await.unwrap()
}

macro_rules! broken_by_hand {
    ($($name:ident: $who:ident, $sql:expr, $says:expr;)*) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            let t = TestApp::start($crate::app::Engine::Sqlite).await;
            let id = t.cast.$who;
            let broken = break_by_hand(&t, $sql, id).await.join("\n");
            assert!(broken.contains($says), "verify found: {broken}");
        }
    )* };
}

broken_by_hand! {
    a_deleted_deal_of_a_stage_that_is_gone_is_found: anna,
        "insert into bin (account_id, id, portfolio_id, kind, title, search_text, data, deleted_at, stage_id)
            select account_id, 5, portfolio_id, 'deal', 'Boat', '', '{}', 1, 77 from people where account_id = $1 and id = $2",
        "a deleted deal stood at a stage that is gone";
    a_history_that_tells_of_no_act_is_found: anna,
        "insert into event_records (account_id, kind, record_id, op) values ($1, 'deal', $2, 1)",
        "the history of a record tells of an act that never was";
    a_role_with_less_at_a_stage_that_is_gone_is_found: anna,
        "update roles set rights = replace(rights, '\"areas\"', '\"stages\":{\"77\":{\"see\":\"none\"}},\"areas\"')
            where account_id = $1 and id = (select role_id from people where account_id = $1 and id = $2)",
        "has less at a stage that is gone";
    a_departed_holder_is_found: anna,
        "update people set status = 'departed', portfolio_id = null where account_id = $1 and id = $2",
        "someone who may hold nothing holds a portfolio";
    what_is_left_of_an_erased_person_is_found: petro,
        "update people set status = 'erased', erase_at = 1 where account_id = $1 and id = $2",
        "something of an erased person is left";
    a_picture_that_is_nowhere_is_found: anna,
        "update people set picture = 7 where account_id = $1 and id = $2",
        "a picture is not the one that is shown";
    a_day_of_erasure_of_who_is_here_is_found: anna,
        "update people set erase_at = 1 where account_id = $1 and id = $2",
        "someone has a day of erasure without being closing or erased";
    a_sign_in_that_leads_to_nobody_is_found: petro,
        "insert into identities (id, account_id, epoch, created_at) values ($2, $1, 1, 1)",
        "a sign-in leads to nobody";
    a_portfolio_without_a_holder_is_found: anna,
        "delete from portfolio_holders where account_id = $1 and holder_person_id = $2 and kind = 'deal'",
        "has no holder for deal";
    a_holder_behind_the_back_of_history_is_found: borys,
        "update portfolio_holders set holder_person_id = $2 where account_id = $1 and kind = 'task'",
        "a history of holders does not end with the present holder";
    an_account_without_administrators_is_found: olena,
        "update people set status = 'blocked' where account_id = $1 and id = $2",
        "there is no active administrator who can sign in";
    a_changed_event_is_found: anna,
        "update event_data set data = '{}' where account_id = $1 and seq = 1 and cast($2 as bigint) > 0",
        "the data of event 1 was changed";
    a_gap_in_the_journal_is_found: anna,
        "update journal_heads set seq = seq + 1 where account_id = $1 and cast($2 as bigint) > 0",
        "event 5 follows 3";
    a_roll_up_out_of_thin_air_is_found: anna,
        "insert into rollups (account_id, portfolio_id, kind, bucket, open, currency, count, sum)
        select account_id, portfolio_id, 'deal', 0, 1, 'EUR', 3, 0 from people where account_id = $1 and id = $2",
        "roll-up";
    a_plan_without_a_job_is_found: anna,
        "insert into plans (account_id, id, what, person_id, asked, state, job_id, at, progress)
        values ($1, 5, 'departure', $2, '{}', 'running', 7, 1, '{}')",
        "a plan is running and no job carries it out";
    a_planned_departure_without_a_job_is_found: anna,
        "insert into planned_departures (account_id, id, person_id, asked, run_at, limits, state, job_id, planned_at)
        values ($1, 5, $2, '{}', 9, 0, 'planned', 7, 1)",
        "a departure is planned and no job carries it out";
    an_invitation_to_who_is_here_is_found: anna,
        "insert into letters (account_id, id, person_id, purpose, address, state, tries, job_id, created_at)
        values ($1, 5, $2, 'invitation', 'anna@svitanok.example', 'waiting', 0, 7, 1)",
        "an invitation waits for someone who isn't pending";
    an_invitation_to_another_address_is_found: petro,
        "insert into letters (account_id, id, person_id, purpose, address, state, tries, job_id, created_at)
        values ($1, 5, $2, 'invitation', 'petro@elsewhere.example', 'waiting', 0, 7, 1)",
        "goes to an address that isn't theirs";
    a_letter_without_a_job_is_found: petro,
        "insert into letters (account_id, id, person_id, purpose, address, state, tries, job_id, created_at)
        values ($1, 5, $2, 'invitation', 'petro@svitanok.example', 'waiting', 0, 7, 1)",
        "a letter waits and no job sends it";
    rights_that_stay_limited_are_found: anna,
        "update people set limited = 1 where account_id = $1 and id = $2",
        "someone's rights and day of leaving are not those of the departure that is planned for them";
    a_cover_of_someone_who_is_out_is_found: petro,
        "insert into covers (account_id, id, person_id, stand_in_person_id, from_at, until_at, created_at)
        select account_id, 1, portfolios.home_person_id, $2, 1, 2, 1 from portfolios where account_id = $1 limit 1",
        "a cover in force names someone who is out or can't hold work";
    a_form_that_no_roll_up_counts_is_found: anna,
        "insert into forms (account_id, id, portfolio_id, key, name, lang, pipeline_id, stage_id, phone, email, company,
            message, is_on, created_at, updated_at, version)
        select $1, 5, p.portfolio_id, 'k', 'Site', 'en', (select min(id) from pipelines where account_id = $1),
            (select min(id) from stages where account_id = $1), 'off', 'off', 'off', 'off', 1, 1, 1, 1
        from people p where p.account_id = $1 and p.id = $2",
        "roll-up";
    a_trigger_without_a_title_is_found: anna,
        "insert into triggers (account_id, id, portfolio_id, name, pipeline_id, stage_id, does, to_responsible, is_on,
            created_at, updated_at, version)
        select $1, 5, p.portfolio_id, 'Call', (select min(id) from pipelines where account_id = $1),
            (select min(id) from stages where account_id = $1), 'task', 0, 1, 1, 1, 1
        from people p where p.account_id = $1 and p.id = $2",
        "a trigger makes a task without a title";
    a_cover_of_oneself_is_found: anna,
        "insert into covers (account_id, id, person_id, stand_in_person_id, from_at, until_at, created_at)
        values ($1, 1, $2, $2, 1, 2, 1)",
        "a cover covers nobody or no time";
    two_stand_ins_for_the_same_work_are_found: anna,
        "insert into covers (account_id, id, person_id, stand_in_person_id, kinds, from_at, until_at, created_at)
        select $1, p.id, $2, p.id, case when p.name like 'Borys%' then '[\"deal\"]' end, 1, 5, 1 from people p
        where p.account_id = $1 and (p.name like 'Borys%' or p.name like 'Vira%')",
        "two people stand in for the same work at the same time";
    a_queue_without_a_name_is_found: sales,
        "update portfolios set department_id = $2 where account_id = $1",
        "a queue has no name, or is somebody's own portfolio";
    planned_work_of_someone_active_is_found: anna,
        "insert into planned_takeovers (account_id, person_id, portfolio_id, asked_at)
        select $1, $2, portfolio_id, 1 from people where account_id = $1 and id = $2",
        "work to take over is planned for someone who isn't pending";
    a_record_that_search_finds_in_vain_is_found: anna,
        "insert into contacts_search (rowid, grams) values ($2, $1 || ':')",
        "search finds contacts that are not there";
    a_record_that_search_does_not_know_is_found: anna,
        "insert into tasks (account_id, id, portfolio_id, title, title_key, due_at, open, search_text, created_at,
            updated_at, version)
        select account_id, id, portfolio_id, 'x', 'x', 0, 1, 'x', 0, 0, 1 from people where account_id = $1 and id = $2",
        "search does not find tasks";
    a_note_on_nothing_is_found: anna,
        "insert into record_notes (account_id, id, kind, record_id, note, author_person_id, at)
        values ($1, 1, 'deal', 77, 'x', $2, 1)",
        "a note to the successor stands on a record that is gone";
    a_comment_on_nothing_is_found: anna,
        "insert into record_comments (account_id, id, kind, record_id, comment, author_person_id, at, version)
        values ($1, 1, 'task', 77, 'x', $2, 1, 1)",
        "a comment is on a record that is gone";
    a_comment_that_says_nothing_is_found: anna,
        "insert into record_comments (account_id, id, kind, record_id, comment, author_person_id, at, version)
        values ($1, 1, 'task', 77, '', $2, 1, 1)",
        "a comment says nothing";
    a_note_that_ends_before_it_begins_is_found: anna,
        "insert into leaving_notes (account_id, id, person_id, note, author_person_id, at, until)
        values ($1, 1, $2, 'x', $2, 5, 4)",
        "what a person tells about their work ends before it begins";
    more_people_than_seats_are_found: anna,
        "update accounts set seats_bought = 2 where id = $1 and cast($2 as bigint) > 0",
        "seats are used of 2 bought";
}

/// The other company is on the list of partners.
async fn partner(t: &TestApp) -> i64 {
    let obriy = t.app.operator(crate::cast::account(t.cast.other_account, "Obriy Ltd"));
    people::partners::add(&obriy, crate::partners::face()).await.unwrap();
    t.cast.other_account
}

// A partner who was asked has the request and the search as well; of one that is gone nobody has them.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_seats_that_the_partner_does_not_have_is_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let request = "insert into seat_requests (account_id, id, partner_account_id, seats, state, asked_at) values ($1, 5, $2, 1, 'waiting', 1)";
    let id = partner(&t).await;
    let broken = break_by_hand(&t, request, id).await.join("\n");
    assert!(broken.contains("two sides of a request for seats differ"), "{broken}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_a_partner_does_not_have_is_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let search = "insert into partner_searches (account_id, id, region, text, state, asked_at) values ($1, $2, 'x', 'x', 'open', 1)";
    t.by_hand(search, 5).await;
    let reply = "insert into partner_replies (account_id, search_id, partner_account_id, state) values ($1, 5, $2, 'waiting')";
    let id = partner(&t).await;
    let broken = break_by_hand(&t, reply, id).await.join("\n");
    assert!(broken.contains("two sides of a search for a partner differ"), "{broken}");
}

// What came by a form is looked at by a job until it is done, and done means a contact and a deal.
#[tokio::test(flavor = "multi_thread")]
async fn what_forms_must_not_leave_behind_is_found() {
    let t = TestApp::start(crate::app::Engine::Sqlite).await;
    let api = t.api(t.cast.olena).await;
    let form = serde_json::json!({ "name": "Site", "responsible_id": t.cast.anna });
    api.post_json("/api/v1/forms", form).await.expect_status(201);
    let entry = "insert into form_entries (account_id, id, form_id, once, received_at, state, said)
        select $1, 5, id, 'x', 1, 'waiting', '{}' from forms where account_id = $1 and cast($2 as bigint) > 0";
    let broken = break_by_hand(&t, entry, 1).await.join("\n");
    assert!(broken.contains("waits, and no job looks at it"), "{broken}");
    let done = "update form_entries set state = 'done' where account_id = $1 and id = $2";
    let broken = break_by_hand(&t, done, 5).await.join("\n");
    assert!(broken.contains("done without a deal"), "{broken}");
    let pipeline =
        "insert into pipelines (account_id, id, name, position, version) values ($1, $2, 'Other', 9, 1)";
    t.by_hand(pipeline, 7).await;
    let other = "update forms set pipeline_id = $2 where account_id = $1";
    let broken = break_by_hand(&t, other, 7).await.join("\n");
    assert!(broken.contains("begins at a stage of another pipeline"), "{broken}");
}
