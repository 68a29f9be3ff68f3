//! Drafts on the desktop: saved on top of what was seen, moved, thrown away.

use super::*;
use libero_domain::command::Command;
use libero_domain::contact_report::ReportFilter;
use libero_domain::detail::When;

fn a_save(id: ReportId, version: i64, body: ReportBody) -> Command<SaveReport> {
    command(SaveReport { id, version, body })
}

crate::db_tests! {
    async fn a_stale_save_is_told_the_version_and_changes_nothing(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = stage.a_draft().await;
        let mut body = stage.body();
        body.place = "دفتر ما".into();
        let first = a_save(id, 1, body.clone());
        let saved = contact_report::save(libero, am, first.clone()).await.unwrap();
        assert_eq!(saved.version, 2);
        assert_eq!(contact_report::save(libero, am, first.clone()).await.unwrap(), saved);
        for seen in [0, 1, 3] {
            let told = refusal(save(libero, am, id, seen, stage.body()).await);
            assert_eq!(told, Error::Stale { current: 2 });
        }
        let mut other = first;
        other.body.body.place = "دفتر مشتری".into();
        assert_eq!(refusal(contact_report::save(libero, am, other).await), Error::CommandReused);
        let page = stage.page(id).await;
        assert_eq!((page.version, page.body), (2, body));
        // Saves are the audit's, not the client's history.
        assert_eq!(stage.count("SELECT COUNT(*) FROM audit WHERE action = 'report.saved'").await, 1);
        assert_eq!(stage.count("SELECT COUNT(*) FROM timeline WHERE happening LIKE '%report_saved%'").await, 0);
    }

    async fn of_many_who_save_on_one_version_one_does(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.a_draft().await;
        let acts = (0..MANY).map(|at| {
            let (libero, am, mut body) = (stage.libero.clone(), stage.am.clone(), stage.body());
            body.place = format!("اتاق {at}");
            async move { save(&libero, &am, id, 1, body).await }
        });
        let answers = at_once(acts).await;
        let (done, late): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), late.len()), (1, MANY - 1));
        assert!(late.into_iter().all(|told| refusal(told) == Error::Stale { current: 2 }));
    }

    async fn a_version_of_nothing_is_not_found(place: &Place) {
        let stage = a_stage(place).await;
        not_found(save(&stage.libero, &stage.am, ReportId(Uuid::now_v7()), 3, stage.body()).await);
        let mut body = stage.body();
        body.client = None;
        let told = save(&stage.libero, &stage.am, ReportId(Uuid::now_v7()), 0, body).await;
        assert_eq!(wrong_fields(told), ["client: Needed"]);
    }

    async fn strangers_days_and_campaigns_are_answered_at_their_fields(place: &Place) {
        let stage = a_stage(place).await;
        let stranger = stage.colleague(Role::Am).await;
        let other = a_client(&stage.libero, &stranger, "رهوار").await;
        let elsewhere = a_person(&stage.libero, &stranger, other, "یزدان‌پناه", true).await;
        let mut body = stage.body();
        body.held_on = "1502-01-01".parse().unwrap();
        body.attendees[0] = Attendee::present(Party::User(stranger.user));
        body.entries[1].action.owner = Some(Party::Person(elsewhere));
        body.entries[2].action.due_on = "9999-12-31".parse().ok();
        body.entries[3].said_by = Some(elsewhere);
        body.entries[3].detail.when = When::Campaign("ن".repeat(201));
        body.entries[4].topic = Some(TopicId(Uuid::now_v7()));
        let told = wrong_fields(save(&stage.libero, &stage.am, ReportId(Uuid::now_v7()), 0, body).await);
        let fields = [
            "held_on: DateOutOfRange",
            "attendees.0: NotHere",
            "entries.1.owner: NotHere",
            "entries.2.due: DateOutOfRange",
            "entries.3.said_by: NotHere",
            "entries.3.when: TooLong { max: 200 }",
            "entries.4.topic: NotHere",
        ];
        assert_eq!(told, fields);
    }

    async fn a_draft_moves_only_to_a_client_where_its_author_may_write(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = stage.a_draft().await;
        let own = a_client(libero, am, "سایه‌سر").await;
        let closed = a_client(libero, &stage.head, "رهوار").await;
        let mut body = ReportBody::empty("2027-02-09".parse().unwrap());
        body.client = Some(closed);
        not_found(save(libero, am, id, 1, body.clone()).await);
        body.client = Some(own);
        save(libero, am, id, 1, body).await.unwrap();
        assert_eq!(stage.page(id).await.client.id, own);
        assert_eq!(stage.count(&format!("SELECT COUNT(*) FROM search_row WHERE client_id = '{own}'")).await, 1);
    }

    async fn only_a_draft_is_thrown_away_and_then_it_is_not_there(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = stage.a_draft().await;
        let told = refusal(contact_report::discard(libero, am, command((id, 2))).await);
        assert_eq!(told, Error::Stale { current: 1 });
        let discard = command((id, 1));
        for _ in 0..2 {
            contact_report::discard(libero, am, discard.clone()).await.unwrap();
        }
        not_found(contact_report::page(libero, am, id).await);
        not_found(save(libero, am, id, 2, stage.body()).await);
        not_found(contact_report::discard(libero, am, command((id, 2))).await);
        assert_eq!(contact_report::list(libero, am, ReportFilter::default(), Cursor(None)).await.unwrap().rows, []);
        let id = stage.an_issued().await;
        let told = refusal(contact_report::discard(libero, am, command((id, 2))).await);
        assert_eq!(told, wrong_state("issued", "discard"));
    }
}
