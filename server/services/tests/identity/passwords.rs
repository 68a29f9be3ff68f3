//! Passwords: the rules, changing one, setting one by link.

use crate::support::*;
use crate::{ELSEWHERE, MINA, OTHER_PASSWORD, at_once, audited, change_password, five_wrong};
use libero_domain::error::Error;
use libero_domain::rights::Role;
use libero_domain::session::ChangePassword;
use libero_services::{Outcome, session, user};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

crate::db_tests! {
    async fn a_hash_of_weaker_parameters_is_renewed_at_sign_in(place: &Place) {
        use argon2::password_hash::{PasswordHasher, SaltString};
        let libero = libero(place).await;
        an_agency(&libero).await;
        let weak = argon2::Argon2::new(
            argon2::Algorithm::Argon2id,
            argon2::Version::V0x13,
            argon2::Params::new(64, 1, 1, None).unwrap(),
        );
        let salt = SaltString::encode_b64(b"sixteen bytes in").unwrap();
        let hash = weak.hash_password(PASSWORD.as_bytes(), &salt).unwrap().to_string();
        write(&libero.db, &format!("UPDATE app_user SET password_hash = '{hash}'")).await;
        sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let renewed =
            "SELECT COUNT(*) FROM app_user WHERE password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
        assert_eq!(number(&libero.db, renewed).await, 1);
        sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
    }

    async fn a_changed_password_ends_all_other_sessions_and_renews_this_one(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        let other = sign_in(&libero, MINA, PASSWORD, ELSEWHERE).await.unwrap();
        let before = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let mina = found(&libero, &before).await;

        assert_eq!(
            wrong_fields(change_password(&libero, &mina, "a guess", OTHER_PASSWORD).await),
            ["current: WrongPassword"]
        );
        let after = change_password(&libero, &mina, PASSWORD, OTHER_PASSWORD).await.unwrap();
        for dead in [&other, &before] {
            assert!(session::find(&libero, dead.expose()).await.unwrap().is_none());
        }
        assert_eq!(found(&libero, &after).await.session, mina.session);
        assert_eq!(refusal(sign_in(&libero, MINA, PASSWORD, ADDRESS).await), Error::WrongCredentials);
        sign_in(&libero, MINA, OTHER_PASSWORD, ADDRESS).await.unwrap();

        for _ in 0..5 {
            assert_eq!(
                wrong_fields(change_password(&libero, &mina, "a guess", PASSWORD).await),
                ["current: WrongPassword"]
            );
        }
        let told = refusal(change_password(&libero, &mina, OTHER_PASSWORD, PASSWORD).await);
        assert!(matches!(told, Error::TryLater { .. }), "an open screen is no way around the delay: {told}");
    }

    async fn a_new_password_is_long_and_not_made_of_names_at_hand(place: &Place) {
        let libero = libero(place).await;
        an_agency(&libero).await;
        let token = sign_in(&libero, MINA, PASSWORD, ADDRESS).await.unwrap();
        let mina = found(&libero, &token).await;
        for (new, told) in [
            ("too short", "new: TooShort { min: 12 }"),
            ("sarvestani 1990", "new: WeakPassword"),
            ("Mina Sarvestani 7", "new: WeakPassword"),
            ("Chakavand Agency 1405", "new: WeakPassword"),
        ] {
            let change = ChangePassword { current: PASSWORD.into(), new: new.into(), again: new.into() };
            let answer = session::change_password(&libero, &mina.actor, mina.session, change, ADDRESS).await;
            assert_eq!(wrong_fields(answer), [told], "{new}");
        }
        let change =
            ChangePassword { current: PASSWORD.into(), new: OTHER_PASSWORD.into(), again: PASSWORD.into() };
        let answer = session::change_password(&libero, &mina.actor, mina.session, change, ADDRESS).await;
        assert_eq!(wrong_fields(answer), ["again: PasswordsDiffer"]);

        let persian = "  گاو را از پشت نشان ندهید ";
        change_password(&libero, &mina, PASSWORD, persian).await.unwrap();
        assert_eq!(refusal(sign_in(&libero, MINA, persian.trim(), ADDRESS).await), Error::WrongCredentials);
        sign_in(&libero, MINA, persian, ADDRESS).await.unwrap();
    }

    async fn of_many_who_hold_a_reset_link_one_sets_the_password(place: &Place) {
        let libero = Arc::new(libero(place).await);
        let admin = an_agency(&libero).await;
        let (pm, email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let token = sign_in(&libero, &email, PASSWORD, ADDRESS).await.unwrap();
        let void = reset_code(&libero, &admin, pm.user).await;
        let code = reset_code(&libero, &admin, pm.user).await;
        let wrong = ["code: WrongCode"];
        assert_eq!(wrong_fields(session::reset_password(&libero, reset(&void, OTHER_PASSWORD)).await), wrong);
        assert_eq!(
            wrong_fields(session::reset_password(&libero, reset(&code, "short")).await),
            ["new: TooShort { min: 12 }"]
        );

        let answers = at_once(&libero, |libero| {
            let form = reset(&code, OTHER_PASSWORD);
            async move { session::reset_password(&libero, form).await }
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        for answer in answers.into_iter().filter(Outcome::is_err) {
            assert_eq!(wrong_fields(answer), wrong);
        }
        assert_eq!(audited(&libero, "password.reset").await, 2);
        assert!(session::find(&libero, token.expose()).await.unwrap().is_none(), "every session ends");
        assert_eq!(refusal(sign_in(&libero, &email, PASSWORD, ADDRESS).await), Error::WrongCredentials);
        sign_in(&libero, &email, OTHER_PASSWORD, ADDRESS).await.unwrap();
    }

    async fn a_reset_link_lives_a_day_and_ends_a_delay(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let (pm, email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let link = user::make_reset_link(&libero, &admin, pm.user).await.unwrap();
        let life = link.expires_at.since_ms(libero.clock.now());
        assert!((86_340_000..=86_400_000).contains(&life), "{life}");
        five_wrong(&libero, &email, ADDRESS).await;
        let code = link.path.strip_prefix("/reset?code=").unwrap();
        write(&libero.db, "UPDATE one_time_code SET expires_at = expires_at - CAST(86400000 AS BIGINT)")
            .await;
        assert_eq!(
            wrong_fields(session::reset_password(&libero, reset(code, OTHER_PASSWORD)).await),
            ["code: WrongCode"]
        );

        let code = reset_code(&libero, &admin, pm.user).await;
        session::reset_password(&libero, reset(&code, OTHER_PASSWORD)).await.unwrap();
        sign_in(&libero, &email, OTHER_PASSWORD, ADDRESS).await.unwrap();
        let stored =
            texts(&mut libero.db.read().await.unwrap(), "SELECT hash FROM one_time_code").await.unwrap();
        assert!(stored.iter().all(|(hash,)| !hash.contains(&code)));
    }
    async fn an_old_password_opens_no_session_that_outlives_it(place: &Place) {
        let libero = Arc::new(libero(place).await);
        let admin = an_agency(&libero).await;
        let (pm, email) = a_user_with_password(&libero, &admin, Role::Pm).await;
        let code = reset_code(&libero, &admin, pm.user).await;
        let setting = {
            let libero = libero.clone();
            tokio::spawn(async move { session::reset_password(&libero, reset(&code, OTHER_PASSWORD)).await })
        };
        let door = AtomicU8::new(0);
        at_once(&libero, |libero| {
            let (email, address) = (email.clone(), format!("10.0.0.{}", door.fetch_add(1, Ordering::SeqCst)));
            async move { sign_in(&libero, &email, PASSWORD, &address).await.map(|_| ()) }
        })
        .await;
        setting.await.unwrap().unwrap();
        assert!(session::list(&libero, &pm, None).await.unwrap().is_empty());
    }
}
