//! What a line brings, and the ratios that compare cost with it. A ratio without a denominator is undefined, never
//! 0; a plan's ratio is a ratio of sums over the lines whose denominator is known, never a mean of ratios.

use crate::money::{Money, Percent, Ratio};
use serde::{Deserialize, Serialize};

/// Results of a line, planned or actual. What is not known is left out; 0 is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Results {
    pub impressions: Option<u64>,
    pub clicks: Option<u64>,
    pub views: Option<u64>,
    pub engagements: Option<u64>,
    pub installs: Option<u64>,
    pub leads: Option<u64>,
    pub acquisitions: Option<u64>,
    /// Clicks, visits or leads that became what the campaign wants.
    pub conversions: Option<u64>,
    /// What was sold because of it.
    pub revenue: Option<Money>,
    /// Gross rating points in hundredths, of one market, target and method.
    pub rating_points: Option<u64>,
}

/// A ratio of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Cost per thousand impressions.
    Cpm,
    Cpc,
    Cpv,
    Cpe,
    Cpi,
    Cpl,
    Cpa,
    /// Cost per rating point.
    Cpp,
    /// Clicks by impressions.
    Ctr,
    /// Conversions by clicks.
    Cvr,
    /// Revenue by cost of media.
    Roas,
    /// (Revenue − all cost before tax) by all cost before tax.
    Roi,
}

impl Metric {
    pub const ALL: [Self; 12] = [
        Self::Cpm,
        Self::Cpc,
        Self::Cpv,
        Self::Cpe,
        Self::Cpi,
        Self::Cpl,
        Self::Cpa,
        Self::Cpp,
        Self::Ctr,
        Self::Cvr,
        Self::Roas,
        Self::Roi,
    ];
}

/// A line as a metric sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Client's price of media before tax.
    pub media: Money,
    /// All cost before tax.
    pub all: Money,
    pub results: Results,
}

/// Numerator and denominator of a line; none when either is unknown.
fn terms(metric: Metric, line: &Measured) -> Option<(i128, i128)> {
    let results = &line.results;
    let media = i128::from(line.media.amount());
    let by = |count: Option<u64>| count.map(|count| (media, i128::from(count)));
    match metric {
        Metric::Cpm => results.impressions.map(|count| (media * 1_000, i128::from(count))),
        Metric::Cpc => by(results.clicks),
        Metric::Cpv => by(results.views),
        Metric::Cpe => by(results.engagements),
        Metric::Cpi => by(results.installs),
        Metric::Cpl => by(results.leads),
        Metric::Cpa => by(results.acquisitions),
        Metric::Cpp => results.rating_points.map(|points| (media * 100, i128::from(points))),
        Metric::Ctr => Some((results.clicks?.into(), results.impressions?.into())),
        Metric::Cvr => Some((results.conversions?.into(), results.clicks?.into())),
        Metric::Roas => Some((results.revenue?.amount().into(), media)),
        Metric::Roi => {
            let all = i128::from(line.all.amount());
            Some((i128::from(results.revenue?.amount()) - all, all))
        }
    }
}

/// A ratio, and how much of the plan it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    pub ratio: Ratio,
    /// Lines whose denominator is known.
    pub known: usize,
    pub lines: usize,
    /// Their part of all cost; undefined when nothing costs anything.
    pub cost_share: Ratio,
}

/// The ratio of sums over `lines`, with its coverage ("8 of 10 lines, 82 % of cost"). One line is a plan of one.
pub fn measure(metric: Metric, lines: &[Measured]) -> Covered {
    let (mut above, mut below, mut known, mut known_cost, mut cost) = (0, 0, 0, 0, 0);
    for line in lines {
        cost += i128::from(line.all.amount());
        if let Some((numerator, denominator)) = terms(metric, line) {
            above += numerator;
            below += denominator;
            known += 1;
            known_cost += i128::from(line.all.amount());
        }
    }
    Covered {
        ratio: Ratio::new(above, below),
        known,
        lines: lines.len(),
        cost_share: Ratio::new(known_cost, cost),
    }
}

/// Return on spend at which a margin breaks even: 1 ÷ margin.
pub fn break_even_roas(margin: Percent) -> Ratio {
    Ratio::new(Percent::WHOLE.micro(), margin.micro())
}

/// Where rating points come from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsFrom {
    Ratings,
    ReachTimesFrequency,
    Impressions,
}

/// What is known about an audience. Hundredths keep two decimals of a rating, a percentage or a frequency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Ratings of the spots, hundredths of a point each.
    pub ratings: Vec<u64>,
    /// Reached at least once, part of the target; entered with its source, never added up.
    pub reach: Option<Percent>,
    /// Mean contacts of those reached, hundredths.
    pub frequency: Option<u64>,
    pub impressions: Option<u64>,
    pub universe: Option<u64>,
}

/// Rating points by the surest way that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    pub points: Ratio,
    pub from: PointsFrom,
    /// Two known ways differ by more than half a per cent.
    pub differ: bool,
}

impl Audience {
    /// Sum of ratings, else reach × frequency, else impressions ÷ universe × 100; nothing when none is known.
    pub fn rating_points(&self) -> Option<Points> {
        let ways = self.ways();
        let (from, points) = ways.first().copied()?;
        let differ = ways.iter().skip(1).any(|(_, other)| far_apart(points, *other));
        Some(Points { points, from, differ })
    }

    /// Mean contacts of those reached: points ÷ reach. Undefined when nobody is reached.
    pub fn mean_frequency(&self) -> Option<Ratio> {
        let points = self.rating_points()?.points.scaled(6)?;
        // Points are per cent: 240 points ÷ 60 % are 4 contacts.
        Some(Ratio::new(points, self.reach?.micro()))
    }

