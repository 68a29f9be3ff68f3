//! The page's side of the service worker: registers it, tells of a new version, changes over when the
//! person wishes, and answers which build this page runs, so that its files stay cached.

use super::js::{self, Listener};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, MessageEvent};

const SCRIPT: &str = "/sw.js";

/// The registered worker. Keep it as long as the page lives.
pub struct Worker {
    container: JsValue,
    registration: JsValue,
    _listeners: Vec<Listener>,
}

/// Registers the service worker; `None` where there is none (no https, an old browser, a private window).
/// `update_ready` is called when a new version waits: offer [`Worker::change_over`], force nothing.
pub async fn register(build: &str, update_ready: impl Fn() + 'static) -> Option<Worker> {
    let container = js::member(&js::navigator()?, "serviceWorker")?;
    let answers = answer_build(&container, build);
    let options = js_sys::Object::new();
    js::set(&options, "scope", &"/".into());
    js::set(&options, "updateViaCache", &"none".into());
    let registration = js::ask(&container, "register", &[SCRIPT.into(), options.into()]).await.ok()?;

    let ready: Rc<dyn Fn()> = Rc::new(update_ready);
    if waiting(&registration).is_some() && controlled(&container) {
        ready();
    }
    let (of, within) = (registration.clone(), container.clone());
    let found = Listener::new(target(&registration), "updatefound", move |_| {
        if let Some(installing) = js::member(&of, "installing") {
            tell_when_installed(installing, within.clone(), Rc::clone(&ready));
        }
    });
    Some(Worker { container, registration, _listeners: vec![answers, found] })
}

impl Worker {
    /// Changes over to the version that waits, then reloads this page. Flush the drafts first.
    pub fn change_over(&self) {
        let Some(waiting) = waiting(&self.registration) else { return };
        let changed = Listener::new(target(&self.container), "controllerchange", |_| {
            if let Some(window) = js::window() {
                let _ = window.location().reload();
            }
        });
        // The page ends with it.
        std::mem::forget(changed);
        let message = js_sys::Object::new();
        js::set(&message, "type", &"skip-waiting".into());
        let _ = js::call(&waiting, "postMessage", &[message.into()]);
    }

    /// The language of the pages that the worker shows without a network.
    pub fn speak(&self, lang: &str) {
        let message = js_sys::Object::new();
        js::set(&message, "type", &"lang".into());
        js::set(&message, "lang", &lang.into());
        if let Some(active) = js::member(&self.registration, "active") {
            let _ = js::call(&active, "postMessage", &[message.into()]);
        }
    }
}

/// Answers `{type: "which-build"}` on the port that came with it.
fn answer_build(container: &JsValue, build: &str) -> Listener {
    let build = build.to_owned();
    Listener::new(target(container), "message", move |event| {
        let Some(event) = js::as_type::<MessageEvent>(&event) else { return };
        let asks = js::member(&event.data(), "type").and_then(|kind| kind.as_string());
        if asks.as_deref() == Some("which-build") {
            let port = event.ports().get(0);
            let _ = js::call(&port, "postMessage", &[build.as_str().into()]);
        }
    })
}

fn tell_when_installed(installing: JsValue, container: JsValue, ready: Rc<dyn Fn()>) {
    let worker = installing.clone();
    let listener = Listener::new(target(&installing), "statechange", move |_| {
        let state = js::member(&worker, "state").and_then(|state| state.as_string());
        // The very first version has nobody to change over from.
        if state.as_deref() == Some("installed") && controlled(&container) {
            let ready = Rc::clone(&ready);
            spawn_local(async move { ready() });
        }
    });
    // Lives as long as the worker that installs.
    std::mem::forget(listener);
}

fn waiting(registration: &JsValue) -> Option<JsValue> {
    js::member(registration, "waiting")
}

fn controlled(container: &JsValue) -> bool {
    js::member(container, "controller").is_some()
}

fn target(of: &JsValue) -> &EventTarget {
    js::as_target(of)
}
