//! Who may see and do what on a client: strangers are told "not found", teammates "not allowed".

use super::*;
use libero_domain::client::{EditClient, Policy};
use libero_domain::person::EditPerson;

/// Every read and write of a client's things, with what each was told.
async fn everything(
    stage: &Stage,
    by: &Actor,
    person: PersonId,
    promise: PromiseId,
) -> Vec<(&'static str, Option<Error>)> {
    let (libero, client) = (&stage.libero, stage.client);
    let told = |outcome: Outcome<()>| outcome.err().map(libero_services::Fault::tell);
    let fields = ClientFields { name: "برف‌دشت".into(), ..ClientFields::default() };
    let member =
        NewMember { id: MemberId(Uuid::now_v7()), user: by.user, position: Position::Pm, areas: Vec::new() };
    let any = MemberId(Uuid::now_v7());
    let edit_person = EditPerson { id: person, version: 1, fields: person_fields("تهرانچی") };
    let new_person = NewPerson { id: PersonId(Uuid::now_v7()), client, fields: person_fields("گرجی") };
    let owner = Party::User(stage.am.user);
    vec![
        ("page", told(client::page(libero, by, client).await.map(drop))),
        ("timeline", told(client::timeline(libero, by, client, first()).await.map(drop))),
        ("register", told(detail::register(libero, by, client, first()).await.map(drop))),
        ("promises", told(promise::list(libero, by, client, first()).await.map(drop))),
        ("person", told(person::get(libero, by, person).await.map(drop))),
        (
            "edit",
            told(client::edit(libero, by, command(EditClient { id: client, version: 1, fields })).await),
        ),
        ("policy", told(client::set_policy(libero, by, command((client, 1, Policy::default()))).await)),
        ("person.add", told(person::add(libero, by, command(new_person)).await)),
        ("person.edit", told(person::edit(libero, by, command(edit_person)).await)),
        ("member.add", told(team::add(libero, by, command((client, member))).await)),
        ("member.remove", told(team::remove(libero, by, command((client, any))).await)),
        (
            "promise.add",
            told(promise::add(libero, by, command(new_promise(client, owner, at("2027-02-14 10:00")))).await),
        ),
        ("promise.keep", told(keep(libero, by, promise, 1).await)),
        (
            "detail.add",
            told(detail::add(libero, by, command(new_detail(client, "x", Weight::Taste, &[]))).await),
        ),
    ]
}

