//! Words of the trade's own choices: kinds, states, weights, roles, and what the timeline says.

use super::fill;
use crate::client::Tier;
use crate::contact_report::{ContactKind, EntryKind, Number, State};
use crate::detail::{Weight, When};
use crate::link::LinkState;
use crate::person::{Part, PersonName, Stance, Title};
use crate::reader::{Lang, Reader};
use crate::record::Happening;
use crate::rights::{Position, Role};
use crate::team::Area;
use crate::text::{isolate, list, quote};

words! {
    contact_report: "گزارش ارتباط", "Contact report";
    meeting: "جلسه", "Meeting";
    call: "تماس", "Call";
    visit: "دیدار حضوری", "Visit";
    message: "پیام", "Message";
    decision: "تصمیم", "Decision";
    action: "اقدام", "Action";
    detail: "نکته", "Detail";
    feedback: "بازخورد", "Feedback";
    signal: "فرصت احتمالی", "Opportunity signal";
    note: "یادداشت", "Note";
    draft: "پیش‌نویس", "Draft";
    issued: "ارسال‌شده", "Sent";
    delivered: "رسیده به مشتری", "Delivered";
    accepted: "تأییدشده", "Accepted";
    objected: "دارای اعتراض", "Objected";
    discarded: "کنار گذاشته‌شده", "Discarded";
    key: "کلیدی", "Key";
    standard: "عادی", "Standard";
    prospect: "بالقوه", "Prospect";
    owner: "مسئول", "Owner";
    cover: "جانشین", "Cover";
    pm: "مدیر پروژه", "Project manager";
    member: "عضو", "Member";
    admin: "مدیر سامانه", "Administrator";
    director: "مدیرعامل آژانس", "Agency head";
    finance: "امور مالی", "Finance";
    am: "اکانت منیجر", "Account manager";
    media: "برنامه‌ریز رسانه", "Media planner";
    specialist: "کارشناس", "Specialist";
    red_line: "خط قرمز", "Red line";
    taste: "سلیقه", "Taste";
    preference: "بهتر است", "Prefer";
    always: "همیشه", "Always";
    all_work: "همهٔ کارها", "All work";
    outdoor: "محیطی", "Outdoor";
    tv: "تلویزیون", "TV";
    radio: "رادیو", "Radio";
    print: "چاپ", "Print";
    digital: "دیجیتال", "Digital";
    social: "شبکه‌های اجتماعی", "Social";
    copy: "متن تبلیغاتی", "Copy";
    photo_film: "عکس و فیلم", "Photo & film";
    events: "رویداد", "Events";
    contact: "شیوهٔ ارتباط", "How to reach";
    finance_area: "امور مالی", "Finance";
    no_title: "بدون عنوان", "No title";
    mr: "جناب آقای", "Mr";
    ms: "سرکار خانم", "Ms";
    dr: "دکتر", "Dr";
    engineer: "مهندس", "Eng.";
    decides: "تصمیم‌گیرنده", "Decides";
    influences: "اثرگذار", "Influences";
    uses: "کاربر", "Uses it";
    gates: "واسط", "Gatekeeper";
    champion: "حامی", "Champion";
    supporter: "موافق", "Supporter";
    neutral: "خنثی", "Neutral";
    cautious: "محتاط", "Cautious";
    opponent: "مخالف", "Opponent";
    link_made: "هنوز باز نشده", "Not opened yet";
    link_opened: "دیده‌شده", "Opened";
    link_spent: "پاسخ داده", "Answered";
    link_expired: "مهلت لینک گذشته", "Link expired";
    link_revoked: "لینک باطل شده", "Link revoked";
    internal: "داخلی", "Internal";
    contested: "مورد اعتراض", "Contested";
}

pub fn contact_kind(lang: Lang, kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Meeting => meeting(lang),
        ContactKind::Call => call(lang),
        ContactKind::Visit => visit(lang),
        ContactKind::Message => message(lang),
    }
}

