//! Today: each person's matters in their groups, and what grows late reaches the next name above.
//!
//! It is Wednesday 10 February 2027, 9:12; Thursday and Friday are off.

use super::*;
use chrono::NaiveDate;
use libero_domain::contact_report::{
    AnswerLine, AnswerReport, Entry, EntryKind, IssueReport, ReportBody, SaveReport,
};
use libero_domain::id::{EntryId, LinkId, ReportId};
use libero_domain::reader::Lang;
use libero_domain::today::{Group, Matter, TodayPage, TodayRow};
use libero_services::{contact_report, today};

async fn day(libero: &Libero, who: &Actor) -> TodayPage {
    today::page(libero, who, Lang::Fa).await.unwrap()
}

async fn waiting(libero: &Libero, who: &Actor) -> usize {
    let office = libero.office().await.unwrap();
    let mut conn = libero.db.read().await.unwrap();
    today::waiting(&mut conn, who, &office, libero.clock.now()).await.unwrap() as usize
}

fn kind(row: &TodayRow) -> &'static str {
    match &row.fact.matter {
        Matter::Objected { .. } => "objected",
        Matter::Draft { author: None, .. } => "own draft",
        Matter::Draft { .. } => "draft",
        Matter::Unopened { .. } => "unopened",
        Matter::ReplyOver { .. } => "reply over",
        Matter::Promise { owner: None, .. } => "own promise",
        Matter::Promise { .. } => "promise",
        Matter::ReadBacks { .. } => "read-backs",
        Matter::TeamReadBacks { .. } => "team read-backs",
        Matter::Silence { .. } => "silence",
    }
}

/// The rows of one's day as groups and kinds.
async fn rows(libero: &Libero, who: &Actor) -> Vec<(Group, &'static str)> {
    let page = day(libero, who).await;
    assert_eq!(page.left(), waiting(libero, who).await, "the menu counts what the page shows");
    page.rows.iter().map(|row| (row.group, kind(row))).collect()
}

fn a_date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A draft of a meeting that ended on this day at 14:00.
async fn a_draft(libero: &Libero, by: &Actor, client: ClientId, held_on: &str) -> ReportId {
    let id = ReportId(Uuid::now_v7());
    let mut body = ReportBody::empty(a_date(held_on));
    body.client = Some(client);
    body.to = chrono::NaiveTime::from_hms_opt(14, 0, 0);
    body.entries = vec![
        Entry::new(EntryId(Uuid::now_v7()), EntryKind::Decision, "فیلم با دوربین ثابت"),
        Entry::new(EntryId(Uuid::now_v7()), EntryKind::Decision, "رنگ پونه‌ای می‌ماند"),
    ];
    contact_report::save(libero, by, command(SaveReport { id, version: 0, body })).await.unwrap();
    id
}

/// A report that went to one person of the client, and their link.
async fn an_issued_report(stage: &Stage, held_on: &str) -> (ReportId, LinkId) {
    let (libero, am) = (&stage.libero, &stage.am);
    let person = a_person(libero, am, stage.client, "تهرانچی").await;
    let id = a_draft(libero, am, stage.client, held_on).await;
    let issue = IssueReport { id, version: 1, recipients: vec![person] };
    contact_report::issue(libero, am, command(issue)).await.unwrap();
    let page = contact_report::page(libero, am, id).await.unwrap();
    (id, page.recipients[0].link)
}

async fn last_contact(stage: &Stage, day: &str) {
    write(&stage.libero.db, &format!("UPDATE client SET last_contact = '{day}'")).await;
}

