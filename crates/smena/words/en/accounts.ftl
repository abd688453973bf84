# The first run
accounts-welcome = Welcome to Smena
accounts-welcome-lead = Begin with your own company, or look around first.
accounts-welcome-text = A few lines, and your company has its place. You will be its administrator.
accounts-own = Our company
accounts-own-text = Its name and yours are enough. People, pipelines and your data come after, at your pace.
accounts-own-begin = Create our company
accounts-look = A sample
accounts-look-text = A workshop that doesn't exist, with people, deals and tasks. Change whatever you like: your own company takes its place later.
accounts-look-begin = Look around in a sample
accounts-look-made = This is the sample. Look at anything, change anything.
accounts-look-half = The sample didn't become whole: something is missing in it. Your own company is not touched by that.
accounts-name = Company
accounts-admin-name = Your first and last name
accounts-admin-email = Your e-mail
accounts-admin-email-hint = You sign in with it.
accounts-admin-password = Password
accounts-lang = Language of the company
accounts-zone = Time zone
accounts-currency = Currency
accounts-make = Begin
accounts-made = Your company has its place. Begin with a deal, or add people.

# Out of a sample
accounts-leave = Start our own company
accounts-leave-lead = It begins empty, with you as its administrator. Nothing of the sample comes along.
accounts-leave-there = There is a company in this installation already. Its administrator adds you as a person; nothing is started from the sample any more.
accounts-sample-then = What becomes of the sample
accounts-sample-goes = It goes
accounts-sample-goes-text = With everything in it, also what you have added or changed there. This can't be undone.
accounts-sample-stays = It stays
accounts-sample-stays-text = With the same e-mail and password you choose at the sign-in where to go.
accounts-made-sample-goes = Your company has its place, and the sample is gone. Begin with a deal, or add people.
accounts-made-sample-stays = Your company has its place, and the sample stays: at the sign-in you choose between the two.

# The settings
accounts-settings-lead = The company itself, and everything else that can be set.
accounts-company = The company
accounts-lang-hint = For whoever has not chosen another.
accounts-zone-hint = Times are shown in it.
accounts-currency-hint = For new deals. Those there are keep theirs.
accounts-save = Save
accounts-saved = The settings are saved.
accounts-now = What is saved now
accounts-more = More settings
accounts-people = People
accounts-people-text = Who works here, and what they may do.
accounts-departments = Departments
accounts-departments-text = Who belongs where, and who heads whom.
accounts-roles = Roles
accounts-roles-text = What each role may see and do.
accounts-journal = Journal
accounts-journal-text = What happened in the company, by whom and when.
accounts-seats = Seats
accounts-seats-text = How many are bought, used and free.
accounts-start-text = What makes this your company: people, departments, pipelines, data.
accounts-pipelines = Pipelines
accounts-pipelines-text = The stages of your deals.
accounts-products = Products
accounts-products-text = What you sell.
accounts-forms = Forms
accounts-forms-text = On your site: they bring contacts and deals, and to whom.
accounts-triggers = Triggers
accounts-triggers-text = What happens by itself when a deal enters a stage.

error-zone = There is no such time zone.
error-currency = There is no such currency.
error-not-first = There is a company here already. Sign in.
