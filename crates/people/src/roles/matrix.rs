//! Rights as people write and read them, cell by cell. No SQL, no HTTP.

use std::collections::{BTreeMap, BTreeSet};

use base::authz::{Area, Deed, Own, Rights, Scope};
use base::error::{FieldProblem, Problem};
use base::words::Say;
use base::{Change, Error, Kind, Result};

/// A stage of a pipeline, as far as rights name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    pub id: i64,
    pub pipeline: String,
    pub name: String,
}

/// A form as it came: names and values.
pub type Pairs = [(String, String)];

/// The value of a field; empty when it isn't there.
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// The rights that a form gives: `deal.see=own`, `deal.hold=yes`, `area=people`, `stage.7.edit=none`, each behind
/// `prefix`. What isn't named isn't granted.
pub fn rights(pairs: &Pairs, prefix: &str) -> Result<Rights> {
    let mut rights = Rights::nothing();
    let named = pairs.iter().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())));
    for (name, value) in named {
        let parts: Vec<&str> = name.split('.').collect();
        match parts.as_slice() {
            ["area"] => {
                rights.areas.insert(area(value)?);
            }
            ["stage", id, deed] if !value.is_empty() => {
                let id = id.parse().map_err(|_| unknown())?;
                let deed = Deed::parse(deed).ok_or_else(unknown)?;
                rights.stages.entry(id).or_default().set(deed, Some(scope(value)?));
            }
            [kind, "hold"] => rights.kinds.entry(record(kind)?).or_default().hold = value == "yes",
            [kind, deed] => {
                let deed = Deed::parse(deed).ok_or_else(unknown)?;
                rights.kinds.entry(record(kind)?).or_default().set(deed, scope(value)?);
            }
            _ => {}
        }
    }
    Ok(rights)
}

/// What a form gives one person beside their role, each behind `prefix`; an empty value is as the role says.
pub fn own(pairs: &Pairs, prefix: &str) -> Result<Own> {
    let mut own = Own::default();
    let named = pairs.iter().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())));
    for (name, value) in named.filter(|(_, value)| !value.is_empty()) {
        match name.split('.').collect::<Vec<&str>>().as_slice() {
            ["area", of] => {
                own.areas.insert(area(of)?, value == "yes");
            }
            [kind, "hold"] => {
                own.holds.insert(record(kind)?, value == "yes");
            }
            [kind, deed] => {
                let deed = Deed::parse(deed).ok_or_else(unknown)?;
                own.kinds.entry(record(kind)?).or_default().set(deed, Some(scope(value)?));
            }
            _ => {}
        }
    }
    Ok(own)
}

pub fn scope(code: &str) -> Result<Scope> {
    Scope::parse(code).ok_or_else(unknown)
}

pub fn area(code: &str) -> Result<Area> {
    Area::parse(code).ok_or_else(unknown)
}

/// A kind that roles speak of.
pub fn record(code: &str) -> Result<Kind> {
    Kind::parse(code).filter(|kind| Kind::RECORDS.contains(kind)).ok_or_else(unknown)
}

pub fn unknown() -> Error {
    Error::field("rights", "error-role-right")
}

/// Rights as they are kept: rules about stages that are gone or say nothing are dropped.
pub fn tidy(mut rights: Rights, stages: &[Stage]) -> Rights {
    rights.stages.retain(|id, cells| !cells.is_empty() && stages.iter().any(|stage| stage.id == *id));
    rights
}

/// Whether the rights make sense: nothing is done further than one sees.
///
/// # Errors
/// 422 that names every cell.
pub fn judge(rights: &Rights, say: &Say) -> Result<()> {
    let too_far = rights.too_far();
    if too_far.is_empty() {
        return Ok(());
    }
    let fields = too_far.into_iter().map(|(kind, deed)| {
        let (kind, deed) = (say.t(&format!("kind-{}", kind.code())), say.t(&format!("deed-{}", deed.code())));
        let values = vec![("kind", kind.into()), ("deed", deed.into())];
        FieldProblem { field: "rights", key: "error-role-too-far", values }
    });
    Err(Error::Invalid(Problem { fields: fields.collect(), ..Problem::new("error-form") }))
}

/// Before and after, cell by cell, as the journal keeps them; `None` before: what a new role grants.
pub fn changes(before: Option<&Rights>, after: &Rights, stages: &[Stage]) -> Vec<Change> {
    let (was, is) = (before.map(|rights| said(rights, stages)).unwrap_or_default(), said(after, stages));
    let fields: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let new = before.is_none();
    fields
        .into_iter()
        .filter_map(|field| Change::of(field, was.get(field).cloned(), is.get(field).cloned()))
        .filter(|change| !new || !matches!(change.after.as_deref(), Some("none" | "no")))
        .collect()
}

fn said(rights: &Rights, stages: &[Stage]) -> BTreeMap<String, String> {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let mut said = BTreeMap::new();
    for kind in Kind::RECORDS {
        let grant = rights.grant(kind);
        for deed in Deed::ALL {
            said.insert(format!("{}.{}", kind.code(), deed.code()), grant.of(deed).code().to_owned());
        }
        said.insert(format!("{}.hold", kind.code()), yes(grant.hold));
    }
    for area in Area::ALL {
        said.insert(format!("area.{}", area.code()), yes(rights.areas.contains(&area)));
    }
    for (id, cells) in &rights.stages {
        let name =
            stages.iter().find(|stage| stage.id == *id).map_or_else(|| id.to_string(), |s| s.name.clone());
        for deed in Deed::ALL {
            if let Some(scope) = cells.of(deed) {
                said.insert(format!("stage:{name}.{}", deed.code()), scope.code().to_owned());
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use base::authz::Cells;

    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_becomes_rights() {
        let form = pairs(&[
            ("name", "Night shift"),
            ("deal.see", "tree"),
            ("deal.hold", "yes"),
            ("area", "billing"),
            ("stage.7.edit", "none"),
            ("stage.8.edit", ""),
        ]);
        let rights = rights(&form, "").unwrap_or_default();
        assert_eq!(rights.grant(Kind::Deal).see, Scope::Tree);
        assert!(rights.may_hold(Kind::Deal) && rights.areas.contains(&Area::Billing));
        assert_eq!(rights.stages.keys().collect::<Vec<_>>(), [&7]);
        for (name, value) in
            [("deal.see", "galaxy"), ("bin.see", "all"), ("deal.fly", "all"), ("area", "moon")]
        {
            assert!(super::rights(&pairs(&[(name, value)]), "").is_err(), "{name}={value}");
        }
    }

    #[test]
    fn an_empty_cell_is_as_the_role_says() {
        let cells = [
            ("own.deal.see", "all"),
            ("own.deal.edit", ""),
            ("own.task.hold", "no"),
            ("own.area.people", "yes"),
            ("role.deal.delete", "all"),
            ("name", "Anna"),
        ];
        let own = own(&pairs(&cells), "own.").unwrap_or_default();
        assert_eq!(own.kinds[&Kind::Deal], Cells { see: Some(Scope::All), ..Cells::default() });
        assert_eq!((own.holds[&Kind::Task], own.areas[&Area::People]), (false, true));
    }

    #[test]
    fn the_journal_names_only_cells_that_differ() {
        let before = base::authz::Ready::Seller.rights();
        let mut after = before.clone();
        after.areas.insert(Area::Journal);
        after.kinds.entry(Kind::Deal).or_default().see = Scope::All;
        let fields: Vec<String> = changes(Some(&before), &after, &[]).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, ["area.journal", "deal.see"]);
        assert!(changes(None, &after, &[]).iter().all(|change| change.before.is_none()));
    }
}
