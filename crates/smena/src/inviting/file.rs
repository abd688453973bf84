//! The people of a file, as lines.

use base::{Error, Problem, Result};
use people::people::lines::{self, Line};

use crate::imports::upload::guess::{self, What};
use crate::imports::upload::table;

/// Reads a table whose columns are called as people call them, or a list without a heading.
///
/// # Errors
/// 422 what is wrong with the file, `invite_no_email` where no column has addresses.
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>> {
    let sent = table::read(bytes).map_err(Error::Invalid)?;
    if sent.content.lines().next().is_some_and(|first| first.contains('@')) {
        return Ok(lines::read(&sent.content));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sent.delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(sent.content.as_bytes());
    let no_table = |_| Error::Invalid(Problem::new("upload-no-table"));
    let heading: Vec<String> = reader.headers().map_err(no_table)?.iter().map(str::to_owned).collect();
    let fields = guess::columns(What::People, &heading, &|_| Vec::new()).fields;
    let at = |field: &str| {
        let name = fields.get(field)?;
        heading.iter().position(|head| head == name)
    };
    let (name, surname, phone) = (at("name"), at("surname"), at("phone"));
    let email = at("email").ok_or(Error::invalid("error-invite-no-email"))?;
    let mut people = Vec::new();
    for record in reader.records() {
        let record = record.map_err(no_table)?;
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().to_owned();
        let line = Line::new(&format!("{} {}", cell(name), cell(surname)), &cell(Some(email)), &cell(phone));
        if line != Line::default() {
            people.push(line);
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str) -> Vec<String> {
        lines(file.as_bytes()).unwrap().iter().map(Line::text).collect()
    }

    #[test]
    fn a_table_and_a_list_are_read() {
        let table = "Имя;Фамилия;E-mail;Телефон;Оклад\nАнна;Мельник, бюро;anna@a.example;+380 44 1;1\n;;;;\n;;borys@a.example;;2\n";
        assert_eq!(texts(table), ["Анна Мельник бюро <anna@a.example>, +380 44 1", "borys@a.example"]);
        assert_eq!(
            texts("anna@a.example\nBorys <borys@a.example>\n"),
            ["anna@a.example", "Borys <borys@a.example>"]
        );
    }

    #[test]
    fn each_row_is_one_person_whatever_its_cells_hold() {
        let table =
            "name,email,phone\n\"Anna\nMelnyk\",anna@a.example,101\nBorys,\"b@a.example, c@a.example\",\n";
        assert_eq!(
            texts(table),
            ["Anna Melnyk <anna@a.example>, tel:101", "Borys <b@a.example c@a.example>"]
        );
    }

    #[test]
    fn a_table_without_addresses_is_told() {
        let Err(Error::Invalid(problem)) = lines(b"name,city\nAnna,Kyiv\n") else { panic!("taken") };
        assert_eq!(problem.key, "error-invite-no-email");
    }
}
