//! How well something fits what was typed: a rule without words or tables of its own.

/// From the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A name is what was typed.
    Whole,
    /// A name begins with all that was typed.
    Begins,
    /// Every word typed begins a word of a name.
    Words,
    /// Every word typed is somewhere in the names.
    Parts,
    /// Found by something else than its names: a telephone number, an address.
    Otherwise,
}

/// How `typed` fits the names, and which of them; both are normalised. Words may be spread over several names: the one
/// that holds the first of them is answered.
pub fn fit(typed: &[String], names: &[String]) -> Option<(Fit, usize)> {
    let whole = typed.join(" ");
    if whole.is_empty() {
        return None;
    }
    if let Some(at) = names.iter().position(|name| *name == whole) {
        return Some((Fit::Whole, at));
    }
    if let Some(at) = names.iter().position(|name| name.starts_with(&whole)) {
        return Some((Fit::Begins, at));
    }
    let spread = |fit, has: fn(&str, &str) -> bool| {
        let place = |word: &String| names.iter().position(|name| has(name, word));
        let first = place(typed.first()?)?;
        typed.iter().all(|word| place(word).is_some()).then_some((fit, first))
    };
    spread(Fit::Words, begins_a_word).or_else(|| spread(Fit::Parts, has_part))
}

pub fn begins_a_word(name: &str, word: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word))
}

/// One or two letters are somewhere in everything; they only begin words.
fn has_part(name: &str, word: &str) -> bool {
    if word.chars().count() < 3 { begins_a_word(name, word) } else { name.contains(word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str, names: &[&str]) -> Option<Fit> {
        let names: Vec<String> = names.iter().map(|name| kit::text::normalise(name)).collect();
        fit(&kit::text::words(typed), &names).map(|(fit, _)| fit)
    }

    #[test]
    fn beginnings_come_before_words_and_words_before_parts() {
        assert_eq!(of("звільнити", &["Люди", "звільнити"]), Some(Fit::Whole));
        assert_eq!(of("звільнити", &["звільнитися"]), Some(Fit::Begins));
        assert_eq!(of("hand", &["Hand-overs"]), Some(Fit::Begins));
        assert_eq!(of("add a d", &["Add a deal"]), Some(Fit::Begins));
        assert_eq!(of("deal", &["Add a deal"]), Some(Fit::Words));
        assert_eq!(of("overs", &["Hand-overs"]), Some(Fit::Words));
        assert_eq!(of("vers", &["Hand-overs"]), Some(Fit::Parts));
        assert_eq!(of("bin", &["Hand-overs"]), None);
        assert!(
            Fit::Whole < Fit::Begins
                && Fit::Begins < Fit::Words
                && Fit::Words < Fit::Parts
                && Fit::Parts < Fit::Otherwise
        );
    }

    #[test]
    fn words_come_in_any_order_and_from_several_names() {
        assert_eq!(of("deal new", &["Add a deal", "new deal"]), Some(Fit::Words));
        assert_eq!(of("дела передать", &["Hand-overs", "передать дела"]), Some(Fit::Words));
        assert_eq!(of("сотрудники список", &["People", "сотрудники", "список людей"]), Some(Fit::Words));
        assert_eq!(of("дела уволить", &["Hand-overs", "передать дела"]), None);
    }

    #[test]
    fn one_letter_begins_a_word() {
        assert_eq!(of("p", &["People"]), Some(Fit::Begins));
        assert_eq!(of("o", &["People"]), None);
        assert_eq!(of("", &["People"]), None);
    }

    #[test]
    fn the_name_that_fits_is_told() {
        let names = ["people".to_owned(), "сотрудники".to_owned()];
        assert_eq!(fit(&["сотр".to_owned()], &names), Some((Fit::Begins, 1)));
    }
}
