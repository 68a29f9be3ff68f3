//! Who may do what: one table role × action, asked of the stored record, never of an id that a caller sent.

use crate::id::UserId;
use serde::{Deserialize, Serialize};

/// What a person is in the agency. A person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The technician: system, users, backup; no client words.
    Admin,
    /// Agency head.
    Director,
    Finance,
    /// Account manager.
    Am,
    /// Project manager.
    Pm,
    /// Media planner or buyer.
    Media,
    /// Creative, SEO, strategy, research: sees no money.
    Specialist,
}

impl Role {
    pub const ALL: [Self; 7] =
        [Self::Admin, Self::Director, Self::Finance, Self::Am, Self::Pm, Self::Media, Self::Specialist];

    pub fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Director => "director",
            Self::Finance => "finance",
            Self::Am => "am",
            Self::Pm => "pm",
            Self::Media => "media",
            Self::Specialist => "specialist",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What a person is on one client's team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Exactly one.
    Owner,
    /// At least one for a key client; the owner's rights at all times.
    Cover,
    Pm,
    Member,
}

impl Position {
    pub const ALL: [Self; 4] = [Self::Owner, Self::Cover, Self::Pm, Self::Member];

    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Cover => "cover",
            Self::Pm => "pm",
            Self::Member => "member",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code() == code)
    }

    /// Owner or cover.
    pub fn leads(self) -> bool {
        matches!(self, Self::Owner | Self::Cover)
    }
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Never; told "not found" on a client's things.
    No,
    /// Every client, or the whole agency.
    All,
    /// Clients of whose team one is a member now.
    Team,
    /// Clients that one owns or covers.
    Lead,
    /// Clients that one owns.
    Owner,
    /// One's own thing only.
    Own,
    /// One's own thing, and anybody's at clients that one owns or covers.
    OwnOrLead,
    /// One's own thing on a client of the team.
    OwnOnTeam,
    /// As `OwnOnTeam`, and anybody's at clients that one owns or covers.
    OwnOnTeamOrLead,
    /// Clients of the team whose policy lets a project manager issue.
    PolicyPm,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal : $admin:ident $director:ident $finance:ident $am:ident $pm:ident $media:ident $specialist:ident;)*) => {
        /// What a person may want to do. The order of reaches in the table below is that of `Role::ALL`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $name),* }

        impl Action {
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The table: how far `role` reaches with this action.
            pub fn reach(self, role: Role) -> Reach {
                let row = match self {
                    $(Self::$name => [Reach::$admin, Reach::$director, Reach::$finance, Reach::$am, Reach::$pm, Reach::$media, Reach::$specialist]),*
                };
                row[role as usize]
            }
        }
    };
}

actions! {
    //                                            admin director finance am pm media specialist
    ClientRead = "client.read":                   No All All Team Team Team Team;
    ClientCreate = "client.create":               No All No All No No No;
    ClientEdit = "client.edit":                   No All No Lead No No No;
    ClientPolicySet = "client.policy.set":        No All No Owner No No No;
    PersonEdit = "person.edit":                   No All No Team Team No No;
    TeamEdit = "team.add":                        No All No Lead No No No;
    TeamChangeOwner = "team.change_owner":        No All No Owner No No No;
    ReportDraft = "report.draft":                 No All No OwnOnTeamOrLead OwnOnTeam OwnOnTeam OwnOnTeam;
    ReportIssue = "report.issue":                 No All No Lead PolicyPm No No;
    LinkMake = "link.make":                       No All No Lead PolicyPm No No;
    DeliveryNote = "delivery.note":               No All No Lead PolicyPm No No;
    DetailAdd = "detail.add":                     No All No Lead Team No No;
    ReadBackGive = "readback.give":               No Own No Own Own Own Own;
    PromiseAdd = "promise.add":                   No All No Team Team No No;
    PromiseKeep = "promise.keep":                 No All Own OwnOrLead Own Own Own;
    TodayOwn = "today.own":                       Own Own Own Own Own Own Own;
    DraftSync = "draft.sync":                     Own Own Own Own Own Own Own;
    PocketRead = "pocket.read":                   Own Own Own Own Own Own Own;
    DeviceList = "device.list":                   Own Own Own Own Own Own Own;
    SessionEndOwn = "session.end_own":            Own Own Own Own Own Own Own;
    PasswordChange = "password.change":           Own Own Own Own Own Own Own;
    PreferencesSet = "preferences.set":           Own Own Own Own Own Own Own;
    UserList = "user.list":                       All All All All All All All;
    UserManage = "user.manage":                   All No No No No No No;
    ResetLinkMake = "reset_link.make":            All No No No No No No;
    AgencySettings = "settings.agency":           All All No No No No No;
    LabelRename = "label.rename":                 All All No No No No No;
    HolidayEdit = "holiday.edit":                 All All No No No No No;
    AuditRead = "audit.read":                     All All No No No No No;
}

/// Who asks: a signed-in colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub user: UserId,
    pub roles: Vec<Role>,
}

/// How the stored record stands to the person who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The person's present place on the client's team.
    pub position: Option<Position>,
    /// The thing is the person's own (their draft, their promise, their read-back).
    pub own: bool,
    /// The client's policy lets a project manager issue.
    pub pm_may_issue: bool,
}

