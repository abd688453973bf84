//! Text made comparable, for search. What is stored and what is looked for go through the same [`normalise`]; a record
//! matches when it contains every one of the [`words`], and both databases then agree about Cyrillic.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// The form that search compares: compatible forms unified (NFKC), lower case, ё as е, no apostrophes and no invisible
/// signs, single spaces, numbers in one piece.
///
/// Numbers: marks between two digits go (`123-45` is `12345`), and digit groups that a phone could have together,
/// 7 to 15 digits (ITU-T E.164), become one word: `+38 (044) 123-45-67` is `380441234567`. A `+` begins a new number;
/// a comma or semicolon ends one.
pub fn normalise(text: &str) -> String {
    let seen = text.chars().filter(|c| !APOSTROPHES.contains(c) && !INVISIBLE.contains(c));
    let unified = seen.nfkc().collect::<String>().to_lowercase().nfkc().collect::<String>();
    let plain = unified.replace('ё', "е");
    let words: Vec<Word> = plain.split_whitespace().map(tight).filter(|word| !word.text.is_empty()).collect();
    words.chunk_by(is_same_number).map(join).collect::<Vec<String>>().join(" ")
}

/// The words somebody looks for, normalised, without marks around them, each once.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in normalise(query).split(' ') {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// Where `parts` are in a text as people see it: byte ranges, in order, apart from one another. A part that begins with
/// a space is found at the beginning of a word only; one of digits across the marks inside a number.
pub fn places(text: &str, parts: &[String]) -> Vec<Range<usize>> {
    let (letters, digits) = (folded(text), folded_digits(text));
    let mut found: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let within = if part.chars().all(|c| c.is_ascii_digit()) { &digits } else { &letters };
        found.extend(occurrences(within, part));
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// A letter as search compares it, and the bytes of the text it stands for.
type Letter = (char, Range<usize>);

/// The text letter by letter, with a space before it.
fn folded(text: &str) -> Vec<Letter> {
    let mut letters = vec![(' ', 0..0)];
    for (at, c) in text.char_indices().filter(|(_, c)| !APOSTROPHES.contains(c) && !INVISIBLE.contains(c)) {
        let range = at..at + c.len_utf8();
        if c == '\u{308}' || c == '\u{306}' {
            // A mark of its own belongs to the letter before it: `е` stays, `и` becomes `й`.
            if let Some((letter, of)) = letters.last_mut() {
                of.end = range.end;
                *letter = [*letter, c].into_iter().nfkc().next().map_or(*letter, plain);
            }
            continue;
        }
        let lower = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
        letters.extend(lower.map(|c| (if c.is_whitespace() { ' ' } else { plain(c) }, range.clone())));
    }
    letters
}

/// Only the digits; between numbers that nobody would take for one there is a space.
fn folded_digits(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for (c, range) in folded(text) {
        if c.is_ascii_digit() {
            letters.push((c, range));
        } else if !(is_mark(c) || c == ' ') {
            letters.push((' ', range));
        }
    }
    letters
}

fn plain(c: char) -> char {
    if c == 'ё' { 'е' } else { c }
}

fn occurrences(letters: &[Letter], part: &str) -> Vec<Range<usize>> {
    let part: Vec<char> = part.chars().collect();
    let begins = usize::from(part.first() == Some(&' '));
    let same = |(c, _): &Letter, wanted: &char| c == wanted || (*wanted == ' ' && !c.is_alphanumeric());
    let here = |window: &&[Letter]| window.iter().zip(&part).all(|(letter, wanted)| same(letter, wanted));
    let range = |window: &[Letter]| Some(window.get(begins)?.1.start..window.last()?.1.end);
    if part.len() == begins {
        Vec::new()
    } else {
        letters.windows(part.len()).filter(here).filter_map(range).collect()
    }
}

/// Only the digits, as ASCII: a phone as it is compared.
pub fn digits(text: &str) -> String {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// A word after its inner marks are gone, and what it says about its neighbours.
struct Word {
    text: String,
    number: bool,
    begins: bool,
    ends: bool,
}

/// Drops marks between digits; of a word that is only digits and marks, drops all marks.
fn tight(word: &str) -> Word {
    let number = word.contains(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || is_mark(c) || "+,;:".contains(c))
        && !word.trim_end_matches([',', ';', ':']).contains([',', ';', ':']);
    let text = if number { digits(word) } else { without_inner_marks(word) };
    Word { text, number, begins: word.starts_with('+'), ends: word.ends_with([',', ';', ':']) }
}

fn without_inner_marks(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut held = String::new();
    for c in word.chars() {
        if is_mark(c) && (!held.is_empty() || text.ends_with(|last: char| last.is_ascii_digit())) {
            held.push(c);
            continue;
        }
        if !c.is_ascii_digit() {
            text.push_str(&held);
        }
        held.clear();
        text.push(c);
    }
    text + &held
}

fn is_same_number(left: &Word, right: &Word) -> bool {
    left.number && right.number && !left.ends && !right.begins
}

fn join(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let length: usize = texts.iter().map(|text| text.len()).sum();
    if words.len() > 1 && PHONE_DIGITS.contains(&length) { texts.concat() } else { texts.join(" ") }
}

fn is_mark(c: char) -> bool {
    "-./()".contains(c) || ('\u{2010}'..='\u{2015}').contains(&c)
}

const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Everything that is typed for the apostrophe of `п'ять` and `O'Brien`.
const APOSTROPHES: [char; 10] =
    ['\'', '`', '\u{b4}', '\u{2b9}', '\u{2bc}', '\u{2018}', '\u{2019}', '\u{201b}', '\u{2032}', '\u{ff07}'];

/// Soft hyphen, zero-width signs, direction marks, word joiner, byte order mark: pasted along, never meant.
const INVISIBLE: [char; 8] =
    ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        let text = normalise(text);
        words(query).iter().all(|word| text.contains(word.as_str()))
    }

    #[test]
    fn each_language_is_made_comparable() {
        let cases = [
            ("Anna  KOVAL", "anna koval"),
            ("O’Brien & Sons", "obrien & sons"),
            ("ﬁnance №５", "finance no5"),
            ("Ёлка ЁЖ", "елка еж"),
            ("Е\u{308}лка", "елка"),
            ("Майоров Йод", "майоров йод"),
            ("Маи\u{306}оров", "майоров"),
            ("Об'єднання З’ЇЗД", "обєднання зїзд"),
            ("Дерев`янко П´ять Ґанок Її", "деревянко пять ґанок її"),
            ("со\u{ad}трудник\u{200b}", "сотрудник"),
            ("\u{a0}two\t\nlines \u{202f}", "two lines"),
            ("", ""),
            ("'", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(normalise(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_come_in_one_piece() {
        let cases = [
            ("+38 (044) 123-45-67", "380441234567"),
            ("8(912)345-67-89", "89123456789"),
            ("тел.: 044 123 45 67, Анна", "тел.: 0441234567 анна"),
            ("+380 44 123 45 67 +380 50 765 43 21", "380441234567 380507654321"),
            ("044 123 45 67, 050 765 43 21", "0441234567 0507654321"),
            ("INV-123-45", "inv-12345"),
            ("22.11.2026", "22112026"),
            ("room 12 floor 3", "room 12 floor 3"),
            ("12 34", "12 34"),
            ("1234567890 1234567890", "1234567890 1234567890"),
            ("1,234.50", "1,23450"),
            ("a-1 b-2", "a-1 b-2"),
            ("1-a", "1-a"),
        ];
        for (text, expected) in cases {
            assert_eq!(normalise(text), expected, "{text}");
        }
    }

    #[test]
    fn normalised_text_stays_as_it_is() {
        let texts = [
            "+38 (044) 123-45-67 Анна, 12 34 567; «Ёж» 1.5-2.5 kg",
            "a1.2b@x-3.com 1--2 (3) +4 +5-6",
            "İstanbul ΣΑΣ straße ＡＢＣ ½",
            "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7",
            "1, 2: 3; + - ( 7)",
        ];
        for text in texts {
            let once = normalise(text);
            assert_eq!(normalise(&once), once);
        }
    }

    #[test]
    fn words_are_what_must_all_be_found() {
        assert_eq!(words("  Ковальчук, «Анна» анна "), ["ковальчук", "анна"]);
        assert_eq!(words("anna@example.com (VIP)"), ["anna@example.com", "vip"]);
        assert_eq!(words("+38 044"), ["38", "044"]);
        assert!(words(" — , ' ").is_empty());
    }

    #[test]
    fn people_find_what_they_typed_differently() {
        let text = "ТОВ «З'їзд», Семён Королёв, +38 (044) 123-45-67, semen@k-1.ua, INV-2026-11";
        for query in [
            "зʼїзд",
            "королев семен",
            "(044) 123-45-67",
            "0441234567",
            "123-45",
            "+38 044",
            "044 123 45 67",
            "K-1.UA",
            "2026-11",
            "inv-2026",
        ] {
            assert!(finds(query, text), "{query}");
        }
        for query in ["зізд", "7654321", "семен петров"] {
            assert!(!finds(query, text), "{query}");
        }
    }

    #[test]
    fn what_was_found_is_shown_where_it_stands() {
        let shown = |text: &str, parts: &[&str]| -> String {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            let mut shown = text.to_owned();
            for place in places(text, &parts).into_iter().rev() {
                shown.insert(place.end, ']');
                shown.insert(place.start, '[');
            }
            shown
        };
        assert_eq!(shown("Семён КОРОЛЁВ", &["королев", "мен"]), "Се[мён] [КОРОЛЁВ]");
        assert_eq!(shown("ТОВ М’ята", &["мята"]), "ТОВ [М’ята]");
        assert_eq!(shown("Анна, банан", &[" ан"]), "[Ан]на, банан");
        assert_eq!(shown("ТОВ «Анна»", &[" ан"]), "ТОВ «[Ан]на»");
        assert_eq!(shown("+38 (044) 123-45-67", &["441234567"]), "+38 (0[44) 123-45-67]");
        assert_eq!(shown("Склад 24, 5", &["245"]), "Склад 24, 5");
        assert_eq!(shown("banana", &["ana"]), "b[anana]");
        assert_eq!(shown("Маи\u{306}я", &["май"]), "[Маи\u{306}]я");
        assert_eq!(shown("İi ß", &["нет", " "]), "İi ß");
    }

    #[test]
    fn digits_are_only_digits() {
        assert_eq!(digits("+38 (044) 123-45-67 доб. ５"), "3804412345675");
        assert_eq!(digits("немає"), "");
    }
}
