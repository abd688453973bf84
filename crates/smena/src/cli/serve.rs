//! `smena serve`: the pages and the API, until SIGINT or SIGTERM.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use base::{App, Settings};
use clap::Args;
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
}

impl Serve {
    pub(super) fn settings(&self) -> Settings {
        let local = self.listen.ip().is_loopback();
        let plain = (!local).then(|| format!("http://{}", self.listen));
        Settings { public_url: self.public_url.clone().or(plain), ..Settings::default() }
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
