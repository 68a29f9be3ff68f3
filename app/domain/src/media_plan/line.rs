//! What one line costs: from its list price to the client's price of each part.

use super::buy::{Buy, Listed, Quantity};
use crate::check::Code;
use crate::money::{Money, Percent};
use serde::{Deserialize, Serialize};

/// Whether the rate is what the client pays before commission, or what the vendor gets. It speaks of the agency's
/// commission only, never of tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quoted {
    #[default]
    Gross,
    Net,
}

/// One discount; several apply one after another in their order, each on what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    Percent(Percent),
    Amount(Money),
}

/// What a percentage is a percentage of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    NetMedia,
    GrossMedia,
    Production,
    Delivery,
    /// Net media and production.
    MediaAndProduction,
}

/// What the agency earns on a line beside a commission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compensation {
    /// A percentage on top of a cost.
    MarkUp {
        rate: Percent,
        on: Base,
    },
    /// A percentage for the work.
    Fee {
        rate: Percent,
        on: Base,
    },
    FixedFee(Money),
    /// Hours have two decimals: hundredths of an hour × the rate of an hour.
    Hours {
        hundredths: i64,
        rate: Money,
    },
    /// Given back to the client: a negative compensation.
    Rebate(Money),
}

/// Serving, verification and the like, per thousand impressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Price of a thousand impressions; 0 where there is none.
    pub per_mille: Money,
    pub impressions: u64,
    /// Counted on top for what is served too much.
    pub buffer: Percent,
    pub mark_up: Percent,
}

/// Production with its own mark-up (none unless agreed).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Production {
    pub cost: Money,
    pub mark_up: Percent,
}

/// What a line is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    pub buy: Buy,
    pub quoted: Quoted,
    pub discounts: Vec<Discount>,
    /// Part of gross media that the agency keeps.
    pub commission: Percent,
    pub compensation: Vec<Compensation>,
    pub production: Production,
    pub delivery: Delivery,
}

impl Pricing {
    /// A line without discount, commission or anything on top.
    pub fn plain(buy: Buy) -> Self {
        Self {
            buy,
            quoted: Quoted::Gross,
            discounts: Vec::new(),
            commission: Percent::ZERO,
            compensation: Vec::new(),
            production: Production::default(),
            delivery: Delivery::default(),
        }
    }
}

/// The money of a line before tax. Stored components are `list`, each of `discounts`, `commission`, `mark_up`,
/// `media_fee`, `production_cost`, `production_mark_up`, `delivery_cost`, `delivery_mark_up`, `fee`; the rest are
/// sums or differences of those.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCost {
    pub list: Money,
    pub bonus: Money,
    pub discounts: Vec<Money>,
    pub gross: Money,
    pub commission: Money,
    /// The vendor's.
    pub net: Money,
    pub mark_up: Money,
    /// Percentage fees, less rebates.
    pub media_fee: Money,
    pub production_cost: Money,
    pub production_mark_up: Money,
    pub delivery_cost: Money,
    pub delivery_mark_up: Money,
    /// Fixed and hourly fees.
    pub fee: Money,
}

impl LineCost {
    /// The client's price of media: net + compensation. This is the cost in CPM, CPC, CPL, CPA, CPP and ROAS.
    ///
    /// # Errors
    /// `AmountOutOfRange`, as of every sum below.
    pub fn media(&self) -> Result<Money, Code> {
        Money::sum([self.net, self.commission, self.mark_up, self.media_fee])
    }

    /// # Errors
    /// `AmountOutOfRange`.
    pub fn production(&self) -> Result<Money, Code> {
        self.production_cost.checked_add(self.production_mark_up)
    }

    /// # Errors
    /// `AmountOutOfRange`.
    pub fn delivery(&self) -> Result<Money, Code> {
        self.delivery_cost.checked_add(self.delivery_mark_up)
    }

