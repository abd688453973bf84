//! How a person is written down for sorting and search. No SQL, no HTTP.

use base::Status;
use base::org::{self, Person};

/// The key that lists sort by.
pub fn name_key(name: &str) -> String {
    kit::text::normalise(name)
}

/// The key that a person is sorted by: the number of who is erased, whatever the reader's language calls them.
pub fn sort_key(person: &Person) -> String {
    if person.status == Status::Erased { org::number(person.id) } else { name_key(&person.name) }
}

/// What the search line looks through; departments and the role are looked up by their own names.
pub fn search_text(
    id: i64,
    name: &str,
    email: Option<&str>,
    login: Option<&str>,
    phone: Option<&str>,
) -> String {
    let id = id.to_string();
    let parts: Vec<&str> = [Some(name), email, login].into_iter().flatten().collect();
    // A comma keeps the phone's digits and the id from growing together into one number.
    let phone = phone.map(|phone| format!("{phone}, ")).unwrap_or_default();
    kit::text::normalise(&format!("{} , {phone}{id}", parts.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    // K02
    #[test]
    fn a_person_is_found_by_name_email_login_phone_and_id() {
        let text = search_text(
            7_000_042,
            "Олена Іваненко",
            Some("olena@x.ua"),
            Some("olena"),
            Some("+380 44 123-45-67"),
        );
        for word in ["олена", "іван", "olena@x", "380441234567", "1234567", "7000042"] {
            assert!(text.contains(word), "{word} in {text}");
        }
    }

    #[test]
    fn the_id_is_a_word_of_its_own() {
        let text = search_text(42, "Anna 7", None, None, Some("044 765 43 21"));
        assert!(text.ends_with(" 0447654321 42"), "{text}");
    }
}
