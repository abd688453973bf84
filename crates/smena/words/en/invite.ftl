# Inviting several people
invite-title = Invite several
invite-several = Invite several
invite-who = Whom to invite
invite-people = People, one a line
invite-people-hint = An address alone, “Olha Koval <olha@company.example>”, or a row copied from a spreadsheet. { $n } at most.
invite-file = Or a file
invite-file-hint = A workbook (XLSX, its first sheet) or CSV with columns for name, e-mail and phone.
invite-by-hand = Letters are not set up here: after this you get a link for each, to be sent by hand.
invite-look = See what will happen
invite-would = What will happen
invite-fate = Then
invite-fate-new = Will be invited
invite-fate-elsewhere = Signs in to another company here already: added as they are, with the password they have.
invite-fate-here = Is here already
invite-fate-back = Their card lets them in again.
invite-fate-twice = Is in the list above
invite-fate-wrong = Will not be invited
invite-no-seats = { $free ->
    [0] No seat is free, and { $n ->
        [one] { $n } person is
       *[other] { $n } people are
     } to be invited. Either all fit or nobody is invited.
    [one] { $free } seat is free, and { $n } people are to be invited. Either all fit or nobody is invited.
   *[other] { $free } seats are free, and { $n } people are to be invited. Either all fit or nobody is invited.
 }
invite-ask-seats = { $n ->
    [one] Ask the partner for { $n } more seat
   *[other] Ask the partner for { $n } more seats
 }
invite-asked-seats = { $name } is asked for seats: { $n }. The list stays here; send it once they are there.
invite-nothing = Nobody in this list can be invited.
invite-send = { $n ->
    [one] Invite { $n } person
   *[other] Invite { $n } people
 }
invite-correct = Change the list
invite-done = { $n ->
    [one] Invited: { $n } person
   *[other] Invited: { $n } people
 }
invite-left = Not invited
invite-lang-hint = Also the language of the letter; without a choice it is the company’s.
invite-all-links = All of them, as rows for a spreadsheet
error-invite-no-email = No column of the file has e-mails. Name it “E-mail” in the first row.
error-invite-nobody = Write at least one address, or choose a file.
error-too-many-people = At most 300 people at once. Divide the list.
error-nobody-to-add = Nobody in this list can be added: everyone is here already, or something is wrong with the line.
invite-by-link = By an open link
