//! Rules about the three dictionaries: the same keys, the same values, whole plurals, nothing missing, nothing unused.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use super::source::{Finding, Source, demand, files, line, product, read};

const LANGUAGES: [&str; 3] = ["en", "ru", "uk"];

/// Beginnings of keys whose end is put in at run time (`format!("kind-{}", …)`); the list is closed.
const FAMILIES: [&str; 48] = [
    "absence-reason-",
    "absence-state-",
    "access-",
    "area-",
    "asks-",
    "asks-of-",
    "asks-state-",
    "asks-wants-",
    "category-",
    "closing-count-",
    "cover-",
    "coverage-",
    "deed-",
    "event-",
    "event-field-",
    "factor-of-",
    "filter-none-",
    "filter-says-",
    "filter-value-",
    "filter-word-",
    "integrators-shut-",
    "integrators-why-",
    "job-",
    "kind-",
    "letters-purpose-",
    "letters-why-",
    "made-kind-",
    "made-of-",
    "obstacle-",
    "one-",
    "partners-reply-",
    "planned-state-",
    "plans-state-",
    "post-",
    "reviews-done-",
    "reviews-state-",
    "role-",
    "scope-",
    "search-also-",
    "seats-state-",
    "start-",
    "status-",
    "takeover-why-",
    "triggers-does-",
    "upload-field-",
    "upload-what-",
    "urgent-",
    "urgent-short-",
];

/// One sentence of one language.
#[derive(Default)]
struct Sentence {
    line: usize,
    values: BTreeSet<String>,
    /// Other sentences that it contains.
    uses: BTreeSet<String>,
    /// The cases of each choice that depends on a plural.
    plurals: Vec<BTreeSet<String>>,
}

/// File (without its language) and key to the sentence.
type Dictionary = BTreeMap<(String, String), Sentence>;

#[test]
fn the_three_languages_say_the_same() {
    let mut found = Vec::new();
    let dictionaries: Vec<_> = LANGUAGES.iter().map(|lang| dictionary(lang, &mut found)).collect();
    for (lang, dictionary) in LANGUAGES.iter().zip(&dictionaries) {
        for (other_lang, other) in LANGUAGES.iter().zip(&dictionaries) {
            found.extend(differences(lang, dictionary, other_lang, other));
        }
    }
    demand(
        "The three languages have the same keys with the same values",
        "Say it in the language that lacks it",
        found,
    );
}

#[test]
fn plurals_are_whole() {
    let mut found = Vec::new();
    for lang in LANGUAGES {
        for ((file, key), sentence) in dictionary(lang, &mut Vec::new()) {
            let lacking = sentence.plurals.iter().filter_map(|cases| lacks(lang, cases));
            found.extend(
                lacking
                    .map(|case| here(lang, &file, sentence.line, format!("{key} lacks the case [{case}]"))),
            );
        }
    }
    demand(
        "Every plural has the cases of its language",
        "en: one, other; ru and uk: one, few, many (or other for the rest)",
        found,
    );
}

#[test]
fn every_key_is_said_and_every_said_key_exists() {
    let dictionary = dictionary("en", &mut Vec::new());
    let sources = product();
    let keys: BTreeSet<&str> = dictionary.keys().map(|(_, key)| key.as_str()).collect();
    let mut found: Vec<_> = sources.iter().flat_map(|source| unknown(source, &keys)).collect();
    found.extend(sources.iter().flat_map(|source| undeclared(source, &keys)));
    found.extend(unused(&dictionary, &sources));
    let todo = "Add the sentence in all three languages, or delete what nothing says; a key with a part put in at run time needs its beginning in FAMILIES";
    demand("Every key in the code exists and every key is used", todo, found);
}

fn here(lang: &str, file: &str, line: usize, what: String) -> Finding {
    Finding { path: format!("crates/smena/words/{lang}/{file}"), line, what }
}

fn dictionary(lang: &str, found: &mut Vec<Finding>) -> Dictionary {
    let folder = format!("crates/smena/words/{lang}");
    let mut dictionary = Dictionary::new();
    for path in files(&folder, &["ftl"]) {
        let file = path[folder.len() + 1..].to_owned();
        add(&mut dictionary, lang, &file, &read(&path), found);
    }
    dictionary
}

