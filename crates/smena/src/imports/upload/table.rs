//! What somebody sent, as text: the encoding and the separator are found out, and what is no table is told.

use base::Problem;

use super::workbook;

/// The largest file: 5 MiB.
pub const MOST_BYTES: usize = 5 << 20;
/// The longest one, in lines under the heading.
pub const MOST_ROWS: usize = 20_000;

/// The file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub content: String,
    pub delimiter: u8,
}

/// Reads the bytes.
///
/// # Errors
/// What is wrong with the file as a whole, and what to do about it.
pub fn read(bytes: &[u8]) -> Result<Sent, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::new("upload-too-large"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Problem::new("upload-workbook"));
    }
    let text = if bytes.starts_with(b"PK\x03\x04") { workbook::read(bytes)? } else { text(bytes)? };
    let (content, named) = without_hint(&text);
    let heading = content.lines().find(|line| !line.trim().is_empty());
    let heading = heading.ok_or(Problem::new("imports-empty"))?;
    if heading.trim_start().starts_with('<') || heading.trim_start().starts_with("%PDF") {
        return Err(Problem::new("upload-no-table"));
    }
    let delimiter = named.unwrap_or_else(|| delimiter(heading));
    if content.lines().filter(|line| !line.trim().is_empty()).count() < 2 {
        return Err(Problem::new("upload-heading-alone"));
    }
    if content.lines().count() > MOST_ROWS + 1 {
        return Err(Problem::new("upload-too-long"));
    }
    Ok(Sent { content: content.to_owned(), delimiter })
}

/// By its mark, or UTF-8 where every byte fits, or what older spreadsheets write in Cyrillic.
fn text(bytes: &[u8]) -> Result<String, Problem> {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[length..])
            .ok_or_else(|| Problem::new("upload-no-table"))?
            .into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned(),
        },
    };
    if text.contains('\0') { Err(Problem::new("upload-no-table")) } else { Ok(text) }
}

/// A first line `sep=;` is a hint of spreadsheets to themselves.
fn without_hint(text: &str) -> (&str, Option<u8>) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, None) };
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([byte]) if byte.is_ascii() => (rest, Some(*byte)),
        _ => (text, None),
    }
}

/// The mark that the heading has most of, outside of quotation marks.
fn delimiter(heading: &str) -> u8 {
    let mut quoted = false;
    let plain: String = heading
        .chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted
        })
        .collect();
    let count = |mark: &u8| plain.bytes().filter(|byte| byte == mark).count();
    // Of equals the last is taken: a comma is the usual one.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(bytes: &[u8]) -> &'static str {
        read(bytes).unwrap_err().key
    }

    #[test]
    fn encodings_and_separators_are_found_out() {
        let utf8 = read("Имя;Телефон\nАнна;1\n".as_bytes()).unwrap();
        assert_eq!((utf8.content.as_str(), utf8.delimiter), ("Имя;Телефон\nАнна;1\n", b';'));
        let (old, ..) = encoding_rs::WINDOWS_1251.encode("Ім\u{2019}я\tТелефон\nАнна\t1\n");
        assert_eq!(
            read(&old).unwrap(),
            Sent { content: "Ім\u{2019}я\tТелефон\nАнна\t1\n".into(), delimiter: b'\t' }
        );
        let wide: Vec<u8> =
            "\u{feff}name,city\nАнна,Київ\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).unwrap().content, "name,city\nАнна,Київ\n");
        assert_eq!(read(b"\xef\xbb\xbfname\nAnna\n").unwrap().content, "name\nAnna\n");
        let hinted = read(b"sep=|\nname, first|city\nAnna|Kyiv\n").unwrap();
        assert_eq!((hinted.content.lines().next().unwrap(), hinted.delimiter), ("name, first|city", b'|'));
        assert_eq!(read(b"\"a;b;c\",d\n1,2\n").unwrap().delimiter, b',');
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(key(b""), "imports-empty");
        assert_eq!(key(b" \r\n\r\n"), "imports-empty");
        assert_eq!(key(b"name,city\n"), "upload-heading-alone");
        assert_eq!(key(b"PK\x03\x04rest"), "upload-workbook-broken");
        assert_eq!(key(b"\xd0\xcf\x11\xe0rest"), "upload-workbook");
        assert_eq!(key(b"<!doctype html>\n<p>\n"), "upload-no-table");
        assert_eq!(key(b"%PDF-1.7\n1 0 obj\n"), "upload-no-table");
        assert_eq!(key(b"\x00\x01\x02\n\x00"), "upload-no-table");
        assert_eq!(key(&vec![b'a'; MOST_BYTES + 1]), "upload-too-large");
        assert_eq!(key("a\n".repeat(MOST_ROWS + 2).as_bytes()), "upload-too-long");
    }
}
