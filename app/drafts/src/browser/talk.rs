//! What the tabs of one browser tell each other. Read strictly: anything else on the channel is passed over.

use super::js::Listener;
use libero_domain::id::{ReportId, UserId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

const CHANNEL: &str = "libero-drafts";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "t", deny_unknown_fields)]
pub enum Message {
    /// A draft changed in the stores.
    Changed {
        user: UserId,
        id: ReportId,
    },
    /// To the tab that sends: this draft after so many milliseconds.
    Due {
        user: UserId,
        id: ReportId,
        delay_ms: u32,
    },
    SignInNeeded {
        user: UserId,
    },
    SignedIn {
        user: UserId,
    },
    ServerAway {
        user: UserId,
    },
    /// The device is not welcome any more: the key goes.
    Revoked {
        user: UserId,
    },
}

impl Message {
    pub fn user(&self) -> UserId {
        match self {
            Self::Changed { user, .. }
            | Self::Due { user, .. }
            | Self::SignInNeeded { user }
            | Self::SignedIn { user }
            | Self::ServerAway { user }
            | Self::Revoked { user } => *user,
        }
    }
}

/// This tab's end of the channel; silent where the browser has none.
pub struct Talk {
    channel: Option<BroadcastChannel>,
    _listener: Option<Listener>,
}

impl Talk {
    pub fn new(heard: impl Fn(Message) + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let listener = channel.as_ref().map(|channel| {
            Listener::new(channel, "message", move |event: Event| {
                if let Some(message) = message_of(&event) {
                    heard(message);
                }
            })
        });
        Self { channel, _listener: listener }
    }

    pub fn tell(&self, message: &Message) {
        if let (Some(channel), Ok(text)) = (&self.channel, serde_json::to_string(message)) {
            let _ = channel.post_message(&JsValue::from(text));
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

fn message_of(event: &Event) -> Option<Message> {
    let text = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    serde_json::from_str(&text).ok()
}
