//! `smena serve`: the pages and the API, until SIGINT or SIGTERM.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base::{App, Settings};
use clap::Args;
use kit::mail::Relay;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::Stop;
use crate::app::router;
use crate::housekeeping;

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen
    #[arg(long, env = "SMENA_LISTEN", default_value = "127.0.0.1:7878")]
    listen: SocketAddr,
    /// The address people use, for example https://crm.example.com; with https, cookies are for https only
    #[arg(long, env = "SMENA_PUBLIC_URL")]
    public_url: Option<String>,
    /// The mail server: smtps://name:password@mail.example.com, smtp://… (STARTTLS) or smtp://…?tls=none; rather in the
    /// environment than as an argument. Without one no letter is sent
    #[arg(
        long,
        env = "SMENA_MAIL_SERVER",
        hide_env_values = true,
        value_name = "URL",
        requires_all = ["mail_from", "public_url"]
    )]
    mail_server: Option<String>,
    /// The sender of letters, for example 'Smena <crm@example.com>'
    #[arg(long, env = "SMENA_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl Serve {
    pub(super) fn settings(&self) -> anyhow::Result<Settings> {
        let mail = match (&self.mail_server, &self.mail_from) {
            (Some(server), Some(from)) => Some(Arc::new(Relay::parse(server, from)?)),
            _ => None,
        };
        let local = self.listen.ip().is_loopback();
        let plain = (!local).then(|| format!("http://{}", self.listen));
        Ok(Settings { public_url: self.public_url.clone().or(plain), mail, ..Settings::default() })
    }
}

/// How long requests in progress may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(5);

pub(super) async fn run(app: &App, args: Serve) -> Result<(), Stop> {
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} can't be listened on", args.listen))?;
    let address = listener.local_addr().context("the address is unknown")?;
    super::print(&format!("Smena: http://{address}"));
    housekeeping::begin(app);
    base::jobs::begin(app);
    people::forgotten::begin(app);
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        told_to_stop().await;
        // Nobody listens when the server has already failed; then there is nothing to stop.
        let _ = stop.send(());
    });
    let late = async {
        // Open pages keep their stream for ever: after the grace they are cut.
        if stopped.await.is_ok() {
            tokio::time::sleep(GRACE).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        served = server => served.context("the server failed")?,
        () = late => {}
    }
    Ok(())
}

async fn told_to_stop() {
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}