pub fn entry_kind(lang: Lang, kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Decision => decision(lang),
        EntryKind::Action => action(lang),
        EntryKind::Detail => detail(lang),
        EntryKind::Feedback => feedback(lang),
        EntryKind::Signal => signal(lang),
        EntryKind::Note => note(lang),
    }
}

pub fn report_state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Draft => draft(lang),
        State::Issued => issued(lang),
        State::Delivered => delivered(lang),
        State::Accepted => accepted(lang),
        State::Objected => objected(lang),
        State::Discarded => discarded(lang),
    }
}

pub fn link_state(lang: Lang, state: LinkState) -> &'static str {
    match state {
        LinkState::Made => link_made(lang),
        LinkState::Opened => link_opened(lang),
        LinkState::Spent => link_spent(lang),
        LinkState::Expired => link_expired(lang),
        LinkState::Revoked => link_revoked(lang),
    }
}

pub fn tier(lang: Lang, tier: Tier) -> &'static str {
    match tier {
        Tier::Key => key(lang),
        Tier::Standard => standard(lang),
        Tier::Prospect => prospect(lang),
    }
}

pub fn position(lang: Lang, position: Position) -> &'static str {
    match position {
        Position::Owner => owner(lang),
        Position::Cover => cover(lang),
        Position::Pm => pm(lang),
        Position::Member => member(lang),
    }
}

pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Admin => admin(lang),
        Role::Director => director(lang),
        Role::Finance => finance(lang),
        Role::Am => am(lang),
        Role::Pm => pm(lang),
        Role::Media => media(lang),
        Role::Specialist => specialist(lang),
    }
}

pub fn weight(lang: Lang, weight: Weight) -> &'static str {
    match weight {
        Weight::RedLine => red_line(lang),
        Weight::Taste => taste(lang),
        Weight::Preference => preference(lang),
    }
}

pub fn area(lang: Lang, area: Area) -> &'static str {
    match area {
        Area::Outdoor => outdoor(lang),
        Area::Tv => tv(lang),
        Area::Radio => radio(lang),
        Area::Print => print(lang),
        Area::Digital => digital(lang),
        Area::Social => social(lang),
        Area::Copy => copy(lang),
        Area::PhotoFilm => photo_film(lang),
        Area::Events => events(lang),
        Area::Contact => contact(lang),
        Area::Finance => finance_area(lang),
    }
}

pub fn title(lang: Lang, title: Title) -> &'static str {
    match title {
        Title::None => no_title(lang),
        Title::Mr => mr(lang),
        Title::Ms => ms(lang),
        Title::Dr => dr(lang),
        Title::Engineer => engineer(lang),
    }
}

pub fn part(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Decision => decides(lang),
        Part::Influence => influences(lang),
        Part::User => uses(lang),
        Part::Gate => gates(lang),
    }
}

pub fn stance(lang: Lang, stance: Stance) -> &'static str {
    match stance {
        Stance::Champion => champion(lang),
        Stance::Supporter => supporter(lang),
        Stance::Neutral => neutral(lang),
        Stance::Cautious => cautious(lang),
        Stance::Opponent => opponent(lang),
    }
}

/// Title and surname as one speaks to a client's person: «سرکار خانم تهرانچی», "Ms Tehranchi".
pub fn address(lang: Lang, person: &PersonName) -> String {
    let surname = match lang {
        Lang::En if !person.latin.is_empty() => person.latin.rsplit(' ').next().unwrap_or(&person.latin),
        _ => &person.surname,
    };
    match person.title {
        Title::None => person.full(lang),
        given => format!("{} {surname}", title(lang, given)),
    }
}

