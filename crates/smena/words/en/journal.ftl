journal-title = Journal
journal-lead = Everything that changed, by whom and when. Nobody can edit it.
journal-what = Newest first
journal-pages = Pages of the journal
journal-newest = Newest
journal-older = Older
