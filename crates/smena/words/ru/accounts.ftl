# Первый запуск
accounts-welcome = Добро пожаловать в Smena
accounts-welcome-text = Несколько строк, и у вашей компании есть своё место. Вы будете её администратором.
accounts-name = Компания
accounts-admin-name = Ваши имя и фамилия
accounts-admin-email = Ваш e-mail
accounts-admin-email-hint = С ним вы будете входить.
accounts-admin-password = Пароль
accounts-lang = Язык компании
accounts-zone = Часовой пояс
accounts-currency = Валюта
accounts-make = Начать
accounts-made = У вашей компании есть своё место. Начните со сделки или добавьте сотрудников.

# Настройки
accounts-settings-lead = Сама компания и всё остальное, что можно настроить.
accounts-company = Компания
accounts-lang-hint = Для всех, кто не выбрал другой.
accounts-zone-hint = В нём показано время.
accounts-currency-hint = Для новых сделок. У прежних остаётся своя.
accounts-save = Сохранить
accounts-saved = Настройки сохранены.
accounts-now = Что сохранено сейчас
accounts-more = Другие настройки
accounts-people = Сотрудники
accounts-people-text = Кто здесь работает и что кому можно.
accounts-departments = Отделы
accounts-departments-text = Кто где работает и кто кем руководит.
accounts-roles = Роли
accounts-roles-text = Что видит и может каждая роль.
accounts-journal = Журнал
accounts-journal-text = Что произошло в компании, кем и когда сделано.
accounts-seats = Лицензии
accounts-seats-text = Сколько куплено, занято и свободно.
accounts-mail-text = Какие приглашения ушли, а какие не доставлены.
accounts-pipelines = Воронки
accounts-pipelines-text = Этапы ваших сделок.
accounts-products = Товары
accounts-products-text = Что вы продаёте.
accounts-forms = Формы
accounts-forms-text = На вашем сайте: приносят контакты и сделки, и кому.
accounts-triggers = Триггеры
accounts-triggers-text = Что происходит само, когда сделка попадает на этап.

error-zone = Такого часового пояса нет.
error-currency = Такой валюты нет.
error-not-first = Компания здесь уже есть. Войдите.
