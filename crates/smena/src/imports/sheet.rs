//! A CSV file read strictly: what is not as the mapping says is told with its row, never guessed.
//!
//! A file that can't be read at all (absent, no header, another encoding, columns unknown or missing) is one
//! `Problem`; a row that can't be read is one too, and the rows around it are read all the same.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use base::Problem;
use csv::ByteRecord;

use super::mapping::{Delimiter, Encoding};

/// A file's rows under its header.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    columns: HashMap<String, usize>,
    pub rows: Vec<Row>,
    /// Rows that could not be read.
    pub faults: Vec<(i64, Problem)>,
}

/// One row that has a cell for every column.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line on which it begins; the header is 1.
    pub number: i64,
    cells: Vec<String>,
}

impl Sheet {
    /// The cell without the blanks around it; empty where the file has no such column.
    pub fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        let cell = self.columns.get(column).and_then(|at| row.cells.get(*at));
        cell.map_or("", |cell| cell.trim())
    }
}

/// How a file is written, and which columns it must have.
pub struct Expected<'a> {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    pub used: &'a BTreeSet<&'a str>,
    pub skipped: &'a BTreeSet<String>,
}

/// Reads a file of the folder.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(folder: &Path, file: &str, expected: &Expected<'_>) -> Result<Sheet, Problem> {
    let bytes = std::fs::read(folder.join(file)).map_err(|error| unreadable(&error))?;
    parse(&bytes, expected)
}

fn unreadable(error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound => Problem::new("imports-no-file"),
        _ => Problem::new("imports-unreadable").with("why", error.to_string()),
    }
}

/// The names of the columns.
///
/// # Errors
/// What is wrong with them.
pub fn heading(bytes: &[u8], delimiter: u8) -> Result<Vec<String>, Problem> {
    let header = Lines::new(bytes, delimiter).next().ok_or(Problem::new("imports-empty"))?;
    let header = decode(&header.cells, encoding_rs::UTF_8)?;
    index(&header)?;
    Ok(header.iter().map(|name| name.trim().to_owned()).collect())
}

/// Reads the bytes of a file.
pub fn parse(bytes: &[u8], expected: &Expected<'_>) -> Result<Sheet, Problem> {
    let (bytes, encoding) = as_ascii_compatible(bytes, expected.encoding.0)?;
    let mut lines = Lines::new(&bytes, expected.delimiter.0);
    let header = lines.next().ok_or(Problem::new("imports-empty"))?;
    let header = decode(&header.cells, encoding)?;
    let columns = index(&header)?;
    check_columns(&columns, expected)?;
    let mut sheet = Sheet { columns, ..Sheet::default() };
    for line in lines {
        match row(&line, header.len(), encoding) {
            Ok(cells) => sheet.rows.push(Row { number: line.number, cells }),
            Err(problem) => sheet.faults.push((line.number, problem)),
        }
    }
    Ok(sheet)
}

type Decoded<'b> = (std::borrow::Cow<'b, [u8]>, &'static encoding_rs::Encoding);

/// Encodings in which a comma is not one byte are turned into UTF-8 as a whole; a mark of another encoding at the
/// beginning is an error, one's own is left out.
fn as_ascii_compatible<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<Decoded<'b>, Problem> {
    let bytes = match encoding_rs::Encoding::for_bom(bytes) {
        Some((found, length)) if found == encoding => &bytes[length..],
        Some((found, _)) => {
            return Err(Problem::new("imports-other-encoding")
                .with("found", found.name())
                .with("said", encoding.name()));
        }
        None => bytes,
    };
    if encoding.is_ascii_compatible() {
        return Ok((bytes.into(), encoding));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = text.ok_or_else(|| wrong_encoding(encoding))?;
    Ok((text.into_owned().into_bytes().into(), encoding_rs::UTF_8))
}

fn wrong_encoding(encoding: &'static encoding_rs::Encoding) -> Problem {
    Problem::new("imports-wrong-encoding").with("encoding", encoding.name())
}

