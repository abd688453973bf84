//! The company's structure in memory: how two people stand to each other, for questions about everybody at once.

use std::collections::HashMap;

use super::{Department, Membership};
use crate::authz::Near;

/// Departments with those above them, and who is where.
pub struct Structure {
    above: HashMap<i64, Option<i64>>,
    places: HashMap<i64, Vec<i64>>,
}

impl Structure {
    pub fn new(departments: &[Department], members: &[Membership]) -> Structure {
        let mut places: HashMap<i64, Vec<i64>> = HashMap::new();
        for member in members {
            places.entry(member.person_id).or_default().push(member.department_id);
        }
        Structure { above: departments.iter().map(|d| (d.id, d.parent_id)).collect(), places }
    }

    /// How `other` stands to `me`: what `portfolios::reach_person` says, with the departments it rests on.
    pub fn near(&self, me: i64, other: i64) -> Near {
        if me == other {
            return Near::Own;
        }
        let (mine, theirs) = (self.of(me), self.of(other));
        if let Some(shared) = theirs.iter().find(|department| mine.contains(department)) {
            return Near::Department(*shared);
        }
        for department in theirs {
            let mut up = *department;
            // A structure without a circle ends; a broken one must not hang.
            for _ in 0..self.above.len() {
                let Some(Some(above)) = self.above.get(&up) else { break };
                if mine.contains(above) {
                    return Near::Below { mine: *above, theirs: *department };
                }
                up = *above;
            }
        }
        Near::Far
    }

    fn of(&self, person: i64) -> &[i64] {
        self.places.get(&person).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::Post;

    #[test]
    fn people_are_near_by_the_departments_they_share() {
        let department = |id, parent_id| Department { id, parent_id, name: String::new(), version: 1 };
        let place = |department_id, person_id| Membership {
            department_id,
            person_id,
            post: Post::Member,
            main: false,
        };
        let structure = Structure::new(
            &[department(1, None), department(2, Some(1)), department(3, Some(2)), department(4, None)],
            &[place(1, 10), place(3, 11), place(4, 12), place(4, 10)],
        );
        assert_eq!(structure.near(10, 10), Near::Own);
        assert_eq!(structure.near(10, 12), Near::Department(4));
        assert_eq!(structure.near(10, 11), Near::Below { mine: 1, theirs: 3 });
        assert_eq!(structure.near(11, 10), Near::Far);
        assert_eq!(structure.near(99, 10), Near::Far);
    }
}
