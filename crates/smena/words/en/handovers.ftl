# Hand-overs, departures, blocks and the way back

## The list
handovers-lead = Who left, what went to whom, and what can still be undone.
handovers-empty = No hand-overs yet
handovers-empty-text = When somebody leaves or goes on holiday, their deals, contacts and tasks pass to others in one step, and every step can be undone for 30 days. Begin on a person's card.
handovers-none = Nothing found
handovers-none-text = No hand-over matches the search and the filter.
handovers-show-all = Show all
handovers-to-people = To the people
handovers-search = Search by whose work it was
handovers-do-search = Search
handovers-filter = Kind of hand-over
handovers-every = All
handovers-pages = Pages
handovers-newer = Newer
handovers-older = Older
handovers-number = No.
handovers-no = No. { $number }
handovers-numbered = { $what } No. { $number }
handovers-what = What
handovers-person = Whose work
handovers-when = When
handovers-state = Undo
handovers-state-undone = Undone
handovers-state-open = until { $until }
handovers-state-final = closed
handovers-departure = Deactivation
handovers-handover = Hand-over
handovers-giveback = Work given back
handovers-undo-fact = Undo

## The dialog
handovers-title-departure = Deactivate: { $name }
handovers-title-handover = Hand over the work: { $name }
handovers-close = Close
handovers-cancel = Cancel
handovers-nothing-changed = Nothing has changed yet. It happens when you press the button below.
handovers-would = This is what will happen. It can be undone until { $until }.
handovers-drawing = From { $from } to { $to }
handovers-holds-nothing = Nothing is held here: no successor is needed.
handovers-held = What is held
handovers-kind = Kind
handovers-all = All
handovers-open = Open
handovers-open-closed = open { $open }, closed { $closed }
handovers-access = Access
handovers-access-stays = Sign-ins, tokens and links go on working.
handovers-access-ends = Access that ends
handovers-since = since { $day }
handovers-no-access = None
handovers-seat-free = One seat becomes free.
handovers-which = What to hand over
handovers-successor = Who receives the work
handovers-successor-hint = Offered are those who are active and may hold everything listed above.
handovers-not-chosen = Not chosen
handovers-find = Search by name
handovers-nobody-found = Nobody found
handovers-by-kind = Give single kinds to others
handovers-as-above = As chosen above
handovers-reason = Reason
handovers-reason-hint = Optional. It stays in the history.
handovers-do-departure = Deactivate and hand over
handovers-do-handover = Hand over
handovers-do-preview = Show what will happen
handovers-done-departure = { $name } is deactivated. The work is handed over, all access has ended.
handovers-done-handover = The work of { $name } is handed over.
handovers-gone-already = { $name } is deactivated already. This is the hand-over.
handovers-several = Deactivate several people
handovers-several-lead = { $n ->
    [one] { $n } person leaves in one step.
   *[other] { $n } people leave in one step: all of them or nobody.
 }
handovers-several-successor = Who receives the work of all of them
handovers-several-hint = For single people you can choose somebody else below. Who leaves can't receive.
handovers-do-several = { $n ->
    [one] Deactivate { $n } person
   *[other] Deactivate { $n } people
 }
handovers-several-rules = To share somebody's work out by rules, deactivate them by themselves: from their card, before or after the others.
handovers-several-done = { $n ->
    [one] { $n } person is deactivated. The work is handed over, all access has ended.
   *[other] { $n } people are deactivated. The work is handed over, all access has ended.
 }
handovers-posts = Posts
handovers-posts-text = Say who has each post next. Nobody gets one by themselves, since a post opens doors.
handovers-post-vacant = Leave vacant
handovers-passed = Went on with others
handovers-tokens = Programs that sign in with their tokens
handovers-tokens-text = A token that goes on belongs to the technical user from then on, with that user's rights. Who knows its secret still knows it: make a new one soon.
handovers-tokens-none = Their tokens end. To let a program go on, add a technical user first.
handovers-token = Token “{ $name }”
handovers-token-ends = Ends
handovers-token-goes-on = Goes on as { $name }

