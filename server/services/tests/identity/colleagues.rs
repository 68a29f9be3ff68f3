//! Colleagues: who manages them, what they may become, commands sent twice.

use crate::support::*;
use crate::{MINA, OTHER_PASSWORD, audited, edited};
use libero_domain::agency::EditAgency;
use libero_domain::error::Error;
use libero_domain::id::CommandId;
use libero_domain::page::Cursor;
use libero_domain::rights::{Actor, Role};
use libero_services::{agency, session, user};
use std::sync::Arc;

crate::db_tests! {
    async fn a_colleague_who_is_switched_off_is_out_at_once(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let (pm, email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let token = sign_in(&libero, &email, PASSWORD, ADDRESS).await.unwrap();
        let code = reset_code(&libero, &admin, pm.user).await;
        let edit = edited(&libero, &admin, &pm, |edit| edit.active = false).await;
        user::edit(&libero, &admin, command(edit)).await.unwrap();

        assert!(session::find(&libero, token.expose()).await.unwrap().is_none());
        assert_eq!(refusal(sign_in(&libero, &email, PASSWORD, ADDRESS).await), Error::WrongCredentials);
        assert_eq!(
            wrong_fields(session::reset_password(&libero, reset(&code, OTHER_PASSWORD)).await),
            ["code: WrongCode"]
        );
        assert!(matches!(
            refusal(user::make_reset_link(&libero, &admin, pm.user).await),
            Error::WrongState { .. }
        ));
        assert!(user::colleagues(&libero, &admin).await.unwrap().iter().all(|name| name.id != pm.user));

        let edit = edited(&libero, &admin, &pm, |edit| edit.active = true).await;
        user::edit(&libero, &admin, command(edit)).await.unwrap();
        assert!(
            session::find(&libero, token.expose()).await.unwrap().is_none(),
            "an ended session stays ended"
        );
        sign_in(&libero, &email, PASSWORD, ADDRESS).await.unwrap();
    }

    async fn another_address_signs_out_and_other_roles_count_at_once(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let (pm, email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let token = sign_in(&libero, &email, PASSWORD, ADDRESS).await.unwrap();
        let edit = edited(&libero, &admin, &pm, |edit| edit.fields.roles = vec![Role::Finance]).await;
        user::edit(&libero, &admin, command(edit)).await.unwrap();
        assert_eq!(found(&libero, &token).await.actor.roles, [Role::Finance]);
        let edit =
            edited(&libero, &admin, &pm, |edit| edit.fields.email = "other@chakavand.example".into()).await;
        user::edit(&libero, &admin, command(edit)).await.unwrap();
        assert!(session::find(&libero, token.expose()).await.unwrap().is_none());
        sign_in(&libero, "other@chakavand.example", PASSWORD, ADDRESS).await.unwrap();
    }

    async fn the_last_administrator_stays_one(place: &Place) {
        let libero = Arc::new(libero(place).await);
        let mina = an_agency(&libero).await;
        let last = Error::WrongState { state: "last_admin".into(), act: "user.edit".into() };
        let edit = edited(&libero, &mina, &mina, |edit| edit.fields.roles = vec![Role::Director]).await;
        assert_eq!(refusal(user::edit(&libero, &mina, command(edit)).await), last);
        let edit = edited(&libero, &mina, &mina, |edit| edit.active = false).await;
        assert_eq!(refusal(user::edit(&libero, &mina, command(edit)).await), last);

        let second = a_user(&libero, &mina, Role::Admin).await;
        let demote = async |by: &Actor, who: &Actor| {
            edited(&libero, by, who, |edit| edit.fields.roles = vec![Role::Am]).await
        };
        let (one, two) = (demote(&mina, &second).await, demote(&second, &mina).await);
        let tasks = [(mina.clone(), one), (second.clone(), two)].map(|(by, edit)| {
            let libero = libero.clone();
            tokio::spawn(async move { user::edit(&libero, &by, command(edit)).await.is_ok() })
        });
        let mut done = 0;
        for task in tasks {
            done += usize::from(task.await.unwrap());
        }
        assert_eq!(done, 1, "they cannot take the role from each other at once");
        assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM app_user WHERE roles LIKE '%admin%'").await, 1);
    }

    async fn a_repeated_command_changes_nothing_and_another_body_is_refused(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let add = command(new_user(Role::Media));
        user::add(&libero, &admin, add.clone()).await.unwrap();
        user::add(&libero, &admin, add.clone()).await.unwrap();
        assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM app_user").await, 2);
        assert_eq!(audited(&libero, "user.added").await, 2);

        let mut other = add.clone();
        other.body.fields.job = "Buyer".into();
        assert_eq!(refusal(user::add(&libero, &admin, other.clone()).await), Error::CommandReused);
        other.id = CommandId(uuid::Uuid::now_v7());
        other.body.fields.email = "other@chakavand.example".into();
        assert_eq!(
            refusal(user::add(&libero, &admin, other).await),
            Error::CommandReused,
            "the colleague's own id"
        );

        let second = a_user(&libero, &admin, Role::Admin).await;
        let mut theirs = command(new_user(Role::Media));
        theirs.id = add.id;
        user::add(&libero, &second, theirs).await.unwrap();
    }

    async fn a_failed_command_leaves_nothing_and_can_be_sent_again(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let mut add = command(new_user(Role::Media));
        add.body.fields.email = MINA.to_uppercase();
        assert_eq!(wrong_fields(user::add(&libero, &admin, add.clone()).await), ["email: Taken"]);
        add.body.fields.surname = " ".into();
        assert_eq!(wrong_fields(user::add(&libero, &admin, add.clone()).await), ["surname: Needed"]);
        assert_eq!(
            (number(&libero.db, "SELECT COUNT(*) FROM app_user").await, audited(&libero, "user.added").await),
            (1, 1)
        );
        add.body.fields = new_user(Role::Media).fields;
        user::add(&libero, &admin, add).await.unwrap();
    }

    async fn an_older_version_is_told_and_changes_nothing(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let pm = a_user(&libero, &admin, Role::Pm).await;
        let old = edited(&libero, &admin, &pm, |edit| edit.fields.job = "One".into()).await;
        user::edit(&libero, &admin, command(old.clone())).await.unwrap();
        assert_eq!(refusal(user::edit(&libero, &admin, command(old)).await), Error::Stale { current: 2 });

        let page = agency::page(&libero, &admin).await.unwrap();
        let mut fields = page.fields;
        fields.name_en = "Chakavand".into();
        let edit = EditAgency { version: page.version, fields };
        agency::edit(&libero, &admin, command(edit.clone())).await.unwrap();
        assert_eq!(refusal(agency::edit(&libero, &admin, command(edit)).await), Error::Stale { current: 2 });
        assert_eq!(agency::page(&libero, &admin).await.unwrap().fields.name_en, "Chakavand");
    }

    async fn only_administrators_manage_colleagues(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let victim = a_user(&libero, &admin, Role::Pm).await;
        let edit = edited(&libero, &admin, &victim, |edit| edit.active = false).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Admin) {
            let by = a_user(&libero, &admin, role).await;
            let before = number(&libero.db, "SELECT COUNT(*) FROM audit").await;
            assert_eq!(
                refusal(user::add(&libero, &by, command(new_user(Role::Admin))).await),
                Error::NotAllowed
            );
            assert_eq!(refusal(user::edit(&libero, &by, command(edit.clone())).await), Error::NotAllowed);
            assert_eq!(refusal(user::make_reset_link(&libero, &by, admin.user).await), Error::NotAllowed);
            assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM audit").await, before, "{role:?}");
            assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM app_user WHERE active = FALSE").await, 0);
            assert!(!user::colleagues(&libero, &by).await.unwrap().is_empty());
        }
    }

    async fn the_list_of_colleagues_comes_in_persian_order_a_page_at_a_time(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        for (at, surname) in
            ["گلزار", "آذرنگ", "پارسا", "کاویان", "یزدی", "تهرانچی"].into_iter().cycle().take(66).enumerate()
        {
            let mut new = new_user(Role::Am);
            new.fields.name = format!("همکار {at}");
            new.fields.surname = surname.into();
            user::add(&libero, &admin, command(new)).await.unwrap();
        }
        let first = user::list(&libero, &admin, Cursor(None)).await.unwrap();
        let second = user::list(&libero, &admin, first.next.clone()).await.unwrap();
        assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 17, Cursor(None)));
        let mut surnames: Vec<&str> =
            first.rows.iter().chain(&second.rows).map(|row| row.surname.as_str()).collect();
        surnames.dedup();
        assert_eq!(surnames, ["آذرنگ", "پارسا", "تهرانچی", "سروستانی", "کاویان", "گلزار", "یزدی"]);
        assert_eq!(
            refusal(user::list(&libero, &admin, Cursor(Some("x' OR 1=1".into()))).await),
            Error::Malformed
        );
        let ids: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
        let names = libero_store::user::names(&mut libero.db.read().await.unwrap(), &ids).await.unwrap();
        assert_eq!(names.len(), 67);
    }
}
