# Що каже звіт імпорту
imports-mapping = Відповідність не читається. { $why }
error-imports-running = Триває інший імпорт із того самого джерела. Дочекайтеся його й запустіть цей знову: він продовжить із того самого місця.

# Файли цілком
imports-no-file = Файлу немає в папці.
imports-outside = Файли відповідності лежать у папці імпорту, а не поза нею.
imports-unreadable = Файл не читається: { $why }
imports-empty = Файл порожній; перший рядок називає стовпці.
imports-other-encoding = Файл у кодуванні { $found }, а у відповідності вказано { $said }.
imports-nameless-column = Стовпець { $n } не має назви.
imports-same-column = Два стовпці називаються «{ $column }».
imports-missing-columns = У файлі немає стовпців, які називає відповідність: { $columns }.
imports-unknown-columns = У відповідності нічого немає про ці стовпці: { $columns }. Використайте їх або перелічіть у «skip».

# Рядки, які не ввійшли
imports-wrong-width = Комірок у рядку: { $has }, а потрібно: { $needs }.
imports-wrong-encoding = Рядок не в кодуванні { $encoding }.
imports-zero-byte = У рядку є нульовий байт.
imports-open-quote = Тут відкриваються лапки й не закриваються. Через це не прочитано рядків: { $n }.
imports-no-key = Рядок не відрізнити від інших: немає ні номера, ні імені.
imports-no-name = Назва порожня.
imports-no-title = Назва угоди порожня.
imports-twice = «{ $key }» уже є: { $file }, рядок { $row }.
imports-differs = «{ $key }» тут описано інакше, ніж у { $file }, рядок { $row }.
imports-date = «{ $text }» — не дата вигляду { $format }.
imports-number = «{ $text }» — не число в тому вигляді, який вказано у відповідності.
imports-too-precise = У «{ $text }» більше знаків після коми, ніж буває в { $currency }.
imports-currency = «{ $text }» — не валюта.
imports-no-person = Нікого не звуть «{ $key }».
imports-two-people = «{ $key }» — так звуть кількох співробітників.
imports-no-responsible = Відповідального в рядку не вказано.
imports-nobody = Немає адміністратора, який міг би це тримати, а відповідність нікого не називає.
imports-no-role = Ролі «{ $key }» немає.
imports-no-post = «{ $key }» — не member, head чи deputy.
imports-no-department = Відділу «{ $key }» немає.
imports-no-pipeline-name = Воронку не вказано.
imports-no-pipeline = Воронки «{ $key }» немає.
imports-no-stage-name = Етап не вказано.
imports-no-stage = У воронці немає етапу «{ $key }».
imports-closed-when = Угода на етапі «{ $key }», а день закриття порожній.
imports-circle = «{ $key }» стоїть над собою.
imports-gone = «{ $key }»: запис увійшов раніше, потім його видалили тут; він лишається видаленим.
imports-reference = Щось, на що він посилається, тим часом видалили.
imports-taken = Така назва тут уже є.

# Частини, які не ввійшли
imports-without-product = Товару «{ $key }» немає: угода ввійшла без товару.
imports-without-company = Компанії «{ $key }» немає: запис увійшов без компанії.
imports-without-parent = Компанії «{ $key }» немає: ця ввійшла без вищої.
imports-open-closed = Угода на відкритому етапі «{ $key }»: вона ввійшла без дня закриття.
imports-other-stages = Воронка «{ $pipeline }» тут уже є, але таких етапів у ній немає: { $stages }.
