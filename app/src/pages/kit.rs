//! The kit on one page, every part in every state.

use crate::reader;
use crate::shell::TabTitle;
use chrono::{Datelike, NaiveDate, Weekday};
use leptos::prelude::*;
use libero_domain::calendar::{first_day_of_month, last_day_of_month};
use libero_domain::reader::{Lang, Reader};
use libero_domain::words::kit as w;
use libero_domain::words::{common, trade};
use libero_ui::*;

const GROUNDS: &[&str] = &[
    "canvas",
    "surface",
    "sunken",
    "hover",
    "selected",
    "line",
    "line-2",
    "field",
    "ink",
    "ink-2",
    "ink-3",
    "ink-off",
    "pine",
    "pine-soft",
    "dot",
    "dot-soft",
    "anar",
    "anar-soft",
    "amber",
    "amber-soft",
    "lapis",
    "lapis-soft",
    "plum",
    "firuze",
    "green",
    "green-soft",
    "hue-0",
    "hue-1",
    "hue-2",
    "hue-3",
    "hue-4",
    "hue-5",
    "hue-6",
    "hue-7",
    "chart-0",
    "chart-1",
    "chart-2",
    "chart-3",
    "chart-4",
    "chart-5",
];

#[component]
pub fn KitPage() -> impl IntoView {
    let lang = reader().lang;
    view! {
        <div class="page kit">
            <TabTitle text=w::title(lang)/>
            <PageHead title=w::title(lang)/>
            <div class="page-body">
                <Part title=w::colour(lang)><Colours/></Part>
                <div class="two">
                    <Part title=w::letters(lang)><Letters lang/></Part>
                    <Part title=w::mixed(lang)><Mixed lang/></Part>
                    <Part title=w::buttons(lang)><Buttons lang/></Part>
                    <Part title=w::signs(lang)><Signs lang/></Part>
                </div>
                <Part title=w::fields(lang)><TextFields lang/></Part>
                <div class="two">
                    <Part title=w::choices(lang)><Choices lang/></Part>
                    <Part title=w::dates(lang)><Dates lang/></Part>
                </div>
                <Part title=w::rows(lang)><RowSamples lang/></Part>
                <Part title=w::day(lang)><Day lang/></Part>
                <div class="two">
                    <Part title=w::tables(lang)><Tables lang/></Part>
                    <Part title=w::people(lang)><People lang/></Part>
                    <Part title=w::windows(lang)><Windows lang/></Part>
                    <Part title=w::messages(lang)><Messages lang/></Part>
                    <Part title=w::empty(lang)><Empty title=w::nothing_waits(lang) text=w::nothing_text(lang) level=3/></Part>
                    <Part title=w::standing(lang)><Standing lang/></Part>
                    <Part title=w::history(lang)><History lang/></Part>
                    <Part title=w::paper(lang)><PaperSample lang/></Part>
                </div>
                <Part title=w::icons(lang)><Icons/></Part>
            </div>
        </div>
    }
}

#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! { <section class="stack"><GroupHead title/>{children()}</section> }
}

#[component]
fn Colours() -> impl IntoView {
    let swatch = |role: &&'static str| {
        view! { <li class="swatch"><i class=format!("ground-{role}")></i><span lang="en">{*role}</span></li> }
    };
    view! { <ul class="swatches">{GROUNDS.iter().map(swatch).collect_view()}</ul> }
}

#[component]
fn Letters(lang: Lang) -> impl IntoView {
    view! {
        <div class="stack-s">
            <p class="type-display">{w::wednesday(lang)}</p>
            <p class="type-title">{w::report_title(lang)}</p>
            <p class="type-head">{w::know_before(lang)}</p>
            <p>{w::body_sample(lang)}</p>
            <p class="meta">{w::small_sample(lang)}</p>
            <p class="micro">{w::saved(lang)}</p>
            <blockquote class="type-title"><Quote lang text=w::saying(lang)/></blockquote>
        </div>
    }
}

#[component]
fn Mixed(lang: Lang) -> impl IntoView {
    let items = vec![
        Pair::new(w::phone(lang), w::phone_sample(lang)).ltr(),
        Pair::new(w::email(lang), "m.tehranchi@barfdasht.example").ltr(),
        Pair::new(w::iban(lang), "IR84 0120 0000 0000 1234 5678 90").ltr(),
        Pair::new(w::date(lang), w::date_sample(lang)),
        Pair::new(w::money(lang), w::money_sample(lang)),
        Pair::new(w::undefined(lang), "—"),
    ];
    view! { <Pairs items/> }
}

