# The list
people-title = People
people-add = Add a person
people-search = Name, e-mail, phone, department, role or id
people-find = Find
people-by-status = By status
people-all = All
people-any = Any
people-filter = Filter
people-pages = Pages of the list
people-newer = Back
people-older = On
people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
people-count-many = More than 10,000 people
people-seats = Seats used: { $used } of { $bought }
people-seats-unlimited = Seats used: { $used }, without a limit
people-alone = You are here alone so far. Add whoever works with you: each has work of their own, and it can pass to others when they leave.
people-from-file = Several at once, from a file
people-nobody = Nobody is found
people-nobody-text = Nobody matches the search and the filters.
people-show-all = Show everybody
people-tick-all = Tick everybody on this page
people-ticked = Ticked
people-ticked-seats = Seats
people-tick-whole = All { $n } on one page
people-block-ticked = Block the ticked people
people-blocked-ticked = Blocked. They are signed out, and keep what they hold.
people-tick-somebody = Tick somebody first.
people-ticked-most = At most { $most } people at once. Tick fewer of them.
people-deactivate = Deactivate
people-block = Block
people-never = Never

# What a person is
people-name = Name
people-name-hint = First and last name; what a technical user is for
people-picture = Picture
people-picture-kept = Keep this picture
people-picture-kept-hint = Choose another file to replace it.
people-email = E-mail
people-login = Login
people-phone = Phone
people-tongue = Language and time zone
people-lang = Language
people-lang-none = What their browser asks for
people-zone = Time zone
people-zone-hint = Their days, deadlines and letters are told in it.
people-role = Role
people-category = Category
people-department = Department
people-departments = Departments
people-status = Status
people-name-and-sign-in = Name and sign-in
people-last-seen = Last seen
people-added = Added
people-answerable = Answers for it
people-id = Id
people-none = —

# The card
people-facts = Details
people-history = What happened
people-holds = Responsible for
people-holds-nothing = Nothing is assigned.
people-open = { $n } open
people-access = Ways in
people-acts = What to do with { $name }
people-edit = Change
people-set-password = Set a password
people-access-look = Look and end
people-token-none = No program can get in yet: make a token.
people-make-link = New one-time link
people-hand-over = Hand over work
people-take-over = Take over work
people-cover = Cover…
people-unblock = Unblock
people-reactivate = Activate again
people-copy = Copy
people-copied = Copied

# The form
people-entry = Signing in
people-entry-how = The first time
people-entry-link = One-time link
people-entry-link-text = You get an address to send. The person opens it and sets their own password.
people-entry-link-letter = It comes with the invitation. Without one you get an address to send yourself.
people-entry-password = Password
people-entry-password-text = You set a password and tell it to the person.
people-invite = Send an invitation by e-mail
people-invite-hint = With a one-time link. A password is in no letter.
people-password = Password
people-password-hint = Only needed when you set it yourself.
people-password-offer = A strong password, if you want one
people-email-hint = The person signs in with it.
people-login-hint = Instead of an e-mail, or beside it.
people-place = Place in the company
people-role-hint = What each role may do is shown in Settings → Roles. The role Administrator makes an administrator.
people-category-member = Works here. Holds deals, contacts and tasks.
people-category-technical = An integration's own user: gets in by API tokens only and holds nothing.
people-not-chosen = Not chosen
people-department-new = Or a new department
people-department-main = Main department
people-department-also = Also in
people-post = Post
people-cancel = Cancel
people-edit-title = Change details
people-save = Save
people-saved = Saved
people-was-added = Added: { $name }
people-attach = Add { $email }
people-attach-text = This e-mail already signs in to another company in this Smena. You can add its owner as they are: under the name they have, with the sign-in they have. Nobody shows, asks or changes their password; they accept by coming in.
people-was-invited = Added: { $name }. An invitation goes to { $address }.

# The link
people-link-title = One-time link
people-link-send = Send this to the person
people-link-once = The address works once, for three days. It is shown only now.
people-link-text = Invitation
people-link = Address
people-sign-in = Sign-in
people-to-card = To the card

# Refusals
error-last-administrator = This is the last administrator who can sign in. Make somebody else an administrator first.
error-hand-over-first = { $n ->
    [one] { $n } person is responsible for what they could hold no more. Hand it over first.
   *[other] { $n } people are responsible for what they could hold no more. Hand it over first.
 }
error-email-or-login = Give an e-mail or a login: one of them is needed to sign in.
error-phone = This doesn't look like a phone number.
error-no-such-role = There is no such role.
error-no-such-category = There is no such category.
error-no-such-post = There is no such post.
error-post-category = Only a user or an administrator can be head or deputy.
error-role-category = The role Administrator and the category administrator go together only.
error-category-fixed = A technical user or an integrator stays one, and nobody becomes one later.
error-technical-sign-in = A technical user gets in by API tokens only.
error-department-twice = The same department is chosen twice.
error-departments-or-one = Give either all departments or the only one.
error-people-filter = The list can't be narrowed or sorted like this.
people-role-new = Or a new role…
people-role-new-text = With a name here the role is made together with the person and given to them. It begins as the default role is.
people-rights = Rights
people-rights-lead = Role: { $role }
people-rights-saved = Saved
people-sees = What this person sees
people-sees-text = How many records open to this person now, and whose. No record is shown.
people-sees-count = Records
people-sees-of = Whose
people-sees-others = others: { $n }
people-may = What this person may do
people-own-rights = Rights of this person alone
people-own-rights-text = Where nothing is chosen, the role holds. What is chosen here stays when the role changes.
people-own-rights-reset = Back to the role
people-leaving = Leaves
people-asks =
    { $n ->
        [one] { $n } request
       *[other] { $n } requests
    }
people-factor-none = Off
people-factor-on = On
people-idle = Not here for long
people-idle-long = Not here for 90 days
