//! What the two databases say differently: opening, pragmas, tokens in migrations. Nothing else may.

pub mod pg;
pub mod sqlite;
