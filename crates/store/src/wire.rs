//! How values travel to and from PostgreSQL: as the type the server has inferred, in its binary form.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::Value;

type Outcome<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// Parameters with the types of their values, for statements that are not prepared: pgbouncer may give the next one
/// to another connection.
pub(crate) fn typed(params: &[Value]) -> Vec<(&(dyn ToSql + Sync), Type)> {
    let pair = |value: &Value| match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Real(_) => Type::FLOAT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    };
    params.iter().map(|value| (value as &(dyn ToSql + Sync), pair(value))).collect()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome<IsNull> {
        match (self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Value::Int(n), &Type::INT4) => i32::try_from(*n)?.to_sql(ty, out),
            (Value::Int(n), &Type::INT2) => i16::try_from(*n)?.to_sql(ty, out),
            (Value::Int(n), &Type::BOOL) => (*n != 0).to_sql(ty, out),
            (Value::Int(n), &Type::FLOAT8) => (*n as f64).to_sql(ty, out),
            (Value::Int(n), &Type::NUMERIC) => {
                out.extend_from_slice(&whole_numeric(*n));
                Ok(IsNull::No)
            }
            (Value::Real(n), &Type::FLOAT8) => n.to_sql(ty, out),
            (Value::Real(n), &Type::FLOAT4) => (*n as f32).to_sql(ty, out),
            (Value::Text(text), ty) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("{} was given where the server expects {ty}", self.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Outcome<Value> {
        Ok(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(ty, raw)?.into()),
            Type::NUMERIC => numeric(raw),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            _ if <&str as FromSql<'_>>::accepts(ty) => Value::Text(String::from_sql(ty, raw)?),
            // What a function that returns nothing returns.
            Type::VOID => Value::Null,
            _ => return Err(format!("the type {ty} is not in use here").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Outcome<Value> {
        Ok(Value::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// PostgreSQL sums and averages big integers as numeric; SQLite answers an integer where it can, so this does too.
/// The form: count of digits, weight of the first, sign, scale, then the digits, to base 10000.
fn numeric(raw: &[u8]) -> Value {
    let words: Vec<i16> = raw.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]])).collect();
    let [_, weight, sign, _, digits @ ..] = words.as_slice() else { return Value::Null };
    let sign: i64 = match sign {
        0 => 1,
        0x4000 => -1,
        _ => return Value::Real(f64::NAN),
    };
    let places = i32::from(*weight) + 1;
    let whole = || {
        let padded = (0..places).map(|place| digits.get(place as usize).copied().unwrap_or(0));
        padded.map(i64::from).try_fold(0i64, |sum, digit| sum.checked_mul(10_000)?.checked_add(sign * digit))
    };
    if digits.len() as i32 <= places.max(0)
        && let Some(n) = whole()
    {
        return Value::Int(n);
    }
    let scaled = digits.iter().zip(1..).map(|(digit, n)| f64::from(*digit) * 10_000f64.powi(places - n));
    Value::Real(sign as f64 * scaled.sum::<f64>())
}

/// The server expects a numeric where a sum is compared with a parameter.
fn whole_numeric(n: i64) -> Vec<u8> {
    let mut digits = Vec::new();
    let mut left = n.unsigned_abs();
    while left > 0 {
        digits.push((left % 10_000) as u16);
        left /= 10_000;
    }
    let count = digits.len() as u16;
    let head = [count, count.saturating_sub(1), if n < 0 { 0x4000 } else { 0 }, 0];
    head.into_iter().chain(digits.into_iter().rev()).flat_map(u16::to_be_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[i16]) -> Value {
        numeric(&words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>())
    }

    #[test]
    fn whole_numerics_are_integers_and_others_reals() {
        assert_eq!(read(&[0, 0, 0, 0]), Value::Int(0));
        assert_eq!(read(&[1, 1, 0, 0, 3]), Value::Int(30_000));
        assert_eq!(read(&[2, 1, 0x4000, 0, 12, 3456]), Value::Int(-123_456));
        assert_eq!(read(&[2, 0, 0, 2, 1, 5000]), Value::Real(1.5));
        assert_eq!(read(&[1, -1, 0, 2, 2500]), Value::Real(0.25));
    }

    #[test]
    fn integers_travel_as_numerics_and_back() {
        for n in [0, 7, -7, 10_000, 99_990_000, -123_456_789_012, i64::MAX, i64::MIN] {
            assert_eq!(numeric(&whole_numeric(n)), Value::Int(n));
        }
    }
}
