//! The first set-up, and what it leaves behind.

use crate::support::*;
use crate::{at_once, audited};
use libero_domain::agency::Thursday;
use libero_domain::calendar::Calendar;
use libero_domain::check::Code;
use libero_domain::error::Error;
use libero_domain::reader::Lang;
use libero_domain::rights::Role;
use libero_services::{Outcome, agency};
use std::sync::Arc;

crate::db_tests! {
    async fn the_set_up_makes_an_agency_and_signs_its_first_person_in(place: &Place) {
        let libero = libero(place).await;
        assert!(!agency::is_set_up(&libero).await.unwrap());
        let before = agency::boot(&libero, None, None, Some("en-GB,fa;q=0.5")).await.unwrap();
        assert_eq!(
            (before.set_up, before.reader.lang, before.reader.calendar),
            (false, Lang::En, Calendar::Gregorian)
        );

        let code = agency::set_up_code(&libero).await.unwrap().unwrap();
        let mut form = set_up_form(&code.to_lowercase().replace('-', " "));
        form.thursday = Thursday::Half;
        (form.password, form.again) = ("sarvestani 1990".into(), "sarvestani 1990".into());
        assert_eq!(
            wrong_fields(agency::set_up(&libero, form.clone(), ADDRESS, DEVICE).await),
            ["password: WeakPassword"]
        );
        (form.password, form.again) = (PASSWORD.into(), PASSWORD.into());
        let (token, remembered) = agency::set_up(&libero, form, ADDRESS, DEVICE).await.unwrap();
        let mina = found(&libero, &token).await;
        assert_eq!(
            (mina.actor.roles.as_slice(), remembered),
            ([Role::Admin, Role::Director].as_slice(), false)
        );

        assert!(agency::set_up_code(&libero).await.unwrap().is_none());
        let page = agency::page(&libero, &mina.actor).await.unwrap();
        assert_eq!((page.fields.name_fa.as_str(), page.fields.area_code.as_str()), ("آژانس چکاوند", "21"));
        let office = libero.office().await.unwrap();
        assert_eq!(office, page.office);
        assert!(office.holiday_on("2027-02-11".parse().unwrap()).is_some(), "22 Bahman");
        let thursday = office.hours_on("2027-02-18".parse().unwrap()).unwrap();
        assert_eq!(thursday.1.to_string(), "13:00:00");

        let boot = agency::boot(&libero, Some(&mina), Some(Lang::En), None).await.unwrap();
        assert_eq!((boot.reader.lang, boot.me), (Lang::Fa, Some(mina.me)));
        assert_eq!(boot.agency, ("آژانس چکاوند".into(), "Chakavand Agency".into()));
        assert_eq!(audited(&libero, "agency.set_up").await, 1);
    }

    async fn of_many_who_hold_the_set_up_code_one_makes_the_agency(place: &Place) {
        let libero = Arc::new(libero(place).await);
        let code = agency::set_up_code(&libero).await.unwrap().unwrap();
        let answers = at_once(&libero, |libero| {
            let form = set_up_form(&code);
            async move { agency::set_up(&libero, form, ADDRESS, DEVICE).await.map(|_| ()) }
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        for answer in answers.into_iter().filter(Outcome::is_err) {
            let error = refusal(answer);
            assert!(error == Error::NotFound || error == Error::invalid("code", Code::WrongCode), "{error}");
        }
        assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM agency").await, 1);
        assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM app_user").await, 1);
        assert_eq!(number(&libero.db, "SELECT COUNT(*) FROM session").await, 1);
    }

    async fn a_set_up_code_is_void_after_a_newer_one_and_after_ten_wrong_ones(place: &Place) {
        let libero = libero(place).await;
        let wrong = async |code: &str| {
            wrong_fields(agency::set_up(&libero, set_up_form(code), ADDRESS, DEVICE).await)
        };
        let older = agency::set_up_code(&libero).await.unwrap().unwrap();
        let newer = agency::set_up_code(&libero).await.unwrap().unwrap();
        assert_eq!(wrong(&older).await, ["code: WrongCode"]);
        for _ in 0..9 {
            assert_eq!(wrong("AAAA-AAAA").await, ["code: WrongCode"]);
        }
        assert_eq!(wrong(&newer).await, ["code: WrongCode"]);

        let after_restart = agency::set_up_code(&libero).await.unwrap().unwrap();
        write(&libero.db, "UPDATE one_time_code SET expires_at = 1").await;
        assert_eq!(wrong(&after_restart).await, ["code: WrongCode"]);
        let last = agency::set_up_code(&libero).await.unwrap().unwrap();
        agency::set_up(&libero, set_up_form(&last), ADDRESS, DEVICE).await.unwrap();
        assert_eq!(
            refusal(agency::set_up(&libero, set_up_form(&last), ADDRESS, DEVICE).await),
            Error::NotFound
        );
    }
}
