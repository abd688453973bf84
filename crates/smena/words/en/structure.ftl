# The structure as a picture.
structure-title = Company structure
structure-lead = Drag people and departments to their new place, or use “Move to…”.
structure-views = View
structure-view-list = List
structure-view = Structure
structure-search = Find a person or a department
structure-found = { $n ->
    [0] Nobody and nothing found
    [one] Found: { $n }
   *[other] Found: { $n }
}
structure-size = Size of the picture
structure-smaller = Smaller
structure-larger = Larger
structure-percent = { $n } %
structure-departments = { $n ->
    [one] { $n } department below
   *[other] { $n } departments below
}
structure-members = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
structure-vacant = Head: vacant
structure-appoint = Appoint
structure-appoint-where = Appoint a head: { $department }
structure-head = Head
structure-head-search = Find by name
structure-nowhere = In no department
structure-nowhere-empty = Everybody is in a department.
structure-move = Move to…
structure-move-whom = Move: { $name }
structure-placed = { $name }: “{ $department }”, { $post }
structure-is-nowhere = { $name }: in no department now
structure-part-of = “{ $name }” is part of “{ $parent }” now
structure-at-top = “{ $name }” is at the top now
structure-overtaken = { $name } was moved or changed meanwhile. This is how it is now.
structure-gone = That person or department is not here any more. This is how it is now.
error-head-there = This department has a head by now.