#[component]
fn Buttons(lang: Lang) -> impl IntoView {
    let pressed = RwSignal::new(true);
    let press = Callback::new(move |_| pressed.update(|on| *on = !*on));
    view! {
        <div class="stack-s">
            <Actions>
                <Button variant=Variant::Primary>{w::send_report(lang)}</Button>
                <Button variant=Variant::Primary busy=true busy_text=w::sending(lang)>{w::send_report(lang)}</Button>
                <Button variant=Variant::Primary disabled=true>{w::disabled(lang)}</Button>
                <Button icon=IconName::History>{w::versions(lang)}</Button>
                <Button variant=Variant::Quiet>{common::cancel(lang)}</Button>
                <Button variant=Variant::Text>{w::remind(lang)}</Button>
                <Button variant=Variant::Danger>{w::delete(lang)}</Button>
                <Button variant=Variant::DangerOutline>{w::cancel_campaign(lang)}</Button>
                <Button icon=IconName::Star label=w::always(lang) pressed on_click=press/>
                <Menu label=w::actions(lang)>
                    <MenuItem icon=IconName::Edit>{common::edit(lang)}</MenuItem>
                    <MenuItem icon=IconName::Copy href="/kit">{w::versions(lang)}</MenuItem>
                    <MenuItem icon=IconName::Trash danger=true>{w::delete(lang)}</MenuItem>
                </Menu>
            </Actions>
            <Actions>
                <Button variant=Variant::Primary size=Size::Small>{w::small_28(lang)}</Button>
                <Button variant=Variant::Primary>{w::regular_34(lang)}</Button>
                <Button variant=Variant::Primary size=Size::Touch>{w::touch_46(lang)}</Button>
                <Button variant=Variant::Primary icon=IconName::Plus key="C" href="/kit">{w::new_report(lang)}</Button>
            </Actions>
        </div>
    }
}

#[component]
fn Signs(lang: Lang) -> impl IntoView {
    let kinds = Kind::ALL.into_iter().zip(kind_words(lang));
    view! {
        <div class="stack-s">
            <p class="line">{kinds.map(|(kind, word)| view! { <KindMark kind word/> }).collect_view()}</p>
            <p class="line">
                <Tag>{trade::draft(lang)}</Tag>
                <Tag tone=Tone::Green>{trade::accepted(lang)}</Tag>
                <Tag tone=Tone::Amber>{w::queued(lang)}</Tag>
                <Tag tone=Tone::Anar>{trade::red_line(lang)}</Tag>
                <Tag tone=Tone::Lapis>{w::waiting_client(lang)}</Tag>
                <Tag tone=Tone::Pine>{trade::key(lang)}</Tag>
                <Tag tone=Tone::Dot>{w::push(lang)}</Tag>
                <Tag tone=Tone::Outline>{trade::prospect(lang)}</Tag>
            </p>
            <p class="line">
                <Tile letter=w::letter_b(lang) hue=0 size=TileSize::Large/>
                <Tile letter=w::letter_s(lang) hue=1 size=TileSize::Medium/>
                <Tile letter=w::letter_n(lang) hue=2/>
                <Tile letter=w::letter_r(lang) hue=3 size=TileSize::Small/>
                <Avatar name=w::leila(lang) large=true title=true/>
                <Avatar name=w::parisa(lang) title=true/>
                <Avatar name=w::hamed(lang) small=true title=true/>
                <Count value=reader().number(12)/>
                <Count value=reader().number(9) urgent=true/>
                <Status tone=Tone::Green>{w::supporter(lang)}</Status>
                <Status tone=Tone::Anar>{w::one_late(lang)}</Status>
                <Status tone=Tone::Outline>{w::open(lang)}</Status>
                <Internal text=trade::internal(lang)/>
            </p>
            <p class="line">
                <PersonChip name=w::maryam(lang) remove=w::take_out(lang) on_remove=Callback::new(|()| ())/>
                <PersonChip name=w::kazem(lang) note=w::absent_copy(lang) away=true/>
                <FilterChip label=w::status_filter(lang) value=w::status_value(lang) remove=w::take_filter(lang) remove_href="/kit"/>
            </p>
        </div>
    }
}