fn decode(record: &ByteRecord, encoding: &'static encoding_rs::Encoding) -> Result<Vec<String>, Problem> {
    let cells = record.iter().map(|cell| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(cell);
        text.map(std::borrow::Cow::into_owned).ok_or_else(|| wrong_encoding(encoding))
    });
    cells.collect()
}

fn index(header: &[String]) -> Result<HashMap<String, usize>, Problem> {
    let mut columns = HashMap::new();
    for (at, name) in header.iter().map(|name| name.trim()).enumerate() {
        if name.is_empty() {
            return Err(
                Problem::new("imports-nameless-column").with("n", i64::try_from(at + 1).unwrap_or(i64::MAX))
            );
        }
        if columns.insert(name.to_owned(), at).is_some() {
            return Err(Problem::new("imports-same-column").with("column", name));
        }
    }
    Ok(columns)
}

fn check_columns(columns: &HashMap<String, usize>, expected: &Expected<'_>) -> Result<(), Problem> {
    let skipped = expected.skipped.iter().map(String::as_str);
    let named: BTreeSet<&str> = expected.used.iter().copied().chain(skipped).collect();
    let missing: Vec<&str> = named.iter().copied().filter(|name| !columns.contains_key(*name)).collect();
    if !missing.is_empty() {
        return Err(Problem::new("imports-missing-columns").with("columns", missing.join(", ")));
    }
    let mut unknown: Vec<&str> =
        columns.keys().map(String::as_str).filter(|name| !named.contains(name)).collect();
    unknown.sort_unstable();
    if !unknown.is_empty() {
        return Err(Problem::new("imports-unknown-columns").with("columns", unknown.join(", ")));
    }
    Ok(())
}

fn row(
    line: &Line,
    columns: usize,
    encoding: &'static encoding_rs::Encoding,
) -> Result<Vec<String>, Problem> {
    if line.open_quote {
        return Err(Problem::new("imports-open-quote").with("n", line.length));
    }
    if line.cells.len() != columns {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let problem = Problem::new("imports-wrong-width");
        return Err(problem.with("has", count(line.cells.len())).with("needs", count(columns)));
    }
    let cells = decode(&line.cells, encoding)?;
    if cells.iter().any(|cell| cell.contains('\0')) {
        return Err(Problem::new("imports-zero-byte"));
    }
    Ok(cells)
}

/// One record of the file.
struct Line {
    number: i64,
    /// How many lines of the file it takes.
    length: i64,
    cells: ByteRecord,
    /// A quotation mark that never closes swallows what follows; an odd number of marks tells.
    open_quote: bool,
}

/// The records with their places, which the reader of the csv crate only half knows.
struct Lines<'b> {
    bytes: &'b [u8],
    reader: csv::Reader<&'b [u8]>,
    line: i64,
}

impl<'b> Lines<'b> {
    fn new(bytes: &'b [u8], delimiter: u8) -> Lines<'b> {
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        Lines { bytes, reader, line: 1 }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX).min(self.bytes.len())
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let begin = self.offset();
        let mut cells = ByteRecord::new();
        // Bytes in memory can be read, and a flexible reader takes any width: what is left is the end of the file.
        if !self.reader.read_byte_record(&mut cells).unwrap_or(false) {
            return None;
        }
        let raw = &self.bytes[begin..self.offset()];
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let number = self.line + breaks(&raw[..blank]);
        let body = &raw[blank..];
        self.line = number + breaks(body);
        let open_quote = body.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        Some(Line { number, length: breaks(body).max(1), cells, open_quote })
    }
}

