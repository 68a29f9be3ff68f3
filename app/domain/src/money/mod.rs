//! Money: whole amounts of a currency's smallest unit, exact rates, and shares that add up.

mod parse;
mod rate;
mod show;

pub use parse::parse_money;
pub use rate::{Percent, Ratio};

use crate::check::Code;
use crate::number::rounded;
use serde::{Deserialize, Serialize};

/// The unit in which an agency wants to read amounts; they are stored in Rial.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// Ten Rial.
    #[default]
    Toman,
    Rial,
}

impl MoneyUnit {
    /// Rial in one of this unit.
    pub fn rials(self) -> i64 {
        match self {
            Self::Toman => 10,
            Self::Rial => 1,
        }
    }
}

/// What an amount counts. The redenominated rial (10,000 of today's, of 100 qeran each) becomes a
/// variant of its own when it starts: amounts of two currencies never mix, old papers keep theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// The Iranian rial; it has no smaller unit.
    #[default]
    Irr,
}

/// A whole amount of a currency's smallest unit, within ±[`Money::LIMIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Money {
    amount: i64,
    currency: Currency,
}

impl Money {
    /// Largest amount either way, of a line as of a plan.
    pub const LIMIT: i64 = 1_000_000_000_000_000;
    pub const ZERO: Self = Self { amount: 0, currency: Currency::Irr };

    /// # Errors
    /// `AmountOutOfRange` beyond ±[`Money::LIMIT`].
    pub fn new(amount: i64, currency: Currency) -> Result<Self, Code> {
        if amount.unsigned_abs() <= Self::LIMIT.unsigned_abs() {
            Ok(Self { amount, currency })
        } else {
            Err(Code::AmountOutOfRange)
        }
    }

    /// # Errors
    /// As [`Money::new`].
    pub fn rial(amount: i64) -> Result<Self, Code> {
        Self::new(amount, Currency::Irr)
    }

    /// In the currency's smallest unit.
    pub fn amount(self) -> i64 {
        self.amount
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    fn within(self, amount: i128) -> Result<Self, Code> {
        i64::try_from(amount)
            .map_err(|_| Code::AmountOutOfRange)
            .and_then(|amount| Self::new(amount, self.currency))
    }

    /// # Errors
    /// `AmountOutOfRange`; `BadChoice` when the currencies differ.
    pub fn checked_add(self, other: Self) -> Result<Self, Code> {
        if self.currency != other.currency {
            return Err(Code::BadChoice);
        }
        self.within(i128::from(self.amount) + i128::from(other.amount))
    }

    /// # Errors
    /// As [`Money::checked_add`].
    pub fn checked_sub(self, other: Self) -> Result<Self, Code> {
        self.checked_add(other.negated())
    }

    /// # Errors
    /// `AmountOutOfRange`.
    pub fn checked_mul(self, times: i64) -> Result<Self, Code> {
        self.within(i128::from(self.amount) * i128::from(times))
    }

    /// The credit of a charge, and the other way round.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { amount: -self.amount, ..self }
    }

    /// The sum of amounts of one currency, such as a plan's total of its lines.
    ///
    /// # Errors
    /// As [`Money::checked_add`], at any step of the way.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Code> {
        let mut amounts = amounts.into_iter();
        let first = amounts.next().unwrap_or_default();
        amounts.try_fold(first, Self::checked_add)
    }

    /// `amount × num / den`, rounded once, half away from zero.
    ///
    /// # Errors
    /// `BadNumber` when `den` is 0, `AmountOutOfRange`.
    pub fn scaled(self, num: i64, den: i64) -> Result<Self, Code> {
        let exact = i128::from(self.amount) * i128::from(num);
        self.within(rounded(exact, den.into()).ok_or(Code::BadNumber)?)
    }

    /// As [`Money::scaled`] with factors too large for it, such as a quantity times a coefficient.
    ///
    /// # Errors
    /// `BadNumber` when `den` is 0, `AmountOutOfRange`.
    pub fn scaled_wide(self, num: i128, den: i128) -> Result<Self, Code> {
        let exact = i128::from(self.amount).checked_mul(num).ok_or(Code::AmountOutOfRange)?;
        self.within(rounded(exact, den).ok_or(Code::BadNumber)?)
    }

    /// Shares by weight that add up to the whole; see [`share`].
    pub fn shared(self, weights: &[u64]) -> Vec<Self> {
        // A share is never larger than the whole, so it is within the limit too.
        share(self.amount, weights).into_iter().map(|amount| Self { amount, ..self }).collect()
    }
}

/// What is written and read; reading checks the limit again.
#[derive(Serialize, Deserialize)]
struct Stored {
    amount: i64,
    currency: Currency,
}

impl From<Money> for Stored {
    fn from(Money { amount, currency }: Money) -> Self {
        Self { amount, currency }
    }
}

impl TryFrom<Stored> for Money {
    type Error = &'static str;

    fn try_from(Stored { amount, currency }: Stored) -> Result<Self, Self::Error> {
        Self::new(amount, currency).map_err(|_| "amount out of range")
    }
}

/// Shares `total` by weight so that the shares add up to it: each gets the whole part of its exact share,
/// then those with the largest remainders get one more each, of equal ones the earlier. All weights 0
/// are equal weights; a negative total mirrors the shares of the positive one. No weights, no shares.
pub fn share(total: i64, weights: &[u64]) -> Vec<i64> {
    let equal = vec![1; weights.len()];
    let weights = if weights.iter().any(|weight| *weight > 0) { weights } else { &equal };
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if sum == 0 {
        return Vec::new();
    }
    let size = u128::from(total.unsigned_abs());
    let mut shares: Vec<u128> = weights.iter().map(|weight| size * u128::from(*weight) / sum).collect();
    let missing = size - shares.iter().sum::<u128>();

    let mut order: Vec<usize> = (0..weights.len()).collect();
    // The sort is stable: of equal remainders the earlier stays first.
    order.sort_by_key(|at| std::cmp::Reverse(size * u128::from(weights[*at]) % sum));
    for at in order.into_iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
        shares[at] += 1;
    }
    let signed =
        |share: u128| i64::try_from(share).map_or(i64::MIN, |share| if total < 0 { -share } else { share });
    shares.into_iter().map(signed).collect()
}
