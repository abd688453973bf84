//! The job that sends a letter: a line, then the link, then the letter, then a note of what came of it.

use base::authz::{self, Do};
use base::credentials::{self, AccessKind, LINK_MS, RESET_MS};
use base::event::LetterFact;
use base::jobs::{self, Job, JobKind, Next, Stepping};
use base::kind::Status;
use base::letters::{self, Answer, Letter, Purpose, State};
use base::org::Person;
use base::{App, Ctx, Error, Event, Result, org, partners};
use kit::lang::Lang;
use kit::mail::{Failure, Line, Posted};

use super::letter::{self, Invitation, Reset, Written};
use super::{are_on, by_hand};
use crate::forgotten;
use crate::signin::{access, links, names};

/// The kind of job that sends letters.
pub const JOB: JobKind = JobKind {
    name: letters::JOB,
    step,
    watched: false,
    while_closing: true,
    passed_over: Some(line_is_taken),
};

/// The first rest and the longest, in ms: an hour of outage costs a handful of tries.
const FIRST_REST_MS: i64 = 60_000;
const LONGEST_REST_MS: i64 = 3_600_000;
/// After so long nobody waits for a letter any more, in ms.
const GIVE_UP_MS: i64 = 3 * 86_400_000;
/// The same for a forgotten password, in ms.
const GIVE_UP_RESET_MS: i64 = 6 * 3_600_000;

/// One letter goes at a time: whoever has the line sends the others next.
fn line_is_taken(app: &App) -> bool {
    app.settings.mail.as_ref().is_some_and(|relay| relay.is_taken())
}

fn step(ctx: Ctx, job: Job) -> Stepping {
    Box::pin(async move {
        let id = job.data.parse().map_err(|_| Error::Broken("a letter's job without a letter".into()))?;
        let found = ctx.read(move |tx| letters::find(tx, id)).await?;
        match found.filter(|letter| letter.state == State::Waiting) {
            Some(letter) => send(&ctx, &job, letter).await,
            None if job.cancel_asked => Ok(Next::Cancelled),
            None => Ok(Next::Done),
        }
    })
}

async fn send(ctx: &Ctx, job: &Job, letter: Letter) -> Result<Next> {
    if ctx.account.closes_at.is_some() && !letter.purpose.goes_while_closing() {
        return Ok(Next::At(ctx.app.now() + LONGEST_REST_MS));
    }
    let Some(relay) = ctx.app.settings.mail.clone().filter(|_| are_on(&ctx.app)) else {
        return rest(ctx, &letter, Answer::off()).await;
    };
    let line = match relay.line().await {
        Ok(Some(line)) => line,
        // Taken in this very moment: the letter keeps its place among those that wait.
        Ok(None) => return Ok(Next::At(job.run_at)),
        Err(failure) => return rest(ctx, &letter, Answer::failed(&failure)).await,
    };
    let Some(ready) = prepare(ctx, job, &letter, relay.host()).await? else { return Ok(Next::Done) };
    let came = hand_over(ctx, line, &letter, &ready).await;
    match came {
        Ok(words) => {
            settle(ctx, &letter, State::Sent, Answer::taken(words), ready.link).await?;
            Ok(Next::Done)
        }
        Err(failure) if failure.why.is_final() => {
            settle(ctx, &letter, State::Refused, Answer::failed(&failure), ready.link).await?;
            Ok(Next::Done)
        }
        Err(failure) => {
            if failure.code.is_some() {
                end_unsent(ctx, &letter, ready.link).await?;
            }
            rest(ctx, &letter, Answer::failed(&failure)).await
        }
    }
}

/// A letter that is about to go.
struct Ready {
    to_name: String,
    lang: Lang,
    written: Written,
    link: Option<i64>,
}

