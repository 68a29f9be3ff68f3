//! Amounts for reading, always with their unit.

use super::{Money, MoneyUnit};
use crate::number::rounded;
use crate::reader::{Lang, Reader};
use crate::words::numbers;

const TRILLION: i128 = 1_000_000_000_000;
const BILLION: i128 = 1_000_000_000;
const HUNDRED_MILLION: i128 = 100_000_000;
const MILLION: i128 = 1_000_000;
const THOUSAND: i128 = 1_000;

impl Reader {
    /// The exact amount: «۱٬۲۵۰٬۰۰۰ ریال», "120,664,000 toman". Toman show one decimal when the
    /// amount is no multiple of 10 Rial.
    pub fn money(&self, money: Money) -> String {
        format!("{} {}", self.money_digits(money), self.unit_name())
    }

    /// The exact amount without its unit, for a field or a column whose head names the unit.
    pub fn money_digits(&self, money: Money) -> String {
        match self.money_unit {
            MoneyUnit::Rial => self.number(money.amount()),
            MoneyUnit::Toman => self.decimal(money.amount().into(), 1),
        }
    }

    /// The amount in prose: «۶۰۶ میلیون تومان», «۱۱ میلیارد و ۳۹۴ میلیون تومان», "11.394 bn toman".
    /// From a million of the unit on it is rounded, half away from zero: to thousands below 100
    /// million, to millions below 1,000 billion, then to billions. Below a million it is exact.
    pub fn money_short(&self, money: Money) -> String {
        let size = i128::from(money.amount().unsigned_abs());
        let unit = i128::from(self.money_unit.rials());
        let step = match size / unit {
            ..MILLION => return self.money(money),
            MILLION..HUNDRED_MILLION => THOUSAND,
            HUNDRED_MILLION..TRILLION => MILLION,
            TRILLION.. => BILLION,
        };
        let size = rounded(size, unit * step).unwrap_or_default() * step;
        let (scale, name, part, part_name) = if size >= BILLION {
            (BILLION, numbers::billion_short(self.lang), MILLION, numbers::million_short(self.lang))
        } else {
            (MILLION, numbers::million_short(self.lang), THOUSAND, numbers::thousand_short(self.lang))
        };
        let sign = if money.amount() < 0 { -1 } else { 1 };
        let number = match self.lang {
            Lang::En => format!("{} {name}", self.decimal(sign * size / part, 3)),
            Lang::Fa => {
                let whole = format!("{} {name}", self.decimal(sign * (size / scale), 0));
                match size % scale / part {
                    0 => whole,
                    rest => {
                        format!("{whole} {} {} {part_name}", numbers::and(self.lang), self.decimal(rest, 0))
                    }
                }
            }
        };
        format!("{number} {}", self.unit_name())
    }

    /// The exact amount in words with its unit, for a contract or under a field: in Rial when Toman
    /// would leave a tenth.
    pub fn money_words(&self, money: Money) -> String {
        let unit = if money.amount() % 10 == 0 { self.money_unit } else { MoneyUnit::Rial };
        let number = numbers::in_words(self.lang, money.amount() / unit.rials());
        format!("{number} {}", unit_name(self.lang, unit))
    }

    fn unit_name(&self) -> &'static str {
        unit_name(self.lang, self.money_unit)
    }
}

fn unit_name(lang: Lang, unit: MoneyUnit) -> &'static str {
    match unit {
        MoneyUnit::Toman => numbers::toman(lang),
        MoneyUnit::Rial => numbers::rial(lang),
    }
}
