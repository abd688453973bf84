//! A person as one chip: a picture or initials, and the name. The same everywhere.

use maud::{Markup, html};

/// A person to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    pub id: i64,
    pub name: &'a str,
    pub picture: Option<Picture<'a>>,
    pub standing: Standing,
}

/// Where a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture<'a> {
    /// The person's own, of this version, as lines show it.
    Small(i64),
    /// The same for a card.
    Large(i64),
    At(&'a str),
}

/// Whether the person works here now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Here,
    /// Pending, blocked, departed or erased: shown greyed.
    Away,
}

impl<'a> Who<'a> {
    /// Somebody who is here and has no picture.
    pub fn new(id: i64, name: &'a str) -> Who<'a> {
        Who { id, name, picture: None, standing: Standing::Here }
    }

    /// With a picture, where there is one.
    pub fn picture(self, picture: Option<Picture<'a>>) -> Who<'a> {
        Who { picture, ..self }
    }

    /// As large as it is kept.
    pub fn large(self) -> Who<'a> {
        match self.picture {
            Some(Picture::Small(version)) => self.picture(Some(Picture::Large(version))),
            _ => self,
        }
    }

    fn address(&self) -> Option<String> {
        self.picture.map(|picture| match picture {
            Picture::Small(version) => format!("/pictures/{}/{version}", self.id),
            Picture::Large(version) => format!("/pictures/{}/{version}?size=large", self.id),
            Picture::At(address) => address.to_owned(),
        })
    }

    /// Here or away.
    pub fn standing(self, standing: Standing) -> Who<'a> {
        Who { standing, ..self }
    }
}

/// The round picture alone, as decoration: the name must stand beside it.
pub fn avatar(who: Who<'_>) -> Markup {
    html! {
        @match who.address() {
            Some(address) => { img class="avatar" src=(address) alt="" width="24" height="24" loading="lazy"; }
            None => { span class={ "avatar hue-" (hue(who.id)) } aria-hidden="true" { (initials(who.name)) } }
        }
    }
}

/// Picture and name.
pub fn person_chip(who: Who<'_>) -> Markup {
    html! { span class=(class(who)) { (avatar(who)) span class="chip-name" dir="auto" { (who.name) } } }
}

/// Picture and name, leading to the person's card.
pub fn person_link(who: Who<'_>, href: &str) -> Markup {
    html! { a class=(class(who)) href=(href) { (avatar(who)) span class="chip-name" dir="auto" { (who.name) } } }
}

/// Picture, name and a second line: an e-mail, a department.
pub fn person_line(who: Who<'_>, href: &str, second: &str) -> Markup {
    html! {
        span class={ (class(who)) " two-lines" } {
            (avatar(who))
            span class="chip-name" { a href=(href) dir="auto" { (who.name) } @if !second.is_empty() { small dir="auto" { (second) } } }
        }
    }
}

fn class(who: Who<'_>) -> &'static str {
    match who.standing {
        Standing::Here => "chip",
        Standing::Away => "chip away",
    }
}

/// First letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// One of twelve colours. Ids of one day share their upper bits, so they are stirred first.
fn hue(id: i64) -> u64 {
    (id.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) % 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_two_words_in_any_alphabet() {
        assert_eq!(initials("Anna Kovalenko"), "AK");
        assert_eq!(initials("олена «Леся» іваненко"), "ОЛ");
        assert_eq!(initials("№ 7"), "7");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn neighbouring_ids_have_different_colours() {
        let colours: std::collections::HashSet<u64> = (0..12).map(|n| hue((1 << 40) + n)).collect();
        assert!(colours.len() >= 6, "{colours:?}");
    }
}