fn add(dictionary: &mut Dictionary, lang: &str, file: &str, text: &str, found: &mut Vec<Finding>) {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(resource, errors)| {
        found.extend(
            errors.iter().map(|error| here(lang, file, line(text, error.pos.start), error.to_string())),
        );
        resource
    });
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let start = message.id.name.as_ptr() as usize - text.as_ptr() as usize;
        let mut sentence = Sentence { line: line(text, start), ..Sentence::default() };
        let Some(pattern) = &message.value else {
            found.push(here(lang, file, sentence.line, format!("{} says nothing", message.id.name)));
            continue;
        };
        walk(pattern, &mut sentence);
        let line = sentence.line;
        if dictionary.keys().any(|(_, key)| key == message.id.name) {
            found.push(here(lang, file, line, format!("{} is here twice", message.id.name)));
        }
        dictionary.insert((file.to_owned(), message.id.name.to_owned()), sentence);
    }
}

fn walk(pattern: &Pattern<&str>, sentence: &mut Sentence) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, sentence);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, sentence: &mut Sentence) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, sentence),
        Expression::Select { selector, variants } => {
            walk_inline(selector, sentence);
            let cases = variants.iter().filter_map(|variant| match &variant.key {
                VariantKey::Identifier { name } => Some((*name).to_owned()),
                VariantKey::NumberLiteral { .. } => None,
            });
            let cases: BTreeSet<_> = cases.collect();
            if cases.iter().any(|case| ["zero", "one", "two", "few", "many"].contains(&case.as_str())) {
                sentence.plurals.push(cases);
            }
            variants.iter().for_each(|variant| walk(&variant.value, sentence));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, sentence: &mut Sentence) {
    match inline {
        InlineExpression::VariableReference { id } => drop(sentence.values.insert(id.name.to_owned())),
        InlineExpression::MessageReference { id, .. } => drop(sentence.uses.insert(id.name.to_owned())),
        InlineExpression::FunctionReference { arguments, .. } => walk_arguments(arguments, sentence),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            walk_arguments(arguments, sentence)
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, sentence),
        _ => {}
    }
}

fn walk_arguments(arguments: &CallArguments<&str>, sentence: &mut Sentence) {
    arguments.positional.iter().for_each(|inline| walk_inline(inline, sentence));
    arguments.named.iter().for_each(|named| walk_inline(&named.value, sentence));
}

/// What `other` lacks or says with other values.
fn differences(lang: &str, dictionary: &Dictionary, other_lang: &str, other: &Dictionary) -> Vec<Finding> {
    let mut found = Vec::new();
    for (place, sentence) in dictionary {
        let (file, key) = place;
        let said = |what: String| here(lang, file, sentence.line, what);
        match other.get(place) {
            None => found.push(said(format!("{key} is not in {other_lang}/{file}"))),
            Some(twin) if twin.values != sentence.values => {
                found.push(said(format!(
                    "{key} has the values {:?}, in {other_lang} {:?}",
                    sentence.values, twin.values
                )));
            }
            Some(_) => {}
        }
    }
    found
}

/// The case that a plural lacks in this language.
fn lacks(lang: &str, cases: &BTreeSet<String>) -> Option<&'static str> {
    let has = |case: &str| cases.contains(case);
    match lang {
        "en" => ["one", "other"].into_iter().find(|case| !has(case)),
        _ if !has("many") && !has("other") => Some("many"),
        _ => ["one", "few"].into_iter().find(|case| !has(case)),
    }
}

/// Keys that the code says and no dictionary has.
fn unknown(source: &Source, keys: &BTreeSet<&str>) -> Vec<Finding> {
    let said = source.literals.iter().filter(|literal| {
        let before = source.code[..literal.at].trim_end();
        // Others have a `with`, too: a key is told by its room, a hyphen and the rest.
        [".t(", ".n("].iter().any(|call| before.ends_with(call))
            || before.ends_with(".with(") && literal.text.contains('-')
    });
    let lost = said.filter(|literal| !keys.contains(literal.text.as_str()));
    lost.map(|literal| source.finding(literal.at, format!("no dictionary has {}", literal.text))).collect()
}

