//! The table: a line for each figure, with its limit and whether it is met.

use std::fmt;

/// What came of one row.
pub struct Row {
    /// The fixed name: `p06_warm_hover`.
    pub name: &'static str,
    pub outcome: Outcome,
}

pub enum Outcome {
    Measured(Vec<Figure>),
    /// Why not.
    NotMeasured(String),
}

/// One figure of a row, held against its limits.
pub struct Figure {
    pub what: String,
    pub ours: Quantity,
    /// Name and quantity of the counterpart, where there is one.
    pub theirs: Option<(String, Quantity)>,
    /// What `must` and `aim` are limits of.
    pub value: Quantity,
    pub must: Option<Quantity>,
    pub aim: Option<Quantity>,
}

impl Figure {
    /// A figure whose limits are ratios to a counterpart.
    pub fn ratio(
        what: &str,
        ours: Quantity,
        theirs: (&str, Quantity),
        must: f64,
        aim: f64,
    ) -> Self {
        let value = Quantity::Ratio(ours.number() / theirs.1.number());
        Self::limited(what, ours, Some(theirs), value)
            .with_must(Quantity::Ratio(must))
            .with_aim(Quantity::Ratio(aim))
    }

    /// A figure without limits yet.
    pub fn limited(
        what: &str,
        ours: Quantity,
        theirs: Option<(&str, Quantity)>,
        value: Quantity,
    ) -> Self {
        let theirs = theirs.map(|(name, quantity)| (name.to_owned(), quantity));
        Self { what: what.to_owned(), ours, theirs, value, must: None, aim: None }
    }

    pub fn with_must(self, must: Quantity) -> Self {
        Self { must: Some(must), ..self }
    }

    pub fn with_aim(self, aim: Quantity) -> Self {
        Self { aim: Some(aim), ..self }
    }

    /// Replaces the plain ratio by another, such as the median of the ratios of pairs.
    pub fn with_value(self, value: Quantity) -> Self {
        Self { value, ..self }
    }

    pub fn verdict(&self) -> Verdict {
        let meets =
            |limit: Option<Quantity>| limit.map(|limit| self.value.number() <= limit.number());
        match (meets(self.must), meets(self.aim)) {
            (Some(false), _) => Verdict::Missed,
            (_, Some(true)) => Verdict::Aim,
            (None, Some(false)) => Verdict::OutsideAim,
            (None, None) => Verdict::NoLimit,
            _ => Verdict::Must,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Aim,
    Must,
    /// Only an aim exists, and it is not met.
    OutsideAim,
    NoLimit,
    Missed,
}

impl Verdict {
    fn words(self) -> &'static str {
        match self {
            Self::Aim => "aim met",
            Self::Must => "must met",
            Self::OutsideAim => "aim not met",
            Self::NoLimit => "no limit",
            Self::Missed => "MUST MISSED",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Quantity {
    Seconds(f64),
    Bytes(f64),
    Count(f64),
    Ratio(f64),
}

impl Quantity {
    fn number(self) -> f64 {
        match self {
            Self::Seconds(number)
            | Self::Bytes(number)
            | Self::Count(number)
            | Self::Ratio(number) => number,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match *self {
            Self::Seconds(time) if time >= 1.0 => format!("{time:.2} s"),
            Self::Seconds(time) if time >= 1e-3 => format!("{:.2} ms", time * 1e3),
            Self::Seconds(time) => format!("{:.1} µs", time * 1e6),
            Self::Bytes(bytes) => format!("{:.1} MB", bytes / 1e6),
            Self::Count(count) => format!("{count:.0}"),
            Self::Ratio(ratio) => format!("{ratio:.2} ×"),
        };
        f.pad(&text)
    }
}

/// How many figures met and missed their limits.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tally {
    pub aim: usize,
    pub must: usize,
    pub missed: usize,
    pub not_measured: usize,
}

/// The table as text, and its sums.
pub fn render(rows: &[Row]) -> (String, Tally) {
    let mut tally = Tally::default();
    let mut lines = vec![
        ["row", "figure", "ours", "counterpart", "", "value", "must", "aim", ""].map(str::to_owned),
    ];
    let mut notes = Vec::new();
    for row in rows {
        match &row.outcome {
            Outcome::NotMeasured(why) => {
                tally.not_measured += 1;
                notes.push(format!("{}  not measured: {why}", row.name));
            }
            Outcome::Measured(figures) => {
                lines.extend(figures.iter().map(|figure| line(row.name, figure)));
                for figure in figures {
                    match figure.verdict() {
                        Verdict::Aim => tally.aim += 1,
                        Verdict::Must => tally.must += 1,
                        Verdict::OutsideAim | Verdict::NoLimit => {}
                        Verdict::Missed => tally.missed += 1,
                    }
                }
            }
        }
    }
    let mut text = align(&lines);
    if !notes.is_empty() {
        text.push('\n');
        text.push_str(&notes.join("\n"));
        text.push('\n');
    }
    (text, tally)
}

fn line(name: &str, figure: &Figure) -> [String; 9] {
    let limit =
        |limit: Option<Quantity>| limit.map_or_else(|| "–".to_owned(), |it| format!("≤ {it}"));
    let (counterpart, theirs) = match &figure.theirs {
        Some((counterpart, theirs)) => (counterpart.clone(), theirs.to_string()),
        None => ("–".to_owned(), String::new()),
    };
    [
        name.to_owned(),
        figure.what.clone(),
        figure.ours.to_string(),
        counterpart,
        theirs,
        figure.value.to_string(),
        limit(figure.must),
        limit(figure.aim),
        figure.verdict().words().to_owned(),
    ]
}

fn align(lines: &[[String; 9]]) -> String {
    let mut widths = [0; 9];
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(ours: f64) -> Figure {
        Figure::ratio("CPU", Quantity::Seconds(ours), ("parse", Quantity::Seconds(2.0)), 1.25, 0.35)
    }

    #[test]
    fn verdicts_follow_the_limits() {
        assert_eq!(figure(0.7).verdict(), Verdict::Aim);
        assert_eq!(figure(2.5).verdict(), Verdict::Must);
        assert_eq!(figure(2.6).verdict(), Verdict::Missed);
        assert_eq!(figure(f64::NAN).verdict(), Verdict::Missed);
        let only_aim = Figure { must: None, ..figure(2.0) };
        assert_eq!(only_aim.verdict(), Verdict::OutsideAim);
    }

    #[test]
    fn a_row_that_was_not_measured_says_why() {
        let rows = [
            Row { name: "p01_cold_index", outcome: Outcome::Measured(vec![figure(2.6)]) },
            Row { name: "p08_diagnostics", outcome: Outcome::NotMeasured("no npm".to_owned()) },
        ];
        let (text, tally) = render(&rows);
        assert!(
            text.contains("MUST MISSED") && text.contains("p08_diagnostics  not measured: no npm")
        );
        assert_eq!(tally, Tally { missed: 1, not_measured: 1, ..Tally::default() });
    }
}
