# Signing in
signin-title = Sign in
signin-login = E-mail or login
signin-password = Password
signin-enter = Sign in
signin-sample-only = There is only a sample here. If you have lost the way into it, `smena rescue` on the server gives you a link.
signin-nobody-here = Nobody works here any more. Whoever runs the server begins a company with `smena init`.
signin-forgotten = Forgot password?
signin-choose = Choose a company
signin-choose-text = You work in several. Where do you want to go now?
accounts-title = Your companies
accounts-text = You go in with one e-mail and password. The browser is in one company at a time.
accounts-only = For now it is this company alone.
accounts-here = You are here now.
accounts-waiting = They invite you. Go in to accept; your password stays yours alone.
accounts-accept = Accept: { $account }
accounts-decline = Decline
accounts-declined = Declined. Nobody there learns more of you.
accounts-go = Go there
accounts-all = Go to another company
signin-welcome = You are signed in.

# A one-time link
signin-link-title = { $account } is waiting for you
signin-link-new = Choose a password. This link works once.
signin-link-own = Sign in with the password you already have in Smena: in the other company it is the same. This link works once.
signin-link-first = You are invited to another company as well, and have not chosen your password yet. Open the invitation of that company first, then come back to this link.
signin-name = Name
signin-password-new = New password
signin-password-hint = A few words that don't belong together make a good one.

# The own card
signin-me = Your card
signin-how = How you sign in
signin-email = E-mail
signin-only-login = Login
signin-phone = Phone
signin-tongue-save = Save
signin-tongue-saved = Saved: pages and letters speak to you like this.
signin-lang-none = What your browser asks for
signin-zone-hint = Days and hours on pages and in letters are told in it, and what you type is meant in it.
signin-role = Role
signin-password-change = Password
signin-password-current = Present password
signin-password-ends = All other sign-ins end.
signin-password-save = Change the password
signin-password-changed = The password is changed. All other sign-ins have ended.
signin-sessions = Where you are signed in
signin-session-this = here
signin-session-unknown = Unknown device
signin-tokens = Programs that act in your name
signin-tokens-none = None yet. A token lets a program do what you may do, until you end it.
signin-token-name = Name of the token
signin-token-hint = What it is for, such as “Shop”.
signin-token-make = Make a token
signin-token-made = The token is made. Copy it now: it is shown only once.
signin-token-secret = The new token
signin-copy = Copy
signin-copied = Copied
signin-access = Access
signin-access-name = Name
signin-access-since = Since
signin-access-end = End
signin-ended = It has ended.

# A password from an administrator
signin-renew = Choose your own password
signin-renew-text = An administrator gave you the present one. From now on only you should know it.
signin-give-title = A new password for { $name }
signin-give-text = All sign-ins and unused one-time links end. Nobody is written to: tell the password to the person yourself. A passkey of theirs works by itself again once they have shown it.
signin-give-must-change = They choose their own at the next sign-in
signin-give-must-change-hint = The password that you set here works once.
signin-give-do = Set the password
signin-given = The password is set. All sign-ins have ended.

# Sessions and devices
signin-end-others = End all others
signin-ended-others = All other sign-ins have ended.
signin-sessions-none = Nowhere at the moment.
signin-sessions-of = Signed in
signin-tokens-of = Programs
signin-tokens-nobody = No program acts in this name.
signin-tokens-technical = A token lets a program in as { $name }, and lets it do the same, until you end it.
signin-links = One-time links
signin-links-none = None is waiting to be used.
signin-link-waiting = Not used yet
signin-access-of = Ways in: { $name }
signin-access-lead = What ends here stops working at once, on every device.
signin-access-withdraw = Withdraw
signin-end-sessions = End all sign-ins
signin-end-everything = End everything

# Refusals
error-sign-in = This name and password don't open anything. Check both.
error-needs-link = You have come back to this company: ask an administrator for a new one-time link.
error-one-account = An API token opens one company.
error-attached-link = This company waits for you by its own link: open the one it sent you. It asks for the password you have.
error-choose-account = This sign-in opens several companies. Choose one.
error-not-a-session = This is an API token, and only who is signed in can do that. A token is ended on its owner's card.
error-link-status = Only somebody who may sign in can have a link.
error-link-nameless = There is neither an e-mail nor a login to sign in with. Add one first.
error-token-status = Only somebody who is active can have a token.
error-password-weak = This password is too easy to guess. { $why }
error-password-wrong = This is not the present password.
error-email = This is not an e-mail address.
error-email-taken = Somebody already signs in with this e-mail.
error-email-elsewhere = Somebody already signs in to another company with this e-mail. You can add them as they are.
error-email-nobody = Nobody signs in with this e-mail any more. Add them as a new person.
error-attached-sign-in = They sign in as they already do: leave this empty.
error-login-taken = Somebody already signs in with this login.
error-login-reserved = Somebody who was deleted signed in with this login; it stays reserved. Choose another.
error-login-signs = A login has no spaces and no “@”.
error-names-shared = This person works in another company too, so their e-mail and login stay as they are.
error-renewal-unasked = Nobody asks you for a new password. Sign in without one; you change it on your card.
error-must-change-password = An administrator gave you this password. Choose your own first.
error-password-same = This is the password you have now. Choose another one.
error-password-own = You change your own password on your card.
error-password-shared = This person works in another company too: only they change their password. You can send a one-time link.
error-password-needs-link = This person left and came back: make a one-time link instead.
error-nothing-to-end = There is nothing to end.
error-which-access = Choose what ends: sign-ins or everything.
error-rescue-departed = This person has left. Name somebody who works here.

# What was being sent when the sign-in had ended.
signin-held = Your sign-in had ended. What you were sending is kept: sign in, and send it again.
signin-held-too-long = Your sign-in had ended, and what you were sending is too long to be kept here. Go back with your browser to copy it before you sign in.
signin-held-else = Somebody else was signed in here before. What they were sending was not sent.
signin-again = Send it now?
signin-again-text = Your sign-in had ended, so this was not sent. Nothing you typed is lost.
signin-again-whose = This was being sent when the sign-in had ended, and nobody can tell whose it was. If it is yours, send it now.
signin-again-to = It goes to
signin-again-typed = What was typed
signin-again-file = A file was chosen, too. It was not kept: please add it once more afterwards.
signin-again-send = Send
signin-again-not = Don't send
