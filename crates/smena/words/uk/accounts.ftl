# Перший запуск
accounts-welcome = Ласкаво просимо до Smena
accounts-welcome-lead = Почніть зі своєї компанії або спершу роздивіться.
accounts-welcome-text = Кілька рядків, і ваша компанія має своє місце. Ви будете її адміністратором.
accounts-own = Наша компанія
accounts-own-text = Досить її назви та вашого імені. Співробітники, воронки й дані — потім, без поспіху.
accounts-own-begin = Створити нашу компанію
accounts-look = Приклад
accounts-look-text = Вигадана майстерня зі співробітниками, угодами й завданнями. Змінюйте що завгодно: згодом її місце посяде ваша компанія.
accounts-look-begin = Роздивитися на прикладі
accounts-look-made = Це приклад. Дивіться й змінюйте що завгодно.
accounts-look-half = Приклад створено не повністю: чогось у ньому бракує. Вашої компанії це не зачепить.
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

# З прикладу
accounts-leave = Створити свою компанію
accounts-leave-lead = Вона починається порожньою, ви її адміністратор. З прикладу нічого не переноситься.
accounts-leave-there = У цій установці вже є компанія. Її адміністратор додасть вас як співробітника; з прикладу нову вже не створити.
accounts-sample-then = Що буде з прикладом
accounts-sample-goes = Видалити
accounts-sample-goes-text = З усім, що в ньому є, і з тим, що ви додали чи змінили. Скасувати це неможливо.
accounts-sample-stays = Залишити
accounts-sample-stays-text = Входьте з тим самим e-mail і паролем та обирайте, куди.
accounts-made-sample-goes = Ваша компанія має своє місце, приклад видалено. Почніть з угоди або додайте співробітників.
accounts-made-sample-stays = Ваша компанія має своє місце, приклад лишився: під час входу ви обираєте між ними.

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
accounts-start-text = Щоб це була ваша компанія: співробітники, відділи, воронки, дані.
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