/// Until when and where a detail holds: «همیشه، محیطی و چاپ».
pub fn scope(reader: &Reader, when: &When, areas: &[Area]) -> String {
    let lang = reader.lang;
    let until = match when {
        When::Always => always(lang).to_owned(),
        When::Until(day) => match lang {
            Lang::Fa => fill("تا {day}", &[("day", &reader.day(*day))]),
            Lang::En => fill("Until {day}", &[("day", &reader.day(*day))]),
        },
        When::Campaign(campaign) => campaign.clone(),
    };
    if areas.is_empty() {
        return until;
    }
    let areas: Vec<String> = areas.iter().map(|one| area(lang, *one).to_owned()).collect();
    match lang {
        Lang::Fa => format!("{until}، {}", list(lang, &areas)),
        Lang::En => format!("{until}, {}", list(lang, &areas).to_lowercase()),
    }
}

/// «گزارش ۱۴۰۵/۰۱۳» in running text.
pub fn report_number(reader: &Reader, number: Number) -> String {
    report_number_text(reader.lang, &crate::number::show_digits(&number.to_string(), reader))
}

/// The same from a number that is written already.
pub fn report_number_text(lang: Lang, written: &str) -> String {
    match lang {
        Lang::Fa => format!("گزارش {written}"),
        Lang::En => format!("Report {written}"),
    }
}

