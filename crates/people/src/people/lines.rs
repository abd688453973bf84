//! Several people as text (B04): what a human pastes from a letter, a table or a list. No SQL, no HTTP.

/// One person as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Empty where only an address was written.
    pub name: String,
    pub email: String,
    pub phone: String,
}

/// Stands before a phone that doesn't look like one: a short number, or one with an extension in words.
const PHONE: &str = "tel:";

impl Line {
    /// One person from three cells, in one line whatever is in them: what divides people and their parts becomes a space.
    pub fn new(name: &str, email: &str, phone: &str) -> Line {
        Line { name: in_one_line(name), email: in_one_line(email), phone: in_one_line(phone) }
    }

    /// The line as `read` takes it again.
    pub fn text(&self) -> String {
        let is_name = !self.name.contains('@') && !self.name.starts_with(PHONE) && !is_phone(&self.name);
        let address = match (self.name.is_empty(), self.email.is_empty()) {
            (true, true) => String::new(),
            (true, false) if self.email.contains('@') && !self.email.starts_with(PHONE) => self.email.clone(),
            (false, true) if is_name => self.name.clone(),
            _ => format!("{} <{}>", self.name, self.email).trim_start().to_owned(),
        };
        let mark = if is_phone(&self.phone) && !self.phone.contains('@') { "" } else { PHONE };
        match (self.phone.is_empty(), address.is_empty()) {
            (true, _) => address,
            (false, true) => format!("{mark}{}", self.phone),
            (false, false) => format!("{address}, {mark}{}", self.phone),
        }
    }

    /// The name, or one made from what stands before the `@`.
    pub fn named(&self) -> String {
        match self.name.is_empty() {
            true => name_of(&self.email),
            false => self.name.clone(),
        }
    }
}

/// Reads one person a line: `Anna Melnyk <anna@company.example>, +380…`, the same separated by tabs, commas or semicolons,
/// an address alone; and addresses in one line, as letters have them. A phone that doesn't look like one has `tel:` before it.
pub fn read(text: &str) -> Vec<Line> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(of_line).collect()
}

fn of_line(line: &str) -> Vec<Line> {
    let parts: Vec<&str> = line
        .split([',', ';', '\t'])
        .map(|part| part.trim().trim_matches('"').trim())
        .filter(|part| !part.is_empty())
        .collect();
    let addresses =
        parts.iter().filter(|part| part.contains('<') || part.contains('@') && !part.starts_with(PHONE));
    let addresses = addresses.count();
    // Addresses in one line are people each; what has one address is one person.
    match addresses > 1 {
        true => parts.into_iter().map(|part| of_parts(&[part])).collect(),
        false => vec![of_parts(&parts)],
    }
}

fn of_parts(parts: &[&str]) -> Line {
    let mut line = Line::default();
    let mut names = Vec::new();
    for part in parts {
        match part.split_once('<').map(|(name, rest)| (name.trim(), rest.trim_end_matches('>').trim())) {
            Some((name, email)) => {
                names.extend((!name.is_empty()).then(|| name.trim_matches('"').trim()));
                line.email = email.to_owned();
            }
            None if part.starts_with(PHONE) => {
                line.phone = part.strip_prefix(PHONE).unwrap_or(part).to_owned()
            }
            None if part.contains('@') => line.email = (*part).to_owned(),
            None if is_phone(part) => line.phone = (*part).to_owned(),
            None => names.push(part),
        }
    }
    Line::new(&names.join(" "), &line.email, &line.phone)
}

fn in_one_line(cell: &str) -> String {
    let parted: String = cell
        .chars()
        .map(|sign| if matches!(sign, ',' | ';' | '<' | '>' | '"') { ' ' } else { sign })
        .collect();
    parted.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn is_phone(text: &str) -> bool {
    let bare =
        text.chars().filter(char::is_ascii_digit).count() >= 5 && !text.chars().any(char::is_alphabetic);
    bare || kit::phone::looks_like_one(text)
}

/// `anna.melnyk@company.example` is Anna Melnyk until somebody says better.
fn name_of(email: &str) -> String {
    let before = email.split(['@', '+']).next().unwrap_or_default();
    let words = before.split(['.', '_', '-']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut signs = word.chars();
        let first = signs.next().map(|sign| sign.to_uppercase().to_string()).unwrap_or_default();
        first + signs.as_str()
    };
    words.map(capital).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_in_the_cells_is_read_again_as_it_was_shown(
            cells in prop::collection::vec(("\\PC{0,12}|[a-z@<>,; \"\t\n:0-9+]{0,9}|tel:[0-9]{0,3}", "[a-z@., \n<>;]{0,9}|[a-z]{1,4}@a\\.example", "[0-9+() \\-,\n@]{0,14}|доб\\. [0-9]|[0-9]{1,6}|tel:1"), 1..4),
        ) {
            let lines = cells.iter().map(|(name, email, phone)| Line::new(name, email, phone));
            let lines: Vec<Line> = lines.filter(|line| *line != Line::default()).collect();
            let text = lines.iter().map(Line::text).collect::<Vec<String>>().join("\r\n");
            prop_assert_eq!(read(&text), lines, "{}", text);
        }
    }

    #[test]
    fn short_numbers_and_extensions_stay_phones() {
        for phone in ["101", "+380 44 123-45-67 доб. 5", "tel 5"] {
            let anna = line("Anna", "anna@a.example", phone);
            assert_eq!(read(&anna.text()), [anna]);
        }
        let pasted = read("Anna\tanna@a.example\t+380 44 123-45-67 доб. 5");
        assert_eq!(pasted, [line("Anna", "anna@a.example", "+380 44 123-45-67 доб. 5")]);
        assert_eq!(read("Anna <anna@a.example>, tel:101"), [line("Anna", "anna@a.example", "101")]);
    }

    fn line(name: &str, email: &str, phone: &str) -> Line {
        Line { name: name.into(), email: email.into(), phone: phone.into() }
    }

    #[test]
    fn people_are_read_as_people_write_them() {
        let text = "Анна Мельник <anna@a.example>, +380 44 123-45-67\n\n  borys@a.example \n\
            Vira Savchuk\tvira@a.example\n\"Hlib Moroz\" <hlib@a.example>; \"Petro\" <petro@a.example>,x@a.example\nno address";
        let read = read(text);
        let wanted = [
            line("Анна Мельник", "anna@a.example", "+380 44 123-45-67"),
            line("", "borys@a.example", ""),
            line("Vira Savchuk", "vira@a.example", ""),
            line("Hlib Moroz", "hlib@a.example", ""),
            line("Petro", "petro@a.example", ""),
            line("", "x@a.example", ""),
            line("no address", "", ""),
        ];
        assert_eq!(read, wanted);
        let again: Vec<Line> = read.iter().flat_map(|line| super::read(&line.text())).collect();
        assert_eq!(again, wanted);
    }

    #[test]
    fn an_address_names_its_owner_until_somebody_says_better() {
        assert_eq!(line("", "anna.melnyk@a.example", "").named(), "Anna Melnyk");
        assert_eq!(line("", "ян_лис-2+crm@a.example", "").named(), "Ян Лис 2");
        assert_eq!(line("Anna", "x@a.example", "").named(), "Anna");
    }
}
