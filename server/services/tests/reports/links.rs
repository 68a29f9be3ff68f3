//! Links: secrets that the database does not know, made again, ended, over.

use super::*;
use libero_domain::link::{LinkState, MakeLink};
use libero_services::hash_hex;

fn a_make(id: ReportId, person: PersonId) -> MakeLink {
    MakeLink { id: LinkId(Uuid::now_v7()), report: id, person }
}

/// Every column of text in the schema.
fn text_columns() -> Vec<(&'static str, &'static str)> {
    let mut table = "";
    let mut columns = Vec::new();
    for line in include_str!("../../../store/migrations/0001_first_way.sql").lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            table = rest.split(' ').next().unwrap();
        }
        let mut words = line.strip_prefix("  ").unwrap_or_default().split_whitespace();
        if let (Some(column), Some("TEXT")) = (words.next(), words.next().map(|kind| kind.trim_matches(',')))
        {
            columns.push((table, column));
        }
    }
    assert!(columns.len() > 80 && columns.contains(&("command", "answer")), "{columns:?}");
    columns
}

async fn columns_with(stage: &Stage, words: &str) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for (table, column) in text_columns() {
        if stage.count(&format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%{words}%'")).await > 0 {
            found.push((table, column));
        }
    }
    found
}

/// What somebody is told by everything that a link opens, none of which may work.
async fn over_everywhere(stage: &Stage, link: LinkId, token: &str, ask: &str) {
    let libero = &stage.libero;
    let over = Error::LinkOver { ask: ask.into() };
    assert_eq!(refusal(contact_report::open(libero, token).await.map(drop)), over);
    assert_eq!(refusal(contact_report::guest_report(libero, link).await), over);
    assert_eq!(refusal(contact_report::opened(libero, link).await), over);
    assert_eq!(refusal(contact_report::answer(libero, link, answer_but(&[])).await), over);
    let told = refusal(contact_report::link_text(libero, &stage.am, link).await);
    assert_eq!(told, Error::LinkOver { ask: String::new() });
}

async fn name_of(stage: &Stage, who: &Actor) -> String {
    let names = libero_services::user::colleagues(&stage.libero, who).await.unwrap();
    let name = names.into_iter().find(|name| name.id == who.user).unwrap();
    name.full(libero_domain::reader::Lang::Fa)
}

