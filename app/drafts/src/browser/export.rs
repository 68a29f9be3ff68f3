//! A person's own file of all drafts: plain JSON, readable without Libero.

use super::js;
use super::room::Row;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The browser needs the blob until the download has begun.
const KEEP_BLOB_MS: u32 = 60_000;

pub fn text(rows: &[Row], now_ms: i64) -> String {
    let drafts: Vec<Value> = rows
        .iter()
        .map(|row| match row {
            Row::Known(draft) => json!({
                "id": draft.id,
                "updated_at": draft.updated_at,
                "ready": draft.ready,
                "stored": !draft.unsent(),
                "body": draft.body,
                "theirs": match &draft.state {
                    crate::State::Clash { theirs } => theirs.body.clone(),
                    _ => Value::Null,
                },
            }),
            Row::Newer { id, v } => json!({ "id": id, "envelope_version": v }),
            Row::Locked { id } => json!({ "id": id, "locked": true }),
        })
        .collect();
    let file = json!({ "format": "libero-drafts", "version": 1, "exported_at": now_ms, "drafts": drafts });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

pub fn download(text: &str, file_name: &str) -> Result<(), JsValue> {
    let document = js::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(file_name);
    anchor.click();
    gloo_timers::callback::Timeout::new(KEEP_BLOB_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
