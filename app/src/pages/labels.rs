//! The words that an agency calls its own way.

use super::settings::SettingsTabs;
use crate::api::agency::{RenameLabels, agency_page};
use crate::api::{field_error, refused, sentence};
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use libero_domain::agency::AgencyPage;
use libero_domain::id::CommandId;
use libero_domain::label::Label;
use libero_domain::reader::Lang;
use libero_domain::words::{shell, sign as words};
use libero_ui::*;

#[component]
pub fn LabelsPage() -> impl IntoView {
    let page = Resource::new(|| (), async |()| agency_page().await);
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(agency) => view! { <LabelsForm agency/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn LabelsForm(agency: AgencyPage) -> impl IntoView {
    let reader = StoredValue::new(crate::reader());
    let lang = reader.with_value(|reader| reader.lang);
    let action = ServerAction::<RenameLabels>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    Effect::new(move |_| {
        // The renamed words stand in the frame too: read the page afresh.
        if matches!(action.value().get(), Some(Ok(()))) {
            let _ = window().location().reload();
        }
    });
    let rows = Label::ALL.map(|label| {
        let renamed = agency.labels.0.get(&label).cloned().unwrap_or_default();
        let field = move |of: Lang, value: String| {
            let name = format!("labels[{}][{}]", label.code(), of.code());
            let error = {
                let name = name.clone();
                Signal::derive(move || field_error(refusal.get().as_ref(), &name, &reader.get_value()))
            };
            // Named by our own word: that is what one looks for, and what stands if the field is left empty.
            let own = format!("{} ({})", label.own(of), words::language_name(of));
            view! {
                <div lang=of.code() dir=of.dir()>
                    <TextInput id=format!("{}-{}", label.code(), of.code()) name=name label=own value=RwSignal::new(value) error=error/>
                </div>
            }
        };
        view! { {field(Lang::Fa, renamed.fa)} {field(Lang::En, renamed.en)} }
    });
    view! {
        <TabTitle text=words::labels(lang)/>
        <div class="page settings">
            <PageHead title=shell::settings(lang)/>
            <SettingsTabs current="/settings/labels"/>
            <div class="page-body">
                <section class="setting">
                    <h2>{words::labels(lang)}</h2>
                    <p class="meta">{words::labels_help(lang)}</p>
                    <ActionForm action=action>
                        {move || sentence(refusal.get().as_ref(), &reader.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                        <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                        <input type="hidden" name="version" value=agency.version.to_string()/>
                        <Fields columns=2>{rows.collect_view()}</Fields>
                        <FormEnd><Button submit=true variant=Variant::Primary busy=action.pending() busy_text=words::save(lang)>{words::save(lang)}</Button></FormEnd>
                    </ActionForm>
                </section>
            </div>
        </div>
    }
}
