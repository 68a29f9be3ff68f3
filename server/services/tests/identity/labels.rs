//! Words that an agency renames.

use crate::support::*;
use libero_domain::error::Error;
use libero_domain::label::{Label, Labels, Rename, Renamed};
use libero_domain::reader::Lang;
use libero_domain::rights::Role;
use libero_services::agency;
use std::collections::BTreeMap;

fn am_is(fa: &str) -> Labels {
    Labels(BTreeMap::from([(Label::Am, Renamed { fa: fa.into(), en: String::new() })]))
}

crate::db_tests! {
    async fn a_renamed_word_opens_every_page_until_it_is_emptied(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let rename = Rename { version: 1, labels: am_is("مدیر امور مشتریان") };
        agency::rename(&libero, &admin, command(rename.clone())).await.unwrap();
        let boot = agency::boot(&libero, None, None, None).await.unwrap();
        assert_eq!(boot.labels.word(Label::Am, Lang::Fa), "مدیر امور مشتریان");
        assert_eq!(boot.labels.word(Label::Am, Lang::En), Label::Am.own(Lang::En));

        assert_eq!(refusal(agency::rename(&libero, &admin, command(rename)).await), Error::Stale { current: 2 });
        agency::rename(&libero, &admin, command(Rename { version: 2, labels: am_is(" ") })).await.unwrap();
        let boot = agency::boot(&libero, None, None, None).await.unwrap();
        assert_eq!(boot.labels, Labels::default());
    }

    async fn only_who_runs_the_agency_renames(place: &Place) {
        let libero = libero(place).await;
        let admin = an_agency(&libero).await;
        let am = a_user(&libero, &admin, Role::Am).await;
        let rename = Rename { version: 1, labels: am_is("مدیر امور مشتریان") };
        assert_eq!(refusal(agency::rename(&libero, &am, command(rename)).await), Error::NotAllowed);
        let boot = agency::boot(&libero, None, None, None).await.unwrap();
        assert_eq!(boot.labels, Labels::default());
    }
}
