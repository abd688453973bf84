# Asking
erasure-menu = Delete personal data…
erasure-title = Delete the personal data of { $name }
erasure-text = The data goes on { $at }. Until then one press brings everything back; after that nothing does. Days left to change your mind: { $n }
erasure-goes = What goes
erasure-goes-names = Name, e-mail, login, phone, picture, language, time zone
erasure-goes-access = Password, second factor, passkeys, sign-ins, tokens, links, letters to them and when they were last here
erasure-goes-places = Departments, rights of their own, how they liked their lists, the work they were to take over
erasure-goes-words = When they were away and why, what they asked the administrators for, words about them in reviews of access
erasure-goes-journal = In the journal and in hand-overs: their names, contacts, reasons. The lines stay, with numbers only
erasure-stays = What stays, and why
erasure-stays-number = A number in place of the name, the role, the days of coming and leaving: so that history has whom to name
erasure-stays-history = Who did what and when, hand-overs: so that the journal proves that nothing was changed
erasure-stays-work = Deals, contacts, companies, tasks, and their comments and notes: they are the company's work
erasure-stays-login = A fingerprint of the login: so that nobody gets it by mistake. The login can't be read from it
erasure-stays-texts = A name that somebody typed into a text: only people can find it. Search for it before the day, and look at backups
erasure-archive = Download the archive
erasure-archive-first = First take a copy: everything about the person and by them, or everything of the company, in open formats. The journal notes who took it.
erasure-go-on = Go on to the deletion
erasure-again = Once more: on { $at } the personal data of { $name } is deleted for good. Nobody can undo that, not even whoever runs this server.
erasure-understood = I understand that it can't be undone after that day
erasure-do = Delete
# Afterwards
erasure-begun = The personal data will be deleted on { $at }. Until then it can be restored.
erasure-closing = The personal data will be deleted on { $at }. Until then one press brings everything back.
erasure-restore = Restore
erasure-restored = Nothing is deleted. The person is deactivated, as before.
erasure-erased = The personal data was deleted on { $at }.
erasure-archive-written = The archive is in { $file }.
erasure-archive-readme = Company: { $account }
    Person: { $id }
    Written on: { $at }

    Everything that this system knows about the person, what they made and what they wrote. Hashes of passwords and secrets
    are in none of the files. Records are in it that the person made, held at any time or closed, as they are now.

    person.json: who they are, how they sign in, where they belong; picture.jpg
    sign-ins.csv, tokens.csv, links.csv, passkeys.csv, open-links.csv, refused.csv: how they get in or let others in, and what was
    refused to them
    answers-for.csv: technical users and integrators they answer for
    requests.csv, reviews.csv, reviews-exempt.csv, review-answers.csv: what they asked the administrators for, what reviews of access
    say about them, what they answered or decided about others there
    letters.csv, lists.csv: which letters went to them, which columns of lists they chose
    absences.csv, covers.csv: when they were away, who stood in for whom
    closings.csv, seat-requests.csv, partner-searches.csv, customer-answers.csv, search-answers.csv: what they asked for or answered on
    behalf of the company
    handovers.csv, planned-departures.csv, takeovers.csv: whom their work went to and whose came to them, what is planned of it
    held.csv: which portfolios they held for which kind of work, from when until when; queue is the name of a queue
    comments.csv, notes.csv, work-notes.csv: what they wrote on records, for successors, about all of somebody's work
    deals.csv, contacts.csv, companies.csv, tasks.csv, deleted.csv: records, those in the bin as JSON
    forms.csv, form-entries.csv, triggers.csv: forms with what came by them while the person held them, and what stages set off
    journal.csv: events by them and about them

    A table of which there is nothing is left out. Files are CSV in UTF-8. Times are in UTC. Amounts are in the currency beside them.
    A text that begins with =, +, - or @ has a stroke (') before it, so that no spreadsheet works it out as a formula; numbers and
    telephone numbers are written as they are.
error-erase-departed = Deactivate the person first: only then can their data be deleted.
error-erase-confirm = Tick that you understand: after that day it can't be undone.
error-person-closing = The data of this person is to be deleted. Restore them first.
error-person-erased = The data of this person is deleted; nothing of it comes back.
error-not-closing = Nothing is to be deleted: this person is not being deleted.
