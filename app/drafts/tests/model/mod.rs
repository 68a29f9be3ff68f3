//! The world of the schedules: people, devices, a network, a server. All chance comes from one seed.

mod body;
mod device;
mod server;

use body::Words;
use device::Device;
use libero_domain::id::{CommandId, ReportId};
use libero_drafts::answer::Answer;
use libero_drafts::envelope::{State, Why};
use libero_drafts::outbox::Event;
use server::{Request, Server};
use std::fmt;

/// SplitMix64: small, seeded, the same on every machine.
pub struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// What the schedules went through, to be sure that they go through everything.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub words: u64,
    pub puts: u64,
    pub repeats: u64,
    pub lost: u64,
    pub echoes: u64,
    pub crashes: u64,
    pub conflicts: u64,
    pub clashes: u64,
    pub stopped: u64,
    pub tabs_merged: u64,
    pub discarded: u64,
}

impl Tally {
    fn all(&self) -> [(&'static str, u64); 11] {
        [
            ("words", self.words),
            ("puts", self.puts),
            ("repeats", self.repeats),
            ("lost", self.lost),
            ("echoes", self.echoes),
            ("crashes", self.crashes),
            ("conflicts", self.conflicts),
            ("clashes", self.clashes),
            ("stopped", self.stopped),
            ("tabs merged", self.tabs_merged),
            ("discarded", self.discarded),
        ]
    }

    pub fn covers_everything(&self) -> bool {
        self.all().iter().all(|(_, count)| *count > 100)
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            puts: self.puts + other.puts,
            repeats: self.repeats + other.repeats,
            lost: self.lost + other.lost,
            echoes: self.echoes + other.echoes,
            crashes: self.crashes + other.crashes,
            conflicts: self.conflicts + other.conflicts,
            clashes: self.clashes + other.clashes,
            stopped: self.stopped + other.stopped,
            tabs_merged: self.tabs_merged + other.tabs_merged,
            discarded: self.discarded + other.discarded,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in self.all() {
            write!(f, "{name} {count}; ")?;
        }
        Ok(())
    }
}

pub fn id<T: std::str::FromStr>(kind: u16, n: u64) -> T {
    format!("{n:08x}-0000-7000-8000-{kind:012x}").parse().ok().unwrap()
}

pub struct World {
    pub chance: Chance,
    pub tally: Tally,
    pub words: Words,
    ids: u64,
    clock: i64,
    server: Server,
    devices: [Device; 2],
    /// Requests on their way, also those whose sender gave up waiting.
    network: Vec<(usize, Request)>,
    /// Answers on their way back.
    answers: Vec<(usize, ReportId, CommandId, Answer)>,
}

const DRAFTS: u64 = 2;

impl World {
    /// Runs one schedule and says what it went through, or what broke.
    pub fn run(seed: u64) -> Result<Tally, String> {
        let mut world = Self {
            chance: Chance(seed),
            tally: Tally::default(),
            words: Words::default(),
            ids: 0,
            clock: 0,
            server: Server::default(),
            devices: [Device::new(0), Device::new(1)],
            network: Vec::new(),
            answers: Vec::new(),
        };
        let steps = 20 + world.chance.below(60);
        for _ in 0..steps {
            world.something()?;
        }
        world.heal()?;
        world.judge()?;
        Ok(world.tally)
    }

    pub fn command(&mut self) -> CommandId {
        self.ids += 1;
        id(4, self.ids)
    }

    /// The devices' clocks jump about; nothing may depend on them.
    pub fn clock(&mut self) -> i64 {
        self.clock += 1_000;
        if self.chance.one_in(50) { self.clock - 5_000_000 } else { self.clock }
    }

