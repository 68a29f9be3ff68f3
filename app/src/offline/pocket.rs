//! Names of clients and people, from what this device carries for work without a network.

use super::Offline;
use leptos::prelude::*;
use libero_domain::calendar::ParseContext;
use libero_domain::calendar::parse::{LineHints, line};
use libero_domain::client::ClientName;
use libero_domain::contact_report::Party;
use libero_domain::draft::PocketClient;
use libero_domain::id::{ClientId, PersonId};
use libero_domain::office::Office;
use libero_domain::person::PersonName;
use libero_domain::reader::{Lang, Reader};
use libero_domain::user::UserName;

/// Looks names up. All of its answers follow the pocket as it is renewed.
#[derive(Clone, Copy)]
pub struct Names(pub Offline);

impl Names {
    /// Every client one may write for, in their order.
    pub fn clients(self) -> Vec<ClientName> {
        self.0.pocket.with(|pocket| {
            pocket.iter().flat_map(|pocket| pocket.clients.iter().map(|of| of.client.clone())).collect()
        })
    }

    pub fn client(self, id: ClientId) -> Option<ClientName> {
        self.of(id, |of| of.client.clone())
    }

    pub fn people(self, client: ClientId) -> Vec<PersonName> {
        self.of(client, |of| of.people.clone()).unwrap_or_default()
    }

    pub fn team(self, client: ClientId) -> Vec<UserName> {
        self.of(client, |of| of.team.clone()).unwrap_or_default()
    }

    /// Somebody of either side, of whichever client.
    pub fn party(self, party: Party, lang: Lang) -> Option<String> {
        self.0.pocket.with(|pocket| {
            let mut clients = pocket.iter().flat_map(|pocket| pocket.clients.iter());
            match party {
                Party::Person(id) => clients.find_map(|of| {
                    of.people.iter().find(|person| person.id == id).map(|person| person.full(lang))
                }),
                Party::User(id) => clients
                    .find_map(|of| of.team.iter().find(|user| user.id == id).map(|user| user.full(lang))),
            }
        })
    }

    pub fn person(self, id: PersonId, lang: Lang) -> Option<String> {
        self.party(Party::Person(id), lang)
    }

    /// Office hours and holidays; the usual week where the device carries none yet.
    pub fn office(self, reader: &Reader) -> Office {
        self.0
            .pocket
            .with(|pocket| pocket.as_ref().map(|pocket| pocket.office.clone()))
            .unwrap_or_else(|| Office::default_iran(reader.zone.clone()))
    }

    /// Who and by when, as a line says it: "sample by Tuesday @Niloufar".
    pub fn hints(self, reader: &Reader, client: Option<ClientId>, text: &str) -> (LineHints, Option<Party>) {
        let names = client.map(|client| self.forms(client)).unwrap_or_default();
        let forms: Vec<(Party, &str)> = names.iter().map(|(party, name)| (*party, name.as_str())).collect();
        let found = line(text, &ParseContext::of(reader, &self.office(reader)), &forms);
        let party = found.mention.and_then(|at| forms.get(at)).map(|(party, _)| *party);
        (found, party)
    }

    /// How everyone may be called after `@`: whole names in both scripts.
    fn forms(self, client: ClientId) -> Vec<(Party, String)> {
        let users = self
            .team(client)
            .into_iter()
            .flat_map(|user| [user.full(Lang::Fa), user.latin].map(|name| (Party::User(user.id), name)));
        let people = self.people(client).into_iter().flat_map(|person| {
            [person.full(Lang::Fa), person.latin].map(|name| (Party::Person(person.id), name))
        });
        users.chain(people).filter(|(_, name)| !name.trim().is_empty()).collect()
    }

    fn of<T>(self, id: ClientId, take: impl Fn(&PocketClient) -> T) -> Option<T> {
        self.0.pocket.with(|pocket| pocket.as_ref()?.clients.iter().find(|of| of.client.id == id).map(take))
    }
}
