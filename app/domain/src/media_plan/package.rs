//! Packages: several places bought at one price. The package's cost is the only cost; its members bear shares.

use super::line::{Discount, LineCost, Pricing, line_cost};
use crate::check::Code;
use crate::money::Money;

/// The package's cost, and each member's share of every component by weight. The members' own rates are kept as
/// list values elsewhere and cost nothing.
///
/// # Errors
/// As [`line_cost`].
pub fn package_cost(pricing: &Pricing, weights: &[u64]) -> Result<(LineCost, Vec<LineCost>), Code> {
    let whole = line_cost(pricing)?;
    let mut members = vec![LineCost::default(); weights.len()];
    for (at, part) in whole.parts().into_iter().enumerate() {
        for (member, share) in members.iter_mut().zip(part.shared(weights)) {
            *member.parts_mut()[at] = share;
        }
    }
    for discount in &whole.discounts {
        for (member, share) in members.iter_mut().zip(discount.shared(weights)) {
            member.discounts.push(share);
        }
    }
    for member in &mut members {
        // Gross is a sum, not a component: two shares that were rounded apart still make it up.
        member.gross = member.net.checked_add(member.commission)?;
    }
    Ok((whole, members))
}

/// Puts a discount on a whole plan onto its lines, by what each of them costs gross before it: it becomes the last
/// discount of each line, so commission and tax follow it.
///
/// # Errors
/// As [`line_cost`].
pub fn share_plan_discount(lines: &mut [Pricing], discount: Discount) -> Result<(), Code> {
    let gross = lines.iter().map(|line| Ok(line_cost(line)?.gross)).collect::<Result<Vec<_>, Code>>()?;
    let total = Money::sum(gross.iter().copied())?;
    let off = match discount {
        Discount::Percent(percent) => percent.of(total)?,
        Discount::Amount(amount) => amount,
    };
    let weights: Vec<u64> = gross.iter().map(|gross| gross.amount().max(0).unsigned_abs()).collect();
    for (line, share) in lines.iter_mut().zip(off.shared(&weights)) {
        line.discounts.push(Discount::Amount(share));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::buy::{Buy, CostMethod, Quantity};
    use super::super::line::Quoted;
    use super::*;
    use crate::money::Percent;
    use proptest::prelude::*;

    fn flat(amount: i64) -> Pricing {
        let rate = Money::rial(amount).unwrap();
        Pricing::plain(Buy::Units { method: CostMethod::Flat, rate, quantity: Quantity::whole(1) })
    }

    #[test]
    fn a_plan_discount_lies_on_lines_by_their_gross_and_leaves_nothing_over() {
        let mut lines = [flat(100), flat(200), flat(1)];
        share_plan_discount(&mut lines, Discount::Amount(Money::rial(100).unwrap())).unwrap();
        let gross: Vec<i64> = lines.iter().map(|line| line_cost(line).unwrap().gross.amount()).collect();
        assert_eq!(gross.iter().sum::<i64>(), 201);
        assert_eq!(gross, [67, 133, 1]);
    }

    proptest! {
        #[test]
        fn members_add_up_to_their_package(
            amount in 0_i64..1_000_000_000_000,
            commission in 0_i64..50_000_000,
            weights in prop::collection::vec(0_u64..1_000, 1..40),
            net in any::<bool>(),
        ) {
            let pricing = Pricing {
                quoted: if net { Quoted::Net } else { Quoted::Gross },
                commission: Percent::from_micro(commission),
                discounts: vec![Discount::Percent(Percent::from_micro(3_333_333))],
                ..flat(amount)
            };
            let (whole, members) = package_cost(&pricing, &weights).unwrap();
            let sum = LineCost::sum(&members).unwrap();
            prop_assert_eq!(sum.parts(), whole.parts());
            prop_assert_eq!(&sum.discounts, &whole.discounts);
            prop_assert!(members.iter().all(|one| one.gross == one.net.checked_add(one.commission).unwrap()));
        }
    }
}
