//! One's own account, colleagues, the agency.

use super::Effect::{Either, Reads, Writes};
use super::Right::{Anyone, Closed, Here};
use super::{Door, command, form, function, json, nothing};
use crate::support::PASSWORD;
use libero_domain::rights::Action;
use serde_json::json;

const NEW: &str = "seven slow blue herons";

pub fn doors() -> Vec<Door> {
    vec![
        function("sign_in", "", Writes, Anyone, |stage, _, fresh| {
            form(fresh, vec![("email", stage.owner_email.clone()), ("password", PASSWORD.into())])
        }),
        function("sign_out", "", Either, Anyone, nothing),
        function("sign_out_everywhere", "", Writes, Here(Action::SessionEndOwn), nothing),
        function("change_password", "", Writes, Here(Action::PasswordChange), |_, _, fresh| {
            form(fresh, vec![("current", PASSWORD.into()), ("new", NEW.into()), ("again", NEW.into())])
        }),
        function("reset_password", "", Writes, Anyone, |stage, _, fresh| {
            form(fresh, vec![("code", stage.reset_code.clone()), ("new", NEW.into()), ("again", NEW.into())])
        }),
        function("set_preferences", "", Writes, Here(Action::PreferencesSet), |_, _, fresh| {
            form(
                fresh,
                vec![
                    ("lang", "en".into()),
                    ("calendar", "gregorian".into()),
                    ("digits", "latin".into()),
                    ("theme", "dark".into()),
                ],
            )
        }),
        function("list_sessions", "", Reads, Here(Action::DeviceList), nothing),
        function("today", "", Reads, Here(Action::TodayOwn), |_, _, fresh| json(fresh, json!({}))),
        function("list_users", "", Reads, Here(Action::UserList), nothing),
        function("colleagues", "", Reads, Here(Action::UserList), nothing),
        function("add_user", "", Writes, Here(Action::UserManage), |_, _, fresh| {
            command(
                fresh,
                vec![("id", fresh.id.to_string())].into_iter().chain(person(&fresh.id.to_string())).collect(),
            )
        }),
        function("edit_user", "", Writes, Here(Action::UserManage), |_, things, fresh| {
            let head =
                vec![("id", things.user.to_string()), ("version", "1".into()), ("active", "true".into())];
            command(fresh, head.into_iter().chain(person("changed")).collect())
        }),
        function("make_reset_link", "", Writes, Here(Action::ResetLinkMake), |_, things, fresh| {
            form(fresh, vec![("user", things.user.to_string())])
        }),
        function("set_up", "", Writes, Closed, |_, _, fresh| {
            form(
                fresh,
                vec![
                    ("set_up[code]", "ABCD-EFGH".into()),
                    ("set_up[agency][name_fa]", "دیگر".into()),
                    ("set_up[agency][area_code]", "21".into()),
                    ("set_up[open]", "9:00".into()),
                    ("set_up[close]", "17:00".into()),
                    ("set_up[thursday]", "off".into()),
                    ("set_up[person][name]", "کسی".into()),
                    ("set_up[person][surname]", "دیگر".into()),
                    ("set_up[person][email]", "other@chakavand.example".into()),
                    ("set_up[password]", NEW.into()),
                    ("set_up[again]", NEW.into()),
                ],
            )
        }),
        function("set_up_open", "", Reads, Anyone, nothing),
        function("agency_page", "", Reads, Here(Action::AgencySettings), nothing),
        function("edit_agency", "", Writes, Here(Action::AgencySettings), |_, _, fresh| {
            command(
                fresh,
                vec![
                    ("version", "1".into()),
                    ("fields[name_fa]", "چکاوند نو".into()),
                    ("fields[name_en]", "Chakavand".into()),
                    ("fields[area_code]", "021".into()),
                ],
            )
        }),
        function("rename_labels", "", Writes, Here(Action::LabelRename), |_, _, fresh| {
            command(fresh, vec![("version", "1".into()), ("labels[am][fa]", "مدیر امور مشتریان".into())])
        }),
        function("set_holiday", "", Writes, Here(Action::HolidayEdit), |_, _, fresh| {
            command(fresh, vec![("day", "1405/12/20".into()), ("name_fa", "آلودگی هوا".into())])
        }),
        function("remove_holiday", "", Writes, Here(Action::HolidayEdit), |stage, _, fresh| {
            command(fresh, vec![("date", stage.holiday.clone())])
        }),
    ]
}

fn person(name: &str) -> Vec<(&'static str, String)> {
    vec![
        ("fields[name]", "همکار".into()),
        ("fields[surname]", name.into()),
        ("fields[email]", format!("{name}@chakavand.example")),
        ("fields[roles][0]", "specialist".into()),
    ]
}