/// The link is made, if the person still waits under that address and whoever asked may still invite them. Nothing when
/// the letter has lost its sense meanwhile.
async fn prepare(ctx: &Ctx, job: &Job, letter: &Letter, host: &str) -> Result<Option<Ready>> {
    let person = letter.person;
    if letter.purpose == Purpose::Reset {
        return prepare_reset(ctx, job, letter).await;
    }
    if letter.purpose != Purpose::Invitation {
        let person = ctx.read(move |tx| org::find(tx, person)).await?.ok_or(Error::NotFound)?;
        let theirs = ctx.clone().told_to(&person);
        let home = ctx.app.settings.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
        let written = match letter.purpose {
            Purpose::SeatsAsked => letter::seats_asked(&theirs.say, &person.name, &format!("{home}/partner")),
            Purpose::SeatsAnswered => {
                letter::seats_answered(&theirs.say, &person.name, &format!("{home}/settings/seats"))
            }
            Purpose::PartnerSought => {
                letter::partner_sought(&theirs.say, &person.name, &format!("{home}/partner"))
            }
            Purpose::PartnerReplied => {
                letter::partner_replied(&theirs.say, &person.name, &format!("{home}/settings/partners"))
            }
            Purpose::Asked => letter::asked(&theirs.say, &person.name, &format!("{home}/asks")),
            Purpose::AskAnswered => letter::ask_answered(&theirs.say, &person.name, &format!("{home}/asks")),
            Purpose::JoinAsked => {
                letter::join_asked(&theirs.say, &person.name, &format!("{home}/people/open-links"))
            }
            Purpose::ReviewAsked => letter::review_asked(&theirs.say, &person.name, &format!("{home}/asks")),
            Purpose::ReviewReminder => {
                letter::review_reminder(&theirs.say, &person.name, &format!("{home}/settings/reviews"))
            }
            Purpose::Closing | Purpose::ClosingReminder => {
                // It was called back in this very moment, and withdraws the letter.
                let Some(at) = ctx.account.closes_at else { return Ok(None) };
                letter::closing(&theirs, &person, (letter.purpose, at), home)
            }
            Purpose::ClosingOff => letter::closing_off(&theirs, &person.name, &format!("{home}/")),
            Purpose::CustomerCloses => {
                letter::customer_closes(&theirs.say, &person.name, &format!("{home}/partner"))
            }
            Purpose::CustomerStays => {
                letter::customer_stays(&theirs.say, &person.name, &format!("{home}/partner"))
            }
            Purpose::StandIn => letter::stand_in(&theirs.say, &person.name, &format!("{home}/covers")),
            Purpose::Invitation | Purpose::Reset | Purpose::Test => {
                letter::trial(&theirs.say, &ctx.account.name, host)
            }
        };
        return Ok(Some(Ready { to_name: person.name, lang: theirs.say.lang, written, link: None }));
    }
    let (job, id, address) = (job.clone(), letter.id, letter.address.clone());
    let made = ctx
        .write(move |mut tx| {
            let person = org::find_locked(&mut tx, person)?.ok_or(Error::NotFound)?;
            let waits = letters::lock(&mut tx, id)? == Some(State::Waiting);
            jobs::hold(&mut tx, &job)?;
            let same = person.status == Status::Pending && person.email.as_deref() == Some(address.as_str());
            let Some(identity) = person.identity_id.filter(|_| waits && same) else {
                return tx.unchanged(None);
            };
            authz::decide(tx.actor(), &Do::SendLink { category: person.category })?;
            access::check_not_above(&mut tx, &person)?;
            let keeps = names::brings_password(&mut tx, identity)?;
            let elsewhere = match person.lang {
                None if names::is_shared(&mut tx, identity)? => names::first_lang(&mut tx, identity)?,
                _ => None,
            };
            let by = match job.asked_by {
                Some(by) => org::find(&mut tx, by)?.map(|by| by.name),
                None => None,
            };
            let mut tx = tx.permit(Do::SendLink { category: person.category })?;
            let (link, made) = credentials::make_link_for_letter(&mut tx, &person)?;
            letters::carries(&mut tx, id, link)?;
            let event = Event::LinkMade { person: person.id, link };
            let person = Person { lang: person.lang.clone().or(elsewhere), ..person };
            tx.commit(event, Some((person, by, keeps, link, links::path(&made))))
        })
        .await?;
    let Some((person, by, keeps_password, link, path)) = made else { return Ok(None) };
    let theirs = ctx.clone().told_to(&person);
    let home = home(ctx);
    let offer = partners::offer(&ctx.app, ctx.account.id, person.id).await?;
    let terms = offer.map(|offer| {
        let day = theirs.company_day(offer.until - 1);
        theirs.say.with("letter-terms", &[("partner", offer.partner.into()), ("day", day.into())])
    });
    let written = letter::invitation(&Invitation {
        say: &theirs.say,
        account: &ctx.account.name,
        by: by.as_deref(),
        name: &person.name,
        sign_in: &letter.address,
        link: &format!("{home}{path}"),
        until: &by_hand::until(&theirs, ctx.app.now() + LINK_MS),
        home: &format!("{home}/"),
        keeps_password,
        terms: terms.as_deref(),
    });
    Ok(Some(Ready { to_name: person.name, lang: theirs.say.lang, written, link: Some(link) }))
}

