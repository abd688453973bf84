# What a report of an import says
imports-mapping = The mapping can't be read. { $why }
error-imports-running = Another import of the same source is running. Wait for it, then run this one again: it goes on where that one left off.

# Whole files
imports-no-file = The file isn't in the folder.
imports-outside = A file of a mapping lies in the folder of the import, not outside of it.
imports-unreadable = The file can't be read: { $why }
imports-empty = The file is empty; its first line names the columns.
imports-other-encoding = The file is in { $found }, and the mapping says { $said }.
imports-nameless-column = Column { $n } has no name.
imports-same-column = Two columns are named “{ $column }”.
imports-missing-columns = The file lacks columns that the mapping names: { $columns }.
imports-unknown-columns = The mapping says nothing about these columns: { $columns }. Use them, or name them under “skip”.

# Rows that stay out
imports-wrong-width = The row has { $has } cells instead of { $needs }.
imports-wrong-encoding = The row is not in { $encoding }.
imports-zero-byte = The row has a zero byte in it.
imports-open-quote = A quotation mark opens here and doesn't close. Lines not read because of it: { $n }.
imports-no-key = Nothing tells this row from others: it has neither a number nor a name.
imports-no-name = The name is empty.
imports-no-title = The title is empty.
imports-twice = “{ $key }” is in { $file }, line { $row }, already.
imports-differs = “{ $key }” says something else here than in { $file }, line { $row }.
imports-date = “{ $text }” is not a date like { $format }.
imports-number = “{ $text }” is not a number as the mapping writes them.
imports-too-precise = “{ $text }” has more decimals than { $currency } has.
imports-currency = “{ $text }” is not a currency.
imports-no-person = Nobody is called “{ $key }”.
imports-two-people = More than one person is called “{ $key }”.
imports-no-responsible = The row names nobody as responsible.
imports-nobody = There is no administrator who could hold this, and the mapping names nobody.
imports-no-role = There is no role “{ $key }”.
imports-no-post = “{ $key }” is none of member, head, deputy.
imports-no-department = There is no department “{ $key }”.
imports-no-pipeline-name = The pipeline is empty.
imports-no-pipeline = There is no pipeline “{ $key }”.
imports-no-stage-name = The stage is empty.
imports-no-stage = The pipeline has no stage “{ $key }”.
imports-closed-when = The deal is at “{ $key }”, and the day it was closed is empty.
imports-circle = “{ $key }” is above itself.
imports-gone = “{ $key }” was imported before and deleted here since; it stays deleted.
imports-reference = Something it refers to was deleted meanwhile.
imports-taken = Something of this name is here already.

# Parts that stay out
imports-without-product = There is no product “{ $key }”: the deal went in without a product.
imports-without-company = There is no company “{ $key }”: this went in without a company.
imports-without-parent = There is no company “{ $key }”: this one went in with nothing above it.
imports-open-closed = The deal is at “{ $key }”, which is open: it went in without the day it was closed.
imports-other-stages = The pipeline “{ $pipeline }” is here already and has no such stages: { $stages }.