fn kind_words(lang: Lang) -> [&'static str; 6] {
    [
        trade::decision(lang),
        trade::action(lang),
        trade::detail(lang),
        trade::feedback(lang),
        trade::signal(lang),
        trade::note(lang),
    ]
}

#[component]
fn TextFields(lang: Lang) -> impl IntoView {
    let text = |value: &str| RwSignal::new(value.to_owned());
    let owners = vec![
        Choice::new("hamed", w::hamed(lang)).note(trade::media(lang)),
        Choice::new("parisa", w::parisa(lang)).note(trade::am(lang)),
        Choice::new("leila", w::leila(lang)).off(),
    ];
    let units = vec![Choice::new("toman", w::toman(lang)), Choice::new("rial", w::rial(lang))];
    let wrong = Signal::derive(move || Some(w::mobile_error(lang).to_owned()));
    view! {
        <Fields columns=4>
            <TextInput id="kit-subject" label=w::subject(lang) value=text("") placeholder=w::subject_hint(lang) help=w::subject_help(lang)/>
            <TextInput id="kit-subject-2" label=w::subject(lang) value=text(w::subject_sample(lang))/>
            <TextInput id="kit-mobile" label=w::mobile(lang) value=text(w::phone_short(lang)) kind=InputKind::Tel error=wrong/>
            <TextInput id="kit-number" label=w::report_number(lang) value=text(w::number_sample(lang)) kind=InputKind::Code locked=w::locked_why(lang)/>
            <MoneyField
                id="kit-amount" label=w::amount(lang) value=text(w::money_number(lang)) unit=text("toman") units=units
                unit_label=w::unit(lang) help=w::amount_help(lang)
            />
            <DateField id="kit-due" label=w::due(lang) value=text(w::due_sample(lang)) resolved=w::due_resolved(lang) help=w::due_help(lang)/>
            <Select id="kit-owner" label=w::owner(lang) value=text("hamed") options=owners/>
            <PasswordInput id="kit-password" label=w::password(lang) value=text("") show=w::show(lang) hide=w::hide(lang)/>
            <EmailInput id="kit-email" label=w::email(lang) value=text("m.tehranchi@barfdasht.example")/>
            <SearchInput id="kit-search" label=w::search(lang) value=text("") key="/"/>
        </Fields>
        <TextArea id="kit-words" label=w::own_words(lang) value=text(w::own_words_sample(lang)) large=true/>
    }
}

#[component]
fn Choices(lang: Lang) -> impl IntoView {
    let scopes =
        vec![Choice::new("always", w::always(lang)), Choice::new("campaign", w::this_campaign(lang))];
    let contacts = vec![
        Choice::new("meeting", trade::meeting(lang)),
        Choice::new("call", trade::call(lang)),
        Choice::new("visit", trade::visit(lang)),
    ];
    let kinds =
        Kind::ALL.into_iter().zip(kind_words(lang)).map(|(kind, word)| KindChoice::new(kind, word)).collect();
    let text = |value: &str| RwSignal::new(value.to_owned());
    view! {
        <div class="stack">
            <div class="line">
                <Checkbox id="kit-done" label=w::done(lang) checked=RwSignal::new(true)/>
                <Checkbox id="kit-left" label=w::left(lang) checked=RwSignal::new(false)/>
                <Switch id="kit-sms" label=w::sms(lang) checked=RwSignal::new(true)/>
                <Switch id="kit-mail" label=w::email(lang) checked=RwSignal::new(false)/>
            </div>
            <RadioGroup id="kit-scope" label=w::scope(lang) value=text("always") options=scopes/>
            <Segment id="kit-contact" label=w::contact_kind(lang) value=text("meeting") options=contacts/>
            <KindPicker id="kit-kind" label=w::entry_kind(lang) value=text("action") options=kinds/>
            <AnswerPair id="kit-answer" label=w::answer(lang) value=text("accept") yes=w::correct(lang) no=w::needs_change(lang)/>
            <AnswerPair id="kit-answer-2" label=w::answer(lang) value=text("object") yes=w::correct(lang) no=w::needs_change(lang)/>
        </div>
    }
}

/// The month of the reader's today.
fn month(reader: &Reader, chosen: NaiveDate) -> Vec<DayCell> {
    let today = reader.today();
    let (first, last) =
        (first_day_of_month(reader.calendar, today), last_day_of_month(reader.calendar, today));
    let cell = |(at, day): (usize, NaiveDate)| DayCell {
        value: day.to_string(),
        text: reader.count(at + 1),
        label: reader.day_long(day),
        off: day.weekday() == Weekday::Fri,
        today: day == today,
        chosen: day == chosen,
    };
    first.iter_days().take_while(|day| *day <= last).enumerate().map(cell).collect()
}

