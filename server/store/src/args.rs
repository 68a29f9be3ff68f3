//! Values that go into SQL: the narrow set of types that both databases share.

use libero_domain::time::Timestamp;
use uuid::Uuid;

/// One bound value.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Text(String),
    MaybeText(Option<String>),
    Int(i64),
    MaybeInt(Option<i64>),
    Bool(bool),
}

macro_rules! from {
    ($($type:ty => $make:expr;)*) => {$(
        impl From<$type> for Arg {
            fn from(value: $type) -> Self {
                #[allow(clippy::redundant_closure_call)]
                ($make)(value)
            }
        }
    )*};
}

from! {
    &str => |v: &str| Arg::Text(v.to_owned());
    String => Arg::Text;
    &String => |v: &String| Arg::Text(v.clone());
    Option<String> => Arg::MaybeText;
    Option<&str> => |v: Option<&str>| Arg::MaybeText(v.map(str::to_owned));
    i64 => Arg::Int;
    i32 => |v: i32| Arg::Int(v.into());
    u32 => |v: u32| Arg::Int(v.into());
    u16 => |v: u16| Arg::Int(v.into());
    u8 => |v: u8| Arg::Int(v.into());
    Option<i64> => Arg::MaybeInt;
    Option<u16> => |v: Option<u16>| Arg::MaybeInt(v.map(i64::from));
    bool => Arg::Bool;
    Uuid => |v: Uuid| Arg::Text(v.to_string());
    Option<Uuid> => |v: Option<Uuid>| Arg::MaybeText(v.map(|id| id.to_string()));
    Timestamp => |v: Timestamp| Arg::Int(v.0);
    Option<Timestamp> => |v: Option<Timestamp>| Arg::MaybeInt(v.map(|at| at.0));
    chrono::NaiveDate => |v: chrono::NaiveDate| Arg::Text(v.to_string());
    Option<chrono::NaiveDate> => |v: Option<chrono::NaiveDate>| Arg::MaybeText(v.map(|d| d.to_string()));
}

/// Builds the list of bound values: `args![id.0, name, at]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::Arg::from($value)),*] };
}

/// A row that both databases can fill: derive `sqlx::FromRow` over String, i64, bool and Options of them.
pub trait Row:
    for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
    + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
    + Send
    + Unpin
{
}

impl<T> Row for T where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin
{
}
