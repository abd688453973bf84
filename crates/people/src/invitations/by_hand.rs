//! The same words to be sent by hand: for a messenger, or where no mail server is set up.

use base::Ctx;
use base::credentials::LINK_MS;
use base::org::Person;

/// A short text with the address, the sign-in name and the link that was just made, in the person's language.
/// `keeps_password`: they have one from another account.
pub(crate) fn text(ctx: &Ctx, person: &Person, keeps_password: bool, home: &str, link: &str) -> String {
    let theirs = ctx.clone().told_to(person);
    let name = person.email.as_deref().or(person.login.as_deref()).unwrap_or_default();
    let values = [
        ("account", ctx.account.name.as_str().into()),
        ("link", link.into()),
        ("until", until(&theirs, ctx.app.now() + LINK_MS).into()),
        ("home", home.into()),
        ("name", name.into()),
    ];
    match keeps_password {
        true => theirs.say.with("letter-by-hand-own", &values),
        false => theirs.say.with("letter-by-hand", &values),
    }
}

/// A moment with the zone it is meant in: whoever reads it may be elsewhere.
pub(crate) fn until(ctx: &Ctx, at: i64) -> String {
    format!("{} ({})", ctx.moment(at), ctx.zone().name())
}