    fn ways(&self) -> Vec<(PointsFrom, Ratio)> {
        let ratings = (!self.ratings.is_empty()).then(|| {
            (
                PointsFrom::Ratings,
                Ratio::new(self.ratings.iter().map(|one| i128::from(*one)).sum::<i128>(), 100),
            )
        });
        let reached = self.reach.zip(self.frequency).map(|(reach, frequency)| {
            let points = i128::from(reach.micro()) * i128::from(frequency);
            (PointsFrom::ReachTimesFrequency, Ratio::new(points, 100_000_000))
        });
        let seen = self.impressions.zip(self.universe).filter(|(_, universe)| *universe > 0).map(
            |(impressions, universe)| {
                (PointsFrom::Impressions, Ratio::new(i128::from(impressions) * 100, universe))
            },
        );
        [ratings, reached, seen].into_iter().flatten().collect()
    }
}

fn far_apart(one: Ratio, other: Ratio) -> bool {
    match (one.scaled(6), other.scaled(6)) {
        (Some(one), Some(other)) => (one - other).abs() * 200 > one.abs().max(other.abs()),
        _ => false,
    }
}

/// Part of a category's spend, impressions or points (the caller says which); and how far it is above the part of
/// the market, in hundredths of a percentage point.
pub fn share_of_voice(own: u64, category: u64) -> Ratio {
    Ratio::new(own, category)
}

/// Share of voice − share of market; nothing when the first is undefined.
pub fn excess_share_of_voice(voice: Ratio, market: Percent) -> Option<Percent> {
    Some(Percent::from_micro(voice.percent()?.micro() - market.micro()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rial(amount: i64) -> Money {
        Money::rial(amount).unwrap()
    }

    fn line(cost: i64, results: Results) -> Measured {
        Measured { media: rial(cost), all: rial(cost), results }
    }

    #[test]
    fn sixty_per_cent_four_times_are_240_points_and_20_880_000_impressions() {
        let audience = Audience {
            reach: Some(Percent::parse("60").unwrap()),
            frequency: Some(400),
            impressions: Some(20_880_000),
            universe: Some(8_700_000),
            ..Audience::default()
        };
        let points = audience.rating_points().unwrap();
        assert_eq!(
            (points.points.scaled(0), points.from, points.differ),
            (Some(240), PointsFrom::ReachTimesFrequency, false)
        );
        assert_eq!(audience.mean_frequency().unwrap().scaled(2), Some(400));
        let results =
            Results { impressions: Some(20_880_000), rating_points: Some(24_000), ..Results::default() };
        let measured = [line(1_200_000_000, results)];
        assert_eq!(measure(Metric::Cpp, &measured).ratio.scaled(0), Some(5_000_000));
        assert_eq!(measure(Metric::Cpm, &measured).ratio.scaled(2), Some(5_747_126));
    }

    #[test]
    fn two_ways_that_differ_by_more_than_half_a_per_cent_are_told() {
        let audience = Audience {
            ratings: vec![12_000, 12_200],
            reach: Some(Percent::parse("60").unwrap()),
            frequency: Some(400),
            ..Audience::default()
        };
        let points = audience.rating_points().unwrap();
        assert_eq!((points.from, points.differ), (PointsFrom::Ratings, true));
    }

    #[test]
    fn nobody_reached_has_no_frequency_and_nothing_known_no_points() {
        let nobody = Audience { ratings: vec![100], reach: Some(Percent::ZERO), ..Audience::default() };
        assert!(!nobody.mean_frequency().unwrap().is_defined());
        assert_eq!(Audience::default().rating_points(), None);
    }

    #[test]
    fn a_plans_ratio_is_one_of_sums_over_the_lines_that_are_known() {
        let clicks = |count| Results { clicks: Some(count), ..Results::default() };
        let lines = [line(800, clicks(4)), line(100, clicks(0)), line(100, Results::default())];
        let covered = measure(Metric::Cpc, &lines);
        assert_eq!(covered.ratio.scaled(0), Some(225));
        assert_eq!((covered.known, covered.lines), (2, 3));
        assert_eq!(covered.cost_share.percent(), Some(Percent::parse("90").unwrap()));
        assert!(!measure(Metric::Cpc, &lines[2..]).ratio.is_defined());
        assert!(!measure(Metric::Cpc, &lines[1..2]).ratio.is_defined());
    }

    #[test]
    fn what_is_free_costs_nothing_a_thousand() {
        let free = line(0, Results { impressions: Some(5_000), ..Results::default() });
        assert_eq!(measure(Metric::Cpm, &[free]).ratio.scaled(0), Some(0));
    }

    #[test]
    fn return_on_spend_and_on_all_cost_are_two_things() {
        let sold = Measured {
            media: rial(1_000),
            all: rial(1_600),
            results: Results { revenue: Some(rial(4_000)), ..Results::default() },
        };
        assert_eq!(measure(Metric::Roas, std::slice::from_ref(&sold)).ratio.scaled(2), Some(400));
        assert_eq!(measure(Metric::Roi, &[sold]).ratio.scaled(2), Some(150));
        assert_eq!(break_even_roas(Percent::parse("25").unwrap()).scaled(2), Some(400));
        assert!(!break_even_roas(Percent::ZERO).is_defined());
    }

    #[test]
    fn voice_above_market_is_told_in_points() {
        let voice = share_of_voice(30, 120);
        assert_eq!(voice.percent(), Some(Percent::parse("25").unwrap()));
        let excess = excess_share_of_voice(voice, Percent::parse("22.5").unwrap());
        assert_eq!(excess, Some(Percent::parse("2.5").unwrap()));
        assert_eq!(excess_share_of_voice(share_of_voice(1, 0), Percent::ZERO), None);
    }
}
