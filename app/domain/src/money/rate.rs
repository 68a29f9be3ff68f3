//! Rates: percentages as they are typed, and ratios as they are computed.

use super::Money;
use crate::check::Code;
use crate::number::{parse_decimal, rounded};
use serde::{Deserialize, Serialize};

/// A percentage in millionths of a percent: 15 % is 15,000,000. Stored and sent as that number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(i64);

impl Percent {
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const WHOLE: Self = Self(100_000_000);

    pub const fn from_micro(micro: i64) -> Self {
        Self(micro)
    }

    /// Millionths of a percent.
    pub const fn micro(self) -> i64 {
        self.0
    }

    /// A percentage of at most 6 decimals as people type it, with or without its sign.
    ///
    /// # Errors
    /// `Needed` for nothing, `BadNumber` for anything else that is none.
    pub fn parse(text: &str) -> Result<Self, Code> {
        parse_decimal(text.trim().trim_matches(['٪', '%']), 6).map(Self)
    }

    /// This part of an amount, rounded once, half away from zero.
    ///
    /// # Errors
    /// `AmountOutOfRange`.
    pub fn of(self, amount: Money) -> Result<Money, Code> {
        amount.scaled(self.0, Self::WHOLE.0)
    }
}

/// An exact ratio, such as cost by clicks. It is undefined, never 0, when its denominator is 0.
/// Numerator and denominator hold products of amounts and counts; only showing rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    pub fn new(num: impl Into<i128>, den: impl Into<i128>) -> Self {
        Self { num: num.into(), den: den.into() }
    }

    pub fn is_defined(self) -> bool {
        self.den != 0
    }

    /// The ratio times 10 to the power of `places`, half away from zero; nothing when it is undefined
    /// or too large to be told.
    pub fn scaled(self, places: u32) -> Option<i128> {
        rounded(self.num.checked_mul(10_i128.checked_pow(places)?)?, self.den)
    }

    /// The whole part, towards zero: what an amount surely buys.
    pub fn whole(self) -> Option<i128> {
        self.num.checked_div(self.den)
    }

    /// A share as a percentage: 1 by 4 is 25 %.
    pub fn percent(self) -> Option<Percent> {
        i64::try_from(self.scaled(8)?).ok().map(Percent)
    }
}
