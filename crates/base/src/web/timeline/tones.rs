//! The tone of what happened: good news, something to mind, a loss.

use super::super::components::Tone;
use crate::event::{LetterFact, PasskeyFact};
use crate::journal::Event;

pub(super) fn tone(event: &Event) -> Tone {
    match event {
        Event::AccountCreated { .. }
        | Event::PersonActivated { .. }
        | Event::PersonUnblocked { .. }
        | Event::PersonReactivated { .. }
        | Event::PersonRestored { .. }
        | Event::CompanyKept { .. }
        | Event::RecordRestored { .. } => Tone::Good,
        Event::PersonBlocked { .. }
        | Event::PersonDeclined { .. }
        | Event::SecondFactorRemoved { .. }
        | Event::SecondFactorLifted { .. }
        | Event::RecoveryCodeUsed { .. }
        | Event::Passkey { became: PasskeyFact::Removed | PasskeyFact::Stopped, .. }
        | Event::Letter { became: LetterFact::Refused | LetterFact::ResetRefused, .. }
        | Event::AccessEnded { .. }
        | Event::RecordDeleted { .. } => Tone::Warn,
        Event::PersonDeparted { .. }
        | Event::PersonClosing { .. }
        | Event::PersonErased { .. }
        | Event::CompanyClosing { .. } => Tone::Bad,
        _ => Tone::Quiet,
    }
}
