//! Random schedules of typing, tabs, lost networks, crashes, repeats, late echoes, conflicts and refusals,
//! of two devices against a model server. Whatever happens: one report for each draft, every command
//! applied at most once, every word that was durable in it.
//!
//! `LIBERO_SCHEDULES=1000000` runs more, `LIBERO_SEED=<n>` runs the one that failed.

mod model;

use model::{Tally, World};

#[test]
fn whatever_happens_there_is_one_report_and_no_word_is_lost() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(seed) = number("LIBERO_SEED") {
        println!("{}", run(seed));
        return;
    }
    let count = number("LIBERO_SCHEDULES").unwrap_or(12_000);
    let hands = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let seen = std::thread::scope(|scope| {
        let share = |hand| {
            move || (hand..count).step_by(hands as usize).fold(Tally::default(), |sum, seed| sum + run(seed))
        };
        let running: Vec<_> = (0..hands).map(|hand| scope.spawn(share(hand))).collect();
        running.into_iter().map(|hand| hand.join().unwrap()).fold(Tally::default(), |sum, tally| sum + tally)
    });
    println!("{seen}");
    assert!(seen.covers_everything(), "the schedules miss something they are made for: {seen}");
}

fn run(seed: u64) -> Tally {
    match std::panic::catch_unwind(|| World::run(seed)) {
        Ok(Ok(tally)) => tally,
        Ok(Err(what)) => panic!("{what}; again with LIBERO_SEED={seed}"),
        Err(_) => panic!("again with LIBERO_SEED={seed}"),
    }
}