#[component]
fn Dates(lang: Lang) -> impl IntoView {
    let reader = reader();
    let (today, start) = (reader.today(), reader.week_start());
    let chosen = RwSignal::new(today);
    let lead = first_day_of_month(reader.calendar, today).weekday().days_since(start) as u8;
    let weekdays = std::iter::successors(Some(start), |day| Some(day.succ()))
        .take(7)
        .map(|day| reader.weekday_narrow(day).to_owned())
        .collect::<Vec<_>>();
    let title = reader.month_title(today);
    let reader = StoredValue::new(reader);
    let days = Signal::derive(move || reader.with_value(|reader| month(reader, chosen.get())));
    let other =
        MaybeProp::derive(move || Some(reader.with_value(|reader| reader.other_calendar(chosen.get()))));
    let pick = Callback::new(move |iso: String| {
        if let Ok(day) = iso.parse() {
            chosen.set(day);
        }
    });
    view! {
        <div><div class="popover in-page">
            <DateGrid
                title prev=w::previous_month(lang) next=w::next_month(lang) weekdays days lead=lead
                today_word=w::now(lang) other on_pick=pick on_today=Callback::new(move |()| chosen.set(today))
            />
        </div></div>
    }
}

#[component]
fn RowSamples(lang: Lang) -> impl IntoView {
    view! {
        <Rows label=w::right_now(lang)>
            <Row
                tile=TileFace::new(w::letter_n(lang), 2) icon=IconName::Reports what=w::objects(lang) why=w::objects_why(lang)
                due=w::by_noon(lang) due_tone=Tone::Anar selected=true
            >
                <Button variant=Variant::Primary size=Size::Small key="↵">{w::reply(lang)}</Button>
                <span class="row-more phone-only"><Button size=Size::Small>{w::later(lang)}</Button></span>
            </Row>
            <Row
                tile=TileFace::new(w::letter_b(lang), 0) icon=IconName::Flag what=w::print_proof(lang) why=w::print_why(lang)
                href="/kit" due=w::yesterday(lang) due_tone=Tone::Anar quiet_acts=true
            >
                <Button variant=Variant::Text size=Size::Small>{w::mark_sent(lang)}</Button>
            </Row>
            <Row
                tile=TileFace::new(w::letter_s(lang), 1) icon=IconName::Phone what=w::renewal(lang) why=w::renewal_why(lang)
                href="/kit" quiet_acts=true
            >
                <Button variant=Variant::Text size=Size::Small>{w::prepare(lang)}</Button>
            </Row>
            <Row
                tile=TileFace::new("", 0).count(reader().number(4)) icon=IconName::Bell what=w::on_call_note(lang)
                why=w::on_call_why(lang) done=true
            />
            <Row kind=Kind::Detail what=w::saying(lang) why=w::maryam(lang)><Tag tone=Tone::Anar>{trade::red_line(lang)}</Tag></Row>
        </Rows>
    }
}

#[component]
fn Day(lang: Lang) -> impl IntoView {
    let hour = |hour: u16| (hour * 60, reader().number(hour.into()));
    let day = DayLineData {
        rtl: lang == Lang::Fa,
        from: 480,
        to: 912,
        hours: (8..=14).map(hour).collect(),
        now: Some((552, w::now_912(lang).to_owned())),
        items: vec![
            DayItem::meeting(630, 700, 0, hm(630), w::meeting_barfdasht(lang)),
            DayItem::deadline(720, hm(720), w::reply_noazar(lang)).href("/kit"),
            DayItem::meeting(810, 840, 1, hm(810), w::call_sayesar(lang)),
        ],
        closed: Some((850, w::two_days_off(lang).to_owned())),
    };
    view! { <DayLine day label=w::day_label(lang)/> }
}

/// A minute of the day in the reader's digits.
fn hm(minute: u32) -> String {
    let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap_or_default();
    reader().clock(time)
}

