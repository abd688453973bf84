//! What the palette offers to do about somebody: some of the words name the act, the rest the person.

use ::people::people;
use base::authz::{self, Area, Do};
use base::kind::{Category, Status};
use base::org::Person;
use base::web::components::Icon;
use base::{Ctx, Result};
use kit::text;

use super::meant::{Meant, Reading};
use super::palette::{Heap, Hit, Rank, SHOWN, names};
use super::places;
use crate::records::rank::{Fit, begins_a_word};

/// "Deactivate Anna": an act about somebody, where some of the words name the act and the rest the person.
pub(super) async fn somebody(ctx: &Ctx, meant: &Meant) -> Result<(Rank, Heap)> {
    let mut hits = Vec::new();
    for About { misread, act, rest } in acts_about(ctx, meant) {
        let there = called(ctx, &rest).await?.into_iter().filter(|person| {
            let act = (act.on)(person.category);
            person.status == Status::Active
                && Some(person.id) != ctx.person_id()
                && authz::offers(&ctx.actor, &act)
        });
        hits.extend(there.map(|person| {
            let title = ctx.say.with(act.title, &[("name", person.name.as_str().into())]);
            let href = format!("/handovers/new?person={}&mode={}", person.id, act.code);
            (misread, Hit { icon: Icon::Handovers, ..Hit::to(href, title) })
        }));
    }
    let misread = hits.first().is_none_or(|(misread, _)| *misread);
    let hits = hits.into_iter().map(|(_, hit)| hit).take(SHOWN).collect();
    Ok(((misread, Fit::Begins), Heap { title: ctx.say.t("search-acts"), hits }))
}

/// An act about somebody, whose place in the palette has its words.
#[derive(Clone, Copy)]
struct ActAbout {
    code: &'static str,
    title: &'static str,
    on: fn(Category) -> Do,
}

const ACTS_ABOUT: [ActAbout; 2] = [
    ActAbout {
        code: "departure",
        title: "handovers-title-departure",
        on: |category| Do::Depart { category },
    },
    ActAbout {
        code: "handover",
        title: "handovers-title-handover",
        on: |category| Do::HandOver { category },
    },
];

/// The act that some of the words name, and the rest of them.
struct About {
    misread: bool,
    act: ActAbout,
    rest: Vec<String>,
}

fn acts_about(ctx: &Ctx, meant: &Meant) -> Vec<About> {
    if !ctx.actor.has(Area::People) {
        return Vec::new();
    }
    let places = ACTS_ABOUT.iter().filter_map(|act| {
        let place = places::PLACES.iter().find(|place| place.code == act.code)?;
        Some((names(ctx, place).iter().map(|name| text::normalise(name)).collect::<Vec<_>>(), *act))
    });
    let apart = |(names, about): (Vec<String>, ActAbout)| {
        let of_reading = move |(n, reading): (usize, &Reading)| {
            let of_act = |word: &&String| {
                word.chars().count() > 2 && names.iter().any(|name| begins_a_word(name, word))
            };
            let (act, rest): (Vec<&String>, Vec<&String>) = reading.words.iter().partition(of_act);
            let rest: Vec<String> = rest.into_iter().cloned().collect();
            let misread = n > 0;
            (!act.is_empty() && !rest.is_empty()).then_some(About { misread, act: about, rest })
        };
        meant.readings().iter().enumerate().filter_map(of_reading).collect::<Vec<About>>()
    };
    places.flat_map(apart).collect()
}

/// Who is called so. After a verb a Russian or Ukrainian name is declined ("уволить Анну"): where the words find nobody they
/// are tried once more without their endings.
async fn called(ctx: &Ctx, words: &[String]) -> Result<Vec<Person>> {
    let as_typed = listed(ctx, words, SHOWN).await?;
    if !as_typed.is_empty() {
        return Ok(as_typed);
    }
    for stems in [1, 2].map(|letters| stems(words, letters)).into_iter().filter(|stems| stems != words) {
        let mut found = listed(ctx, &stems, MOST_STEMS).await?;
        found.retain(|person| {
            let name = text::normalise(&person.name);
            stems.iter().all(|stem| begins_a_word(&name, stem))
        });
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// So many that have a stem somewhere are looked through for those who are called so.
const MOST_STEMS: usize = 50;

async fn listed(ctx: &Ctx, words: &[String], most: usize) -> Result<Vec<Person>> {
    let asked = people::Asked { q: words.join(" "), limit: most.to_string(), ..people::Asked::default() };
    Ok(people::list(ctx, &asked).await?.rows.into_iter().map(|row| row.person).collect())
}

/// Each Cyrillic word without so many of its last letters; of a short one the three letters stay that make it a word.
fn stems(words: &[String], letters: usize) -> Vec<String> {
    let stem = |word: &String| {
        let long = word.chars().count();
        let cyrillic = word.chars().all(|c| matches!(c, '\u{400}'..='\u{52f}'));
        let kept = if cyrillic { long.saturating_sub(letters).max(SHORTEST).min(long) } else { long };
        word.chars().take(kept).collect()
    };
    words.iter().map(stem).collect()
}

const SHORTEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_keeps_three_letters_and_other_alphabets_keep_all() {
        let of = |words: &str, letters| stems(&kit::text::words(words), letters).join(" ");
        assert_eq!(of("Ивана Петренко", 1), "иван петренк");
        assert_eq!(of("Кравця Павла", 2), "крав пав");
        assert_eq!(of("Анну Ян Anna 102", 2), "анн ян anna 102");
    }
}
