//! The first start: code, agency, week, first person. Nothing typed is lost going back; before the scripts
//! arrive all steps stand one below the other in one form.

use crate::api::agency::SetUp;
use crate::api::{field_error, refused, sentence};
use crate::shell::TabTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use libero_domain::calendar::parse_time;
use libero_domain::words::{shell, sign as words};
use libero_ui::*;

const LAST: usize = 3;

#[component]
pub fn SetUpPage() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<SetUp>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader.clone());
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    // All steps are shown until the scripts take over.
    let step = RwSignal::new(None::<usize>);
    Effect::new(move |_| step.set(Some(step.get_untracked().unwrap_or(0))));
    // A refusal leads to the first step that has something to mend.
    Effect::new(move |_| {
        if let Some(refusal) = refusal.get() {
            let of = |field: &str| match field.split('.').next().unwrap_or_default() {
                "code" => 0,
                "agency" => 1,
                "open" | "close" | "thursday" => 2,
                _ => LAST,
            };
            if let Some(first) = refusal.0.fields().iter().map(|field| of(&field.field)).min() {
                step.set(Some(first));
            }
        }
    });
    // Whoever goes on by the keyboard finds the next step's field under it.
    Effect::new(move |before: Option<Option<usize>>| {
        let now = step.get();
        if before.flatten().is_some_and(|before| Some(before) != now) {
            request_animation_frame(focus_step);
        }
        now
    });
    let hidden = move |of: usize| move || step.get().is_some_and(|step| step != of);
    let text = |value: &str| RwSignal::new(value.to_owned());
    let (code, name_fa, name_en, letterhead, area_code) =
        (text(""), text(""), text(""), text(""), text("21"));
    let (open, close) = (text(&reader.clock(hour(9))), text(&reader.clock(hour(17))));
    let (thursday, calendar, unit) = (text("off"), text("jalali"), text("toman"));
    let (name, surname, latin, job, email, mobile) =
        (text(""), text(""), text(""), text(""), text(""), text(""));
    let (password, again) = (text(""), text(""));
    let thursdays = vec![
        Choice::new("working", words::working(lang)),
        Choice::new("half", words::half(lang)),
        Choice::new("off", words::off(lang)),
    ];
    let calendars =
        vec![Choice::new("jalali", shell::jalali(lang)), Choice::new("gregorian", shell::gregorian(lang))];
    let units = vec![Choice::new("toman", words::toman(lang)), Choice::new("rial", words::rial(lang))];
    let steps =
        [words::step_code(lang), words::step_agency(lang), words::step_week(lang), words::step_person(lang)]
            .map(str::to_owned)
            .to_vec();
    let current = Signal::derive(move || step.get().unwrap_or(0));
    let forward = Callback::new(move |_| step.update(|step| *step = step.map(|at| (at + 1).min(LAST))));
    let backward = Callback::new(move |_| step.update(|step| *step = step.map(|at| at.saturating_sub(1))));
    let languages = vec![
        LinkChoice::new(shell::persian(lang), "/setup?lang=fa", lang == libero_domain::reader::Lang::Fa)
            .lang("fa"),
        LinkChoice::new(shell::english(lang), "/setup?lang=en", lang == libero_domain::reader::Lang::En)
            .lang("en"),
    ];
    // Enter goes on to the next step, and only the last one sends.
    let keys = move |event: leptos::web_sys::KeyboardEvent| {
        if event.key() == "Enter" && step.get_untracked().is_some_and(|at| at < LAST) && in_input(&event) {
            event.prevent_default();
            step.update(|step| *step = step.map(|at| at + 1));
        }
    };
    view! {
        <TabTitle text=words::set_up(lang)/>
        <div class="guest setup">
            <header class="guest-head">
                <Brand name=words::set_up(lang)/>
                <SegmentLinks label=shell::language(lang) items=languages/>
            </header>
            <Steps label=words::set_up(lang) items=steps current=current/>
            <main id="main" class="setup-body">
                <ActionForm action=action attr:class="setup-main" on:keydown=keys>
                    {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                    <section class="stack" hidden=hidden(0)>
                        <h1>{words::step_code(lang)}</h1>
                        <TextInput id="code" name="set_up[code]" label=words::code(lang) value=code kind=InputKind::Code help=words::code_help(lang)
                            error=error("code") autocomplete="one-time-code" autofocus=true/>
                    </section>
                    <section class="stack" hidden=hidden(1)>
                        <h1>{words::agency_title(lang)}</h1>
                        <p class="lead">{words::agency_lead(lang)}</p>
                        <Fields columns=2>
                            <TextInput id="name_fa" name="set_up[agency][name_fa]" label=words::name_fa(lang) value=name_fa error=error("agency.name_fa") autocomplete="organization"/>
                            <TextInput id="name_en" name="set_up[agency][name_en]" label=words::name_en(lang) value=name_en error=error("agency.name_en")/>
                            <TextInput id="letterhead" name="set_up[agency][letterhead]" label=words::letterhead(lang) value=letterhead error=error("agency.letterhead")/>
                            <TextInput id="area_code" name="set_up[agency][area_code]" label=words::area_code(lang) value=area_code kind=InputKind::Number error=error("agency.area_code")/>
                        </Fields>
                    </section>
                    <section class="stack" hidden=hidden(2)>
                        <h1>{words::week_title(lang)}</h1>
                        <p class="lead">{words::week_lead(lang)}</p>
                        <WeekPicture open close thursday/>
                        <Fields columns=2>
                            <TextInput id="open" name="set_up[open]" label=words::opens(lang) value=open kind=InputKind::Number error=error("open")/>
                            <TextInput id="close" name="set_up[close]" label=words::closes(lang) value=close kind=InputKind::Number error=error("close")/>
                            <Segment id="thursday" name="set_up[thursday]" label=words::thursday(lang) value=thursday options=thursdays/>
                            <Segment id="calendar" name="set_up[agency][calendar]" label=words::calendar(lang) value=calendar options=calendars help=words::calendar_help(lang)/>
                            <Segment id="money_unit" name="set_up[agency][money_unit]" label=words::money_unit(lang) value=unit options=units help=words::money_help(lang)/>
                        </Fields>
                    </section>
                    <section class="stack" hidden=hidden(LAST)>
                        <h1>{words::person_title(lang)}</h1>
                        <p class="lead">{words::person_lead(lang)}</p>
                        <input type="hidden" name="set_up[person][lang]" value=lang.code()/>
                        <Fields columns=2>
                            <TextInput id="name" name="set_up[person][name]" label=words::name(lang) value=name error=error("person.name") autocomplete="given-name"/>
                            <TextInput id="surname" name="set_up[person][surname]" label=words::surname(lang) value=surname error=error("person.surname") autocomplete="family-name"/>
                            <TextInput id="latin" name="set_up[person][latin]" label=words::latin(lang) value=latin error=error("person.latin")/>
                            <TextInput id="job" name="set_up[person][job]" label=words::job(lang) value=job error=error("person.job") autocomplete="organization-title"/>
                            <EmailInput id="email" name="set_up[person][email]" label=words::email(lang) value=email error=error("person.email") autocomplete="username"/>
                            <TextInput id="mobile" name="set_up[person][mobile]" label=words::mobile(lang) value=mobile kind=InputKind::Tel error=error("person.mobile") autocomplete="tel"/>
                            <PasswordInput id="password" name="set_up[password]" label=words::password(lang) value=password show=words::show(lang) hide=words::hide(lang)
                                new=true help=words::password_help(lang) error=error("password")/>
                            <PasswordInput id="again" name="set_up[again]" label=words::again(lang) value=again show=words::show(lang) hide=words::hide(lang)
                                new=true error=error("again")/>
                        </Fields>
                    </section>
                    <FormEnd>
                        // Two buttons, one of them hidden: a button that became the other under the finger would send the form.
                        <span hidden=move || step.get().is_none_or(|at| at == LAST)>
                            <Button variant=Variant::Primary size=Size::Touch on_click=forward>{words::next(lang)}</Button>
                        </span>
                        <span hidden=move || step.get().is_some_and(|at| at < LAST)>
                            <Button submit=true variant=Variant::Primary size=Size::Touch busy=action.pending() busy_text=words::finishing(lang)>{words::finish(lang)}</Button>
                        </span>
                        {move || step.get().is_some_and(|at| at > 0).then(|| view! {
                            <Button variant=Variant::Quiet size=Size::Touch on_click=backward>{words::previous(lang)}</Button>
                        })}
                    </FormEnd>
                </ActionForm>
            </main>
        </div>
    }
}