#[component]
fn Tables(lang: Lang) -> impl IntoView {
    let tabs = vec![
        TabItem::new(w::overview(lang), "/kit"),
        TabItem::new(w::reports(lang), "/kit?tab=reports").count(reader().number(12)),
        TabItem::new(w::details(lang), "/kit?tab=details").count(reader().number(23)),
    ];
    let columns = vec![
        Column::new(w::line(lang)),
        Column::new(w::owner(lang)),
        Column::new(w::due(lang)),
        Column::new(w::toman(lang)).num(),
    ];
    let readers = vec![
        Column::new(w::details(lang)),
        Column::new(w::leila(lang)).avatar(),
        Column::new(w::parisa(lang)).avatar(),
        Column::new(w::hamed(lang)).avatar(),
        Column::new(w::kazem(lang)).avatar(),
    ];
    view! {
        <Tabs label=w::views(lang) items=tabs current=Signal::stored("/kit".to_owned())/>
        <DataTable caption=w::tables(lang) columns>
            <tr class="selected">
                <td class="strong">{w::hemmat(lang)}</td><td>{w::hamed(lang)}</td><td>{w::due_resolved(lang)}</td>
                <td class="num">{w::money_number_2(lang)}</td>
            </tr>
            <tr>
                <td class="strong">{w::modarres(lang)}</td><td>{w::hamed(lang)}</td><td class="late">{w::yesterday(lang)}</td>
                <td class="num">{w::money_number(lang)}</td>
            </tr>
        </DataTable>
        <DataTable caption=w::details(lang) columns=readers>
            <tr>
                <td class="strong"><Quote lang text=w::saying(lang)/></td>
                <td class="centre"><ReadMark state=ReadState::Read label=w::read(lang)/></td>
                <td class="centre"><ReadMark state=ReadState::Waiting label=w::must_read(lang)/></td>
                <td class="centre"><ReadMark state=ReadState::Late label=w::late(lang)/></td>
                <td class="centre"><ReadMark state=ReadState::NotTheirs label=w::not_theirs(lang)/></td>
            </tr>
        </DataTable>
        <Skeleton rows=2 label=w::loading(lang)/>
    }
}

#[component]
fn People(lang: Lang) -> impl IntoView {
    let reader = reader();
    let weeks = [2, 1, 1, 2, 1, 0, 1, 1, 2, 0, 1, 3].map(|sign| match sign {
        0 => Week::None,
        1 => Week::Contact,
        2 => Week::Many,
        _ => Week::Now,
    });
    let season = [4, 5, 8, 6, 9, 7, 3, 3, 2, 3, 5, 9];
    let months = season.into_iter().zip(1..).map(|(level, month)| {
        let month_word = Month::new(reader.number(month), level);
        if month == 11 { month_word.now() } else { month_word }
    });
    let facts = vec![
        Fact::new(w::health(lang), w::yesterday(lang)).note(w::small_sample(lang)),
        Fact::new(w::open_promises(lang), reader.number(5)).status(Tone::Anar, w::one_late(lang)),
    ];
    view! {
        <Facts items=facts/>
        <div>
            <PersonRow name=w::maryam(lang) note=w::brand_manager(lang)>
                <Influence level=3 label=w::influence(lang)/>
                <Status tone=Tone::Green>{w::supporter(lang)}</Status>
            </PersonRow>
            <PersonRow name=w::parisa(lang) note=trade::cover(lang)><Ltr text=w::phone_sample(lang)/></PersonRow>
        </div>
        <p class="line"><Tile letter=w::letter_b(lang) hue=0/> <Dots weeks=weeks.to_vec() label=w::contact_weeks(lang)/></p>
        <Season months=months.collect() label=w::season(lang)/>
        <p class="legend">
            <span><WhiteCell state=WhiteState::Ours label=w::ours(lang)/><span aria-hidden="true">{w::ours(lang)}</span></span>
            <span><WhiteCell state=WhiteState::Competitor label=w::competitor(lang)/><span aria-hidden="true">{w::competitor(lang)}</span></span>
            <span><WhiteCell state=WhiteState::Open label=w::open(lang)/><span aria-hidden="true">{w::open(lang)}</span></span>
            <span><WhiteCell state=WhiteState::NotRelevant label=w::not_relevant(lang)/><span aria-hidden="true">{w::not_relevant(lang)}</span></span>
        </p>
    }
}

