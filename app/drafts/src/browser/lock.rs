//! Locks between the tabs of a browser (Web Locks), first come, first served.
//!
//! Where the browser has none, the lock holds within this page only: the server's own check of versions and
//! commands still keeps every report single.

use super::js::{self, Gate};
use js_sys::{Array, Promise};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Held until dropped.
pub struct Guard(Gate);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.open();
    }
}

thread_local! {
    /// Where there are no Web Locks: the last one's end, by name.
    static QUEUES: RefCell<BTreeMap<String, Promise>> = const { RefCell::new(BTreeMap::new()) };
}

/// Longest wait for a lock that is held for one write only.
const BRIEF_MS: u32 = 5_000;

/// Waits for a lock and holds it, but not for ever: a tab that was frozen while it wrote must not keep the
/// words of all others from being written. `None` is to go on without.
pub async fn hold_briefly(name: &str) -> Option<Guard> {
    let waiting = Gate::new();
    let (opened, name) = (waiting.opener(), name.to_owned());
    let slot: Rc<RefCell<Slot>> = Rc::default();
    let place = Rc::clone(&slot);
    spawn_local(async move {
        let guard = hold(&name).await;
        // Too late: dropped, and so released at once.
        if !place.borrow().given_up {
            place.borrow_mut().guard = Some(guard);
            let _ = opened.call0(&JsValue::UNDEFINED);
        }
    });
    js::within(waiting.promise.clone(), BRIEF_MS).await;
    let mut slot = slot.borrow_mut();
    slot.given_up = true;
    slot.guard.take()
}

#[derive(Default)]
struct Slot {
    guard: Option<Guard>,
    given_up: bool,
}

/// Waits for a lock and holds it.
pub async fn hold(name: &str) -> Guard {
    let locks = js::navigator().and_then(|navigator| js::member(&navigator, "locks"));
    if let Some(locks) = locks
        && let Some(guard) = of_browser(&locks, name).await
    {
        return guard;
    }
    within_page(name).await
}

async fn of_browser(locks: &JsValue, name: &str) -> Option<Guard> {
    let (granted, released) = (Gate::new(), Gate::new());
    let (open, until) = (granted.opener(), released.promise.clone());
    let holds = Closure::once_into_js(move |_lock: JsValue| {
        let _ = open.call0(&JsValue::UNDEFINED);
        until
    });
    let whole: Promise = js::call(locks, "request", &[name.into(), holds]).ok()?.into();
    // `whole` ends before the grant only when the browser refuses.
    JsFuture::from(Promise::race(&Array::of2(&granted.promise, &whole))).await.ok()?;
    Some(Guard(released))
}

async fn within_page(name: &str) -> Guard {
    let released = Gate::new();
    let before = QUEUES.with_borrow_mut(|queues| queues.insert(name.into(), released.promise.clone()));
    if let Some(before) = before {
        let _ = JsFuture::from(before).await;
    }
    Guard(released)
}