crate::db_tests! {
    async fn a_stranger_and_the_technician_learn_nothing_of_a_client(place: &Place) {
        let stage = a_stage(place).await;
        let person = a_person(&stage.libero, &stage.am, stage.client, "تهرانچی").await;
        let promise = a_promise(&stage.libero, &stage.am, stage.client, stage.am.user, "2027-02-14 10:00").await;
        for role in [Role::Am, Role::Pm, Role::Media, Role::Specialist, Role::Admin] {
            let stranger = stage.colleague(role).await;
            for (what, told) in everything(&stage, &stranger, person, promise).await {
                assert_eq!(told, Some(Error::NotFound), "{what} as {role:?}");
            }
            assert_eq!(listed(&stage.libero, &stranger, ClientFilter::default()).await, []);
        }
    }

    async fn an_unknown_client_is_told_as_one_that_is_not_open(place: &Place) {
        let mut stage = a_stage(place).await;
        let person = a_person(&stage.libero, &stage.am, stage.client, "تهرانچی").await;
        let unknown = ClientId(Uuid::now_v7());
        stage.client = unknown;
        let told = everything(&stage, &stage.am, person, PromiseId(Uuid::now_v7())).await;
        for (what, told) in told.into_iter().filter(|(what, _)| !matches!(*what, "person" | "person.edit")) {
            assert_eq!(told, Some(Error::NotFound), "{what}");
        }
    }

    async fn a_teammate_reads_all_and_changes_what_their_role_may(place: &Place) {
        let stage = a_stage(place).await;
        let person = a_person(&stage.libero, &stage.am, stage.client, "تهرانچی").await;
        let promise = a_promise(&stage.libero, &stage.am, stage.client, stage.am.user, "2027-02-14 10:00").await;
        let writer = stage.with(Role::Specialist, Position::Member, &[]).await;
        for (what, told) in everything(&stage, &writer, person, promise).await {
            let reads = matches!(what, "page" | "timeline" | "register" | "promises");
            assert_eq!(told, if reads { None } else { Some(Error::NotAllowed) }, "{what}");
        }
        let pm = stage.with(Role::Pm, Position::Pm, &[]).await;
        let told = everything(&stage, &pm, person, promise).await;
        let refused: Vec<_> = told.iter().filter(|(_, told)| told.is_some()).map(|(what, _)| *what).collect();
        assert_eq!(refused, ["edit", "policy", "member.add", "member.remove", "promise.keep"]);
    }

    async fn a_cover_has_the_owners_rights_but_not_the_last_word(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, client) = (&stage.libero, stage.client);
        let cover = stage.with(Role::Am, Position::Cover, &[]).await;
        let fields = ClientFields { name: "برف‌دشت نو".into(), ..ClientFields::default() };
        client::edit(libero, &cover, command(EditClient { id: client, version: 1, fields })).await.unwrap();
        let other = stage.colleague(Role::Am).await;
        join(libero, &cover, client, &other, Position::Cover, &[]).await.unwrap();
        not_allowed(client::set_policy(libero, &cover, command((client, 2, Policy::default()))).await);
        not_allowed(join(libero, &cover, client, &other, Position::Owner, &[]).await);
        join(libero, &stage.am, client, &other, Position::Owner, &[]).await.unwrap();
    }

    async fn numbers_influence_and_stance_are_for_the_team_and_the_director(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, client) = (&stage.libero, stage.client);
        a_person(libero, &stage.am, client, "تهرانچی").await;
        let writer = stage.with(Role::Specialist, Position::Member, &[]).await;
        let finance = stage.colleague(Role::Finance).await;
        for reader in [&stage.am, &writer, &stage.head] {
            let sealed = client::page(libero, reader, client).await.unwrap().people[0].sealed.clone();
            assert_eq!(sealed.unwrap().mobile, "+989120004170");
        }
        let page = client::page(libero, &finance, client).await.unwrap();
        assert_eq!((page.people.len(), &page.people[0].sealed), (1, &None));
        assert!(!serde_json::to_string(&page).unwrap().contains("912000"), "absent, not empty");
        // A sealed field is not found by either.
        for reader in [&stage.am, &stage.head] {
            assert_eq!(found(libero, reader, "۰۹۱۲ ۰۰۰").await, 1);
        }
        assert_eq!(found(libero, &finance, "0912 000").await, 0);
        assert_eq!(found(libero, &finance, "تهرانچی").await, 1);
    }

    async fn numbers_are_in_no_history(place: &Place) {
        let stage = a_stage(place).await;
        a_person(&stage.libero, &stage.am, stage.client, "تهرانچی").await;
        let rows = client::timeline(&stage.libero, &stage.am, stage.client, first()).await.unwrap().rows;
        let text = serde_json::to_string(&rows).unwrap();
        assert!(text.contains("مریم تهرانچی") && !text.contains("4170"), "{text}");
        let logged = "SELECT COUNT(*) FROM audit WHERE happening LIKE '%4170%'";
        assert_eq!(stage.count(logged).await, 0);
    }

    async fn rights_end_with_the_membership(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, client) = (&stage.libero, stage.client);
        let writer = stage.colleague(Role::Specialist).await;
        let member = join(libero, &stage.am, client, &writer, Position::Member, &[]).await.unwrap();
        a_detail(libero, &stage.am, client, Weight::Taste, &[]).await;
        a_promise(libero, &stage.am, client, writer.user, "2027-02-10 11:00").await;
        let task = tasks(libero, &writer).await.remove(0);
        let give = libero_domain::detail::GiveReadBack { id: task.id, words: String::new() };
        read_back::give(libero, &writer, command(give)).await.unwrap();
        assert_eq!(listed(libero, &writer, ClientFilter::default()).await.len(), 1);

        team::remove(libero, &stage.am, command((client, member))).await.unwrap();
        assert_eq!(listed(libero, &writer, ClientFilter::default()).await, []);
        not_found(client::page(libero, &writer, client).await);
        assert_eq!(tasks(libero, &writer).await, [], "nor what was read back a minute ago");
        let day = libero_services::today::page(libero, &writer, Default::default()).await.unwrap();
        assert_eq!((day.rows, day.rhythm), (Vec::new(), Vec::new()));
        let mut conn = libero.db.read().await.unwrap();
        let mine = client::mine(&mut conn, &writer, libero.clock.now()).await.unwrap();
        assert_eq!(mine, []);
    }
}
