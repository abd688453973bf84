//! What was typed in a search line, taken apart: filters said as `word:value`, and the rest, which is only text.

/// A part of the line, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it was typed, quotes and all.
    Text(String),
    /// It may turn out that nobody knows the word: then it is text, too.
    Said(Said),
}

/// `stage:"in talks"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub word: String,
    /// Without its quotes; empty where nothing stands behind the colon.
    pub value: String,
    pub typed: String,
}

/// Every sign that opens a quotation in one of our languages, and what may close it.
const QUOTES: [(char, &str); 4] = [('"', "\""), ('«', "»"), ('“', "”"), ('„', "“”\"")];

/// Takes the line apart at its spaces; a quotation is one piece, and one that isn't closed goes to the end.
pub fn read(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (typed, after) = rest.split_at(end(rest));
        pieces.push(piece(typed));
        rest = after.trim_start();
    }
    pieces
}

/// Where the first piece ends.
fn end(line: &str) -> usize {
    let (mut closing, mut before): (Option<&str>, char) = (None, ':');
    for (at, c) in line.char_indices() {
        match closing {
            Some(quotes) if quotes.contains(c) => closing = None,
            Some(_) => {}
            None if c.is_whitespace() => return at,
            None if before == ':' => closing = closes(c),
            None => {}
        }
        before = c;
    }
    line.len()
}

fn closes(c: char) -> Option<&'static str> {
    QUOTES.iter().find(|(opens, _)| *opens == c).map(|(_, closes)| *closes)
}

fn piece(typed: &str) -> Piece {
    let said = typed.split_once(':').filter(|(word, _)| is_word(word));
    match said {
        Some((word, value)) => {
            Piece::Said(Said { word: word.to_owned(), value: unquoted(value), typed: typed.to_owned() })
        }
        None => Piece::Text(typed.to_owned()),
    }
}

fn is_word(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn unquoted(value: &str) -> String {
    let mut letters = value.chars();
    let inner = match letters.next().and_then(closes) {
        Some(quotes) => letters.as_str().strip_suffix(|c| quotes.contains(c)).unwrap_or(letters.as_str()),
        None => value,
    };
    inner.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(typed: &str) -> Piece {
        Piece::Text(typed.to_owned())
    }

    fn said(word: &str, value: &str, typed: &str) -> Piece {
        Piece::Said(Said { word: word.to_owned(), value: value.to_owned(), typed: typed.to_owned() })
    }

    #[test]
    fn filters_stand_anywhere_among_the_words() {
        assert_eq!(
            read("  lamp  stage:offer big "),
            [text("lamp"), said("stage", "offer", "stage:offer"), text("big")]
        );
        assert_eq!(read("этап:переговоры"), [said("этап", "переговоры", "этап:переговоры")]);
        assert_eq!(read(""), []);
        assert_eq!(read(" \t"), []);
    }

    #[test]
    fn a_value_with_spaces_stands_in_quotes() {
        for typed in ["stage:\"in  talks\"", "stage:«in talks»", "stage:“in talks”", "stage:„in talks“"]
        {
            assert_eq!(read(&format!("{typed} lamp")), [said("stage", "in talks", typed), text("lamp")]);
        }
        assert_eq!(read("stage:\"in talks"), [said("stage", "in talks", "stage:\"in talks")]);
    }

    #[test]
    fn a_colon_with_nothing_behind_it_is_a_question() {
        assert_eq!(read("stage: lamp"), [said("stage", "", "stage:"), text("lamp")]);
        assert_eq!(read("stage:\"\""), [said("stage", "", "stage:\"\"")]);
    }

    #[test]
    fn what_only_looks_like_a_filter_is_text() {
        assert_eq!(
            read("\"stage:offer\" 10:30 :x @a:b"),
            [text("\"stage:offer\""), text("10:30"), text(":x"), text("@a:b")]
        );
        assert_eq!(read("https://example.com"), [said("https", "//example.com", "https://example.com")]);
    }

    proptest! {
        #[test]
        fn any_line_is_read_and_nothing_of_it_is_lost(line in ".*") {
            let typed: Vec<String> = read(&line).into_iter().map(|piece| match piece {
                Piece::Text(typed) | Piece::Said(Said { typed, .. }) => typed,
            }).collect();
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeezed(&typed.concat()), squeezed(&line));
            prop_assert_eq!(read(&typed.join(" ")).len(), typed.len());
        }

        #[test]
        fn lines_of_quotes_and_colons_are_read_too(line in "[a:\"«»“„ я]{0,40}") {
            let texts: Vec<String> = read(&line).into_iter().filter_map(|piece| match piece {
                Piece::Text(typed) => Some(typed),
                Piece::Said(_) => None,
            }).collect();
            // What stays in the line stays text.
            prop_assert!(read(&texts.join(" ")).iter().all(|piece| matches!(piece, Piece::Text(_))));
        }
    }
}
