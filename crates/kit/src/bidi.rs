//! Texts that run from right to left, among texts that run the other way.

use std::borrow::Cow;

/// Opens and closes a part whose direction nothing around it minds (U+2068, U+2069).
const OPENS: char = '\u{2068}';
const CLOSES: char = '\u{2069}';

/// A text to stand within a sentence: what holds letters that run from right to left, or marks that turn the
/// direction, is isolated, so that what stands beside it keeps its order; any other text stays as it is.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !text.chars().any(turns) {
        return Cow::Borrowed(text);
    }
    let unclosed = text.chars().fold(0_usize, |depth, c| match c {
        '\u{202a}'..='\u{202b}' | '\u{202d}'..='\u{202e}' | '\u{2066}'..='\u{2068}' => depth + 1,
        '\u{202c}' | CLOSES => depth.saturating_sub(1),
        _ => depth,
    });
    let mut isolated = String::with_capacity(text.len() + 6);
    isolated.push(OPENS);
    isolated.push_str(text);
    isolated.extend(std::iter::repeat_n(CLOSES, unclosed + 1));
    Cow::Owned(isolated)
}

/// Hebrew, Arabic and their neighbours, and marks that turn the direction.
fn turns(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08ff}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_the_other_way_is_isolated() {
        for plain in ["", "Anna Melnyk", "Ґалаґан, №5", "🦊 Fox & 東京", "1,234.50"] {
            assert_eq!(isolated(plain), plain);
        }
        assert_eq!(isolated("דוד 12"), "\u{2068}דוד 12\u{2069}");
        assert_eq!(isolated("شركة 🦊"), "\u{2068}شركة 🦊\u{2069}");
    }

    #[test]
    fn a_mark_that_was_left_open_ends_with_the_name() {
        assert_eq!(isolated("Evil\u{202e}exe"), "\u{2068}Evil\u{202e}exe\u{2069}\u{2069}");
    }
}
