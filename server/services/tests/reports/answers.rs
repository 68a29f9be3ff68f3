//! The client's side: what a guest reads, opens and answers.

use super::*;
use libero_domain::contact_report::LineAnswer;
use libero_domain::link::LinkState;
use libero_services::{detail, hash_hex, promise};

async fn answer(stage: &Stage, link: LinkId, objected: &[u16]) -> Outcome<State> {
    contact_report::answer(&stage.libero, link, answer_but(objected)).await.map(|told| told.state)
}

/// As many people as come at once, each with a link to one report.
async fn many_links(stage: &Stage) -> (ReportId, Vec<LinkId>) {
    let mut people = Vec::new();
    for at in 0..MANY {
        people.push(a_person(&stage.libero, &stage.am, stage.client, &format!("رفیعی {at}"), true).await);
    }
    let id = stage.a_draft().await;
    stage.issue(id, 1, &people).await.unwrap();
    let links = stage.page(id).await.recipients.iter().map(|recipient| recipient.link).collect();
    (id, links)
}

crate::db_tests! {
    async fn a_guest_reads_the_clients_lines_and_nothing_from_inside(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let report = contact_report::guest_report(&stage.libero, stage.link(id, stage.brand).await).await.unwrap();
        assert_eq!((report.number.to_string().as_str(), report.state), ("1405/001", State::Issued));
        assert_eq!(report.reader.id, stage.brand);
        assert_eq!(report.agency_people.iter().map(|user| user.id).collect::<Vec<_>>(), [stage.am.user]);
        assert_eq!(report.reply_due, None, "known from the opening on");
        let lines: Vec<_> = report.topics[0].lines.iter().map(|line| (line.line, line.kind)).collect();
        use EntryKind::{Action, Decision, Detail};
        assert_eq!(lines, [(1, Decision), (2, Action), (3, Action), (4, Detail)]);
        assert!(report.topics[0].lines[1].owner_is_ours && !report.topics[0].lines[2].owner_is_ours);
        assert_eq!(report.topics[0].lines[2].owner.as_deref(), Some("مریم تهرانچی"));
        let text = serde_json::to_string(&report).unwrap();
        let body = stage.body();
        for inside in body.entries.iter().filter(|entry| !entry.kind.for_client()) {
            assert!(!text.contains(&inside.text), "{}", inside.text);
        }
        assert!(!text.contains("4170"));
    }

    async fn a_scanner_that_follows_a_link_changes_nothing(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        let token = stage.token(link).await;
        let before = stage.page(id).await;
        for _ in 0..3 {
            let guest = contact_report::open(&stage.libero, &token).await.unwrap();
            assert_ne!(guest.expose(), token);
            assert_eq!(contact_report::guest(&stage.libero, guest.expose()).await.unwrap(), Some(link));
            contact_report::guest_report(&stage.libero, link).await.unwrap();
        }
        assert_eq!(stage.page(id).await, before);
        assert_eq!(contact_report::guest(&stage.libero, &token).await.unwrap(), None, "a link is no cookie");
    }

    async fn a_report_is_delivered_once_by_its_first_opening(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let links = [stage.link(id, stage.brand).await, stage.link(id, stage.finance).await];
        let acts = (0..MANY).map(|at| {
            let (libero, link) = (stage.libero.clone(), links[at % 2]);
            async move { contact_report::opened(&libero, link).await }
        });
        assert!(at_once(acts).await.iter().all(Result::is_ok));
        let page = stage.page(id).await;
        assert_eq!((page.state, page.version), (State::Delivered, 3));
        assert!(page.recipients.iter().all(|to| to.state == LinkState::Opened && to.opened_at.is_some()));
        assert_eq!(stage.count("SELECT COUNT(*) FROM timeline WHERE happening LIKE '%report_opened%'").await, 1);
        assert_eq!(stage.count("SELECT COUNT(*) FROM audit WHERE action = 'report.opened' AND author_kind = 'guest'").await, 1);
        let report = contact_report::guest_report(&stage.libero, links[0]).await.unwrap();
        assert!(report.reply_due.is_some());
    }

    async fn an_answer_counts_only_when_every_line_has_one(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        let line = |line, accepts, words: &str| AnswerLine { line, accepts, words: words.into() };
        let lines = vec![line(1, true, ""), line(2, false, "  "), line(6, true, "")];
        let told = contact_report::answer(&stage.libero, link, AnswerReport { lines }).await;
        assert_eq!(wrong_fields(told), ["words.2: Needed", "lines.3: Needed", "lines.4: Needed", "lines.6: NotHere"]);
        assert_eq!(stage.page(id).await.state, State::Issued);
        assert_eq!(stage.count("SELECT COUNT(*) FROM answer").await, 0);
    }

    async fn an_objection_marks_what_came_of_its_lines(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let id = stage.an_issued().await;
        // Also of somebody whose answer alone settles nothing.
        let link = stage.link(id, stage.finance).await;
        assert_eq!(answer(&stage, link, &[2, 4]).await.unwrap(), State::Objected);
        let promises = promise::list(libero, am, client, Cursor(None)).await.unwrap().rows;
        assert_eq!(promises.iter().map(|row| row.contested).collect::<Vec<_>>(), [true, false]);
        let register = detail::register(libero, am, client, Cursor(None)).await.unwrap().page.rows;
        assert!(register[0].contested);
        let page = stage.page(id).await;
        let said: Vec<_> = page.answers.iter().map(|LineAnswer { line, accepts, .. }| (*line, *accepts)).collect();
        assert_eq!(said, [(1, true), (2, false), (3, true), (4, false)]);
        assert_eq!((page.hash, page.answers[1].words.as_str()), (None, "تاریخ نادرست است"));
        assert_eq!(refusal(answer(&stage, link, &[]).await), wrong_state("spent", "answer"));
        let other = stage.link(id, stage.brand).await;
        assert_eq!(refusal(answer(&stage, other, &[]).await), wrong_state("objected", "accept"));
        assert_eq!(refusal(answer(&stage, other, &[1]).await), wrong_state("objected", "object"));
        // Another's answers are not shown.
        assert_eq!(contact_report::guest_report(libero, other).await.unwrap().answers, []);
        assert_eq!(contact_report::guest_report(libero, link).await.unwrap().answers.len(), 4);
    }

    async fn acceptance_locks_the_report_under_a_hash_and_shortens_its_links(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let [link, other] = [stage.link(id, stage.brand).await, stage.link(id, stage.finance).await];
        assert_eq!(answer(&stage, other, &[]).await.unwrap(), State::Delivered, "agreeing settles nothing");
        let page = stage.page(id).await;
        assert_eq!((page.accepted_at, page.hash), (None, None));
        assert_eq!(answer(&stage, link, &[]).await.unwrap(), State::Accepted);
        let page = stage.page(id).await;
        assert_eq!(page.state, State::Accepted);
        assert!(page.accepted_at.is_some());
        let text = format!(
            "1405/001\n{}\n{}",
            serde_json::to_string(&page.body).unwrap(),
            serde_json::to_string(&page.answers).unwrap()
        );
        assert_eq!(page.hash, Some(hash_hex(text.as_bytes())));
        assert_eq!(page.answers.len(), 8);
        let latest = stage.libero.clock.real().plus_days(14);
        assert!(page.recipients.iter().all(|to| to.state == LinkState::Spent && to.expires_at <= latest));
        assert_eq!(refusal(answer(&stage, link, &[1]).await), wrong_state("spent", "answer"));
        contact_report::opened(&stage.libero, link).await.unwrap();
        assert_eq!(stage.page(id).await, page, "reading it again changes nothing");
        // A link that is made now lives no longer than those that were there.
        let make = libero_domain::link::MakeLink { id: LinkId(Uuid::now_v7()), report: id, person: stage.brand };
        contact_report::make_link(&stage.libero, &stage.am, command(make)).await.unwrap();
        let latest = stage.libero.clock.real().plus_days(14);
        assert!(stage.page(id).await.recipients.iter().all(|to| to.expires_at <= latest));
    }

    async fn of_many_answers_at_once_one_settles_the_report(place: &Place) {
        let stage = a_stage(place).await;
        let (id, links) = many_links(&stage).await;
        let acts = links.iter().enumerate().map(|(at, link)| {
            let (libero, link) = (stage.libero.clone(), *link);
            let lines = if at % 2 == 0 { answer_but(&[]) } else { answer_but(&[2]) };
            async move { contact_report::answer(&libero, link, lines).await }
        });
        let (done, late): (Vec<_>, Vec<_>) = at_once(acts).await.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), late.len()), (1, MANY - 1));
        for told in late {
            let told = refusal(told);
            assert!(matches!(told, Error::WrongState { .. }), "{told}");
        }
        let settled = done.into_iter().next().unwrap().unwrap().state;
        let page = stage.page(id).await;
        assert_eq!((page.state, page.answers.len()), (settled, 4));
        assert_eq!(page.hash.is_some(), settled == State::Accepted);
        let contested = stage.count("SELECT COUNT(*) FROM promise WHERE contested = TRUE").await;
        assert_eq!(contested, i64::from(settled == State::Objected));
        assert_eq!(stage.count("SELECT COUNT(*) FROM link WHERE state = 'spent'").await, 1);
    }

    async fn openings_and_an_answer_at_once_are_all_heard(place: &Place) {
        let stage = a_stage(place).await;
        let (id, links) = many_links(&stage).await;
        let acts = links.iter().enumerate().map(|(at, link)| {
            let (libero, link) = (stage.libero.clone(), *link);
            async move {
                if at == MANY / 2 {
                    contact_report::answer(&libero, link, answer_but(&[])).await.map(drop)
                } else {
                    contact_report::opened(&libero, link).await
                }
            }
        });
        let told = at_once(acts).await;
        assert!(told.iter().all(Result::is_ok), "{told:?}");
        assert_eq!(stage.page(id).await.state, State::Accepted);
    }

    async fn one_link_answers_once_also_at_once(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.finance).await;
        let acts = (0..MANY).map(|_| {
            let libero = stage.libero.clone();
            async move { contact_report::answer(&libero, link, answer_but(&[])).await }
        });
        let (done, late): (Vec<_>, Vec<_>) = at_once(acts).await.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), late.len()), (1, MANY - 1));
        assert!(late.into_iter().all(|told| refusal(told) == wrong_state("spent", "answer")));
        assert_eq!(stage.page(id).await.answers.len(), 4);
        assert_eq!(stage.count("SELECT COUNT(*) FROM audit WHERE action = 'report.agreed'").await, 1);
    }
}
