//! Technical users: for each somebody answers, and receives what it makes. When that one leaves, the successor answers.

use base::{Event, Result, Tx, Writing};
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::store;

/// Who answers for these technical users since a departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub to: i64,
    pub technical: Vec<i64>,
}

/// The successor answers from now on; an event for each technical user.
pub(super) fn hand_over(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<Vec<Event>> {
    match &fact.answered {
        Some(Answered { to, technical }) => change(tx, technical, fact.person, *to),
        None => Ok(Vec::new()),
    }
}

/// Those for whom the successor still answers are the person's again.
pub(super) fn hand_back(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<Vec<Event>> {
    let Some(Answered { to, technical }) = &fact.answered else { return Ok(Vec::new()) };
    let mut still = store::answering_to(tx, *to)?;
    still.retain(|id| technical.contains(id));
    change(tx, &still, *to, fact.person)
}

fn change(tx: &mut Tx<'_, Writing>, technical: &[i64], from: i64, to: i64) -> Result<Vec<Event>> {
    for id in technical {
        store::set_answerable(tx, *id, to)?;
    }
    Ok(technical.iter().map(|id| Event::AnswerableChanged { person: *id, from, to }).collect())
}
