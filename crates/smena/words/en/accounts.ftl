# The first run
accounts-welcome = Welcome to Smena
accounts-welcome-text = A few lines, and your company has its place. You will be its administrator.
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
accounts-mail-text = Which invitations went out, and which could not be delivered.
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
