//! The account team: who stands where, for which work.

use super::client_resource;
use super::form::go_when_done;
use super::head::ClientHead;
use crate::api::clients::{AddMember, RemoveMember};
use crate::api::users::colleagues;
use crate::api::{field_error, refused, sentence};
use crate::shell::{Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use libero_domain::id::{ClientId, CommandId, MemberId};
use libero_domain::rights::Position;
use libero_domain::team::{Area, Member};
use libero_domain::user::UserName;
use libero_domain::words::{client as words, trade};
use libero_ui::*;

#[component]
pub fn TeamPage() -> impl IntoView {
    let page = client_resource();
    let everyone = Resource::new(|| (), async |()| colleagues().await);
    let lang = crate::reader().lang;
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                let (page, everyone) = (page.await, everyone.await.unwrap_or_default());
                match page {
                    Ok(page) => {
                        let (client, may) = (page.client.id, page.may.edit_team);
                        let free: Vec<UserName> = everyone.into_iter().filter(|user| page.team.iter().all(|member| member.user.id != user.id)).collect();
                        let members = page.team.iter().map(|member| view! { <MemberLine member=member.clone() client may/> }).collect_view();
                        view! {
                            <div class="page client">
                                <ClientHead page current="team"/>
                                <div class="page-body">
                                    <ul class="rows" aria-label=words::team(lang)>{members}</ul>
                                    {(may && !free.is_empty()).then(|| view! { <AddForm client free/> })}
                                </div>
                            </div>
                        }.into_any()
                    }
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn MemberLine(member: Member, client: ClientId, may: bool) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let name = member.user.full(lang);
    let areas: Vec<String> = member.areas.iter().map(|area| trade::area(lang, *area).to_owned()).collect();
    let areas = if areas.is_empty() {
        trade::all_work(lang).to_owned()
    } else {
        libero_domain::text::list(lang, &areas)
    };
    let action = ServerAction::<RemoveMember>::new();
    go_when_done(
        Signal::derive(move || matches!(action.value().get(), Some(Ok(())))),
        format!("/clients/{client}/team"),
    );
    let removable = may && member.position != Position::Owner;
    view! {
        <li class="row member-row">
            <Avatar name=name.clone()/>
            <span class="row-what"><strong><bdi>{name.clone()}</bdi></strong>" "<span class="meta">{areas}</span></span>
            <Tag>{trade::position(lang, member.position)}</Tag>
            {removable.then(|| view! {
                <ActionForm action=action>
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="client" value=client.to_string()/>
                    <input type="hidden" name="member" value=member.id.to_string()/>
                    <Button submit=true size=Size::Small variant=Variant::Quiet icon=IconName::X label=format!("{}: {name}", words::remove_member(lang))/>
                </ActionForm>
            })}
        </li>
    }
}

#[component]
fn AddForm(client: ClientId, free: Vec<UserName>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<AddMember>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    go_when_done(
        Signal::derive(move || matches!(action.value().get(), Some(Ok(())))),
        format!("/clients/{client}/team"),
    );
    let users = free
        .iter()
        .map(|user| Choice::new(user.id.to_string(), user.full(lang)).note(user.job.clone()))
        .collect::<Vec<_>>();
    let positions =
        Position::ALL.map(|position| Choice::new(position.code(), trade::position(lang, position))).to_vec();
    let first = free.first().map(|user| user.id.to_string()).unwrap_or_default();
    let (user, position) = (RwSignal::new(first), RwSignal::new(Position::Member.code().to_owned()));
    let areas = Area::ALL
        .iter()
        .enumerate()
        .map(|(at, area)| {
            let checked = RwSignal::new(false);
            view! { <Checkbox id=format!("area-{}", area.code()) name=format!("member[areas][{at}]") value=area.code() label=trade::area(lang, *area) checked/> }
        })
        .collect_view();
    let stored = StoredValue::new(reader);
    let error = Signal::derive(move || field_error(refusal.get().as_ref(), "user", &stored.get_value()));
    view! {
        <section class="setting">
            <h2>{words::add_member(lang)}</h2>
            <ActionForm action=action>
                {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                <input type="hidden" name="client" value=client.to_string()/>
                <input type="hidden" name="member[id]" value={crate::new_id::<MemberId>().to_string()}/>
                <Fields columns=2>
                    <Select id="user" name="member[user]" label=words::colleague(lang) value=user options=users error=error/>
                    <Select id="position" name="member[position]" label=words::position(lang) value=position options=positions/>
                </Fields>
                <fieldset class="areas"><legend>{words::areas(lang)}" "<span class="meta">{trade::all_work(lang)}</span></legend><div class="line">{areas}</div></fieldset>
                <FormEnd><Button submit=true variant=Variant::Primary busy=action.pending() busy_text=words::saving(lang)>{words::add_member(lang)}</Button></FormEnd>
            </ActionForm>
        </section>
    }
}
