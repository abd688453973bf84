exports-title = Выгрузить всё
exports-lead = Все данные компании одним файлом в открытых форматах: сохранить у себя или перейти в другую систему.
exports-has = Что внутри
exports-has-people = Сотрудники, отделы, роли, кто где состоит
exports-has-records = Контакты, компании, сделки с их контактами, задачи, товары, воронки и этапы, корзина
exports-has-words = Комментарии, записки преемникам, обращения из форм
exports-has-moves = Передачи дел по шагам, отсутствия и замещения, запланированные увольнения, кто что держал, с какого и по какой день
exports-has-settings = Формы, триггеры, открытые ссылки, запросы, ревизии доступа, письма, входы, названия токенов, лицензии
exports-has-journal = Весь журнал строками JSON с цепочкой хэшей и фотографии
exports-take = Скачать
exports-take-text = ZIP: таблица (CSV) на каждый вид данных и страница о том, что в каком файле. На большую компанию уйдёт несколько минут.
exports-no-secrets = Паролей, секретов токенов и ссылок нет ни в одном файле.
exports-known = Журнал отметит, кто скачал.
exports-moment = Остальные могут работать дальше: что изменится во время скачивания, может и не попасть в файл.
exports-press = Скачать всё
exports-written = Выгрузка: { $file }
exports-readme = Компания: { $account }
    Записано: { $at }

    Всё, что есть у этой компании в Smena. Имена файлов и столбцов одинаковы на всех языках. Время — RFC 3339, UTC; суммы — в валюте,
    которая стоит рядом; телефоны, e-mail, права и то, что пришло из форм, — JSON; 1 — да, 0 — нет. Столбец на _id называет строку другой
    таблицы; responsible_id, created_by и *_person_id — сотрудников. Пустых таблиц в файле нет. Перед текстом,
    который начинается с =, +, - или @, стоит штрих ('), чтобы таблица не приняла его за формулу; числа и телефоны записаны как есть.
    Кого к этому времени следовало удалить, тот здесь номером. Хэшей паролей и секретов нет нигде.

    account.json: компания и её настройки
    people.csv, roles.csv, departments.csv, department-members.csv: кто работает, с какими правами, в каком отделе
    companies.csv, contacts.csv, products.csv: с кем компания имеет дело и что продаёт
    pipelines.csv, stages.csv, deals.csv, deal-contacts.csv: продажи; какие контакты у какой сделки
    tasks.csv: задачи; subject_kind и subject_id — о какой записи
    comments.csv, notes.csv, work-notes.csv: комментарии, записки преемникам к записям и ко всем делам сотрудника
    deleted.csv: корзина, каждая запись — JSON
    handovers.csv, handover-steps.csv, planned-departures.csv, absences.csv, covers.csv: кто что кому передал, кто отсутствует и кто кого замещает
    portfolios.csv, holders.csv, moves.csv: портфели, кто что из них держал с какого и по какое время, записи, переданные по одной
    forms.csv, form-entries.csv, triggers.csv: формы, обращения, триггеры
    tokens.csv, open-links.csv, sign-ins.csv, refused.csv: как входят люди и программы и в чём им отказано
    requests.csv, reviews.csv, review-lines.csv: запросы администраторам, ревизии доступа
    seat-requests.csv, partner-searches.csv, customer-requests.csv: что просили у партнёров и что просили клиенты
    letters.csv: какие письма и кому ушли
    journal.jsonl: всё, что происходило, по строке JSON; digest — SHA-256 от salt и data (как в строке), hash — от всего остального и prev_hash
    pictures: фотографии сотрудников, по id
