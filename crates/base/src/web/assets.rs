//! Addresses of stylesheets, scripts and icons.
//!
//! The product knows the contents and so gives the addresses, with a mark of them in each, once at start; a browser
//! may then keep what it has for ever.

use std::collections::HashMap;
use std::sync::OnceLock;

static ADDRESSES: OnceLock<HashMap<String, String>> = OnceLock::new();

/// Tells the addresses, by name. Only the first call counts.
pub fn set_assets(addresses: HashMap<String, String>) {
    ADDRESSES.get_or_init(|| addresses);
}

/// The address of an asset; `/assets/NAME` while nothing else is known.
pub fn asset(name: &str) -> String {
    ADDRESSES.get().and_then(|all| all.get(name)).cloned().unwrap_or_else(|| format!("/assets/{name}"))
}
