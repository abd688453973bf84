# The frame around every page.
web-skip = Skip to the content
web-nav = Main menu
web-menu = Menu
web-back = Back
web-print = Print
web-language = Language
web-me = Your card
web-sign-out = Sign out
web-connection-lost = No connection to the server. Trying again…
web-plain-http = This connection is not encrypted: anyone on the network can read it. Use https outside a test.
web-close = Close
web-palette = Go to a page, a person, a record; do something
web-palette-choose = choose
web-palette-go = open

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
