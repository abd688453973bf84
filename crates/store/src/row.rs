//! A row that came back.

use std::sync::Arc;

use crate::{Error, Result, Value};

/// One row of an answer; the names of its columns are shared by the whole answer.
#[derive(Debug, Clone)]
pub struct Row {
    pub(crate) columns: Columns,
    pub(crate) values: Vec<Value>,
}

pub(crate) type Columns = Arc<[Box<str>]>;

impl Row {
    /// The value of the column with this name.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T> {
        match self.columns.iter().position(|name| &**name == column) {
            Some(index) => self.at(index),
            None => Err(Error::Column { column: column.into(), problem: "is not in the answer".into() }),
        }
    }

    /// Every column by its name, in order.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.columns.iter().map(|name| &**name).zip(&self.values)
    }

    /// The value of the column at this place, counted from 0.
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T> {
        let Some(value) = self.values.get(index) else {
            return Err(Error::Column { column: index.to_string(), problem: "is not in the answer".into() });
        };
        T::from_value(value).ok_or_else(|| Error::Column {
            column: self.columns.get(index).map_or_else(|| index.to_string(), |name| name.to_string()),
            problem: format!("holds {} where {} was asked for", value.kind(), T::WANTED),
        })
    }
}

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// What it is, for messages.
    const WANTED: &'static str;

    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($type:ty, $wanted:literal: $($pattern:pat => $value:expr),+;)+) => {
        $(impl FromValue for $type {
            const WANTED: &'static str = $wanted;

            fn from_value(value: &Value) -> Option<$type> {
                match value {
                    $($pattern => $value,)+
                    #[allow(unreachable_patterns, reason = "a type that takes every value has nothing left over")]
                    _ => None,
                }
            }
        })+
    };
}

from_value! {
    i64, "an integer": Value::Int(n) => Some(*n);
    i32, "an integer of 32 bits": Value::Int(n) => i32::try_from(*n).ok();
    bool, "0 or 1": Value::Int(0) => Some(false), Value::Int(1) => Some(true);
    f64, "a number": Value::Real(n) => Some(*n), Value::Int(n) => Some(*n as f64);
    String, "text": Value::Text(text) => Some(text.clone());
    Vec<u8>, "bytes": Value::Bytes(bytes) => Some(bytes.clone());
    Value, "anything": value => Some(value.clone());
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;

    fn from_value(value: &Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}
