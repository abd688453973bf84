# The frame around every page.
web-skip = Skip to the content
web-nav = Main menu
web-menu = Menu
web-back = Back
web-print = Print
web-language = Language
web-two-zones = Your time zone: { $own }; the company’s: { $company }.
web-zone-company = As the company: { $zone }
web-me = Your card
web-sign-out = Sign out
web-connection-lost = No connection to the server. Trying again…
web-plain-http = This connection is not encrypted: anyone on the network can read it. Use https outside a test.
web-sample = This is a sample: the company is made up.
web-sample-leave = Start our own company
web-closing-title = { $name } closes
web-closing-text = Everything of this company goes after { $day }. Until then only its administrators get in.
web-closing-who = Any administrator can call it back:
web-closing-out = Sign out
web-closing-elsewhere = Sign in to another company
web-closing-line = The company closes after { $day }: only administrators get in, and nothing can be changed.
web-closing-way = Call it back…
web-connection-unsent = No connection to the server: this was not sent. What you typed is still here; send it again when the connection is back.
web-typed-back = Your sign-in had ended while you were writing. What you typed is here again; it is not saved yet.
web-unsaved = You have typed something that is not saved. Leave without it?
web-crumbs = Where you are
web-close = Close
web-palette = Go to a page, a person, a record; do something
web-palette-choose = Choose
web-palette-go = Open

nav-start = First steps
nav-deals = Deals
nav-contacts = Contacts
nav-companies = Companies
nav-tasks = Tasks
nav-search = Search
nav-people = People
nav-handovers = Hand-overs
nav-settings = Settings
nav-bin = Bin
web-waiting = { $n ->
    [one] { $n } waits for you
   *[other] { $n } wait for you
 }
nav-partner = Customers
web-factor-due = From { $when } on a second factor is needed here, too.
web-factor-set-up = Set it up now
