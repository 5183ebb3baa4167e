//! Medians, percentiles, and pairs of measurements taken in turn, so that what disturbs the machine
//! disturbs both sides.

use std::time::Duration;

use anyhow::Result;

/// Times of one kind of work, in seconds.
#[derive(Clone, Default, Debug)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn push(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64());
    }

    pub fn median(&self) -> f64 {
        percentile(&self.0, 50.0)
    }

    /// In seconds; 0 without any.
    pub fn percentile(&self, percent: f64) -> f64 {
        percentile(&self.0, percent)
    }
}

/// Both sides of a comparison, measured in turn.
#[derive(Clone, Default, Debug)]
pub struct Pairs {
    pub ours: Times,
    pub theirs: Times,
}

impl Pairs {
    /// Measures both sides `count` times, each side first in every second pair.
    pub fn measure(
        count: usize,
        mut ours: impl FnMut() -> Result<Duration>,
        mut theirs: impl FnMut() -> Result<Duration>,
    ) -> Result<Self> {
        let mut pairs = Self::default();
        for at in 0..count {
            if at % 2 == 0 {
                pairs.ours.push(ours()?);
                pairs.theirs.push(theirs()?);
            } else {
                pairs.theirs.push(theirs()?);
                pairs.ours.push(ours()?);
            }
        }
        Ok(pairs)
    }

    /// The median of the ratios of the pairs.
    pub fn ratio(&self) -> f64 {
        let ratios: Vec<f64> =
            self.ours.0.iter().zip(&self.theirs.0).map(|(ours, theirs)| ours / theirs).collect();
        percentile(&ratios, 50.0)
    }
}

/// The nearest-rank percentile; for the median of an even number, the mean of the middle two.
fn percentile(numbers: &[f64], percent: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |rank: usize| sorted.get(rank.min(sorted.len().saturating_sub(1))).copied();
    let count = sorted.len();
    if percent == 50.0 && count > 0 && count.is_multiple_of(2) {
        return at(count / 2 - 1).zip(at(count / 2)).map_or(0.0, |(low, high)| (low + high) / 2.0);
    }
    let rank = (percent / 100.0 * count as f64).ceil() as usize;
    at(rank.saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let numbers: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(percentile(&numbers, 50.0), 100.5);
        assert_eq!(percentile(&numbers, 99.0), 198.0);
        assert_eq!(percentile(&[3.0], 99.0), 3.0);
        assert_eq!(percentile(&[], 50.0), 0.0);
    }

    #[test]
    fn the_ratio_is_the_median_of_ratios_of_pairs() {
        let mut of_ours = [2, 4, 90].into_iter().map(Duration::from_secs);
        let mut of_theirs = [1, 2, 3].into_iter().map(Duration::from_secs);
        let pairs =
            Pairs::measure(3, || Ok(of_ours.next().unwrap()), || Ok(of_theirs.next().unwrap()));
        assert_eq!(pairs.unwrap().ratio(), 2.0);
    }
}
