//! A device with two tabs, a local storage that may lose its last writes, and a durable store.

use super::server::{Request, What};
use super::{Chance, id};
use libero_domain::command::Version;
use libero_domain::id::{CommandId, DeviceId, ReportId, UserId};
use libero_domain::time::Timestamp;
use libero_drafts::envelope::{Envelope, Found, Start, State, pick_newest, read};
use libero_drafts::outbox::{Effect, Event, Line, Moment, Notice, Outbox, start, step};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

pub struct Device {
    n: u64,
    /// Every write of local storage, newest last: at a crash the last ones may be gone.
    local: BTreeMap<ReportId, Vec<Rc<Envelope>>>,
    durable: BTreeMap<ReportId, Rc<Envelope>>,
    lines: BTreeMap<ReportId, Line>,
    /// What each tab shows.
    views: [BTreeMap<ReportId, Value>; 2],
}

#[derive(Default)]
pub struct Done {
    pub durable: bool,
    pub requests: Vec<Request>,
    pub merged_tabs: bool,
    pub stopped: bool,
}

impl Device {
    pub fn new(n: u64) -> Self {
        Self {
            n,
            local: BTreeMap::new(),
            durable: BTreeMap::new(),
            lines: BTreeMap::new(),
            views: [BTreeMap::new(), BTreeMap::new()],
        }
    }

    pub fn drafts(&self) -> Vec<ReportId> {
        self.durable.keys().chain(self.local.keys()).copied().collect()
    }

    pub fn stored(&self, draft: ReportId) -> Option<Envelope> {
        let found = |envelope: &Rc<Envelope>| Found::Known(Box::new(Envelope::clone(envelope)));
        let local = self.local.get(&draft).and_then(|writes| writes.last());
        let durable = self.durable.get(&draft);
        if let (Some(local), Some(durable)) = (local, durable)
            && Rc::ptr_eq(local, durable)
        {
            return Some(Envelope::clone(durable));
        }
        match pick_newest(local.map(found), durable.map(found))? {
            Found::Known(envelope) => Some(*envelope),
            found => panic!("{found:?}"),
        }
    }

    pub fn view(&self, tab: usize, draft: ReportId) -> Value {
        let shown = self.views[tab].get(&draft).cloned();
        shown.unwrap_or_else(|| self.stored(draft).map_or(Value::Null, |envelope| envelope.body))
    }

    pub fn shows(&mut self, tab: usize, draft: ReportId, body: Value) {
        self.views[tab].insert(draft, body);
    }

    pub fn read_again(&mut self, draft: ReportId, chance: &mut Chance) {
        if let Some(envelope) = self.stored(draft) {
            self.shows(chance.below(2), draft, envelope.body);
        }
    }

    pub fn adopt(&mut self, draft: ReportId, version: Version, body: Value, command: CommandId) {
        let envelope = Envelope::adopted(self.start(draft, command), version, body);
        self.write(envelope);
    }

    pub fn flights(&self) -> Vec<(ReportId, CommandId)> {
        self.lines.iter().filter_map(|(draft, line)| Some((*draft, line.flight?))).collect()
    }

    /// One step, carried out as the browser part does. `crash_at` is the write before which the power goes.
    pub fn step(
        &mut self,
        draft: ReportId,
        event: Event,
        command: CommandId,
        at: i64,
        crash_at: usize,
    ) -> Done {
        let before = match (self.stored(draft), &event) {
            (Some(envelope), _) => envelope,
            (None, Event::Typed { body, .. }) => {
                let first = Start { at: Timestamp(at), ..self.start(draft, command) };
                let (Outbox { draft: envelope, .. }, _) = start(first, body.clone(), Line::new(true));
                if crash_at < 2 {
                    return Done::default();
                }
                self.write(envelope);
                return Done { durable: true, ..Done::default() };
            }
            _ => return Done { durable: true, ..Done::default() },
        };
        let line = self.lines.get(&draft).copied().unwrap_or(Line::new(true));
        let typed = matches!(event, Event::Typed { .. });
        let moment = Moment { at: Timestamp(at), fresh: command };
        let (after, effects) = step(Outbox { draft: before, line }, event, moment);
        let written = Rc::new(after.draft);
        let mut done = Done { durable: true, ..Done::default() };
        let mut writes = 0;
        for effect in effects {
            match effect {
                Effect::PersistLocal | Effect::PersistDurable if writes == crash_at => {
                    return Done { durable: false, ..Done::default() };
                }
                Effect::PersistLocal => {
                    writes += 1;
                    self.write_local(&written);
                }
                Effect::PersistDurable => {
                    writes += 1;
                    self.durable.insert(draft, Rc::clone(&written));
                }
                Effect::Put { command, base, ready, body } => {
                    assert_eq!(self.flight(draft), None, "one at a time");
                    let on_disk = self.durable.get(&draft).and_then(|envelope| envelope.sending.as_ref());
                    assert_eq!(on_disk.map(|sending| sending.command), Some(command), "written down first");
                    done.requests.push(Request { draft, command, base, what: What::Put { ready, body } });
                }
                Effect::Delete { command, base } => {
                    assert_eq!(self.flight(draft), None, "one at a time");
                    done.requests.push(Request { draft, command, base, what: What::Delete });
                }
                Effect::Forget => {
                    assert!(matches!(written.state, State::Gone));
                    self.local.remove(&draft);
                    self.durable.remove(&draft);
                    self.views.iter_mut().for_each(|views| drop(views.remove(&draft)));
                }
                Effect::Show(Notice::Words) => done.merged_tabs |= typed,
                Effect::Show(Notice::Stopped) | Effect::StopQueue => done.stopped = true,
                Effect::Show(_) | Effect::Schedule { .. } => {}
            }
        }
        self.lines.insert(draft, after.line);
        done
    }

    /// Pages, timers and requests are gone, and perhaps the last writes of local storage.
    pub fn crash(&mut self, chance: &mut Chance) {
        self.lines.clear();
        // What the next page finds went through text.
        for envelope in self.durable.values_mut() {
            match read(&serde_json::to_string(&**envelope).unwrap()) {
                Found::Known(found) => *envelope = Rc::from(found),
                found => panic!("{found:?}"),
            }
        }
        self.views = [BTreeMap::new(), BTreeMap::new()];
        for writes in self.local.values_mut() {
            let kept = writes.len() - chance.below(writes.len() + 1).min(writes.len());
            writes.truncate(kept);
        }
        self.local.retain(|_, writes| !writes.is_empty());
    }

    fn flight(&self, draft: ReportId) -> Option<CommandId> {
        self.lines.get(&draft).and_then(|line| line.flight)
    }

    fn start(&self, draft: ReportId, command: CommandId) -> Start {
        Start {
            id: draft,
            user: id::<UserId>(2, 1),
            device: id::<DeviceId>(3, self.n),
            command,
            at: Timestamp(0),
        }
    }

    fn write(&mut self, envelope: Envelope) {
        let envelope = Rc::new(envelope);
        self.write_local(&envelope);
        self.durable.insert(envelope.id, envelope);
    }

    fn write_local(&mut self, envelope: &Rc<Envelope>) {
        let writes = self.local.entry(envelope.id).or_default();
        writes.push(Rc::clone(envelope));
        if writes.len() > 4 {
            writes.remove(0);
        }
    }
}