    fn something(&mut self) -> Result<(), String> {
        let who = self.chance.below(2);
        let draft: ReportId = id(1, 1 + self.chance.below(DRAFTS as usize) as u64);
        match self.chance.below(100) {
            0..=34 => self.types(who, draft),
            35..=37 => self.event(who, draft, Event::Done),
            38..=54 => self.event(who, draft, Event::SendStarted),
            55..=69 => self.deliver(),
            70..=81 => self.answer_arrives(),
            82..=84 => self.gives_up_waiting(),
            85 => self.event(who, draft, Event::WentOffline),
            86 => self.event(who, draft, Event::WentOnline),
            87..=89 => self.crash(who),
            90 => self.server.open = !self.server.open,
            91 => self.server.signed_in = !self.server.signed_in,
            92 => self.event(who, draft, Event::SignedIn),
            93 => self.event(who, draft, Event::Retried),
            94..=95 => self.settles_clash(who, draft),
            96..=97 => self.devices[who].read_again(draft, &mut self.chance),
            98 if self.chance.one_in(4) => self.discard(who, draft),
            98 => self.event(who, draft, Event::Acknowledged),
            _ => self.network_repeats(),
        }
        self.server.fault.take().map_or(Ok(()), Err)
    }

    fn types(&mut self, who: usize, draft: ReportId) {
        if self.devices[who].stored(draft).is_none() && self.server.version(draft) > 0 {
            self.adopt(who, draft);
        }
        let tab = self.chance.below(2);
        let view = self.devices[who].view(tab, draft);
        let typed = self.words.edit(&view, &mut self.chance);
        self.tally.words += typed.new.len() as u64;
        let event = Event::Typed { view, body: typed.body.clone() };
        self.devices[who].shows(tab, draft, typed.body);
        self.words.unneeded(typed.removed);
        let durable = self.event_survives(who, draft, event);
        if durable {
            self.words.needed(draft, typed.new);
        }
    }

    fn adopt(&mut self, who: usize, draft: ReportId) {
        let (version, body) = self.server.read(draft);
        let command = self.command();
        self.devices[who].adopt(draft, version, body, command);
    }

    fn event(&mut self, who: usize, draft: ReportId, event: Event) {
        self.event_survives(who, draft, event);
    }

    /// Takes a step on a device; false when it crashed before the outcome was durable.
    fn event_survives(&mut self, who: usize, draft: ReportId, event: Event) -> bool {
        let (command, at) = (self.command(), self.clock());
        let crash_at = if self.chance.one_in(40) { self.chance.below(3) } else { usize::MAX };
        let done = self.devices[who].step(draft, event, command, at, crash_at);
        self.tally.tabs_merged += u64::from(done.merged_tabs);
        self.tally.stopped += u64::from(done.stopped);
        for request in done.requests {
            self.tally.puts += 1;
            if self.server.knows(request.command) {
                self.tally.repeats += 1;
            }
            self.network.push((who, request));
        }
        if !done.durable {
            self.crash(who);
        }
        done.durable
    }

    /// A request arrives, is lost, or arrives and goes round once more. In any order.
    fn deliver(&mut self) {
        if self.network.is_empty() {
            return;
        }
        let at = self.chance.below(self.network.len());
        let (who, request) = self.network[at].clone();
        match self.chance.below(10) {
            0 => {
                self.network.swap_remove(at);
                self.tally.lost += 1;
                self.answers.push((who, request.draft, request.command, Answer::Lost));
                return;
            }
            1 => self.tally.echoes += 1,
            _ => drop(self.network.swap_remove(at)),
        }
        let answer = self.server.take(&request);
        self.tally.conflicts += u64::from(matches!(answer, Answer::Conflict { .. }));
        let lost = self.chance.one_in(6);
        self.tally.lost += u64::from(lost);
        let told = if lost { Answer::Lost } else { answer };
        self.answers.push((who, request.draft, request.command, told));
    }

    fn answer_arrives(&mut self) {
        if self.answers.is_empty() {
            return;
        }
        let at = self.chance.below(self.answers.len());
        let (who, draft, command, answer) = self.answers.swap_remove(at);
        self.event(who, draft, Event::Answered { command, answer });
    }

