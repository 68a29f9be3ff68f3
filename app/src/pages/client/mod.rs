//! One client: what to know before meeting, promises both ways, people, team, reports, details, history.

mod details;
mod form;
mod head;
mod overview;
mod people;
mod promises;
mod reports;
mod team;
mod timeline;

pub use details::DetailsPage;
pub use form::{ClientInputs, EditPage};
pub use overview::OverviewPage;
pub use people::{EditPersonPage, NewPersonPage, PeoplePage};
pub use promises::PromisesPage;
pub use reports::ReportsPage;
pub use team::TeamPage;
pub use timeline::TimelinePage;

use crate::api::Refusal;
use crate::api::clients::client_page;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use libero_domain::client::ClientPage;
use libero_domain::id::ClientId;

/// The client in the path.
pub(super) fn client_in_path() -> Memo<Option<ClientId>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()))
}

/// The client's page, read anew when the path names another.
pub(super) fn client_resource() -> Resource<Result<ClientPage, Refusal>> {
    let id = client_in_path();
    Resource::new(
        move || id.get(),
        async |id| match id {
            Some(id) => client_page(id).await,
            None => Err(crate::pages::not_found::nothing_here()),
        },
    )
}
