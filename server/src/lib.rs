//! The server's ground: configuration, accept loop, TLS, middleware, embedded site, health.
//!
//! A request's way: `accept` (time-outs, caps) → `guard` (who asks, forged or not, headers, one log
//! line) → `app` (routes). What a route does belongs to the use cases and pages, not here.

pub mod accept;
pub mod address;
pub mod app;
pub mod config;
pub mod demo;
pub mod detached;
pub mod guard;
pub mod health;
pub mod house;
pub mod install;
pub mod logging;
pub mod pages;
pub mod plain;
pub mod rest;
pub mod site;
pub mod tls;
