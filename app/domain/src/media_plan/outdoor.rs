//! Out-of-home: who passes a face, who sees it, and what an outage gives back.

use super::buy::Quantity;
use crate::check::Code;
use crate::money::{Money, Percent, Ratio};

/// People who pass a face in a day: traffic × persons a vehicle (× the share of the day in which it is seen lit).
pub fn daily_circulation(traffic: u64, occupancy: Quantity, lit: Percent) -> Ratio {
    Ratio::new(
        i128::from(traffic) * i128::from(occupancy.parts()) * i128::from(lit.micro()),
        i128::from(Quantity::ONE) * i128::from(Percent::WHOLE.micro()),
    )
}

/// Opportunities to see: circulation of a day × days.
pub fn opportunities(circulation: u64, days: u32) -> u64 {
    circulation.saturating_mul(days.into())
}

/// Likely to see: opportunities × visibility, counted once.
pub fn likely_to_see(opportunities: u64, visibility: Percent) -> Ratio {
    Ratio::new(i128::from(opportunities) * i128::from(visibility.micro()), Percent::WHOLE.micro())
}

/// Rating points of a face over its days: circulation × days ÷ (population ÷ 100). It never adds to those of TV.
pub fn rating_points(circulation: u64, days: u32, population: u64) -> Ratio {
    Ratio::new(i128::from(opportunities(circulation, days)) * 100, population)
}

/// What an outage gives back when a light fails; a dark or covered face gives back all.
pub const OUTAGE_LIGHT: Percent = Percent::from_micro(10_000_000);

/// Credit of an outage as a negative amount: rate × gross of the face × days out ÷ days of the period.
///
/// # Errors
/// `BadNumber` for a period without days or an outage longer than it; `AmountOutOfRange`.
pub fn outage_credit(gross: Money, rate: Percent, out: u32, period: u32) -> Result<Money, Code> {
    if out > period {
        return Err(Code::BadNumber);
    }
    let credit = gross.scaled_wide(
        i128::from(rate.micro()) * i128::from(out),
        i128::from(Percent::WHOLE.micro()) * i128::from(period),
    )?;
    Ok(credit.negated())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_thousand_a_day_for_four_weeks_in_a_city_of_8_7_million() {
        assert_eq!(opportunities(40_000, 28), 1_120_000);
        assert_eq!(rating_points(40_000, 28, 8_700_000).scaled(2), Some(1_287));
        assert!(!rating_points(40_000, 28, 0).is_defined());
    }

    #[test]
    fn circulation_counts_persons_and_lit_hours() {
        let lit = Percent::parse("75").unwrap();
        assert_eq!(daily_circulation(30_000, Quantity::parse("1.6").unwrap(), lit).scaled(0), Some(36_000));
        assert_eq!(likely_to_see(1_000_000, Percent::parse("62.5").unwrap()).scaled(0), Some(625_000));
    }

    #[test]
    fn a_failed_light_gives_back_a_tenth_and_a_covered_face_all() {
        let gross = Money::rial(300_000_000).unwrap();
        assert_eq!(outage_credit(gross, OUTAGE_LIGHT, 3, 30).unwrap().amount(), -3_000_000);
        assert_eq!(outage_credit(gross, Percent::WHOLE, 3, 30).unwrap().amount(), -30_000_000);
        assert_eq!(outage_credit(gross, Percent::WHOLE, 1, 0), Err(Code::BadNumber));
        assert_eq!(outage_credit(gross, Percent::WHOLE, 31, 30), Err(Code::BadNumber));
    }
}
