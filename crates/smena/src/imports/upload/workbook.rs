//! The first sheet of a workbook (Office Open XML, `.xlsx`), as text: one line a row, separated by tabs.
//!
//! Days come out as `2026-12-31`, with the time behind it where there is one; whole numbers without a point, so that a phone
//! in a cell of numbers stays a phone.

use std::io::{self, Cursor, Read};

use base::Problem;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::table::MOST_ROWS;

/// The most that a workbook may grow to when it is unpacked: 64 MiB. More is a bomb, or no list.
const MOST_UNPACKED: u64 = 64 << 20;
/// The widest sheet.
const MOST_COLUMNS: usize = 500;

/// # Errors
/// What is wrong with the workbook, and what to do about it.
pub fn read(bytes: &[u8]) -> Result<String, Problem> {
    check_size(bytes)?;
    let broken = || Problem::new("upload-workbook-broken");
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let first = book.sheet_names().first().cloned().ok_or_else(broken)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| broken())?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| broken())? {
        let (row, column) = cell.get_position();
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else {
            return Err(broken());
        };
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if row > MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Problem::new("upload-too-long"));
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if let Some(line) = rows.get_mut(row) {
            if line.len() <= column {
                line.resize_with(column + 1, String::new);
            }
            if let Some(place) = line.get_mut(column) {
                *place = text;
            }
        }
    }
    written(&rows)
}

/// Unpacks everything once into nothing: what a bomb says of its own size is not to be believed.
fn check_size(bytes: &[u8]) -> Result<(), Problem> {
    let broken = |_| Problem::new("upload-workbook-broken");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let copied = io::copy(&mut part.take(left + 1), &mut io::sink())
            .map_err(|_| Problem::new("upload-workbook-broken"))?;
        left = left.checked_sub(copied).ok_or_else(|| Problem::new("upload-too-large"))?;
    }
    Ok(())
}

fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Whole numbers are shown without a point.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "1".to_owned(),
        DataRef::Bool(false) => "0".to_owned(),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn day(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn written(rows: &[Vec<String>]) -> Result<String, Problem> {
    let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    for row in rows.iter().filter(|row| !row.is_empty()) {
        let missing = std::iter::repeat_n("", wide - row.len());
        let line = row.iter().map(String::as_str).chain(missing);
        writer.write_record(line).map_err(|_| Problem::new("upload-no-table"))?;
    }
    let bytes = writer.into_inner().map_err(|_| Problem::new("upload-no-table"))?;
    String::from_utf8(bytes).map_err(|_| Problem::new("upload-no-table"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// A workbook with one sheet, made by hand as the standard says (ECMA-376, part 1).
    fn workbook(sheet: &str) -> Vec<u8> {
        let parts = [
            ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned()),
            ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/workbook.xml", r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_owned()),
            ("xl/_rels/workbook.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#.to_owned()),
            ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#)),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_are_read_as_they_are_meant() {
        let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Имя</t></is></c><c r="C1" t="inlineStr"><is><t>Телефон</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>Анна, "Бюро"</t></is></c><c r="C3"><v>380441234567</v></c></row>"#;
        assert_eq!(
            read(&workbook(sheet)).unwrap(),
            "Имя\t\tТелефон\n\"Анна, \"\"Бюро\"\"\"\t\t380441234567\n"
        );
    }

    #[test]
    fn a_bomb_and_a_fragment_are_refused() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
        let zeros = vec![b'0'; 1 << 20];
        (0..65).for_each(|_| writer.write_all(&zeros).unwrap());
        let bomb = writer.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert_eq!(read(&bomb).unwrap_err().key, "upload-too-large");
        assert_eq!(read(b"PK\x03\x04rest").unwrap_err().key, "upload-workbook-broken");
        let whole = workbook("<row r=\"1\"/>");
        assert_eq!(read(&whole[..whole.len() / 2]).unwrap_err().key, "upload-workbook-broken");
        assert_eq!(
            read(&workbook("<row r=\"30000\"><c r=\"A30000\"><v>1</v></c></row>")).unwrap_err().key,
            "upload-too-long"
        );
    }
}
