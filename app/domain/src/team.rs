//! The account team of a client: who stands where, for which work, from when to when.

use crate::id::{MemberId, UserId};
use crate::rights::Position;
use crate::time::Timestamp;
use crate::user::UserName;
use serde::{Deserialize, Serialize};

/// Kinds of work. A member without areas works in all of them; a detail without areas applies to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Outdoor,
    Tv,
    Radio,
    Print,
    Digital,
    Social,
    Copy,
    PhotoFilm,
    Events,
    Contact,
    Finance,
}

impl Area {
    pub const ALL: [Self; 11] = [
        Self::Outdoor,
        Self::Tv,
        Self::Radio,
        Self::Print,
        Self::Digital,
        Self::Social,
        Self::Copy,
        Self::PhotoFilm,
        Self::Events,
        Self::Contact,
        Self::Finance,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Outdoor => "outdoor",
            Self::Tv => "tv",
            Self::Radio => "radio",
            Self::Print => "print",
            Self::Digital => "digital",
            Self::Social => "social",
            Self::Copy => "copy",
            Self::PhotoFilm => "photo_film",
            Self::Events => "events",
            Self::Contact => "contact",
            Self::Finance => "finance",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.code() == code)
    }
}

/// Each area once, in the order of the list.
pub fn tidy(areas: &mut Vec<Area>) {
    areas.sort_unstable();
    areas.dedup();
}

/// Do two scopes of work meet? An empty scope is all work.
pub fn areas_meet(one: &[Area], other: &[Area]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|area| other.contains(area))
}

/// A place on a client's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: MemberId,
    pub user: UserName,
    pub position: Position,
    pub areas: Vec<Area>,
    pub from: Timestamp,
    /// Rights end at this instant.
    pub to: Option<Timestamp>,
}

/// Puts a colleague on a client's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    pub id: MemberId,
    pub user: UserId,
    pub position: Position,
    #[serde(default)]
    pub areas: Vec<Area>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_area_means_all_work() {
        assert!(areas_meet(&[], &[Area::Tv]));
        assert!(areas_meet(&[Area::Tv, Area::Copy], &[Area::Copy]));
        assert!(!areas_meet(&[Area::Tv], &[Area::Copy]));
    }
}
