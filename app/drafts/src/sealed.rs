//! What lies in the browser's storage: words under a seal, and in the clear only what must be read
//! without the key.
//!
//! AES-GCM with 256 bit; a fresh 96-bit iv for each seal. What the text is for, whose it is and which draft
//! it is are bound to the seal, so that a copy moved elsewhere does not open. The algorithm is named, so
//! that it can change one day.

use libero_domain::id::{ReportId, UserId};
use serde::{Deserialize, Serialize};

pub const VERSION: u16 = 1;
/// AES-GCM, 256-bit key, 96-bit iv, 128-bit tag.
pub const ALGORITHM: &str = "A256GCM";

/// What is under a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum Matter {
    Draft {
        id: ReportId,
    },
    /// What a person carries to work without a network.
    Pocket,
}

/// A sealed text. `iv` and `data` are base64; `data` ends with the tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    pub v: u16,
    pub user: UserId,
    #[serde(flatten)]
    pub matter: Matter,
    /// There are words inside that the server may not have: counted on the sign-in page.
    #[serde(default)]
    pub unsent: bool,
    /// The tab that wrote it, so that a tab knows its own copies.
    #[serde(default)]
    pub tab: String,
    pub alg: String,
    /// Id of the key.
    pub key: String,
    pub iv: String,
    pub data: String,
}

/// What the seal is bound to.
pub fn bound_to(user: UserId, matter: Matter) -> String {
    match matter {
        Matter::Draft { id } => format!("libero draft {user} {id}"),
        Matter::Pocket => format!("libero pocket {user}"),
    }
}

/// Reads a record; `None` for anything else that lies there.
pub fn read(text: &str) -> Option<Sealed> {
    serde_json::from_str(text).ok()
}

/// Drafts with unsent words among the records of both stores; `user` narrows it to one person.
pub fn unsent<'a>(records: impl Iterator<Item = &'a str>, user: Option<UserId>) -> usize {
    let drafts: std::collections::BTreeSet<_> = records
        .filter_map(read)
        .filter(|sealed| sealed.unsent && user.is_none_or(|user| user == sealed.user))
        .filter_map(|sealed| match sealed.matter {
            Matter::Draft { id } => Some((sealed.user, id)),
            Matter::Pocket => None,
        })
        .collect();
    drafts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T: std::str::FromStr>(n: u8) -> T {
        format!("00000000-0000-7000-8000-0000000000{n:02x}").parse().ok().unwrap()
    }

    fn record(user: u8, draft: u8, unsent: bool) -> String {
        let sealed = Sealed {
            v: VERSION,
            user: id(user),
            matter: Matter::Draft { id: id(draft) },
            unsent,
            tab: "t".into(),
            alg: ALGORITHM.into(),
            key: "k".into(),
            iv: "aQ==".into(),
            data: "ZA==".into(),
        };
        serde_json::to_string(&sealed).unwrap()
    }

    #[test]
    fn a_record_comes_back_and_strangers_are_passed_over() {
        let text = record(1, 2, true);
        assert_eq!(serde_json::to_string(&read(&text).unwrap()).unwrap(), text);
        for stranger in ["", "{}", "null", "[1]", r#"{"v":1,"of":"draft"}"#] {
            assert_eq!(read(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn a_seal_is_bound_to_person_draft_and_purpose() {
        let bound = [
            bound_to(id(1), Matter::Draft { id: id(1) }),
            bound_to(id(1), Matter::Draft { id: id(2) }),
            bound_to(id(2), Matter::Draft { id: id(1) }),
            bound_to(id(1), Matter::Pocket),
        ];
        assert!((0..4).all(|a| (0..a).all(|b| bound[a] != bound[b])), "{bound:?}");
    }

    #[test]
    fn what_is_not_sent_is_counted_once_for_both_copies_without_the_key() {
        let records =
            [record(1, 1, true), record(1, 1, true), record(1, 2, false), record(2, 3, true), "noise".into()];
        let count = |user| unsent(records.iter().map(String::as_str), user);
        assert_eq!(count(None), 2);
        assert_eq!(count(Some(id(1))), 1);
        assert_eq!(count(Some(id(3))), 0);
    }
}
