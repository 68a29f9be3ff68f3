//! Promises both ways: who may keep one, in which order they are read, what an old page may still do.

use super::*;

async fn undo(libero: &Libero, by: &Actor, id: PromiseId, version: i64) -> Outcome<()> {
    promise::keep(libero, by, command(KeepPromise { id, version, undo: true })).await
}

crate::db_tests! {
    async fn open_ones_come_first_by_due_time_then_those_kept(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let later = a_promise(libero, am, client, am.user, "2027-02-20 10:00").await;
        let kept = a_promise(libero, am, client, am.user, "2027-02-08 10:00").await;
        let late = a_promise(libero, am, client, am.user, "2027-02-09 10:00").await;
        keep(libero, am, kept, 1).await.unwrap();
        let rows = promises(libero, am, client).await;
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [late, later, kept]);
        assert_eq!(rows.iter().map(|row| row.late).collect::<Vec<_>>(), [true, false, false]);
        assert!(rows.iter().all(|row| row.may_keep));
        let open = client::page(libero, am, client).await.unwrap().promises;
        assert_eq!(open.iter().map(|row| row.id).collect::<Vec<_>>(), [late, later]);
    }

    async fn pages_hold_each_promise_once(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        for at in 0..60 {
            // Many are due at one moment.
            let id = a_promise(libero, am, client, am.user, &format!("2027-02-14 1{}:00", at % 3)).await;
            if at % 4 == 0 {
                keep(libero, am, id, 1).await.unwrap();
            }
        }
        let one = promise::list(libero, am, client, first()).await.unwrap();
        let two = promise::list(libero, am, client, one.next.clone()).await.unwrap();
        assert_eq!((one.rows.len(), two.rows.len(), two.next), (50, 10, Cursor(None)));
        let all: std::collections::BTreeSet<_> = one.rows.iter().chain(&two.rows).map(|row| row.id).collect();
        assert_eq!(all.len(), 60);
        assert_eq!(client::page(libero, am, client).await.unwrap().promises.len(), 20);
    }

    async fn its_owner_and_who_leads_keep_it_and_take_a_slip_back(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let writer = stage.with(Role::Specialist, Position::Member, &[]).await;
        let other = stage.with(Role::Specialist, Position::Member, &[]).await;
        let id = a_promise(libero, am, client, writer.user, "2027-02-14 10:00").await;
        not_allowed(keep(libero, &other, id, 1).await);
        let may = |rows: Vec<PromiseRow>| rows[0].may_keep;
        assert!(may(promises(libero, &writer, client).await) && may(promises(libero, am, client).await));
        assert!(!may(promises(libero, &other, client).await));
        keep(libero, &writer, id, 1).await.unwrap();
        undo(libero, am, id, 2).await.unwrap();
        keep(libero, &stage.head, id, 3).await.unwrap();
        let told = refusal(keep(libero, am, id, 4).await);
        assert_eq!(told, Error::WrongState { state: "kept".into(), act: "keep".into() });
        let page = client::page(libero, am, client).await.unwrap();
        let what: Vec<_> = page.timeline.iter().take(4).map(|row| row.happening.code()).collect();
        assert_eq!(what, ["promise.kept", "promise.reopened", "promise.kept", "promise.given"]);
    }

    async fn an_old_page_is_told_the_version_and_a_repeat_its_first_answer(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = a_promise(libero, am, stage.client, am.user, "2027-02-14 10:00").await;
        let done = command(KeepPromise { id, version: 1, undo: false });
        promise::keep(libero, am, done.clone()).await.unwrap();
        promise::keep(libero, am, done).await.unwrap();
        assert_eq!(refusal(keep(libero, am, id, 1).await), Error::Stale { current: 2 });
        assert_eq!(stage.count("SELECT COUNT(*) FROM timeline WHERE happening LIKE '%promise_kept%'").await, 1);
    }

    async fn what_the_client_owes_is_kept_by_who_leads(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let pm = stage.with(Role::Pm, Position::Pm, &[]).await;
        let person = a_person(libero, am, client, "گرجی").await;
        let new = new_promise(client, Party::Person(person), at("2027-02-14 10:00"));
        let id = new.id;
        promise::add(libero, &pm, command(new)).await.unwrap();
        let row = promises(libero, am, client).await.remove(0);
        assert_eq!((row.side.code(), row.owner_name.as_str()), ("theirs", "مریم گرجی"));
        not_allowed(keep(libero, &pm, id, 1).await);
        keep(libero, am, id, 1).await.unwrap();
    }

    async fn whoever_owes_it_belongs_to_the_client_or_its_team(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let stranger = stage.colleague(Role::Specialist).await;
        let other = a_client(libero, &stage.head, "رهوار").await;
        let elsewhere = a_person(libero, &stage.head, other, "شفیعی").await;
        for owner in [Party::User(stranger.user), Party::Person(elsewhere)] {
            let new = new_promise(client, owner, at("2027-02-14 10:00"));
            assert_eq!(wrong_fields(promise::add(libero, am, command(new)).await), ["owner: NotHere"]);
        }
        let nobody = NewPromise { words: " ".into(), owner: None, due: None, ..new_promise(client, Party::User(am.user), Timestamp(0)) };
        let wrong = wrong_fields(promise::add(libero, am, command(nobody)).await);
        assert_eq!(wrong, ["words: Needed", "owner: OwnerNeeded", "due: DueNeeded"]);
        let far = new_promise(client, Party::User(am.user), Timestamp(i64::MAX));
        assert_eq!(wrong_fields(promise::add(libero, am, command(far)).await), ["due: DateOutOfRange"]);
    }
}