/// As `prepare`, for who forgot their password.
async fn prepare_reset(ctx: &Ctx, job: &Job, letter: &Letter) -> Result<Option<Ready>> {
    let Some(made) = forgotten::make_link(ctx, job, letter).await? else { return Ok(None) };
    let theirs = ctx.clone().told_to(&made.person);
    let written = letter::reset(&Reset {
        say: &theirs.say,
        account: &ctx.account.name,
        name: &made.person.name,
        sign_in: &letter.address,
        link: &format!("{}{}", home(ctx), made.path),
        until: &by_hand::until(&theirs, ctx.app.now() + RESET_MS),
    });
    Ok(Some(Ready { to_name: made.person.name, lang: theirs.say.lang, written, link: Some(made.link) }))
}

/// Where people open the product, without a slash at the end.
fn home(ctx: &Ctx) -> String {
    let url = ctx.app.settings.public_url.as_deref().unwrap_or_default();
    url.trim_end_matches('/').to_owned()
}

async fn hand_over(ctx: &Ctx, line: Line<'_>, letter: &Letter, ready: &Ready) -> Result<String, Failure> {
    // Another id each time: a second letter with the first one's would be dropped as a double on its way.
    let id = format!("{}.{}", letter.id, ready.link.unwrap_or(letter.tries + 1));
    let posted = Posted::new(
        line.from(),
        &kit::mail::Letter {
            id: &id,
            at: ctx.app.now(),
            to: &letter.address,
            to_name: &ready.to_name,
            lang: ready.lang.code(),
            subject: &ready.written.subject,
            text: &ready.written.text,
            html: &ready.written.html,
        },
    )?;
    line.send(&posted).await
}

/// It did not go: again after a rest, or no more when it has been tried for days.
async fn rest(ctx: &Ctx, letter: &Letter, answer: Answer) -> Result<Next> {
    let (account, id, now) = (ctx.account.id, letter.id, ctx.app.now());
    let patience = if letter.purpose == Purpose::Reset { GIVE_UP_RESET_MS } else { GIVE_UP_MS };
    if now - letter.created_at >= patience {
        settle(ctx, letter, State::Refused, answer, None).await?;
        return Ok(Next::Done);
    }
    ctx.app.keep_as_job(move |tx| letters::keep_try(tx, account, id, &answer)).await?;
    Ok(Next::At(now + rest_ms(letter.tries + 1)))
}

/// Twice as long after each try, from a minute up to an hour.
fn rest_ms(tries: i64) -> i64 {
    let doubled = u32::try_from(tries - 1).ok().and_then(|n| FIRST_REST_MS.checked_shl(n.min(20)));
    doubled.unwrap_or(LONGEST_REST_MS).min(LONGEST_REST_MS)
}

/// What came of the letter, for good; nothing when it was withdrawn meanwhile. The link of one that is refused is
/// nobody's, so it ends.
async fn settle(ctx: &Ctx, letter: &Letter, state: State, answer: Answer, link: Option<i64>) -> Result<()> {
    let (id, person, purpose) = (letter.id, letter.person, letter.purpose);
    ctx.write(move |mut tx| {
        org::find_locked(&mut tx, person)?;
        if letters::lock(&mut tx, id)? != Some(State::Waiting) {
            return tx.unchanged(());
        }
        let mut tx = tx.permit(Do::TellDelivery)?;
        letters::settle(&mut tx, id, state, Some(&answer))?;
        if let Some(link) = link.filter(|_| state == State::Refused) {
            credentials::end_one(&mut tx, AccessKind::Link, person, link, "unsent")?;
        }
        let became = match (purpose, state) {
            (Purpose::Test, _) => LetterFact::Answered,
            (Purpose::Reset, State::Sent) => LetterFact::ResetSent,
            (Purpose::Reset, _) => LetterFact::ResetRefused,
            (Purpose::Invitation, State::Sent) => LetterFact::Sent,
            (Purpose::Invitation, _) => LetterFact::Refused,
            (_, State::Sent) => LetterFact::NewsSent,
            _ => LetterFact::NewsRefused,
        };
        let event = Event::Letter { person, letter: Some(id), became };
        tx.commit(event, ())
    })
    .await
}

/// The server said that it has not taken the letter: its link is nobody's.
async fn end_unsent(ctx: &Ctx, letter: &Letter, link: Option<i64>) -> Result<()> {
    let (Some(link), person) = (link, letter.person) else { return Ok(()) };
    ctx.write(move |mut tx| {
        org::find_locked(&mut tx, person)?;
        let mut tx = tx.permit(Do::TellDelivery)?;
        credentials::end_one(&mut tx, AccessKind::Link, person, link, "unsent")?;
        tx.commit(Event::AccessEnded { person, access: AccessKind::Link.code().into(), count: 1 }, ())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_doubles_from_a_minute_to_an_hour() {
        assert_eq!([1, 2, 3, 6].map(rest_ms), [60_000, 120_000, 240_000, 1_920_000]);
        assert_eq!([7, 40, 1_000].map(rest_ms), [LONGEST_REST_MS; 3]);
    }
}
