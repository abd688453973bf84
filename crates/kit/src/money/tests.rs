//! How amounts are read and written.

use super::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn parsed(text: &str, code: &str) -> Result<i64, AmountError> {
    parse_amount(text, currency(code))
}

#[test]
fn currencies_are_those_of_the_standard() {
    assert_eq!(currency("eur").code(), "EUR");
    for (code, exponent) in [("UAH", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("MGA", 2)] {
        assert_eq!(currency(code).exponent(), exponent, "{code}");
    }
    for unknown in ["", "EU", "EURO", "ABC", "€", " EUR", "EUR USD"] {
        assert_eq!(Currency::parse(unknown), Err(UnknownCurrency), "{unknown}");
    }
    assert!(CODES.split(' ').all(|code| code.len() == 3));
    assert!(CODES.split(' ').is_sorted());
    assert_eq!(serde_json::from_str::<Currency>("\"uah\"").unwrap(), currency("UAH"));
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let cases = [
        ("1 234,50", 123_450),
        ("1\u{202f}234\u{202f}567,5", 123_456_750),
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("1'234.50", 123_450),
        ("1234.5", 123_450),
        ("1234,5", 123_450),
        (" 1234 ", 123_400),
        ("0", 0),
        ("007", 700),
        ("0,120000", 12),
        ("-12,30", -1_230),
        ("\u{2212}1 000", -100_000),
        ("1,234,567", 123_456_700),
        ("1.234.567", 123_456_700),
        ("1,234,567.89", 123_456_789),
        ("1234.500", 123_450),
        ("12 345 678,90", 1_234_567_890),
    ];
    for (text, minor) in cases {
        assert_eq!(parsed(text, "EUR"), Ok(minor), "{text}");
    }
}

#[test]
fn a_comma_with_two_meanings_is_not_guessed() {
    for text in ["1,234", "12,345", "999,000", "-1,234"] {
        assert_eq!(parsed(text, "USD"), Err(AmountError::Ambiguous), "{text}");
    }
    assert_eq!(parsed("1,234", "KWD"), Err(AmountError::Ambiguous));
    assert_eq!(parsed("1,234", "JPY"), Ok(1_234));
    assert_eq!(parsed("0,234", "KWD"), Ok(234));
    assert_eq!(parsed("1234,567", "KWD"), Ok(1_234_567));
    assert_eq!(parsed("1 234,567", "KWD"), Ok(1_234_567));
    assert_eq!(parsed("1.234", "KWD"), Ok(1_234));
    assert_eq!(parsed("1.234", "EUR"), Err(AmountError::TooPrecise));
}

#[test]
fn a_dot_that_could_group_is_not_guessed_at_either() {
    for (text, code) in [("1.000", "EUR"), ("12.500", "UAH"), ("999.990", "USD"), ("1.000", "JPY")] {
        assert_eq!(parsed(text, code), Err(AmountError::Ambiguous), "{text} {code}");
    }
    assert_eq!(parsed("1.000,00", "EUR"), Ok(100_000));
    assert_eq!(parsed("1.000.000", "EUR"), Ok(100_000_000));
    assert_eq!(parsed("0.500", "EUR"), Ok(50));
    assert_eq!(parsed("1.500", "KWD"), Ok(1_500));
}

#[test]
fn numbers_of_things_are_grouped_as_the_language_does() {
    assert_eq!((count(100_001, Lang::En), count(999, Lang::En)), ("100,001".into(), "999".into()));
    assert_eq!(count(-1_234, Lang::Uk), "\u{2212}1\u{202f}234");
}

#[test]
fn what_is_no_amount_is_an_error() {
    for text in [
        "",
        " ",
        "-",
        "--1",
        "+1",
        "1-",
        "abc",
        "1e3",
        "0x10",
        "١٢",
        "5.",
        ".5",
        ",5",
        "1,23,456.00",
        "1 23",
        "1  234",
        "12 3456",
        "1 234 56,00",
        "1.2.3",
        "1,234.5.6",
        "1.234,567,890",
        "1,2345.00",
        "1 234.567.890",
        "0 123",
        "1,234 567",
        "$5",
        "5 €",
        "- 5",
        "1 ,5",
        "1, 234",
        "1\u{a0}234\u{202f}567",
        ",123",
        "1,,234",
        "1,abc",
        "1,23я",
        "1234 ,567",
        "NaN",
    ] {
        assert_eq!(parsed(text, "EUR"), Err(AmountError::Malformed), "{text}");
    }
    assert_eq!(parsed("1.005", "USD"), Err(AmountError::TooPrecise));
    assert_eq!(parsed("10.5", "JPY"), Err(AmountError::TooPrecise));
    assert_eq!(parsed("10.00", "JPY"), Ok(10));
    assert_eq!(parsed("99999999999999999999", "USD"), Err(AmountError::TooLarge));
    assert_eq!(parsed("92233720368547758.08", "USD"), Err(AmountError::TooLarge));
}

#[test]
fn amounts_read_well_in_every_language() {
    let euro = Money { minor: 123_450, currency: currency("EUR") };
    assert_eq!(euro.format(Lang::En), "€1,234.50");
    assert_eq!(euro.format(Lang::Ru), "1\u{202f}234,50\u{a0}€");
    assert_eq!(euro.format(Lang::Uk), "1\u{202f}234,50\u{a0}€");
    assert_eq!(format(-5, currency("UAH"), Lang::Uk), "\u{2212}0,05\u{a0}₴");
    assert_eq!(format(-5, currency("USD"), Lang::En), "\u{2212}$0.05");
    assert_eq!(format(1_234_567, currency("CHF"), Lang::En), "CHF\u{a0}12,345.67");
    assert_eq!(format(1_234_567, currency("PLN"), Lang::Ru), "12\u{202f}345,67\u{a0}PLN");
    assert_eq!(format(1_234_567, currency("JPY"), Lang::En), "¥1,234,567");
    assert_eq!(format(100, currency("KWD"), Lang::En), "KWD\u{a0}0.100");
    assert_eq!(format(0, currency("USD"), Lang::En), "$0.00");
    assert_eq!(format(i64::MIN, currency("JPY"), Lang::En), "\u{2212}¥9,223,372,036,854,775,808");
}

#[test]
fn a_form_value_reads_back() {
    for code in ["EUR", "JPY", "KWD", "CLF"] {
        let money = currency(code);
        let steps = (0..60).map(|power| 1_i64 << power).flat_map(|n| [n, -n, n - 1, n * 3 / 2]);
        for minor in steps.chain([0, i64::MIN, i64::MAX]) {
            assert_eq!(parse_amount(&input_value(minor, money), money), Ok(minor), "{minor} {code}");
        }
    }
}

#[test]
fn a_shown_number_reads_back() {
    for lang in Lang::all() {
        for minor in (0..40).map(|power| 7_i64 << power) {
            let shown = format(minor, currency("EUR"), lang);
            let number = shown.trim_matches(|c: char| !c.is_ascii_digit());
            assert_eq!(parsed(number, "EUR"), Ok(minor), "{shown}");
        }
    }
}
