//! Tax of a line: last of all, by class of each part and by the dated rate of each flight.

use super::line::LineCost;
use crate::check::Code;
use crate::money::{Money, Percent};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the tax law sees a part of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxClass {
    #[default]
    Standard,
    Exempt,
    /// Outside the tax altogether, as municipal charges are.
    NotSubject,
}

/// Classes of a line's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxClasses {
    /// Media with all its compensation.
    pub media: TaxClass,
    pub production: TaxClass,
    pub delivery: TaxClass,
    pub fee: TaxClass,
}

/// Rates by the civil day from which each counts; a day before the first has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxRates(pub BTreeMap<NaiveDate, Percent>);

impl TaxRates {
    pub fn on(&self, day: NaiveDate) -> Percent {
        self.0.range(..=day).next_back().map(|(_, rate)| *rate).unwrap_or_default()
    }

    /// Does the rate change while this flight runs? Then a split is offered, never made in silence.
    pub fn changes_within(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.0.range(first..=last).any(|(day, _)| *day > first)
    }
}

/// When a flight is taxed, and its weight in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxedFlight {
    /// The flight's first day unless the planner says another.
    pub day: NaiveDate,
    /// Its list value: what the line's price is shared by.
    pub list: Money,
}

/// What the client pays for the parts of a line that bear tax.
///
/// # Errors
/// `AmountOutOfRange`.
pub fn taxable(cost: &LineCost, classes: TaxClasses) -> Result<Money, Code> {
    let parts = [
        (classes.media, cost.media()?),
        (classes.production, cost.production()?),
        (classes.delivery, cost.delivery()?),
        (classes.fee, cost.fee),
    ];
    Money::sum(parts.into_iter().filter(|(class, _)| *class == TaxClass::Standard).map(|(_, price)| price))
}

/// Tax of each flight: its share of the taxable price at its day's rate, rounded once. A line without a flight
/// bears none.
///
/// # Errors
/// `AmountOutOfRange`.
pub fn line_tax(
    cost: &LineCost,
    classes: TaxClasses,
    flights: &[TaxedFlight],
    rates: &TaxRates,
) -> Result<Vec<Money>, Code> {
    let weights: Vec<u64> = flights.iter().map(|flight| flight.list.amount().unsigned_abs()).collect();
    let shares = taxable(cost, classes)?.shared(&weights);
    flights.iter().zip(shares).map(|(flight, price)| rates.on(flight.day).of(price)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rial(amount: i64) -> Money {
        Money::rial(amount).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rates() -> TaxRates {
        TaxRates(BTreeMap::from([
            (day("2024-03-20"), Percent::from_micro(9_000_000)),
            (day("2025-03-21"), Percent::from_micro(10_000_000)),
        ]))
    }

    #[test]
    fn the_rate_is_that_of_the_day_and_a_change_inside_a_flight_is_noticed() {
        let rates = rates();
        assert_eq!(rates.on(day("2024-03-19")), Percent::ZERO);
        assert_eq!(rates.on(day("2025-03-20")), Percent::from_micro(9_000_000));
        assert_eq!(rates.on(day("2025-03-21")), Percent::from_micro(10_000_000));
        assert!(rates.changes_within(day("2025-03-10"), day("2025-03-21")));
        assert!(!rates.changes_within(day("2025-03-21"), day("2025-04-21")));
    }

    #[test]
    fn each_flight_is_taxed_by_its_own_day_on_its_share_of_the_list() {
        let cost = LineCost { net: rial(1_000_001), production_cost: rial(500), ..LineCost::default() };
        let flights = [
            TaxedFlight { day: day("2025-03-01"), list: rial(1) },
            TaxedFlight { day: day("2025-04-01"), list: rial(2) },
        ];
        let classes = TaxClasses { production: TaxClass::NotSubject, ..TaxClasses::default() };
        // 1,000,001 comes apart as 333,334 and 666,667.
        let tax = line_tax(&cost, classes, &flights, &rates()).unwrap();
        assert_eq!(tax, [rial(30_000), rial(66_667)]);
    }

    #[test]
    fn a_credit_line_gives_its_tax_back() {
        let cost = LineCost { net: rial(-1_005), ..LineCost::default() };
        let flights = [TaxedFlight { day: day("2025-04-01"), list: rial(-1_005) }];
        assert_eq!(line_tax(&cost, TaxClasses::default(), &flights, &rates()).unwrap(), [rial(-101)]);
    }
}
