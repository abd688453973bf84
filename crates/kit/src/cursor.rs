//! Keyset cursors: the sort key of the last row of a page, as text that fits into a URL. A cursor is neither secret nor
//! trusted; whoever decodes one checks that its parts have the expected number and types.

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

/// One column of a sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorPart {
    Int(i64),
    Text(String),
    Null,
}

/// A sort key as text.
pub fn encode(parts: &[CursorPart]) -> String {
    let values: Vec<Value> = parts.iter().map(to_json).collect();
    BASE64URL_NOPAD.encode(Value::from(values).to_string().as_bytes())
}

/// The sort key in a text, or nothing when the text is not one that [`encode`] made.
pub fn decode(text: &str) -> Option<Vec<CursorPart>> {
    let json = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let values: Vec<Value> = serde_json::from_slice(&json).ok()?;
    values.into_iter().map(from_json).collect()
}

fn to_json(part: &CursorPart) -> Value {
    match part {
        CursorPart::Int(number) => Value::from(*number),
        CursorPart::Text(text) => Value::from(text.as_str()),
        CursorPart::Null => Value::Null,
    }
}

fn from_json(value: Value) -> Option<CursorPart> {
    match value {
        Value::Number(number) => number.as_i64().map(CursorPart::Int),
        Value::String(text) => Some(CursorPart::Text(text)),
        Value::Null => Some(CursorPart::Null),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_comes_back() {
        let texts = ["", "Оленка \"Ко\"\n", "a,b|c", "🙂\u{0}"];
        let numbers = [0, -1, 1 << 53, i64::MIN, i64::MAX];
        for text in texts {
            for number in numbers {
                let parts = vec![CursorPart::Text(text.into()), CursorPart::Null, CursorPart::Int(number)];
                let encoded = encode(&parts);
                assert!(encoded.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                assert_eq!(decode(&encoded), Some(parts));
            }
        }
        assert_eq!(decode(&encode(&[])), Some(vec![]));
    }

    #[test]
    fn anything_else_is_none() {
        let made_up =
            ["1.5", "[1.5]", "[true]", "[[1]]", "{\"a\":1}", "[1", "null", "[18446744073709551615]", "[1] x"]
                .map(|json| BASE64URL_NOPAD.encode(json.as_bytes()));
        assert!(made_up.iter().all(|text| decode(text).is_none()));
        let deep = BASE64URL_NOPAD.encode("[".repeat(10_000).as_bytes());
        for garbage in ["", "x", "not a cursor", "W10=", "%", "Привіт", deep.as_str()] {
            assert_eq!(decode(garbage), None);
        }
    }

    #[test]
    fn a_cut_cursor_is_none() {
        let whole = encode(&[CursorPart::Text("Anna".into()), CursorPart::Int(7)]);
        for end in 0..whole.len() {
            assert_eq!(decode(&whole[..end]), None);
        }
    }
}
