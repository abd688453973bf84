cli-ambiguous = "{ $name }" fits several people. Name one by id:
cli-no-account = There is no such account.
cli-which-account = There are several accounts: say which one with --account.
cli-no-person = Nobody is called "{ $name }": give an id, an e-mail, a login or the full name.
cli-bad-file = { $file } can't be read: { $why }
cli-verified = Everything holds.
cli-kind = "{ $text }" isn't KIND=PERSON, for example deal=anna@example.com.
cli-departed = { $name }: access has ended, the work is handed over. Hand-over { $id }.
cli-would-depart = { $name }: this is what would happen. Nothing has changed.
cli-moved = { $kind }: { $n } to { $to }
cli-ended = { $kind }: { $n } ended
cli-undone = Undone.
cli-left = { $kind }: { $n } stay where they are now
cli-created = Account { $account } is there; its administrator is person { $person }.
cli-imported = { $kind }: { $read } read, { $created } created, { $updated } updated, { $unchanged } unchanged, { $refused } reported
cli-sample =
    A sample company is there.
    Sign in as: { $email }
    Password: { $password }
    The password is shown this once.
cli-sample-there = There is a company already: sign in as before. To begin anew, stop Smena and remove its database.
cli-rescue-lifted = Two-factor sign-in of { $name } is lifted.
cli-rescue-link = { $name }: this one-time link opens the door and sets a new password. It works once, for three days, and is shown only now.
cli-rescue-promoted = { $name } is an administrator now.
cli-rescue-unblocked = { $name } is no longer blocked.
cli-split = This rule can't be read: “{ $text }”. Write it like: deal open to anna@example.com, borys@example.com
cli-plan-waits = Sharing out has stopped: { $why } Plan { $id } can be continued or called off on its page.
cli-post = "{ $text }" isn't DEPARTMENT=PERSON, for example Sales=anna@example.com or Sales=vacant.
cli-token = "{ $text }" isn't TOKEN=TECHNICAL USER: the id of a token and who has it next.
cli-partners-none = Nobody is on the list of partners yet.
cli-closes = closes at { $at }
cli-gone = gone since { $at }
cli-partner-line = { $id }  { $name } ({ $regions }), { $state }
cli-partner-done = Done: { $name }.
cli-plan-set = Done. Seats: { $seats }; paid until: { $until }; partner: { $partner }
