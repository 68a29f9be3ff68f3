//! The kit: fields, rows, buttons, icons, dialogs, and the pieces of the frame around a page.
//!
//! Components take plain data and hold no words: whoever uses them passes words in. Nothing here knows
//! routes, server functions or the trade.

mod avatar;
mod banner;
mod bind;
mod button;
mod calendar;
mod chips;
mod choice;
mod date_field;
mod day_line;
mod dialog;
mod field;
mod icon;
mod input;
mod kind;
mod lists;
mod menu;
mod money_field;
mod page;
mod row;
mod shell;
mod steps;
mod table;
mod tag;
mod text_area;
mod toast;
mod tone;

pub use avatar::*;
pub use banner::*;
pub use bind::focus_first_error;
pub use button::*;
pub use calendar::*;
pub use chips::*;
pub use choice::*;
pub use date_field::*;
pub use day_line::*;
pub use dialog::*;
pub use field::*;
pub use icon::*;
pub use input::*;
pub use kind::*;
pub use lists::*;
pub use menu::*;
pub use money_field::*;
pub use page::*;
pub use row::*;
pub use shell::*;
pub use steps::*;
pub use table::*;
pub use tag::*;
pub use text_area::*;
pub use toast::*;
pub use tone::*;
