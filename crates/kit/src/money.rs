//! Money: whole minor units and a currency of ISO 4217. Amounts that people type are never guessed at.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::lang::Lang;

/// An amount in the currency's smallest unit: 1,234.50 dollars are 123450.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Currency(&'static str);

/// The code is not a currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such currency")]
pub struct UnknownCurrency;

/// Why a typed amount was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("this is not an amount")]
    Malformed,
    #[error("the comma can be read in two ways; write the decimals too, or no comma")]
    Ambiguous,
    #[error("the currency has fewer decimals")]
    TooPrecise,
    #[error("the amount is too large")]
    TooLarge,
}

impl Currency {
    /// Reads a three-letter code in any case.
    pub fn parse(code: &str) -> Result<Currency, UnknownCurrency> {
        let known = CODES.split_ascii_whitespace().find(|known| known.eq_ignore_ascii_case(code));
        known.map(Currency).ok_or(UnknownCurrency)
    }

    /// Every currency, by code.
    pub fn all() -> impl Iterator<Item = Currency> {
        CODES.split_whitespace().map(Currency)
    }

    /// The three-letter code in upper case.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// How many decimals the minor unit has, by ISO 4217, list one ("minor unit").
    pub fn exponent(self) -> usize {
        match self.0 {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }

    /// The currency's sign, where it has one that no other currency here shares.
    fn sign(self) -> Option<&'static str> {
        match self.0 {
            "USD" => Some("$"),
            "EUR" => Some("€"),
            "GBP" => Some("£"),
            "UAH" => Some("₴"),
            "RUB" => Some("₽"),
            "KZT" => Some("₸"),
            "GEL" => Some("₾"),
            "AZN" => Some("₼"),
            "TRY" => Some("₺"),
            "ILS" => Some("₪"),
            "INR" => Some("₹"),
            "JPY" => Some("¥"),
            _ => None,
        }
    }
}

impl Money {
    /// The amount for people; see [`format()`].
    pub fn format(self, lang: Lang) -> String {
        format(self.minor, self.currency, lang)
    }
}

/// Reads an amount that a person typed, in minor units.
///
/// Spaces and apostrophes only group. Of a dot and a comma together the last is the decimal mark and the other groups;
/// one that repeats groups. A single dot is the decimal mark; a single comma
/// is, too, unless it could just as well group as in English: after one to three digits, before
/// exactly three (`1,234`). That is an error, except in a currency without decimals, where it can only group. A dot in
/// such a place (`1.000`) is as little guessed at, except in a currency of three decimals, whose amounts are written
/// like that in forms. Groups have exactly three digits. Decimals the currency does not have may only be zeros.
pub fn parse_amount(text: &str, currency: Currency) -> Result<i64, AmountError> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', MINUS]).unwrap_or(text);
    let sign = if unsigned.len() < text.len() { "-" } else { "" };
    let (whole, decimals) = split(unsigned, currency.exponent())?;
    let whole = ungroup(whole)?;
    let decimals = fit(decimals, currency.exponent())?;
    // Only digits are left, so all that can go wrong is their number.
    format!("{sign}{whole}{decimals}").parse().map_err(|_| AmountError::TooLarge)
}

/// An amount for people: `€1,234.50` in English, `1 234,50 €` with no-break spaces in Russian and Ukrainian.
/// Where a currency has no sign of its own, its code stands there.
pub fn format(minor: i64, currency: Currency, lang: Lang) -> String {
    let minus = if minor < 0 { MINUS.to_string() } else { String::new() };
    let (whole, decimals) = units(minor, currency);
    let (group, mark) = marks(lang);
    let mut number = grouped(&whole, group);
    if !decimals.is_empty() {
        number.push(mark);
        number.push_str(&decimals);
    }
    match (lang, currency.sign()) {
        (Lang::En, Some(sign)) => format!("{minus}{sign}{number}"),
        (Lang::En, None) => format!("{minus}{}{SPACE}{number}", currency.code()),
        (Lang::Ru | Lang::Uk, sign) => format!("{minus}{number}{SPACE}{}", sign.unwrap_or(currency.code())),
    }
}

