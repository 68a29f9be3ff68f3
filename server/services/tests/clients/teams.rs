//! Teams: who joins reads back what is in force, who leaves owes nothing, one owner at every moment.

use super::*;
use std::sync::Arc;

async fn team_of(stage: &Stage) -> Vec<(UserId, Position)> {
    let page = client::page(&stage.libero, &stage.head, stage.client).await.unwrap();
    page.team.into_iter().map(|member| (member.user.id, member.position)).collect()
}

crate::db_tests! {
    async fn who_joins_later_reads_back_what_concerns_them(place: &Place) {
        let stage = a_stage(place).await;
        for areas in [&[][..], &[Area::Outdoor], &[Area::Copy, Area::Social]] {
            a_detail(&stage.libero, &stage.am, stage.client, Weight::Taste, areas).await;
        }
        let writer = stage.with(Role::Specialist, Position::Member, &[Area::Copy]).await;
        let everywhere = stage.with(Role::Media, Position::Member, &[]).await;
        let finance = stage.with(Role::Finance, Position::Member, &[]).await;
        assert_eq!(open_tasks(&stage.libero, &writer).await, 2);
        assert_eq!(open_tasks(&stage.libero, &everywhere).await, 3);
        not_allowed(read_back::mine(&stage.libero, &finance).await);
        // A dash stands where a detail does not concern somebody.
        let register = detail::register(&stage.libero, &stage.am, stage.client, first()).await.unwrap();
        let marks = |user: UserId| register.page.rows.iter().flat_map(|row| &row.read_backs).filter(|mark| mark.user.id == user).count();
        assert_eq!(register.team.len(), 4);
        let of = [&stage.am, &writer, &everywhere, &finance].map(|who| marks(who.user));
        assert_eq!(of, [3, 2, 3, 0]);
        assert_eq!(register.open_read_backs, 8);
        // Due one working day after it opened: Wednesday, then Saturday.
        assert!(tasks(&stage.libero, &writer).await.iter().all(|task| task.due >= at("2027-02-13 09:12") && !task.late));
    }

    async fn who_leaves_owes_nothing_and_what_was_read_back_stays(place: &Place) {
        let stage = a_stage(place).await;
        let writer = stage.colleague(Role::Specialist).await;
        let member = join(&stage.libero, &stage.am, stage.client, &writer, Position::Member, &[]).await.unwrap();
        for _ in 0..2 {
            a_detail(&stage.libero, &stage.am, stage.client, Weight::Taste, &[]).await;
        }
        let give = libero_domain::detail::GiveReadBack { id: tasks(&stage.libero, &writer).await[0].id, words: String::new() };
        read_back::give(&stage.libero, &writer, command(give)).await.unwrap();
        team::remove(&stage.libero, &stage.am, command((stage.client, member))).await.unwrap();
        let of_writer = format!("SELECT COUNT(*) FROM read_back WHERE user_id = '{}'", writer.user);
        assert_eq!(stage.count(&of_writer).await, 1);
        let register = detail::register(&stage.libero, &stage.am, stage.client, first()).await.unwrap();
        assert!(register.page.rows.iter().all(|row| row.read_backs.len() == 1), "columns are the present team's");
        not_found(team::remove(&stage.libero, &stage.am, command((stage.client, member))).await);
        // Back again: only what is still open is asked.
        join(&stage.libero, &stage.am, stage.client, &writer, Position::Member, &[]).await.unwrap();
        assert_eq!(open_tasks(&stage.libero, &writer).await, 1);
    }

    async fn other_work_asks_for_other_details(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let writer = stage.with(Role::Specialist, Position::Member, &[Area::Copy]).await;
        a_detail(libero, am, client, Weight::Taste, &[Area::Copy]).await;
        let outdoor = a_detail(libero, am, client, Weight::Taste, &[Area::Outdoor]).await;
        assert_eq!(wrong_fields(join(libero, am, client, &writer, Position::Member, &[Area::Copy]).await), ["user: Taken"]);
        join(libero, am, client, &writer, Position::Member, &[Area::Outdoor]).await.unwrap();
        let open = tasks(libero, &writer).await;
        assert_eq!(open.iter().map(|task| task.detail.id).collect::<Vec<_>>(), [outdoor]);
        assert_eq!(team_of(&stage).await.len(), 2);
    }

    async fn a_new_owner_makes_the_old_one_cover(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let cover = stage.with(Role::Am, Position::Cover, &[]).await;
        join(libero, am, client, &cover, Position::Owner, &[]).await.unwrap();
        assert_eq!(team_of(&stage).await, [(cover.user, Position::Owner), (am.user, Position::Cover)]);
        not_allowed(join(libero, am, client, am, Position::Owner, &[]).await);
        let owner = client::page(libero, am, client).await.unwrap().team[0].id;
        let told = refusal(team::remove(libero, am, command((client, owner))).await);
        assert_eq!(told, Error::WrongState { state: "owner".into(), act: "remove".into() });
        assert_eq!(wrong_fields(join(libero, &cover, client, &cover, Position::Cover, &[]).await), ["user: OwnerExists"]);
        // Who owned it when stays known.
        assert_eq!(stage.count("SELECT COUNT(*) FROM team_member WHERE position = 'owner' AND to_at IS NULL").await, 1);
        assert_eq!(stage.count("SELECT COUNT(*) FROM team_member WHERE position = 'owner'").await, 2);
        join(libero, &stage.head, client, am, Position::Owner, &[]).await.unwrap();
        assert_eq!(team_of(&stage).await, [(am.user, Position::Owner), (cover.user, Position::Cover)]);
    }

    async fn only_who_may_see_clients_joins_and_only_who_may_lead_leads(place: &Place) {
        let stage = a_stage(place).await;
        let (libero, am, client) = (&stage.libero, &stage.am, stage.client);
        let technician = stage.colleague(Role::Admin).await;
        let writer = stage.colleague(Role::Specialist).await;
        let nobody = Actor { user: UserId(Uuid::now_v7()), roles: vec![Role::Am] };
        let gone = stage.colleague(Role::Am).await;
        write(&libero.db, &format!("UPDATE app_user SET active = FALSE WHERE id = '{}'", gone.user)).await;
        for who in [&technician, &nobody, &gone] {
            assert_eq!(wrong_fields(join(libero, am, client, who, Position::Member, &[]).await), ["user: NotHere"]);
        }
        for position in [Position::Owner, Position::Cover] {
            assert_eq!(wrong_fields(join(libero, am, client, &writer, position, &[]).await), ["user: BadChoice"]);
        }
        assert_eq!(team_of(&stage).await, [(am.user, Position::Owner)]);
    }

    async fn of_many_who_add_one_colleague_at_once_one_does(place: &Place) {
        let stage = Arc::new(a_stage(place).await);
        let writer = Arc::new(stage.colleague(Role::Specialist).await);
        let adds: Vec<_> = (0..8)
            .map(|_| {
                let (stage, writer) = (stage.clone(), writer.clone());
                tokio::spawn(async move { join(&stage.libero, &stage.am, stage.client, &writer, Position::Member, &[]).await.is_ok() })
            })
            .collect();
        let mut added = 0;
        for add in adds {
            added += u32::from(add.await.unwrap());
        }
        assert_eq!((added, team_of(&stage).await.len()), (1, 2));
    }

    async fn a_detail_and_a_teammate_who_come_together_still_meet(place: &Place) {
        let stage = Arc::new(a_stage(place).await);
        let mut writers = Vec::new();
        for _ in 0..6 {
            writers.push(stage.colleague(Role::Specialist).await);
        }
        let mut tasks = Vec::new();
        for writer in writers.clone() {
            let (joins, adds) = (stage.clone(), stage.clone());
            tasks.push(tokio::spawn(async move {
                join(&joins.libero, &joins.am, joins.client, &writer, Position::Member, &[]).await.unwrap();
            }));
            tasks.push(tokio::spawn(async move {
                a_detail(&adds.libero, &adds.am, adds.client, Weight::Taste, &[]).await;
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        for writer in &writers {
            assert_eq!(open_tasks(&stage.libero, writer).await, 6);
        }
    }
}
