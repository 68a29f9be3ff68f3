//! Profiles and the list: made once, changed on top of what was seen, found however they are typed.

use super::*;
use libero_domain::client::{EditClient, Policy};
use libero_domain::person::EditPerson;
use libero_domain::reader::Lang;
use libero_domain::text::sort_key;
use std::collections::BTreeSet;

fn edit(client: ClientId, version: i64, name: &str) -> EditClient {
    EditClient { id: client, version, fields: ClientFields { name: name.into(), ..ClientFields::default() } }
}

crate::db_tests! {
    async fn whoever_makes_a_client_owns_it(place: &Place) {
        let stage = a_stage(place).await;
        let page = client::page(&stage.libero, &stage.am, stage.client).await.unwrap();
        let team: Vec<_> = page.team.iter().map(|member| (member.user.id, member.position)).collect();
        assert_eq!(team, [(stage.am.user, Position::Owner)]);
        assert_eq!(page.may.position, Some(Position::Owner));
        assert!(page.may.edit && page.may.edit_people && page.may.edit_team && page.may.draft);
        assert_eq!((page.version, page.client.name.as_str()), (1, "برف‌دشت"));
        let what: Vec<_> = page.timeline.iter().map(|row| row.happening.code()).collect();
        assert_eq!(what, ["client.added"]);
        for role in [Role::Pm, Role::Media, Role::Specialist, Role::Finance, Role::Admin] {
            let other = stage.colleague(role).await;
            let new = NewClient { id: ClientId(Uuid::now_v7()), fields: page.fields.clone() };
            not_allowed(client::create(&stage.libero, &other, command(new)).await);
        }
    }

    async fn a_repeated_command_changes_nothing_and_answers_the_same(place: &Place) {
        let stage = a_stage(place).await;
        let fields = ClientFields { name: "نوآذر".into(), ..ClientFields::default() };
        let new = command(NewClient { id: ClientId(Uuid::now_v7()), fields });
        let made = client::create(&stage.libero, &stage.am, new.clone()).await.unwrap();
        assert_eq!(client::create(&stage.libero, &stage.am, new.clone()).await.unwrap(), made);
        let mut other = new.clone();
        other.body.fields.name = "رهوار".into();
        assert_eq!(refusal(client::create(&stage.libero, &stage.am, other).await), Error::CommandReused);
        let mut theirs = command(NewClient { id: ClientId(Uuid::now_v7()), fields: new.body.fields.clone() });
        theirs.id = new.id;
        let other = client::create(&stage.libero, &stage.head, theirs.clone()).await.unwrap();
        assert_eq!(other, theirs.body.id, "another person's command of the same id is their own");
        let again = command(new.body);
        assert_eq!(refusal(client::create(&stage.libero, &stage.am, again).await), Error::CommandReused, "the id is taken");

        let person = command(NewPerson { id: PersonId(Uuid::now_v7()), client: made, fields: person_fields("رفیعی") });
        let wish = command(new_detail(made, "سبزِ بسته سبز پونه‌ای است", Weight::Taste, &[]));
        let owed = command(new_promise(made, Party::User(stage.am.user), at("2027-02-14 10:00")));
        for _ in 0..2 {
            person::add(&stage.libero, &stage.am, person.clone()).await.unwrap();
            detail::add(&stage.libero, &stage.am, wish.clone()).await.unwrap();
            promise::add(&stage.libero, &stage.am, owed.clone()).await.unwrap();
        }
        for table in ["person", "detail", "promise", "read_back"] {
            assert_eq!(stage.count(&format!("SELECT COUNT(*) FROM {table}")).await, 1, "{table}");
        }
        assert_eq!(stage.count("SELECT COUNT(*) FROM client").await, 3);
        assert_eq!(stage.count("SELECT COUNT(*) FROM team_member").await, 3);
    }

    async fn a_stale_write_is_told_the_stored_version(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        client::edit(libero, am, command(edit(client, 1, "برف‌دشت نو"))).await.unwrap();
        let stale = Error::Stale { current: 2 };
        assert_eq!(refusal(client::edit(libero, am, command(edit(client, 1, "برف‌دشت کهنه"))).await), stale);
        assert_eq!(refusal(client::set_policy(libero, am, command((client, 1, Policy::default()))).await), stale);
        let page = client::page(libero, am, client).await.unwrap();
        assert_eq!((page.version, page.fields.name.as_str()), (2, "برف‌دشت نو"));

        let id = a_person(libero, am, client, "رفیعی").await;
        let change = |version, job: &str| {
            let fields = PersonFields { job: job.into(), ..person_fields("رفیعی") };
            command(EditPerson { id, version, fields })
        };
        person::edit(libero, am, change(1, "مدیرعامل")).await.unwrap();
        assert_eq!(refusal(person::edit(libero, am, change(1, "مدیر مالی")).await), stale);
        let kept = person::get(libero, am, id).await.unwrap();
        assert_eq!((kept.version, kept.fields.job.as_str()), (2, "مدیرعامل"));
    }

    async fn every_wrong_field_is_answered_at_once(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let fields = ClientFields { cadence_days: Some(400), ..ClientFields::default() };
        let new = NewClient { id: ClientId(Uuid::now_v7()), fields };
        assert_eq!(wrong_fields(client::create(libero, am, command(new)).await), ["name: Needed", "cadence_days: BadNumber"]);
        let fields = PersonFields { mobile: "0912 000 41".into(), email: "x".into(), ..person_fields(" ") };
        let new = NewPerson { id: PersonId(Uuid::now_v7()), client, fields };
        let wrong = wrong_fields(person::add(libero, am, command(new)).await);
        assert_eq!(wrong, ["surname: Needed", "email: BadEmail", "mobile: DigitsShort { missing: 2 }"]);
        let policy = Policy { reply_hours: 0, ..Policy::default() };
        assert_eq!(wrong_fields(client::set_policy(libero, am, command((client, 1, policy))).await), ["reply_hours: BadNumber"]);
    }

    async fn a_policy_changes_and_links_live_as_before(place: &Place) {
        let stage = a_stage(place).await;
        let policy = Policy { reply_hours: 24, pm_may_issue: true, paper_lang: Lang::En, link_days: 3 };
        client::set_policy(&stage.libero, &stage.am, command((stage.client, 1, policy))).await.unwrap();
        let stored = client::page(&stage.libero, &stage.am, stage.client).await.unwrap().policy;
        assert_eq!(stored, Policy { reply_hours: 24, pm_may_issue: true, paper_lang: Lang::En, ..Policy::default() });
    }

    async fn a_client_has_two_hundred_people_and_no_more(place: &Place) {
        let stage = a_stage(place).await;
        for at in 0..200 {
            a_person(&stage.libero, &stage.am, stage.client, &format!("رفیعی {at}")).await;
        }
        let new = NewPerson { id: PersonId(Uuid::now_v7()), client: stage.client, fields: person_fields("گرجی") };
        let wrong = wrong_fields(person::add(&stage.libero, &stage.am, command(new)).await);
        assert_eq!(wrong, ["surname: TooMany { max: 200 }"]);
        let people = client::page(&stage.libero, &stage.am, stage.client).await.unwrap().people;
        assert_eq!(people.len(), 200);
    }

    async fn eight_clients_have_eight_colours_for_life(place: &Place) {
        let stage = a_stage(place).await;
        let mut hues = BTreeSet::new();
        for at in 1..8 {
            a_client(&stage.libero, &stage.am, &format!("مشتری {at}")).await;
        }
        for row in listed(&stage.libero, &stage.am, ClientFilter::default()).await {
            hues.insert(row.client.hue);
        }
        assert_eq!(hues, (0..8).collect());
        let before = client::page(&stage.libero, &stage.am, stage.client).await.unwrap().client.hue;
        client::edit(&stage.libero, &stage.am, command(edit(stage.client, 1, "نام تازه"))).await.unwrap();
        assert_eq!(client::page(&stage.libero, &stage.am, stage.client).await.unwrap().client.hue, before);
    }

    async fn pages_of_a_long_list_hold_each_client_once_in_persian_order(place: &Place) {
        let stage = a_stage(place).await;
        let letters = ["آبرنگ", "ابریشم", "پارسه", "چکاوک", "ژاله", "کیان", "گندمینه", "هامون", "وارنا", "یاس", "Acme", "2020"];
        for at in 0..119 {
            // Some names are equal: the id then decides.
            a_client(&stage.libero, &stage.am, &format!("{} {}", letters[at % 12], at / 24)).await;
        }
        let (mut seen, mut after, mut sizes) = (Vec::new(), first(), Vec::new());
        loop {
            let list = client::list(&stage.libero, &stage.am, ClientFilter::default(), after).await.unwrap();
            assert_eq!((list.total, list.key), (120, 120));
            sizes.push(list.page.rows.len());
            seen.extend(list.page.rows);
            after = list.page.next;
            if after.0.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [50, 50, 20]);
        assert_eq!(seen.iter().map(|row| row.client.id).collect::<BTreeSet<_>>().len(), 120);
        let names: Vec<_> = seen.iter().map(|row| row.client.name.as_str()).collect();
        let mut ordered = names.clone();
        ordered.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ordered);
        let place_of = |name: &str| names.iter().position(|other| other.starts_with(name)).unwrap();
        assert!(place_of("آبرنگ") < place_of("ابریشم") && place_of("کیان") < place_of("گندمینه"));
        assert!(place_of("وارنا") < place_of("هامون") && place_of("یاس") < place_of("Acme"));
    }

    async fn a_search_finds_however_a_name_is_typed(place: &Place) {
        let stage = a_stage(place).await;
        a_client(&stage.libero, &stage.am, "سایه‌سر ۵۰٪").await;
        a_person(&stage.libero, &stage.am, stage.client, "یزدان‌پناه").await;
        a_client(&stage.libero, &stage.am, "علی‌رضا رضایی").await;
        for typed in ["علي رضا رضائي", "علیرضا رضایی", "علی‌رضا رضائى", "رضايي"] {
            assert_eq!(found(&stage.libero, &stage.am, typed).await, 1, "{typed}");
        }
        for typed in ["برف‌دشت", "برف دشت", "برفدشت", "  دشت", "يزدانپناه", "یزدان پناه", "مريم", ""] {
            assert!(found(&stage.libero, &stage.am, typed).await >= 1, "{typed}");
        }
        assert_eq!(found(&stage.libero, &stage.am, "50").await, 1);
        assert_eq!(found(&stage.libero, &stage.am, "٪").await, 1);
        for sign in ["%", "_", "\\", "'"] {
            assert_eq!(found(&stage.libero, &stage.am, sign).await, 0, "{sign}");
        }
        let long = ClientFilter { search: "ب".repeat(201), ..ClientFilter::default() };
        assert_eq!(wrong_fields(client::list(&stage.libero, &stage.am, long, first()).await), ["search: TooLong { max: 200 }"]);
    }

    async fn filters_narrow_the_list_and_its_rows_tell_how_the_client_stands(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am) = (&stage.libero, &stage.am);
        let own = a_client(libero, &stage.head, "رهوار").await;
        let of = |filter: ClientFilter| async { listed(libero, &stage.head, filter).await.len() };
        assert_eq!(of(ClientFilter::default()).await, 2);
        assert_eq!(of(ClientFilter { mine: true, ..ClientFilter::default() }).await, 1);
        assert_eq!(of(ClientFilter { tier: Some(Tier::Prospect), ..ClientFilter::default() }).await, 0);
        assert_eq!(of(ClientFilter { tier: Some(Tier::Key), ..ClientFilter::default() }).await, 2);
        not_found(client::page(libero, am, own).await);

        a_promise(libero, am, stage.client, am.user, "2027-02-09 10:00").await;
        a_promise(libero, am, stage.client, am.user, "2027-02-15 10:00").await;
        let kept = a_promise(libero, am, stage.client, am.user, "2027-02-08 10:00").await;
        keep(libero, am, kept, 1).await.unwrap();
        let rows = listed(libero, am, ClientFilter::default()).await;
        let row = &rows[0];
        assert_eq!((row.open_promises, row.late_promises, row.cadence_days), (2, 1, 7));
        assert_eq!(row.owner.as_ref().map(|owner| owner.id), Some(am.user));
        let counts = client::page(libero, am, stage.client).await.unwrap().counts;
        assert_eq!((counts.open_promises, counts.late_promises), (2, 1));
    }

    async fn history_is_read_in_pages_newest_first(place: &Place) {
        let stage = a_stage(place).await;
        for at in 0..60 {
            client::edit(&stage.libero, &stage.am, command(edit(stage.client, at + 1, "برف‌دشت"))).await.unwrap();
        }
        let one = client::timeline(&stage.libero, &stage.am, stage.client, first()).await.unwrap();
        let two = client::timeline(&stage.libero, &stage.am, stage.client, one.next.clone()).await.unwrap();
        assert_eq!((one.rows.len(), two.rows.len(), two.next), (50, 11, Cursor(None)));
        let all: Vec<_> = one.rows.iter().chain(&two.rows).collect();
        assert_eq!(all.iter().map(|row| &row.sort).collect::<BTreeSet<_>>().len(), 61);
        assert!(all.windows(2).all(|pair| pair[0].at >= pair[1].at));
        assert_eq!(all[60].happening.code(), "client.added");
        let page = client::page(&stage.libero, &stage.am, stage.client).await.unwrap();
        assert_eq!(page.timeline.len(), 20);
    }
}
