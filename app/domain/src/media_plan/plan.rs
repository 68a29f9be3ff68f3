//! A plan's money: plain sums of its lines at each level.

use super::line::LineCost;
use crate::check::Code;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a line, a group or a plan costs, with its tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priced {
    pub cost: LineCost,
    pub tax: Money,
}

impl Priced {
    /// All that the client pays.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn with_tax(&self) -> Result<Money, Code> {
        self.cost.before_tax()?.checked_add(self.tax)
    }

    /// # Errors
    /// `AmountOutOfRange`: a plan has the same limit as a line.
    pub fn sum<'a>(lines: impl IntoIterator<Item = &'a Self> + Clone) -> Result<Self, Code> {
        let cost = LineCost::sum(lines.clone().into_iter().map(|line| &line.cost))?;
        let tax = Money::sum(lines.into_iter().map(|line| line.tax))?;
        Ok(Self { cost, tax })
    }
}

/// Subtotals by any key: channel, vendor, month. They add up to the plan since each is a sum of lines.
///
/// # Errors
/// `AmountOutOfRange`.
pub fn subtotals<K: Ord>(
    lines: &[Priced],
    key: impl Fn(usize, &Priced) -> K,
) -> Result<BTreeMap<K, Priced>, Code> {
    let mut groups: BTreeMap<K, Vec<&Priced>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        groups.entry(key(at, line)).or_default().push(line);
    }
    groups.into_iter().map(|(key, lines)| Ok((key, Priced::sum(lines.iter().copied())?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::money::{Money, Percent};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn pricing() -> impl Strategy<Value = Pricing> {
        let units = (0..CostMethod::ALL.len(), 0_i64..10_000_000, 0_i64..50_000_000).prop_map(
            |(method, rate, parts)| Buy::Units {
                method: CostMethod::ALL[method],
                rate: Money::rial(rate).unwrap(),
                quantity: Quantity::from_parts(parts),
            },
        );
        let airtime = (1_i64..1_000_000, 1_u32..90, 1_u32..60, 0_i64..900_000_000).prop_map(
            |(tariff, seconds, spots, bonus)| {
                Buy::Airtime(Airtime {
                    tariff: Money::rial(tariff).unwrap(),
                    month: Percent::from_micro(130_000_000),
                    seconds,
                    minimum: Airtime::MINIMUM_SECONDS,
                    spots,
                    bonus: vec![Percent::from_micro(bonus)],
                })
            },
        );
        (
            prop_oneof![3 => units, 1 => airtime],
            any::<bool>(),
            0_i64..40_000_000,
            prop::collection::vec(0_i64..60_000_000, 0..3),
            0_i64..30_000_000,
        )
            .prop_map(|(buy, net, commission, discounts, mark_up)| Pricing {
                quoted: if net { Quoted::Net } else { Quoted::Gross },
                commission: Percent::from_micro(commission),
                discounts: discounts
                    .into_iter()
                    .map(|off| Discount::Percent(Percent::from_micro(off)))
                    .collect(),
                compensation: vec![Compensation::MarkUp {
                    rate: Percent::from_micro(mark_up),
                    on: Base::MediaAndProduction,
                }],
                ..Pricing::plain(buy)
            })
    }

    fn priced(pricing: &Pricing) -> Priced {
        let cost = line_cost(pricing).unwrap();
        let day = "2025-04-01".parse().unwrap();
        let rates = TaxRates(BTreeMap::from([(day, Percent::from_micro(10_000_000))]));
        let flights = [TaxedFlight { day, list: cost.list }];
        let tax = line_tax(&cost, TaxClasses::default(), &flights, &rates).unwrap();
        Priced { tax: Money::sum(tax).unwrap(), cost }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn parts_add_up_to_the_whole_at_each_level(lines in prop::collection::vec(pricing(), 1..5_000)) {
            let lines: Vec<Priced> = lines.iter().map(priced).collect();
            let whole = Priced::sum(&lines).unwrap();
            let groups = subtotals(&lines, |at, _| at % 7).unwrap();
            let again = Priced::sum(groups.values().collect::<Vec<_>>()).unwrap();
            prop_assert_eq!(&again, &whole);
            let paid = whole.cost.vendors().unwrap().checked_add(whole.cost.income().unwrap()).unwrap();
            prop_assert_eq!(whole.cost.before_tax().unwrap(), paid);
            let by_line = Money::sum(lines.iter().map(|line| line.with_tax().unwrap())).unwrap();
            prop_assert_eq!(whole.with_tax().unwrap(), by_line);
        }
    }
}
