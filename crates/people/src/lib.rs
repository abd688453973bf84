//! People and their comings and goings: the rules and the writes. Reading them is in `base::org`.

pub mod absences;
pub mod accounts;
pub mod asks;
pub mod closing;
pub mod covers;
pub mod departments;
pub mod erasure;
pub mod forgotten;
pub mod handovers;
pub mod integrators;
pub mod invitations;
pub mod journal;
pub mod notes;
pub mod open_links;
pub mod partners;
pub mod people;
pub mod pictures;
pub mod queues;
pub mod retention;
pub mod reviews;
pub mod roles;
pub mod seats;
pub mod signin;
pub mod structure;
pub mod takeovers;
