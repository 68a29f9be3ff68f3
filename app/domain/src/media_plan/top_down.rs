//! From a given total down to what media may cost and what it surely buys.

use crate::check::{Check, Code};
use crate::error::Error;
use crate::money::{Money, Percent};
use crate::number::rounded;
use serde::{Deserialize, Serialize};

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// All that the client wants to spend.
    pub total: Money,
    /// The rate of a tax that is inside the total; none where it comes on top.
    pub tax_inside: Option<Percent>,
    /// The agency's part of the total before tax.
    pub agency: Percent,
    /// Fixed costs that come off first.
    pub fixed: Money,
    /// Mark-up on media.
    pub mark_up: Percent,
    /// Fees per thousand impressions, all together.
    pub fees: Money,
    /// Price of a thousand impressions.
    pub cpm: Money,
}

/// What it comes to. The parts add up to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breakdown {
    pub tax: Money,
    pub agency: Money,
    pub fixed: Money,
    pub fees: Money,
    pub mark_up: Money,
    /// What is left for media: it takes the remainder.
    pub media: Money,
    /// What media surely buys, rounded down.
    pub impressions: i64,
}

/// With tax inside, T₀ = T ÷ (1 + t); media M with M (1 + m + f ÷ c) = T₀ − agency − fixed; impressions =
/// floor(M ÷ c × 1000); fees on those; media takes the rest.
///
/// # Errors
/// Fields to mend: `agency` at 100 % or more, `cpm` of 0, `total` too small for what comes off it.
pub fn top_down(given: &Total) -> Result<Breakdown, Error> {
    let mut check = Check::default();
    check.require("agency", given.agency >= Percent::ZERO && given.agency < Percent::WHOLE, Code::BadNumber);
    check.require("cpm", given.cpm.amount() > 0, Code::BadNumber);
    check.require("mark_up", given.mark_up >= Percent::ZERO, Code::BadNumber);
    check.require("fees", given.fees.amount() >= 0, Code::BadNumber);
    check.require("total", given.total.amount() > 0, Code::BadNumber);
    check.done()?;
    let at = |field: &'static str| move |code: Code| Error::invalid(field, code);

    let whole = Percent::WHOLE.micro();
    let before_tax = match given.tax_inside {
        Some(rate) => given.total.scaled(whole, whole + rate.micro()).map_err(at("total"))?,
        None => given.total,
    };
    let tax = given.total.checked_sub(before_tax).map_err(at("total"))?;
    let agency = given.agency.of(before_tax).map_err(at("agency"))?;
    let left =
        before_tax.checked_sub(agency).and_then(|left| left.checked_sub(given.fixed)).map_err(at("total"))?;
    if left.amount() < 0 {
        return Err(Error::invalid("total", Code::AmountOutOfRange));
    }
    // M = left ÷ (1 + m + f ÷ c), kept exact: left × c × W ÷ (c × (W + m) + f × W).
    let (cpm, fee) = (i128::from(given.cpm.amount()), i128::from(given.fees.amount()));
    let per = cpm * i128::from(whole + given.mark_up.micro()) + fee * i128::from(whole);
    let impressions = i128::from(left.amount()) * i128::from(whole) * 1_000 / per;
    let fees = money(rounded(fee * impressions, 1_000)).map_err(at("fees"))?;
    let rest = left.checked_sub(fees).map_err(at("total"))?;
    // Of the rest, the mark-up is m ÷ (1 + m).
    let mark_up = rest.scaled(given.mark_up.micro(), whole + given.mark_up.micro()).map_err(at("mark_up"))?;
    let media = rest.checked_sub(mark_up).map_err(at("total"))?;
    let impressions =
        i64::try_from(impressions).map_err(|_| Error::invalid("total", Code::AmountOutOfRange))?;
    Ok(Breakdown { tax, agency, fixed: given.fixed, fees, mark_up, media, impressions })
}

fn money(amount: Option<i128>) -> Result<Money, Code> {
    let amount = amount.and_then(|amount| i64::try_from(amount).ok()).ok_or(Code::AmountOutOfRange)?;
    Money::rial(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rial(amount: i64) -> Money {
        Money::rial(amount).unwrap()
    }

    fn given() -> Total {
        Total {
            total: rial(1_000_000),
            tax_inside: None,
            agency: Percent::parse("10").unwrap(),
            fixed: Money::ZERO,
            mark_up: Percent::ZERO,
            fees: rial(200),
            cpm: rial(1_000),
        }
    }

    #[test]
    fn ten_thousand_at_ten_per_cent_leaves_7_500_for_media_and_1_500_for_fees() {
        // In hundredths: total 10,000.00, cost per thousand 10.00, fees 1.50 + 0.50.
        let parts = top_down(&given()).unwrap();
        assert_eq!((parts.media, parts.fees, parts.impressions), (rial(750_000), rial(150_000), 750_000));
        assert_eq!(parts.agency, rial(100_000));
    }

    #[test]
    fn what_cannot_be_is_told_at_its_field() {
        let field = |given: &Total| top_down(given).unwrap_err().fields()[0].field.clone();
        assert_eq!(field(&Total { agency: Percent::WHOLE, ..given() }), "agency");
        assert_eq!(field(&Total { cpm: Money::ZERO, ..given() }), "cpm");
        assert_eq!(field(&Total { fixed: rial(2_000_000), ..given() }), "total");
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_total(
            total in 1_000_i64..1_000_000_000_000,
            agency in 0_i64..60_000_000,
            fees in 0_i64..100_000,
            cpm in 1_i64..10_000_000,
            mark_up in 0_i64..40_000_000,
            tax in prop::option::of(0_i64..30_000_000),
        ) {
            let given = Total {
                total: rial(total),
                tax_inside: tax.map(Percent::from_micro),
                agency: Percent::from_micro(agency),
                fixed: rial(total / 10),
                mark_up: Percent::from_micro(mark_up),
                fees: rial(fees),
                cpm: rial(cpm),
            };
            let parts = top_down(&given).unwrap();
            let sum = Money::sum([parts.tax, parts.agency, parts.fixed, parts.fees, parts.mark_up, parts.media]);
            prop_assert_eq!(sum.unwrap(), given.total);
            // It never promises more impressions than the money for media buys, give or take its rounding.
            let bought = i128::from(parts.media.amount() + 2) * 1_000 / i128::from(cpm);
            prop_assert!(i128::from(parts.impressions) <= bought);
        }
    }
}
