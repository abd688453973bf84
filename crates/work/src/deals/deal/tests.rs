use super::*;
use crate::pipelines::Pipeline;

const NOW: i64 = 1_000;

fn pipelines() -> Pipelines {
    let stage = |id, pipeline_id, outcome| Stage { id, pipeline_id, name: format!("stage {id}"), outcome };
    let pipeline = |id: i64| Pipeline {
        id,
        name: format!("pipeline {id}"),
        version: 1,
        stages: vec![
            stage(id * 10 + 1, id, Outcome::Open),
            stage(id * 10 + 2, id, Outcome::Open),
            stage(id * 10 + 3, id, Outcome::Won),
            stage(id * 10 + 4, id, Outcome::Lost),
        ],
    };
    Pipelines(vec![pipeline(1), pipeline(2)])
}

fn titled() -> Input {
    Input { title: Some("Boats".into()), ..Input::default() }
}

fn new(input: Input) -> Result<Draft, Fields> {
    let mut wrong = Fields::default();
    match Draft::new(&mut wrong, &input, &pipelines(), "EUR", NOW) {
        Some(draft) if wrong.is_empty() => Ok(draft),
        _ => Err(wrong),
    }
}

fn deal(stage_id: i64, open: bool, closed_at: Option<i64>) -> Deal {
    Deal {
        id: 1,
        portfolio_id: 1,
        title: "Boats".into(),
        pipeline_id: 1,
        stage_id,
        open,
        amount: 5,
        currency: "EUR".into(),
        company_id: None,
        contact_ids: vec![],
        product_id: None,
        note: None,
        responsible_id: 1,
        started_at: None,
        closed_at,
        closes_on: None,
        closed_holder_id: None,
        created_by: None,
        created_at: 0,
        updated_at: 0,
        version: 1,
    }
}

fn changed(deal: &Deal, input: Input) -> Result<Draft, Fields> {
    let mut wrong = Fields::default();
    match Draft::changed(&mut wrong, deal, &input, &pipelines(), NOW) {
        Some(draft) if wrong.is_empty() => Ok(draft),
        _ => Err(wrong),
    }
}

#[test]
fn a_new_deal_begins_at_the_first_stage() {
    assert_eq!(new(titled()).unwrap().stage_id, 11);
    assert_eq!(new(Input { pipeline: Some(2), ..titled() }).unwrap().stage_id, 21);
    assert_eq!(new(Input { stage: Some(22), ..titled() }).unwrap().pipeline_id, 2);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert!(new(Input::default()).is_err());
    assert!(new(Input { pipeline: Some(9), ..titled() }).is_err());
    assert!(new(Input { stage: Some(99), ..titled() }).is_err());
    assert!(new(Input { pipeline: Some(1), stage: Some(22), ..titled() }).is_err());
    assert!(new(Input { amount: Some(-1), ..titled() }).is_err());
    assert!(new(Input { amount: Some(HIGHEST + 1), ..titled() }).is_err());
    assert!(new(Input { contacts: Some((0..51).collect()), ..titled() }).is_err());
    assert!(new(Input { closed_at: Some(Some(5)), ..titled() }).is_err());
}

#[test]
fn won_and_lost_close_a_deal() {
    let won = changed(&deal(11, true, None), Input { stage: Some(13), ..Input::default() }).unwrap();
    assert_eq!((won.open, won.closed_at), (false, Some(NOW)));
    let lost = new(Input { stage: Some(14), closed_at: Some(Some(7)), ..titled() }).unwrap();
    assert_eq!((lost.open, lost.closed_at), (false, Some(7)));
}

#[test]
fn a_closed_deal_keeps_its_day_until_it_is_opened() {
    let closed = deal(13, false, Some(7));
    let lost = changed(&closed, Input { stage: Some(14), ..Input::default() }).unwrap();
    assert_eq!(lost.closed_at, Some(7));
    let opened = changed(&closed, Input { stage: Some(12), ..Input::default() }).unwrap();
    assert_eq!((opened.open, opened.closed_at), (true, None));
    let elsewhere = changed(&closed, Input { pipeline: Some(2), ..Input::default() }).unwrap();
    assert_eq!((elsewhere.stage_id, elsewhere.open), (21, true));
    let same = changed(&closed, Input { pipeline: Some(1), ..Input::default() }).unwrap();
    assert_eq!(same.stage_id, 13);
}

#[test]
fn contacts_are_each_named_once() {
    let draft = new(Input { contacts: Some(vec![3, 1, 3]), ..titled() }).unwrap();
    assert_eq!(draft.contact_ids, [1, 3]);
}

#[test]
fn an_empty_answer_is_not_an_absent_one() {
    let mut noted = deal(11, true, None);
    noted.note = Some("hello".into());
    noted.company_id = Some(4);
    assert_eq!(changed(&noted, Input::default()).unwrap(), Draft::of(&noted));
    let cleared =
        changed(&noted, Input { note: Some(None), company: Some(None), ..Input::default() }).unwrap();
    assert_eq!((cleared.note, cleared.company_id), (None, None));
}

#[test]
fn changes_read_as_a_person_would_say_them() {
    let before = Draft::of(&deal(11, true, None));
    let after = Draft {
        stage_id: 12,
        amount: 123_450,
        contact_ids: vec![1, 3],
        company_id: Some(4),
        ..before.clone()
    };
    let named = |what: &str, ids: &[i64]| ids.iter().map(|id| (*id, format!("{what} {id}"))).collect();
    let names = Names {
        pipelines: &pipelines(),
        companies: named("company", &[4]),
        contacts: named("contact", &[1, 3]),
        products: HashMap::new(),
    };
    let said: Vec<String> = changes(&before, &after, &names, &date::Zone::utc())
        .into_iter()
        .map(|c| format!("{}: {} → {}", c.field, c.before.unwrap_or_default(), c.after.unwrap_or_default()))
        .collect();
    assert_eq!(
        said,
        [
            "stage: stage 11 → stage 12",
            "amount: 0.05 EUR → 1234.50 EUR",
            "company:  → company 4",
            "contacts:  → contact 1, contact 3",
        ]
    );
}
