//! How a line is bought: the list price of what is ordered, and the airtime that a bonus adds to it.

use crate::check::Code;
use crate::money::{Money, Percent};
use serde::{Deserialize, Serialize};

/// A quantity with up to 4 decimals, in ten-thousandths: 2.5 months are 25,000. Negative only in a credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(i64);

impl Quantity {
    /// Ten-thousandths in one.
    pub const ONE: i64 = 10_000;

    pub const fn whole(count: i32) -> Self {
        Self(count as i64 * Self::ONE)
    }

    pub const fn from_parts(ten_thousandths: i64) -> Self {
        Self(ten_thousandths)
    }

    /// Ten-thousandths.
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// As people type it, with both digit sets.
    ///
    /// # Errors
    /// `Needed` for nothing, `BadNumber` for anything else that is none.
    pub fn parse(text: &str) -> Result<Self, Code> {
        crate::number::parse_decimal(text, 4).map(Self)
    }
}

/// What the price is a price of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostMethod {
    /// A thousand impressions.
    Cpm,
    /// A thousand impressions at the typed average of a price that moves.
    Dcpm,
    Cpc,
    Cpv,
    Cpcv,
    Cpe,
    Cpi,
    Cpl,
    Cpa,
    /// A rating point.
    Cpp,
    Flat,
    /// A post, a story, a page, a column-centimetre, a message part.
    Each,
    PerDay,
    PerWeek,
    PerMonth,
    PerFourWeeks,
    /// Free, given on top of an order: its results count as planned.
    ValueAdd,
    /// Free, given for what was missed: its results fill actuals only.
    MakeGood,
}

impl CostMethod {
    pub const ALL: [Self; 18] = [
        Self::Cpm,
        Self::Dcpm,
        Self::Cpc,
        Self::Cpv,
        Self::Cpcv,
        Self::Cpe,
        Self::Cpi,
        Self::Cpl,
        Self::Cpa,
        Self::Cpp,
        Self::Flat,
        Self::Each,
        Self::PerDay,
        Self::PerWeek,
        Self::PerMonth,
        Self::PerFourWeeks,
        Self::ValueAdd,
        Self::MakeGood,
    ];

    /// Units that one price pays for.
    fn units(self) -> i128 {
        match self {
            Self::Cpm | Self::Dcpm => 1_000,
            _ => 1,
        }
    }

    /// Costs nothing, and that is known: its cost per thousand is 0, not unknown.
    pub fn is_free(self) -> bool {
        matches!(self, Self::ValueAdd | Self::MakeGood)
    }
}

/// What is ordered and at which list price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Buy {
    /// Rate × quantity.
    Units { method: CostMethod, rate: Money, quantity: Quantity },
    /// Airtime by the second: tariff × coefficient of the month × billed seconds × spots.
    Airtime(Airtime),
}

/// Broadcast airtime. The class of the programme *is* its dated tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Airtime {
    /// Price of a second.
    pub tariff: Money,
    /// Coefficient of the (Jalali) month of the broadcast; 100 % is one.
    pub month: Percent,
    /// Length of the spot.
    pub seconds: u32,
    /// The tariff's shortest billed spot, seconds.
    pub minimum: u32,
    pub spots: u32,
    /// Bonus airtime, each kind as the agency lists it; they add up. Tax is never one of them.
    pub bonus: Vec<Percent>,
}

impl Airtime {
    /// Shortest billed spot where a tariff does not say another, seconds.
    pub const MINIMUM_SECONDS: u32 = 10;

    pub fn billed_seconds(&self) -> u32 {
        self.seconds.max(self.minimum)
    }

    fn list(&self) -> Result<Money, Code> {
        let amount =
            i128::from(self.month.micro()) * i128::from(self.billed_seconds()) * i128::from(self.spots);
        self.tariff.scaled_wide(amount, Percent::WHOLE.micro().into())
    }

    /// What the whole airtime's list value is paid with: list ÷ (1 + sum of bonus).
    fn paid(&self, list: Money) -> Result<Money, Code> {
        let bonus: i64 = self.bonus.iter().map(|percent| percent.micro()).sum();
        if bonus < 0 {
            return Err(Code::BadNumber);
        }
        list.scaled(Percent::WHOLE.micro(), Percent::WHOLE.micro() + bonus)
    }
}

