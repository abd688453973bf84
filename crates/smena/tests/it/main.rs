//! The product's tests, in one program: linking is most of the wait.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says that it failed by stopping"
)]

mod absences;
mod acceptance;
mod accounts;
mod amounts;
mod app;
mod asks;
mod back;
mod bench;
mod bin;
mod board;
mod browser;
mod cast;
mod cli;
mod closing;
mod columns;
mod comments;
mod companies;
mod contacts;
mod covers;
mod deals;
mod deals_pages;
mod departments;
mod erasure;
mod factors;
mod faults;
mod filters;
mod forgotten;
mod guide;
mod handovers;
mod holders;
mod house;
mod house_schema;
mod imports;
mod integrators;
mod invariants;
mod invitations;
mod inviting;
mod jobs;
mod keyboard;
mod keys;
mod matrix;
mod names;
mod notes;
mod open_links;
mod openapi;
mod palette;
mod paper;
mod partners;
mod passkeys;
mod people;
mod phones;
mod pictures;
mod pipelines;
mod post_office;
mod postgres;
mod products;
mod queues;
mod quick;
mod random;
mod removals;
mod reports;
mod reviews;
mod roles;
mod running;
mod sample;
mod screenshots;
mod search;
mod seats;
mod signin;
mod sources;
mod start;
mod steps;
mod structure;
mod styleguide;
mod sweep;
mod takeovers;
mod tasks;
mod triggers;
mod unsaved;
mod unscripted;
mod uploads;
mod walkthrough;
mod walkthroughs;
mod watched;
mod watching;
mod ways;
mod weight;
mod zones;
