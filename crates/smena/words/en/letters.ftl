# Letters in the settings
letters-title = Letters
letters-lead = Which letters went out, which didn't, and why. Remembered for 90 days.
letters-pages = Pages of letters
letters-newest = Newest
letters-older = Older
letters-empty = No letters yet
letters-empty-text = Whoever is added with an e-mail gets an invitation by letter. What became of it stands here.
letters-server = Mail server
letters-host = Server
letters-sender = Sender
letters-try = Send me a test letter
letters-trial-asked = A test letter goes to { $address }. What became of it stands below.
letters-off-how = Letters are not sent: no mail server is set up. Whoever runs Smena names one with SMENA_MAIL_SERVER and SMENA_MAIL_FROM. Until then invitations are sent by hand, from a person's card.
letters-to = To
letters-what = What
letters-state = State
letters-when = When
letters-acts = What to do
letters-nothing = —
letters-next = Next try: { $when }.
letters-purpose-invitation = Invitation
letters-purpose-reset = New password
letters-purpose-test = Test letter
letters-state-waiting = On its way
letters-state-later = Not yet delivered
letters-state-stuck = Held up
letters-state-sent = Sent
letters-state-late = Link too old
letters-state-declined = Declined
letters-state-replaced = Link replaced
letters-state-ended = Link ended
letters-state-refused = Not delivered
letters-state-withdrawn = Withdrawn

# The invitation on a card
letters-panel = Invitation
letters-none = No invitation has been sent.
letters-no-address = There is no e-mail to send an invitation to.
letters-off = Letters are not sent: no mail server is set up. Copy the invitation and send it yourself.
letters-send-now = Send now
letters-send-again = Send again
letters-by-hand = Copy for a messenger
letters-withdraw = Withdraw
letters-asked = An invitation goes to { $address }.
letters-taken-back = The invitation is withdrawn; its link works no more.
letters-on-way = The invitation to { $address } is on its way.
letters-later = The invitation to { $address } has not gone yet. { $why } Next try: { $when }.
letters-stuck = The invitation to { $address } is held up: who asked for it may not invite any more. Send it again.
letters-went = The invitation went to { $address }, { $when }.
letters-went-late = The invitation went to { $address }, { $when }, and nobody followed its link, which is too old now. Send it again.
letters-went-declined = The invitation went to { $address }, { $when }, and was declined. Sent again, it asks once more.
letters-went-replaced = The invitation went to { $address }, { $when }. A newer link has taken the place of the one in it.
letters-went-ended = The invitation went to { $address }, { $when }, and its link opens nothing any more. Send it again.
letters-refused = The invitation to { $address } was not delivered. { $why }
letters-withdrawn = The invitation to { $address } was withdrawn.

# What a mail server said
letters-why-taken = The mail server took the letter.
letters-why-unreachable = The mail server doesn't answer.
letters-why-insecure = There is no encrypted connection to the mail server.
letters-why-sign-in = The mail server doesn't let Smena in: its name or password is wrong.
letters-why-later = The mail server asks to come again later.
letters-why-no-mailbox = There is no such mailbox. Check the address.
letters-why-full = The mailbox is full.
letters-why-refused = The mail server refuses the letter.
letters-why-address = The mail server can't write to this address.
letters-why-off = No mail server is set up any more.

# Refusals
error-mail-off = Letters are not sent: no mail server is set up.
error-invitation-status = Only somebody who hasn't signed in yet can be invited.
error-invitation-address = There is no e-mail to write to. Add one first.
error-nothing-to-withdraw = There is nothing to withdraw: no invitation waits and no link works.

