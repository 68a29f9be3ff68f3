//! Who may come in: the set-up, signing in and out, passwords, colleagues.

mod colleagues;
mod labels;
mod passwords;
mod sessions;
mod set_up;
#[path = "../support/mod.rs"]
mod support;

use libero_domain::error::Error;
use libero_domain::page::Cursor;
use libero_domain::rights::{Actor, Role};
use libero_domain::session::ChangePassword;
use libero_services::session::Found;
use libero_services::user::EditUser;
use libero_services::{Libero, Outcome, Token, session, user};
use std::sync::Arc;
use support::*;

pub const MINA: &str = "mina@chakavand.example";
pub const ELSEWHERE: &str = "198.51.100.7";
pub const OTHER_PASSWORD: &str = "seven slow blue herons";

/// Runs the same thing 24 times at once and gives back what each was told.
pub async fn at_once<T: Send + 'static, F>(
    libero: &Arc<Libero>,
    act: impl Fn(Arc<Libero>) -> F,
) -> Vec<Outcome<T>>
where
    F: Future<Output = Outcome<T>> + Send + 'static,
{
    let tasks: Vec<_> = (0..24).map(|_| tokio::spawn(act(libero.clone()))).collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}

pub async fn audited(libero: &Libero, action: &str) -> i64 {
    number(&libero.db, &format!("SELECT COUNT(*) FROM audit WHERE action = '{action}'")).await
}

/// What editing needs, as the list shows it.
pub async fn edited(
    libero: &Libero,
    by: &Actor,
    who: &Actor,
    change: impl FnOnce(&mut EditUser),
) -> EditUser {
    let rows = user::list(libero, by, Cursor(None)).await.unwrap().rows;
    let row = rows.into_iter().find(|row| row.id == who.user).unwrap();
    let mut edit =
        EditUser { id: row.id, version: row.version, active: row.active, fields: new_user(Role::Am).fields };
    (edit.fields.name, edit.fields.surname) = (row.name, row.surname);
    (edit.fields.email, edit.fields.roles) = (row.email, row.roles);
    change(&mut edit);
    edit
}

pub async fn change_password(libero: &Libero, who: &Found, current: &str, new: &str) -> Outcome<Token> {
    let change = ChangePassword { current: current.into(), new: new.into(), again: new.into() };
    session::change_password(libero, &who.actor, who.session, change, ADDRESS).await.map(|(token, _)| token)
}

/// Five wrong passwords, all that are free.
pub async fn five_wrong(libero: &Libero, email: &str, address: &str) {
    for _ in 0..5 {
        assert_eq!(
            refusal(sign_in(libero, email, "not the password", address).await),
            Error::WrongCredentials
        );
    }
}
