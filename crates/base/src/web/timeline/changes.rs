//! What has changed, field by field, in the reader's words.

use kit::bidi::isolated;
use maud::{Markup, html};

use crate::journal::Change;
use crate::words::Say;

/// Field, before and after, each in its own direction.
pub(super) fn change(say: &Say, change: &Change) -> Markup {
    let side = |value: &Option<String>| match value {
        Some(value) => readable(say, &change.field, value),
        None if change.field.starts_with("stage:") => say.t("roles-as-above"),
        None => say.t("event-empty"),
    };
    let field = match change.field.rsplit_once('.') {
        Some((of, what)) => right(say, of, what),
        None => {
            let field = format!("event-field-{}", change.field.replace('_', "-"));
            if say.has(&field) { say.t(&field) } else { change.field.clone() }
        }
    };
    let [field, before, after] =
        [field, side(&change.before), side(&change.after)].map(|text| isolated(&text).into_owned());
    html! { (field) ": " (before) " → " (after) }
}

/// A cell of the matrix of rights: `deal.see`, `deal.hold`, `area.people`, `stage:Won.edit`.
fn right(say: &Say, of: &str, what: &str) -> String {
    let word = |key: String, otherwise: &str| if say.has(&key) { say.t(&key) } else { otherwise.to_owned() };
    let deed = || word(format!("deed-{what}"), what);
    match (of.split_once(':'), of, what) {
        (Some((_, stage)), ..) => format!("«{stage}», {}", deed()),
        (None, "area", area) => word(format!("area-{area}"), area),
        (None, kind, "hold") => format!("{}, {}", word(format!("kind-{kind}"), kind), say.t("right-hold")),
        (None, kind, _) => format!("{}, {}", word(format!("kind-{kind}"), kind), deed()),
    }
}

/// Words that the dictionary knows are stored as their keys, so that every reader has them in their language.
pub(super) fn readable(say: &Say, field: &str, value: &str) -> String {
    let key = match field {
        "factor_of" => format!("factor-of-{value}"),
        "category" => format!("category-{value}"),
        "role" => format!("role-{value}"),
        "status" => format!("status-{value}"),
        "departments" => return posts(say, value),
        "first_day" | "last_day" => return day(say, value),
        field if field.starts_with("asks_") => format!("asks-{value}"),
        "does" => format!("triggers-does-{value}"),
        _ if is_flag(field) && value == "yes" => "right-yes".to_owned(),
        _ if is_flag(field) && value == "no" => "right-no".to_owned(),
        _ if field.contains('.') => format!("scope-{value}"),
        _ => return value.to_owned(),
    };
    if say.has(&key) { say.t(&key) } else { value.to_owned() }
}

/// A whole day as the reader writes it.
fn day(say: &Say, value: &str) -> String {
    let utc = kit::date::Zone::utc();
    match kit::date::parse_day(value, &utc) {
        Ok(at) => kit::date::day(at, &utc, say.lang),
        Err(_) => value.to_owned(),
    }
}

/// Fields that say yes or no: cells of the matrix of rights, and switches.
fn is_flag(field: &str) -> bool {
    field.contains('.') || matches!(field, "on" | "to_responsible" | "listed")
}

/// Departments with a post other than member: `Sales [head]; Support`.
fn posts(say: &Say, value: &str) -> String {
    let readable = |part: &str| match part.strip_suffix(']').and_then(|part| part.rsplit_once(" [")) {
        Some((name, post)) if crate::org::Post::parse(post).is_some() => {
            format!("{name} ({})", say.t(&format!("post-{post}")))
        }
        _ => part.to_owned(),
    };
    value.split("; ").map(readable).collect::<Vec<String>>().join("; ")
}