    /// The page stops waiting, though the request may still arrive one day.
    fn gives_up_waiting(&mut self) {
        let who = self.chance.below(2);
        for (draft, command) in self.devices[who].flights() {
            self.tally.lost += 1;
            self.event(who, draft, Event::Answered { command, answer: Answer::Lost });
        }
    }

    fn network_repeats(&mut self) {
        if !self.network.is_empty() {
            let at = self.chance.below(self.network.len());
            self.tally.echoes += 1;
            self.network.push(self.network[at].clone());
        }
    }

    fn crash(&mut self, who: usize) {
        self.tally.crashes += 1;
        self.devices[who].crash(&mut self.chance);
        self.answers.retain(|(whose, ..)| *whose != who);
        for draft in self.devices[who].drafts() {
            let (command, at) = (self.command(), self.clock());
            self.devices[who].step(draft, Event::Restarted, command, at, usize::MAX);
        }
    }

    fn settles_clash(&mut self, who: usize, draft: ReportId) {
        let Some(envelope) = self.devices[who].stored(draft) else { return };
        let State::Clash { theirs } = &envelope.state else { return };
        self.tally.clashes += 1;
        let body = self.words.settle(&envelope, &theirs.body, &mut self.chance);
        let event = Event::Resolved { mine: envelope.body.clone(), body, onto: theirs.version };
        self.event(who, draft, event);
    }

    fn discard(&mut self, who: usize, draft: ReportId) {
        if self.devices[who].stored(draft).is_some() {
            self.tally.discarded += 1;
            self.words.discarded(draft);
            self.event(who, draft, Event::Discarded);
        }
    }

    /// Everything works again; people answer what they are asked; late echoes still arrive.
    fn heal(&mut self) -> Result<(), String> {
        self.server.open = true;
        self.server.signed_in = true;
        for (who, request) in std::mem::take(&mut self.network) {
            let answer = self.server.take(&request);
            self.answers.push((who, request.draft, request.command, answer));
        }
        for round in 0.. {
            if round > 60 {
                return Err("the devices never come to rest".into());
            }
            self.answer_all();
            let mut rest = true;
            for who in 0..2 {
                self.gives_up(who);
                for draft in self.devices[who].drafts() {
                    rest &= self.at_rest(who, draft);
                }
            }
            if rest {
                return self.server.fault.take().map_or(Ok(()), Err);
            }
        }
        Ok(())
    }

    fn answer_all(&mut self) {
        while !self.answers.is_empty() {
            self.answer_arrives();
        }
    }

    fn gives_up(&mut self, who: usize) {
        for (draft, command) in self.devices[who].flights() {
            self.event(who, draft, Event::Answered { command, answer: Answer::Lost });
        }
    }

    fn at_rest(&mut self, who: usize, draft: ReportId) -> bool {
        let Some(envelope) = self.devices[who].stored(draft) else { return true };
        match envelope.state {
            State::Stored | State::Gone => return true,
            State::Stopped { why: Why::Settled | Why::NotFound } if self.words.is_discarded(draft) => {
                return true;
            }
            State::Clash { .. } => self.settles_clash(who, draft),
            State::Stopped { why: Why::SignIn } => self.event(who, draft, Event::SignedIn),
            State::Stopped { .. } => self.event(who, draft, Event::Retried),
            State::Waiting | State::Discarding => self.event(who, draft, Event::SendStarted),
        }
        for (who, request) in std::mem::take(&mut self.network) {
            let answer = self.server.take(&request);
            self.answers.push((who, request.draft, request.command, answer));
        }
        false
    }

    fn judge(&self) -> Result<(), String> {
        for draft in (1..=DRAFTS).map(|n| id::<ReportId>(1, n)) {
            let created = self.server.created(draft);
            if created > 1 {
                return Err(format!("report {draft} was made {created} times"));
            }
            if self.words.is_discarded(draft) {
                continue;
            }
            let (_, body) = self.server.read(draft);
            let missing = self.words.missing(draft, &body);
            if !missing.is_empty() {
                return Err(format!("report {draft} lacks {missing:?}: {body}"));
            }
        }
        Ok(())
    }
}
