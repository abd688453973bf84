//! A bounded load on loopback: so many connections, each asking again as soon as it has its answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// What is asked, over and over.
#[derive(Clone, Debug)]
pub struct Ask {
    /// `127.0.0.1:7878`
    pub address: String,
    pub path: String,
    pub token: String,
    /// What is posted; without it, it's a look.
    pub body: Option<String>,
}

/// How it was answered.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
}

/// One answer's body.
pub fn once(ask: &Ask) -> Result<Vec<u8>> {
    Connection::open(ask)?.ask()
}

/// Asks over `connections` for so long.
pub fn press(ask: &Ask, connections: usize, time: Duration) -> Result<Answered> {
    let begun = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|_| {
            let ask = ask.clone();
            std::thread::spawn(move || work(&ask, begun + time))
        })
        .collect();
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.join().ok().context("a connection's thread died")??);
    }
    let took = begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let at =
        |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    Ok(Answered { per_second: times.len() as f64 / took, p50_ms: at(50), p95_ms: at(95), p99_ms: at(99) })
}

fn work(ask: &Ask, until: Instant) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(ask)?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        connection.ask()?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

struct Connection {
    stream: BufReader<TcpStream>,
    request: Vec<u8>,
    line: String,
    body: Vec<u8>,
}

impl Connection {
    fn open(ask: &Ask) -> Result<Connection> {
        let stream = TcpStream::connect(&ask.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let Ask { address, path, token, body } = ask;
        let head = format!("{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n");
        let request = match body {
            None => format!("GET {head}\r\n"),
            Some(body) => format!(
                "POST {head}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
        };
        let stream = BufReader::with_capacity(64 * 1024, stream);
        Ok(Connection { stream, request: request.into_bytes(), line: String::new(), body: Vec::new() })
    }

    /// Asks, and answers the body; anything but 200 or 201 with a length is an error.
    fn ask(&mut self) -> Result<Vec<u8>> {
        self.stream.get_mut().write_all(&self.request)?;
        self.read_line()?;
        let done = ["HTTP/1.1 200", "HTTP/1.1 201"].iter().any(|good| self.line.starts_with(good));
        ensure!(done, "the answer is {}", self.line.trim_end());
        let mut length = None;
        while self.read_line()? {
            if let Some((name, value)) = self.line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse::<usize>()?);
            }
        }
        let Some(length) = length else { bail!("the answer has no length") };
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(self.body.clone())
    }

    /// Whether the line has anything in it: headers end with an empty one.
    fn read_line(&mut self) -> Result<bool> {
        self.line.clear();
        self.stream.read_line(&mut self.line)?;
        Ok(!self.line.trim_end().is_empty())
    }
}
