//! Small bridges to the browser: what the typed bindings lack or hold for unstable, and promises.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, IdbRequest, Window};

/// The page's window; none in a worker.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// A member, or `None` where it is missing or may not be read.
pub fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

pub fn navigator() -> Option<JsValue> {
    member(window()?.as_ref(), "navigator")
}

pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    // Fails only on frozen objects; these are our own.
    let _ = Reflect::set(of, &name.into(), value);
}

pub fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    function.apply(of, &arguments.iter().collect::<Array>())
}

/// Calls a method that answers with a promise, and awaits it.
pub async fn ask(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    settled(call(of, name, arguments)?).await
}

pub async fn settled(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}

/// The result of a request to IndexedDB.
pub async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error().ok().flatten().map_or(JsValue::UNDEFINED, JsValue::from)),
    }
}

/// A promise with its keys outside.
pub struct Gate {
    pub promise: Promise,
    open: Function,
}

impl Gate {
    pub fn new() -> Self {
        let mut opener = None;
        let promise = Promise::new(&mut |resolve, _| opener = Some(resolve));
        // The executor runs before `new` returns.
        Self { promise, open: opener.unwrap_or_else(|| Function::new_no_args("")) }
    }

    pub fn opener(&self) -> Function {
        self.open.clone()
    }

    pub fn open(&self) {
        let _ = self.open.call0(&JsValue::UNDEFINED);
    }
}

/// Whichever comes first; `None` after `ms`.
pub async fn within(promise: Promise, ms: u32) -> Option<Result<JsValue, JsValue>> {
    let late = JsValue::from_str("late");
    let timer = Gate::new();
    let opener = timer.opener();
    let mark = late.clone();
    let timeout = gloo_timers::callback::Timeout::new(ms, move || {
        let _ = opener.call1(&JsValue::UNDEFINED, &mark);
    });
    let first = Promise::race(&Array::of2(&promise, &timer.promise));
    let answer = JsFuture::from(first).await;
    drop(timeout);
    match answer {
        Ok(value) if value == late => None,
        answer => Some(answer),
    }
}

/// Name of a DOM exception or error.
pub fn error_name(error: &JsValue) -> String {
    member(error, "name").and_then(|name| name.as_string()).unwrap_or_default()
}

/// Milliseconds since 1970 by the device's clock.
pub fn now_ms() -> i64 {
    // Far below 2^53.
    js_sys::Date::now() as i64
}

/// Milliseconds since the page began; no change of the device's clock moves it.
pub fn uptime_ms() -> f64 {
    let performance = window().and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// An object that listens to events, such as a worker, which the typed bindings here do not name.
pub fn as_target(of: &JsValue) -> &EventTarget {
    of.unchecked_ref()
}

pub fn as_type<T: JsCast>(event: &Event) -> Option<&T> {
    event.dyn_ref()
}

/// Listens until dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub fn new(target: &EventTarget, name: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        let heard = Closure::new(heard);
        let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        Self { target: target.clone(), name, heard }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.heard.as_ref().unchecked_ref());
    }
}
