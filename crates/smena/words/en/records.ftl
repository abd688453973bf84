records-search = Search
records-filter = Filter
records-nothing = Nothing found
records-nothing-text = Nothing here matches the search and filters.
records-show-all = Show all
records-pages = Pages
records-newer = Back
records-older = Further
records-count = In all: { $n }
records-count-many = In all: more than 10 000
records-tick-all = Tick all rows
records-ticked = Ticked
records-assign = Assign to…
records-assign-do = Assign
records-assigned = Assigned: { $n }
records-delete = Delete
records-delete-title = Delete?
records-delete-text = It goes to the bin and can be restored for 30 days.
records-deleted = In the bin: { $n }
records-cancel = Cancel
records-edit = Edit
records-save = Save
records-saved = Saved.
records-responsible = Responsible
records-everybody = Everybody
records-not-chosen = Not chosen
records-nobody-found = Nobody found
records-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
 }
records-facts = Details
records-timeline = What happened
records-holders = Responsible over time
records-held-since = since { $since }
records-held-between = { $since } to { $until }
records-by-handover = hand-over
records-differs = What differs
records-field = Field
records-now = Now
records-typed = Typed by you
records-created = Created
records-updated = Changed
records-note = Note
records-phone = Phone
records-phones = Phones
records-email = E-mail
records-emails = E-mails
records-find-by-name = Or find by name
records-find-hint = The list shows the first 50. Type a part of the name, then save.

error-records-sort = This list can't be sorted that way.
error-records-cursor = This place in the list is not known. Begin at the first page.
error-records-limit = A page has 1 to 200 rows.
error-records-flag = Say true or false.
error-records-choice = Choose one from the list.
error-records-day = A day looks like 2026-11-22.
error-records-moment = A moment looks like 2026-11-22T14:05:00Z.
error-records-responsible = Say who is responsible.
error-records-none = Nothing is ticked.
error-records-many = At most 200 at a time.
error-records-not-found = Nothing of this name is found.
error-records-several = Several are found. Choose one from the list.
error-ways-phone = { $phone }: this is not a phone number.
error-ways-email = { $email }: this is not an e-mail address.
error-ways-many = At most 20.
records-access = Who sees this
records-access-count = { $n ->
    [one] { $n } person, and why
   *[other] { $n } people, and why
 }
why-holds = Is responsible
why-works-for = Works for who is responsible
why-administrator = Administrator
why-all = Role “{ $role }” sees all
why-all-own = Sees all by rights of their own
why-department = Same department: { $department }
why-below = In { $department }, above { $below }