## The fact
handovers-moved = What moved
handovers-moved-nothing = Nothing
handovers-from = From
handovers-to = To
handovers-facts = Details
handovers-by = Done by
handovers-ended = Access ended
handovers-undoes = Undoes
handovers-undo = Undo
handovers-undo-until = Open until { $until }. What has moved on since stays where it is and will be listed.
handovers-do-undo = Undo
handovers-undo-over = The time for undoing is over. Activating the person again can give the work back.
handovers-to-person = To the person
handovers-undone-at = Undone { $at } by
handovers-undone-all = Undone. Everything is back.
handovers-undone-partly = Undone. Something had moved on and stays where it is: see below.
handovers-left = What stayed elsewhere
handovers-left-text = This had moved on before the undo and was not given back.
handovers-why = Why
handovers-moved-on = Handed on to somebody else:
handovers-which-one = the hand-over
handovers-reassigned = Assigned to others one by one
handovers-sample = For example
handovers-to-proof = Check again now

## Block, return, proof
handovers-block-title = Block: { $name }
handovers-block-text = All access ends at once. The work stays where it is and nothing new can be assigned.
handovers-block-keeps = Stays with the person
handovers-do-block = Block
handovers-blocked = Blocked. All access has ended.
handovers-unblocked = The block is lifted. The password works again; sign-ins and tokens from before do not.
handovers-reactivate-title = Activate again: { $name }
handovers-reactivate-text = A seat is taken. To sign in, a new one-time link is needed: make it on the person's card.
handovers-work = The work from before
handovers-work-back = Give it back
handovers-work-back-text = What the successors still hold returns: { $what }
handovers-work-stays = Leave it where it is
handovers-work-stays-text = The person begins with an empty portfolio.
handovers-work-none = There is no work to give back: the person begins with an empty portfolio.
handovers-do-reactivate = Activate
handovers-reactivated = Active again. Make a one-time link so that the person can sign in.
handovers-reactivated-back = Active again, and the work is back. Make a one-time link so that the person can sign in.
handovers-proof-title = What is left: { $name }
handovers-proof-lead = Counted now in the tables themselves, not in what a hand-over said.
handovers-proof-clean = Nothing is left with the person
handovers-proof-some = What is with the person
handovers-proof-rows = Places as a holder
handovers-technical = Technical users to answer for
handovers-proof-posts = Posts in departments
handovers-proof-covers = Covers
handovers-scheduled = Scheduled jobs
handovers-scheduled-text = When they leave, these go on for whoever takes them out.
job-departure = planned departures
job-plan = sharing out by rules
job-import = imports
job-letter = letters on their way
job-forms = entries of forms
handovers-proof-left = { $n ->
    [0] nothing left
    [one] { $n } left
   *[other] { $n } left
 }
handovers-proof-at = Counted { $at }

## Refusals
error-already-blocked = This person is blocked already.
error-not-blocked = This person is not blocked.
error-already-departed = This person is deactivated already.
error-not-departed = This person is not deactivated.
error-not-yourself = You can't do this to yourself. Ask another administrator.
error-holds-nothing = This person has not signed in yet and holds nothing.
error-choose-successor = Choose who receives the work.
error-successor-self = The work can't go to the person who hands it over. Choose somebody else.
error-may-not-hold = { $kind ->
    [deal] The role of { $name } doesn't allow to hold deals. Choose somebody else for them.
    [contact] The role of { $name } doesn't allow to hold contacts. Choose somebody else for them.
    [company] The role of { $name } doesn't allow to hold companies. Choose somebody else for them.
    [task] The role of { $name } doesn't allow to hold tasks. Choose somebody else for them.
   *[other] The role of { $name } doesn't allow to hold this. Choose somebody else for it.
 }
error-may-not-hold-any-more = { $kind ->
    [deal] The role of { $name } no longer allows to hold deals. Change the role first, or hand them over anew.
    [contact] The role of { $name } no longer allows to hold contacts. Change the role first, or hand them over anew.
    [company] The role of { $name } no longer allows to hold companies. Change the role first, or hand them over anew.
    [task] The role of { $name } no longer allows to hold tasks. Change the role first, or hand them over anew.
   *[other] { $name } may no longer hold work. Change that first, or hand it over anew.
 }
