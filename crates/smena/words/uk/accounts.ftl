# Перший запуск
accounts-welcome = Ласкаво просимо до Smena
accounts-welcome-text = Кілька рядків, і ваша компанія має своє місце. Ви будете її адміністратором.
accounts-name = Компанія
accounts-admin-name = Ваші ім’я та прізвище
accounts-admin-email = Ваш e-mail
accounts-admin-email-hint = З ним ви входитимете.
accounts-admin-password = Пароль
accounts-lang = Мова компанії
accounts-zone = Часовий пояс
accounts-currency = Валюта
accounts-make = Почати
accounts-made = Ваша компанія має своє місце. Почніть з угоди або додайте співробітників.

# Налаштування
accounts-settings-lead = Сама компанія і все інше, що можна налаштувати.
accounts-company = Компанія
accounts-lang-hint = Для всіх, хто не обрав іншої.
accounts-zone-hint = У ньому показано час.
accounts-currency-hint = Для нових угод. У наявних лишається своя.
accounts-save = Зберегти
accounts-saved = Налаштування збережено.
accounts-now = Що збережено зараз
accounts-more = Інші налаштування
accounts-people = Співробітники
accounts-people-text = Хто тут працює і що кому можна.
accounts-departments = Відділи
accounts-departments-text = Хто де працює і хто ким керує.
accounts-roles = Ролі
accounts-roles-text = Що бачить і може кожна роль.
accounts-journal = Журнал
accounts-journal-text = Що сталося в компанії, ким і коли зроблено.
accounts-seats = Ліцензії
accounts-seats-text = Скільки куплено, зайнято й вільно.
accounts-mail-text = Які запрошення пішли, а які не доставлено.
accounts-pipelines = Воронки
accounts-pipelines-text = Етапи ваших угод.
accounts-products = Товари
accounts-products-text = Що ви продаєте.
accounts-forms = Форми
accounts-forms-text = На вашому сайті: приносять контакти й угоди, і кому.
accounts-triggers = Тригери
accounts-triggers-text = Що відбувається саме, коли угода потрапляє на етап.

error-zone = Такого часового поясу немає.
error-currency = Такої валюти немає.
error-not-first = Компанія тут уже є. Увійдіть.
