//! A value on its way into or out of the database.

/// The five kinds of value both engines share.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The parameters of a statement: `tx.query(sql, params![id, "name", None::<i64>])`.
#[macro_export]
macro_rules! params {
    () => {
        &[] as &[$crate::Value]
    };
    ($($value:expr),+ $(,)?) => {
        &[$($crate::Value::from($value)),+] as &[$crate::Value]
    };
}

macro_rules! from {
    ($($type:ty: $name:ident => $value:expr),+ $(,)?) => {
        $(impl From<$type> for Value {
            fn from($name: $type) -> Value {
                $value
            }
        })+
    };
}

from! {
    i64: n => Value::Int(n),
    i32: n => Value::Int(n.into()),
    i16: n => Value::Int(n.into()),
    u32: n => Value::Int(n.into()),
    u16: n => Value::Int(n.into()),
    u8: n => Value::Int(n.into()),
    bool: yes => Value::Int(yes.into()),
    f64: n => Value::Real(n),
    &str: text => Value::Text(text.to_owned()),
    String: text => Value::Text(text),
    &String: text => Value::Text(text.clone()),
    Vec<u8>: bytes => Value::Bytes(bytes),
    &Vec<u8>: bytes => Value::Bytes(bytes.clone()),
    &[u8]: bytes => Value::Bytes(bytes.to_vec()),
    &Value: value => value.clone(),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

impl Value {
    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "an integer",
            Value::Real(_) => "a real",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
        }
    }
}
