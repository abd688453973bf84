//! Taking from a queue: a member of its department moves records to their own portfolio. The first wins; whoever comes
//! second is told. What a queue is and who sees it is in `base::portfolios::queues`; who makes one, in `people`.

pub mod api;
pub mod pages;
mod take;

pub use take::take;