    /// All that the client pays before tax.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn before_tax(&self) -> Result<Money, Code> {
        Money::sum([self.media()?, self.production()?, self.delivery()?, self.fee])
    }

    /// The agency's income: compensation, mark-ups and fees, before tax. A vendor's year-end rebate is not in it.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn income(&self) -> Result<Money, Code> {
        Money::sum([
            self.commission,
            self.mark_up,
            self.media_fee,
            self.production_mark_up,
            self.delivery_mark_up,
            self.fee,
        ])
    }

    /// What goes on to others.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn vendors(&self) -> Result<Money, Code> {
        Money::sum([self.net, self.production_cost, self.delivery_cost])
    }

    /// Each component of several lines added up.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn sum<'a>(lines: impl IntoIterator<Item = &'a Self>) -> Result<Self, Code> {
        let mut total = Self::default();
        for line in lines {
            let discount = Money::sum(line.discounts.iter().copied())?;
            let before = total.discounts.first().copied().unwrap_or_default();
            total.discounts = vec![before.checked_add(discount)?];
            for (sum, part) in total.parts_mut().into_iter().zip(line.parts()) {
                *sum = sum.checked_add(part)?;
            }
        }
        Ok(total)
    }

    /// Every component but discounts, in the order of the fields.
    pub fn parts(&self) -> [Money; 12] {
        [
            self.list,
            self.bonus,
            self.gross,
            self.commission,
            self.net,
            self.mark_up,
            self.media_fee,
            self.production_cost,
            self.production_mark_up,
            self.delivery_cost,
            self.delivery_mark_up,
            self.fee,
        ]
    }

    pub(super) fn parts_mut(&mut self) -> [&mut Money; 12] {
        [
            &mut self.list,
            &mut self.bonus,
            &mut self.gross,
            &mut self.commission,
            &mut self.net,
            &mut self.mark_up,
            &mut self.media_fee,
            &mut self.production_cost,
            &mut self.production_mark_up,
            &mut self.delivery_cost,
            &mut self.delivery_mark_up,
            &mut self.fee,
        ]
    }
}

/// What a line costs before tax.
///
/// # Errors
/// `AmountOutOfRange`; `BadNumber` for a commission of 100 % or more, a negative one, or a negative bonus.
pub fn line_cost(pricing: &Pricing) -> Result<LineCost, Code> {
    if pricing.commission < Percent::ZERO || pricing.commission >= Percent::WHOLE {
        return Err(Code::BadNumber);
    }
    let Listed { list, bonus, paid } = pricing.buy.listed()?;
    let (discounts, left) = discounted(paid, &pricing.discounts)?;
    let (gross, commission, net) = match pricing.quoted {
        Quoted::Gross => {
            let commission = pricing.commission.of(left)?;
            (left, commission, left.checked_sub(commission)?)
        }
        Quoted::Net => {
            let gross =
                left.scaled(Percent::WHOLE.micro(), Percent::WHOLE.micro() - pricing.commission.micro())?;
            (gross, gross.checked_sub(left)?, left)
        }
    };
    let production_cost = pricing.production.cost;
    let delivery = pricing.delivery;
    // Fee × impressions × (1 + buffer) ÷ 1000, exact until here.
    let delivery_cost = delivery.per_mille.scaled_wide(
        i128::from(delivery.impressions) * i128::from(Percent::WHOLE.micro() + delivery.buffer.micro()),
        1_000 * i128::from(Percent::WHOLE.micro()),
    )?;
    let mut cost = LineCost {
        list,
        bonus,
        discounts,
        gross,
        commission,
        net,
        production_cost,
        production_mark_up: pricing.production.mark_up.of(production_cost)?,
        delivery_cost,
        delivery_mark_up: delivery.mark_up.of(delivery_cost)?,
        ..LineCost::default()
    };
    for entry in &pricing.compensation {
        match *entry {
            Compensation::MarkUp { rate, on } => {
                cost.mark_up = cost.mark_up.checked_add(rate.of(base(&cost, on)?)?)?;
            }
            Compensation::Fee { rate, on } => {
                cost.media_fee = cost.media_fee.checked_add(rate.of(base(&cost, on)?)?)?;
            }
            Compensation::Rebate(back) => cost.media_fee = cost.media_fee.checked_sub(back)?,
            Compensation::FixedFee(fee) => cost.fee = cost.fee.checked_add(fee)?,
            Compensation::Hours { hundredths, rate } => {
                cost.fee = cost.fee.checked_add(rate.scaled(hundredths, 100)?)?;
            }
        }
    }
    Ok(cost)
}