/// List value of a buy, and the part of it that is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub list: Money,
    /// Given as bonus airtime, shown as value added; 0 for every other buy.
    pub bonus: Money,
    /// Where discounts begin: list − bonus.
    pub paid: Money,
}

impl Buy {
    pub fn is_free(&self) -> bool {
        matches!(self, Self::Units { method, .. } if method.is_free())
    }

    /// The list value, rounded once; bonus airtime comes off before any discount.
    ///
    /// # Errors
    /// `AmountOutOfRange`; `BadNumber` for a negative bonus.
    pub fn listed(&self) -> Result<Listed, Code> {
        let (list, paid) = match self {
            Self::Units { method, rate, quantity } => {
                let list = rate
                    .scaled_wide(i128::from(quantity.parts()), i128::from(Quantity::ONE) * method.units())?;
                let paid = if method.is_free() { Money::ZERO } else { list };
                (list, paid)
            }
            Self::Airtime(airtime) => {
                let list = airtime.list()?;
                (list, airtime.paid(list)?)
            }
        };
        Ok(Listed { list, bonus: list.checked_sub(paid)?, paid })
    }
}

/// Parts of a text message: what an operator bills for. Persian letters fit 70 in one and 67 in each of
/// several, Latin ones 160 and 153.
pub fn message_parts(text: &str) -> u32 {
    let (one, many) = if text.is_ascii() { (160, 153) } else { (70, 67) };
    let letters = text.encode_utf16().count();
    let parts = if letters <= one { usize::from(letters > 0) } else { letters.div_ceil(many) };
    u32::try_from(parts).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rial(amount: i64) -> Money {
        Money::rial(amount).unwrap()
    }

    #[test]
    fn a_thousand_impressions_and_parts_of_a_month_are_rounded_once() {
        let cpm =
            Buy::Units { method: CostMethod::Cpm, rate: rial(150_000), quantity: Quantity::whole(1_234_567) };
        assert_eq!(cpm.listed().unwrap().list, rial(185_185_050));
        let months = Buy::Units {
            method: CostMethod::PerMonth,
            rate: rial(1_000_000_001),
            quantity: Quantity::parse("۲٫۵").unwrap(),
        };
        assert_eq!(months.listed().unwrap().paid, rial(2_500_000_003));
    }

    #[test]
    fn a_short_spot_is_billed_as_the_shortest_and_bonus_comes_off_the_list() {
        let airtime = Airtime {
            tariff: rial(1_000_000),
            month: Percent::from_micro(120_000_000),
            seconds: 8,
            minimum: Airtime::MINIMUM_SECONDS,
            spots: 20,
            bonus: vec![Percent::from_micro(500_000_000), Percent::from_micro(240_000_000)],
        };
        let listed = Buy::Airtime(airtime).listed().unwrap();
        assert_eq!(listed.list, rial(240_000_000));
        // 240,000,000 ÷ 8.4 = 28,571,428.57…
        assert_eq!(listed.paid, rial(28_571_429));
        assert_eq!(listed.bonus, rial(211_428_571));
    }

    #[test]
    fn what_is_free_has_a_list_value_and_costs_nothing() {
        let free =
            Buy::Units { method: CostMethod::ValueAdd, rate: rial(9_000), quantity: Quantity::whole(3) };
        let listed = free.listed().unwrap();
        assert_eq!((listed.list, listed.paid), (rial(27_000), Money::ZERO));
    }

    #[test]
    fn messages_are_billed_in_parts() {
        assert_eq!(message_parts(""), 0);
        assert_eq!(message_parts(&"س".repeat(70)), 1);
        assert_eq!(message_parts(&"س".repeat(71)), 2);
        assert_eq!(message_parts(&"س".repeat(135)), 3);
        assert_eq!(message_parts(&"a".repeat(160)), 1);
        assert_eq!(message_parts(&"a".repeat(161)), 2);
    }
}
