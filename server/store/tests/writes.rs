//! Both databases hold the same tables, and a write is stored whole or not at all.

mod support;

use libero_domain::id::CommandId;
use libero_domain::time::Timestamp;
use libero_store::command::{self, Begun};
use libero_store::{Db, args};
use std::collections::BTreeSet;
use std::sync::Arc;
use support::{Place, number, texts};
use uuid::Uuid;

async fn put(db: &Db, name: &str, fails: bool) -> Result<(), libero_store::StoreError> {
    let mut tx = db.begin().await?;
    let sql = "INSERT INTO outbox (subject, subject_id, at) VALUES ($1, $2, CAST(0 AS BIGINT))";
    tx.execute(sql, args!["test", name]).await?;
    if fails {
        tx.execute("INSERT INTO outbox (subject) VALUES ($1)", args![name]).await?;
    }
    tx.execute(sql, args!["test", name]).await?;
    tx.commit().await
}

async fn claim(db: &Db, user: &str, id: CommandId, hash: &str) -> Begun {
    command::begin(db, user, id, hash, Timestamp(1)).await.unwrap()
}

crate::db_tests! {
    async fn writers_at_once_are_all_stored_but_the_one_that_fails(place: &Place) {
        let db = place.open().await;
        let tasks: Vec<_> = (0..32)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move { put(&db, &format!("writer {n}"), n == 16).await })
            })
            .collect();
        let mut failed = Vec::new();
        for (n, task) in tasks.into_iter().enumerate() {
            if task.await.unwrap().is_err() {
                failed.push(n);
            }
        }
        assert_eq!(failed, [16]);
        db.close().await;
        drop(db);

        let db = place.open().await;
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outbox").await, 62);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outbox WHERE subject_id = 'writer 16'").await, 0);
        db.close().await;
    }

    async fn a_write_that_is_let_go_leaves_nothing_and_holds_nobody_up(place: &Place) {
        let db = place.open().await;
        for n in 0..8 {
            let mut tx = db.begin().await.unwrap();
            let sql = "INSERT INTO outbox (subject, subject_id, at) VALUES ('test', $1, CAST(0 AS BIGINT))";
            tx.execute(sql, args![format!("let go {n}")]).await.unwrap();
            drop(tx);
            put(&db, "kept", false).await.unwrap();
        }
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outbox WHERE subject_id = 'kept'").await, 16);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM outbox").await, 16);
        db.close().await;
    }

    async fn of_many_copies_of_a_command_one_runs_and_all_get_its_answer(place: &Place) {
        let db = place.open().await;
        let id = CommandId(Uuid::now_v7());
        let runs = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let tasks: Vec<_> = (0..24)
            .map(|n| {
                let (db, runs) = (db.clone(), runs.clone());
                tokio::spawn(async move {
                    match claim(&db, "user:1", id, "same").await {
                        Begun::First(mut tx) => {
                            runs.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                            let answer = format!("\"run {n}\"");
                            command::answer(&mut tx, "user:1", id, &answer).await.unwrap();
                            tx.commit().await.unwrap();
                            answer
                        }
                        Begun::Before(answer) => answer,
                        Begun::Reused => panic!("the same body is no reuse"),
                    }
                })
            })
            .collect();
        let mut answers = BTreeSet::new();
        for task in tasks {
            answers.insert(task.await.unwrap());
        }
        assert_eq!((runs.load(std::sync::atomic::Ordering::SeqCst), answers.len()), (1, 1));
        assert!(matches!(claim(&db, "user:1", id, "other").await, Begun::Reused));
        assert!(
            matches!(claim(&db, "user:2", id, "other").await, Begun::First(_)),
            "another person's ids are apart"
        );
        db.close().await;
    }

    async fn a_command_that_fails_can_be_tried_again(place: &Place) {
        let db = place.open().await;
        let id = CommandId(Uuid::now_v7());
        assert!(matches!(claim(&db, "user:1", id, "same").await, Begun::First(_)));
        assert!(matches!(claim(&db, "user:1", id, "same").await, Begun::First(_)));
        db.close().await;
    }
}

/// `table column needed` of every column, from either database's own catalogue.
async fn columns(place: &Place) -> BTreeSet<String> {
    let db = place.open().await;
    let mut conn = db.read().await.unwrap();
    let sql = if place.is_sqlite() {
        "SELECT m.name || ' ' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' needed' ELSE '' END
         FROM sqlite_master m JOIN pragma_table_info(m.name) c ON TRUE
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
            .to_owned()
    } else {
        format!(
            "SELECT table_name || ' ' || column_name || CASE WHEN is_nullable = 'NO' THEN ' needed' ELSE '' END
             FROM information_schema.columns WHERE table_schema = '{}'",
            place.schema()
        )
    };
    let found = texts(&mut conn, &sql).await.unwrap();
    drop(conn);
    db.close().await;
    // The record of migrations is the library's own.
    found
        .into_iter()
        .map(|(column,)| column)
        .filter(|column| !column.starts_with("_sqlx_migrations"))
        .collect()
}

#[test]
fn both_databases_have_the_same_tables() {
    Place::sqlite().run(async |sqlite| {
        let ours = columns(sqlite).await;
        assert!(ours.contains("app_user email needed"), "{ours:?}");
        // A runtime does not run inside another.
        std::thread::spawn(move || {
            Place::postgres().run(async |postgres| assert_eq!(ours, columns(postgres).await))
        })
        .join()
        .unwrap();
    });
}
