//! Details are read back by everyone whom they concern; until then what they touch is not delivered.

use super::*;
use libero_domain::detail::GiveReadBack;

const OWN_WORDS: &str = "همهٔ قاب‌ها از روبه‌رو یا نیم‌رخ";

async fn give(libero: &Libero, who: &Actor, task: &ReadBackTask, words: &str) -> Outcome<()> {
    read_back::give(libero, who, command(GiveReadBack { id: task.id, words: words.into() })).await
}

crate::db_tests! {
    async fn everyone_on_the_team_reads_back_a_new_detail_its_author_too(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, client) = (&stage.libero, stage.client);
        let writer = stage.with(Role::Specialist, Position::Member, &[Area::Copy]).await;
        let designer = stage.with(Role::Specialist, Position::Member, &[Area::Outdoor]).await;
        let pm = stage.with(Role::Pm, Position::Pm, &[]).await;
        let finance = stage.with(Role::Finance, Position::Member, &[]).await;
        a_detail(libero, &pm, client, Weight::RedLine, &[Area::Outdoor, Area::Print, Area::Outdoor]).await;
        for (who, open) in [(&stage.am, 1), (&writer, 0), (&designer, 1), (&pm, 1)] {
            assert_eq!(open_tasks(libero, who).await, open);
        }
        let row = detail::register(libero, &finance, client, first()).await.unwrap().page.rows.remove(0);
        assert_eq!(row.areas, [Area::Outdoor, Area::Print]);
        assert_eq!(row.read_backs.len(), 3);
        assert!(row.read_backs.iter().all(|mark| !mark.given));
    }

    async fn a_red_line_is_read_back_in_own_words_and_only_once(place: &Place) {
        let stage = a_stage(place).await;
        let libero = &stage.libero;
        let designer = stage.with(Role::Specialist, Position::Member, &[]).await;
        a_detail(libero, &stage.am, stage.client, Weight::Taste, &[]).await;
        a_detail(libero, &stage.am, stage.client, Weight::RedLine, &[]).await;
        let open = tasks(libero, &designer).await;
        assert_eq!(open.iter().map(|task| task.detail.weight).collect::<Vec<_>>(), [Weight::RedLine, Weight::Taste]);
        let [red_line, taste] = &open[..] else { panic!("two") };
        not_found(give(libero, &stage.am, red_line, OWN_WORDS).await);
        assert_eq!(wrong_fields(give(libero, &designer, red_line, "ok ok ok").await), ["words: TooShort { min: 10 }"]);
        give(libero, &designer, taste, "").await.unwrap();
        let given = command(GiveReadBack { id: red_line.id, words: OWN_WORDS.into() });
        read_back::give(libero, &designer, given.clone()).await.unwrap();
        read_back::give(libero, &designer, given).await.unwrap();
        let told = refusal(give(libero, &designer, red_line, OWN_WORDS).await);
        assert_eq!(told, Error::WrongState { state: "given".into(), act: "give".into() });
        assert_eq!(stage.count("SELECT COUNT(*) FROM timeline WHERE happening LIKE '%read_back_given%'").await, 2);
        // Those of the last day stay in sight.
        assert!(tasks(libero, &designer).await.iter().all(|task| task.given));
        assert_eq!(tasks(libero, &designer).await.len(), 2);
        let marks = detail::register(libero, &designer, stage.client, first()).await.unwrap();
        assert_eq!(marks.open_read_backs, 2, "the account manager's");
    }

    async fn a_delivery_is_locked_until_its_owner_has_read_what_touches_it(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let designer = stage.with(Role::Specialist, Position::Member, &[Area::Outdoor, Area::Print]).await;
        let delivery = a_delivery(libero, am, client, designer.user, "2027-02-14 10:00").await;
        let plain = a_promise(libero, am, client, designer.user, "2027-02-14 10:00").await;
        a_detail(libero, am, client, Weight::Taste, &[Area::Outdoor]).await;
        a_detail(libero, am, client, Weight::RedLine, &[]).await;
        a_detail(libero, am, client, Weight::Taste, &[Area::Radio]).await;
        for who in [&designer, am, &stage.head] {
            assert_eq!(refusal(keep(libero, who, delivery, 1).await), Error::ReadBackNeeded { open: 2 });
        }
        keep(libero, &designer, plain, 1).await.unwrap();
        let page = read_back::mine(libero, &designer).await.unwrap();
        let locked: Vec<_> = page.locked.iter().map(|lock| (lock.client.id, lock.open)).collect();
        assert_eq!(locked, [(client, 2)]);
        for task in &page.tasks {
            give(libero, &designer, task, OWN_WORDS).await.unwrap();
        }
        assert_eq!(read_back::mine(libero, &designer).await.unwrap().locked, []);
        // What others still have to read does not hold it up.
        assert_eq!(open_tasks(libero, am).await, 3);
        keep(libero, &designer, delivery, 1).await.unwrap();
    }

    async fn a_delivery_waits_only_for_details_of_its_own_work(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let designer = stage.with(Role::Specialist, Position::Member, &[]).await;
        let delivery = a_delivery(libero, am, client, designer.user, "2027-02-14 10:00").await;
        write(&libero.db, "UPDATE promise SET areas = '[\"outdoor\"]'").await;
        a_detail(libero, am, client, Weight::RedLine, &[Area::Radio]).await;
        assert_eq!(read_back::mine(libero, &designer).await.unwrap().locked, []);
        keep(libero, &designer, delivery, 1).await.unwrap();
    }

    async fn a_detail_asks_nothing_after_its_last_day(place: &Place) {
        let stage = a_stage(place).await;
        let designer = stage.with(Role::Specialist, Position::Member, &[]).await;
        let until = When::Until("2027-02-14".parse().unwrap());
        let new = NewDetail { when: until, ..new_detail(stage.client, "جلسه‌ها فقط پیش از ساعت ۱۳", Weight::RedLine, &[]) };
        detail::add(&stage.libero, &stage.am, command(new)).await.unwrap();
        let delivery = a_delivery(&stage.libero, &stage.am, stage.client, designer.user, "2027-02-14 10:00").await;
        let stage = stage.at(place, "2027-02-14 16:59").await;
        assert_eq!(open_tasks(&stage.libero, &designer).await, 1);
        assert_eq!(refusal(keep(&stage.libero, &designer, delivery, 1).await), Error::ReadBackNeeded { open: 1 });
        let stage = stage.at(place, "2027-02-15 09:00").await;
        assert_eq!(tasks(&stage.libero, &designer).await, []);
        let page = client::page(&stage.libero, &stage.am, stage.client).await.unwrap();
        assert_eq!((page.know.len(), page.counts.details), (0, 1), "it stays in the register");
        let register = detail::register(&stage.libero, &stage.am, stage.client, first()).await.unwrap();
        assert_eq!((register.page.rows.len(), register.open_read_backs), (1, 0));
        let late = stage.with(Role::Specialist, Position::Member, &[]).await;
        assert_eq!(open_tasks(&stage.libero, &late).await, 0);
        keep(&stage.libero, &designer, delivery, 1).await.unwrap();
    }

    async fn before_a_meeting_red_lines_are_known_first_then_the_newest(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let mut made = Vec::new();
        for weight in [Weight::RedLine, Weight::Preference, Weight::Taste, Weight::Taste, Weight::RedLine, Weight::Taste] {
            made.push(a_detail(libero, am, client, weight, &[]).await);
        }
        let know: Vec<_> = client::page(libero, am, client).await.unwrap().know.iter().map(|row| row.id).collect();
        assert_eq!(know, [made[4], made[0], made[5], made[3], made[2]]);
    }

    async fn a_register_is_read_in_pages_with_the_marks_of_each_row(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        stage.with(Role::Specialist, Position::Member, &[]).await;
        for at in 0..55 {
            a_detail(libero, am, client, Weight::ALL[at % 3], &[]).await;
        }
        let one = detail::register(libero, am, client, first()).await.unwrap().page;
        let two = detail::register(libero, am, client, one.next.clone()).await.unwrap().page;
        assert_eq!((one.rows.len(), two.rows.len(), two.next), (50, 5, Cursor(None)));
        let rows: Vec<_> = one.rows.iter().chain(&two.rows).collect();
        assert!(rows.iter().all(|row| row.read_backs.len() == 2));
        assert!(rows.windows(2).all(|pair| pair[0].weight <= pair[1].weight));
        assert_eq!(rows.iter().map(|row| row.id).collect::<std::collections::BTreeSet<_>>().len(), 55);
    }

    async fn a_detail_tells_its_source_and_who_said_it(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let person = a_person(libero, am, client, "تهرانچی").await;
        let said = NewDetail { said_by: Some(person), ..new_detail(client, "نگویید ارزان", Weight::Taste, &[]) };
        detail::add(libero, am, command(said)).await.unwrap();
        let row = detail::register(libero, am, client, first()).await.unwrap().page.rows.remove(0);
        assert_eq!(row.said_by.map(|person| person.surname), Some("تهرانچی".into()));
        let other = NewDetail { said_by: Some(PersonId(Uuid::now_v7())), ..new_detail(client, "x", Weight::Taste, &[]) };
        assert_eq!(wrong_fields(detail::add(libero, am, command(other)).await), ["said_by: NotHere"]);
        let nothing = NewDetail { source: " ".into(), ..new_detail(client, " ", Weight::Taste, &[]) };
        assert_eq!(wrong_fields(detail::add(libero, am, command(nothing)).await), ["words: Needed", "source: Needed"]);
    }
}
