open-links-title = Open link
open-links-lead = Whoever has the link joins by it, until a day and up to a number of people.
open-links-waiting = They wait for your word
open-links-none = No open link
open-links-none-text = Make one and put it into your team’s chat: each joins by themselves.
open-links-all = Open links
open-links-new = New open link
open-links-department = Department
open-links-for = It works
open-links-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
open-links-most = For how many people
open-links-how = Joining
open-links-approval = I say yes to each
open-links-approval-hint = Without it everybody who has the link is in at once.
open-links-unproven = No letters are sent here, so nobody proves that an e-mail is theirs. Keep “I say yes to each”.
open-links-make = Make the link
open-links-made = The open link
open-links-once = It is shown once. Everybody who has it can use it, so give it only to your own people.
open-links-message = Join { $account } in Smena: { $link }
open-links-back = To the open links
open-links-over = Ended. It lets nobody in any more.
open-links-admit = Let in
open-links-decline = Decline
open-links-declined = Declined. What they gave is forgotten.
open-links-came = Came
open-links-acts = Actions
open-links-used = Came
open-links-until = Until
open-links-asks = With your yes
open-links-at-once = At once
open-links-works = Works
open-links-ended = Over
open-links-maker = Made by
open-links-no-maker = Whoever made it may invite no more
open-links-shut = Lets nobody in
open-links-no-role = The role is gone
open-links-no-department = the department is gone
open-links-end = End
open-links-wait =
    { $n ->
        [one] { $n } person came by an open link and waits for your word.
       *[other] { $n } people came by an open link and wait for your word.
    }
join-title = Join { $account }
join-text = Give your name and e-mail. The way in is sent to you.
join-text-approval = Give your name and e-mail. An administrator lets you in, then the way in is sent to you.
join-email-hint = You will sign in with it.
join-send = Join
join-waits = An administrator decides
join-waits-text = You will hear by e-mail, or from whoever gave you the link.
join-letter = Look at your mail
join-letter-text = If { $address } can join, a letter with the way in is on its way there. Who is here already signs in as always.
join-no-seat = There is no free place at present. Tell whoever gave you the link.
error-open-link-days = From one day to thirty.
error-open-link-most = From one person to three hundred.
error-open-link-administrator = Nobody becomes an administrator by an open link. Choose another role.
error-open-link-dead = This link lets nobody in any more. Ask whoever gave it to you for a new one.
