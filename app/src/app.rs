//! Routes.

use crate::pages::*;
use crate::shell::Shell;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    libero_ui::provide_toasts();
    crate::offline::provide_offline();
    view! {
        <Router>
            <Routes fallback=not_found::NotFoundPage>
                <Route path=path!("/setup") view=setup::SetUpPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/reset") view=sign_in::ResetPage ssr=SsrMode::Async/>
                <Route path=path!("/c") view=confirm::ConfirmPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Shell ssr=SsrMode::Async>
                    <Route path=path!("") view=today::TodayPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients") view=clients::ClientsPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/new") view=clients::NewClientPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id") view=client::OverviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/edit") view=client::EditPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/people") view=client::PeoplePage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/people/new") view=client::NewPersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/people/:person") view=client::EditPersonPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/team") view=client::TeamPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/reports") view=client::ReportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/details") view=client::DetailsPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/promises") view=client::PromisesPage ssr=SsrMode::Async/>
                    <Route path=path!("/clients/:id/timeline") view=client::TimelinePage ssr=SsrMode::Async/>
                    <Route path=path!("/reports") view=reports::ReportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/reports/new") view=capture::CapturePage ssr=SsrMode::Async/>
                    <Route path=path!("/reports/:id") view=report::ReportPage ssr=SsrMode::Async/>
                    <Route path=path!("/readback") view=read_back::ReadBackPage ssr=SsrMode::Async/>
                    <Route path=path!("/outbox") view=outbox::OutboxPage ssr=SsrMode::Async/>
                    <Route path=path!("/offline") view=outbox::OfflinePage ssr=SsrMode::Async/>
                    <Route path=path!("/me") view=me::MePage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/agency") view=settings::AgencyPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/labels") view=labels::LabelsPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/users") view=settings::UsersPage ssr=SsrMode::Async/>
                    <Route path=path!("/kit") view=kit::KitPage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