impl Standing {
    pub fn own() -> Self {
        Self { own: true, ..Self::default() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    /// May see the client, may not do this.
    NotAllowed,
    /// May not know that it exists.
    NotFound,
}

impl Actor {
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn reaches(&self, action: Action, standing: Standing) -> bool {
        let position = standing.position;
        let leads = position.is_some_and(Position::leads);
        self.roles.iter().any(|role| match action.reach(*role) {
            Reach::No => false,
            Reach::All => true,
            Reach::Team => position.is_some(),
            Reach::Lead => leads,
            Reach::Owner => position == Some(Position::Owner),
            Reach::Own => standing.own,
            Reach::OwnOrLead => standing.own || leads,
            Reach::OwnOnTeam => standing.own && position.is_some(),
            Reach::OwnOnTeamOrLead => (standing.own && position.is_some()) || leads,
            Reach::PolicyPm => standing.pm_may_issue && position.is_some(),
        })
    }

    /// May this person do `action` on a client's thing?
    pub fn may(&self, action: Action, standing: Standing) -> Verdict {
        if self.reaches(action, standing) {
            Verdict::Yes
        } else if standing.own || self.reaches(Action::ClientRead, standing) {
            Verdict::NotAllowed
        } else {
            Verdict::NotFound
        }
    }

    /// May this person do `action` on the agency's or their own things, no client involved?
    pub fn may_here(&self, action: Action) -> bool {
        self.reaches(action, Standing::own())
    }

    /// Sees clients at all: the technician sees none, not even as a teammate.
    pub fn sees_clients(&self) -> bool {
        self.reaches(Action::ClientRead, Standing { position: Some(Position::Member), ..Standing::default() })
    }

    /// May this person stand there on a team? Owner and cover need a role whose rights they then have.
    pub fn may_stand(&self, position: Position) -> bool {
        let standing = Standing { position: Some(position), ..Standing::default() };
        self.reaches(if position.leads() { Action::ClientEdit } else { Action::ClientRead }, standing)
    }

    /// Sees every client without being on its team.
    pub fn sees_all_clients(&self) -> bool {
        self.reaches(Action::ClientRead, Standing::default())
    }
}

/// The role × action matrix as text, one row an action, for the reviewed snapshot.
pub fn matrix() -> String {
    let mut text = format!("{:<22}", "action");
    for role in Role::ALL {
        text.push_str(&format!("{:<17}", role.code()));
    }
    for action in Action::ALL {
        text.truncate(text.trim_end().len());
        text.push_str(&format!("\n{:<22}", action.code()));
        for role in Role::ALL {
            text.push_str(&format!("{:<17}", format!("{:?}", action.reach(role))));
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        Actor { user: UserId(uuid::Uuid::nil()), roles: vec![role] }
    }

    fn at(position: Position) -> Standing {
        Standing { position: Some(position), ..Standing::default() }
    }

    #[test]
    fn the_technician_sees_no_client() {
        let admin = actor(Role::Admin);
        for action in [Action::ClientRead, Action::ReportIssue, Action::ReportDraft, Action::DetailAdd] {
            assert_eq!(admin.may(action, Standing::default()), Verdict::NotFound, "{action:?}");
        }
    }

    #[test]
    fn a_stranger_is_told_not_found_and_a_teammate_not_allowed() {
        let specialist = actor(Role::Specialist);
        assert_eq!(specialist.may(Action::ReportIssue, Standing::default()), Verdict::NotFound);
        assert_eq!(specialist.may(Action::ReportIssue, at(Position::Member)), Verdict::NotAllowed);
    }

    #[test]
    fn a_cover_has_the_owners_rights_but_cannot_change_the_owner() {
        let am = actor(Role::Am);
        assert_eq!(am.may(Action::ReportIssue, at(Position::Cover)), Verdict::Yes);
        assert_eq!(am.may(Action::TeamChangeOwner, at(Position::Cover)), Verdict::NotAllowed);
    }

    #[test]
    fn a_project_manager_issues_only_where_the_policy_says_so() {
        let pm = actor(Role::Pm);
        assert_eq!(pm.may(Action::ReportIssue, at(Position::Pm)), Verdict::NotAllowed);
        let allowed = Standing { pm_may_issue: true, ..at(Position::Pm) };
        assert_eq!(pm.may(Action::ReportIssue, allowed), Verdict::Yes);
    }

    #[test]
    fn only_who_may_lead_a_client_stands_at_its_head() {
        assert!(
            actor(Role::Am).may_stand(Position::Cover) && actor(Role::Director).may_stand(Position::Owner)
        );
        assert!(
            !actor(Role::Specialist).may_stand(Position::Owner)
                && actor(Role::Specialist).may_stand(Position::Member)
        );
        assert!(!actor(Role::Admin).may_stand(Position::Member) && !actor(Role::Admin).sees_clients());
    }

    #[test]
    fn rights_of_several_roles_add_up() {
        let both = Actor { user: UserId(uuid::Uuid::nil()), roles: vec![Role::Admin, Role::Director] };
        assert_eq!(both.may(Action::ClientRead, Standing::default()), Verdict::Yes);
        assert!(both.may_here(Action::UserManage));
    }

    #[test]
    fn the_matrix_is_the_reviewed_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/rights.txt");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(path, matrix()).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            matrix(),
            "set UPDATE_SNAPSHOTS=1 and review the diff"
        );
    }
}
