//! Reading back: one detail at a time, large, since it must be read; then the answer, and the next.

use crate::api::details::{GiveReadBack, my_read_backs};
use crate::api::{field_error, refused, sentence};
use crate::pages::report::weight_tone;
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::web_sys;
use libero_domain::detail::{ReadBackPage as Page, ReadBackTask, Weight};
use libero_domain::id::CommandId;
use libero_domain::text::quote;
use libero_domain::words::{details as words, trade};
use libero_ui::*;

#[component]
pub fn ReadBackPage() -> impl IntoView {
    let page = Resource::new(|| (), async |()| my_read_backs().await);
    let again = Callback::new(move |()| page.refetch());
    view! {
        <TabTitle text=words::read_back_title(crate::reader().lang)/>
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Shown page again/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(page: Page, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let total = page.tasks.len();
    let done = page.tasks.iter().filter(|task| task.given).count();
    let current = page.tasks.iter().find(|task| !task.given).cloned();
    let Some(task) = current else {
        return view! {
            <div class="page plain">
                <PageHead title=words::read_back_title(lang)/>
                <div class="page-body"><Empty title=words::all_read(lang) text=words::nothing_waits(lang) large=true/></div>
            </div>
        }
        .into_any();
    };
    let id = task.id;
    let name = task.client.spoken(lang).to_owned();
    let tasks = page
        .tasks
        .iter()
        .map(|other| {
            let class = if other.given { "todo-item done" } else if other.id == id { "todo-item current" } else { "todo-item" };
            let word = if other.given { words::state_read(lang) } else { words::state_waiting(lang) };
            let weight = trade::weight(lang, other.detail.weight);
            view! {
                <li class=class aria-current=(other.id == id).then_some("step")>
                    <span dir="auto">{other.detail.words.clone()}<VisuallyHidden>{word}</VisuallyHidden></span>
                    <Tag tone=weight_tone(other.detail.weight)>{weight}</Tag>
                </li>
            }
        })
        .collect_view();
    let locks = (!page.locked.is_empty()).then(|| {
        let rows = page
            .locked
            .iter()
            .map(|lock| view! {
                <li>
                    <Icon name=IconName::Lock/>
                    <span><strong dir="auto">{lock.words.clone()}</strong><span class="meta">{words::opens_after(&reader, lock.due, lock.open)}</span></span>
                </li>
            })
            .collect_view();
        view! { <section class="side-part"><h2>{words::locked(lang)}</h2><ul class="locks">{rows}</ul></section> }
    });
    let title = format!("{}، {name}", words::read_back_title(lang));
    let title = if lang == libero_domain::reader::Lang::En { title.replacen('،', ",", 1) } else { title };
    view! {
        <div class="page readback with-side">
            <PageHead title=title small=true back=words::back(lang) back_href="/"/>
            <div class="page-body">
                <StepDots count=total current=Signal::stored(done) text=words::progress(&reader, done + 1, total)/>
                <Task task again/>
            </div>
            <SidePane label=words::your_details(lang) tinted=true>
                <section class="side-part"><h2>{words::your_details(lang)}</h2><ol class="todo">{tasks}</ol></section>
                {locks}
            </SidePane>
        </div>
    }
    .into_any()
}

#[component]
fn Task(task: ReadBackTask, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let detail = task.detail;
    let action = ServerAction::<GiveReadBack>::new();
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(()))) {
            again.run(());
        }
    });
    let text = RwSignal::new(String::new());
    let stored = StoredValue::new(reader.clone());
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let error = Signal::derive(move || field_error(refusal.get().as_ref(), "words", &stored.get_value()));
    let form = NodeRef::<leptos::html::Div>::new();
    let keys = Callback::new(move |event: web_sys::KeyboardEvent| {
        if event.code() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit(form);
        }
    });
    let said_by = detail.said_by.as_ref().map(|person| trade::address(lang, person));
    let source = words::source_of(&reader, &detail.source);
    let needs_words = detail.weight == Weight::RedLine;
    view! {
        <blockquote class="saying" dir="auto">{quote(lang, &detail.words)}</blockquote>
        <p class="line">
            <Tag tone=weight_tone(detail.weight)>{trade::weight(lang, detail.weight)}</Tag>
            <Tag>{trade::scope(&reader, &detail.when, &detail.areas)}</Tag>
            <span class="meta">{said_by.map(|name| view! { <bdi>{name}</bdi>"، " })}<bdi>{source}</bdi></span>
        </p>
        {detail.contested.then(|| view! { <Banner tone=BannerTone::Warn>{trade::contested(lang)}</Banner> })}
        <div node_ref=form>
            <ActionForm action=action>
                <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                <input type="hidden" name="id" value=task.id.to_string()/>
                {needs_words.then(|| view! {
                    <TextArea id="words" label=words::own_words(lang) value=text large=true rows=3 max_len=2000
                        help=words::short_is_fine(lang) error=error on_keydown=keys/>
                })}
                {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                <FormEnd>
                    <Button submit=true variant=Variant::Primary size=Size::Touch key="Ctrl ↵" busy=action.pending() busy_text=words::sending(lang)>
                        {words::i_read_it(lang)}
                    </Button>
                </FormEnd>
            </ActionForm>
        </div>
    }
}

fn submit(form: NodeRef<leptos::html::Div>) {
    use leptos::wasm_bindgen::JsCast;
    let Some(around) = form.get_untracked() else { return };
    if let Ok(Some(found)) = around.query_selector("form")
        && let Some(form) = found.dyn_ref::<web_sys::HtmlFormElement>()
    {
        let _ = form.request_submit();
    }
}
