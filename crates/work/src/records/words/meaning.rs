//! What the words of a line mean: which fields of the list's address they set, or which question is to be asked back.

use std::collections::HashMap;

use base::{Ctx, Kind, Result};
use kit::lang::Lang;
use kit::{date, text};

use super::line::{self, Piece, Said};
use super::{Known, Values, Word};
use crate::records::Room;
use crate::records::rank::fit;

/// The fields of a list's address, as they came.
pub type Address = Vec<(String, String)>;

/// What was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// No filter is named: the address is good as it is.
    Plain,
    /// The address with the filters as its fields, and what they are called: `Stage: Offer`.
    Filters { address: Address, called: Vec<String> },
    /// Which one was meant?
    Asks(Ask),
}

/// A question back, with the address of each answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub text: String,
    pub choices: Vec<(String, Address)>,
}

/// So many answers are offered at once.
const OFFERED: usize = 20;

/// Something that a value can mean.
#[derive(Clone, Debug)]
struct Choice {
    name: String,
    /// As search compares them: its name first, then the words that mean it, too.
    names: Vec<String>,
    sets: (&'static str, String),
    part_of: Option<(&'static str, i64)>,
}

/// What a word is called: the reader's language first; each once.
pub fn names_of(ctx: &Ctx, code: &str) -> Vec<String> {
    called(ctx, &format!("filter-word-{code}"))
}

fn called(ctx: &Ctx, key: &str) -> Vec<String> {
    let others = Lang::all().into_iter().filter(|lang| *lang != ctx.say.lang);
    let mut names: Vec<String> = Vec::new();
    for lang in std::iter::once(ctx.say.lang).chain(others) {
        for name in ctx.app.words.say(lang).t(key).split(',').map(str::trim) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The words of the room that the reader may find of use, each as it begins a filter and with what it does.
pub fn offered(ctx: &Ctx, room: &Room) -> Vec<(String, String)> {
    let name = |word: &Word| names_of(ctx, word.code).into_iter().next().unwrap_or_default();
    let says = |word: &Word| ctx.say.t(&format!("filter-says-{}", word.code));
    room.words.iter().map(|word| (format!("{}:", name(word)), says(word))).collect()
}

/// Reads the line of this address as the room understands it.
pub async fn hear(ctx: &Ctx, room: &'static Room, address: &[(String, String)]) -> Result<Heard> {
    let q = address.iter().rev().find(|(field, _)| field == "q").map(|(_, q)| q.as_str()).unwrap_or_default();
    if !q.contains(':') {
        return Ok(Heard::Plain);
    }
    let mut said: Vec<(&'static Word, Said)> = Vec::new();
    let mut rest: Vec<String> = Vec::new();
    for piece in line::read(q) {
        match piece {
            Piece::Text(typed) => rest.push(typed),
            Piece::Said(one) => match known(ctx, room, &one.word) {
                Some(word) => said.push((word, one)),
                None => rest.push(one.typed),
            },
        }
    }
    if said.is_empty() {
        return Ok(Heard::Plain);
    }
    let left = |field: &str| field != "q" && field != "cursor";
    let mut address: Address = address.iter().filter(|(field, _)| left(field)).cloned().collect();
    set(&mut address, "q", rest.join(" "));
    // A stage is looked for in the pipeline that is named beside it, wherever that stands.
    said.sort_by_key(|(word, _)| room.words.iter().position(|other| other.code == word.code));
    let (mut called, mut typed) = (Vec::new(), Vec::new());
    for (word, said) in said {
        let choices = choices(ctx, room.kind, word).await?;
        match meant(ctx, word, &said.value, &choices, &typed) {
            Ok(choice) => {
                take(&mut address, &choice);
                called.push(format!("{}: {}", label(ctx, word), choice.name));
                typed.push(choice.sets);
            }
            Err((text, fitting)) => return Ok(Heard::Asks(ask(&address, text, &fitting))),
        }
    }
    Ok(Heard::Filters { address, called })
}

/// How many filters the line names that the room has.
pub fn known_in(ctx: &Ctx, room: &'static Room, q: &str) -> usize {
    let said = |piece: &Piece| matches!(piece, Piece::Said(one) if known(ctx, room, &one.word).is_some());
    if q.contains(':') { line::read(q).iter().filter(|piece| said(piece)).count() } else { 0 }
}

fn known(ctx: &Ctx, room: &'static Room, typed: &str) -> Option<&'static Word> {
    let typed = text::normalise(typed);
    let is = |word: &&Word| names_of(ctx, word.code).iter().any(|name| text::normalise(name) == typed);
    room.words.iter().find(is)
}

fn label(ctx: &Ctx, word: &Word) -> String {
    let name = names_of(ctx, word.code).into_iter().next().unwrap_or_default();
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

async fn choices(ctx: &Ctx, kind: Kind, word: &'static Word) -> Result<Vec<Choice>> {
    let few = |code: &str, sets| {
        let names = called(ctx, &format!("filter-value-{code}"));
        Choice {
            name: names.first().cloned().unwrap_or_default(),
            names: compared(&names),
            sets,
            part_of: None,
        }
    };
    Ok(match &word.values {
        Values::Few(values) => {
            values.iter().map(|one| few(one.code, (word.field, one.value.to_owned()))).collect()
        }
        Values::Known(find) => {
            let found = ctx.read(move |tx| find(tx, kind)).await?;
            let me = called(ctx, "filter-value-me");
            let mut times: HashMap<&str, usize> = HashMap::new();
            for known in &found {
                *times.entry(known.name.as_str()).or_default() += 1;
            }
            let alone = |known: &Known| times.get(known.name.as_str()) == Some(&1);
            found.iter().map(|known| of_known(word, known, alone(known), &me)).collect()
        }
        Values::Day { passed } => {
            let today = date::input_value(ctx.app.now(), &ctx.zone());
            let by = |days| (word.field, date::days_after(&today, days).unwrap_or_default());
            let passed = passed.map_or_else(|| by(-1), |(field, value)| (field, value.to_owned()));
            let near = [("today", by(0)), ("tomorrow", by(1)), ("week", by(6)), ("overdue", passed)];
            near.into_iter().map(|(code, sets)| few(code, sets)).collect()
        }
    })
}

/// `alone`: nothing else has this name.
fn of_known(word: &'static Word, known: &Known, alone: bool, me: &[String]) -> Choice {
    let mut names = vec![known.name.clone()];
    names.extend(me.iter().filter(|_| known.me).cloned());
    let name = match known.note.as_str() {
        note if alone || note.is_empty() => known.name.clone(),
        note => format!("{} ({note})", known.name),
    };
    Choice { name, names: compared(&names), sets: (word.field, known.id.to_string()), part_of: known.part_of }
}

fn compared(names: &[String]) -> Vec<String> {
    names.iter().map(|name| text::normalise(name)).collect()
}

/// The one that the value means; otherwise what to say, and what may have been meant.
fn meant(
    ctx: &Ctx,
    word: &Word,
    value: &str,
    choices: &[Choice],
    typed: &[(&'static str, String)],
) -> Result<Choice, (String, Vec<Choice>)> {
    let within = |choice: &&Choice| match choice.part_of {
        Some((field, id)) => typed.iter().all(|(other, value)| *other != field || *value == id.to_string()),
        None => true,
    };
    let choices: Vec<Choice> = choices.iter().filter(within).cloned().collect();
    if value.is_empty() {
        return Err((ctx.say.with("filter-which", &[("word", label(ctx, word).into())]), choices));
    }
    if let Some(choice) = day(ctx, word, value) {
        return Ok(choice);
    }
    let fitting = fitting(value, &choices);
    let value = ("value", value.into());
    match fitting.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err((ctx.say.with(&format!("filter-none-{}", word.code), &[value]), choices)),
        _ => Err((ctx.say.with("filter-several", &[value]), fitting)),
    }
}

/// Those called exactly so; without any, those whose names fit best.
fn fitting(value: &str, choices: &[Choice]) -> Vec<Choice> {
    let whole = text::normalise(value);
    let exactly: Vec<Choice> =
        choices.iter().filter(|choice| choice.names.contains(&whole)).cloned().collect();
    if !exactly.is_empty() {
        return exactly;
    }
    let words = text::words(value);
    let fits = choices.iter().filter_map(|choice| Some((fit(&words, &choice.names)?.0, choice)));
    let fits: Vec<_> = fits.collect();
    let best = fits.iter().map(|(fit, _)| *fit).min();
    fits.into_iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, choice)| choice.clone()).collect()
}

/// A day as it is written: 2026-11-30, 30.11.2026 or 30.11 for this year's.
fn day(ctx: &Ctx, word: &Word, value: &str) -> Option<Choice> {
    let Values::Day { .. } = word.values else { return None };
    let today = date::input_value(ctx.app.now(), &ctx.zone());
    let written: Vec<&str> = value.trim_end_matches('.').split('.').collect();
    let day = match (written.as_slice(), today.split_once('-')) {
        ([day, month, year], _) => format!("{year}-{month:0>2}-{day:0>2}"),
        ([day, month], Some((year, _))) => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => value.to_owned(),
    };
    let name = ctx.date(&day);
    date::is_day(&day).then(|| Choice { name, names: Vec::new(), sets: (word.field, day), part_of: None })
}

fn ask(address: &Address, text: String, choices: &[Choice]) -> Ask {
    let answered = |choice: &Choice| {
        let mut address = address.clone();
        take(&mut address, choice);
        (choice.name.clone(), address)
    };
    Ask { text, choices: choices.iter().take(OFFERED).map(answered).collect() }
}

/// The address with this choice; what it is no part of no longer narrows it.
fn take(address: &mut Address, choice: &Choice) {
    if let Some((field, id)) = choice.part_of {
        address.retain(|(other, value)| other != field || *value == id.to_string());
    }
    set(address, choice.sets.0, choice.sets.1.clone());
}

fn set(address: &mut Address, field: &str, value: String) {
    address.retain(|(other, _)| other != field);
    if !value.is_empty() {
        address.push((field.to_owned(), value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: i64, name: &str) -> Choice {
        let known = Known { id, name: name.to_owned(), ..Known::default() };
        of_known(&super::super::QUEUE, &known, true, &[])
    }

    fn found(value: &str, names: &[&str]) -> Vec<String> {
        let choices: Vec<Choice> = names.iter().map(|name| choice(1, name)).collect();
        fitting(value, &choices).into_iter().map(|choice| choice.name).collect()
    }

    #[test]
    fn the_same_name_comes_before_longer_ones() {
        assert_eq!(found("new", &["New", "New customers", "Offer"]), ["New"]);
        assert_eq!(found("NEW C", &["New", "New customers", "Offer"]), ["New customers"]);
        assert_eq!(found("ne", &["New", "New customers", "Offer"]), ["New", "New customers"]);
        assert_eq!(found("переговоры", &["Первый контакт", "Переговоры о цене"]), ["Переговоры о цене"]);
        assert_eq!(found("lost", &["New", "Offer"]), Vec::<String>::new());
        assert_eq!(found(":", &["New"]), Vec::<String>::new());
    }

    #[test]
    fn a_choice_takes_away_what_it_is_no_part_of() {
        let mut address: Address = vec![("pipeline_id".into(), "1".into()), ("sort".into(), "amount".into())];
        let offer = Choice { part_of: Some(("pipeline_id", 2)), ..choice(7, "Offer") };
        take(&mut address, &offer);
        assert_eq!(
            address,
            [("sort".to_owned(), "amount".to_owned()), ("queue_id".to_owned(), "7".to_owned())]
        );
    }
}
