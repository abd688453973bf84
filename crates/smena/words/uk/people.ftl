# Список
people-title = Співробітники
people-add = Додати співробітника
people-search = Ім’я, e-mail, телефон, відділ, роль або id
people-find = Знайти
people-by-status = За статусом
people-all = Усі
people-any = Будь-який варіант
people-filter = Відібрати
people-pages = Сторінки списку
people-newer = Назад
people-older = Далі
people-count = { $n ->
    [one] { $n } співробітник
    [few] { $n } співробітники
    [many] { $n } співробітників
   *[other] { $n } співробітника
 }
people-count-many = Понад 10 000 співробітників
people-seats = Зайнято ліцензій: { $used } з { $bought }
people-seats-unlimited = Зайнято ліцензій: { $used }, без обмежень
people-alone = Поки що ви тут самі. Додайте тих, хто працює з вами: у кожного своя робота, і після виходу вона перейде до інших.
people-from-file = Одразу кількох, із файлу
people-nobody = Нікого не знайдено
people-nobody-text = Під пошук і відбір ніхто не підходить.
people-show-all = Показати всіх
people-tick-all = Позначити всіх на цій сторінці
people-ticked = Позначено
people-ticked-seats = Ліцензій
people-tick-whole = Усі на одній сторінці: { $n }
people-block-ticked = Блокувати позначених співробітників
people-blocked-ticked = Заблоковано: вийшли із системи, справи лишилися в них.
people-tick-somebody = Спершу позначте співробітників.
people-ticked-most = Не більше { $most } співробітників за один раз. Позначте менше.
people-deactivate = Деактивувати
people-block = Блокувати
people-never = Ніколи

# Відомості
people-name = Ім’я
people-name-hint = Ім’я та прізвище; у технічного користувача — для чого він
people-picture = Фотографія
people-picture-kept = Залишити цю фотографію
people-picture-kept-hint = Щоб замінити її, виберіть інший файл.
people-email = E-mail
people-login = Логін
people-phone = Телефон
people-tongue = Мова та часовий пояс
people-lang = Мова
people-lang-none = Яку просить браузер
people-zone = Часовий пояс
people-zone-hint = У ньому показано дні, строки та листи для цієї людини.
people-role = Роль
people-category = Категорія
people-department = Відділ
people-departments = Відділи
people-status = Статус
people-name-and-sign-in = Ім’я та логін
people-last-seen = Останній візит
people-added = Додавання
people-answerable = Хто відповідає
people-id = Id
people-none = —

# Картка
people-facts = Відомості
people-history = Що відбувалося
people-holds = У відповідальності
people-holds-nothing = Нічого не призначено.
people-open = відкрито: { $n }
people-access = Доступи
people-acts = Дії: { $name }
people-edit = Змінити
people-set-password = Задати пароль
people-access-look = Переглянути й завершити
people-token-none = Поки жодна програма не може увійти: створіть токен.
people-make-link = Нове одноразове посилання
people-hand-over = Передати справи
people-take-over = Прийняти справи
people-cover = Призначити заміщення
people-unblock = Розблокувати
people-reactivate = Активувати знову
people-copy = Скопіювати
people-copied = Скопійовано

# Форма
people-entry = Вхід у систему
people-entry-how = Перший вхід
people-entry-link = Одноразове посилання
people-entry-link-text = Ви отримаєте адресу, яку треба переслати. За нею людина задає пароль сама.
people-entry-link-letter = Воно прийде в запрошенні. Без нього ви отримаєте адресу, щоб переслати її самим.
people-entry-password = Пароль
people-entry-password-text = Ви задаєте пароль і повідомляєте його.
people-invite = Надіслати запрошення на e-mail
people-invite-hint = З одноразовим посиланням. Пароля в листі немає.
people-password = Пароль
people-password-hint = Потрібен, лише якщо ви задаєте його самі.
people-password-offer = Надійний пароль, якщо знадобиться
people-email-hint = З ним входять у систему.
people-login-hint = Замість e-mail або разом із ним.
people-place = Місце в компанії
people-role-hint = Що може кожна роль, видно в «Налаштування → Ролі». Роль «Адміністратор» робить адміністратором.
people-category-member = Працює тут: угоди, контакти й завдання можна призначати.
people-category-technical = Користувач інтеграції: входить лише за токенами API, призначати йому нічого не можна.
people-not-chosen = Не обрано
people-department-new = Або новий відділ
people-department-main = Основний відділ
people-department-also = Також у відділі
people-post = Посада
people-cancel = Скасувати
people-edit-title = Змінити відомості
people-save = Зберегти
people-saved = Збережено
people-was-added = Додано: { $name }
people-attach = Додати { $email }
people-attach-text = З цим e-mail уже входять до іншої компанії в цій Smena. Власника можна додати як є: під його іменем і з його обліковим записом. Пароля ніхто не побачить, не спитає і не змінить; людина погодиться, увійшовши сюди.
people-was-invited = Додано: { $name }. Запрошення йде на { $address }.

# Посилання
people-link-title = Одноразове посилання
people-link-send = Що переслати
people-link-once = Адреса спрацює один раз, упродовж трьох днів. Її показано лише зараз.
people-link-text = Запрошення
people-link = Адреса
people-sign-in = Логін для входу
people-to-card = До картки

# Відмови
error-last-administrator = Це останній адміністратор, який може ввійти. Спершу призначте адміністратором когось іще.
error-hand-over-first = { $n ->
    [one] { $n } співробітник відповідає за те, за що більше не зможе. Спершу передайте справи.
    [few] { $n } співробітники відповідають за те, за що більше не зможуть. Спершу передайте справи.
   *[many] { $n } співробітників відповідають за те, за що більше не зможуть. Спершу передайте справи.
 }
error-email-or-login = Вкажіть e-mail або логін: щось одне потрібне для входу.
error-phone = Не схоже на номер телефону.
error-no-such-role = Такої ролі немає.
error-no-such-category = Такої категорії немає.
error-no-such-post = Такої посади немає.
error-post-category = Керівником або заступником може бути лише користувач або адміністратор.
error-role-category = Роль «Адміністратор» і категорія «Адміністратор» бувають лише разом.
error-category-fixed = Технічний користувач та інтегратор такими й лишаються, і стати ними пізніше не можна.
error-technical-sign-in = Технічний користувач входить лише за токенами API.
error-department-twice = Той самий відділ обрано двічі.
error-departments-or-one = Вкажіть або всі відділи, або єдиний.
error-people-filter = Так список не можна відібрати чи впорядкувати.
people-role-new = Або нова роль…
people-role-new-text = Якщо дати тут назву, роль буде створено разом зі співробітником і призначено йому. Вона починається як роль за замовчуванням.
people-rights = Права
people-rights-lead = Роль: { $role }
people-rights-saved = Збережено
people-sees = Що бачить цей співробітник
people-sees-text = Скільки записів відкрито цьому співробітнику зараз і чиї вони. Самі записи не показано.
people-sees-count = Записів
people-sees-of = Чиї
people-sees-others = інші: { $n }
people-may = Що може цей співробітник
people-own-rights = Права лише цього співробітника
people-own-rights-text = Де нічого не обрано, діє роль. Обране тут лишається, коли роль змінюється.
people-own-rights-reset = Повернути як у ролі
people-leaving = Іде
people-asks =
    { $n ->
        [one] { $n } запит
        [few] { $n } запити
       *[many] { $n } запитів
    }
people-factor-none = Вимкнено
people-factor-on = Увімкнено
people-idle = Давно не заходить
people-idle-long = Не заходить 90 днів
