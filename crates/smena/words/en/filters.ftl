# Filters said as words in a search line. What a word or a value is called is separated by commas, the first is shown; those of
# all three languages are understood.
filter-help = Filters as words
filter-help-text = Type them anywhere in the line, in English, Russian or Ukrainian; a value with spaces in quotes: stage:"In talks". A word of the text with a colon goes in quotes, too.
filter-which = { $word }: which one?
filter-several = Several fit “{ $value }”. Which one?
filter-choices = What can be meant

filter-word-pipeline = pipeline, funnel
filter-word-stage = stage, status
filter-word-deal-is = is, state
filter-word-task-is = { filter-word-deal-is }
filter-word-contact-is = { filter-word-deal-is }
filter-word-responsible = responsible, holder, owner
filter-word-queue = queue
filter-word-closes = closes, due
filter-word-due = due, deadline

filter-says-pipeline = deals of one pipeline
filter-says-stage = deals at one stage
filter-says-deal-is = deals: open, closed
filter-says-task-is = tasks: open, overdue, done, all
filter-says-contact-is = contacts: unchanged for 30 days
filter-says-responsible = whose they are: a part of the name, or me
filter-says-queue = what waits in a queue
filter-says-closes = deals to close by a day: today, tomorrow, week, overdue, 2026-12-24
filter-says-due = tasks due by a day: today, tomorrow, week, overdue, 2026-12-24

filter-none-pipeline = No pipeline is called “{ $value }”. There are:
filter-none-stage = No stage is called “{ $value }”. There are:
filter-none-deal-is = Deals can't be “{ $value }”. They are:
filter-none-task-is = Tasks can't be “{ $value }”. They are:
filter-none-contact-is = Contacts can't be “{ $value }”. They are:
filter-none-responsible = Nobody is called “{ $value }”. There are:
filter-none-queue = No queue is called “{ $value }”. There are:
filter-none-closes = “{ $value }” is no day. Write it like 2026-12-24, or choose:
filter-none-due = { filter-none-closes }

filter-value-me = me, my, mine
filter-value-open = open, active
filter-value-closed = closed
filter-value-done = done, finished, closed
filter-value-overdue = overdue, late
filter-value-all = all, any
filter-value-unchanged = unchanged, forgotten
filter-value-today = today
filter-value-tomorrow = tomorrow
filter-value-week = week, this week
