//! Who sees which report, and what of it.

use super::*;
use libero_domain::contact_report::{ReportFilter, ReportRow};
use std::collections::BTreeSet;

async fn listed(stage: &Stage, who: &Actor) -> Vec<ReportRow> {
    contact_report::list(&stage.libero, who, ReportFilter::default(), Cursor(None)).await.unwrap().rows
}

async fn sees(stage: &Stage, who: &Actor, id: ReportId) -> bool {
    let in_list = listed(stage, who).await.iter().any(|row| row.id == id);
    let on_client = client::page(&stage.libero, who, stage.client).await;
    let on_client = on_client.is_ok_and(|page| page.reports.iter().any(|row| row.id == id));
    let page = contact_report::page(&stage.libero, who, id).await;
    assert_eq!(in_list, page.is_ok(), "the list shows what opens");
    assert_eq!(in_list, on_client, "so does the client's page");
    if page.is_err() {
        not_found(page);
    }
    in_list
}

crate::db_tests! {
    async fn drafts_are_seen_by_their_author_and_who_leads(place: &Place) {
        let stage = a_stage(place).await;
        let pm = stage.with(Role::Pm, Position::Pm).await;
        let cover = stage.with(Role::Am, Position::Cover).await;
        let writer = stage.with(Role::Specialist, Position::Member).await;
        let stranger = stage.colleague(Role::Am).await;
        let finance = stage.colleague(Role::Finance).await;
        let technician = stage.colleague(Role::Admin).await;
        let id = stage.a_draft_by(&pm).await;
        for (who, yes) in [
            (&pm, true),
            (&stage.am, true),
            (&cover, true),
            (&stage.head, true),
            (&writer, false),
            (&stranger, false),
            (&finance, false),
            (&technician, false),
        ] {
            assert_eq!(sees(&stage, who, id).await, yes, "{:?}", who.roles);
        }
        stage.issue(id, 1, &[stage.brand]).await.unwrap();
        for (who, yes) in [(&writer, true), (&finance, true), (&stranger, false), (&technician, false)] {
            assert_eq!(sees(&stage, who, id).await, yes, "{:?}", who.roles);
        }
        // Who is a technician alone by now sees nothing, whatever team they were on.
        assert!(!sees(&stage, &Actor { roles: vec![Role::Admin], ..writer }, id).await);
    }

    async fn internal_lines_are_for_the_team_and_the_director(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let writer = stage.with(Role::Specialist, Position::Member).await;
        let finance = stage.colleague(Role::Finance).await;
        let director = Actor { roles: vec![Role::Director], ..stage.head.clone() };
        for (who, lines) in [(&stage.am, 7), (&writer, 7), (&director, 7), (&finance, 4)] {
            let page = contact_report::page(&stage.libero, who, id).await.unwrap();
            assert_eq!(page.body.entries.len(), lines, "{:?}", who.roles);
            assert_eq!(serde_json::to_string(&page).unwrap().contains(SIGNAL), lines == 7);
        }
        let may = contact_report::page(&stage.libero, &writer, id).await.unwrap().may;
        assert!(!may.edit && !may.issue && !may.links);
    }

    async fn a_report_goes_out_of_sight_with_the_membership(place: &Place) {
        let stage = a_stage(place).await;
        let writer = stage.with(Role::Specialist, Position::Member).await;
        let own = stage.a_draft_by(&writer).await;
        let issued = stage.an_issued().await;
        assert!(sees(&stage, &writer, own).await && sees(&stage, &writer, issued).await);
        let team = client::page(&stage.libero, &stage.am, stage.client).await.unwrap().team;
        let member = team.iter().find(|member| member.user.id == writer.user).unwrap().id;
        team::remove(&stage.libero, &stage.am, command((stage.client, member))).await.unwrap();
        assert!(!sees(&stage, &writer, own).await && !sees(&stage, &writer, issued).await);
        not_found(save(&stage.libero, &writer, own, 1, stage.body()).await);
        not_found(contact_report::discard(&stage.libero, &writer, command((own, 1))).await);
    }

    async fn a_long_list_is_read_in_pages_newest_contact_first(place: &Place) {
        let stage = a_stage(place).await;
        for at in 0..60 {
            let held_on = chrono::NaiveDate::from_ymd_opt(2027, 1, 1 + at % 28).unwrap();
            let body = ReportBody { held_on, ..stage.body() };
            save(&stage.libero, &stage.am, ReportId(Uuid::now_v7()), 0, body).await.unwrap();
        }
        let issued = stage.an_issued().await;
        let list = async |filter: ReportFilter, after| {
            contact_report::list(&stage.libero, &stage.am, filter, after).await.unwrap()
        };
        let one = list(ReportFilter::default(), Cursor(None)).await;
        let two = list(ReportFilter::default(), one.next.clone()).await;
        assert_eq!((one.rows.len(), two.rows.len(), two.next), (50, 11, Cursor(None)));
        let all: Vec<_> = one.rows.iter().chain(&two.rows).collect();
        assert_eq!(all.iter().map(|row| row.id).collect::<BTreeSet<_>>().len(), 61);
        assert!(all.windows(2).all(|pair| pair[0].held_on >= pair[1].held_on));
        assert_eq!((all[0].id, all[0].entries), (issued, 7));
        let of_state = list(ReportFilter { state: Some(State::Issued), client: None }, Cursor(None)).await;
        assert_eq!(of_state.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [issued]);
        let other = a_client(&stage.libero, &stage.am, "رهوار").await;
        let of_client = list(ReportFilter { client: Some(other), state: None }, Cursor(None)).await;
        assert_eq!(of_client.rows, []);
    }
}