# The letter itself
letter-subject = You are invited to { $account }
letter-hello = Hello, { $name }!
letter-invites = { $by } invites you to Smena, where { $account } keeps its deals, contacts and tasks.
letter-invited = You are invited to Smena, where { $account } keeps its deals, contacts and tasks.
letter-open-new = Open this link and choose a password:
letter-open-own = Open this link and sign in with the password you already have:
letter-press-new = Choose a password
letter-press-own = Sign in
letter-once = The link works once, until { $until }. If it is too late by then, ask for another one.
letter-later = After that you sign in here:
letter-name = Your sign-in: { $name }
letter-unexpected = You didn't expect this letter? Then do nothing and delete it: without you nothing happens.
letter-automatic = This letter was sent automatically; answers to it reach nobody.
letter-reset-subject = A new password
letter-reset-asked = Somebody, probably you, has forgotten the password of { $name } at Smena ({ $account }).
letter-reset-once = The link works once, until { $until }. With the new password every sign-in under the old one ends.
letter-reset-unexpected = It wasn't you? Then do nothing and delete this letter: your password stays as it is.
letter-trial-subject = A test letter from Smena
letter-trial-text = Letters from Smena of { $account } arrive. The mail server { $host } took this one.
letter-by-hand = You are invited to { $account }.
    Choose a password here: { $link }
    The link works once, until { $until }.
    After that you sign in at { $home }
    Your sign-in: { $name }
letter-by-hand-own = You are invited to { $account }.
    Come in here, with the password you already have in Smena: { $link }
    The link works once, until { $until }.
    After that you sign in at { $home }
    Your sign-in: { $name }
letters-purpose-seats_asked = Request for seats
letters-purpose-seats_answered = Answer about seats
letter-seats-asked-subject = A customer asks for seats
letter-seats-asked = A company that you look after in Smena asks for seats. Open this page to answer:
letter-seats-answered-subject = Your partner has answered about seats
letter-seats-answered = Your partner has answered the request for seats in Smena. The answer is on this page:
letters-purpose-partner_sought = Somebody looks for a partner
letters-purpose-partner_replied = A partner’s answer
letter-partner-sought-subject = A company looks for a partner in your region
letter-partner-sought = A company looks for a partner in Smena, and you work in its region. Open this page to answer:
letter-partner-replied-subject = A partner has answered you
letter-partner-replied = A partner has answered what you look for in Smena. The answer is on this page:
letter-terms = You come as an integrator: { $partner } vouches for you, and { $day } is the last day. The page of the link shows what you may do before you accept.
letters-purpose-asked = A request to the administrators
letters-purpose-ask_answered = An answer to a request
letter-asked-subject = A colleague asks you for something
letter-asked = A colleague asks the administrators in Smena for something. What it is stands on this page:
letter-ask-answered-subject = Your request was answered
letter-ask-answered = An administrator has answered your request in Smena. The answer is on this page:
letters-purpose-join_asked = Somebody waits to be let in
letter-join-asked-subject = Somebody waits to be let in
letter-join-asked = Somebody came by an open link of your company in Smena and waits for your word. Who it is stands on this page:
letters-purpose-review_asked = A question about access
letters-purpose-review_reminder = Reminder of an access review
letter-review-asked-subject = Does a colleague still need access?
letter-review-asked = The administrators review who can get into Smena and ask you about a colleague. Please answer on this page:
letter-review-reminder-subject = The access review is not done yet
letter-review-reminder = An access review in Smena is still open and is due soon, or already overdue. It goes on here:
letters-purpose-closing = The company closes
letters-purpose-closing_reminder = Reminder that the company closes
letters-purpose-closing_off = The company stays
letters-purpose-customer_closes = A customer closes
letters-purpose-customer_stays = A customer’s company stays
letter-closing-subject = { $account } closes after { $day }
letter-closing = An administrator has asked to close { $account }: everything of it goes after { $day }. Until then only administrators get in, nothing is deleted, and any of you can call it back with one press. If nobody of you asked for this, call it back and change your password:
letter-closing-helper = { $account } closes after { $day }. Your access rests from now on; it is as before if the company calls it back.
letter-closing-reminder-subject = In three days nothing is left of { $account }
letter-closing-reminder = { $account } closes after { $day }. That is the last day to download the export or to call it back:
letter-closing-off-subject = { $account } stays
letter-closing-off = An administrator has called the closing back. Everybody gets in as before.
letter-customer-closes-subject = A customer closes its company
letter-customer-closes = One of your customers closes its company in Smena. Which one and when stands here:
letter-customer-stays-subject = A customer’s company stays
letter-customer-stays = One of your customers has called back the closing of its company in Smena. Your customers:
letters-purpose-stand_in = Somebody is to stand in
letter-stand-in-subject = You stand in for a colleague
letter-stand-in = A colleague will be away, and you stand in for them in Smena. For whom, from when and until when you read here; you can decline there, too:
