//! Tables as files for spreadsheets: CSV with a mark of its encoding, and cells that no spreadsheet takes for a formula.
//!
//! Spreadsheets take the separator from the region of the computer: a comma where English is spoken, a semicolon in
//! Ukraine and Russia. The reader's language is the best guess there is.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::lang::Lang;
use tokio_stream::wrappers::ReceiverStream;

use crate::{Error, Result};

/// One line of a table.
pub type Row = Vec<String>;

/// By this a spreadsheet knows that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// The table as a file of this name, without its ending.
pub fn whole(name: &str, lang: Lang, rows: &[Row]) -> Result<Response> {
    let mut body = MARK.as_bytes().to_vec();
    body.extend(written(lang, rows)?);
    Ok((headers(name), body).into_response())
}

/// The same, page by page as they are read: `next` gets the place that the page before ended with and answers the rows
/// and the next place, if there is more. At most two pages wait in memory; who stops reading stops the reading. A
/// fault in the middle breaks the file off, so that nobody takes a part for the whole.
pub fn streamed<P, F, Fut>(name: &str, lang: Lang, head: Row, mut next: F) -> Result<Response>
where
    P: Send + 'static,
    F: FnMut(Option<P>) -> Fut + Send + 'static,
    Fut: Future<Output = Result<(Vec<Row>, Option<P>)>> + Send,
{
    let first = [MARK.as_bytes().to_vec(), written(lang, &[head])?].concat();
    let (tell, pages) = tokio::sync::mpsc::channel::<Result<Bytes>>(2);
    tokio::spawn(async move {
        let mut page = Ok(Bytes::from(first));
        let mut place = None;
        loop {
            let failed = page.is_err();
            if tell.send(page).await.is_err() || failed {
                return;
            }
            page = match next(place.take()).await {
                Ok((rows, Some(further))) => {
                    place = Some(further);
                    written(lang, &rows).map(Bytes::from)
                }
                Ok((rows, None)) => {
                    // The reader may have gone; then nobody needs the end.
                    let _ = tell.send(written(lang, &rows).map(Bytes::from)).await;
                    return;
                }
                Err(error) => Err(error),
            };
        }
    });
    let body = Body::from_stream(ReceiverStream::new(pages));
    Ok((headers(name), body).into_response())
}

fn headers(name: &str) -> [(HeaderName, HeaderValue); 2] {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{safe}.csv\""));
    [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, attached.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
    ]
}

/// The rows as text.
pub(crate) fn written(lang: Lang, rows: &[Row]) -> Result<Vec<u8>> {
    let separator = match lang {
        Lang::En => b',',
        Lang::Ru | Lang::Uk => b';',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(broken)?;
    }
    writer.into_inner().map_err(|error| Error::Broken(error.to_string()))
}

/// A number like 12.50, as spreadsheets of the reader's region read it.
pub fn number(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Ru | Lang::Uk => text.replace('.', ","),
    }
}

/// A text that a spreadsheet would work out as a formula gets a stroke before it; a number and a telephone number are what
/// they are.
fn guarded(cell: &str) -> String {
    match cell.trim_start_matches(' ').chars().next() {
        Some('+' | '-') if is_number(cell) || is_phone(cell) => cell.to_owned(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

/// `-12`, `-12.50`, `-12,50`.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(plain) = cell.strip_prefix('-') else { return false };
    match plain.split_once(['.', ',']) {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(plain),
    }
}

/// `+380441234567`, or in groups with a space after the country, `+1 201-555-0123 ext. 5`: nothing that could be worked out.
fn is_phone(cell: &str) -> bool {
    let Some(number) = cell.strip_prefix('+') else { return false };
    let (number, extension) = number.split_once(" ext. ").unwrap_or((number, "0"));
    let (country, rest) = number.split_once(' ').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(country)
        && digits(extension)
        && rest.bytes().all(|byte| byte.is_ascii_digit() || b" -()".contains(&byte))
        && number.bytes().filter(u8::is_ascii_digit).count() >= 7
}

fn broken(error: csv::Error) -> Error {
    Error::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for formula in [
            "=1+1",
            "+38",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            " =1",
            "+380-44-123-45-67",
            "+1234567*2",
            "+1 2345678|A1",
            " +380441234567",
            "-1,2,3",
            "- 5",
            "+cmd|' /C calc'!A0",
        ] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for plain in [
            "",
            "Boiler",
            "12",
            "a=b",
            "2026-11-23",
            "+380 44 123 4567",
            "+380441234567",
            "+1 201-555-0123 ext. 5",
            "-12.50",
            "-7",
        ] {
            assert_eq!(guarded(plain), plain);
        }
    }

    #[test]
    fn the_separator_is_that_of_the_reader() {
        let rows = [vec!["a".to_owned(), "b;c,\"d\"".to_owned()]];
        assert_eq!(written(Lang::En, &rows).unwrap(), b"a,\"b;c,\"\"d\"\"\"\r\n");
        assert_eq!(written(Lang::Uk, &rows).unwrap(), b"a;\"b;c,\"\"d\"\"\"\r\n");
    }
}
