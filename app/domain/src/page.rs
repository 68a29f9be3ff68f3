//! Lists come a page at a time, by key.

use serde::{Deserialize, Serialize};

/// Where a page begins: after the row with this key. Opaque to the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub Option<String>);

/// One page of rows. `next` is empty on the last page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Cursor,
}

impl<T> Page<T> {
    /// Cuts the row that was fetched beyond `limit` and turns the last kept one into the cursor.
    pub fn cut(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = Cursor(if more { rows.last().map(key) } else { None });
        Self { rows, next }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(f).collect(), next: self.next }
    }
}
