//! `smena verify`.

use base::App;
use serde_json::json;

use super::{Out, Stop};

pub(super) async fn run(app: &App, out: &Out) -> Result<(), Stop> {
    let broken = crate::verify::check(app).await?;
    if broken.is_empty() {
        out.answer(&json!({"ok": true, "broken": []}), || out.say.t("cli-verified"));
        return Ok(());
    }
    Err(Stop::Broken(broken))
}
