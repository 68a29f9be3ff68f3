//! The API described in OpenAPI 3.1: written beside the routes, compared with them by a test.

use axum::Json;
use libero_domain::limits;
use serde_json::{Value, json};

pub async fn document() -> Json<Value> {
    Json(describe())
}

/// The whole description.
pub fn describe() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Libero", "version": "1", "description": "Drafts from devices and the client's link. Times are milliseconds since 1970 UTC, dates ISO 8601, ids UUID version 7 made by the caller." },
        "security": [{ "session": [] }],
        "paths": {
            "/api/v1/drafts": { "get": operation("One's own drafts, newest first", &[], None, "Drafts", &[]) },
            "/api/v1/drafts/{id}": {
                "parameters": [id("Draft; the id of the report it becomes")],
                "get": operation("One of one's own drafts", &[], None, "Draft", &[404]),
                "put": operation("Stores a draft exactly once; a repeat with the same key changes nothing and gets the same answer", &[key()], Some("PutDraft"), "DraftStored", &[400, 404, 409, 413, 422]),
                "delete": operation("Throws away a draft that never became a report", &[], None, "", &[404, 409])
            },
            "/api/v1/pocket": { "get": operation("Names to work with offline", &[], None, "Pocket", &[]) },
            "/api/v1/devices/{id}": {
                "parameters": [id("Device")],
                "put": operation("Registers this browser", &[], Some("PutDevice"), "Device", &[400, 404])
            },
            "/api/v1/reports/{id}/issue": {
                "parameters": [id("Report")],
                "post": operation("Sends a report to people of the client", &[key()], Some("Issue"), "Issued", &[400, 403, 404, 409, 422])
            },
            "/api/v1/guest/report": { "get": guest(operation("What the client's person may read", &[], None, "GuestReport", &[404, 410])) },
            "/api/v1/guest/answer": { "post": guest(operation("Answers every line at once", &[], Some("AnswerReport"), "Answered", &[400, 404, 409, 410, 422])) },
            "/api/v1/openapi.json": { "get": operation("This description", &[], None, "Any", &[]) }
        },
        "components": {
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-libero", "description": "Set by signing in" },
                "guest": { "type": "apiKey", "in": "cookie", "name": "__Host-libero-guest", "description": "Set by opening a link" }
            },
            "schemas": schemas()
        }
    })
}

fn id(what: &str) -> Value {
    json!({ "name": "id", "in": "path", "required": true, "description": what, "schema": { "type": "string", "format": "uuid" } })
}

