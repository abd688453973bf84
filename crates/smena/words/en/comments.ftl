# Comments on records
comments-comment = Comment
comments-write = Write a comment
comments-hint = Everybody who sees this record reads it. Ctrl+Enter sends.
comments-send = Send
comments-saved = The comment is saved.
comments-changed = changed
comments-edit = Change the comment
comments-remove = Remove
comments-remove-title = Remove this comment?
comments-remove-text = It is gone for good. What stays is that there was one, and who removed it.
comments-removed = The comment is removed.
comments-gone = This is not there any more, or isn't open to you now. Nothing was saved; what you wrote is below, to be copied.
comments-which = What is shown
comments-all = Everything
comments-only = Comments
comments-none = No comments yet. The first one can be written above.
