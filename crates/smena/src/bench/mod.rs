//! Measuring the product on the machine it runs on: `smena bench`.
//!
//! Every figure is a ratio within one run: the product's own act beside the plainest program that could do the same.
//! `handover` times departures and undos beside one bare `UPDATE`; `page` times a page of deals beside a program that
//! has no sign-in and no rights; `split` shares deals out while others write. `fill` makes the account they work in. It is the one place that writes records past
//! the journal: a declared bulk load with one event, in a new account that nobody else uses.

mod fill;
mod handover;
mod load;
mod page;
mod split;
mod store;

pub use fill::{Filled, fill};
pub use handover::{Figures, Options, handover};
pub use page::{PageFigures, PageOptions, page};
pub use split::{SplitFigures, SplitOptions, split};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        let times = |ms: &[u64]| ms.iter().map(|ms| Duration::from_millis(*ms)).collect::<Vec<_>>();
        assert_eq!(median(&times(&[9, 1, 5])), 5.0);
        assert_eq!(median(&times(&[4, 1, 2, 9])), 3.0);
        assert_eq!(median(&[]), 0.0);
    }
}
