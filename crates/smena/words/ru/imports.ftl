# Что говорит отчёт импорта
imports-mapping = Сопоставление не читается. { $why }
error-imports-running = Идёт другой импорт из того же источника. Дождитесь его и запустите этот снова: он продолжит с того же места.

# Файлы целиком
imports-no-file = Файла нет в папке.
imports-outside = Файлы сопоставления лежат в папке импорта, а не вне её.
imports-unreadable = Файл не читается: { $why }
imports-empty = Файл пуст; первая строка называет столбцы.
imports-other-encoding = Файл в кодировке { $found }, а в сопоставлении указана { $said }.
imports-nameless-column = У столбца { $n } нет названия.
imports-same-column = Два столбца называются «{ $column }».
imports-missing-columns = В файле нет столбцов, которые называет сопоставление: { $columns }.
imports-unknown-columns = В сопоставлении ничего нет об этих столбцах: { $columns }. Используйте их или перечислите в «skip».

# Строки, которые не вошли
imports-wrong-width = В строке ячеек: { $has }, а нужно: { $needs }.
imports-wrong-encoding = Строка не в кодировке { $encoding }.
imports-zero-byte = В строке есть нулевой байт.
imports-open-quote = Здесь открывается кавычка и не закрывается. Из-за неё не прочитано строк: { $n }.
imports-no-key = Строку не отличить от других: нет ни номера, ни имени.
imports-no-name = Название пусто.
imports-no-title = Название сделки пусто.
imports-twice = «{ $key }» уже есть: { $file }, строка { $row }.
imports-differs = «{ $key }» здесь описано иначе, чем в { $file }, строка { $row }.
imports-date = «{ $text }» — не дата вида { $format }.
imports-number = «{ $text }» — не число в том виде, который указан в сопоставлении.
imports-too-precise = В «{ $text }» больше знаков после запятой, чем бывает у { $currency }.
imports-currency = «{ $text }» — не валюта.
imports-no-person = Никого не зовут «{ $key }».
imports-two-people = «{ $key }» — так зовут нескольких сотрудников.
imports-no-responsible = Ответственный в строке не указан.
imports-nobody = Нет администратора, который мог бы это держать, а сопоставление никого не называет.
imports-no-role = Роли «{ $key }» нет.
imports-no-post = «{ $key }» — не member, head или deputy.
imports-no-department = Отдела «{ $key }» нет.
imports-no-pipeline-name = Воронка не указана.
imports-no-pipeline = Воронки «{ $key }» нет.
imports-no-stage-name = Этап не указан.
imports-no-stage = В воронке нет этапа «{ $key }».
imports-closed-when = Сделка на этапе «{ $key }», а день закрытия пуст.
imports-circle = «{ $key }» стоит над собой.
imports-gone = «{ $key }»: запись вошла раньше, потом её удалили здесь; она остаётся удалённой.
imports-reference = Что-то, на что она ссылается, тем временем удалили.
imports-taken = Такое название здесь уже есть.

# Части, которые не вошли
imports-without-product = Товара «{ $key }» нет: сделка вошла без товара.
imports-without-company = Компании «{ $key }» нет: запись вошла без компании.
imports-without-parent = Компании «{ $key }» нет: эта вошла без вышестоящей.
imports-open-closed = Сделка на открытом этапе «{ $key }»: она вошла без дня закрытия.
imports-other-stages = Воронка «{ $pipeline }» здесь уже есть, но таких этапов в ней нет: { $stages }.
