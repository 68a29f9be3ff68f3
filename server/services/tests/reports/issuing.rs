//! Issuing: what stands in its way, the number that is given once, what entries become.

use super::*;
use libero_domain::contact_report::Number;
use libero_domain::detail::Source;
use libero_domain::promise::Side;
use libero_domain::time::Timestamp;
use libero_services::{detail, promise, read_back};
use std::collections::BTreeSet;

crate::db_tests! {
    async fn what_stands_in_the_way_is_answered_at_once(place: &Place) {
        let stage = a_stage(place).await;
        let id = ReportId(Uuid::now_v7());
        let mut body = stage.body();
        body.topics[0].title = " ".into();
        body.entries[1].action.owner = None;
        body.entries[2].action.due_on = None;
        body.entries[3].text = String::new();
        save(&stage.libero, &stage.am, id, 0, body).await.unwrap();
        let fields = [
            "recipients: Needed",
            "topics.0.title: Needed",
            "entries.1.owner: OwnerNeeded",
            "entries.2.due: DueNeeded",
            "entries.3.text: Needed",
        ];
        assert_eq!(wrong_fields(stage.issue(id, 1, &[]).await), fields);

        let mut inside = stage.body();
        inside.entries.retain(|entry| !entry.kind.for_client());
        save(&stage.libero, &stage.am, id, 1, inside).await.unwrap();
        assert_eq!(wrong_fields(stage.issue(id, 2, &[stage.brand]).await), ["entries: NothingForClient"]);

        let mut nameless = stage.body();
        nameless.entries[3].detail.when = libero_domain::detail::When::Campaign(" ".into());
        save(&stage.libero, &stage.am, id, 2, nameless).await.unwrap();
        assert_eq!(wrong_fields(stage.issue(id, 3, &[stage.brand]).await), ["entries.3.when: Needed"]);
        assert_eq!(stage.count("SELECT COUNT(*) FROM report_counter").await, 0, "no number is spent on it");
    }

    async fn it_goes_to_people_of_the_client_alone(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.a_draft().await;
        let other = a_client(&stage.libero, &stage.am, "رهوار").await;
        let elsewhere = a_person(&stage.libero, &stage.am, other, "یزدان‌پناه", true).await;
        let told = wrong_fields(stage.issue(id, 1, &[stage.brand, elsewhere, stage.brand]).await);
        assert_eq!(told, ["recipients.1: NotHere", "recipients.2: NotHere"]);
        assert_eq!(stage.count("SELECT COUNT(*) FROM link").await, 0);
    }

    async fn numbers_count_for_each_client_and_year(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let other = a_client(libero, am, "رهوار").await;
        let there = a_person(libero, am, other, "یزدان‌پناه", true).await;
        let mut numbers = Vec::new();
        for held_on in ["2027-02-09", "2027-02-08", "2026-03-20", "2027-03-21"] {
            let id = ReportId(Uuid::now_v7());
            let body = ReportBody { held_on: held_on.parse().unwrap(), ..stage.body() };
            save(libero, am, id, 0, body).await.unwrap();
            numbers.push(stage.issue(id, 1, &[stage.brand]).await.unwrap().number.to_string());
        }
        let id = ReportId(Uuid::now_v7());
        let mut body = ReportBody::empty("2027-02-09".parse().unwrap());
        body.client = Some(other);
        body.entries = vec![Entry::new(EntryId(Uuid::now_v7()), EntryKind::Decision, "قرارداد تا خرداد")];
        save(libero, am, id, 0, body).await.unwrap();
        numbers.push(issue(libero, am, id, 1, &[there]).await.unwrap().number.to_string());
        assert_eq!(numbers, ["1405/001", "1405/002", "1404/001", "1406/001", "1405/001"]);
    }

    async fn of_many_reports_issued_at_once_each_has_its_own_number(place: &Place) {
        let stage = a_stage(place).await;
        let mut drafts = Vec::new();
        for _ in 0..MANY {
            drafts.push(stage.a_draft().await);
        }
        let acts = drafts.iter().map(|id| {
            let (libero, am, id, to) = (stage.libero.clone(), stage.am.clone(), *id, [stage.brand]);
            async move { issue(&libero, &am, id, 1, &to).await }
        });
        let numbers: BTreeSet<_> =
            at_once(acts).await.into_iter().map(|told| told.unwrap().number.sequence).collect();
        assert_eq!(numbers, (1..=MANY as u32).collect());
        assert_eq!(stage.count("SELECT COUNT(*) FROM read_back").await, MANY as i64);
    }

    async fn a_report_is_issued_once_however_often_it_is_asked(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.a_draft().await;
        let one = command(IssueReport { id, version: 1, recipients: vec![stage.brand] });
        let acts = (0..MANY).map(|_| {
            let (libero, am, one) = (stage.libero.clone(), stage.am.clone(), one.clone());
            async move { contact_report::issue(&libero, &am, one).await }
        });
        let mut answers: Vec<_> = at_once(acts).await.into_iter().map(|told| told.unwrap()).collect();
        answers.push(contact_report::issue(&stage.libero, &stage.am, one).await.unwrap());
        answers.dedup();
        assert_eq!(answers.len(), 1);
        assert_eq!((answers[0].number, answers[0].version), (Number { year: 1405, sequence: 1 }, 2));

        let id = stage.a_draft().await;
        let acts = (0..MANY).map(|_| {
            let (libero, am, to) = (stage.libero.clone(), stage.am.clone(), [stage.brand]);
            async move { issue(&libero, &am, id, 1, &to).await }
        });
        let (done, late): (Vec<_>, Vec<_>) = at_once(acts).await.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), late.len()), (1, MANY - 1));
        assert!(late.into_iter().all(|told| refusal(told) == wrong_state("issued", "issue")));
        assert_eq!(stage.count("SELECT last FROM report_counter").await, 2);
        for (table, rows) in [("link", 2), ("promise", 4), ("detail", 2), ("read_back", 2), ("report_wording", 2)] {
            assert_eq!(stage.count(&format!("SELECT COUNT(*) FROM {table}")).await, rows, "{table}");
        }
        assert_eq!(stage.count("SELECT COUNT(*) FROM audit WHERE action = 'report.issued'").await, 2);
    }

    async fn older_words_are_not_issued(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.a_draft().await;
        save(&stage.libero, &stage.am, id, 1, stage.body()).await.unwrap();
        let told = refusal(stage.issue(id, 1, &[stage.brand]).await);
        assert_eq!(told, Error::Stale { current: 2 });
        assert_eq!(stage.issue(id, 2, &[stage.brand]).await.unwrap().number.sequence, 1);
        assert_eq!(refusal(save(&stage.libero, &stage.am, id, 3, stage.body()).await), wrong_state("issued", "save"));
    }

    async fn entries_become_promises_details_and_kept_lines(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let designer = stage.with(Role::Specialist, Position::Member).await;
        let id = stage.an_issued().await;
        let page = stage.page(id).await;
        assert_eq!(page.state, State::Issued);
        assert_eq!(page.body.entries.iter().map(|entry| entry.line.unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        let number = Number { year: 1405, sequence: 1 };

        let promises = promise::list(libero, am, client, Cursor(None)).await.unwrap().rows;
        let shown: Vec<_> = promises.iter().map(|row| (row.side, row.owner, row.report)).collect();
        assert_eq!(
            shown,
            [
                (Side::Ours, Party::User(am.user), Some((id, number, 2))),
                (Side::Theirs, Party::Person(stage.brand), Some((id, number, 3))),
            ]
        );
        // Sunday 25 Bahman, at closing.
        assert_eq!(promises[0].due, Timestamp(1_802_611_800_000));
        assert!(promises.iter().all(|row| !row.contested));

        let register = detail::register(libero, am, client, Cursor(None)).await.unwrap().page.rows;
        let [wish] = &register[..] else { panic!("{register:?}") };
        assert_eq!((wish.weight, &wish.areas[..]), (Weight::RedLine, &[Area::Outdoor, Area::Print][..]));
        assert_eq!(wish.said_by.as_ref().map(|person| person.id), Some(stage.brand));
        let source = Source::Report { report: id, number, line: 4, held_on: "2027-02-09".parse().unwrap() };
        assert_eq!(wish.source, source);
        for who in [am, &designer] {
            let tasks = read_back::mine(libero, who).await.unwrap().tasks;
            assert_eq!(tasks.iter().map(|task| task.detail.id).collect::<Vec<_>>(), [wish.id]);
        }
        for (kind, line) in [("decision", 1), ("feedback", 5), ("signal", 6)] {
            let sql = format!("SELECT line FROM kept_line WHERE kind = '{kind}' AND report_id = '{id}'");
            assert_eq!(stage.count(&sql).await, line);
        }
        assert_eq!(stage.count("SELECT COUNT(*) FROM kept_line").await, 3, "a note stays where it is");
        let contact = client::page(libero, am, client).await.unwrap().last_contact;
        assert_eq!(contact, "2027-02-09".parse().ok());
        assert_eq!(stage.count("SELECT COUNT(*) FROM report r JOIN report_wording w ON w.report_id = r.id AND w.body = r.body").await, 1);
    }

    async fn entries_that_came_from_another_report_are_kept_too(place: &Place) {
        let stage = a_stage(place).await;
        let body = stage.body();
        for sequence in 1..=2 {
            let id = ReportId(Uuid::now_v7());
            save(&stage.libero, &stage.am, id, 0, body.clone()).await.unwrap();
            assert_eq!(stage.issue(id, 1, &[stage.brand]).await.unwrap().number.sequence, sequence);
        }
        assert_eq!(stage.count("SELECT COUNT(*) FROM kept_line").await, 6);
    }

    async fn who_may_issue_is_asked_of_the_client_and_its_policy(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, to) = (&stage.libero, [stage.brand]);
        let pm = stage.with(Role::Pm, Position::Pm).await;
        let writer = stage.with(Role::Specialist, Position::Member).await;
        let cover = stage.with(Role::Am, Position::Cover).await;
        let stranger = stage.colleague(Role::Am).await;
        let technician = stage.colleague(Role::Admin).await;
        let finance = stage.colleague(Role::Finance).await;
        let by_pm = stage.a_draft_by(&pm).await;
        let by_writer = stage.a_draft_by(&writer).await;
        not_allowed(issue(libero, &pm, by_pm, 1, &to).await);
        not_allowed(issue(libero, &writer, by_writer, 1, &to).await);
        for who in [&pm, &stranger, &technician, &finance] {
            not_found(issue(libero, who, by_writer, 1, &to).await);
        }
        issue(libero, &cover, by_writer, 1, &to).await.unwrap();
        let policy = Policy { pm_may_issue: true, ..Policy::default() };
        client::set_policy(libero, &stage.am, command((stage.client, 1, policy))).await.unwrap();
        not_allowed(issue(libero, &writer, stage.a_draft_by(&writer).await, 1, &to).await);
        issue(libero, &pm, by_pm, 1, &to).await.unwrap();
        let director = Actor { roles: vec![Role::Director], ..stage.head.clone() };
        issue(libero, &director, stage.a_draft().await, 1, &to).await.unwrap();
    }
}
