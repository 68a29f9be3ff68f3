//! Pages, one file or folder a subject. A page is one resource, one boundary, three answers:
//! rows, none yet, trouble.

pub mod capture;
pub mod client;
pub mod clients;
pub mod confirm;
pub mod kit;
pub mod labels;
pub mod me;
pub mod not_found;
pub mod outbox;
pub mod read_back;
pub mod report;
pub mod reports;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod today;