crate::db_tests! {
    async fn an_account_managers_promises_stand_in_the_order_of_the_day(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let due = ["2027-02-10 16:00", "2027-02-14 10:00", "2027-02-11 10:00", "2027-02-10 11:00", "2027-02-09 15:00"];
        let mut made = Vec::new();
        for due in due {
            made.push(a_promise(libero, am, client, am.user, due).await);
        }
        let page = day(libero, am).await;
        let shown: Vec<_> = page
            .rows
            .iter()
            .map(|row| match row.fact.matter {
                Matter::Promise { promise, .. } => (row.group, promise, row.late),
                _ => panic!("{row:?}"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                (Group::Now, made[4], true),
                (Group::Now, made[3], false),
                (Group::EndOfDay, made[0], false),
                (Group::BeforeDaysOff, made[2], false),
            ]
        );
        assert_eq!(page.line.hours, Some((at("2027-02-10 09:00"), at("2027-02-10 17:00"))));
        assert_eq!(page.line.days_off_ahead, [a_date("2027-02-11"), a_date("2027-02-12")]);
        assert_eq!(page.line.next_opening, at("2027-02-13 09:00"));
        assert!(page.rows[0].fact.key_client);
        assert_eq!(waiting(libero, am).await, 4);
    }

    async fn a_late_promise_reaches_who_leads_after_one_working_day_and_the_director_after_three(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let designer = stage.with(Role::Specialist, Position::Member, &[]).await;
        let other = stage.with(Role::Specialist, Position::Member, &[]).await;
        for due in ["2027-02-09 15:00", "2027-02-09 09:00", "2027-02-07 10:00", "2027-02-06 09:00"] {
            a_promise(libero, am, client, designer.user, due).await;
        }
        assert_eq!(rows(libero, &designer).await, [(Group::Now, "own promise"); 4]);
        assert_eq!(rows(libero, am).await, [(Group::Now, "promise"); 3]);
        assert_eq!(rows(libero, &stage.head).await, [(Group::Now, "promise"); 1]);
        assert_eq!(rows(libero, &other).await, []);
        let page = day(libero, &stage.head).await;
        assert_eq!(page.rows[0].fact.due, at("2027-02-06 09:00"));
        let Matter::Promise { owner, .. } = &page.rows[0].fact.matter else { panic!() };
        assert!(owner.as_ref().is_some_and(|name| name.starts_with("همکار")));
    }

    async fn a_designer_has_one_row_a_client_and_reads_back_before_the_delivery(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let designer = stage.with(Role::Specialist, Position::Member, &[Area::Outdoor]).await;
        let second = a_client(libero, am, "نوآذر").await;
        join(libero, am, second, &designer, Position::Member, &[]).await.unwrap();
        for weight in [Weight::RedLine, Weight::Taste, Weight::RedLine] {
            a_detail(libero, am, stage.client, weight, &[]).await;
        }
        a_detail(libero, am, second, Weight::Preference, &[]).await;
        a_delivery(libero, am, stage.client, designer.user, "2027-02-10 16:00").await;
        let shown = rows(libero, &designer).await;
        assert_eq!(shown, [(Group::Now, "read-backs"), (Group::EndOfDay, "own promise"), (Group::IfTime, "read-backs")]);
        let page = day(libero, &designer).await;
        let Matter::ReadBacks { first, count, red_lines, locks, locks_at } = &page.rows[0].fact.matter else { panic!() };
        assert_eq!((*count, *red_lines, *locks_at), (3, 2, Some(at("2027-02-10 16:00"))));
        assert_eq!(locks.as_deref(), Some("نمونهٔ چاپ بیلبورد همت"));
        assert_eq!(tasks(libero, &designer).await[0].id, *first);
    }

    async fn late_read_backs_reach_who_leads_after_one_working_day_and_the_director_after_two(place: &Place) {
        let stage = a_stage(place).await;
        let designer = stage.with(Role::Specialist, Position::Member, &[]).await;
        for _ in 0..2 {
            a_detail(&stage.libero, &stage.am, stage.client, Weight::Taste, &[]).await;
        }
        // The account manager has read theirs; the designer's are due on Saturday at 9:12.
        write(&stage.libero.db, &format!("UPDATE read_back SET given_at = 1 WHERE user_id = '{}'", stage.am.user)).await;
        last_contact(&stage, "2027-02-13").await;
        let stage = stage.at(place, "2027-02-13 10:00").await;
        assert_eq!(rows(&stage.libero, &designer).await, [(Group::Now, "read-backs")]);
        assert_eq!(rows(&stage.libero, &stage.am).await, []);
        let stage = stage.at(place, "2027-02-14 10:00").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::EndOfDay, "team read-backs")]);
        assert_eq!(rows(&stage.libero, &stage.head).await, []);
        let stage = stage.at(place, "2027-02-15 10:00").await;
        assert_eq!(rows(&stage.libero, &stage.head).await, [(Group::EndOfDay, "team read-backs")]);
        let page = day(&stage.libero, &stage.am).await;
        let Matter::TeamReadBacks { user, count, .. } = page.rows[0].fact.matter else { panic!() };
        assert_eq!((user, count), (designer.user, 2));
    }

    async fn a_draft_waits_for_its_author_then_for_who_leads_then_for_the_director(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, client) = (&stage.libero, stage.client);
        let pm = stage.with(Role::Pm, Position::Pm, &[]).await;
        let other = stage.with(Role::Specialist, Position::Member, &[]).await;
        a_draft(libero, &pm, client, "2027-02-09").await;
        assert_eq!(rows(libero, &pm).await, [(Group::EndOfDay, "own draft")]);
        assert_eq!(rows(libero, &stage.am).await, []);
        last_contact(&stage, "2027-02-13").await;
        let stage = stage.at(place, "2027-02-10 15:00").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::EndOfDay, "draft")]);
        assert_eq!(rows(&stage.libero, &stage.head).await, []);
        let stage = stage.at(place, "2027-02-13 15:00").await;
        assert_eq!(rows(&stage.libero, &stage.head).await, [(Group::EndOfDay, "draft")]);
        assert_eq!(rows(&stage.libero, &other).await, []);
    }

    async fn an_objection_comes_first_with_its_lines_and_words(place: &Place) {
        let stage = a_stage(place).await;
        let (_, link) = an_issued_report(&stage, "2027-02-09").await;
        let lines = vec![
            AnswerLine { line: 1, accepts: true, words: String::new() },
            AnswerLine { line: 2, accepts: false, words: "رنگ سبز پونه‌ای بود".into() },
        ];
        contact_report::answer(&stage.libero, link, AnswerReport { lines }).await.unwrap();
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::Now, "objected")]);
        assert_eq!(rows(&stage.libero, &stage.head).await, []);
        let page = day(&stage.libero, &stage.am).await;
        let Matter::Objected { lines, words, by, .. } = &page.rows[0].fact.matter else { panic!() };
        assert_eq!((&lines[..], words.as_str(), by.as_str()), (&[2][..], "رنگ سبز پونه‌ای بود", "مریم تهرانچی"));
        assert!(!page.rows[0].late);
        let mut conn = stage.libero.db.read().await.unwrap();
        let mine = client::mine(&mut conn, &stage.am, stage.libero.clock.now()).await.unwrap();
        assert_eq!((mine.len(), mine[0].objected), (1, true));
    }

    async fn a_report_that_nobody_opens_or_answers_asks_for_a_ring(place: &Place) {
        let stage = a_stage(place).await;
        let (_, link) = an_issued_report(&stage, "2027-02-09").await;
        let pm = stage.with(Role::Pm, Position::Pm, &[]).await;
        assert_eq!(rows(&stage.libero, &stage.am).await, []);
        let stage = stage.at(place, "2027-02-13 09:30").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::EndOfDay, "unopened")]);
        assert_eq!(rows(&stage.libero, &pm).await, []);
        contact_report::opened(&stage.libero, link).await.unwrap();
        assert_eq!(rows(&stage.libero, &stage.am).await, []);
        // Forty-eight working hours are two working days.
        let stage = stage.at(place, "2027-02-15 10:00").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::EndOfDay, "reply over")]);
        assert_eq!(day(&stage.libero, &stage.am).await.rhythm[0].weeks, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    }

    async fn silence_is_the_owners_and_when_it_doubles_the_directors(place: &Place) {
        let stage = a_stage(place).await;
        let cover = stage.with(Role::Am, Position::Cover, &[]).await;
        last_contact(&stage, "2027-02-03").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [], "seven days are agreed");
        last_contact(&stage, "2027-02-02").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::IfTime, "silence")]);
        assert_eq!(rows(&stage.libero, &cover).await, []);
        assert_eq!(rows(&stage.libero, &stage.head).await, []);
        last_contact(&stage, "2027-01-26").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::EndOfDay, "silence")]);
        assert_eq!(rows(&stage.libero, &stage.head).await, [(Group::EndOfDay, "silence")]);
        let page = day(&stage.libero, &stage.am).await;
        assert_eq!(page.rows[0].fact.matter, Matter::Silence { days: 15, cadence_days: 7 });
        assert_eq!(page.rows[0].fact.due, at("2027-02-03 00:00"));
        assert_eq!(page.rhythm[0].last_contact, Some(a_date("2027-01-26")));
        // A cadence of its own, and a client that was never met, counted from the day it was entered.
        write(&stage.libero.db, "UPDATE client SET cadence_days = 30").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, []);
        assert_eq!(rows(&stage.libero, &stage.head).await, []);
        write(&stage.libero.db, "UPDATE client SET cadence_days = NULL, last_contact = NULL").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, []);
        let stage = stage.at(place, "2027-02-18 09:00").await;
        assert_eq!(rows(&stage.libero, &stage.am).await, [(Group::IfTime, "silence")]);
    }

    async fn a_day_is_its_own_persons_and_one_page_long(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let stranger = stage.colleague(Role::Am).await;
        let finance = stage.colleague(Role::Finance).await;
        let technician = stage.colleague(Role::Admin).await;
        for _ in 0..205 {
            a_promise(libero, am, client, am.user, "2027-01-05 10:00").await;
        }
        assert_eq!(day(libero, am).await.rows.len(), 200);
        for other in [&stranger, &finance, &technician] {
            assert_eq!(rows(libero, other).await, []);
        }
        assert_eq!(day(libero, &stage.head).await.rows.len(), 200);
    }
}
