//! What is drawn, and what of it stands open. No SQL, no HTTP.

use std::collections::{HashMap, HashSet};

use base::org::{Department, Membership, Post};

use super::Somebody;
use crate::departments::tree::{self, Node};

/// A company of more people and departments than this is folded below its second level.
const SMALL: usize = 60;
/// A department of more people than this is folded.
const SHORT: usize = 12;

/// Somebody in a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub person: i64,
    pub post: Post,
    pub main: bool,
}

/// A department as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub department: Department,
    /// Heads, then deputies, then members, each by name.
    pub seats: Vec<Seat>,
    pub below: Vec<Unit>,
    /// Everybody here and below, each once.
    pub everybody: HashSet<i64>,
}

impl Unit {
    pub fn of(&self, post: Post) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.post == post)
    }

    /// The departments below, however deep.
    pub fn count_below(&self) -> usize {
        self.below.iter().map(|unit| 1 + unit.count_below()).sum()
    }
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    pub tops: Vec<Unit>,
    /// Who is in no department, by name.
    pub outside: Vec<i64>,
}

impl Drawing {
    /// From the departments, who is where, and who is here, in the order of names.
    pub fn of(departments: &[Department], members: &[Membership], people: &[Somebody]) -> Drawing {
        let order: HashMap<i64, usize> =
            people.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
        let mut seats: HashMap<i64, Vec<Seat>> = HashMap::new();
        let mut placed = HashSet::new();
        for m in members.iter().filter(|m| order.contains_key(&m.person_id)) {
            placed.insert(m.person_id);
            let seat = Seat { person: m.person_id, post: m.post, main: m.main };
            seats.entry(m.department_id).or_default().push(seat);
        }
        for inside in seats.values_mut() {
            inside.sort_by_key(|seat| (rank(seat.post), order.get(&seat.person).copied()));
        }
        let outside = people.iter().map(|person| person.id).filter(|id| !placed.contains(id)).collect();
        Drawing { tops: units(tree::grow(departments), &mut seats), outside }
    }

    fn size(&self) -> usize {
        let everybody: usize = self.tops.iter().map(|unit| unit.everybody.len()).sum();
        let departments: usize = self.tops.iter().map(|unit| 1 + unit.count_below()).sum();
        everybody + departments + self.outside.len()
    }
}

fn rank(post: Post) -> u8 {
    match post {
        Post::Head => 0,
        Post::Deputy => 1,
        Post::Member => 2,
    }
}

fn units(nodes: Vec<Node>, seats: &mut HashMap<i64, Vec<Seat>>) -> Vec<Unit> {
    let unit = |node: Node| {
        let inside = seats.remove(&node.department.id).unwrap_or_default();
        let below = units(node.below, seats);
        let here = inside.iter().map(|seat| seat.person);
        let everybody = here.chain(below.iter().flat_map(|unit| unit.everybody.iter().copied())).collect();
        Unit { department: node.department, seats: inside, below, everybody }
    };
    nodes.into_iter().map(unit).collect()
}

/// Whom and what somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pub people: HashSet<i64>,
    pub departments: HashSet<i64>,
}

impl Hits {
    /// Those whose names have all the words; nothing is looked for without words.
    pub fn of(words: &[String], departments: &[Department], people: &[Somebody]) -> Hits {
        if words.is_empty() {
            return Hits::default();
        }
        let fits = |name: &str| {
            let name = kit::text::normalise(name);
            words.iter().all(|word| name.contains(word))
        };
        Hits {
            people: people.iter().filter(|person| fits(&person.name)).map(|person| person.id).collect(),
            departments: departments.iter().filter(|d| fits(&d.name)).map(|d| d.id).collect(),
        }
    }

    pub fn count(&self) -> usize {
        self.people.len() + self.departments.len()
    }
}

/// Which departments show their members, and which what is below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    pub members: HashSet<i64>,
    pub below: HashSet<i64>,
}

impl Open {
    /// Everything of a small company, the first levels of a large one; of a search the ways to what is found.
    pub fn of(drawing: &Drawing, hits: &Hits, searching: bool) -> Open {
        let (mut open, small) = (Open::default(), drawing.size() <= SMALL);
        for unit in &drawing.tops {
            if !searching {
                open.at_first(unit, small, 0);
            }
            open.ways_to(unit, hits);
        }
        open
    }

