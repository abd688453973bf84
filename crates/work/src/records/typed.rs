//! What people and programs typed, as clean values. What is wrong is collected beside its field.

use base::error::Fields;
use kit::date::{self, Zone};

/// One line: spaces in one piece, no control characters; `None` when nothing is left.
pub fn line(wrong: &mut Fields, field: &'static str, text: &str, most: usize) -> Option<String> {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = plain.split_whitespace().collect::<Vec<&str>>().join(" ");
    fits(wrong, field, line, most)
}

/// As `line`, and something must be there.
pub fn required_line(wrong: &mut Fields, field: &'static str, text: &str, most: usize) -> String {
    let line = line(wrong, field, text, most);
    if line.is_none() {
        wrong.add(field, "error-required");
    }
    line.unwrap_or_default()
}

/// Several lines, as typed but for control characters; `None` when empty.
pub fn lines(wrong: &mut Fields, field: &'static str, text: &str, most: usize) -> Option<String> {
    let plain: String =
        text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    fits(wrong, field, plain.trim().to_owned(), most)
}

/// An id; `None` when empty.
pub fn id(wrong: &mut Fields, field: &'static str, text: &str) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let id = text.parse().ok();
    if id.is_none() {
        wrong.add(field, "error-records-choice");
    }
    id
}

/// A day of a date field, its first moment in the zone; `None` when empty.
pub fn day(wrong: &mut Fields, field: &'static str, text: &str, zone: &Zone) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let day = date::parse_day(text, zone).ok();
    if day.is_none() {
        wrong.add(field, "error-records-day");
    }
    day
}

/// A day as it is written, wherever one reads it; `None` when empty.
pub fn date(wrong: &mut Fields, field: &'static str, text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if !date::is_day(text) {
        wrong.add(field, "error-records-day");
        return None;
    }
    Some(text.to_owned())
}

/// A moment as programs write it (RFC 3339).
pub fn moment(wrong: &mut Fields, field: &'static str, text: &str) -> Option<i64> {
    let at = date::parse(text).ok();
    if at.is_none() {
        wrong.add(field, "error-records-moment");
    }
    at
}

fn fits(wrong: &mut Fields, field: &'static str, text: String, most: usize) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if text.chars().count() > most {
        wrong.add(field, "error-too-long");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned_and_measured() {
        let mut wrong = Fields::default();
        assert_eq!(line(&mut wrong, "title", "  Big\u{0} \n deal\t ", 20).as_deref(), Some("Big deal"));
        assert_eq!(line(&mut wrong, "title", " \u{0} ", 20), None);
        assert_eq!(lines(&mut wrong, "note", " a\r\n\u{7}b \n", 20).as_deref(), Some("a\nb"));
        assert!(wrong.is_empty());
        line(&mut wrong, "title", "яяя", 2);
        assert!(!wrong.is_empty());
    }

    #[test]
    fn what_is_no_id_is_wrong() {
        for text in ["x", "1.5", "99999999999999999999", "1 2"] {
            let mut wrong = Fields::default();
            assert_eq!(id(&mut wrong, "stage_id", text), None);
            assert!(!wrong.is_empty(), "{text}");
        }
        let mut wrong = Fields::default();
        assert_eq!((id(&mut wrong, "stage_id", " 7 "), id(&mut wrong, "stage_id", "")), (Some(7), None));
        assert!(wrong.is_empty());
    }
}
