records-search = Пошук
records-filter = Відібрати
records-from-file = Із файлу
records-nothing = Нічого не знайдено
records-nothing-text = Пошуку й фільтрам тут нічого не відповідає.
records-show-all = Показати всі
records-pages = Сторінки
records-newer = Назад
records-older = Далі
records-count = Усього: { $n }
records-count-many = Усього: понад { $n }
records-partial = Переглянуто поки не все: це забрало б багато часу. Довше слово знайде певніше.
records-look-further = Шукати далі
records-tick-all = Позначити всі рядки
records-ticked = Позначено
records-assign = Призначити…
records-assign-do = Призначити
records-assigned = Призначено: { $n }
records-delete = Видалити
records-delete-title = Видалити?
records-delete-text = Усе потрапить у кошик, і 30 днів це можна відновити.
records-deleted = У кошику: { $n }
records-cancel = Скасувати
records-edit = Змінити
records-edit-what = Змінити: { $what }
records-save = Зберегти
records-saved = Збережено.
records-responsible = Відповідальний
records-everybody = Усі
records-not-chosen = Не обрано
records-nobody-found = Нікого не знайдено
records-more = { $n ->
    [one] і ще { $n }
    [few] і ще { $n }
    [many] і ще { $n }
   *[other] і ще { $n }
 }
records-facts = Відомості
records-timeline = Що відбувалося
records-holders = Хто відповідав
records-held-since = з { $since }
records-held-between = { $since } – { $until }
records-by-handover = передачею № { $number } ({ $what }: { $name })
records-passed = { $from } → { $to },
records-of-handover = Лише те, що перейшло однією передачею.
records-queue = Черга: { $name }
records-cover-by-me = Ви заміщуєте: { $name }, по { $until }. Ці справи позначено у списку.
records-cover-for-me = Вас заміщує { $name } — по { $until }.
records-covered-for = ви, по { $until }
records-covered-by = Заміщує { $name } — по { $until }.
records-differs = Що відрізняється
records-field = Поле
records-now = Зараз
records-typed = Введено вами
records-created = Створено
records-updated = Змінено
records-note = Примітка
records-phone = Телефон
records-phones = Телефони
records-email = Ел. пошта
records-emails = Адреси пошти
records-find-by-name = Або знайти за назвою
records-find-hint = У списку перші 50. Введіть частину назви та збережіть.

error-records-sort = Так цей список не сортується.
error-records-cursor = Такого місця в списку немає. Почніть з першої сторінки.
error-records-limit = На сторінці від 1 до 200 рядків.
error-records-flag = Вкажіть true або false.
error-records-choice = Оберіть зі списку.
error-records-day = День пишеться так: 2026-11-22.
error-records-moment = Момент пишеться так: 2026-11-22T14:05:00Z.
error-records-responsible = Вкажіть відповідального.
error-records-none = Нічого не позначено.
error-records-many = Не більше 200 за раз.
error-records-not-found = З такою назвою нічого не знайдено.
error-records-several = Знайдено кілька. Оберіть зі списку.
error-records-both = Вкажіть співробітника або чергу, але не те й інше.
error-records-no-queue = Такої черги немає.
error-ways-phone = { $phone }: це не номер телефону.
error-ways-email = { $email }: це не адреса електронної пошти.
error-ways-many = Щонайбільше 20.
records-access = Хто це бачить
records-access-count = { $n ->
    [one] Бачить { $n } співробітник
    [few] Бачать { $n } співробітники
   *[many] Бачать { $n } співробітників
 }
why-holds = Відповідає
why-covers = Заміщує відповідального
why-queue = Чекає в черзі відділу: { $department }
why-works-for = Працює на відповідального
why-administrator = Адміністратор
why-all = Роль «{ $role }» бачить усе
why-all-own = Бачить усе за власними правами
why-department = Той самий відділ: { $department }
why-below = У відділі «{ $department }», вище «{ $below }»
records-access-ask = Хто і чому?
records-columns = Стовпці
records-columns-which = Які стовпці показувати
records-columns-usual = Як зазвичай
records-columns-kept = Стовпці — як ви обрали.
error-records-column = У цьому списку немає такого стовпця. Оберіть із запропонованих.

records-changed-by = { $name } · змінено щойно
records-changed = Щойно змінено
records-changed-show = Показати