fn hour(hour: u32) -> chrono::NaiveTime {
    chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// Gives the focus to the shown step: to what must be mended in it, else to its first field.
fn focus_step() {
    use leptos::wasm_bindgen::JsCast;
    let field = ["[aria-invalid='true']", "input:not([type='hidden'])"].iter().find_map(|field| {
        let selector = format!(".setup section:not([hidden]) {field}");
        document().query_selector(&selector).ok().flatten()
    });
    if let Some(field) = field.as_ref().and_then(|field| field.dyn_ref::<leptos::web_sys::HtmlElement>()) {
        let _ = field.focus();
    }
}

fn in_input(event: &leptos::web_sys::KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    event
        .target()
        .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
        .is_some_and(|element| element.tag_name() == "INPUT")
}

/// The week as it will be counted, renewed as one types.
#[component]
fn WeekPicture(open: RwSignal<String>, close: RwSignal<String>, thursday: RwSignal<String>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let shown = move |text: &str| parse_time(text).map(|time| reader.clock(time)).unwrap_or_default();
    let shown = StoredValue::new(shown);
    let days = (0..7)
        .map(|day| {
            let reader = crate::reader();
            let name = words::weekday(&reader, day);
            let class = move || match (day, thursday.get().as_str()) {
                (6, _) | (5, "off") => "week-day off",
                (5, "half") => "week-day half",
                _ => "week-day",
            };
            let hours = move || match (day, thursday.get().as_str()) {
                (6, _) | (5, "off") => words::off(lang).to_owned(),
                (5, "half") => words::hours(
                    lang,
                    &shown.with_value(|shown| shown(&open.get())),
                    &crate::reader().clock(hour(13)),
                ),
                _ => shown.with_value(|shown| words::hours(lang, &shown(&open.get()), &shown(&close.get()))),
            };
            view! { <div class=class><strong>{name}</strong><span>{hours}</span></div> }
        })
        .collect_view();
    view! { <div class="week">{days}</div> }
}
