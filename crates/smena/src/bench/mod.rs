//! Measuring the product on the machine it runs on: `smena bench`.
//!
//! Every figure is a ratio within one run: the product's own act beside the plainest program that could do the same.
//! `handover` times departures and undos beside one bare `UPDATE`; `page` times a page of deals beside a program that
//! has no sign-in and no rights; `split` shares deals out while others write; `search` finds contacts by parts of their
//! names, beside the bare query; `scope` reads the page of who heads two hundred people; `board` the board of eight stages; `writes` makes deals, beside bare
//! inserts. `fill` and `company` make the accounts they work in. They are the one place that writes records past the
//! journal: a declared bulk load with one event, in a new account that nobody else uses.

mod board;
mod company;
mod fill;
mod handover;
mod load;
mod page;
mod scope;
mod search;
mod split;
mod store;
mod writes;

pub use board::{BoardFigures, board};
pub use fill::{Filled, fill};
pub use handover::{Figures, Options, handover};
pub use page::{PageFigures, PageOptions, page};
pub use scope::{ScopeFigures, scope};
pub use search::{Asked, SearchFigures, search};
pub use split::{SplitFigures, SplitOptions, split};
pub use writes::{WriteFigures, writes};

use std::time::Duration;

/// The middle one of several times, in ms.
fn median(times: &[Duration]) -> f64 {
    let mut ms: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
    ms.sort_by(f64::total_cmp);
    match ms.len() {
        0 => 0.0,
        n if n % 2 == 1 => ms[n / 2],
        n => (ms[n / 2 - 1] + ms[n / 2]) / 2.0,
    }
}

/// The time that so many in a hundred keep within, in ms.
fn percentile(times: &[Duration], percent: usize) -> f64 {
    let mut ms: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
    ms.sort_by(f64::total_cmp);
    ms.get(ms.len() * percent / 100).or(ms.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_time_that_most_keep_within() {
        let times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!((percentile(&times, 50), percentile(&times, 95), percentile(&[], 95)), (51.0, 96.0, 0.0));
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let times = |ms: &[u64]| ms.iter().map(|ms| Duration::from_millis(*ms)).collect::<Vec<_>>();
        assert_eq!(median(&times(&[9, 1, 5])), 5.0);
        assert_eq!(median(&times(&[4, 1, 2, 9])), 3.0);
        assert_eq!(median(&[]), 0.0);
    }
}