crate::db_tests! {
    async fn no_table_holds_a_links_secret(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let make = a_make(id, stage.finance);
        let made = contact_report::make_link(&stage.libero, &stage.am, command(make.clone())).await.unwrap();
        for link in [stage.link(id, stage.brand).await, make.id] {
            let token = stage.token(link).await;
            assert_eq!(token.len(), 43);
            let guest = contact_report::open(&stage.libero, &token).await.unwrap();
            contact_report::opened(&stage.libero, link).await.unwrap();
            assert_eq!(columns_with(&stage, &token).await, []);
            assert_eq!(columns_with(&stage, guest.expose()).await, []);
            assert_eq!(columns_with(&stage, &hash_hex(token.as_bytes())).await, [("link", "token_hash")]);
        }
        assert!(made.message.contains(&made.url), "the address is in the words to hand over");
    }

    async fn a_fresh_link_ends_the_persons_earlier_one(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = stage.an_issued().await;
        let [old, other] = [stage.link(id, stage.brand).await, stage.link(id, stage.finance).await];
        let token = stage.token(old).await;
        let make = command(a_make(id, stage.brand));
        let made = contact_report::make_link(libero, am, make.clone()).await.unwrap();
        assert_eq!(contact_report::make_link(libero, am, make.clone()).await.unwrap(), made);
        assert_eq!((made.link, made.person), (make.body.id, stage.brand));
        over_everywhere(&stage, old, &token, &name_of(&stage, am).await).await;
        assert_eq!(stage.link(id, stage.brand).await, made.link);
        assert_eq!(stage.link(id, stage.finance).await, other);
        contact_report::open(libero, &stage.token(other).await).await.unwrap();
        contact_report::open(libero, &stage.token(made.link).await).await.unwrap();
        let taken = refusal(contact_report::make_link(libero, am, command(make.body)).await);
        assert_eq!(taken, Error::CommandReused, "the link's own id");

        let acts = (0..MANY).map(|_| {
            let (libero, am, make) = (libero.clone(), am.clone(), command(a_make(id, stage.brand)));
            async move { contact_report::make_link(&libero, &am, make).await }
        });
        at_once(acts).await;
        let live = format!("SELECT COUNT(*) FROM link WHERE person_id = '{}' AND state = 'made'", stage.brand);
        assert_eq!(stage.count(&live).await, 1, "one person has one link that works");
    }

    async fn a_revoked_link_is_over_also_for_who_came_by_it(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        let token = stage.token(link).await;
        contact_report::open(libero, &token).await.unwrap();
        let revoke = command(link);
        for _ in 0..2 {
            contact_report::revoke_link(libero, am, revoke.clone()).await.unwrap();
        }
        over_everywhere(&stage, link, &token, &name_of(&stage, am).await).await;
        let again = refusal(contact_report::revoke_link(libero, am, command(link)).await);
        assert_eq!(again, wrong_state("revoked", "revoke"));
        assert_eq!(stage.page(id).await.recipients[0].state, LinkState::Revoked);
        assert_eq!(stage.page(id).await.state, State::Issued);
    }

    async fn a_link_past_its_end_is_over(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        let token = stage.token(link).await;
        let expires_at = stage.page(id).await.recipients[0].expires_at;
        let days = expires_at.since_ms(stage.libero.clock.real()) as f64 / 86_400_000.0;
        assert!((29.9..=30.0).contains(&days), "{days}");
        let end = stage.libero.clock.real();
        write(&stage.libero.db, &format!("UPDATE link SET expires_at = {}", end.0)).await;
        over_everywhere(&stage, link, &token, &name_of(&stage, &stage.am).await).await;
        assert_eq!(stage.page(id).await.recipients[0].state, LinkState::Expired);
    }

    async fn an_unknown_secret_is_over_and_asks_nobody(place: &Place) {
        let stage = a_stage(place).await;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        for token in ["", "x", &link.to_string(), &"A".repeat(43)] {
            let told = refusal(contact_report::open(&stage.libero, token).await.map(drop));
            assert_eq!(told, Error::LinkOver { ask: String::new() });
        }
        assert_eq!(contact_report::guest(&stage.libero, "x").await.unwrap(), None);
    }

    async fn an_answer_and_an_end_at_once_are_one_after_the_other(place: &Place) {
        let stage = a_stage(place).await;
        for round in 0..6 {
            let id = stage.an_issued().await;
            let link = stage.link(id, stage.brand).await;
            let (libero, am) = (stage.libero.clone(), stage.am.clone());
            let end = tokio::spawn(async move { contact_report::revoke_link(&libero, &am, command(link)).await });
            let libero = stage.libero.clone();
            let say = tokio::spawn(async move { contact_report::answer(&libero, link, answer_but(&[])).await });
            end.await.unwrap().unwrap();
            let answered = say.await.unwrap().is_ok();
            let page = stage.page(id).await;
            assert_eq!(page.state == State::Accepted, answered, "{round}");
            assert_eq!(page.recipients[0].state, LinkState::Revoked, "{round}");
        }
    }

    async fn links_are_made_shown_and_ended_by_who_may_issue(place: &Place) {
        let stage = a_stage(place).await;
        let libero = &stage.libero;
        let id = stage.an_issued().await;
        let link = stage.link(id, stage.brand).await;
        let writer = stage.with(Role::Specialist, Position::Member).await;
        let pm = stage.with(Role::Pm, Position::Pm).await;
        let finance = stage.colleague(Role::Finance).await;
        for who in [&writer, &pm, &finance] {
            not_allowed(contact_report::link_text(libero, who, link).await);
            not_allowed(contact_report::make_link(libero, who, command(a_make(id, stage.brand))).await);
            not_allowed(contact_report::revoke_link(libero, who, command(link)).await);
        }
        for role in [Role::Am, Role::Admin] {
            let who = stage.colleague(role).await;
            not_found(contact_report::link_text(libero, &who, link).await);
            not_found(contact_report::make_link(libero, &who, command(a_make(id, stage.brand))).await);
            not_found(contact_report::revoke_link(libero, &who, command(link)).await);
        }
        let draft = stage.a_draft().await;
        let told = refusal(contact_report::make_link(libero, &stage.am, command(a_make(draft, stage.brand))).await);
        assert_eq!(told, wrong_state("draft", "link"));
        let other = a_client(libero, &stage.am, "رهوار").await;
        let elsewhere = a_person(libero, &stage.am, other, "یزدان‌پناه", true).await;
        not_found(contact_report::make_link(libero, &stage.am, command(a_make(id, elsewhere))).await);
    }
}
