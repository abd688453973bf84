# Notes to the successor, and what presses
notes-title = Notes to the successor
notes-whole = Note about all the work
notes-note = Note to the successor
notes-hint = Whoever gets this next reads it here. Empty takes your note away.
notes-write = Write a note
notes-change = Change your note
notes-done = Put away
notes-saved = The note is saved.
notes-put-away = The note is put away.
handing-title = Handing over my work
handing-title-of = Handing over the work of { $name }
handing-lead = What whoever gets this work should know. They read it first of all.
handing-hint = Habits, promises, keys, whom to call first. It can be changed until the hand-over.
handing-running = This work is being shared out already.
handing-noted = There is a note to the successor
handing-not-noted = Write a note to the successor
handing-record-notes = { $n ->
    [0] No notes on single records.
    [one] { $n } note on a single record.
   *[other] { $n } notes on single records.
 }
handing-record-notes-text = They are written on the card of a deal, contact, company or task.
urgent-title = What is urgent
urgent-none = Nothing is urgent now.
urgent-all = All: { $n }
urgent-overdue = Overdue tasks
urgent-closing = Deals to close this month
urgent-unchanged = Contacts unchanged for 30 days
urgent-short-overdue = { $n ->
    [one] { $n } overdue task
   *[other] { $n } overdue tasks
 }
urgent-short-closing = { $n ->
    [one] { $n } deal to close this month
   *[other] { $n } deals to close this month
 }
urgent-short-unchanged = { $n ->
    [one] { $n } contact unchanged for 30 days
   *[other] { $n } contacts unchanged for 30 days
 }
