//! What a page knows from its first byte on: who reads, in which language, at which moment.

use leptos::prelude::*;
use libero_domain::label::Label;
use libero_domain::reader::Reader;
use libero_domain::session::Boot;
use uuid::Uuid;

/// Id of the element that carries the boot values to the browser.
pub(crate) const ELEMENT: &str = "boot";

/// The boot values: on the server from the request, in the browser from the page itself.
pub fn boot() -> Boot {
    use_context::<Boot>().unwrap_or_else(empty)
}

/// Who reads this page.
pub fn reader() -> Reader {
    boot().reader
}

/// A word that the agency may have renamed, in the reader's language.
pub fn label(label: Label) -> String {
    let boot = boot();
    boot.labels.word(label, boot.reader.lang).to_owned()
}

/// A fresh id, made where the thing is made.
pub fn new_id<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

/// Values for a rendering without a request: the list of routes is made so.
fn empty() -> Boot {
    use libero_domain::time::{Timestamp, Zone};
    Boot {
        reader: Reader {
            lang: Default::default(),
            calendar: Default::default(),
            digits: Default::default(),
            zone: Zone::tehran(),
            money_unit: Default::default(),
            now: Timestamp::default(),
        },
        theme: Default::default(),
        shortcuts: true,
        agency: Default::default(),
        labels: Default::default(),
        me: None,
        my_clients: Vec::new(),
        waiting: 0,
        demo: false,
        set_up: true,
        build: String::new(),
    }
}

/// Reads the values that the server wrote into the page.
#[cfg(feature = "hydrate")]
pub fn read_from_page() -> Option<Boot> {
    let element = document().get_element_by_id(ELEMENT)?;
    serde_json::from_str(&element.text_content()?).ok()
}

/// JSON that is safe inside a script element: no `<` can end it.
#[cfg(feature = "ssr")]
pub(crate) fn as_script(boot: &Boot) -> String {
    let json = serde_json::to_string(boot).unwrap_or_else(|_| "null".into());
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_script() {
        let mut boot = empty();
        boot.agency.0 = "</script><!--\u{2028}".into();
        let script = as_script(&boot);
        assert!(!script.contains('<') && !script.contains('\u{2028}'));
        assert_eq!(serde_json::from_str::<Boot>(&script).ok(), Some(boot));
    }
}
