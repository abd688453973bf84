# Departures planned for a day and an hour

planned-title = Planned deactivation: { $name }
planned-lead = It is carried out by itself when its hour comes. Until then everything can be changed or called off.
planned-when = When
planned-when-legend = When is it to happen?
planned-now = Now
planned-now-text = In one step, as soon as you press the button below.
planned-later = On a day to come
planned-later-text = It is prepared now and carried out by itself at the time below.
planned-at = Day and hour
planned-at-hint = In the time zone { $zone }.
planned-limits = Until then: no deleting, no downloads, no new tokens
planned-limits-hint = The rest goes on as usual. It can be lifted by calling the deactivation off.
planned-done = Planned. It will be carried out by itself.
planned-several-done = { $n ->
    [one] Planned for { $n } person. It will be carried out by itself.
   *[other] Planned for { $n } people. It will be carried out by itself.
 }
planned-already = A deactivation is planned for { $at } already.
planned-open = See what is planned
planned-counted-on = Named as a successor in planned deactivations: { $names }. They will wait for an administrator unless they are changed.
planned-state-planned = It happens on { $at }.
planned-state-waiting = The hour has come ({ $at }) and it could not be done. It waits for an administrator.
planned-state-done = It has been carried out.
planned-state-cancelled = Called off. Nothing has changed.
planned-go-on = Try again now
planned-went-on = Done. The work is handed over, all access has ended.
planned-still-waits = It still can't be done. The reason is below.
planned-change = Change
planned-cancel = Call it off
planned-cancel-said = Called off. Everything stays as it is.
planned-stands-again = The deactivation planned for { $at } stands again.
planned-passed-by = The deactivation planned for { $at } does not come back: its hour has passed.
planned-would = What would happen now
planned-impossible = Mend this or change the plan: it will not be carried out half.
planned-passes = Goes on with others
planned-ends = Access that ends:
planned-limits-fact = Rights until then
planned-limited = no deleting, no downloads, no new tokens
planned-unlimited = as usual
planned-by = Planned by
planned-when-planned = Planned on
planned-line = Deactivation of { $name }: { $at }
planned-line-waits = The deactivation of { $name } ({ $at }) could not be carried out and waits for you.

error-planned-moment = Choose a day and an hour.
error-planned-past = This moment has passed. Choose one to come, or do it now.
error-planned-too-far = This is too far ahead: a year at most.
error-departure-planned = A deactivation of this person is planned already. Change that one, or call it off first.
error-planned-ended = This is over already: look at what came of it.
error-planned-not-due = Its hour has not come yet. To do it now, deactivate the person.
error-nothing-planned = Nothing is planned for this person.
error-handover-at = Only a deactivation can be planned. Leave the time empty: the hand-over happens at once.
