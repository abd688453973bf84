//! Which records go where: the next ones to be staged, what has changed since, and hands that are no longer even. All
//! of it is found before the first write; `carry_out` follows.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::portfolios::sharing::{Among, Sharing, Test, Where};
use base::portfolios::{self, Holdable};
use base::{Error, Kind, Reading, Result, Tx, Writing};

use super::run::{Scene, Twin};
use super::{split, store};

/// A record that goes to another portfolio of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    kind: Kind,
    id: i64,
    from: i64,
    to: Place,
}

/// Where a record goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Back to where it was taken from: to the rest.
    Source(i64),
    /// To a receiver of a rule; from which source it comes.
    Share { source: i64, rule: usize, to: i64 },
}

/// How many records each receiver of each rule has so far.
pub struct Hands(Vec<Vec<i64>>);

impl Hands {
    pub fn count<S>(tx: &mut Tx<'_, S>, scene: &Scene) -> Result<Hands> {
        let loads = store::loads(tx, scene.run.id)?;
        let mut hands: Vec<Vec<i64>> = scene.splits().iter().map(|split| vec![0; split.to.len()]).collect();
        for twin in scene.staged() {
            let count = loads.get(&twin.portfolio).map_or(0, |loads| loads.iter().map(|l| l.count).sum());
            let place = place_of(scene, twin.rule, twin.to);
            if let Some(size) = hands.get_mut(twin.rule).and_then(|hand| hand.get_mut(place)) {
                *size += count;
            }
        }
        Ok(Hands(hands))
    }

    fn deal(&mut self, scene: &Scene, rule: usize) -> i64 {
        let place = self.0.get_mut(rule).map_or(0, |hand| split::deal(hand, 1).first().copied().unwrap_or(0));
        receiver(scene, rule, place)
    }

    fn take(&mut self, scene: &Scene, twin: &Twin) {
        let place = place_of(scene, twin.rule, twin.to);
        if let Some(size) = self.0.get_mut(twin.rule).and_then(|hand| hand.get_mut(place)) {
            *size -= 1;
        }
    }
}

/// The next records to be staged, up to so many; moves the progress on. `None` when there are none left.
pub fn next(
    tx: &mut Tx<'_, Reading>,
    scene: &mut Scene,
    holdables: &[Holdable],
    limit: i64,
) -> Result<Option<Vec<Move>>> {
    let mut hands = Hands::count(tx, scene)?;
    while let Some(&(kind, source)) = scene.run.progress.sources.get(scene.run.progress.source) {
        let rules = if scene.holds(kind, source) { scene.rules(kind, source) } else { Vec::new() };
        let sharing = sharing(holdables, kind)?;
        let at = scene.run.progress.rule;
        for (place, rule) in rules.iter().copied().enumerate().filter(|(_, rule)| *rule >= at) {
            let after = if rule == at { scene.run.progress.after } else { 0 };
            let earlier = wheres(scene, rules.get(..place).unwrap_or_default());
            let test = Test { fits: scene.splits().get(rule).map(|split| &split.fits), none_of: &earlier };
            let found = (sharing.find)(tx, &Among::Portfolio { id: source, after, limit }, &test)?;
            if let Some(last) = found.last() {
                let last = last.id;
                let share = |id, to| Move { kind, id, from: source, to: Place::Share { source, rule, to } };
                let moves = found.iter().map(|f| share(f.id, hands.deal(scene, rule))).collect();
                (scene.run.progress.rule, scene.run.progress.after) = (rule, last);
                return Ok(Some(moves));
            }
        }
        let progress = &mut scene.run.progress;
        (progress.source, progress.rule, progress.after) = (progress.source + 1, 0, 0);
    }
    Ok(None)
}

/// Where these records belong now, as far as it is not where they are; others' records are nobody's business here.
pub fn judge(
    tx: &mut Tx<'_, Reading>,
    scene: &Scene,
    holdables: &[Holdable],
    touched: &[(Kind, i64)],
    hands: &mut Hands,
) -> Result<Vec<Move>> {
    let mut moves = Vec::new();
    for kind in scene.kinds() {
        let ids: Vec<i64> = touched.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect();
        let sharing = sharing(holdables, kind)?;
        let mut by_source: BTreeMap<i64, Vec<(i64, i64, Option<usize>)>> = BTreeMap::new();
        for found in (sharing.find)(tx, &Among::Ids(&ids), &Test::ANY)? {
            let place = scene.place(kind, found.portfolio).filter(|_| scene.holds(kind, found.portfolio));
            if let Some((source, rule)) = place {
                by_source.entry(source).or_default().push((found.id, found.portfolio, rule));
            }
        }
        for (source, records) in by_source {
            let ids: Vec<i64> = records.iter().map(|(id, ..)| *id).collect();
            let fits = fitting(tx, scene, &sharing, (kind, source), &ids)?;
            for (id, from, rule) in records {
                let wanted = fits.get(&id).copied();
                if wanted == rule {
                    continue;
                }
                if let Some(twin) = scene.twins.iter().find(|twin| twin.portfolio == from) {
                    hands.take(scene, twin);
                }
                let to = match wanted {
                    Some(rule) => Place::Share { source, rule, to: hands.deal(scene, rule) },
                    None => Place::Source(source),
                };
                moves.push(Move { kind, id, from, to });
            }
        }
    }
    Ok(moves)
}