#[component]
fn Windows(lang: Lang) -> impl IntoView {
    let (asking, showing) = (RwSignal::new(false), RwSignal::new(false));
    let promise = vec![
        Pair::new(w::owner(lang), w::hamed(lang)),
        Pair::new(w::due(lang), w::due_resolved(lang)),
        Pair::new(w::source(lang), w::source_sample(lang)),
    ];
    let toasts = use_toasts();
    let toast =
        Callback::new(move |_| toasts.show_undo(w::archived(lang), w::undo(lang), Callback::new(|()| ())));
    view! {
        <Actions>
            <Button on_click=Callback::new(move |_| asking.set(true))>{w::open_dialog(lang)}</Button>
            <Button on_click=Callback::new(move |_| showing.set(true))>{w::open_drawer(lang)}</Button>
            <Button on_click=toast>{w::show_toast(lang)}</Button>
        </Actions>
        <ConfirmDialog
            id="kit-ask" open=asking title=w::ask_send(lang) text=w::ask_send_text(lang) act=w::send_to_client(lang)
            cancel=common::cancel(lang) on_confirm=Callback::new(move |()| asking.set(false))
        />
        <Dialog id="kit-drawer" open=showing title=w::promise_title(lang) close=common::close(lang) drawer=true>
            <Pairs items=promise/>
            <div class="dialog-acts">
                <Button variant=Variant::Primary>{w::done(lang)}</Button>
                <Button>{w::move_date(lang)}</Button>
            </div>
        </Dialog>
    }
}

#[component]
fn Messages(lang: Lang) -> impl IntoView {
    view! {
        <div class="stack-s">
            <Banner tone=BannerTone::Offline>{w::offline(lang)}</Banner>
            <Banner tone=BannerTone::Conflict>{w::conflict(lang)} " " <a href="/kit">{w::compare(lang)}</a></Banner>
            <Banner tone=BannerTone::Error>{w::device_full(lang)}</Banner>
            <Banner tone=BannerTone::Warn icon=IconName::Merge>{w::clash(lang)}</Banner>
            <Banner tone=BannerTone::Done>{w::event_1(lang)}</Banner>
            <p class="line"><Saved text=w::saved(lang)/> <Saved text=w::waiting_saved(lang) waiting=true/></p>
        </div>
    }
}

#[component]
fn Standing(lang: Lang) -> impl IntoView {
    let steps = [w::step_1, w::step_2, w::step_3, w::step_4, w::step_5].map(|word| word(lang).to_owned());
    view! {
        <Steps label=w::standing(lang) items=steps.to_vec() current=2/>
        <StepDots count=5 current=2 text=w::three_of_five(lang)/>
        <Progress value=230.0 / 360.0 label=w::loading(lang) text=w::reading(lang)/>
    }
}

#[component]
fn History(lang: Lang) -> impl IntoView {
    view! {
        <Timeline>
            <TimelineItem now=true when=w::now(lang)>{w::meeting_barfdasht(lang)}</TimelineItem>
            <TimelineItem icon=IconName::Reports when=w::bahman_18(lang)>{w::event_1(lang)}</TimelineItem>
            <TimelineItem icon=IconName::Phone when=w::bahman_14(lang)>{w::event_2(lang)}</TimelineItem>
        </Timeline>
    }
}

#[component]
fn PaperSample(lang: Lang) -> impl IntoView {
    let line = |at: i64, kind: &'static str, text: AnyView| {
        view! { <li><span class="line-no">{reader().number(at)} "."</span><span><strong>{kind}</strong> " " {text}</span></li> }
    };
    view! {
        <article class="paper">
            <header class="paper-head">
                <Letterhead agency=w::agency(lang) letter=w::seal(lang)/>
                <span class="paper-no">{w::number_sample(lang)}</span>
            </header>
            <h3 class="paper-title">{w::paper_title(lang)}</h3>
            <p class="paper-people">{w::paper_people(lang)}</p>
            <section class="paper-topic">
                <h4>{w::paper_topic(lang)}</h4>
                <ol>
                    {line(1, w::your_wish(lang), view! { <Quote lang text=w::saying(lang)/> }.into_any())}
                    {line(2, w::our_action(lang), w::action_sample(lang).into_any())}
                </ol>
            </section>
            <footer class="paper-foot">{w::paper_foot(lang)}</footer>
        </article>
    }
}

#[component]
fn Icons() -> impl IntoView {
    let item = |name: &IconName| view! { <li><Icon name=*name/><span lang="en">{name.name()}</span></li> };
    view! { <ul class="icon-list">{IconName::ALL.iter().map(item).collect_view()}</ul> }
}
