//! Reports, drafts from devices, and the client's side.

use super::Effect::{Reads, Writes};
use super::Right::{Anyone, Client, Draft, Guest, Here, Mine};
use super::clients::carried;
use super::{Ask, Door, Fresh, Owner, at, bare, command, form, function, json, route};
use crate::stage::{Stage, Things, body};
use libero_domain::id::{ClientId, PersonId, ReportId};
use libero_domain::rights::Action;
use serde_json::json;
use uuid::Uuid;

const AM: Owner = Owner::Named("am-owner");
const PM: Owner = Owner::Named("pm");

pub fn doors() -> Vec<Door> {
    [functions(), routes(), guests()].into_iter().flatten().collect()
}

fn functions() -> Vec<Door> {
    vec![
        function("list_reports", "", Reads, Here(Action::TodayOwn), |_, _, fresh| {
            json(fresh, json!({ "filter": {}, "after": null }))
        }),
        function("report_page", "issued", Reads, Client(&[], AM), |_, things, fresh| {
            json(fresh, json!({ "id": things.issued }))
        }),
        function(
            "report_page",
            "a draft",
            Reads,
            Draft(Action::ReportDraft, AM, false),
            |_, things, fresh| json(fresh, json!({ "id": things.draft })),
        ),
        function(
            "save_report",
            "a new one",
            Writes,
            Client(&[Action::ReportDraft], Owner::Caller),
            |_, things, fresh| save(fresh, fresh.id, 0, things),
        ),
        function(
            "save_report",
            "a draft",
            Writes,
            Draft(Action::ReportDraft, AM, false),
            |_, things, fresh| save(fresh, things.draft.0, 1, things),
        ),
        function("discard_report", "", Writes, Draft(Action::ReportDraft, AM, false), |_, things, fresh| {
            command(fresh, vec![("id", things.draft.to_string()), ("version", "1".into())])
        }),
        function(
            "issue_report",
            "the owner's",
            Writes,
            Draft(Action::ReportIssue, AM, false),
            |_, things, fresh| issue(fresh, things.draft, things.person),
        ),
        function(
            "issue_report",
            "a manager's",
            Writes,
            Draft(Action::ReportIssue, PM, false),
            |_, things, fresh| issue(fresh, things.pm_draft, things.person),
        ),
        function(
            "issue_report",
            "a manager's who may",
            Writes,
            Draft(Action::ReportIssue, PM, true),
            |_, things, fresh| issue(fresh, things.lenient_draft, things.lenient_person),
        ),
        function("link_text", "", Reads, Client(&[Action::LinkMake], AM), |_, things, fresh| {
            json(fresh, json!({ "link": things.link }))
        }),
        function("make_link", "", Writes, Client(&[Action::LinkMake], AM), |_, things, fresh| {
            command(
                fresh,
                vec![
                    ("id", fresh.id.to_string()),
                    ("report", things.issued.to_string()),
                    ("person", things.person.to_string()),
                ],
            )
        }),
        function("revoke_link", "", Writes, Client(&[Action::LinkMake], AM), |_, things, fresh| {
            command(fresh, vec![("link", things.link.to_string())])
        }),
    ]
}

fn routes() -> Vec<Door> {
    vec![
        route("GET", "drafts", "", Reads, Here(Action::DraftSync), |_, _, fresh| bare(fresh)),
        route("GET", "drafts/{id}", "", Reads, Mine(Action::DraftSync, AM), |_, things, fresh| {
            at(things.device_draft, bare(fresh))
        }),
        route(
            "PUT",
            "drafts/{id}",
            "the owner's",
            Writes,
            Mine(Action::DraftSync, AM),
            |stage, things, fresh| {
                put(stage, things.device_draft.0, things.client, things.person, 1, false, fresh)
            },
        ),
        route("PUT", "drafts/{id}", "a new one", Writes, Here(Action::DraftSync), |stage, things, fresh| {
            put(stage, fresh.id, things.client, things.person, 0, false, fresh)
        }),
        route(
            "PUT",
            "drafts/{id}",
            "a new one, done",
            Writes,
            Client(&[Action::ReportDraft], Owner::Caller),
            |stage, things, fresh| put(stage, fresh.id, things.client, things.person, 0, true, fresh),
        ),
        route(
            "PUT",
            "drafts/{id}",
            "onto a report",
            Writes,
            Draft(Action::ReportDraft, AM, false),
            |stage, things, fresh| put(stage, things.draft.0, things.client, things.person, 1, true, fresh),
        ),
        route("DELETE", "drafts/{id}", "", Writes, Mine(Action::DraftSync, AM), |_, things, fresh| {
            at(things.device_draft, bare(fresh))
        }),
        route("GET", "pocket", "", Reads, Here(Action::PocketRead), |_, _, fresh| bare(fresh)),
        route(
            "PUT",
            "devices/{id}",
            "the owner's",
            Writes,
            Mine(Action::DeviceList, AM),
            |_, things, fresh| at(things.device, json(fresh, json!({ "key": "another" }))),
        ),
        route("PUT", "devices/{id}", "a new one", Writes, Here(Action::DeviceList), |_, _, fresh| {
            at(fresh.id, json(fresh, json!({ "key": "mine" })))
        }),
        route(
            "POST",
            "reports/{id}/issue",
            "the owner's",
            Writes,
            Draft(Action::ReportIssue, AM, false),
            |_, things, fresh| {
                at(things.draft, json(fresh, json!({ "version": 1, "recipients": [things.person] })))
            },
        ),
        route(
            "POST",
            "reports/{id}/issue",
            "a manager's who may",
            Writes,
            Draft(Action::ReportIssue, PM, true),
            |_, things, fresh| {
                at(
                    things.lenient_draft,
                    json(fresh, json!({ "version": 1, "recipients": [things.lenient_person] })),
                )
            },
        ),
        route("GET", "openapi.json", "", Reads, Anyone, |_, _, fresh| bare(fresh)),
    ]
}

fn guests() -> Vec<Door> {
    vec![
        function("guest_report", "", Reads, Guest, |_, _, fresh| json(fresh, json!({}))),
        function("guest_opened", "", Writes, Guest, |_, _, fresh| json(fresh, json!({}))),
        function("answer_report", "", Writes, Guest, |_, _, fresh| {
            form(fresh, vec![("lines[1]", "object".into()), ("words[1]", "سبز".into())])
        }),
        route("GET", "guest/report", "", Reads, Guest, |_, _, fresh| bare(fresh)),
        route("POST", "guest/answer", "", Writes, Guest, |_, _, fresh| {
            json(fresh, json!({ "lines": [{ "line": 1, "accepts": true, "words": "" }] }))
        }),
    ]
}

fn save(fresh: Fresh, id: Uuid, version: i64, things: &Things) -> Ask {
    let body = body(things.client, things.person, "words");
    json(fresh, carried(fresh, json!({ "id": id, "version": version, "body": body })))
}

fn issue(fresh: Fresh, id: ReportId, to: PersonId) -> Ask {
    command(fresh, vec![("id", id.to_string()), ("version", "1".into()), ("recipients[0]", to.to_string())])
}

fn put(
    stage: &Stage,
    id: Uuid,
    client: ClientId,
    person: PersonId,
    base: i64,
    ready: bool,
    fresh: Fresh,
) -> Ask {
    let body = body(client, person, "words");
    let device = stage.things.device;
    at(
        id,
        json(
            fresh,
            json!({ "envelope_version": 1, "base": base, "ready": ready, "device": device, "body": body }),
        ),
    )
}