/// Keys put together at run time whose beginning is not on the list.
fn undeclared(source: &Source, keys: &BTreeSet<&str>) -> Vec<Finding> {
    let families = source.literals.iter().filter_map(|literal| Some((literal, family(&literal.text)?)));
    let hidden = families
        .filter(|(_, start)| !FAMILIES.contains(start) && keys.iter().any(|key| key.starts_with(start)));
    hidden
        .map(|(literal, start)| source.finding(literal.at, format!("{start}… is put together at run time")))
        .collect()
}

/// The fixed beginning of `kind-{}`.
fn family(text: &str) -> Option<&str> {
    let (start, rest) = text.split_once('{')?;
    let plain = start.ends_with('-') && start.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (plain && rest.ends_with('}')).then_some(start)
}

/// Keys that nothing says, and families that nothing puts together.
fn unused(dictionary: &Dictionary, sources: &[Source]) -> Vec<Finding> {
    let literals = || sources.iter().flat_map(|source| &source.literals).map(|literal| literal.text.as_str());
    let said: BTreeSet<&str> = literals().collect();
    let families: BTreeSet<&str> =
        literals().filter_map(family).filter(|start| FAMILIES.contains(start)).collect();
    let inner: BTreeSet<&str> =
        dictionary.values().flat_map(|sentence| &sentence.uses).map(String::as_str).collect();
    let idle = FAMILIES.iter().filter(|start| !families.contains(**start));
    let mut found: Vec<_> = idle
        .map(|start| Finding {
            path: "crates/smena/tests/it/house/words.rs".into(),
            line: 1,
            what: format!("nothing puts {start}… together: take it off FAMILIES"),
        })
        .collect();
    for ((file, key), sentence) in dictionary {
        let key = key.as_str();
        if !said.contains(key) && !inner.contains(key) && !families.iter().any(|start| key.starts_with(start))
        {
            found.push(here("en", file, sentence.line, format!("nothing says {key}")));
        }
    }
    found
}

#[test]
fn the_rules_about_words_catch_what_they_are_for() {
    let read = |lang: &str, text: &str| {
        let (mut dictionary, mut found) = (Dictionary::new(), Vec::new());
        add(&mut dictionary, lang, "deals.ftl", text, &mut found);
        assert_eq!(found, [], "{text}");
        dictionary
    };
    let en = read(
        "en",
        "deals-n = { $n ->\n [one] One deal\n *[other] { $n } deals\n }\ndeals-by = By { $who }\ndeals-old = Old\n",
    );
    let ru = read(
        "ru",
        "deals-n = { $n ->\n [one] { $n } сделка\n *[many] { $n } сделок\n }\ndeals-by = Кто: { $name }\n",
    );
    let said: Vec<_> = differences("en", &en, "ru", &ru).into_iter().map(|finding| finding.line).collect();
    assert_eq!(said, [5, 6]);
    let cases = |dictionary: &Dictionary, lang| {
        dictionary.values().flat_map(|s| &s.plurals).filter_map(|c| lacks(lang, c)).collect::<Vec<_>>()
    };
    assert_eq!((cases(&en, "en"), cases(&ru, "ru")), (vec![], vec!["few"]));

    let keys: BTreeSet<&str> = en.keys().map(|(_, key)| key.as_str()).collect();
    let source = Source::new(
        "a.rs",
        "fn f() { say.t(\"deals-new\"); say.n(\n\"deals-n\", 1); say.t(&format!(\"deals-{}\", x)); say.t(&format!(\"kind-{k}\")); }",
    );
    assert_eq!(unknown(&source, &keys).len(), 1);
    assert_eq!(undeclared(&source, &keys)[0].what, "deals-… is put together at run time");
    let lost: Vec<_> = unused(&en, &[source])
        .into_iter()
        .map(|finding| finding.what)
        .filter(|what| what.starts_with("nothing says"))
        .collect();
    assert_eq!(lost, ["nothing says deals-by", "nothing says deals-old"]);
}
