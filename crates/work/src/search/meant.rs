//! What was typed, and what it says on the keyboard layouts that may have been meant.

use base::{Ctx, Result};
use kit::{keyboard, text};

use super::find::{Group, find};

/// So much of what was typed is looked at.
const LONGEST: usize = 200;

/// The words as they were typed first, then as other layouts would have written them.
pub struct Meant {
    typed: Vec<Reading>,
}

/// One way to read what was typed.
pub struct Reading {
    pub q: String,
    pub words: Vec<String>,
}

impl Meant {
    pub fn read(q: &str) -> Meant {
        let q: String = q.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        let all = std::iter::once(q.clone()).chain(keyboard::misread(&q));
        let typed = all.map(|q| Reading { words: text::words(&q), q }).filter(|one| !one.words.is_empty());
        Meant { typed: typed.collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// The readings, likeliest first.
    pub fn readings(&self) -> &[Reading] {
        &self.typed
    }
}

/// What the records of all kinds and people say to the first reading that finds any; and that reading.
pub async fn find_meant(ctx: &Ctx, meant: &Meant) -> Result<(String, Vec<Group>)> {
    for reading in meant.readings() {
        let groups = find(ctx, &reading.q).await?;
        if !groups.is_empty() {
            return Ok((reading.q.clone(), groups));
        }
    }
    let typed = meant.readings().first().map(|reading| reading.q.clone());
    Ok((typed.unwrap_or_default(), Vec::new()))
}
