//! What the columns of a file probably are, by the words that people and other systems head them with in three languages;
//! a human corrects it.

use std::collections::BTreeMap;

use base::Kind;
use jiff::fmt::strtime::BrokenDownTime;
use kit::text::normalise;
use serde::{Deserialize, Serialize};

/// As what the rows go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Contacts,
    Companies,
    Deals,
    People,
}

/// Which column is what, and how dates and numbers are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Field → heading.
    pub fields: BTreeMap<String, String>,
    pub dates: String,
    pub decimal: char,
}

impl What {
    pub const ALL: [What; 4] = [What::Contacts, What::Companies, What::Deals, What::People];

    pub fn code(self) -> &'static str {
        match self {
            What::Contacts => "contacts",
            What::Companies => "companies",
            What::Deals => "deals",
            What::People => "people",
        }
    }

    pub fn parse(code: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.code() == code)
    }

    /// The list they are in afterwards.
    pub fn path(self) -> &'static str {
        match self {
            What::Contacts => Kind::Contact.path(),
            What::Companies => Kind::Company.path(),
            What::Deals => Kind::Deal.path(),
            What::People => "/people",
        }
    }

    /// The fields, the one that every row must have first.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            What::Contacts => &[
                "name",
                "surname",
                "phone",
                "phone2",
                "email",
                "position",
                "company",
                "note",
                "responsible",
                "id",
            ],
            What::Companies => &["name", "phone", "phone2", "email", "site", "note", "responsible", "id"],
            What::Deals => &[
                "title",
                "amount",
                "currency",
                "stage",
                "company",
                "started",
                "closes",
                "note",
                "responsible",
                "id",
            ],
            What::People => &["name", "surname", "email", "phone", "department"],
        }
    }

    fn words(self, field: &str) -> &'static [&'static str] {
        match (self, field) {
            (What::Companies, "name") => &[
                "name",
                "company",
                "company name",
                "organization",
                "название",
                "компания",
                "организация",
                "клиент",
                "наименование",
                "назва",
                "компанія",
                "організація",
                "клієнт",
            ],
            (_, "name") => &[
                "name",
                "full name",
                "first name",
                "contact",
                "contact name",
                "имя",
                "фио",
                "контакт",
                "имя и фамилия",
                "сотрудник",
                "ім'я",
                "піб",
                "ім'я та прізвище",
                "співробітник",
            ],
            (_, "surname") => &["surname", "last name", "family name", "фамилия", "прізвище"],
            (_, "title") => &[
                "title",
                "deal",
                "deal name",
                "name",
                "название",
                "сделка",
                "название сделки",
                "назва",
                "угода",
                "назва угоди",
            ],
            (_, "phone") => &[
                "phone",
                "phone number",
                "tel",
                "mobile",
                "телефон",
                "тел",
                "мобильный",
                "рабочий телефон",
                "номер телефона",
                "мобільний",
                "номер телефону",
            ],
            (_, "phone2") => &[
                "phone 2",
                "mobile phone",
                "other phone",
                "телефон 2",
                "мобильный телефон",
                "другой телефон",
                "мобільний телефон",
                "інший телефон",
            ],
            (_, "email") => &[
                "email",
                "e-mail",
                "mail",
                "email address",
                "почта",
                "эл. почта",
                "рабочий email",
                "адрес почты",
                "пошта",
                "ел. пошта",
            ],
            (_, "position") => &["position", "job title", "post", "должность", "посада"],
            (_, "company") => &[
                "company",
                "company name",
                "organization",
                "компания",
                "организация",
                "компанія",
                "організація",
            ],
            (_, "site") => &["site", "website", "web", "url", "сайт", "веб"],
            (_, "note") => &[
                "note",
                "notes",
                "comment",
                "description",
                "примечание",
                "комментарий",
                "заметка",
                "описание",
                "примітка",
                "коментар",
                "нотатка",
                "опис",
            ],
            (_, "responsible") => &[
                "responsible",
                "owner",
                "manager",
                "assigned to",
                "ответственный",
                "менеджер",
                "відповідальний",
            ],
            (_, "amount") => &[
                "amount",
                "sum",
                "value",
                "price",
                "budget",
                "сумма",
                "бюджет",
                "стоимость",
                "сума",
                "вартість",
            ],
            (_, "currency") => &["currency", "валюта"],
            (_, "stage") => &[
                "stage",
                "status",
                "deal stage",
                "этап",
                "статус",
                "стадия",
                "этап сделки",
                "етап",
                "стадія",
                "етап угоди",
            ],
            (_, "started") => &[
                "created",
                "created at",
                "date",
                "start date",
                "дата",
                "дата создания",
                "создана",
                "створено",
                "дата створення",
            ],
            (_, "closes") => &[
                "close date",
                "expected close",
                "expected close date",
                "ожидаемое закрытие",
                "дата закрытия",
                "очікуване закриття",
                "дата закриття",
            ],
            (_, "department") => &["department", "team", "group", "отдел", "группа", "відділ", "група"],
            (_, "id") => &["id", "number", "no", "номер", "код"],
            _ => &[],
        }
    }
}