fn base(cost: &LineCost, on: Base) -> Result<Money, Code> {
    match on {
        Base::NetMedia => Ok(cost.net),
        Base::GrossMedia => Ok(cost.gross),
        Base::Production => Ok(cost.production_cost),
        Base::Delivery => Ok(cost.delivery_cost),
        Base::MediaAndProduction => cost.net.checked_add(cost.production_cost),
    }
}

/// Each discount rounded, and what is left: never below zero of a charge.
fn discounted(paid: Money, discounts: &[Discount]) -> Result<(Vec<Money>, Money), Code> {
    let mut left = paid;
    let mut taken = Vec::with_capacity(discounts.len());
    for discount in discounts {
        let wanted = match discount {
            Discount::Percent(percent) => percent.of(left)?,
            Discount::Amount(amount) => *amount,
        };
        let most = left.amount().max(0);
        let off = if paid.amount() >= 0 && wanted.amount() > most { left } else { wanted };
        left = left.checked_sub(off)?;
        taken.push(off);
    }
    Ok((taken, left))
}

/// The rate of a quote that has tax inside: base = quoted ÷ (1 + t) rounded, tax by difference.
///
/// # Errors
/// `AmountOutOfRange`, `BadNumber` for −100 %.
pub fn tax_inside(quoted: Money, rate: Percent) -> Result<(Money, Money), Code> {
    let base = quoted.scaled(Percent::WHOLE.micro(), Percent::WHOLE.micro() + rate.micro())?;
    Ok((base, quoted.checked_sub(base)?))
}

/// A price in another currency at the dated rate typed in the line, rounded to the Rial first.
///
/// # Errors
/// `AmountOutOfRange`.
pub fn foreign(amount: Quantity, rate: Money) -> Result<Money, Code> {
    rate.scaled_wide(amount.parts().into(), Quantity::ONE.into())
}

#[cfg(test)]
mod tests {
    use super::super::buy::CostMethod;
    use super::*;
    use proptest::prelude::*;

    fn rial(amount: i64) -> Money {
        Money::rial(amount).unwrap()
    }

    fn percent(text: &str) -> Percent {
        Percent::parse(text).unwrap()
    }

    fn flat(amount: i64) -> Buy {
        Buy::Units { method: CostMethod::Flat, rate: rial(amount), quantity: Quantity::whole(1) }
    }

    #[test]
    fn ten_million_net_at_fifteen_per_cent_is_11_764_706_gross() {
        let pricing =
            Pricing { quoted: Quoted::Net, commission: percent("15"), ..Pricing::plain(flat(10_000_000)) };
        let cost = line_cost(&pricing).unwrap();
        assert_eq!((cost.gross, cost.net), (rial(11_764_706), rial(10_000_000)));
        assert_eq!(cost.commission, rial(1_764_706));
        assert_eq!(cost.media().unwrap(), cost.gross);
    }

    #[test]
    fn discounts_go_one_after_another_and_stop_at_nothing() {
        let pricing = Pricing {
            discounts: vec![
                Discount::Percent(percent("10")),
                Discount::Amount(rial(100)),
                Discount::Percent(percent("33.3")),
                Discount::Amount(rial(10_000)),
            ],
            ..Pricing::plain(flat(1_005))
        };
        let cost = line_cost(&pricing).unwrap();
        // 10 % of 1,005 is 100.5, rounded away from zero.
        assert_eq!(cost.discounts, [rial(101), rial(100), rial(268), rial(536)]);
        assert_eq!(cost.gross, Money::ZERO);
    }

