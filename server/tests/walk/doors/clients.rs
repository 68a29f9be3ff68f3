//! Clients: their profile, people, team, promises and details.

use super::Effect::{Reads, Writes};
use super::Right::{self, Client, Here, Mine};
use super::{Door, Owner, command, function, json};
use crate::stage::DUE;
use libero_domain::rights::Action;
use serde_json::{Value, json};

const fn on(actions: &'static [Action]) -> Right {
    Client(actions, Owner::Nobody)
}

pub fn doors() -> Vec<Door> {
    vec![
        function("list_clients", "", Reads, Here(Action::TodayOwn), |_, _, fresh| {
            json(fresh, json!({ "filter": {}, "after": null }))
        }),
        function("client_page", "", Reads, on(&[]), |_, things, fresh| {
            json(fresh, json!({ "id": things.client }))
        }),
        function("client_timeline", "", Reads, on(&[]), |_, things, fresh| {
            json(fresh, json!({ "client": things.client, "after": null }))
        }),
        function("create_client", "", Writes, Here(Action::ClientCreate), |_, _, fresh| {
            command(fresh, vec![("id", fresh.id.to_string()), ("fields[name]", "مشتری تازه".into())])
        }),
        function("edit_client", "", Writes, on(&[Action::ClientEdit]), |_, things, fresh| {
            command(
                fresh,
                vec![
                    ("id", things.client.to_string()),
                    ("version", "1".into()),
                    ("fields[name]", "نام دیگر".into()),
                ],
            )
        }),
        function("set_policy", "", Writes, on(&[Action::ClientPolicySet]), |_, things, fresh| {
            command(
                fresh,
                vec![
                    ("id", things.client.to_string()),
                    ("version", "1".into()),
                    ("reply_hours", "24".into()),
                    ("paper_lang", "en".into()),
                ],
            )
        }),
        function("add_member", "a member", Writes, on(&[Action::TeamEdit]), |stage, things, fresh| {
            member(things, fresh, stage.stranger, "member")
        }),
        function(
            "add_member",
            "another owner",
            Writes,
            on(&[Action::TeamEdit, Action::TeamChangeOwner]),
            |stage, things, fresh| member(things, fresh, stage.stranger, "owner"),
        ),
        function("remove_member", "", Writes, on(&[Action::TeamEdit]), |_, things, fresh| {
            command(fresh, vec![("client", things.client.to_string()), ("member", things.member.to_string())])
        }),
        function("get_person", "", Reads, on(&[Action::PersonEdit]), |_, things, fresh| {
            json(fresh, json!({ "id": things.person }))
        }),
        function("add_person", "", Writes, on(&[Action::PersonEdit]), |_, things, fresh| {
            command(
                fresh,
                vec![
                    ("id", fresh.id.to_string()),
                    ("client", things.client.to_string()),
                    ("fields[surname]", "گرجی".into()),
                    ("fields[influence]", "2".into()),
                ],
            )
        }),
        function("edit_person", "", Writes, on(&[Action::PersonEdit]), |_, things, fresh| {
            command(
                fresh,
                vec![
                    ("id", things.person.to_string()),
                    ("version", "1".into()),
                    ("fields[surname]", "گرجی".into()),
                    ("fields[influence]", "2".into()),
                ],
            )
        }),
        function("list_promises", "", Reads, on(&[]), |_, things, fresh| {
            json(fresh, json!({ "client": things.client, "after": null }))
        }),
        function("add_promise", "", Writes, on(&[Action::PromiseAdd]), |stage, things, fresh| {
            json(
                fresh,
                carried(
                    fresh,
                    json!({
                        "id": fresh.id, "client": things.client, "words": "نمونهٔ چاپ", "delivery": false,
                        "owner": { "side": "user", "id": stage.owner }, "due": DUE
                    }),
                ),
            )
        }),
        function(
            "keep_promise",
            "a specialist's",
            Writes,
            Client(&[Action::PromiseKeep], Owner::Named("specialist")),
            |_, things, fresh| {
                command(fresh, vec![("id", things.promise.to_string()), ("version", "1".into())])
            },
        ),
        function("register", "", Reads, on(&[]), |_, things, fresh| {
            json(fresh, json!({ "client": things.client, "after": null }))
        }),
        function("add_detail", "", Writes, on(&[Action::DetailAdd]), |_, things, fresh| {
            json(
                fresh,
                carried(
                    fresh,
                    json!({
                        "id": fresh.id, "client": things.client, "words": "آبی نه", "weight": "taste",
                        "source": "برندبوک", "said_by": things.person
                    }),
                ),
            )
        }),
        function("my_read_backs", "", Reads, Here(Action::ReadBackGive), |_, _, fresh| {
            json(fresh, json!({}))
        }),
        function(
            "give_read_back",
            "a planner's",
            Writes,
            Mine(Action::ReadBackGive, Owner::Named("media")),
            |_, things, fresh| command(fresh, vec![("id", things.read_back.to_string())]),
        ),
    ]
}

fn member(
    things: &crate::stage::Things,
    fresh: super::Fresh,
    user: libero_domain::id::UserId,
    position: &str,
) -> super::Ask {
    command(
        fresh,
        vec![
            ("client", things.client.to_string()),
            ("member[id]", fresh.id.to_string()),
            ("member[user]", user.to_string()),
            ("member[position]", position.into()),
        ],
    )
}

/// A command whose body is sent with it.
pub fn carried(fresh: super::Fresh, body: Value) -> Value {
    json!({ "command": { "id": fresh.key, "body": body } })
}
