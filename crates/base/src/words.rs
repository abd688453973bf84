//! The three dictionaries (en, ru, uk) and how a sentence is said.
//!
//! Texts are Fluent files (<https://projectfluent.org>) that the product hands in at start; code passes keys
//! and values, never sentences. A missing key shows itself as `{key}`: the tests refuse such a page.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kit::lang::Lang;
use unic_langid::LanguageIdentifier;

/// A dictionary value: a number (with plurals) or a text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Value {
    Number(i64),
    Text(String),
}

impl From<i64> for Value {
    fn from(n: i64) -> Value {
        Value::Number(n)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

/// All dictionaries; made once at start and shared.
#[derive(Clone)]
pub struct Words {
    bundles: Arc<HashMap<Lang, FluentBundle<FluentResource>>>,
}

/// A dictionary that can't be read; only a build can cause it.
#[derive(Debug, thiserror::Error)]
#[error("the dictionary {file} ({lang}): {why}")]
pub struct BadDictionary {
    pub file: String,
    pub lang: &'static str,
    pub why: String,
}

impl Words {
    /// Reads `(language, file name, Fluent text)` triples.
    pub fn load(files: &[(Lang, String, String)]) -> Result<Words, BadDictionary> {
        let mut bundles = HashMap::new();
        for lang in Lang::all() {
            let id: LanguageIdentifier = lang.code().parse().map_err(|e| bad(lang, "", format!("{e:?}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Only what runs the other way is isolated: see `arguments`.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match lang {
                Lang::En => |value, _| written(value, Lang::En),
                Lang::Ru => |value, _| written(value, Lang::Ru),
                Lang::Uk => |value, _| written(value, Lang::Uk),
            }));
            for (_, name, text) in files.iter().filter(|(of, ..)| *of == lang) {
                let resource = FluentResource::try_new(text.clone())
                    .map_err(|(_, errors)| bad(lang, name, format!("{errors:?}")))?;
                bundle.add_resource(resource).map_err(|errors| bad(lang, name, format!("{errors:?}")))?;
            }
            bundles.insert(lang, bundle);
        }
        Ok(Words { bundles: Arc::new(bundles) })
    }

    /// The speaker of one language.
    pub fn say(&self, lang: Lang) -> Say {
        Say { words: self.clone(), lang }
    }
}

/// A number as the language writes it: `100,000`, `100 000`.
fn written(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(kit::money::count(number.value as i64, lang)),
        _ => None,
    }
}

fn bad(lang: Lang, file: &str, why: String) -> BadDictionary {
    BadDictionary { file: file.into(), lang: lang.code(), why }
}

/// Says keys in one language.
#[derive(Clone)]
pub struct Say {
    words: Words,
    pub lang: Lang,
}

impl Say {
    /// A sentence without values.
    pub fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A sentence about a number: the argument is `n`.
    pub fn n(&self, key: &str, n: i64) -> String {
        self.with(key, &[("n", n.into())])
    }

    /// A sentence with named values.
    pub fn with(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        self.format(key, Some(&arguments(values.iter().map(|(name, value)| (*name, value)))))
    }

    /// A sentence that was written down as key and values.
    pub fn told(&self, key: &str, values: &[(String, Value)]) -> String {
        self.format(key, Some(&arguments(values.iter().map(|(name, value)| (name.as_str(), value)))))
    }

    /// Whether the dictionary has the key.
    pub fn has(&self, key: &str) -> bool {
        self.words.bundles.get(&self.lang).is_some_and(|b| b.has_message(key))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(bundle) = self.words.bundles.get(&self.lang) else { return format!("{{{key}}}") };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return format!("{{{key}}}");
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "a sentence lacks a value");
        }
        said
    }
}

fn arguments<'a>(values: impl Iterator<Item = (&'a str, &'a Value)>) -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        let value = match value {
            Value::Number(n) => FluentValue::from(*n),
            Value::Text(text) => FluentValue::from(kit::bidi::isolated(text).into_owned()),
        };
        args.set(Cow::Borrowed(name), value);
    }
    args
}
