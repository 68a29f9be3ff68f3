//! The trade itself: entities, rules, calendars, money, rights and words.
//!
//! This room must not know: files, sockets, databases, browsers, Leptos, axum, the clock, chance.
//! Time and ids are arguments; the same functions run in the browser and on the server.

pub mod agency;
pub mod calendar;
pub mod check;
pub mod client;
pub mod command;
pub mod contact_report;
pub mod detail;
pub mod draft;
pub mod error;
pub mod id;
pub mod identity;
pub mod label;
pub mod limits;
pub mod link;
pub mod media_plan;
pub mod money;
pub mod number;
pub mod office;
pub mod page;
pub mod person;
pub mod phone;
pub mod promise;
pub mod reader;
pub mod record;
pub mod rights;
pub mod session;
pub mod team;
pub mod text;
pub mod time;
pub mod today;
pub mod user;
pub mod words;
