# Absences: who is away from day to day, and who stands in
absences-title = Absences
absences-lead = Who is away, and who stands in.
absences-today =
    { $n ->
        [0] Nobody is away today.
        [one] { $n } person is away today.
       *[other] { $n } people are away today.
    }
absences-state = State an absence
absences-show = Whom to show
absences-everybody = Everybody
absences-only-away = Only who is away
absences-only-uncovered = Without a stand-in
absences-search = Find a person by name
absences-nobody = Nobody found
absences-nobody-text = Nobody you may see fits this. Choose another month, or show everybody.
absences-months = Month
absences-to-today = Today
absences-key-away = away
absences-key-covered = away, somebody stands in
absences-key-stands-in = stands in
absences-stands-in = { $name } stands in
absences-for = stands in for { $name }
absences-none = Nobody of these people is away this month.
absences-when = When
absences-reason = Reason
absences-listed = Who is away
absences-group-today = Away today
absences-group-week = Later this week
absences-group-month = This month
absences-who = Who stands in?
absences-open = Open
absences-days = { $first } – { $last }
absences-card = Absence
absences-change = Change
absences-change-of = Absence: { $name }
absences-withdraw = Withdraw
absences-back-now = Back already
absences-word = A word about it
absences-word-hint = Optional.
absences-stated = Stated
absences-private = The reason and the word are seen by the person and by whoever manages people. Colleagues see only the days.
absences-over-uncovered = Nobody stood in.
coverage-nothing-text = There is no open work, so nobody has to stand in.
coverage-nobody = Nobody stands in
coverage-nobody-text = Nobody stands in yet. New work keeps coming, and nobody else sees to it.
coverage-gaps = Not all covered
coverage-gaps-text = The cover no longer matches the absence: some of the days or of the work are not covered.
coverage-beyond-text = The cover no longer matches the absence: it goes on for longer.
coverage-whole-text = All the days are covered.
absences-fit = Give the cover these days
absences-fitted = The cover now has the days of the absence, until { $until }.
absences-stray = { $name } stands in { $days }, but no absence is stated for these days.
absences-offer = Who stands in { $days }? The stand-in sees all the work and does what they may do with their own; it ends by itself.
absences-takes = Choose { $name }
absences-whom = Stand-in
absences-somebody-else = Or somebody else
absences-some-kinds = Other days or only some kinds…
absences-leads = leads the department
absences-mate = same department
absences-unable = may not hold some of this work
absences-away-too = away, too: { $days }
absences-stand-in-away = { $name } is away, too: { $days }. Name somebody else for these days.
absences-person = Who is away
absences-first = First day
absences-last = Last day
absences-do = State the absence
absences-save = Save
absences-stated-said = The absence is stated.
absences-changed = The absence is changed.
absences-says-now = It says by now: { $days }. Save again if you mean yours.
absences-withdraw-text = The absence is taken out of the calendar.
absences-back-text = The absence ends with yesterday; the days until then stay in the history.
absences-end-covers = What else ends
absences-end-cover = The cover by { $name } until { $until }
absences-withdrawn = The absence is withdrawn.
absences-ended = The absence has ended.
absences-none-ahead = No absence is stated.
absences-past = Past absences
absences-calendar = Calendar
absences-lacking =
    { $n ->
        [one] { $n } absence that begins soon has open work and no stand-in.
       *[other] { $n } absences that begin soon have open work and no stand-in.
    }
absences-look = Look at them
absence-reason-vacation = Vacation
absence-reason-sick = Sick leave
absence-reason-trip = Business trip
absence-reason-other = Other
absence-state-ahead = Ahead
absence-state-now = Away now
absence-state-past = Past
away-until = away until { $until }
error-absence-day = A day looks like 2026-11-22.
error-absence-order = The last day can't be before the first.
error-absence-too-long = An absence lasts a year at most. For longer, hand the work over.
error-absence-long-ago = That is too long ago: an absence can begin at most 31 days back.
error-absence-far = That is too far ahead: an absence can begin within two years.
error-absence-month = A month looks like 2026-11.
error-absence-too-many-days = Ask for two years at most.
error-absence-overlaps = There is already an absence in these days: { $first } – { $last }. Change that one, or choose other days.
error-absence-nobody = Only people who work here and can hold work have absences.
error-absence-over = This absence is past and stays as it was.
error-absence-covered = These days are covered already.
