//! Looking around first: the sample as the first thing of a fresh installation.

use ::people::accounts::create_first;
use ::people::signin::is_new;
use ::people::signin::pages::go_in;
use ::people::signin::sign_in::{self, Attempt};
use axum::response::Response;
use base::Result;
use base::web::components::Tone;
use base::web::{Notice, Visitor, see_other};

use super::company;

/// `POST /welcome/sample`: only while there is no account, as the first run itself. Whoever made it is in at once; nobody
/// ever learns its password.
pub async fn look_around(visitor: Visitor) -> Result<Response> {
    let Visitor { app, say, address, agent, .. } = visitor;
    if !is_new(&app).await? {
        return Ok(see_other("/sign-in", None));
    }
    let asked = company::asked(say.lang)?;
    let (login, password) = (asked.admin_email.clone(), asked.admin_password.clone());
    let made = match create_first(&app, asked, &say).await {
        Ok(made) => made,
        // Somebody else was first, at this very moment.
        Err(_) if !is_new(&app).await? => return Ok(see_other("/sign-in", None)),
        Err(error) => return Err(error),
    };
    let attempt = Attempt { login, password, account: Some(made.account_id), address };
    let door = sign_in::only(sign_in::prove(&app, &attempt).await?)?;
    let opened = sign_in::open(&app, &door, agent).await?;
    // Half a sample is still a way to one's own company: whoever made it must not stand before a shut door.
    let notice = match company::furnish(&app, made, say.lang).await {
        Ok(()) => Notice::good(say.t("accounts-look-made")),
        Err(error) => {
            tracing::error!(%error, "the sample is not whole");
            Notice { tone: Tone::Warn, text: say.t("accounts-look-half") }
        }
    };
    Ok(go_in(&app, opened, "/", Some(notice)))
}