    fn at_first(&mut self, unit: &Unit, small: bool, depth: usize) {
        if small && unit.of(Post::Member).count() <= SHORT {
            self.members.insert(unit.department.id);
        }
        if small || depth == 0 {
            self.below.insert(unit.department.id);
        }
        for below in &unit.below {
            self.at_first(below, small, depth + 1);
        }
    }

    /// Whether anything found is in the department or below it.
    fn ways_to(&mut self, unit: &Unit, hits: &Hits) -> bool {
        let id = unit.department.id;
        let member = unit.of(Post::Member).any(|seat| hits.people.contains(&seat.person));
        if member {
            self.members.insert(id);
        }
        let below = unit.below.iter().filter(|below| self.ways_to(below, hits)).count();
        if below > 0 {
            self.below.insert(id);
        }
        below > 0
            || hits.departments.contains(&id)
            || unit.seats.iter().any(|seat| hits.people.contains(&seat.person))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Status;
    use base::kind::Category;

    fn somebody(id: i64, name: &str) -> Somebody {
        let (status, category) = (Status::Active, Category::Member);
        Somebody { id, name: name.into(), status, category, role_id: 1, version: 1, picture: None }
    }

    fn department(id: i64, parent_id: Option<i64>, name: &str) -> Department {
        Department { id, parent_id, name: name.into(), version: 1 }
    }

    fn seat(department_id: i64, person_id: i64, post: Post) -> Membership {
        Membership { department_id, person_id, post, main: true }
    }

    fn company() -> (Vec<Department>, Vec<Membership>, Vec<Somebody>) {
        let departments = vec![
            department(1, None, "Sales"),
            department(2, Some(1), "North"),
            department(3, Some(2), "Kyiv"),
        ];
        let people = ["Anna", "Borys", "Hlib", "Olena", "Vira"];
        let people = (10..).zip(people).map(|(id, name)| somebody(id, name)).collect();
        let members = vec![
            seat(1, 10, Post::Member),
            seat(1, 11, Post::Head),
            seat(3, 14, Post::Member),
            seat(3, 10, Post::Deputy),
            // Has left.
            seat(1, 99, Post::Head),
        ];
        (departments, members, people)
    }

    #[test]
    fn heads_come_first_and_whoever_left_is_not_drawn() {
        let (departments, members, people) = company();
        let drawing = Drawing::of(&departments, &members, &people);
        let sales = &drawing.tops[0];
        assert_eq!(sales.seats.iter().map(|seat| seat.person).collect::<Vec<i64>>(), [11, 10]);
        assert_eq!((sales.everybody.len(), sales.count_below()), (3, 2));
        assert_eq!(drawing.outside, [12, 13]);
    }

    #[test]
    fn a_search_opens_the_ways_to_what_it_found_and_nothing_else() {
        let (departments, members, people) = company();
        let drawing = Drawing::of(&departments, &members, &people);
        let hits = Hits::of(&["vir".to_owned()], &departments, &people);
        assert_eq!(hits, Hits { people: HashSet::from([14]), departments: HashSet::new() });
        let open = Open::of(&drawing, &hits, true);
        assert_eq!(open, Open { members: HashSet::from([3]), below: HashSet::from([1, 2]) });
        let north = Hits::of(&["north".to_owned()], &departments, &people);
        let open = Open::of(&drawing, &north, true);
        assert_eq!(open, Open { members: HashSet::new(), below: HashSet::from([1]) });
    }

    #[test]
    fn a_large_company_is_folded_below_its_second_level() {
        let (departments, members, mut people) = company();
        let drawing = Drawing::of(&departments, &members, &people);
        let all = Open::of(&drawing, &Hits::default(), false);
        assert_eq!((all.members.len(), all.below.len()), (3, 3));
        people.extend((100..200).map(|id| somebody(id, "More")));
        let drawing = Drawing::of(&departments, &members, &people);
        let few = Open::of(&drawing, &Hits::default(), false);
        assert_eq!(few, Open { members: HashSet::new(), below: HashSet::from([1]) });
    }
}
