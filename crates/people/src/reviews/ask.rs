//! Asking whoever knows whether a person still needs their access, and their answer. It decides nothing: an administrator
//! does.

use std::collections::HashMap;

use base::authz::Do;
use base::event::ReviewFact;
use base::kind::{Post, Status};
use base::org::{self, Department, Membership, Name};
use base::{Ctx, Error, Event, Result, Tx};

use super::review::{Line, State};
use super::store;

/// Who knows: whoever answers for the person, the head of their department or of one above it.
pub(super) fn whom<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Option<i64>> {
    let found = org::find(tx, person)?.ok_or(Error::NotFound)?;
    let (departments, members) = (org::departments(tx)?, org::memberships(tx, None)?);
    let nearest = found.answerable_person_id.into_iter().chain(heads(person, &departments, &members));
    for one in nearest.filter(|one| *one != person) {
        // Nobody from outside is asked about colleagues.
        let knows = |one: org::Person| one.status == Status::Active && one.category.may_hold();
        if org::find(tx, one)?.is_some_and(knows) {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// The heads over a person, the nearest first.
fn heads(person: i64, departments: &[Department], members: &[Membership]) -> Vec<i64> {
    let own = members.iter().filter(|member| member.person_id == person);
    let mut place = own.max_by_key(|member| member.main).map(|member| member.department_id);
    let mut heads = Vec::new();
    for _ in 0..=departments.len() {
        let Some(here) = place else { break };
        let of_here = members.iter().filter(|m| m.department_id == here && m.post == Post::Head);
        heads.extend(of_here.map(|member| member.person_id));
        place = departments.iter().find(|d| d.id == here).and_then(|d| d.parent_id);
    }
    heads
}

/// Of whom one is asked.
pub struct Asked {
    pub review: i64,
    /// The person and the word of whoever asks; with what one has answered already.
    pub lines: Vec<Line>,
    pub names: HashMap<i64, Name>,
}

/// Of whom the signed-in person is asked in the open review; nothing where there is none.
pub async fn asked_of(ctx: &Ctx) -> Result<Option<Asked>> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.read(move |tx| {
        let Some(review) = store::open(tx)? else { return Ok(None) };
        let mut lines = Vec::new();
        for person in store::asked(tx, review.id, me)? {
            lines.extend(store::lines(tx, &review, Some(person))?);
        }
        lines.retain(|line| line.state == State::Ask);
        let people = lines.iter().flat_map(|line| std::iter::once(line.person).chain(line.decided_by));
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        Ok(Some(Asked { review: review.id, lines, names }).filter(|asked| !asked.lines.is_empty()))
    })
    .await
}

/// Says whether the person still needs their access.
///
/// # Errors
/// 404 for who was not asked; 409 `review_decided_meanwhile` where the answer is needed no more.
pub async fn answer(ctx: &Ctx, review: i64, person: i64, needed: bool) -> Result<()> {
    let me = ctx.person_id().ok_or(Error::SignedOut)?;
    ctx.write(move |mut tx| {
        store::lock_account(&mut tx)?;
        let found = store::find(&mut tx, review)?.ok_or(Error::NotFound)?;
        let line = store::lines(&mut tx, &found, Some(person))?.pop().ok_or(Error::NotFound)?;
        if line.asked != Some(me) {
            return Err(Error::NotFound);
        }
        if found.ended_at.is_some() || line.state != State::Ask {
            return Err(Error::conflict("error-review-decided-meanwhile"));
        }
        if line.needed == Some(needed) {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::AnswerReview { asked: true })?;
        store::answer(&mut tx, review, person, needed)?;
        let became = if needed { ReviewFact::Needed } else { ReviewFact::NotNeeded };
        tx.commit(Event::Reviewed { person, review, became }, ())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn department(id: i64, parent_id: Option<i64>) -> Department {
        Department { id, parent_id, name: String::new(), version: 1 }
    }

    fn member(department_id: i64, person_id: i64, post: Post, main: bool) -> Membership {
        Membership { department_id, person_id, post, main }
    }

    #[test]
    fn the_head_of_the_main_department_is_nearest_then_those_above() {
        let departments = [department(1, None), department(2, Some(1)), department(3, None)];
        let members = [
            member(1, 10, Post::Head, true),
            member(2, 20, Post::Head, true),
            member(3, 30, Post::Head, true),
            member(3, 40, Post::Member, false),
            member(2, 40, Post::Member, true),
        ];
        assert_eq!(heads(40, &departments, &members), [20, 10]);
        assert_eq!(heads(99, &departments, &members), Vec::<i64>::new());
    }
}
