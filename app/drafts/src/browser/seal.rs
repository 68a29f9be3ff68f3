//! The seal: AES-GCM with a key made on this device, one for each person, that no script can take out.
//!
//! The key lies in IndexedDB under the person's id, so that drafts open without a network; the server knows
//! only its id. It keeps words from whoever copies the profile's files piece by piece or reads them from a
//! backup, not from somebody who holds the unlocked phone.

use super::js;
use super::store::Trouble;
use super::store::durable::{self, Shelf};
use crate::sealed::{ALGORITHM, Matter, Sealed, VERSION, bound_to};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use js_sys::{Array, ArrayBuffer, Object, Uint8Array};
use libero_domain::id::UserId;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};

const IV_BYTES: u32 = 12;

/// A person's key on this device.
#[derive(Clone)]
pub struct Key {
    pub user: UserId,
    /// Known to the server, so that a key can be revoked.
    pub id: String,
    key: JsValue,
}

impl Key {
    /// The person's key, made now if there is none.
    ///
    /// # Errors
    /// `NoOfflineMode` without WebCrypto; else what keeps the store from opening.
    pub async fn of(user: UserId) -> Result<Self, Trouble> {
        let subtle = subtle().ok_or(Trouble::NoOfflineMode)?;
        if let Some(kept) = durable::get(Shelf::Keys, &user.to_string()).await? {
            return Self::read(user, &kept).ok_or(Trouble::NoKey);
        }
        let kind = Object::new();
        js::set(&kind, "name", &"AES-GCM".into());
        js::set(&kind, "length", &256.into());
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let made = js::ask(&subtle, "generateKey", &[kind.into(), JsValue::FALSE, uses.into()])
            .await
            .map_err(|_| Trouble::NoOfflineMode)?;
        // Two tabs may come here at once: the first key stays.
        let fresh = Self { user, id: Uuid::now_v7().to_string(), key: made };
        let kept = durable::put_first(Shelf::Keys, &user.to_string(), &fresh.record()).await?;
        Self::read(user, &kept).ok_or(Trouble::Broken)
    }

    /// Puts the key back into a store that was cleared under the open page.
    pub async fn keep_again(&self) -> Result<(), Trouble> {
        durable::put(Shelf::Keys, &self.user.to_string(), &self.record()).await
    }

    fn record(&self) -> JsValue {
        let record = Object::new();
        js::set(&record, "id", &self.id.as_str().into());
        js::set(&record, "key", &self.key);
        record.into()
    }

    pub async fn delete(user: UserId) -> Result<(), Trouble> {
        durable::delete(Shelf::Keys, &user.to_string()).await
    }

    fn read(user: UserId, record: &JsValue) -> Option<Self> {
        let id = js::member(record, "id")?.as_string()?;
        Some(Self { user, id, key: js::member(record, "key")? })
    }

    /// # Errors
    /// `NoOfflineMode` when the browser cannot.
    pub async fn seal(&self, matter: Matter, unsent: bool, tab: &str, text: &str) -> Result<Sealed, Trouble> {
        let subtle = subtle().ok_or(Trouble::NoOfflineMode)?;
        let iv = random_iv().ok_or(Trouble::NoOfflineMode)?;
        let how = self.how(&iv, matter);
        let words = Uint8Array::from(text.as_bytes());
        let sealed = js::ask(&subtle, "encrypt", &[how, self.key.clone(), words.into()])
            .await
            .map_err(|_| Trouble::Broken)?;
        Ok(Sealed {
            v: VERSION,
            user: self.user,
            matter,
            unsent,
            tab: tab.into(),
            alg: ALGORITHM.into(),
            key: self.id.clone(),
            iv: STANDARD.encode(iv.to_vec()),
            data: STANDARD.encode(bytes(&sealed)),
        })
    }

    /// # Errors
    /// `NewerPage` for a form or algorithm of tomorrow, `NoKey` for another key's or a damaged record.
    pub async fn open(&self, sealed: &Sealed) -> Result<String, Trouble> {
        if sealed.v > VERSION || sealed.alg != ALGORITHM {
            return Err(Trouble::NewerPage);
        }
        if sealed.key != self.id {
            return Err(Trouble::NoKey);
        }
        let subtle = subtle().ok_or(Trouble::NoOfflineMode)?;
        let decoded = |text: &str| STANDARD.decode(text).map_err(|_| Trouble::NoKey);
        let iv = Uint8Array::from(decoded(&sealed.iv)?.as_slice());
        let data = Uint8Array::from(decoded(&sealed.data)?.as_slice());
        let opened =
            js::ask(&subtle, "decrypt", &[self.how(&iv, sealed.matter), self.key.clone(), data.into()])
                .await
                .map_err(|_| Trouble::NoKey)?;
        String::from_utf8(bytes(&opened)).map_err(|_| Trouble::NoKey)
    }

    fn how(&self, iv: &Uint8Array, matter: Matter) -> JsValue {
        let how = Object::new();
        js::set(&how, "name", &"AES-GCM".into());
        js::set(&how, "iv", iv);
        js::set(&how, "additionalData", &Uint8Array::from(bound_to(self.user, matter).as_bytes()));
        how.into()
    }
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()
}

fn crypto() -> Option<JsValue> {
    js::member(js::window()?.as_ref(), "crypto")
}

fn subtle() -> Option<JsValue> {
    js::member(&crypto()?, "subtle")
}

fn random_iv() -> Option<Uint8Array> {
    let iv = Uint8Array::new_with_length(IV_BYTES);
    js::call(&crypto()?, "getRandomValues", &[iv.clone().into()]).ok()?;
    Some(iv)
}
