exports-title = Export everything
exports-lead = All data of the company as one file in open formats: to keep, or to move somewhere else.
exports-has = What is in it
exports-has-people = People, departments, roles, who belongs where
exports-has-records = Contacts, companies, deals with their contacts, tasks, products, pipelines and stages, the bin
exports-has-words = Comments, notes to successors, what came by forms
exports-has-moves = Hand-overs with every step, absences and covers, planned departures, who held what from when until when
exports-has-settings = Forms, triggers, open links, requests, access reviews, letters, sign-ins, names of tokens, licences
exports-has-journal = The whole journal as JSON lines with its chain of hashes, and pictures
exports-take = Download
exports-take-text = A ZIP with a table (CSV) for each of these and a page that says what is in which. A large company takes a few minutes.
exports-no-secrets = Passwords, secrets of tokens and links are in none of the files.
exports-known = The journal notes who took it.
exports-moment = Others may go on working meanwhile: what they change during the download may or may not be in it.
exports-press = Download everything
exports-written = Export: { $file }
exports-readme = Company: { $account }
    Written on: { $at }

    Everything of this company, as it is in Smena. Names of files and columns are the same in every language. Times are RFC 3339 in
    UTC; amounts are in the currency beside them; phones, e-mails, rights and what was typed into forms are JSON; 1 is yes, 0 is no. A
    column that ends in _id names a row of another table; responsible_id, created_by and *_person_id name people. A table of which there
    is nothing is left out. A text that begins with =, +, - or @ has a stroke (') before it, so that no spreadsheet works it out as a
    formula; numbers and telephone numbers are written as they are. Whoever was to be erased by now is in it as a number. Hashes of passwords and secrets are in none of the files.

    account.json: the company and its settings
    people.csv, roles.csv, departments.csv, department-members.csv: who works here, with which rights, where
    companies.csv, contacts.csv, products.csv: whom the company deals with, and what it sells
    pipelines.csv, stages.csv, deals.csv, deal-contacts.csv: sales; which contacts belong to which deal
    tasks.csv: what is to be done; subject_kind and subject_id name the record it is about
    comments.csv, notes.csv, work-notes.csv: what people wrote on records, for successors, about all of somebody's work
    deleted.csv: what is in the bin, each record as JSON
    handovers.csv, handover-steps.csv, planned-departures.csv, absences.csv, covers.csv: who handed over what to whom, who is away, and who stands in
    portfolios.csv, holders.csv, moves.csv: which portfolios there are, who held what of them from when until when, and records that were
    given to somebody one by one
    forms.csv, form-entries.csv, triggers.csv: forms, what came by them, what stages set off
    tokens.csv, open-links.csv, sign-ins.csv, refused.csv: how people and programs get in, and what was refused to them
    requests.csv, reviews.csv, review-lines.csv: requests to administrators, reviews of access
    seat-requests.csv, partner-searches.csv, customer-requests.csv: what was asked of partners, and by customers
    letters.csv: which letters went to whom
    journal.jsonl: everything that happened, a line of JSON each; digest is SHA-256 of salt and data as it stands
    in the line, hash is over everything else and prev_hash
    pictures: of people, by their id
