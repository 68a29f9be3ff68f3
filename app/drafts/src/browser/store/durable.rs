//! IndexedDB, as the copy that survives a sudden death. Each write is its own strict transaction.

use super::Trouble;
use crate::browser::js;
use js_sys::{Array, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbTransaction};

const DATABASE: &str = "libero";
const VERSION: u32 = 1;
/// Some private modes never answer at all.
const OPEN_WITHIN_MS: u32 = 8_000;

/// An object store of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Sealed drafts, by person and draft.
    Drafts,
    /// Keys that cannot be exported, by person.
    Keys,
    /// Sealed pockets, by person.
    Pocket,
    /// In the clear: this device's id, who worked here last.
    Meta,
}

impl Shelf {
    const ALL: [Self; 4] = [Self::Drafts, Self::Keys, Self::Pocket, Self::Meta];

    fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Keys => "keys",
            Self::Pocket => "pocket",
            Self::Meta => "meta",
        }
    }
}

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// How often this page found no database and made one. More than before means that the browser, or the
/// person, cleared the site's storage under the open page.
pub fn times_made() -> u32 {
    MADE.get()
}

/// # Errors
/// Whatever keeps the database from opening.
pub async fn get(shelf: Shelf, key: &str) -> Result<Option<JsValue>, Trouble> {
    let value = read(shelf, |store| store.get(&key.into())).await?;
    Ok(Some(value).filter(|value| !value.is_undefined()))
}

pub async fn get_text(shelf: Shelf, key: &str) -> Result<Option<String>, Trouble> {
    Ok(get(shelf, key).await?.and_then(|value| value.as_string()))
}

/// Every text of a shelf.
pub async fn all_texts(shelf: Shelf) -> Result<Vec<String>, Trouble> {
    let values: Array = read(shelf, IdbObjectStore::get_all).await?.unchecked_into();
    Ok(values.iter().filter_map(|value| value.as_string()).collect())
}

/// Every key of a shelf.
pub async fn keys(shelf: Shelf) -> Result<Vec<String>, Trouble> {
    let values: Array = read(shelf, IdbObjectStore::get_all_keys).await?.unchecked_into();
    Ok(values.iter().filter_map(|value| value.as_string()).collect())
}

/// Done when it is on the disk.
///
/// # Errors
/// `Full`, or what else the browser says.
pub async fn put(shelf: Shelf, key: &str, value: &JsValue) -> Result<(), Trouble> {
    write(shelf, |store| store.put_with_key(value, &key.into())).await
}

pub async fn delete(shelf: Shelf, key: &str) -> Result<(), Trouble> {
    write(shelf, |store| store.delete(&key.into())).await
}

/// Puts `value` unless the key is taken, and gives what is there then.
pub async fn put_first(shelf: Shelf, key: &str, value: &JsValue) -> Result<JsValue, Trouble> {
    let taken = write(shelf, |store| store.add_with_key(value, &key.into())).await.err();
    match (get(shelf, key).await?, taken) {
        (Some(there), _) => Ok(there),
        (None, Some(trouble)) => Err(trouble),
        (None, None) => Err(Trouble::Broken),
    }
}

async fn read(
    shelf: Shelf,
    what: impl Fn(&IdbObjectStore) -> Result<web_sys::IdbRequest, JsValue>,
) -> Result<JsValue, Trouble> {
    let (_, store) = transaction(shelf, false).await?;
    let request = what(&store).map_err(|error| Trouble::of(&error))?;
    js::result(&request).await.map_err(|error| Trouble::of(&error))
}

async fn write(
    shelf: Shelf,
    what: impl Fn(&IdbObjectStore) -> Result<web_sys::IdbRequest, JsValue>,
) -> Result<(), Trouble> {
    let (transaction, store) = transaction(shelf, true).await?;
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    what(&store).map_err(|error| Trouble::of(&error))?;
    match JsFuture::from(done).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(Trouble::Broken, |error| Trouble::of(&error))),
    }
}

async fn transaction(shelf: Shelf, writes: bool) -> Result<(IdbTransaction, IdbObjectStore), Trouble> {
    let begun = match begin(&database().await?, shelf, writes) {
        Ok(begun) => begun,
        // Closed under us, by the browser or for an upgrade in another tab: once more on a new one.
        Err(_) => {
            OPEN.set(None);
            begin(&database().await?, shelf, writes).map_err(|error| Trouble::of(&error))?
        }
    };
    let store = begun.object_store(shelf.name()).map_err(|error| Trouble::of(&error))?;
    Ok((begun, store))
}

fn begin(database: &IdbDatabase, shelf: Shelf, writes: bool) -> Result<IdbTransaction, JsValue> {
    let options = js_sys::Object::new();
    js::set(&options, "durability", &"strict".into());
    let mode = if writes { "readwrite" } else { "readonly" };
    js::call(database, "transaction", &[shelf.name().into(), mode.into(), options.into()])?.dyn_into()
}

async fn database() -> Result<IdbDatabase, Trouble> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let factory: IdbFactory = js::window()
        .ok_or(Trouble::Blocked)?
        .indexed_db()
        .map_err(|error| Trouble::of(&error))?
        .ok_or(Trouble::Blocked)?;
    let request = factory.open_with_u32(DATABASE, VERSION).map_err(|error| Trouble::of(&error))?;
    let database = opened(&request).await?;
    let gone = database.clone();
    // Makes way for a newer page's upgrade; the next use opens anew.
    let make_way = Closure::<dyn FnMut()>::new(move || {
        gone.close();
        OPEN.set(None);
    });
    database.set_onversionchange(Some(make_way.as_ref().unchecked_ref()));
    make_way.forget();
    OPEN.set(Some(database.clone()));
    Ok(database)
}

async fn opened(request: &IdbOpenDbRequest) -> Result<IdbDatabase, Trouble> {
    let asked = request.clone();
    let build = Closure::<dyn FnMut()>::new(move || {
        MADE.set(MADE.get().wrapping_add(1));
        if let Ok(database) = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            for shelf in Shelf::ALL {
                // Fails only where the store is there already.
                let _ = database.create_object_store(shelf.name());
            }
        }
    });
    request.set_onupgradeneeded(Some(build.as_ref().unchecked_ref()));
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match js::within(done, OPEN_WITHIN_MS).await {
        Some(Ok(_)) => {
            request.result().and_then(JsCast::dyn_into::<IdbDatabase>).map_err(|error| Trouble::of(&error))
        }
        Some(Err(_)) => {
            Err(request.error().ok().flatten().map_or(Trouble::Blocked, |error| Trouble::of(&error)))
        }
        None => Err(Trouble::Blocked),
    }
}
