//! A mail server of the tests' own (aiosmtpd, see `post_office.py`): it takes letters, refuses them as it is told, or is
//! away. Its letters are read with a library.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use base::{App, Settings};
use kit::id::IdMaker;
use kit::mail::Relay;
use mail_parser::{Message, MessageParser};

use crate::app::TestApp;

/// Where people open the product whose letters arrive here.
pub const HOME: &str = "http://crm.svitanok.example";
pub const SENDER: &str = "Смена <crm@svitanok.example>";

pub struct PostOffice {
    folder: tempfile::TempDir,
    port: u16,
    /// Name and password, where not everybody may write.
    key: Option<(&'static str, &'static str)>,
    server: Option<Child>,
}

impl PostOffice {
    /// Takes everything from everybody.
    pub fn open() -> PostOffice {
        PostOffice::with(None)
    }

    /// Takes letters of whoever shows this name and password.
    pub fn locked(name: &'static str, password: &'static str) -> PostOffice {
        PostOffice::with(Some((name, password)))
    }

    fn with(key: Option<(&'static str, &'static str)>) -> PostOffice {
        let mut office = PostOffice { folder: tempfile::tempdir().unwrap(), port: 0, key, server: None };
        office.reopen();
        office
    }

    /// Nobody answers at its door.
    pub fn shut(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    /// At the same door as before.
    pub fn reopen(&mut self) {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let python = root.join("../../target/needs/smtp/bin/python");
        assert!(python.exists(), "the tests' mail server is missing: make needs");
        let mut server = Command::new(python)
            .arg(root.join("tests/it/post_office.py"))
            .arg(self.folder.path())
            .arg(self.port.to_string())
            .args(self.key.iter().flat_map(|(name, password)| [name, password]))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut port).unwrap();
        self.port = port.trim().parse().expect("the mail server says where it listens");
        self.server = Some(server);
    }

    /// What it answers to `rcpt` or `data` from now on.
    pub fn says(&self, command: &str, answer: &str) {
        std::fs::write(self.folder.path().join(command), answer).unwrap();
    }

    /// It takes everything again.
    pub fn takes(&self) {
        for command in ["rcpt", "data"] {
            std::fs::remove_file(self.folder.path().join(command)).ok();
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// What has arrived, in this order.
    pub fn letters(&self) -> Vec<Arrived> {
        (1..)
            .map(|number| self.folder.path().join(format!("{number}.eml")))
            .take_while(|path| path.exists())
            .map(|path| Arrived {
                to: std::fs::read_to_string(path.with_extension("to")).unwrap(),
                raw: std::fs::read(path).unwrap(),
            })
            .collect()
    }

    /// How many lines were opened to it since it opened its door.
    pub fn lines(&self) -> usize {
        std::fs::read_to_string(self.folder.path().join("lines")).unwrap().parse().unwrap()
    }

    /// The only letter that has arrived.
    #[track_caller]
    pub fn letter(&self) -> Arrived {
        let mut letters = self.letters();
        assert_eq!(letters.len(), 1, "letters that arrived");
        letters.remove(0)
    }

    /// The product with this mail server: another process over the same database.
    pub fn for_app(&self, t: &TestApp) -> App {
        self.for_app_by(t, &format!("smtp://127.0.0.1:{}?tls=none", self.port))
    }

    /// The same with another address of the server.
    pub fn for_app_by(&self, t: &TestApp, url: &str) -> App {
        let mail = Some(Arc::new(Relay::parse(url, SENDER).unwrap()));
        let ids = IdMaker::new(9, 0, t.clock.clone());
        ids.promise(i64::MAX);
        App::new(base::Parts {
            db: t.app.db.clone(),
            words: t.app.words.clone(),
            ids,
            clock: t.clock.clone(),
            settings: Settings { public_url: Some(HOME.into()), mail, ..Settings::default() },
            holdables: t.app.holdables.clone(),
            seeds: t.app.seeds.clone(),
            arrivals: t.app.arrivals.clone(),
            tellings: t.app.tellings.clone(),
            jobs: t.app.jobs.clone(),
            tables: t.app.tables,
            bell: base::Bell::default(),
        })
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.shut();
    }
}

/// A letter as it arrived.
pub struct Arrived {
    /// Whom the envelope names.
    pub to: String,
    pub raw: Vec<u8>,
}

impl Arrived {
    pub fn read(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).expect("a letter that a mail program can read")
    }

    pub fn text(&self) -> String {
        self.read().body_text(0).expect("a letter with text").replace("\r\n", "\n")
    }

    pub fn html(&self) -> String {
        self.read().body_html(0).expect("a letter with HTML").replace("\r\n", "\n")
    }

    pub fn header(&self, name: &str) -> String {
        let read = self.read();
        let value = if name == "Subject" { read.subject() } else { read.header_raw(name) };
        let value = value.unwrap_or_else(|| panic!("the letter has no {name}"));
        value.trim().to_owned()
    }

    /// The path of the one-time link in it.
    pub fn link(&self) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with(&format!("{HOME}/link/")));
        line.unwrap_or_else(|| panic!("no link in {text}")).trim_start_matches(HOME).to_owned()
    }
}
