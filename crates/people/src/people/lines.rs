//! Several people as text (B04): what a human pastes from a letter, a table or a list. No SQL, no HTTP.

/// One person as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Empty where only an address was written.
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Line {
    /// The line as `read` takes it again.
    pub fn text(&self) -> String {
        let address = match (self.name.is_empty(), self.email.is_empty()) {
            (true, _) => self.email.clone(),
            (_, true) => self.name.clone(),
            _ => format!("{} <{}>", self.name, self.email),
        };
        match self.phone.is_empty() {
            true => address,
            false => format!("{address}, {}", self.phone),
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
/// an address alone; and addresses in one line, as letters have them.
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
    let addresses = parts.iter().filter(|part| part.contains('@')).count();
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
            None if part.contains('@') => line.email = (*part).to_owned(),
            None if is_phone(part) => line.phone = (*part).to_owned(),
            None => names.push(part),
        }
    }
    line.name = names.join(" ");
    line
}

fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 5 && !text.chars().any(char::is_alphabetic)
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
    use super::*;

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
