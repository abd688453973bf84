//! All files of an import, opened before anything is written: if one can't be read as the mapping says, nothing goes
//! in, and the report names every such file.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use base::Problem;

use super::mapping::{FileFormat, Mapping};
use super::sheet::{self, Expected, Sheet};

/// The sheets by file name.
#[derive(Clone, Debug, Default)]
pub struct Files {
    sheets: HashMap<String, Sheet>,
    /// What is wrong with whole files.
    pub faults: Vec<(String, Problem)>,
}

/// Opens every file that the mapping's tables read.
pub fn open(mapping: &Mapping, folder: &Path) -> Files {
    let mut files = Files::default();
    let (usual, nothing) = (FileFormat::default(), BTreeSet::new());
    for (file, used) in mapping.columns() {
        let own = mapping.files.get(file).unwrap_or(&usual);
        let expected = Expected {
            encoding: own.encoding.unwrap_or(mapping.format.encoding),
            delimiter: own.delimiter.unwrap_or(mapping.format.delimiter),
            used: &used,
            skipped: mapping.files.get(file).map_or(&nothing, |own| &own.skip),
        };
        let sheet = if is_inside(file) {
            sheet::read(folder, file, &expected)
        } else {
            Err(Problem::new("imports-outside"))
        };
        match sheet {
            Ok(sheet) => drop(files.sheets.insert(file.to_owned(), sheet)),
            Err(problem) => files.faults.push((file.to_owned(), problem)),
        }
    }
    files
}

impl Files {
    /// Sheets that have been read already, by name.
    pub fn of(sheets: Vec<(&str, Sheet)>) -> Files {
        let sheets = sheets.into_iter().map(|(name, sheet)| (name.to_owned(), sheet)).collect();
        Files { sheets, faults: Vec::new() }
    }

    pub fn sheet(&self, file: &str) -> Option<&Sheet> {
        self.sheets.get(file)
    }
}

/// A mapping that somebody sent along opens nothing outside of the folder.
fn is_inside(file: &str) -> bool {
    let parts = Path::new(file).components();
    !file.is_empty() && parts.into_iter().all(|part| matches!(part, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_looked_for_inside_the_folder_only() {
        assert!(is_inside("accounts.csv") && is_inside("2017/accounts.csv"));
        for outside in ["", "../accounts.csv", "/etc/hosts", "2017/../../x.csv"] {
            assert!(!is_inside(outside), "{outside}");
        }
    }
}