/// How many lines end in the bytes.
fn breaks(bytes: &[u8]) -> i64 {
    let count = bytes.iter().filter(|byte| **byte == b'\n').count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<Sheet, Problem> {
        let (used, skipped) = (BTreeSet::from(["name", "city"]), BTreeSet::new());
        let encoding = Encoding(encoding);
        parse(bytes, &Expected { encoding, delimiter: Delimiter(b','), used: &used, skipped: &skipped })
    }

    fn utf8(text: &str) -> Result<Sheet, Problem> {
        sheet(text.as_bytes(), encoding_rs::UTF_8)
    }

    fn faults(sheet: &Sheet) -> Vec<(i64, &'static str)> {
        sheet.faults.iter().map(|(row, problem)| (*row, problem.key)).collect()
    }

    #[test]
    fn cells_are_found_by_the_name_of_their_column() {
        let sheet = utf8("city,name\nKyiv, Anna \n\"Lviv, UA\",\"Borys \"\"B\"\"\"\n").unwrap();
        let cells: Vec<_> =
            sheet.rows.iter().map(|r| (r.number, sheet.cell(r, "name"), sheet.cell(r, "city"))).collect();
        assert_eq!(cells, [(2, "Anna", "Kyiv"), (3, "Borys \"B\"", "Lviv, UA")]);
    }

    #[test]
    fn a_row_of_another_width_is_told_and_the_next_is_read() {
        let sheet = utf8("name,city\nAnna\nBorys,Lviv,1\nVira,Odesa\n").unwrap();
        assert_eq!(faults(&sheet), [(2, "imports-wrong-width"), (3, "imports-wrong-width")]);
        assert_eq!(sheet.rows.len(), 1);
    }

    #[test]
    fn a_row_in_another_encoding_is_told_and_the_next_is_read() {
        let sheet = sheet(b"name,city\n\xc0\xed\xed\xe0,Kyiv\nVira,Odesa\n", encoding_rs::UTF_8).unwrap();
        assert_eq!(faults(&sheet), [(2, "imports-wrong-encoding")]);
        assert_eq!(sheet.rows[0].number, 3);
    }

    #[test]
    fn the_encoding_is_the_one_the_mapping_names() {
        let old = sheet(b"name,city\n\xc0\xed\xed\xe0,Kyiv\n", encoding_rs::WINDOWS_1251).unwrap();
        assert_eq!(old.cell(&old.rows[0], "name"), "Анна");
        let wide: Vec<u8> =
            "\u{feff}name,city\nАнна,Київ\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let read = sheet(&wide, encoding_rs::UTF_16LE).unwrap();
        assert_eq!(read.cell(&read.rows[0], "city"), "Київ");
        assert_eq!(sheet(&wide, encoding_rs::UTF_8).unwrap_err().key, "imports-other-encoding");
    }

    #[test]
    fn the_mark_of_utf_8_is_no_part_of_the_first_column() {
        let sheet = utf8("\u{feff}name,city\nAnna,Kyiv\n").unwrap();
        assert_eq!(sheet.cell(&sheet.rows[0], "name"), "Anna");
    }

    #[test]
    fn columns_are_those_of_the_mapping_no_more_and_no_fewer() {
        assert_eq!(utf8("name\nAnna\n").unwrap_err().key, "imports-missing-columns");
        assert_eq!(utf8("name,city,age\n").unwrap_err().key, "imports-unknown-columns");
        assert_eq!(utf8("name,city,city\n").unwrap_err().key, "imports-same-column");
        assert_eq!(utf8("name,city,\n").unwrap_err().key, "imports-nameless-column");
        assert_eq!(utf8("").unwrap_err().key, "imports-empty");
    }

    #[test]
    fn a_quotation_mark_that_never_closes_swallows_nothing_silently() {
        let sheet = utf8("name,city\nAnna,\"Kyiv\nBorys,Lviv\nVira,Odesa\n").unwrap();
        assert_eq!(faults(&sheet), [(2, "imports-open-quote")]);
        assert_eq!(sheet.faults[0].1.values, [("n", base::words::Value::Number(3))]);
    }

    #[test]
    fn rows_are_counted_as_an_editor_counts_lines() {
        let sheet = utf8("name,city\r\n\r\n\"Anna\r\nB.\",Kyiv\r\nVira,Odesa\r\nHlib,Dnipro,1").unwrap();
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(faults(&sheet), [(6, "imports-wrong-width")]);
    }

    #[test]
    fn a_byte_that_no_database_keeps_is_told() {
        assert_eq!(faults(&utf8("name,city\nAn\0na,Kyiv\n").unwrap()), [(2, "imports-zero-byte")]);
    }
}
