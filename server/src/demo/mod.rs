//! The demo story.
use libero_domain::time::Timestamp;
use libero_services::{Fault, Libero};
pub fn trade_now() -> Timestamp { Timestamp(1_802_238_120_000) }
pub async fn fill(_libero: &Libero) -> Result<Option<String>, Fault> { Ok(None) }
