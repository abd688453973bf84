//! What somebody meant who typed on the keyboard layout that happened to be on: `ghbdtn` for `привет`, `вуфды` for
//! `deals`. Letters are told apart by the key they stand on; what stands on no key of a layout stays as it is.

/// The same keys in each layout, in lower case: US, Russian, Ukrainian (Enhanced).
const LAYOUTS: [&str; 3] = [
    "`qwertyuiop[]asdfghjkl;'\\zxcvbnm,.",
    "ёйцукенгшщзхъфывапролджэ\\ячсмитьбю",
    "'йцукенгшщзхїфівапролджєґячсмитьбю",
];

/// The US layout with Shift, where that is another sign and not a capital letter.
const SHIFTED: [(char, char); 9] = [
    ('~', '`'),
    ('{', '['),
    ('}', ']'),
    (':', ';'),
    ('"', '\''),
    ('|', '\\'),
    ('<', ','),
    ('>', '.'),
    ('’', '\''),
];

/// The text as the other layouts would have written it, in lower case, likeliest first; empty where no letter was typed
/// or the letters are of several layouts.
pub fn misread(text: &str) -> Vec<String> {
    let typed: Vec<char> = text.to_lowercase().chars().map(unshifted).collect();
    let mut readings: Vec<String> = Vec::new();
    for from in LAYOUTS.into_iter().filter(|layout| is_typed_on(&typed, layout)) {
        for to in LAYOUTS.into_iter().filter(|to| *to != from) {
            let reading: String = typed.iter().map(|c| pressed(*c, from, to)).collect();
            if reading != text.to_lowercase() && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

fn unshifted(c: char) -> char {
    SHIFTED.iter().find(|(shifted, _)| *shifted == c).map_or(c, |(_, plain)| *plain)
}

fn is_typed_on(typed: &[char], layout: &str) -> bool {
    let mut letters = typed.iter().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| layout.contains(*c))
}

/// What the same key writes in the other layout.
fn pressed(c: char, from: &str, to: &str) -> char {
    let key = from.chars().position(|on| on == c);
    key.and_then(|at| to.chars().nth(at)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_in_place_of_cyrillic_ones() {
        assert_eq!(misread("ghbdtn"), ["привет"]);
        assert_eq!(misread("Cjnhelybrb"), ["сотрудники"]);
        assert_eq!(misread("gthtlfnm ltkf"), ["передать дела"]);
        assert_eq!(misread("pdskmybnb"), ["звыльнити", "звільнити"]);
        assert_eq!(misread("\"ktrnhj{jl"), ["электроход", "єлектроход"]);
        assert_eq!(misread("'nf;"), ["этаж", "єтаж"]);
    }

    #[test]
    fn cyrillic_letters_in_place_of_latin_ones() {
        assert_eq!(misread("вуфды"), ["deals", "вуфді"]);
        assert_eq!(misread("зущзду"), ["people"]);
        assert_eq!(misread("ашдш"), ["fili"]);
    }

    #[test]
    fn one_cyrillic_layout_in_place_of_the_other() {
        assert!(misread("звыльнити").contains(&"звільнити".to_owned()));
        assert!(misread("сїезд").contains(&"съезд".to_owned()));
    }

    #[test]
    fn every_layout_has_the_same_keys() {
        let keys = LAYOUTS.map(|layout| layout.chars().count());
        assert_eq!(keys, [keys[0]; 3]);
    }

    #[test]
    fn what_is_no_letter_is_left_alone() {
        assert!(misread("").is_empty());
        assert!(misread("+380 44 123-45-67").is_empty());
        assert!(misread("Anna Мельник").is_empty());
        assert_eq!(misread("jabc 4")[0], "офис 4");
        assert!(misread("日本").is_empty());
    }
}
