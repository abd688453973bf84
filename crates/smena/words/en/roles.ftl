roles-title = Roles
roles-lead = What each role may do with each kind of work, and how far it reaches.
roles-default = Given when none is chosen
roles-kind = Kind of work
roles-hold = May be responsible
roles-yes = Yes
roles-no = No
roles-areas = Beyond records
