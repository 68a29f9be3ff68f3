//! The set of icons: 20 px grid, 1.6 px round stroke. Menu icons hold one filled dot (`free`), which turns
//! orange where the person is. Icons that point along the text carry `mirror` and turn in Persian.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident $turn:ident $path:literal;)*) => {
        /// Name of an icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName { $($name),* }

        impl IconName {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }

            fn mirrored(self) -> bool {
                match self { $(Self::$name => stringify!($turn) == "turn"),* }
            }

            fn path(self) -> &'static str {
                match self { $(Self::$name => $path),* }
            }
        }
    };
}

icons! {
    Today still r#"<path d="M3 14.5h14"/><circle class="free" cx="10" cy="9" r="2.3"/>"#;
    Clients still r#"<circle cx="8" cy="6.6" r="2.9"/><path d="M2.6 16.4c.3-3 2.5-4.7 5.4-4.7s5.1 1.7 5.4 4.7"/><circle class="free" cx="16" cy="8.6" r="1.8"/>"#;
    Reports turn r#"<path d="M5 3h7l3.5 3.5V17H5z"/><path d="M8 9.6h4.6M11 13.2h1.6"/><circle class="free" cx="8.2" cy="13.2" r="1.6"/>"#;
    Plans turn r#"<path d="M9.5 5.5h7M3.5 10h8M9 14.5h7.5"/><circle class="free" cx="5.5" cy="5.5" r="1.9"/>"#;
    Projects turn r#"<path d="M3.5 3.5v13M9 3.5v9M15 3.5v4.5"/><circle class="free" cx="15" cy="13.6" r="1.9"/>"#;
    Opps still r#"<path d="M9.5 17v-6M9.5 11c0-3-2-5-6-5 0 3.4 2.2 5 6 5zM9.5 13.4c0-2.2 1.2-3.6 3.4-4"/><circle class="free" cx="15.6" cy="6" r="1.9"/>"#;
    Incident still r#"<path d="M10 3.4 17.4 16.4H2.6z"/><path d="M10 8.2v3.6"/><circle class="free" cx="10" cy="14" r="1.05"/>"#;
    Survey turn r#"<path d="M3 4h14v9.5h-3.5V17L10 13.5H3z"/><circle class="solid" cx="7" cy="8.8" r="1"/><circle class="free" cx="10" cy="8.8" r="1"/><circle class="solid" cx="13" cy="8.8" r="1"/>"#;
    Chart turn r#"<path d="M3 16.5h14M10 13V9.5M14.5 13V7"/><circle class="free" cx="5.4" cy="5.4" r="1.9"/>"#;
    Detail still r#"<path d="M5.5 3h9v14L10 13.6 5.5 17z"/><circle class="solid" cx="10" cy="7.8" r="1.4"/>"#;
    Decision still r#"<path d="M10 2.4 17.6 10 10 17.6 2.4 10z"/><path d="m7.4 10.1 1.9 1.9 3.4-3.6"/>"#;
    Action still r#"<rect x="3.2" y="3.2" width="13.6" height="13.6" rx="3"/><path d="m6.8 10.2 2.3 2.3 4.2-4.6"/>"#;
    Feedback turn r#"<path d="M3 3.8h14v9.6h-3.4V17l-3.6-3.6H3z"/><path d="M7 8.6h6"/>"#;
    Signal still r#"<path d="M10 17v-6.4M10 10.8C10 7.4 7.6 5.2 3 5.2c0 3.9 2.5 5.8 7 5.6zM10 9c.2-3.2 2.6-5.2 7-5 0 3.6-2.6 5.4-7 5z"/>"#;
    Note turn r#"<path d="M3 5.5h14M5.5 10H17M5.5 14.5H13"/>"#;
    Search still r#"<circle cx="8.8" cy="8.8" r="5.3"/><path d="m12.8 12.8 4.2 4.2"/>"#;
    Plus still r#"<path d="M10 3.5v13M3.5 10h13"/>"#;
    Check still r#"<path d="m3.8 10.6 4.2 4.2 8.4-9"/>"#;
    X still r#"<path d="m4.6 4.6 10.8 10.8M15.4 4.6 4.6 15.4"/>"#;
    Next turn r#"<path d="m7.6 4.4 5.6 5.6-5.6 5.6"/>"#;
    Prev turn r#"<path d="M12.4 4.4 6.8 10l5.6 5.6"/>"#;
    Down still r#"<path d="m4.4 7.4 5.6 5.6 5.6-5.6"/>"#;
    Up still r#"<path d="m4.4 12.6 5.6-5.6 5.6 5.6"/>"#;
    Arrow turn r#"<path d="M3.5 10h13M11.3 4.8l5.2 5.2-5.2 5.2"/>"#;
    Back turn r#"<path d="M16.5 10h-13M8.7 4.8 3.5 10l5.2 5.2"/>"#;
    Cal still r#"<rect x="3" y="4.4" width="14" height="12.6" rx="2"/><path d="M3 8.4h14M7 2.6v3.2M13 2.6v3.2"/>"#;
    Clock still r#"<circle cx="10" cy="10" r="7.2"/><path d="M10 5.8V10l2.8 1.8"/>"#;
    Phone still r#"<path d="M4 3.4 6.6 3l1.7 4-1.8 1.7c.9 2 2.6 3.8 4.8 4.8l1.7-1.8 4 1.7-.4 2.6c-.2 1-1 1.5-2 1.4C8.6 16.6 3.4 11.4 2.6 5.4 2.5 4.4 3 3.6 4 3.4z"/>"#;
    Mail still r#"<rect x="2.6" y="4.2" width="14.8" height="11.6" rx="2"/><path d="m3.2 6 6.8 5 6.8-5"/>"#;
    Clip still r#"<path d="m16.2 9.3-6.3 6.4a3.7 3.7 0 0 1-5.3-5.3l6.7-6.7a2.5 2.5 0 0 1 3.5 3.5l-6.5 6.6a1.2 1.2 0 0 1-1.7-1.7l5.9-6"/>"#;
    Camera still r#"<path d="M2.6 6.4h3.6L7.6 4.2h4.8l1.4 2.2h3.6v9.8H2.6z"/><circle cx="10" cy="11" r="2.7"/>"#;
    Mic still r#"<rect x="7.6" y="2.6" width="4.8" height="9" rx="2.4"/><path d="M4.6 9.6a5.4 5.4 0 0 0 10.8 0M10 15v2.6"/>"#;
    Offline still r#"<path d="m3 3 14 14M2.4 8a11 11 0 0 1 3-1.9M9 5a11 11 0 0 1 8.6 3M5.2 11.2a7 7 0 0 1 3-1.7M13 10a7 7 0 0 1 1.8 1.2"/><circle class="solid" cx="10" cy="15" r="1.3"/>"#;
    Online still r#"<path d="M2.4 8a11 11 0 0 1 15.2 0M5.2 11.2a7 7 0 0 1 9.6 0"/><circle class="solid" cx="10" cy="15" r="1.3"/>"#;
    Queue still r#"<path d="M10 13V3.5M6 7.3l4-4 4 4M3.2 13.4V17h13.6v-3.6"/>"#;
    Download still r#"<path d="M10 3v9.6M6 8.7l4 4 4-4M3.2 13.4V17h13.6v-3.6"/>"#;
    Link still r#"<path d="m8.2 11.8 3.6-3.6M9 6.2l2.2-2.2a3.4 3.4 0 0 1 4.8 4.8L13.8 11M11 13.8 8.8 16A3.4 3.4 0 0 1 4 11.2L6.2 9"/>"#;
    Lock still r#"<rect x="4" y="8.6" width="12" height="8.4" rx="2"/><path d="M6.8 8.6V6.2a3.2 3.2 0 0 1 6.4 0v2.4"/>"#;
    More still r#"<circle class="solid" cx="4.4" cy="10" r="1.5"/><circle class="solid" cx="10" cy="10" r="1.5"/><circle class="solid" cx="15.6" cy="10" r="1.5"/>"#;
    Filter still r#"<path d="M3 5.5h14M5.5 10h9M8 14.5h4"/>"#;
    Sort still r#"<path d="M6.5 3.5v13M3.5 13.5l3 3 3-3M13.5 16.5v-13M10.5 6.5l3-3 3 3"/>"#;
    Cols still r#"<rect x="3" y="3.6" width="14" height="12.8" rx="2"/><path d="M7.7 3.6v12.8M12.3 3.6v12.8"/>"#;
    Sun still r#"<circle cx="10" cy="10" r="3.4"/><path d="M10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2"/>"#;
    Moon still r#"<path d="M16.6 12.2A7 7 0 0 1 7.8 3.4a7 7 0 1 0 8.8 8.8z"/>"#;
    Globe still r#"<circle cx="10" cy="10" r="7.2"/><path d="M2.8 10h14.4M10 2.8c-4 4.2-4 10.2 0 14.4M10 2.8c4 4.2 4 10.2 0 14.4"/>"#;
    Eye still r#"<path d="M1.8 10S4.8 4.8 10 4.8 18.2 10 18.2 10 15.2 15.2 10 15.2 1.8 10 1.8 10z"/><circle cx="10" cy="10" r="2.3"/>"#;
    Undo turn r#"<path d="M7 3.6 3.4 7.2 7 10.8M3.6 7.2H12a4.6 4.6 0 0 1 0 9.2H8"/>"#;
    Redo turn r#"<path d="m13 3.6 3.6 3.6-3.6 3.6M16.4 7.2H8a4.6 4.6 0 0 0 0 9.2h4"/>"#;
    History still r#"<path d="M3.2 8.2A7.1 7.1 0 1 1 3 11.4M3 3.8v4.4h4.4M10 6.4V10l2.6 1.7"/>"#;
    User still r#"<circle cx="10" cy="6.6" r="3"/><path d="M4.2 16.6c.3-3.2 2.7-5 5.8-5s5.5 1.8 5.8 5"/>"#;
    UserPlus still r#"<circle cx="8" cy="6.6" r="3"/><path d="M2.4 16.6c.3-3.2 2.6-5 5.6-5 1.6 0 3 .5 4 1.4M15.2 11.2v5.6M12.4 14H18"/>"#;
    Shield still r#"<path d="M10 2.6 16.4 5v5c0 3.8-2.6 6.2-6.4 7.6C6.2 16.2 3.6 13.8 3.6 10V5z"/>"#;
    Send turn r#"<path d="M16.8 9.2 3.6 3.4l3 6.6-3 6.6 13.2-5.8a.9.9 0 0 0 0-1.6zM6.6 10h5.2"/>"#;
    Ext turn r#"<path d="M9 4H4v12h12v-5M12 3.6h4.6v4.6M16.2 4 9.6 10.6"/>"#;
    Print still r#"<path d="M6 7V3.2h8V7M6 14H3.2V7h13.6v7H14"/><path d="M6 11.6h8v5.2H6z"/>"#;
    Copy still r#"<rect x="7" y="7" width="10" height="10" rx="2"/><path d="M13 7V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h2"/>"#;
    Trash still r#"<path d="M3.6 5.6h12.8M8 5.4V3.2h4v2.2M5.2 5.6 6 17h8l.8-11.4"/>"#;
    Edit still r#"<path d="M3.6 16.4 4.4 13 13.6 3.8a1.8 1.8 0 0 1 2.6 2.6L7 15.6z"/>"#;
    Bell still r#"<path d="M5 14V9a5 5 0 0 1 10 0v5l1.6 1H3.4zM8.4 17.4h3.2"/>"#;
    Flag still r#"<path d="M4.6 17.4V3.4M4.6 4h11l-2.2 3.7 2.2 3.7h-11"/>"#;
    Gear still r#"<path d="M2.6 6.4h6.2M13.2 6.4h4.2M2.6 13.6h3.2M10.2 13.6h7.2"/><circle cx="11" cy="6.4" r="2.1"/><circle cx="8" cy="13.6" r="2.1"/>"#;
    Fx still r#"<path d="M11 3.8c-2-.8-3.2 0-3.6 2L5.6 15c-.3 1.6-1.2 2.2-2.8 1.7M4.2 8.6h5.4M11.2 10.2l5 6M16.2 10.2l-5 6"/>"#;
    Pin still r#"<path d="M10 17.6S4.2 12.2 4.2 8.2a5.8 5.8 0 0 1 11.6 0c0 4-5.8 9.4-5.8 9.4z"/><circle cx="10" cy="8.2" r="2"/>"#;
    Pause still r#"<path d="M7 4v12M13 4v12"/>"#;
    Cover still r#"<rect x="2.8" y="5" width="14.4" height="10" rx="1.5"/><path d="m3 11.6 6.4-6.4M4.6 15 14.6 5M10.6 15l6.4-6.4"/>"#;
    Swap still r#"<path d="M3 6.5h13M12.8 3.3 16 6.5l-3.2 3.2M17 13.5H4M7.2 10.3 4 13.5l3.2 3.2"/>"#;
    Door turn r#"<path d="M8 3.2h8.2v13.6H8M8 10H2.6M5.2 7.2 2.4 10l2.8 2.8"/>"#;
    Key still r#"<circle cx="6.4" cy="13.6" r="3.2"/><path d="m8.8 11.2 7-7M12.4 7.6l2.6 2.6"/>"#;
    Team still r#"<circle cx="7.4" cy="6.8" r="2.8"/><path d="M2 16.2c.3-2.9 2.5-4.5 5.4-4.5s5.1 1.6 5.4 4.5M12.6 4.2a2.8 2.8 0 0 1 0 5.2M14.6 12.2c1.900.6 3.1 2 3.4 4"/>"#;
    Media still r#"<rect x="2.6" y="3.6" width="14.8" height="8" rx="1.5"/><path d="M7 11.6v5.8M13 11.6v5.8"/>"#;
    Tv still r#"<rect x="2.6" y="6.4" width="14.8" height="10.2" rx="2.5"/><path d="M7 3l3 3.2L13 3"/>"#;
    Screen still r#"<rect x="2.6" y="3.6" width="14.8" height="10" rx="2"/><path d="M10 13.6V17M6.6 17h6.8"/>"#;
    Star still r#"<path d="m10 2.8 2.2 4.7 5.100.6-3.8 3.5 1 5.1-4.5-2.6-4.5 2.6 1-5.1-3.8-3.5 5.1-.6z"/>"#;
    Sms still r#"<rect x="5" y="2.6" width="10" height="14.8" rx="2"/><path d="M8.4 14.6h3.2"/>"#;
    Shop still r#"<path d="M3.4 8.4V17h13.2V8.4M2.6 7l1.4-3.8h12L17.4 7c0 2-2.8 2.4-3.700.4-.9 2-2.8 2-3.7 0-.9 2-2.8 2-3.7 0-.9 2-3.7 1.6-3.7-.4z"/>"#;
    Menu still r#"<path d="M3 5.5h14M3 10h14M3 14.5h14"/>"#;
    Merge turn r#"<path d="M3 4v12M3 10h13.5M12 5.5l4.5 4.5-4.5 4.5"/>"#;
    Bolt still r#"<path d="M11.4 2.6 4.6 11.4h4.6l-.6 6 6.8-8.8h-4.6z"/>"#;
    Tree turn r#"<path d="M6 5.4H4v9.2h2M4 10h2"/><path d="M10 5.4h6.5M10 14.6h6.5"/><circle class="solid" cx="8" cy="5.4" r="1.5"/><circle class="solid" cx="8" cy="14.6" r="1.5"/>"#;
    Home still r#"<path d="M3 9.4 10 3l7 6.4V17H3z"/>"#;
}

/// One icon, hidden from the ear: the words beside it say what it is.
#[component]
pub fn Icon(
    name: IconName,
    /// 16 px instead of 20.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = match (name.mirrored(), small) {
        (false, false) => "icon",
        (true, false) => "icon mirror",
        (false, true) => "icon small",
        (true, true) => "icon small mirror",
    };
    view! { <svg class=class viewBox="0 0 20 20" aria-hidden="true" inner_html=name.path()></svg> }
}

/// The mark: a line of equal dots and one free dot on the reading side.
#[component]
pub fn Mark(#[prop(optional)] large: bool) -> impl IntoView {
    let class = if large { "mark-logo mirror large" } else { "mark-logo mirror" };
    view! {
        <svg class=class viewBox="0 0 24 28" aria-hidden="true">
            <circle class="free" cx="5.6" cy="14" r="4.4"></circle>
            <circle cx="17.6" cy="4.6" r="3.4"></circle>
            <circle cx="17.6" cy="14" r="3.4"></circle>
            <circle cx="17.6" cy="23.4" r="3.4"></circle>
        </svg>
    }
}
