//! Judging, hashing and checking passwords, off the async threads and never more at once than there are cores.

use std::sync::LazyLock;

use base::credentials::{self, AccessKind};
use base::error::{FieldProblem, Fields};
use base::org::Person;
use base::words::Say;
use base::{Error, Result, Tx, Writing};
use kit::secret;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::elsewhere::{self, Told};
use super::store;

/// The lowest score (of 0 to 4) that is let in.
pub const ENOUGH: u8 = 3;
const LONGEST: usize = 200;

/// A place at the machine's cores. Hashing takes tens of milliseconds on purpose; more at once than there are cores
/// would only make everybody wait longer and take 19 MiB each.
pub(super) async fn turn() -> Result<SemaphorePermit<'static>> {
    static CORES: LazyLock<Semaphore> = LazyLock::new(|| {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Semaphore::new(cores)
    });
    CORES.acquire().await.map_err(|e| Error::Broken(e.to_string()))
}

/// The string to store for a password.
pub async fn hash(password: String) -> Result<String> {
    let _turn = turn().await?;
    aside(move || secret::hash(&password).map_err(|e| Error::Broken(e.to_string()))).await?
}

/// Whether the password is the one behind the hash.
pub(super) async fn fits(hash: Option<String>, password: String) -> Result<bool> {
    let Some(hash) = hash else { return Ok(false) };
    let _turn = turn().await?;
    aside(move || secret::verify(&hash, &password)).await
}

/// Whether the password is strong enough; if not, the field's error names the reasons. `inputs` are words that an
/// attacker would try first: name, e-mail, company.
pub fn judge(fields: &mut Fields, field: &'static str, password: &str, inputs: &[&str], say: &Say) {
    if password.is_empty() {
        fields.add(field, "error-required");
    } else if password.chars().count() > LONGEST {
        fields.add(field, "error-too-long");
    } else if let Err(weak) = strong_enough(field, password, inputs, say) {
        fields.add_with(weak.field, weak.key, weak.values);
    }
}

fn strong_enough(
    field: &'static str,
    password: &str,
    inputs: &[&str],
    say: &Say,
) -> Result<(), FieldProblem> {
    let judged = secret::strength(password, inputs);
    if judged.score >= ENOUGH {
        return Ok(());
    }
    let why = reasons(&judged, say);
    Err(FieldProblem { field, key: "error-password-weak", values: vec![("why", why.into())] })
}

/// A judgement in the reader's language, while they type: how strong (0 to 4), why, and what would help.
pub async fn judge_aside(password: String, inputs: String, say: Say) -> Result<(u8, String)> {
    aside(move || verdict(&password, &[&inputs], &say)).await
}

fn verdict(password: &str, inputs: &[&str], say: &Say) -> (u8, String) {
    let judged = secret::strength(password, inputs);
    let score = match judged.score {
        0 => say.t("password-score-0"),
        1 => say.t("password-score-1"),
        2 => say.t("password-score-2"),
        3 => say.t("password-score-3"),
        _ => say.t("password-score-4"),
    };
    let text = if judged.score >= ENOUGH { score } else { format!("{score} {}", reasons(&judged, say)) };
    (judged.score, text)
}

fn reasons(judged: &secret::Strength, say: &Say) -> String {
    let keys: Vec<&str> = judged.warning.iter().chain(&judged.suggestions).copied().collect();
    if keys.is_empty() {
        return say.t("password-advice-another-word");
    }
    keys.into_iter().map(|key| say.t(key)).collect::<Vec<String>>().join(" ")
}

/// Who chose a password, as far as the way in tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Administrator,
    /// Who knew the password before it.
    Holder,
    /// Who followed a link that was handed over in some way.
    Link,
    /// Who followed a link that only a letter carried: they read mail at the e-mail.
    Letter,
}

impl By {
    /// Whether that shows whose e-mail it is; `None`: no more than was known before. Where no letters are sent nobody can
    /// show more than a password or a link of their own.
    fn proves(self, letters: bool) -> Option<bool> {
        match self {
            By::Administrator => Some(false),
            By::Letter => Some(true),
            By::Link => Some(!letters),
            By::Holder => (!letters).then_some(true),
        }
    }
}

/// Puts a new password in the old one's place: every session made under the old one is dead, in every account, their
/// journals are told, and nobody is asked to change this one. Answers with the identity's new epoch.
pub(super) fn replace(
    tx: &mut Tx<'_, Writing>,
    person: &Person,
    (identity, by): (i64, By),
    hash: &str,
    letters: bool,
) -> Result<i64> {
    let epoch = store::set_password(tx, identity, hash, by.proves(letters))?;
    store::set_must_change_password(tx, person.id, false)?;
    credentials::store::end_kind(tx, AccessKind::Session, person.id, "password")?;
    elsewhere::tell(tx, identity, Told::Password)?;
    Ok(epoch)
}

/// Runs on a blocking thread.
pub(super) async fn aside<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(f).await.map_err(|e| Error::Broken(e.to_string()))
}
