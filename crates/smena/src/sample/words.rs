//! The lists that the company is drawn from.

use base::org::Post;
use base::{Error, Result};
use kit::lang::Lang;
use serde::Deserialize;

/// One language's company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub name: String,
    pub zone: String,
    pub currency: String,
    /// What a deal is worth at most, in whole units.
    pub dearest: i64,
    pub departments: Vec<String>,
    pub people: Vec<Colleague>,
    pub administrator: String,
    pub companies: Vec<String>,
    pub contacts: Vec<String>,
    pub positions: Vec<String>,
    pub deals: Vec<String>,
    pub tasks: Vec<String>,
}

/// Somebody who works there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colleague {
    pub name: String,
    /// Which of the departments.
    pub department: usize,
    #[serde(default = "member")]
    pub post: Post,
    /// The key of a ready role; without it the default.
    #[serde(default)]
    pub role: Option<String>,
    /// Has been added and has not signed in yet.
    #[serde(default)]
    pub pending: bool,
}

fn member() -> Post {
    Post::Member
}

/// The lists in a language.
pub fn read(lang: Lang) -> Result<Words> {
    let text = match lang {
        Lang::En => include_str!("../../sample/en.toml"),
        Lang::Ru => include_str!("../../sample/ru.toml"),
        Lang::Uk => include_str!("../../sample/uk.toml"),
    };
    toml::from_str(text).map_err(|error| Error::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_has_a_whole_company() {
        for lang in Lang::all() {
            let words = read(lang).unwrap();
            let lengths =
                [words.departments.len(), words.people.len(), words.companies.len(), words.contacts.len()];
            assert_eq!(lengths, [3, 8, 25, 40], "{lang:?}");
            assert!(words.people.iter().all(|person| person.department < 3));
            assert_eq!(words.people.iter().filter(|person| person.pending).count(), 1);
            assert_eq!(
                words.contacts.iter().collect::<BTreeSet<_>>().len(),
                40,
                "{lang:?}: a name comes twice"
            );
        }
    }
}