fn key() -> Value {
    json!({ "name": "Idempotency-Key", "in": "header", "required": true, "description": "Id of the intent; kept 30 days for its maker", "schema": { "type": "string", "format": "uuid" } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn content(name: &str) -> Value {
    json!({ "application/json": { "schema": reference(name) } })
}

fn operation(
    summary: &str,
    parameters: &[Value],
    body: Option<&str>,
    answer: &str,
    refusals: &[u16],
) -> Value {
    let mut responses = serde_json::Map::new();
    if answer.is_empty() {
        responses.insert("204".into(), json!({ "description": "Done" }));
    } else {
        responses.insert("200".into(), json!({ "description": "Done", "content": content(answer) }));
    }
    for status in refusals.iter().chain(&[401, 503]) {
        responses
            .insert(status.to_string(), json!({ "description": "Refused", "content": content("Error") }));
    }
    let mut operation = json!({ "summary": summary, "parameters": parameters, "responses": responses });
    if let Some(body) = body {
        operation["requestBody"] = json!({ "required": true, "content": content(body) });
    }
    operation
}

fn guest(mut operation: Value) -> Value {
    operation["security"] = json!([{ "guest": [] }]);
    operation
}

fn schemas() -> Value {
    let uuid = json!({ "type": "string", "format": "uuid" });
    let time = json!({ "type": "integer", "format": "int64" });
    json!({
        "Any": { "type": "object" },
        "Error": {
            "type": "object", "required": ["error"],
            "properties": {
                "error": { "type": "string", "description": "Stable code" },
                "fields": { "type": "array", "items": { "type": "object", "properties": { "field": { "type": "string" }, "code": { "type": "string" } } } },
                "current": { "type": "integer" },
                "theirs": { "type": "object", "description": "What is stored now, after a stale put" }
            }
        },
        "ReportBody": {
            "type": "object", "required": ["held_on"], "additionalProperties": false,
            "properties": {
                "client": { "type": ["string", "null"], "format": "uuid" },
                "kind": { "enum": ["meeting", "call", "visit", "message"] },
                "held_on": { "type": "string", "format": "date" },
                "from": { "type": ["string", "null"] }, "to": { "type": ["string", "null"] },
                "place": { "type": "string", "maxLength": limits::TITLE },
                "attendees": { "type": "array", "maxItems": limits::ATTENDEES_PER_REPORT, "items": { "type": "object" } },
                "topics": { "type": "array", "maxItems": limits::TOPICS_PER_REPORT, "items": { "type": "object" } },
                "entries": { "type": "array", "maxItems": limits::ENTRIES_PER_REPORT, "items": reference("Entry") }
            }
        },
        "Entry": {
            "type": "object", "required": ["id", "kind", "text"], "additionalProperties": false,
            "properties": {
                "id": uuid, "topic": { "type": ["string", "null"], "format": "uuid" },
                "kind": { "enum": ["decision", "action", "detail", "feedback", "signal", "note"] },
                "text": { "type": "string", "maxLength": limits::ENTRY },
                "said_by": { "type": ["string", "null"], "format": "uuid" },
                "action": { "type": "object" }, "detail": { "type": "object" }, "line": { "type": ["integer", "null"] }
            }
        },
        "PutDraft": {
            "type": "object", "required": ["envelope_version", "base", "ready", "device", "body"], "additionalProperties": false,
            "properties": {
                "envelope_version": { "type": "integer", "maximum": libero_domain::draft::ENVELOPE_VERSION },
                "base": { "type": "integer", "description": "Version it was built on; 0 for none" },
                "ready": { "type": "boolean", "description": "It becomes a report in state draft" },
                "device": uuid, "body": reference("ReportBody")
            }
        },
        "DraftStored": { "type": "object", "required": ["id", "version", "settled", "at"], "properties": { "id": uuid, "version": { "type": "integer" }, "settled": { "type": "boolean" }, "at": time } },
        "Draft": { "type": "object", "properties": { "id": uuid, "version": { "type": "integer" }, "body": reference("ReportBody"), "settled": { "type": "boolean" }, "at": time } },
        "Drafts": { "type": "array", "items": reference("Draft") },
        "Pocket": { "type": "object", "properties": { "at": time, "clients": { "type": "array", "items": { "type": "object" } }, "office": { "type": "object" } } },
        "PutDevice": { "type": "object", "required": ["key"], "additionalProperties": false, "properties": { "key": { "type": "string", "description": "Id of the device's key; never the key" } } },
        "Device": { "type": "object", "required": ["revoked"], "properties": { "revoked": { "type": "boolean" } } },
        "Issue": { "type": "object", "required": ["version", "recipients"], "additionalProperties": false, "properties": { "version": { "type": "integer" }, "recipients": { "type": "array", "items": uuid } } },
        "Issued": { "type": "object", "properties": { "number": { "type": "object", "properties": { "year": { "type": "integer" }, "sequence": { "type": "integer" } } }, "version": { "type": "integer" }, "at": time } },
        "GuestReport": { "type": "object", "description": "Nothing internal is in it" },
        "AnswerReport": { "type": "object", "required": ["lines"], "additionalProperties": false, "properties": { "lines": { "type": "array", "items": { "type": "object", "required": ["line", "accepts"], "additionalProperties": false, "properties": { "line": { "type": "integer" }, "accepts": { "type": "boolean" }, "words": { "type": "string", "maxLength": limits::ENTRY } } } } } },
        "Answered": { "type": "object", "properties": { "state": { "type": "string" }, "at": time } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_and_verb_is_described_and_nothing_else() {
        let described = describe();
        let mut paths: Vec<String> = Vec::new();
        for (path, item) in described["paths"].as_object().unwrap() {
            for verb in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
                paths.push(format!("{} {path}", verb.to_uppercase()));
            }
        }
        let mut routes: Vec<String> = crate::rest::ROUTES
            .iter()
            .flat_map(|(path, verbs)| verbs.iter().map(move |verb| format!("{verb} {path}")))
            .collect();
        paths.sort();
        routes.sort();
        assert_eq!(paths, routes);
    }

    #[test]
    fn the_description_is_the_reviewed_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/openapi.json");
        let text = serde_json::to_string_pretty(&describe()).unwrap() + "\n";
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            text,
            "set UPDATE_SNAPSHOTS=1 and review the diff"
        );
    }
}
