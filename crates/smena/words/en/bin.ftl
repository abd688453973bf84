bin-lead = What was deleted stays here for 30 days.
bin-search = Name or title
bin-empty = Nothing was deleted
bin-empty-text = Deleted deals, contacts, companies and tasks wait here for 30 days and can be restored by one press.
bin-kinds = What it was
bin-all-kinds = All
bin-title = Name
bin-what = What it was
bin-deleted = Deleted
bin-by = Deleted by
bin-until = Kept until
bin-restore = Restore
bin-restored = Restored: { $title }

error-bin-kind = Choose deal, contact, company or task.
bin-list-deleted-by = { $name } deleted something a moment ago
bin-list-emptied = Something is gone from the bin for good: its 30 days are over