error-nothing-to-hand-over = There is nothing to hand over.
error-handovers-none-ticked = Tick what is to be handed over.
error-plan-running = The work of { $name } is being shared out already. Wait until that is done, or call it off.
error-plan-ended = This is over already: look at what came of it.
error-split-too-many = There can be { $n } rules at most.
error-split-kind = Rule { $n }: records of this kind can't be shared out by rules.
error-split-receivers = Rule { $n }: name who receives, each person once, 50 people at most.
error-split-facet = Rule { $n }: records of this kind have no such property.
error-split-amount = Rule { $n }: the lower amount is above the upper one.
error-split-ids = Rule { $n }: name between one and 1,000 records.
error-split-ids-not-theirs = Some of the records picked are not there, or are not this person's.
error-unknown-access = This person has no such access. Look at what they have, then try again.
error-already-undone = This is undone already.
error-undo-too-late = The time for undoing is over. Activate the person again, or hand over anew.
error-undo-of-undo = This can't be undone. Hand over anew instead.
error-departed-again = The person was deactivated again later (No. { $number }). Undo that first.
error-undo-person-away = { $name } can't hold work now. Activate the person first.
error-nothing-to-undo = There is nothing to undo: everything has moved on since.
error-post-needs-successor = { $post ->
    [head] Say who leads “{ $department }” next, or leave the post vacant.
   *[other] Say who is the deputy in “{ $department }” next, or leave the post vacant.
 }
error-post-leads-already = { $name } leads “{ $department }” already. Choose another deputy, or leave the post vacant.
error-no-such-post-held = One of the departments named is not led by this person.
error-only-tokens-go-on = Only tokens can go on as a technical user's. Sign-ins and links end.
error-no-technical-user = There is no technical user as whom the token could go on. Add one first.
error-which-technical-user = There are several technical users. Say which one: technical:ID.
error-no-such-technical-user = This is no technical user at work.
error-unknown-fate = A credential can end, or go on as a technical user's: say “end” or “technical”.
error-token-ended = The token “{ $name }” has just ended. Look again.
error-several-people = Name between one and { $most } people, each of them once.
error-several-splits = Sharing out by rules is done for one person at a time.
error-leaves-too = { $name } leaves as well. Choose somebody who stays.

## Sharing out by rules
share-out = Share out…
share-text = Rules give single records to others, evenly where several are ticked. The first rule that fits counts; what fits none goes to the successor above.
share-add = One more rule
share-any = Any
share-open = State
share-open-yes = Open
share-open-no = Closed
share-pipeline = Pipeline
share-stage = Stage
share-from = Amount from, { $currency }
share-up-to = Amount up to, { $currency }
share-ids = Only these records (numbers, with commas)
share-to = Who receives
share-end-now = End access before the records are shared out
share-end-now-hint = Sharing out many records by rules takes a while; the person is blocked first.
error-share-amount = An amount in a rule can't be read.
error-share-ids = The numbers of records in a rule can't be read.

## A plan under way
plans-title = Sharing out: { $name }
plans-lead = Records are laid ready one by one; nobody sees a difference until everything is handed over in one step.
plans-begun = The records are being shared out. You may leave this page: it goes on by itself.
plans-state-running = Records are being laid ready. You may leave this page: it goes on by itself.
plans-state-waiting = This waits for an administrator.
plans-state-cancelling = The records are being put back.
plans-state-cancelled = Called off: everything is as it was before.
plans-state-done = Everything is handed over.
plans-staged = Laid ready
plans-how-far = { $done } of { $total }
plans-shares = Who receives what
plans-rule = Rule { $n }
plans-rest = The rest
plans-sum = Sum
plans-record = Record
plans-records-title = For { $name }
plans-no-records = There is nothing here, or your rights don't cover seeing it.
plans-count = { $n ->
    [one] { $n } record
   *[other] { $n } records
 }
plans-more = More
plans-gone = Gone by themselves
plans-gone-text = These were given to somebody else meanwhile. They stay there.
plans-acts-for = On behalf of
plans-cancel = Call it off
plans-still-blocked = { $name } was blocked first and still is. Lift the block on the card, or deactivate anew.
plans-cancel-said = Called off. The records go back to where they were.
plans-take-over = Take over and go on
plans-taken-over = You have taken it over. It goes on.
plans-to-handover = See what came of it
plans-refresh = Refresh
plans-open = See the sharing out
handovers-open-list = { $kind }: { $n }. Opens the list in a new tab

## What to mind before it is done
handovers-missing = Still to say
handovers-mind = What to mind
warning-away = { $name } is away until { $until }. { $by } stands in.
warning-away-alone = { $name } is away until { $until }. Nobody stands in.
warning-leaving = { $name } is to leave: { $at }.
warning-access-ends = { $name }: access ends by itself on { $at }.
warning-unseen = { $name } won't see deals at: { $stages }. Their role hides them.
warning-unchangeable = { $name } will see deals at these stages and can't change them: { $stages }.
warning-token = The program with the token “{ $token }” will stop working.
warning-at-work = { $name } is signed in now: open pages will close at once.