/// Ways of writing a day, the likeliest first.
pub const DATES: [&str; 6] =
    ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S"];

/// Guesses from the headings and the cells under them.
pub fn columns(what: What, heading: &[String], cells: &impl Fn(&str) -> Vec<String>) -> Columns {
    let plain = |text: &str| normalise(text).replace('_', " ");
    let mut fields = BTreeMap::new();
    for field in what.fields() {
        let words: Vec<String> = what.words(field).iter().map(|word| plain(word)).collect();
        let free = |name: &&String| !fields.values().any(|taken| taken == *name);
        let best = heading
            .iter()
            .filter(free)
            .filter_map(|name| Some((words.iter().position(|word| *word == plain(name))?, name)))
            .min();
        if let Some((_, name)) = best {
            fields.insert((*field).to_owned(), name.clone());
        }
    }
    let under = |field: &str| fields.get(field).map(|name| cells(name)).unwrap_or_default();
    let days = [under("started"), under("closes")].concat();
    Columns { dates: dates(&days).into(), decimal: decimal(&under("amount")), fields }
}

fn dates(cells: &[String]) -> &'static str {
    let fits = |format: &&&str| {
        cells.iter().all(|cell| {
            BrokenDownTime::parse(**format, cell)
                .is_ok_and(|read| read.to_datetime().is_ok() || read.to_date().is_ok())
        })
    };
    DATES.iter().find(fits).copied().unwrap_or(DATES[0])
}

/// A comma with one or two figures behind it is a decimal mark.
fn decimal(cells: &[String]) -> char {
    let decimals = |cell: &String| cell.rsplit_once(',').is_some_and(|(_, end)| matches!(end.len(), 1 | 2));
    if cells.iter().any(decimals) { ',' } else { '.' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(what: What, heading: &[&str], cell: &'static str) -> Columns {
        let heading: Vec<String> = heading.iter().map(|name| (*name).to_owned()).collect();
        columns(what, &heading, &|_| vec![cell.to_owned()])
    }

    fn fields(what: What, heading: &[&str]) -> Vec<(String, String)> {
        guessed(what, heading, "").fields.into_iter().collect()
    }

    #[test]
    fn headings_are_known_in_three_languages() {
        let pairs = |list: &[(&str, &str)]| {
            list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(
            fields(What::Contacts, &["E-mail", "ФИО", "Рабочий телефон", "Любимый цвет"]),
            pairs(&[("email", "E-mail"), ("name", "ФИО"), ("phone", "Рабочий телефон")])
        );
        assert_eq!(
            fields(What::Contacts, &["First name", "Last_Name", "Company"]),
            pairs(&[("company", "Company"), ("name", "First name"), ("surname", "Last_Name")])
        );
        assert_eq!(
            fields(What::Deals, &["Назва", "Сума", "Етап"]),
            pairs(&[("amount", "Сума"), ("stage", "Етап"), ("title", "Назва")])
        );
    }

    #[test]
    fn dates_and_decimals_are_read_off_the_cells() {
        assert_eq!(guessed(What::Deals, &["Дата"], "31.12.2026").dates, "%d.%m.%Y");
        assert_eq!(guessed(What::Deals, &["date"], "2026-12-31").dates, "%Y-%m-%d");
        assert_eq!(guessed(What::Deals, &["date"], "12/31/2026").dates, "%m/%d/%Y");
        assert_eq!(guessed(What::Deals, &["Сумма"], "1 054,50").decimal, ',');
        assert_eq!(guessed(What::Deals, &["Sum"], "1,054.50").decimal, '.');
    }
}
