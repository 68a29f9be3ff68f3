//! Drafts from devices: stored once, private to their author, then reports.

use super::*;
use libero_domain::command::Command;
use libero_domain::contact_report::ReportFilter;
use libero_domain::draft::{DraftStored, DraftTheirs, ENVELOPE_VERSION, PutDraft};
use libero_domain::id::DeviceId;
use libero_services::draft::{self, PutAnswer};

fn a_put(body: ReportBody, base: i64, ready: bool) -> Command<PutDraft> {
    let device = DeviceId(Uuid::now_v7());
    command(PutDraft { envelope_version: ENVELOPE_VERSION, base, ready, device, body })
}

fn stored(answer: PutAnswer) -> DraftStored {
    match answer {
        PutAnswer::Stored(stored) => stored,
        PutAnswer::Stale(theirs) => panic!("{theirs:?}"),
    }
}

fn theirs(answer: PutAnswer) -> DraftTheirs {
    match answer {
        PutAnswer::Stored(stored) => panic!("{stored:?}"),
        PutAnswer::Stale(theirs) => theirs,
    }
}

fn new_id() -> ReportId {
    ReportId(Uuid::now_v7())
}

crate::db_tests! {
    async fn a_draft_is_stored_once_however_often_it_is_sent(place: &Place) {
        let stage = a_stage(place).await;
        let (id, put) = (new_id(), a_put(stage.body(), 0, false));
        let acts = (0..MANY).map(|_| {
            let (libero, am, put) = (stage.libero.clone(), stage.am.clone(), put.clone());
            async move { draft::put(&libero, &am, id, put).await }
        });
        let mut answers: Vec<_> = at_once(acts).await.into_iter().map(|told| stored(told.unwrap())).collect();
        answers.push(stored(draft::put(&stage.libero, &stage.am, id, put.clone()).await.unwrap()));
        answers.dedup();
        assert_eq!(answers.len(), 1, "each is told the same");
        assert_eq!((answers[0].version, answers[0].settled), (1, false));
        assert_eq!(stage.count("SELECT COUNT(*) FROM server_draft WHERE version = 1").await, 1);
        assert_eq!(stage.count("SELECT COUNT(*) FROM audit WHERE action = 'draft.stored'").await, 1);
        assert_eq!(draft::get(&stage.libero, &stage.am, id).await.unwrap().body, stage_body(&put));

        let mut other = put.clone();
        other.body.body.place = "دفتر مشتری".into();
        assert_eq!(refusal(draft::put(&stage.libero, &stage.am, id, other).await), Error::CommandReused);
        assert_eq!(refusal(draft::put(&stage.libero, &stage.am, new_id(), put).await), Error::CommandReused);
    }

    async fn of_many_who_begin_one_draft_at_once_one_does_and_the_rest_see_its_words(place: &Place) {
        let stage = a_stage(place).await;
        let id = new_id();
        let acts = (0..MANY).map(|at| {
            let (libero, am, mut body) = (stage.libero.clone(), stage.am.clone(), stage.body());
            body.place = format!("اتاق {at}");
            async move { draft::put(&libero, &am, id, a_put(body, 0, false)).await }
        });
        let answers: Vec<_> = at_once(acts).await.into_iter().map(|told| told.unwrap()).collect();
        let first = draft::get(&stage.libero, &stage.am, id).await.unwrap();
        let late: Vec<_> = answers.into_iter().filter(|told| matches!(told, PutAnswer::Stale(_))).map(theirs).collect();
        assert_eq!(late.len(), MANY - 1);
        assert!(late.iter().all(|theirs| theirs.version == 1 && theirs.body == first.body));
    }

    async fn older_words_are_answered_with_what_is_stored(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, id) = (&stage.libero, &stage.am, new_id());
        draft::put(libero, am, id, a_put(stage.body(), 0, false)).await.unwrap();
        let mut newer = stage.body();
        newer.place = "دفتر ما".into();
        let answer = stored(draft::put(libero, am, id, a_put(newer.clone(), 1, false)).await.unwrap());
        assert_eq!(answer.version, 2);
        let late = a_put(stage.body(), 1, true);
        for _ in 0..2 {
            let told = theirs(draft::put(libero, am, id, late.clone()).await.unwrap());
            assert_eq!((told.version, &told.body), (2, &newer));
            assert!(told.by.starts_with("همکار"));
        }
        assert_eq!(draft::get(libero, am, id).await.unwrap().body, newer);
        assert_eq!(stage.count("SELECT COUNT(*) FROM report").await, 0);
    }

    async fn done_makes_a_report_and_later_words_go_on_top_of_it(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, id) = (&stage.libero, &stage.am, new_id());
        let mut nameless = stage.body();
        nameless.client = None;
        assert_eq!(wrong_fields(draft::put(libero, am, id, a_put(nameless, 0, true)).await), ["client: Needed"]);
        draft::put(libero, am, id, a_put(stage.body(), 0, false)).await.unwrap();
        assert_eq!(contact_report::list(libero, am, ReportFilter::default(), Cursor(None)).await.unwrap().rows, []);
        let mut body = stage.body();
        let answer = stored(draft::put(libero, am, id, a_put(body.clone(), 1, true)).await.unwrap());
        assert_eq!((answer.version, answer.settled), (2, true));
        let page = stage.page(id).await;
        assert_eq!((page.version, page.state, &page.body), (2, State::Draft, &body));
        let drafts = draft::list(libero, am).await.unwrap();
        assert_eq!(drafts.iter().map(|row| (row.id, row.settled)).collect::<Vec<_>>(), [(id, true)]);
        assert_eq!(stage.count("SELECT COUNT(*) FROM timeline WHERE happening LIKE '%report_drafted%'").await, 1);

        body.place = "از تلفن".into();
        let answer = stored(draft::put(libero, am, id, a_put(body.clone(), 2, false)).await.unwrap());
        assert_eq!((answer.version, answer.settled), (3, true));
        body.place = "از رایانه".into();
        save(libero, am, id, 3, body.clone()).await.unwrap();
        let told = theirs(draft::put(libero, am, id, a_put(stage.body(), 3, true)).await.unwrap());
        assert_eq!((told.version, &told.body), (4, &body));

        stage.issue(id, 4, &[stage.brand]).await.unwrap();
        let told = refusal(draft::put(libero, am, id, a_put(stage.body(), 5, true)).await);
        assert_eq!(told, wrong_state("issued", "save"));
    }

    async fn of_many_who_say_done_at_once_one_report_comes(place: &Place) {
        let stage = a_stage(place).await;
        let id = new_id();
        let acts = (0..MANY).map(|_| {
            let (libero, am, put) = (stage.libero.clone(), stage.am.clone(), a_put(stage.body(), 0, true));
            async move { draft::put(&libero, &am, id, put).await }
        });
        let answers = at_once(acts).await;
        let first = answers.iter().filter(|told| matches!(told, Ok(PutAnswer::Stored(_)))).count();
        let late = answers.iter().filter(|told| matches!(told, Ok(PutAnswer::Stale(_)))).count();
        assert_eq!((first, late), (1, MANY - 1), "{answers:?}");
        assert_eq!(stage.page(id).await.version, 1);
    }

    async fn a_draft_is_its_authors_alone(place: &Place) {
        let stage = a_stage(place).await;
        let libero = &stage.libero;
        let pm = stage.with(Role::Pm, Position::Pm).await;
        let id = new_id();
        draft::put(libero, &pm, id, a_put(stage.body(), 0, false)).await.unwrap();
        for other in [&stage.am, &stage.head] {
            not_found(draft::get(libero, other, id).await);
            not_found(draft::put(libero, other, id, a_put(stage.body(), 0, false)).await);
            not_found(draft::put(libero, other, id, a_put(stage.body(), 1, true)).await);
            not_found(draft::delete(libero, other, id, None).await);
            not_found(contact_report::page(libero, other, id).await);
            assert_eq!(draft::list(libero, other).await.unwrap(), []);
        }
        // A report of somebody else in state draft is not there either, except for who leads.
        draft::put(libero, &pm, id, a_put(stage.body(), 1, true)).await.unwrap();
        let other = stage.with(Role::Specialist, Position::Member).await;
        let stranger = stage.colleague(Role::Am).await;
        for who in [&other, &stranger] {
            not_found(draft::put(libero, who, id, a_put(stage.body(), 2, true)).await);
        }
        stored(draft::put(libero, &stage.am, id, a_put(stage.body(), 2, true)).await.unwrap());
    }

    async fn a_client_that_is_not_open_gets_no_report(place: &Place) {
        let stage = a_stage(place).await;
        let stranger = stage.colleague(Role::Specialist).await;
        let technician = stage.colleague(Role::Admin).await;
        for who in [&stranger, &technician] {
            not_found(draft::put(&stage.libero, who, new_id(), a_put(stage.body(), 0, true)).await);
        }
        assert_eq!(stage.count("SELECT COUNT(*) FROM server_draft").await, 0, "nothing stays of it");
    }

    async fn a_draft_is_thrown_away_only_as_it_was_seen(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, id) = (&stage.libero, &stage.am, new_id());
        draft::put(libero, am, id, a_put(stage.body(), 0, false)).await.unwrap();
        draft::put(libero, am, id, a_put(stage.body(), 1, false)).await.unwrap();
        assert_eq!(refusal(draft::delete(libero, am, id, Some(1)).await), Error::Stale { current: 2 });
        draft::delete(libero, am, id, Some(2)).await.unwrap();
        not_found(draft::delete(libero, am, id, None).await);
        let id = new_id();
        draft::put(libero, am, id, a_put(stage.body(), 0, true)).await.unwrap();
        assert_eq!(refusal(draft::delete(libero, am, id, None).await), Error::Stale { current: 1 });
    }

    async fn a_pocket_holds_names_of_own_clients_and_nothing_more(place: &Place) {
        let stage = a_stage(place).await;
        let pm = stage.with(Role::Pm, Position::Pm).await;
        a_client(&stage.libero, &stage.head, "رهوار").await;
        let pocket = draft::pocket(&stage.libero, &pm).await.unwrap();
        let [one] = &pocket.clients[..] else { panic!("{pocket:?}") };
        assert_eq!((one.client.id, one.people.len(), one.team.len()), (stage.client, 2, 2));
        let text = serde_json::to_string(&pocket).unwrap();
        assert!(text.contains("تهرانچی") && !text.contains("4170"), "{text}");
        // Who is a technician alone by now learns no names, also from a place on a team that they had.
        let technician = Actor { roles: vec![Role::Admin], ..pm };
        assert_eq!(draft::pocket(&stage.libero, &technician).await.unwrap().clients, []);
    }

    async fn a_device_is_one_persons_and_may_be_sent_away(place: &Place) {
        let stage = a_stage(place).await;
        let device = DeviceId(Uuid::now_v7());
        let (libero, am) = (&stage.libero, &stage.am);
        for name in ["تلفن لیلا", "Phone"] {
            assert!(!draft::put_device(libero, am, device, name, "key-1").await.unwrap());
        }
        not_found(draft::put_device(libero, &stage.head, device, "x", "key-2").await);
        write(&libero.db, "UPDATE device SET revoked_at = 1").await;
        assert!(draft::put_device(libero, am, device, "again", "key-3").await.unwrap());
        assert_eq!(stage.count("SELECT COUNT(*) FROM device WHERE name = 'Phone' AND key_id = 'key-1'").await, 1);
    }
}

fn stage_body(put: &Command<PutDraft>) -> ReportBody {
    put.body.body.clone()
}