    #[test]
    fn a_credit_mirrors_its_charge() {
        let priced = |amount| {
            let pricing = Pricing {
                discounts: vec![Discount::Percent(percent("12.5"))],
                commission: percent("15"),
                ..Pricing::plain(flat(amount))
            };
            line_cost(&pricing).unwrap()
        };
        let (charge, credit) = (priced(1_234_567), priced(-1_234_567));
        assert!(charge.parts().iter().zip(credit.parts()).all(|(up, down)| up.negated() == down));
    }

    #[test]
    fn mark_up_fee_hours_and_rebate_stand_where_they_belong() {
        let pricing = Pricing {
            compensation: vec![
                Compensation::MarkUp { rate: percent("17.65"), on: Base::NetMedia },
                Compensation::Fee { rate: percent("3"), on: Base::MediaAndProduction },
                Compensation::Hours { hundredths: 1_250, rate: rial(2_000_001) },
                Compensation::Rebate(rial(500)),
            ],
            production: Production { cost: rial(40_000), mark_up: percent("10") },
            delivery: Delivery {
                per_mille: rial(1_500),
                impressions: 10_000,
                buffer: percent("5"),
                mark_up: Percent::ZERO,
            },
            ..Pricing::plain(flat(100_000))
        };
        let cost = line_cost(&pricing).unwrap();
        assert_eq!(cost.mark_up, rial(17_650));
        assert_eq!(cost.media_fee, rial(4_200 - 500));
        assert_eq!(cost.fee, rial(25_000_013));
        assert_eq!(cost.delivery_cost, rial(15_750));
        assert_eq!(cost.media().unwrap(), rial(121_350));
        assert_eq!(
            cost.before_tax().unwrap(),
            cost.vendors().unwrap().checked_add(cost.income().unwrap()).unwrap()
        );
    }

    #[test]
    fn a_whole_commission_is_no_commission() {
        let pricing = Pricing { commission: Percent::WHOLE, ..Pricing::plain(flat(10)) };
        assert_eq!(line_cost(&pricing), Err(Code::BadNumber));
    }

    proptest! {
        #[test]
        fn what_the_client_pays_is_what_vendors_get_and_what_the_agency_earns(
            amount in -1_000_000_000_000_i64..1_000_000_000_000,
            commission in 0_i64..99_000_000,
            mark_up in 0_i64..50_000_000,
            net in any::<bool>(),
            off in 0_i64..100_000_000,
        ) {
            let pricing = Pricing {
                quoted: if net { Quoted::Net } else { Quoted::Gross },
                commission: Percent::from_micro(commission),
                discounts: vec![Discount::Percent(Percent::from_micro(off))],
                compensation: vec![Compensation::MarkUp { rate: Percent::from_micro(mark_up), on: Base::NetMedia }],
                ..Pricing::plain(flat(amount))
            };
            let cost = line_cost(&pricing).unwrap();
            let whole = cost.vendors().unwrap().checked_add(cost.income().unwrap()).unwrap();
            prop_assert_eq!(cost.before_tax().unwrap(), whole);
            prop_assert_eq!(cost.gross.checked_sub(cost.commission).unwrap(), cost.net);
        }

        #[test]
        fn net_to_gross_and_back_is_off_by_rounding_only(
            net in 0_i64..1_000_000_000_000,
            commission in 0_i64..90_000_000,
        ) {
            let commission = Percent::from_micro(commission);
            let up = line_cost(&Pricing { quoted: Quoted::Net, commission, ..Pricing::plain(flat(net)) }).unwrap();
            let down = line_cost(&Pricing { commission, ..Pricing::plain(flat(up.gross.amount())) }).unwrap();
            prop_assert!((down.net.amount() - net).abs() <= 1);
        }

        #[test]
        fn a_quote_with_tax_inside_comes_apart_without_rest(quoted in 0_i64..1_000_000_000_000, rate in 0_i64..50_000_000) {
            let (base, tax) = tax_inside(rial(quoted), Percent::from_micro(rate)).unwrap();
            prop_assert_eq!(base.checked_add(tax).unwrap(), rial(quoted));
        }
    }
}
