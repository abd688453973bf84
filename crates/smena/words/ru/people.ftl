# Список
people-title = Сотрудники
people-add = Добавить сотрудника
people-search = Имя, e-mail, телефон, отдел, роль или id
people-find = Найти
people-by-status = По статусу
people-all = Все
people-any = Любой вариант
people-filter = Отобрать
people-pages = Страницы списка
people-newer = Назад
people-older = Дальше
people-count = { $n ->
    [one] { $n } сотрудник
    [few] { $n } сотрудника
    [many] { $n } сотрудников
   *[other] { $n } сотрудника
 }
people-count-many = Больше 10 000 сотрудников
people-seats = Занято лицензий: { $used } из { $bought }
people-seats-unlimited = Занято лицензий: { $used }, без ограничений
people-alone = Пока вы здесь одни. Добавьте тех, кто работает с вами: у каждого своя работа, и при уходе она перейдёт к другим.
people-from-file = Сразу нескольких, из файла
people-nobody = Никого не нашлось
people-nobody-text = Под поиск и отбор никто не подходит.
people-show-all = Показать всех
people-tick-all = Отметить всех на этой странице
people-ticked = Отмечено
people-ticked-seats = Лицензий
people-tick-whole = Все на одной странице: { $n }
people-block-ticked = Блокировать отмеченных сотрудников
people-blocked-ticked = Заблокированы: вышли из системы, дела остались у них.
people-tick-somebody = Сначала отметьте сотрудников.
people-ticked-most = Не больше { $most } сотрудников за один раз. Отметьте меньше.
people-deactivate = Деактивировать
people-block = Блокировать
people-never = Никогда

# Сведения
people-name = Имя
people-name-hint = Имя и фамилия; у технического пользователя — для чего он
people-picture = Фотография
people-picture-kept = Оставить эту фотографию
people-picture-kept-hint = Чтобы заменить её, выберите другой файл.
people-email = E-mail
people-login = Логин
people-phone = Телефон
people-tongue = Язык и часовой пояс
people-lang = Язык
people-lang-none = Какой просит браузер
people-zone = Часовой пояс
people-zone-hint = В нём показаны дни, сроки и письма для этого человека.
people-role = Роль
people-category = Категория
people-department = Отдел
people-departments = Отделы
people-status = Статус
people-name-and-sign-in = Имя и логин
people-last-seen = Последний визит
people-added = Добавление
people-answerable = Кто отвечает
people-id = Id
people-none = —

# Карточка
people-facts = Сведения
people-history = Что происходило
people-holds = В ответственности
people-holds-nothing = Ничего не назначено.
people-open = открыто: { $n }
people-access = Доступы
people-acts = Действия: { $name }
people-edit = Изменить
people-set-password = Задать пароль
people-access-look = Посмотреть и завершить
people-token-none = Пока ни одна программа не может войти: создайте токен.
people-make-link = Новая одноразовая ссылка
people-hand-over = Передать дела
people-take-over = Принять дела
people-cover = Назначить замещение
people-unblock = Разблокировать
people-reactivate = Активировать снова
people-copy = Скопировать
people-copied = Скопировано

# Форма
people-entry = Вход в систему
people-entry-how = Первый вход
people-entry-link = Одноразовая ссылка
people-entry-link-text = Вы получите адрес, который нужно переслать. По нему человек задаёт пароль сам.
people-entry-link-letter = Она придёт в приглашении. Без него вы получите адрес, чтобы переслать его самим.
people-entry-password = Пароль
people-entry-password-text = Вы задаёте пароль и сообщаете его.
people-invite = Отправить приглашение по e-mail
people-invite-hint = С одноразовой ссылкой. Пароля в письме нет.
people-password = Пароль
people-password-hint = Нужен, только если вы задаёте его сами.
people-password-offer = Надёжный пароль, если пригодится
people-email-hint = С ним входят в систему.
people-login-hint = Вместо e-mail или вместе с ним.
people-place = Место в компании
people-role-hint = Что может каждая роль, видно в «Настройки → Роли». Роль «Администратор» делает администратором.
people-category-member = Работает здесь: сделки, контакты и задачи можно назначать.
people-category-technical = Пользователь интеграции: входит только по токенам API, назначать ему ничего нельзя.
people-not-chosen = Не выбран
people-department-new = Или новый отдел
people-department-main = Основной отдел
people-department-also = Также в отделе
people-post = Должность
people-cancel = Отмена
people-edit-title = Изменить сведения
people-save = Сохранить
people-saved = Сохранено
people-was-added = Добавлено: { $name }
people-attach = Добавить { $email }
people-attach-text = С этим e-mail уже входят в другую компанию в этой Smena. Владельца можно добавить как есть: под его именем и с его учётной записью. Пароль никто не увидит, не спросит и не изменит; человек согласится, войдя сюда.
people-was-invited = Добавлено: { $name }. Приглашение уходит на { $address }.

# Ссылка
people-link-title = Одноразовая ссылка
people-link-send = Что переслать
people-link-once = Адрес сработает один раз, в течение трёх дней. Он показан только сейчас.
people-link-text = Приглашение
people-link = Адрес
people-sign-in = Логин для входа
people-to-card = К карточке

# Отказы
error-last-administrator = Это последний администратор, который может войти. Сначала назначьте администратором кого-нибудь ещё.
error-hand-over-first = { $n ->
    [one] { $n } сотрудник отвечает за то, за что больше не сможет. Сначала передайте дела.
    [few] { $n } сотрудника отвечают за то, за что больше не смогут. Сначала передайте дела.
   *[many] { $n } сотрудников отвечают за то, за что больше не смогут. Сначала передайте дела.
 }
error-email-or-login = Укажите e-mail или логин: что-то одно нужно для входа.
error-phone = Не похоже на номер телефона.
error-no-such-role = Такой роли нет.
error-no-such-category = Такой категории нет.
error-no-such-post = Такой должности нет.
error-post-category = Руководителем или заместителем может быть только пользователь или администратор.
error-role-category = Роль «Администратор» и категория «Администратор» бывают только вместе.
error-category-fixed = Технический пользователь и интегратор такими и остаются, и стать ими позже нельзя.
error-technical-sign-in = Технический пользователь входит только по токенам API.
error-department-twice = Один и тот же отдел выбран дважды.
error-departments-or-one = Укажите либо все отделы, либо единственный.
error-people-filter = Так список нельзя отобрать или упорядочить.
people-role-new = Или новая роль…
people-role-new-text = Если дать здесь название, роль будет создана вместе с сотрудником и назначена ему. Она начинается как роль по умолчанию.
people-rights = Права
people-rights-lead = Роль: { $role }
people-rights-saved = Сохранено
people-sees = Что видит этот сотрудник
people-sees-text = Сколько записей открыто этому сотруднику сейчас и чьи они. Сами записи не показаны.
people-sees-count = Записей
people-sees-of = Чьи
people-sees-others = другие: { $n }
people-may = Что может этот сотрудник
people-own-rights = Права только этого сотрудника
people-own-rights-text = Где ничего не выбрано, действует роль. Выбранное здесь остаётся, когда роль меняется.
people-own-rights-reset = Вернуть как в роли
people-leaving = Уходит
people-asks =
    { $n ->
        [one] { $n } запрос
        [few] { $n } запроса
       *[many] { $n } запросов
    }
people-factor-none = Выключен
people-factor-on = Включён
people-idle = Давно не заходит
people-idle-long = Не заходит 90 дней
