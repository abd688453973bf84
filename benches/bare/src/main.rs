//! The plainest program that answers a page of fifty deals: axum, rusqlite, one route. No sign-in, no rights, no
//! search, one account, one portfolio. `smena bench page` starts it and checks that it answers the same bytes.
//!
//! `bare DATABASE ACCOUNT PORTFOLIO NEXT`: the cursor at the end of the page is given, for it is always the same page.
//! Prints its address.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Json, Router, routing::get};
use rusqlite::{Connection, OpenFlags, Row};
use serde::{Serialize, Serializer};

/// The same columns in the same order as the product answers them.
#[derive(Serialize)]
struct Deal {
    id: i64,
    title: String,
    pipeline_id: i64,
    stage_id: i64,
    open: bool,
    amount: i64,
    currency: String,
    company_id: Option<i64>,
    contact_ids: Vec<i64>,
    product_id: Option<i64>,
    note: Option<String>,
    responsible_id: i64,
    #[serde(serialize_with = "moment_or_null")]
    started_at: Option<i64>,
    #[serde(serialize_with = "moment_or_null")]
    closed_at: Option<i64>,
    closed_holder_id: Option<i64>,
    created_by: Option<i64>,
    #[serde(serialize_with = "moment")]
    created_at: i64,
    #[serde(serialize_with = "moment")]
    updated_at: i64,
    version: i64,
}

#[derive(Serialize)]
struct Page {
    items: Vec<Deal>,
    next: String,
    count: &'static str,
}

struct Bare {
    connections: Mutex<Vec<Connection>>,
    account: i64,
    portfolio: i64,
    next: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |what: &str| arguments.next().with_context(|| format!("{what} is missing"));
    let (path, account, portfolio) = (argument("DATABASE")?, argument("ACCOUNT")?, argument("PORTFOLIO")?);
    let connections = (0..8).map(|_| open(&path)).collect::<Result<Vec<_>>>()?;
    let bare = Bare {
        connections: Mutex::new(connections),
        account: account.parse()?,
        portfolio: portfolio.parse()?,
        next: argument("NEXT")?,
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/api/v1/deals", get(page)).with_state(Arc::new(bare))).await?;
    Ok(())
}

fn open(path: &str) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.execute_batch("pragma cache_size = -12288")?;
    Ok(connection)
}

async fn page(State(bare): State<Arc<Bare>>) -> Result<Json<Page>, StatusCode> {
    let taken = bare.connections.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let connection = taken.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
    let items = deals(&connection, &bare);
    bare.connections.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    let items = items.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(Page { items, next: bare.next.clone(), count: "10000+" }))
}

fn deals(connection: &Connection, bare: &Bare) -> rusqlite::Result<Vec<Deal>> {
    let mut page = connection.prepare_cached(
        "select r.id, r.title, r.pipeline_id, r.stage_id, r.open, r.amount, r.currency, r.company_id, r.product_id,
            r.note, h.holder_person_id, r.started_at, r.closed_at, r.closed_holder_person_id, r.created_by,
            r.created_at, r.updated_at, r.version
        from deals r join portfolio_holders h
            on h.account_id = r.account_id and h.portfolio_id = r.portfolio_id and h.kind = 'deal'
        where r.account_id = ?1 and r.portfolio_id = ?2 order by r.id desc limit 50",
    )?;
    page.query_map([bare.account, bare.portfolio], deal)?.collect()
}

fn deal(row: &Row<'_>) -> rusqlite::Result<Deal> {
    Ok(Deal {
        id: row.get(0)?,
        title: row.get(1)?,
        pipeline_id: row.get(2)?,
        stage_id: row.get(3)?,
        open: row.get(4)?,
        amount: row.get(5)?,
        currency: row.get(6)?,
        company_id: row.get(7)?,
        contact_ids: Vec::new(),
        product_id: row.get(8)?,
        note: row.get(9)?,
        responsible_id: row.get(10)?,
        started_at: row.get(11)?,
        closed_at: row.get(12)?,
        closed_holder_id: row.get(13)?,
        created_by: row.get(14)?,
        created_at: row.get(15)?,
        updated_at: row.get(16)?,
        version: row.get(17)?,
    })
}

fn moment<S: Serializer>(ms: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&kit::date::to_rfc3339(*ms))
}

fn moment_or_null<S: Serializer>(ms: &Option<i64>, to: S) -> Result<S::Ok, S::Error> {
    match ms {
        Some(ms) => moment(ms, to),
        None => to.serialize_none(),
    }
}
