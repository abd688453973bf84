//! The shape of the structure: who is below whom, and what a move would break. No SQL, no HTTP.

use std::collections::HashMap;

use base::error::Fields;
use base::org::Department;

const LONGEST: usize = 100;

/// A department and those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub department: Department,
    pub below: Vec<Node>,
}

/// The departments as a tree, in the order given.
pub fn grow(all: &[Department]) -> Vec<Node> {
    below(all, None)
}

fn below(all: &[Department], parent: Option<i64>) -> Vec<Node> {
    all.iter()
        .filter(|department| department.parent_id == parent)
        .map(|d| Node { department: d.clone(), below: below(all, Some(d.id)) })
        .collect()
}

/// Every department with its path, `Sales / North`, parents before what is below them: what forms choose from.
pub fn paths(all: &[Department]) -> Vec<(i64, String)> {
    fn walk(nodes: &[Node], before: &str, into: &mut Vec<(i64, String)>) {
        for node in nodes {
            let path = match before {
                "" => node.department.name.clone(),
                before => format!("{before} / {}", node.department.name),
            };
            into.push((node.department.id, path.clone()));
            walk(&node.below, &path, into);
        }
    }
    let mut into = Vec::new();
    walk(&grow(all), "", &mut into);
    into
}

/// Whether `id` is `top` or somewhere below it.
pub fn is_within(all: &[Department], id: i64, top: i64) -> bool {
    let parents: HashMap<i64, Option<i64>> = all.iter().map(|d| (d.id, d.parent_id)).collect();
    let mut at = Some(id);
    for _ in 0..=all.len() {
        match at {
            Some(id) if id == top => return true,
            Some(id) => at = parents.get(&id).copied().flatten(),
            None => return false,
        }
    }
    false
}

/// What is wrong with a department of this name below this parent; `id` when it is there already.
pub fn check(all: &[Department], id: Option<i64>, name: &str, parent: Option<i64>) -> Fields {
    let mut fields = Fields::default();
    match name.chars().count() {
        0 => fields.add("name", "error-required"),
        1..=LONGEST => {}
        _ => fields.add("name", "error-too-long"),
    }
    if parent.is_some_and(|parent| !all.iter().any(|d| d.id == parent)) {
        fields.add("parent_id", "error-no-such-department");
    }
    if let (Some(id), Some(parent)) = (id, parent)
        && is_within(all, parent, id)
    {
        fields.add("parent_id", "error-department-circle");
    }
    let same = |d: &&Department| d.parent_id == parent && Some(d.id) != id;
    if all.iter().filter(same).any(|d| kit::text::normalise(&d.name) == kit::text::normalise(name)) {
        fields.add("name", "error-department-taken");
    }
    fields
}

/// A name as it is stored.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    fn department(id: i64, parent_id: Option<i64>, name: &str) -> Department {
        Department { id, parent_id, name: name.into(), version: 1 }
    }

    fn company() -> Vec<Department> {
        vec![department(1, None, "Sales"), department(2, Some(1), "North"), department(3, Some(2), "Kyiv")]
    }

    fn wrong(id: Option<i64>, name: &str, parent: Option<i64>) -> Vec<(&'static str, &'static str)> {
        let Error::Invalid(problem) = check(&company(), id, name, parent).into_error() else {
            panic!("not a refusal")
        };
        problem.fields.iter().map(|f| (f.field, f.key)).collect()
    }

    #[test]
    fn a_path_names_everything_above() {
        let paths: Vec<String> = paths(&company()).into_iter().map(|(_, path)| path).collect();
        assert_eq!(paths, ["Sales", "Sales / North", "Sales / North / Kyiv"]);
    }

    #[test]
    fn a_department_can_not_go_below_itself() {
        assert_eq!(wrong(Some(1), "Sales", Some(3)), [("parent_id", "error-department-circle")]);
        assert_eq!(wrong(Some(1), "Sales", Some(1)), [("parent_id", "error-department-circle")]);
        assert_eq!(wrong(Some(3), "Kyiv", Some(1)), []);
    }

    #[test]
    fn neighbours_have_different_names() {
        assert_eq!(wrong(None, "north", Some(1)), [("name", "error-department-taken")]);
        assert_eq!(wrong(None, "North", None), []);
        assert_eq!(wrong(Some(2), "North", Some(1)), []);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        assert_eq!(
            wrong(None, "", Some(9)),
            [("name", "error-required"), ("parent_id", "error-no-such-department")]
        );
    }

    #[test]
    fn a_circle_that_is_there_already_ends_the_search() {
        let circle = [department(1, Some(2), "A"), department(2, Some(1), "B")];
        assert!(!is_within(&circle, 1, 9));
    }
}
