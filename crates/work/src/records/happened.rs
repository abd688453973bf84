//! What happened to a record, on its card: the journal's newest, hand-overs in their place, comments in their own words.
//! All of it or comments alone, page by page.

use std::collections::HashMap;

use base::journal::{self, Entry, Event};
use base::org::Name;
use base::web::components::*;
use base::web::timeline;
use base::{Ctx, Kind, Reading, Result, Tx};
use maud::{Markup, html};
use serde::Deserialize;

use super::card::May;
use super::comments::{self, Comment};
use super::holders::{self, Holders};
use super::{Count, Kept, watch};

/// How many entries a page has.
const SHOWN: usize = 50;

/// Events of which only comments are made.
const OF_COMMENTS: [&str; 2] = ["record_commented", "comment_removed"];

/// Which part of it a card's address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    /// `comments`: these alone.
    show: String,
    /// Only what is older than the entry of this `seq`.
    before: Option<i64>,
}

impl Looking {
    /// As the address of a card says it.
    pub fn at(show: &str) -> Looking {
        Looking { show: show.to_owned(), before: None }
    }

    /// The card at this part.
    pub fn address(&self, kind: Kind, id: i64) -> String {
        let before = self.before.map(|seq| seq.to_string());
        let show = self.only_comments().then_some("comments");
        let kept = Kept::default().and("show", show).and("before", before.as_deref());
        format!("{}#happened", kept.href(&format!("{}/{id}", kind.path()), &[]))
    }

    fn only_comments(&self) -> bool {
        self.show == "comments"
    }
}

struct Happened {
    entries: Vec<Entry>,
    names: HashMap<i64, Name>,
    comments: HashMap<i64, Comment>,
    count: Count,
    /// When the last entry of the page before was.
    until: Option<i64>,
    /// Whether there is more.
    goes_on: bool,
    /// The last that happened at all.
    last: i64,
}

/// The record that a card shows, and in which state it was read.
pub struct Of<'a> {
    pub kind: Kind,
    pub id: i64,
    pub version: i64,
    pub holder: i64,
    pub may: May,
    pub held: &'a Holders,
}

/// The panel. The caller has made sure that the record may be seen.
pub async fn panel(ctx: &Ctx, of: &Of<'_>, looking: &Looking) -> Result<Markup> {
    let (kind, id, asked) = (of.kind, of.id, looking.clone());
    let happened = ctx.read(move |tx| look(tx, kind, id, &asked)).await?;
    let say = &ctx.say;
    let content = html! {
        (watch::mark_at(kind, id, of.version, (happened.last, of.holder)))
        div id="happened" { (comments::write_box(ctx, (kind, id), &looking.show)) }
        (parts(ctx, of, looking, happened.count))
        @if happened.entries.is_empty() { p class="quiet" { (say.t("comments-none")) } }
        @else { (entries(ctx, of, looking, &happened)) }
        (pages(ctx, of, looking, &happened))
    };
    Ok(card(say.t("records-timeline"), content))
}

fn look(tx: &mut Tx<'_, Reading>, kind: Kind, id: i64, looking: &Looking) -> Result<Happened> {
    // The last entry of the page before comes along: it says where this one begins.
    let (from, most) = (looking.before.map(|before| before.saturating_add(1)), SHOWN as i64 + 2);
    let mut entries = match looking.only_comments() {
        true => journal::timeline_of(tx, (kind.code(), id), &OF_COMMENTS, from, most)?,
        false => journal::timeline(tx, kind.code(), id, from, most)?,
    };
    let before = entries.first().filter(|entry| Some(entry.seq) == looking.before).map(|entry| entry.at);
    if before.is_some() {
        entries.remove(0);
    }
    let goes_on = entries.len() > SHOWN;
    entries.truncate(SHOWN);
    let names = journal::names(tx, &entries)?;
    let written: Vec<i64> = entries.iter().filter_map(written).collect();
    let (comments, count) = comments::standing(tx, kind, id, &written)?;
    let last = journal::last(tx, kind.code(), id)?;
    Ok(Happened { entries, names, comments, count, until: before, goes_on, last })
}

/// The comment that was written then.
fn written(entry: &Entry) -> Option<i64> {
    match entry.event {
        Some(Event::RecordCommented { comment, .. }) => Some(comment),
        _ => None,
    }
}

/// Everything, or comments alone.
fn parts(ctx: &Ctx, of: &Of<'_>, looking: &Looking, count: Count) -> Markup {
    let say = &ctx.say;
    let (all, only) = (say.t("comments-all"), say.t("comments-only"));
    let count = match count.0 {
        base::portfolios::Count { n, more: false } => n.to_string(),
        base::portfolios::Count { n, more: true } => format!("{n}+"),
    };
    let only_them = looking.only_comments();
    let at = |show| Looking::at(show).address(of.kind, of.id);
    let (everything, comments) = (at(""), at("comments"));
    chips(
        &say.t("comments-which"),
        &[
            Filter { label: &all, href: &everything, count: None, current: !only_them },
            Filter { label: &only, href: &comments, count: Some(&count), current: only_them },
        ],
    )
}

fn entries(ctx: &Ctx, of: &Of<'_>, looking: &Looking, happened: &Happened) -> Markup {
    let mut said = HashMap::new();
    for entry in &happened.entries {
        if let Some(comment) = written(entry).and_then(|id| happened.comments.get(&id)) {
            said.insert(entry.seq, comments::said(ctx, (of.kind, of.id), comment, of.may));
        }
    }
    // A comment says itself that it was changed; where one is gone, the entry that says so is enough.
    let shown = happened.entries.iter().filter(|entry| match entry.event {
        Some(Event::RecordCommented { .. }) => said.contains_key(&entry.seq),
        Some(Event::CommentChanged { .. }) => false,
        _ => true,
    });
    let shown: Vec<Entry> = shown.cloned().collect();
    let beside = match looking.only_comments() {
        true => Vec::new(),
        false => {
            let oldest = happened.entries.last().filter(|_| happened.goes_on).map(|entry| entry.at);
            let mut beside = holders::entries(ctx, of.held);
            beside.retain(|one| {
                oldest.is_none_or(|at| one.at >= at) && happened.until.is_none_or(|until| one.at < until)
            });
            beside
        }
    };
    timeline::entries_with(ctx, &shown, &happened.names, &said, &beside)
}

fn pages(ctx: &Ctx, of: &Of<'_>, looking: &Looking, happened: &Happened) -> Markup {
    let say = &ctx.say;
    let oldest = happened.entries.last().filter(|_| happened.goes_on);
    let at = |before| Looking { before, ..looking.clone() }.address(of.kind, of.id);
    let older = oldest.map(|entry| at(Some(entry.seq)));
    let newest = looking.before.map(|_| at(None));
    html! {
        @if older.is_some() || newest.is_some() {
            (pager(Pager {
                label: &say.t("records-pages"),
                newer: (&say.t("records-newest"), newest.as_deref()),
                older: (&say.t("records-older"), older.as_deref()),
                total: "",
            }))
        }
    }
}
