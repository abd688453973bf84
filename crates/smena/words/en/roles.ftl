roles-title = Roles
roles-lead = What each role may do with each kind of work, and how far it reaches.
roles-default = Given when none is chosen
roles-kind = Kind of work
roles-areas = Beyond records
roles-role = Role
roles-people = People
roles-list-cells = Each cell says how far one sees, and after the line how far one changes where that is less.
roles-legend = How far a right reaches
roles-by-stage = By stage
roles-matrix = Rights by kind of work
roles-bound = Nothing can be done further than one sees.
roles-stage = Stage
roles-stages = Less at some stages
roles-stages-text = A stage can only take away: the right to deals reaches there at most this far. A stage that is left as above, a new one too, takes nothing away.
roles-stage-enter = Put here
roles-as-above = As above
roles-as-role = As the role
roles-area-has = Open
roles-add = Add a role
roles-name = Name of the role
roles-save = Save
roles-cancel = Cancel
roles-added = The role is there.
roles-saved = Saved. It holds from everybody’s next step on.
roles-copy = Copy
roles-copy-of = { $name } (copy)
roles-make-default = Give by default
roles-default-set = People get this role when none is chosen.
roles-remove = Delete
roles-remove-title = Delete the role “{ $name }”?
roles-remove-text = Nobody has this role. It can’t be brought back.
roles-removed = The role is deleted.
roles-see-people = Who has it
roles-have = { $n ->
    [one] { $n } person has this role
   *[other] { $n } people have this role
 }
roles-history = What happened
roles-now = Now: { $name }
roles-too-wide = This goes further than your own rights. Only an administrator can change or give it.
roles-compare = Compare
roles-compare-lead = What differs is marked.
roles-compare-do = Show side by side
roles-choose = Roles to compare
roles-choose-two = Choose at least two.
roles-right = Right
roles-differs = Differs
roles-differences = { $n ->
    [one] { $n } difference
   *[other] { $n } differences
 }
error-role-right = There is no such right.
error-role-too-far = { $kind }, { $deed }: this reaches further than seeing. Widen “See” or narrow this.
error-role-name-taken = There is a role with this name already.
error-role-fixed = Administrators may do everything; this role isn’t changed.
error-role-default = People get this role when none is chosen. Choose another one for that first.
error-role-in-links = An open link brings this role to whoever comes, or somebody waits for your word by one. End the link or answer them first.
error-role-in-use = { $n ->
    [one] { $n } person has this role. Give them another one first.
   *[other] { $n } people have this role. Give them another one first.
 }