/// By which rule each of these records is to be staged.
fn fitting(
    tx: &mut Tx<'_, Reading>,
    scene: &Scene,
    sharing: &Sharing,
    (kind, source): (Kind, i64),
    ids: &[i64],
) -> Result<HashMap<i64, usize>> {
    let rules = scene.rules(kind, source);
    let mut fits = HashMap::new();
    for (place, rule) in rules.iter().copied().enumerate() {
        let earlier = wheres(scene, rules.get(..place).unwrap_or_default());
        let test = Test { fits: scene.splits().get(rule).map(|split| &split.fits), none_of: &earlier };
        fits.extend((sharing.find)(tx, &Among::Ids(ids), &test)?.into_iter().map(|found| (found.id, rule)));
    }
    Ok(fits)
}

/// What makes hands even again that differ by more than one, beside the moves there are.
pub fn balance(
    tx: &mut Tx<'_, Reading>,
    scene: &Scene,
    holdables: &[Holdable],
    mut hands: Hands,
    moves: &mut Vec<Move>,
) -> Result<()> {
    let mut moving: HashSet<(Kind, i64)> = moves.iter().map(|one| (one.kind, one.id)).collect();
    for (rule, split) in scene.splits().iter().enumerate() {
        let Some(hand) = hands.0.get_mut(rule) else { continue };
        let mut gives: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        while let Some((from, to)) = split::uneven(hand) {
            gives.entry(from).or_default().push(to);
            for (place, change) in [(from, -1), (to, 1)] {
                if let Some(size) = hand.get_mut(place) {
                    *size += change;
                }
            }
        }
        for (from, takers) in gives {
            let mut takers = takers.into_iter();
            let of = receiver(scene, rule, from);
            let twins: Vec<Twin> =
                scene.staged().filter(|twin| twin.rule == rule && twin.to == of).copied().collect();
            for twin in twins {
                let enough = i64::try_from(moving.len() + takers.len()).unwrap_or(i64::MAX);
                for id in (holdable(holdables, split.kind)?.pick)(tx, twin.portfolio, enough)? {
                    if moving.contains(&(split.kind, id)) {
                        continue;
                    }
                    let Some(taker) = takers.next() else { break };
                    let to = Place::Share { source: twin.source, rule, to: receiver(scene, rule, taker) };
                    moving.insert((split.kind, id));
                    moves.push(Move { kind: split.kind, id, from: twin.portfolio, to });
                }
            }
        }
    }
    Ok(())
}

/// Gives the records their new portfolios, and opens those that are not there yet.
pub fn carry_out(
    tx: &mut Tx<'_, Writing>,
    scene: &mut Scene,
    holdables: &[Holdable],
    moves: &[Move],
) -> Result<i64> {
    let mut groups: BTreeMap<(Kind, i64, Place), Vec<i64>> = BTreeMap::new();
    for one in moves {
        groups.entry((one.kind, one.from, one.to)).or_default().push(one.id);
    }
    let mut count = 0;
    for ((kind, from, to), mut ids) in groups {
        ids.sort_unstable();
        let to = match to {
            Place::Source(source) => source,
            Place::Share { source, rule, to } => twin(tx, scene, (kind, source), (rule, to))?,
        };
        count += (sharing(holdables, kind)?.relabel)(tx, &ids, from, to)?;
    }
    Ok(count)
}

fn twin(
    tx: &mut Tx<'_, Writing>,
    scene: &mut Scene,
    (kind, source): (Kind, i64),
    (rule, to): (usize, i64),
) -> Result<i64> {
    if let Some(twin) = scene.twin(kind, source, rule, to) {
        return Ok(twin.portfolio);
    }
    let twin = Twin { portfolio: portfolios::open_staged(tx, source)?, source, kind, rule, to };
    store::add_twin(tx, scene.run.id, &twin)?;
    scene.add(twin);
    Ok(twin.portfolio)
}

fn wheres<'a>(scene: &'a Scene, rules: &[usize]) -> Vec<&'a Where> {
    rules.iter().filter_map(|rule| scene.splits().get(*rule)).map(|split| &split.fits).collect()
}

fn receiver(scene: &Scene, rule: usize, place: usize) -> i64 {
    scene.splits().get(rule).and_then(|split| split.to.get(place)).copied().unwrap_or_default()
}

fn place_of(scene: &Scene, rule: usize, to: i64) -> usize {
    let places = scene.splits().get(rule).map(|split| split.to.iter());
    places.and_then(|mut places| places.position(|id| *id == to)).unwrap_or_default()
}

pub fn holdable(holdables: &[Holdable], kind: Kind) -> Result<&Holdable> {
    let found = holdables.iter().find(|holdable| holdable.kind == kind);
    found.ok_or_else(|| Error::Broken(format!("no room keeps {}", kind.code())))
}

fn sharing(holdables: &[Holdable], kind: Kind) -> Result<Sharing> {
    Ok(holdable(holdables, kind)?.sharing)
}
