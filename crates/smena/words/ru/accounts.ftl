# Первый запуск
accounts-welcome = Добро пожаловать в Smena
accounts-welcome-lead = Начните со своей компании или сначала осмотритесь.
accounts-welcome-text = Несколько строк, и у вашей компании есть своё место. Вы будете её администратором.
accounts-own = Наша компания
accounts-own-text = Достаточно её названия и вашего имени. Сотрудники, воронки и данные — потом, без спешки.
accounts-own-begin = Создать нашу компанию
accounts-look = Пример
accounts-look-text = Вымышленная мастерская с сотрудниками, сделками и задачами. Меняйте что угодно: потом её место займёт ваша компания.
accounts-look-begin = Осмотреться в примере
accounts-look-made = Это пример. Смотрите и меняйте всё что угодно.
accounts-look-half = Пример создан не целиком: чего-то в нём не хватает. Вашей компании это не коснётся.
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

# Из примера
accounts-leave = Создать свою компанию
accounts-leave-lead = Она начинается пустой, вы её администратор. Из примера ничего не переносится.
accounts-leave-there = В этой установке уже есть компания. Её администратор добавит вас как сотрудника; из примера новую уже не создать.
accounts-sample-then = Что будет с примером
accounts-sample-goes = Удалить
accounts-sample-goes-text = Со всем, что в нём есть, и с тем, что вы добавили или изменили. Отменить это нельзя.
accounts-sample-stays = Оставить
accounts-sample-stays-text = Входите с тем же e-mail и паролем и выбирайте, куда.
accounts-made-sample-goes = У вашей компании есть своё место, пример удалён. Начните со сделки или добавьте сотрудников.
accounts-made-sample-stays = У вашей компании есть своё место, пример остался: при входе вы выбираете между ними.

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
accounts-start-text = Чтобы это была ваша компания: сотрудники, отделы, воронки, данные.
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
