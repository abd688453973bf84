//! Posts: who leads a department, and who stands for its head. Whoever leaves passes theirs on or leaves them vacant; it
//! is said, never guessed, since a post opens doors.

use std::collections::HashMap;

use base::error::Fields;
use base::org::{self, Person, Post};
use base::{Event, Result, Tx, Writing};
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::plan::{Plan, may_receive};
use super::store;

/// A post that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub department: i64,
    /// The department's name.
    pub name: String,
    pub post: Post,
}

/// A post as a departure passed it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    pub department: i64,
    pub post: Post,
    /// `None`: vacant since.
    pub to: Option<i64>,
    /// What the receiver was in the department before.
    pub was: Option<Post>,
}

/// The posts of a person, by the department's name.
pub(super) fn held<S>(tx: &mut Tx<'_, S>, person: i64) -> Result<Vec<Held>> {
    let memberships = org::memberships(tx, Some(person))?;
    if memberships.iter().all(|membership| membership.post == Post::Member) {
        return Ok(Vec::new());
    }
    let names = org::department_names(tx)?;
    let posts = memberships.iter().filter(|membership| membership.post != Post::Member);
    let mut held: Vec<Held> = posts
        .map(|membership| Held {
            department: membership.department_id,
            name: names.get(&membership.department_id).cloned().unwrap_or_default(),
            post: membership.post,
        })
        .collect();
    held.sort_by(|a, b| a.name.cmp(&b.name).then(a.department.cmp(&b.department)));
    Ok(held)
}

/// For every post it is said who has it next, and that one can have it.
pub(super) fn check(
    held: &[Held],
    plan: &Plan,
    people: &HashMap<i64, Person>,
    (leaver, now): (i64, i64),
    wrong: &mut Fields,
) {
    for post in held {
        let values = || vec![("post", post.post.code().into()), ("department", post.name.as_str().into())];
        let Some(to) = plan.posts.get(&post.department) else {
            wrong.add_with("posts", "error-post-needs-successor", values());
            continue;
        };
        match to.map(|to| (to, people.get(&to))) {
            None => {}
            Some((to, _)) if to == leaver => wrong.add("posts", "error-successor-self"),
            Some((_, None)) => wrong.add("posts", "error-no-such-person"),
            Some((_, Some(person))) if !may_receive(person, now) => {
                wrong.add_with("posts", "error-not-assignable", vec![("name", person.name.as_str().into())]);
            }
            Some(_) => {}
        }
    }
    if plan.posts.keys().any(|department| !held.iter().any(|post| post.department == *department)) {
        wrong.add("posts", "error-no-such-post-held");
    }
}

/// The posts with their next holders, and what those are there now.
///
/// # Errors
/// 422 for who leads the department already: a deputy is less.
pub(super) fn passing<S>(
    tx: &mut Tx<'_, S>,
    held: &[Held],
    plan: &Plan,
    people: &HashMap<i64, Person>,
) -> Result<Vec<Passed>> {
    let mut passed = Vec::new();
    let mut wrong = Fields::default();
    for post in held {
        let to = plan.posts.get(&post.department).copied().flatten();
        let was = to.map(|to| store::post_in(tx, post.department, to)).transpose()?.flatten();
        if post.post == Post::Deputy && was == Some(Post::Head) {
            let name = to.and_then(|to| people.get(&to)).map_or("", |person| person.name.as_str());
            let values = vec![("name", name.into()), ("department", post.name.as_str().into())];
            wrong.add_with("posts", "error-post-leads-already", values);
        }
        passed.push(Passed { department: post.department, post: post.post, to, was });
    }
    wrong.check()?;
    Ok(passed)
}

/// The leaver is a member like any other, and the next holders have the posts.
pub(super) fn pass_on(tx: &mut Tx<'_, Writing>, fact: &Fact) -> Result<Vec<Event>> {
    for passed in &fact.posts {
        store::set_post(tx, passed.department, fact.person, Post::Member)?;
        if let Some(to) = passed.to {
            store::set_post(tx, passed.department, to, passed.post)?;
        }
    }
    Ok(fact.posts.iter().map(|passed| event(passed, fact.person, passed.to)).collect())
}

/// What an undo gives back: the posts that nobody has passed on since. A vacant one that somebody else has by now stays
/// with them.
pub(super) fn returning<S>(tx: &mut Tx<'_, S>, fact: &Fact) -> Result<Vec<Passed>> {
    let mut back = Vec::new();
    for passed in &fact.posts {
        let now = store::holders_of_post(tx, passed.department, passed.post)?;
        let stands = match passed.to {
            Some(to) => now.contains(&to),
            None => now.is_empty() || passed.post == Post::Deputy,
        };
        if stands && store::department_exists(tx, passed.department)? {
            back.push(*passed);
        }
    }
    Ok(back)
}

/// The posts are the person's again; who had them is there what they were before.
pub(super) fn bring_back(tx: &mut Tx<'_, Writing>, fact: &Fact, back: &[Passed]) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for passed in back {
        match (passed.to, passed.was) {
            (Some(to), Some(was)) => store::set_post(tx, passed.department, to, was)?,
            (Some(to), None) => store::leave_department(tx, passed.department, to)?,
            (None, _) => {}
        }
        store::set_post(tx, passed.department, fact.person, passed.post)?;
        let department = passed.department;
        let (from, to) = (passed.to, Some(fact.person));
        events.push(Event::PostPassedOn { department, post: passed.post, from, to });
    }
    Ok(events)
}

fn event(passed: &Passed, from: i64, to: Option<i64>) -> Event {
    Event::PostPassedOn { department: passed.department, post: passed.post, from: Some(from), to }
}
