records-search = Поиск
records-filter = Отобрать
records-from-file = Из файла
records-nothing = Ничего не найдено
records-nothing-text = Поиску и фильтрам здесь ничего не соответствует.
records-show-all = Показать все
records-pages = Страницы
records-newer = Назад
records-older = Дальше
records-count = Всего: { $n }
records-count-many = Всего: больше { $n }
records-partial = Просмотрено пока не всё: это заняло бы много времени. Слово подлиннее найдёт вернее.
records-look-further = Искать дальше
records-tick-all = Отметить все строки
records-ticked = Отмечено
records-assign = Назначить…
records-assign-do = Назначить
records-assigned = Назначено: { $n }
records-delete = Удалить
records-delete-title = Удалить?
records-delete-text = Всё попадёт в корзину, и 30 дней это можно восстановить.
records-deleted = В корзине: { $n }
records-cancel = Отмена
records-edit = Изменить
records-edit-what = Изменить: { $what }
records-save = Сохранить
records-saved = Сохранено.
records-responsible = Ответственный
records-everybody = Все
records-not-chosen = Не выбран
records-nobody-found = Никто не найден
records-more = { $n ->
    [one] и ещё { $n }
    [few] и ещё { $n }
    [many] и ещё { $n }
   *[other] и ещё { $n }
 }
records-facts = Сведения
records-timeline = Что происходило
records-holders = Кто отвечал
records-held-since = с { $since }
records-held-between = { $since } – { $until }
records-by-handover = передачей № { $number } ({ $what }: { $name })
records-passed = { $from } → { $to },
records-of-handover = Только то, что перешло одной передачей.
records-queue = Очередь: { $name }
records-cover-by-me = Вы замещаете: { $name }, по { $until }. Эти дела отмечены в списке.
records-cover-for-me = Вас замещает { $name } — по { $until }.
records-covered-for = вы, по { $until }
records-covered-by = Замещает { $name } — по { $until }.
records-differs = Что отличается
records-field = Поле
records-now = Сейчас
records-typed = Введено вами
records-created = Создано
records-updated = Изменено
records-note = Примечание
records-phone = Телефон
records-phones = Телефоны
records-email = Эл. почта
records-emails = Адреса почты
records-find-by-name = Или найти по названию
records-find-hint = В списке первые 50. Введите часть названия и сохраните.

error-records-sort = Так этот список не сортируется.
error-records-cursor = Такого места в списке нет. Начните с первой страницы.
error-records-limit = На странице от 1 до 200 строк.
error-records-flag = Укажите true или false.
error-records-choice = Выберите из списка.
error-records-day = День пишется так: 2026-11-22.
error-records-moment = Момент пишется так: 2026-11-22T14:05:00Z.
error-records-responsible = Укажите ответственного.
error-records-none = Ничего не отмечено.
error-records-many = Не больше 200 за раз.
error-records-not-found = С таким названием ничего не найдено.
error-records-several = Найдено несколько. Выберите из списка.
error-records-both = Укажите сотрудника или очередь, но не то и другое.
error-records-no-queue = Такой очереди нет.
error-ways-phone = { $phone }: это не номер телефона.
error-ways-email = { $email }: это не адрес электронной почты.
error-ways-many = Не больше 20.
records-access = Кто это видит
records-access-count = { $n ->
    [one] Видит { $n } сотрудник
    [few] Видят { $n } сотрудника
   *[many] Видят { $n } сотрудников
 }
why-holds = Отвечает
why-covers = Замещает ответственного
why-queue = Ждёт в очереди отдела: { $department }
why-works-for = Работает на ответственного
why-administrator = Администратор
why-all = Роль «{ $role }» видит всё
why-all-own = Видит всё по личным правам
why-department = Тот же отдел: { $department }
why-below = В отделе «{ $department }», выше «{ $below }»
records-access-ask = Кто и почему?
records-columns = Столбцы
records-columns-which = Какие столбцы показывать
records-columns-usual = Как обычно
records-columns-kept = Столбцы — как вы выбрали.
error-records-column = В этом списке нет такого столбца. Выберите из предложенных.

records-changed-by = { $name } · изменено только что
records-changed = Только что изменено
records-changed-show = Показать
