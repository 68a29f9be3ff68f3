//! The client's profile as a form.

use super::client_resource;
use crate::api::clients::{EditClient, SetPolicy};
use crate::api::{field_error, refused, sentence};
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use libero_domain::client::{ClientFields, ClientPage, Tier};
use libero_domain::id::CommandId;
use libero_domain::limits;
use libero_domain::words::{client as words, shell, trade};
use libero_ui::*;

/// The fields of a client, named `fields[…]`. `error` answers what is wrong with a field.
#[component]
pub fn ClientInputs(fields: ClientFields, error: Callback<String, Option<String>>) -> impl IntoView {
    let lang = crate::reader().lang;
    let text = |value: &str| RwSignal::new(value.to_owned());
    let wrong = move |field: &'static str| Signal::derive(move || error.run(field.to_owned()));
    let tiers = Tier::ALL.map(|tier| Choice::new(tier.code(), trade::tier(lang, tier))).to_vec();
    let cadence = fields.cadence_days.map(|days| crate::reader().count(days.into())).unwrap_or_default();
    let long = limits::PROFILE as u32;
    view! {
        <Fields columns=2>
            <TextInput id="name" name="fields[name]" label=words::name(lang) value=text(&fields.name) error=wrong("name") required=true autofocus=true/>
            <TextInput id="latin" name="fields[latin]" label=words::latin(lang) value=text(&fields.latin) error=wrong("latin")/>
            <TextInput id="short" name="fields[short]" label=words::short(lang) value=text(&fields.short) help=words::short_help(lang) error=wrong("short")/>
            <TextInput id="industry" name="fields[industry]" label=words::industry(lang) value=text(&fields.industry) error=wrong("industry")/>
            <Segment id="tier" name="fields[tier]" label=words::tier(lang) value=text(fields.tier.code()) options=tiers/>
            <TextInput id="cadence_days" name="fields[cadence_days]" label=words::cadence(lang) value=text(&cadence) kind=InputKind::Number
                help=words::cadence_help(lang) error=wrong("cadence_days")/>
        </Fields>
        <Fields>
            <TextArea id="business_model" name="fields[business_model]" label=words::business_model(lang) value=text(&fields.business_model) rows=2 max_len=long error=wrong("business_model")/>
            <TextArea id="market" name="fields[market]" label=words::market(lang) value=text(&fields.market) rows=2 max_len=long error=wrong("market")/>
            <TextArea id="sales_drivers" name="fields[sales_drivers]" label=words::sales_drivers(lang) value=text(&fields.sales_drivers) rows=2 max_len=long error=wrong("sales_drivers")/>
        </Fields>
    }
}

#[component]
pub fn EditPage() -> impl IntoView {
    let page = client_resource();
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <EditForm page/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn EditForm(page: ClientPage) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let back = format!("/clients/{}", page.client.id);
    let action = ServerAction::<EditClient>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader);
    let error =
        Callback::new(move |field: String| field_error(refusal.get().as_ref(), &field, &stored.get_value()));
    go_when_done(Signal::derive(move || matches!(action.value().get(), Some(Ok(())))), back.clone());
    let title = page.client.full(lang).to_owned();
    let (id, version, fields) = (page.client.id.to_string(), page.version.to_string(), page.fields.clone());
    view! {
        <TabTitle text=words::edit(lang)/>
        <div class="page narrow">
            <PageHead title=title small=true back=words::overview(lang) back_href=back.clone()/>
            <div class="page-body">
                <ActionForm action=action>
                    {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="version" value=version/>
                    <ClientInputs fields=fields error/>
                    <FormEnd>
                        <Button submit=true variant=Variant::Primary size=Size::Touch busy=action.pending() busy_text=words::saving(lang)>{words::save(lang)}</Button>
                        <Button variant=Variant::Quiet size=Size::Touch href=back>{words::cancel(lang)}</Button>
                    </FormEnd>
                </ActionForm>
                <PolicyForm page/>
            </div>
        </div>
    }
}

/// Opens `to` once `done`: the frame around may have changed with it.
pub(super) fn go_when_done(done: Signal<bool>, to: String) {
    Effect::new(move |_| {
        if done.get() {
            let _ = window().location().assign(&to);
        }
    });
}

/// How papers of this client are handled.
#[component]
fn PolicyForm(page: ClientPage) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<SetPolicy>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    go_when_done(
        Signal::derive(move || matches!(action.value().get(), Some(Ok(())))),
        format!("/clients/{}", page.client.id),
    );
    let policy = page.policy;
    let hours = RwSignal::new(policy.reply_hours.to_string());
    let paper = RwSignal::new(policy.paper_lang.code().to_owned());
    let pm = RwSignal::new(policy.pm_may_issue);
    let hours_choices = [24_usize, 48, 72].map(|n| Choice::new(n.to_string(), reader.count(n))).to_vec();
    let languages = vec![Choice::new("fa", shell::persian(lang)), Choice::new("en", shell::english(lang))];
    let stored = StoredValue::new(reader);
    view! {
        <section class="setting">
            <h2>{words::policy(lang)}</h2>
            <ActionForm action=action>
                {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                <input type="hidden" name="id" value=page.client.id.to_string()/>
                <input type="hidden" name="version" value=page.version.to_string()/>
                <Fields columns=2>
                    <Segment id="reply_hours" label=words::reply_hours(lang) value=hours options=hours_choices/>
                    <Segment id="paper_lang" label=words::paper_lang(lang) value=paper options=languages/>
                    <Switch id="pm_may_issue" label=words::pm_may_issue(lang) checked=pm value="true"/>
                </Fields>
                <FormEnd><Button submit=true busy=action.pending() busy_text=words::saving(lang)>{words::save(lang)}</Button></FormEnd>
            </ActionForm>
        </section>
    }
}