/// A number of things for people: `100,000` in English, `100 000` with narrow spaces in Russian and Ukrainian.
pub fn count(n: i64, lang: Lang) -> String {
    let minus = if n < 0 { MINUS.to_string() } else { String::new() };
    minus + &grouped(&n.unsigned_abs().to_string(), marks(lang).0)
}

/// What groups digits, and what decimals follow.
fn marks(lang: Lang) -> (char, char) {
    match lang {
        Lang::En => (',', '.'),
        Lang::Ru | Lang::Uk => (NARROW_SPACE, ','),
    }
}

/// An amount for form fields and files, as [`parse_amount`] reads it back: `-1234.50`.
pub fn input_value(minor: i64, currency: Currency) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, decimals) = units(minor, currency);
    let mark = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{mark}{decimals}")
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Currency, D::Error> {
        Currency::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// The whole part, perhaps still grouped, and the decimals if there is a decimal mark.
fn split(text: &str, exponent: usize) -> Result<(&str, Option<&str>), AmountError> {
    let Some((before, after)) = text.rsplit_once(['.', ',']) else { return Ok((text, None)) };
    let comma = text[before.len()..].starts_with(',');
    let groups_already = before.contains(|c: char| !c.is_ascii_digit());
    if before.contains(if comma { ',' } else { '.' }) {
        return Ok((text, None));
    }
    let could_lead = (1..=3).contains(&before.len()) && !before.starts_with('0');
    let could_group = !groups_already && could_lead && after.len() == 3 && is_digits(after);
    match (could_group, comma, exponent) {
        (true, true, 0) => Ok((text, None)),
        (true, true, _) => Err(AmountError::Ambiguous),
        // Were it the decimal mark, there would be more decimals than the currency has, or zeros that nobody writes.
        (true, false, 0..=2) if after.ends_with('0') => Err(AmountError::Ambiguous),
        _ => Ok((before, Some(after))),
    }
}

/// The digits of a whole part: all of them, or groups of three behind one and the same separator.
fn ungroup(whole: &str) -> Result<String, AmountError> {
    let separator = whole.chars().find(|c| GROUP_SEPARATORS.contains(c));
    let mut groups = whole.split(|c| Some(c) == separator);
    let first = groups.next().unwrap_or_default();
    let grouped_well = separator.is_none()
        || (first.len() <= 3 && !first.starts_with('0') && groups.all(|group| group.len() == 3));
    let digits: String = whole.chars().filter(|c| Some(*c) != separator).collect();
    if grouped_well && is_digits(first) && is_digits(&digits) {
        Ok(digits)
    } else {
        Err(AmountError::Malformed)
    }
}

/// The decimals, exactly as many as the currency has.
fn fit(decimals: Option<&str>, exponent: usize) -> Result<String, AmountError> {
    let decimals = decimals.unwrap_or("0");
    if !is_digits(decimals) {
        return Err(AmountError::Malformed);
    }
    let kept = &decimals[..decimals.len().min(exponent)];
    let extra = &decimals[kept.len()..];
    if extra.contains(|c| c != '0') {
        Err(AmountError::TooPrecise)
    } else {
        Ok(format!("{kept:0<exponent$}"))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn units(minor: i64, currency: Currency) -> (String, String) {
    let exponent = currency.exponent();
    let mut whole = format!("{:0>width$}", minor.unsigned_abs(), width = exponent + 1);
    let decimals = whole.split_off(whole.len() - exponent);
    (whole, decimals)
}

fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

const MINUS: char = '\u{2212}';
const SPACE: char = '\u{a0}';
const NARROW_SPACE: char = '\u{202f}';
const GROUP_SEPARATORS: [char; 8] = [' ', SPACE, NARROW_SPACE, '\u{2009}', '\'', '\u{2019}', '.', ','];

/// The active codes of ISO 4217, list one, without metals, funds for settlement and test codes; and BGN, which books of
/// 2025 still have.
const CODES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF \
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG \
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests;
