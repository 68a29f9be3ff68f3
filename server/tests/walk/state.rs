//! The whole database as text: what a call left behind, and the way back to where it began.

use libero_store::Db;
use std::collections::BTreeMap;

/// The rows of every table, each as SQL would write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State(BTreeMap<String, Vec<String>>);

/// How to read each table.
pub struct Tables(Vec<(String, &'static str)>);

impl Tables {
    /// # Panics
    /// Without tables: then nothing would be watched.
    pub async fn of(db: &Db) -> Self {
        let mut conn = db.read().await.unwrap();
        let names: Vec<(String,)> = conn
            .fetch_all(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                 AND name NOT LIKE '_sqlx%' ORDER BY name",
                Vec::new(),
            )
            .await
            .unwrap();
        assert!(names.len() > 20, "{names:?}");
        let mut tables = Vec::new();
        for (name,) in names {
            let columns: Vec<(String,)> = conn
                .fetch_all(text(format!("SELECT name FROM pragma_table_info('{name}')")), Vec::new())
                .await
                .unwrap();
            let columns: Vec<String> = columns
                .into_iter()
                .map(|(column,)| match (name.as_str(), column.as_str()) {
                    // A session's last use is noted by time alone: its beginning stands for it.
                    ("session", "seen_at") => "quote(created_at)".into(),
                    (_, column) => format!("quote({column})"),
                })
                .collect();
            let sql = format!("SELECT {} FROM {name} ORDER BY 1", columns.join(" || ', ' || "));
            tables.push((name, text(sql)));
        }
        Self(tables)
    }

    pub async fn read(&self, db: &Db) -> State {
        let mut conn = db.read().await.unwrap();
        let mut state = BTreeMap::new();
        for (name, sql) in &self.0 {
            let rows: Vec<(String,)> = conn.fetch_all(sql, Vec::new()).await.unwrap();
            state.insert(name.clone(), rows.into_iter().map(|(row,)| row).collect());
        }
        State(state)
    }
}

impl State {
    /// Puts every table that differs in `now` back to this state.
    pub async fn restore(&self, db: &Db, now: &Self) {
        let mut tx = db.begin().await.unwrap();
        tx.execute("PRAGMA defer_foreign_keys = ON", Vec::new()).await.unwrap();
        for (name, rows) in self.0.iter().filter(|(name, rows)| now.0[*name] != **rows) {
            tx.execute(text(format!("DELETE FROM {name}")), Vec::new()).await.unwrap();
            if !rows.is_empty() {
                let sql = format!("INSERT INTO {name} VALUES ({})", rows.join("), ("));
                tx.execute(text(sql), Vec::new()).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }

    /// Rows that only one of both has, each behind its table's name.
    pub fn changed(&self, other: &Self) -> Vec<String> {
        let only = |one: &Self, other: &Self, sign: &str| {
            let mut found = Vec::new();
            for (name, rows) in &one.0 {
                found.extend(
                    rows.iter()
                        .filter(|row| !other.0[name].contains(row))
                        .map(|row| format!("{sign}{name}: {row}")),
                );
            }
            found
        };
        [only(self, other, "-"), only(other, self, "+")].concat()
    }

    pub fn holds(&self, words: &str) -> bool {
        self.0.values().flatten().any(|row| row.contains(words))
    }
}

/// The store takes SQL that is written out in the program; a test's own lives as long as its program.
fn text(sql: String) -> &'static str {
    Box::leak(sql.into_boxed_str())
}
