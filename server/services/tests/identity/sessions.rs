//! Signing in and out, and the delays after wrong passwords.

use crate::support::*;
use crate::{ELSEWHERE, MINA, at_once, audited, edited, five_wrong};
use libero_domain::calendar::Calendar;
use libero_domain::error::Error;
use libero_domain::reader::Lang;
use libero_domain::rights::Role;
use libero_domain::session::SignIn;
use libero_domain::user::Preferences;
use libero_services::{Token, session, user};
use std::sync::Arc;

crate::db_tests! {
    async fn a_person_signs_in_and_out(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        let token = sign_in(&libero, " Mina@Chakavand.example", PASSWORD, ADDRESS).await.unwrap();
        let mina = found(&libero, &token).await;
        assert_eq!((mina.me.name.surname.as_str(), mina.me.preferences.shortcuts), ("سروستانی", true));

        let sessions = session::list(&libero, &mina.actor, Some(mina.session)).await.unwrap();
        let current: Vec<bool> = sessions.iter().map(|row| row.current).collect();
        assert_eq!((current.as_slice(), sessions[0].device.as_str()), ([true, false].as_slice(), DEVICE));
        let ahead = sessions[0].seen_at.since_ms(WEDNESDAY_9_12);
        assert!((0..60_000).contains(&ahead), "shown on the trade's clock: {ahead}");

        session::sign_out(&libero, &mina.actor, mina.session).await.unwrap();
        session::sign_out(&libero, &mina.actor, mina.session).await.unwrap();
        assert!(session::find(&libero, token.expose()).await.unwrap().is_none());
        assert_eq!(
            (audited(&libero, "session.signed_in").await, audited(&libero, "session.signed_out").await),
            (2, 1)
        );
    }

    async fn each_sign_in_has_a_secret_of_its_own_and_none_is_stored(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        let one = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let other = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        assert_ne!(one.expose(), other.expose());
        assert_ne!(found(&libero, &one).await.session, found(&libero, &other).await.session);
        let stored =
            texts(&mut libero.db.read().await.unwrap(), "SELECT token_hash FROM session").await.unwrap();
        assert!(stored.iter().all(|(hash,)| hash.len() == 64 && hash != one.expose()));
        let hashes =
            texts(&mut libero.db.read().await.unwrap(), "SELECT password_hash FROM app_user").await.unwrap();
        assert!(hashes[0].0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hashes[0].0);
    }

    async fn a_session_ends_unused_or_at_its_end(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        let form = SignIn { email: MINA.into(), password: PASSWORD.into(), remember: true };
        let (remembered, _) = session::sign_in(&libero, form, ADDRESS, DEVICE).await.unwrap();
        let plain = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let alive = async |token: &Token| session::find(&libero, token.expose()).await.unwrap().is_some();

        write(&libero.db, "UPDATE session SET seen_at = seen_at - 11 * 3600000").await;
        assert!(alive(&plain).await, "eleven hours without use");
        let late = libero.clock.real().plus_ms(-60_000).0;
        assert_eq!(
            number(&libero.db, &format!("SELECT COUNT(*) FROM session WHERE seen_at > {late}")).await,
            1,
            "its use was noted"
        );

        write(&libero.db, "UPDATE session SET seen_at = seen_at - 12 * 3600000").await;
        assert!(!alive(&plain).await, "twelve hours without use");
        assert!(alive(&remembered).await);
        write(&libero.db, "UPDATE session SET ends_at = ends_at - CAST(30 AS BIGINT) * 86400000").await;
        assert!(!alive(&remembered).await, "thirty days");
    }

    async fn after_five_wrong_passwords_comes_a_delay_that_outlives_a_restart(place: &Place) {
        let first = libero(place).await;
        an_agency(&first).await;
        five_wrong(&first, MINA, ADDRESS).await;
        let Error::TryLater { from } = refusal(sign_in(&first, MINA, PASSWORD, ADDRESS).await) else {
            panic!()
        };
        let wait = from.since_ms(first.clock.now());
        assert!((1..=30_000).contains(&wait), "{wait}");
        first.db.close().await;
        drop(first);

        let libero = libero(place).await;
        assert!(matches!(refusal(sign_in(&libero, MINA, PASSWORD, ADDRESS).await), Error::TryLater { .. }));
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at - 30000").await;
        assert_eq!(refusal(sign_in(&libero, MINA, "still not it", ADDRESS).await), Error::WrongCredentials);
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at - 30000").await;
        assert!(
            matches!(refusal(sign_in(&libero, MINA, PASSWORD, ADDRESS).await), Error::TryLater { .. }),
            "it doubles"
        );
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at - 30000").await;
        sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        five_wrong(&libero, MINA, ADDRESS).await;
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at - CAST(86400000 AS BIGINT)").await;
        five_wrong(&libero, MINA, ADDRESS).await;
    }

    async fn a_stranger_cannot_delay_a_colleague(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        five_wrong(&libero, MINA, ELSEWHERE).await;
        assert!(matches!(refusal(sign_in(&libero, MINA, PASSWORD, ELSEWHERE).await), Error::TryLater { .. }));
        sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        assert!(matches!(refusal(sign_in(&libero, MINA, PASSWORD, ELSEWHERE).await), Error::TryLater { .. }));
    }

    async fn a_clock_that_is_set_back_locks_nobody_out(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        five_wrong(&libero, MINA, ADDRESS).await;
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at + CAST(86400000 AS BIGINT)").await;
        let Error::TryLater { from } = refusal(sign_in(&libero, MINA, PASSWORD, ADDRESS).await) else {
            panic!()
        };
        assert!(from.since_ms(libero.clock.now()) <= 30_000);
        write(&libero.db, "UPDATE sign_in_try SET last_at = last_at - 30000").await;
        sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
    }

    async fn guesses_at_the_same_moment_are_counted_one_by_one(place: &Place) {
        let libero = Arc::new(libero(place).await);
        an_agency(&libero).await;
        let answers =
            at_once(&libero, |libero| async move { sign_in(&libero, MINA, "a guess at it", ADDRESS).await })
                .await;
        let told = answers.into_iter().map(refusal).filter(|error| *error == Error::WrongCredentials).count();
        assert_eq!(told, 5);
    }

    async fn unknown_switched_off_and_wrong_are_told_alike(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let (off, off_email) = a_user_with_password(&libero, &admin, Role::Am).await;
        let edit = edited(&libero, &admin, &off, |edit| edit.active = false).await;
        user::edit(&libero, &admin, command(edit)).await.unwrap();
        let invited = new_user(Role::Pm);
        let invited_email = invited.fields.email.clone();
        user::add(&libero, &admin, command(invited)).await.unwrap();

        let endless = "x".repeat(100_000);
        for (email, password) in [
            ("nobody@chakavand.example", PASSWORD),
            (&off_email, PASSWORD),
            (&invited_email, PASSWORD),
            (MINA, "not the password"),
            (MINA, ""),
            (MINA, &endless),
            ("no address at all", PASSWORD),
            (&endless, PASSWORD),
        ] {
            assert_eq!(refusal(sign_in(&libero, email, password, ADDRESS).await), Error::WrongCredentials);
        }
        five_wrong(&libero, "somebody@chakavand.example", ADDRESS).await;
        let sixth = refusal(sign_in(&libero, "somebody@chakavand.example", PASSWORD, ADDRESS).await);
        assert!(matches!(sixth, Error::TryLater { .. }), "the delay tells nothing either");
        assert_eq!(audited(&libero, "session.sign_in_failed").await, 13);
        let kept = number(&libero.db, "SELECT COUNT(*) FROM sign_in_try WHERE account LIKE '%@%'").await;
        assert_eq!(kept, 0, "typed addresses are not kept");
    }

    async fn signing_out_everywhere_ends_every_session(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let (pm, pm_email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let others = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let tokens = [
            sign_in(&libero, &pm_email, PASSWORD, ADDRESS).await.unwrap(),
            sign_in(&libero, &pm_email, PASSWORD, ELSEWHERE).await.unwrap(),
        ];
        session::sign_out_everywhere(&libero, &pm).await.unwrap();
        for token in &tokens {
            assert!(session::find(&libero, token.expose()).await.unwrap().is_none());
        }
        assert!(session::list(&libero, &pm, None).await.unwrap().is_empty());
        assert_eq!(found(&libero, &others).await.actor, admin);
    }

    async fn nobody_ends_another_persons_session(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let pm = a_user(&libero, &admin, Role::Pm).await;
        let token = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let session = found(&libero, &token).await.session;
        session::sign_out(&libero, &pm, session).await.unwrap();
        assert_eq!(found(&libero, &token).await.session, session);
    }

    async fn preferences_are_kept(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let token = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let chosen = Preferences { lang: Lang::En, calendar: Calendar::Gregorian, ..Preferences::default() };
        session::set_preferences(&libero, &admin, chosen).await.unwrap();
        assert_eq!(found(&libero, &token).await.me.preferences, chosen);
    }

    async fn old_sessions_codes_and_counts_are_forgotten(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        reset_code(&libero, &admin, admin.user).await;
        five_wrong(&libero, MINA, ELSEWHERE).await;
        session::forget_old(&libero).await.unwrap();
        let rows = "SELECT (SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM one_time_code)
                + (SELECT COUNT(*) FROM sign_in_try)";
        assert_eq!(number(&libero.db, rows).await, 4);
        let month = "CAST(31 AS BIGINT) * 86400000";
        write(&libero.db, &format!("UPDATE session SET ends_at = ends_at - 2 * {month}")).await;
        write(&libero.db, &format!("UPDATE one_time_code SET expires_at = expires_at - {month} - 86400000"))
            .await;
        write(&libero.db, &format!("UPDATE sign_in_try SET last_at = last_at - {month}")).await;
        session::forget_old(&libero).await.unwrap();
        assert_eq!(number(&libero.db, rows).await, 0);
    }
}