/// One line of a client's timeline; names and clients' words stand in isolates, whatever their direction.
pub fn happening(reader: &Reader, happening: &Happening) -> String {
    let lang = reader.lang;
    let fa = lang == Lang::Fa;
    let pick = |fa_text: &str, en_text: &str| if fa { fa_text.to_owned() } else { en_text.to_owned() };
    let number = |n: &Number| report_number(reader, *n);
    match happening {
        Happening::ClientAdded { .. } => pick("مشتری به لیبرو افزوده شد", "Client added to Libero"),
        Happening::ClientChanged => pick("مشخصات مشتری تغییر کرد", "Profile changed"),
        Happening::PolicyChanged => pick("قواعد گزارش‌های مشتری تغییر کرد", "Rules for reports changed"),
        Happening::MemberAdded { user, position: code } => {
            let place = Position::from_code(code).map(|place| position(lang, place)).unwrap_or_default();
            let template = pick("{user} به تیم افزوده شد، {place}", "{user} joined the team, {place}");
            fill(
                &template,
                &[
                    ("user", &isolate(user)),
                    ("place", &if fa { place.to_owned() } else { place.to_lowercase() }),
                ],
            )
        }
        Happening::MemberRemoved { user } => {
            fill(&pick("{user} از تیم جدا شد", "{user} left the team"), &[("user", &isolate(user))])
        }
        Happening::PersonAdded { name } => {
            fill(&pick("{name} به اشخاص افزوده شد", "{name} added to people"), &[("name", &isolate(name))])
        }
        Happening::PersonChanged { name } => {
            fill(&pick("مشخصات {name} تغییر کرد", "{name}’s details changed"), &[("name", &isolate(name))])
        }
        Happening::ReportDrafted => pick("پیش‌نویس گزارش ثبت شد", "Report drafted"),
        Happening::ReportDiscarded => pick("پیش‌نویس گزارش کنار گذاشته شد", "Draft discarded"),
        Happening::ReportIssued { number: n, .. } => fill(
            &pick("{report} برای مشتری ارسال شد", "{report} sent to the client"),
            &[("report", &number(n))],
        ),
        Happening::LinkMade { person } => {
            fill(&pick("لینک جدید برای {person}", "New link for {person}"), &[("person", &isolate(person))])
        }
        Happening::LinkRevoked { person } => {
            fill(&pick("لینک {person} باطل شد", "Link of {person} revoked"), &[("person", &isolate(person))])
        }
        Happening::ReportOpened { number: n, person } => fill(
            &pick("{person} {report} را دید", "{person} opened {report}"),
            &[("person", &isolate(person)), ("report", &lower_first(lang, &number(n)))],
        ),
        Happening::ReportAgreed { number: n, person } => fill(
            &pick("{person} با {report} موافق بود", "{person} agreed with {report}"),
            &[("person", &isolate(person)), ("report", &lower_first(lang, &number(n)))],
        ),
        Happening::ReportAccepted { number: n, person } => fill(
            &pick("{report} را {person} تأیید کرد", "{report} accepted by {person}"),
            &[("person", &isolate(person)), ("report", &number(n))],
        ),
        Happening::ReportObjected { number: n, person, lines } => {
            let lines: Vec<String> =
                lines.iter().map(|line| crate::number::show_digits(&line.to_string(), reader)).collect();
            let template = if lines.len() == 1 {
                pick(
                    "{person} به بند {lines} {report} اعتراض کرد",
                    "{person} objected to line {lines} of {report}",
                )
            } else {
                pick(
                    "{person} به بندهای {lines} {report} اعتراض کرد",
                    "{person} objected to lines {lines} of {report}",
                )
            };
            fill(
                &template,
                &[
                    ("person", &isolate(person)),
                    ("lines", &list(lang, &lines)),
                    ("report", &lower_first(lang, &number(n))),
                ],
            )
        }
        Happening::PromiseGiven { words } => {
            fill(&pick("قول: {words}", "Promise: {words}"), &[("words", &isolate(words))])
        }
        Happening::PromiseKept { words } => {
            fill(&pick("قول انجام شد: {words}", "Promise kept: {words}"), &[("words", &isolate(words))])
        }
        Happening::PromiseReopened { words } => fill(
            &pick("قول دوباره باز شد: {words}", "Promise reopened: {words}"),
            &[("words", &isolate(words))],
        ),
        Happening::DetailAdded { words } => {
            fill(&pick("نکته: {words}", "Detail: {words}"), &[("words", &isolate(&quote(lang, words)))])
        }
        Happening::ReadBackGiven { words } => fill(
            &pick("بازخوانی شد: {words}", "Read back: {words}"),
            &[("words", &isolate(&quote(lang, words)))],
        ),
        Happening::AgencySetUp => pick("آژانس راه‌اندازی شد", "Agency set up"),
        Happening::AgencyChanged => pick("مشخصات آژانس تغییر کرد", "Agency changed"),
        Happening::LabelsRenamed => pick("واژه‌های آژانس تغییر کرد", "Agency’s words changed"),
        Happening::HolidaySet { date } => {
            fill(&pick("{day} تعطیل شد", "{day} is a day off"), &[("day", &reader.day(*date))])
        }
        Happening::HolidayRemoved { date } => {
            fill(&pick("{day} روز کاری شد", "{day} is a working day"), &[("day", &reader.day(*date))])
        }
        Happening::UserAdded => pick("همکار افزوده شد", "Colleague added"),
        Happening::UserChanged => pick("مشخصات همکار تغییر کرد", "Colleague changed"),
        Happening::SignedIn => pick("ورود", "Signed in"),
        Happening::SignInFailed => pick("ورود ناموفق", "Sign-in failed"),
        Happening::SignedOut => pick("خروج", "Signed out"),
        Happening::SignedOutEverywhere => pick("خروج از همهٔ دستگاه‌ها", "Signed out everywhere"),
        Happening::PasswordChanged => pick("رمز عبور تغییر کرد", "Password changed"),
        Happening::ResetLinkMade => pick("لینک رمز جدید ساخته شد", "Reset link made"),
        Happening::PasswordReset => pick("رمز عبور دوباره تعیین شد", "Password reset"),
        Happening::DraftStored => pick("پیش‌نویس ذخیره شد", "Draft stored"),
        Happening::ReportSaved => pick("گزارش ذخیره شد", "Report saved"),
    }
}

/// "Report 1405/013" inside an English sentence: "report 1405/013".
fn lower_first(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fa => text.to_owned(),
        Lang::En => text.replacen("Report", "report", 1),
    }
}
