exports-title = Вивантажити все
exports-lead = Усі дані компанії одним файлом у відкритих форматах: зберегти в себе або перейти до іншої системи.
exports-has = Що всередині
exports-has-people = Співробітники, відділи, ролі, хто де працює
exports-has-records = Контакти, компанії, угоди з їхніми контактами, завдання, товари, воронки та етапи, кошик
exports-has-words = Коментарі, записки наступникам, звернення з форм
exports-has-moves = Передачі справ крок за кроком, відсутності й заміщення, заплановані звільнення, хто що тримав, відколи й доки
exports-has-settings = Форми, тригери, відкриті посилання, запити, ревізії доступу, листи, входи, назви токенів, ліцензії
exports-has-journal = Увесь журнал рядками JSON із ланцюжком хешів та фотографії
exports-take = Завантажити
exports-take-text = ZIP: таблиця (CSV) на кожен вид даних і сторінка про те, що в якому файлі. На велику компанію піде кілька хвилин.
exports-no-secrets = Паролів, секретів токенів і посилань немає в жодному файлі.
exports-known = Журнал зазначить, хто завантажив.
exports-moment = Решта може працювати далі: що зміниться під час завантаження, може й не потрапити до файлу.
exports-press = Завантажити все
exports-written = Вивантаження: { $file }
exports-readme = Компанія: { $account }
    Записано: { $at }

    Усе, що є в цієї компанії у Smena. Назви файлів і стовпців однакові всіма мовами. Час — RFC 3339, UTC; суми — у валюті, яка стоїть
    поруч; телефони, e-mail, права й те, що надійшло з форм, — JSON; 1 — так, 0 — ні. Стовпець на _id називає рядок іншої таблиці;
    responsible_id, created_by і *_person_id — співробітників. Порожніх таблиць у файлі немає. Перед
    текстом, що починається з =, +, - або @, стоїть штрих ('), щоб таблиця не прийняла його за формулу; числа й телефони записано як є.
    Кого на цей час належало видалити, той тут номером. Хешів паролів і секретів немає ніде.

    account.json: компанія та її налаштування
    people.csv, roles.csv, departments.csv, department-members.csv: хто працює, з якими правами, у якому відділі
    companies.csv, contacts.csv, products.csv: з ким компанія має справу та що продає
    pipelines.csv, stages.csv, deals.csv, deal-contacts.csv: продажі; які контакти в якої угоди
    tasks.csv: завдання; subject_kind і subject_id — про який запис
    comments.csv, notes.csv, work-notes.csv: коментарі, записки наступникам до записів і до всіх справ співробітника
    deleted.csv: кошик, кожен запис — JSON
    handovers.csv, handover-steps.csv, planned-departures.csv, absences.csv, covers.csv: хто що кому передав, хто відсутній і хто кого заміщує
    portfolios.csv, holders.csv, moves.csv: портфелі, хто що з них тримав, відколи й доки, записи, передані по одному
    forms.csv, form-entries.csv, triggers.csv: форми, звернення, тригери
    tokens.csv, open-links.csv, sign-ins.csv, refused.csv: як входять люди та програми й у чому їм відмовлено
    requests.csv, reviews.csv, review-lines.csv: запити адміністраторам, ревізії доступу
    seat-requests.csv, partner-searches.csv, customer-requests.csv: що просили в партнерів і що просили клієнти
    letters.csv: які листи й кому пішли
    journal.jsonl: усе, що відбувалося, рядками JSON; digest — SHA-256 від salt і data (як у рядку), hash — від усього іншого та prev_hash
    pictures: фотографії співробітників, за id
