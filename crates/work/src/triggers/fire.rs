//! A deal has entered a stage: what that sets off, in the same act.

use base::authz::{self, Do};
use base::{Error, Event, Kind, Result, Tx, Writing, org};

use super::store;
use super::trigger::{Does, Trigger};
use crate::records::{Hindrance, Receiver, Room, Stub, give, place, receiver};
use crate::tasks::{self, Subject};

const DAY_MS: i64 = 24 * 3_600_000;

/// Does what the deal's stage sets off, one trigger after another; the caller commits the events. `room` keeps deals,
/// `responsible` holds this one.
pub fn fire(
    tx: &mut Tx<'_, Writing>,
    room: &Room,
    mut deal: Stub,
    mut responsible: i64,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for trigger in store::at_stage(tx, deal.cell.bucket)? {
        let to = match whom(tx, &trigger, responsible)? {
            Receiver::To(to) => to,
            Receiver::Nobody(hindrance) => {
                events.push(skipped(&trigger, deal.id, hindrance));
                continue;
            }
        };
        authz::decide(tx.actor(), &Do::RunTrigger { assignable: true })?;
        match trigger.draft.does {
            Does::Task => events.extend(task(tx, &trigger, deal.id, to)?),
            Does::Assign => {
                let target = place(tx, Kind::Deal, Some(to))?;
                if target.differs(deal.portfolio, responsible) {
                    events.push(give(tx, room, &deal, responsible, &target)?);
                    (deal.portfolio, responsible) = (target.portfolio, target.responsible);
                }
                events.push(ran(&trigger, deal.id, None, target.responsible));
            }
        }
    }
    Ok(events)
}

/// To whom the trigger gives, or what keeps it from that.
fn whom(tx: &mut Tx<'_, Writing>, trigger: &Trigger, responsible: i64) -> Result<Receiver> {
    let kind = match trigger.draft.does {
        Does::Task => Kind::Task,
        Does::Assign => Kind::Deal,
    };
    if !trigger.draft.to_responsible {
        return receiver(tx, Kind::Trigger, trigger.portfolio, &[kind]);
    }
    let person = org::find_shared(tx, responsible)?.ok_or(Error::NotFound)?;
    Ok(match org::obstacle(&person, kind, tx.now()) {
        None => Receiver::To(responsible),
        Some(why) => Receiver::Nobody(Hindrance { holder: responsible, why }),
    })
}

fn task(tx: &mut Tx<'_, Writing>, trigger: &Trigger, deal: i64, to: i64) -> Result<[Event; 2]> {
    let lies = place(tx, Kind::Task, Some(to))?;
    let draft = tasks::Draft {
        title: trigger.draft.title.clone().unwrap_or_else(|| trigger.draft.name.clone()),
        due_at: tx.now() + trigger.draft.days * DAY_MS,
        subject: Some(Subject { kind: Kind::Deal, id: deal }),
        ..tasks::Draft::default()
    };
    let (id, made) = tasks::store_draft(tx, &draft, &lies)?;
    Ok([made, ran(trigger, deal, Some(id), lies.responsible)])
}

fn ran(trigger: &Trigger, deal: i64, task: Option<i64>, to: i64) -> Event {
    Event::TriggerRan { trigger: trigger.id, name: trigger.draft.name.clone(), deal, task, to }
}

fn skipped(trigger: &Trigger, deal: i64, Hindrance { holder, why }: Hindrance) -> Event {
    let name = trigger.draft.name.clone();
    Event::TriggerSkipped { trigger: trigger.id, name, deal, to: holder, why: why.to_owned() }
}
