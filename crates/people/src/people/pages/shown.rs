//! How parts of a person are shown on every page of theirs.

use base::Status;
use base::org::Person;
use base::web::components::*;
use base::web::timeline;
use base::words::Say;
use maud::Markup;

use crate::people::Belongs;
use crate::roles;

pub(super) fn who(person: &Person) -> Who<'_> {
    timeline::who_is(person)
}

pub(crate) fn status(say: &Say, status: Status) -> Markup {
    let tone = match status {
        Status::Active => Tone::Good,
        Status::Pending => Tone::Warn,
        Status::Blocked | Status::Closing => Tone::Bad,
        Status::Departed | Status::Erased => Tone::Quiet,
    };
    status_badge(tone, say.t(&format!("status-{}", status.code())))
}

pub(super) fn role(say: &Say, person: &Person) -> String {
    roles::name(say, person.role_key.as_deref(), &person.role_name)
}

pub(super) fn category(say: &Say, person: &Person) -> String {
    say.t(&format!("category-{}", person.category.code()))
}

/// `Sales (Head)`; a plain member is only in the department.
pub(super) fn belongs(say: &Say, belongs: &Belongs) -> String {
    match belongs.post {
        base::org::Post::Member => belongs.name.clone(),
        post => format!("{} ({})", belongs.name, say.t(&format!("post-{}", post.code()))),
    }
}
