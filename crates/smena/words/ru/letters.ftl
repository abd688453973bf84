# Письма в настройках
letters-title = Письма
letters-lead = Какие письма ушли, какие нет и почему. Помним 90 дней.
letters-pages = Страницы писем
letters-newest = К новым
letters-older = Раньше
letters-empty = Писем пока нет
letters-empty-text = Кого добавляют с e-mail, тому уходит письмо с приглашением. Здесь видно, что с ним стало.
letters-server = Почтовый сервер
letters-host = Сервер
letters-sender = Отправитель
letters-try = Отправить мне пробное письмо
letters-trial-asked = Пробное письмо уходит на { $address }. Что с ним стало, видно ниже.
letters-off-how = Письма не отправляются: почтовый сервер не настроен. Его указывает тот, у кого работает Smena: SMENA_MAIL_SERVER и SMENA_MAIL_FROM. До тех пор приглашение можно переслать самим, из карточки сотрудника.
letters-to = Кому
letters-what = Что
letters-state = Состояние
letters-when = Когда
letters-acts = Что сделать
letters-nothing = —
letters-next = Следующая попытка: { $when }.
letters-purpose-invitation = Приглашение
letters-purpose-reset = Новый пароль
letters-purpose-test = Пробное письмо
letters-state-waiting = В пути
letters-state-later = Ещё не доставлено
letters-state-stuck = Задержано
letters-state-sent = Отправлено
letters-state-late = Ссылка устарела
letters-state-declined = Отказ
letters-state-replaced = Ссылка заменена
letters-state-ended = Ссылка не действует
letters-state-refused = Не доставлено
letters-state-withdrawn = Отозвано

# Приглашение в карточке
letters-panel = Приглашение
letters-none = Приглашение не отправлялось.
letters-no-address = Нет e-mail, на который можно отправить приглашение.
letters-off = Письма не отправляются: почтовый сервер не настроен. Скопируйте приглашение и перешлите его сами.
letters-send-now = Отправить сейчас
letters-send-again = Отправить ещё раз
letters-by-hand = Скопировать для мессенджера
letters-withdraw = Отозвать
letters-asked = Приглашение уходит на { $address }.
letters-taken-back = Приглашение отозвано, ссылка больше не работает.
letters-on-way = Приглашение на { $address } в пути.
letters-later = Приглашение на { $address } ещё не ушло. { $why } Следующая попытка: { $when }.
letters-stuck = Приглашение на { $address } задержано: тот, от чьего имени оно шло, больше не может приглашать. Отправьте его ещё раз.
letters-went = Приглашение отправлено на { $address }, { $when }.
letters-went-late = Приглашение отправлено на { $address }, { $when }, но по ссылке никто не перешёл, и она устарела. Отправьте его ещё раз.
letters-went-declined = Приглашение отправлено на { $address }, { $when }, и от него отказались. Отправленное ещё раз, оно спросит снова.
letters-went-replaced = Приглашение отправлено на { $address }, { $when }. Ссылку из него заменила более новая.
letters-went-ended = Приглашение отправлено на { $address }, { $when }, но его ссылка больше ничего не открывает. Отправьте его ещё раз.
letters-refused = Приглашение на { $address } не доставлено. { $why }
letters-withdrawn = Приглашение на { $address } отозвано.

# Что ответил почтовый сервер
letters-why-taken = Почтовый сервер принял письмо.
letters-why-unreachable = Почтовый сервер не отвечает.
letters-why-insecure = С почтовым сервером нет зашифрованного соединения.
letters-why-sign-in = Почтовый сервер не пускает Smena: неверны имя или пароль.
letters-why-later = Почтовый сервер просит зайти позже.
letters-why-no-mailbox = Такого ящика нет. Проверьте адрес.
letters-why-full = Ящик переполнен.
letters-why-refused = Почтовый сервер не принимает письмо.
letters-why-address = Почтовый сервер не может написать на этот адрес.
letters-why-off = Почтовый сервер больше не настроен.

# Отказы
error-mail-off = Письма не отправляются: почтовый сервер не настроен.
error-invitation-status = Пригласить можно только того, кто ещё не входил.
error-invitation-address = Писать некуда: e-mail не указан. Сначала добавьте его.
error-nothing-to-withdraw = Отзывать нечего: ни письма в пути, ни действующей ссылки нет.

# Само письмо
letter-subject = Приглашение: { $account }
letter-hello = Здравствуйте, { $name }!
letter-invites = { $by } приглашает вас в Smena: здесь { $account } ведёт сделки, контакты и задачи.
letter-invited = Вас приглашают в Smena: здесь { $account } ведёт сделки, контакты и задачи.
letter-open-new = Откройте ссылку и придумайте пароль:
letter-open-own = Откройте ссылку и войдите с паролем, который у вас уже есть:
letter-press-new = Придумать пароль
letter-press-own = Войти
letter-once = Ссылка сработает один раз, до { $until }. Если не успеете, попросите новую.
letter-later = Потом входите здесь:
letter-name = Ваш логин: { $name }
letter-unexpected = Не ждали этого письма? Просто удалите его: без вас ничего не произойдёт.
letter-automatic = Письмо отправлено автоматически, ответы на него никто не читает.
letter-reset-subject = Новый пароль
letter-reset-asked = Кто-то, скорее всего вы, забыл пароль от { $name } в Smena ({ $account }).
letter-reset-once = Ссылка сработает один раз, до { $until }. С новым паролем все входы по старому завершатся.
letter-reset-unexpected = Это были не вы? Просто удалите письмо: пароль останется прежним.
letter-trial-subject = Пробное письмо от Smena
letter-trial-text = Письма от Smena ({ $account }) доходят. Это принял почтовый сервер { $host }.
letter-by-hand = Вас приглашают в Smena: здесь работает { $account }.
    Придумайте пароль здесь: { $link }
    Ссылка сработает один раз, до { $until }.
    Потом входите здесь: { $home }
    Ваш логин: { $name }
letter-by-hand-own = Вас приглашают в Smena: здесь работает { $account }.
    Войдите здесь с паролем, который у вас уже есть: { $link }
    Ссылка сработает один раз, до { $until }.
    Потом входите здесь: { $home }
    Ваш логин: { $name }
letters-purpose-seats_asked = Запрос лицензий
letters-purpose-seats_answered = Ответ о лицензиях
letter-seats-asked-subject = Клиент просит лицензии
letter-seats-asked = Компания, которую вы ведёте в Smena, просит лицензии. Ответить можно на этой странице:
letter-seats-answered-subject = Партнёр ответил о лицензиях
letter-seats-answered = Партнёр ответил на запрос лицензий в Smena. Ответ на этой странице:
letters-purpose-partner_sought = Ищут партнёра
letters-purpose-partner_replied = Ответ партнёра
letter-partner-sought-subject = Компания вашего региона ищет партнёра
letter-partner-sought = В Smena ищут партнёра в регионе, где вы работаете. Ответить можно на этой странице:
letter-partner-replied-subject = Партнёр вам ответил
letter-partner-replied = Партнёр ответил на то, что вы ищете в Smena. Ответ на этой странице:
letter-terms = Вы приглашены как интегратор: за вас отвечает партнёр { $partner }, последний день — { $day }. Страница по ссылке покажет, что вам можно, до вашего согласия.
letters-purpose-asked = Запрос администраторам
letters-purpose-ask_answered = Ответ на запрос
letter-asked-subject = Коллега просит вас
letter-asked = Коллега обратился к администраторам в Smena. О чём он просит, написано на этой странице:
letter-ask-answered-subject = На ваш запрос ответили
letter-ask-answered = Администратор ответил на ваш запрос в Smena. Ответ на этой странице:
letters-purpose-join_asked = Кто-то ждёт, чтобы его впустили
letter-join-asked-subject = Кто-то ждёт, чтобы его впустили
letter-join-asked = По открытой ссылке вашей компании в Smena кто-то пришёл и ждёт решения. Кто это, написано на этой странице:
letters-purpose-review_asked = Вопрос о доступе
letters-purpose-review_reminder = Напоминание о ревизии доступа
letter-review-asked-subject = Доступ коллеге ещё нужен?
letter-review-asked = Администраторы проверяют, кто может войти в Smena, и спрашивают вас о коллеге. Ответьте, пожалуйста, на этой странице:
letter-review-reminder-subject = Ревизия доступа ещё не закончена
letter-review-reminder = В Smena идёт ревизия доступа, её срок подходит или уже прошёл. Продолжить можно здесь:
letters-purpose-closing = Компания закрывается
letters-purpose-closing_reminder = Напоминание о закрытии
letters-purpose-closing_off = Компания остаётся
letters-purpose-customer_closes = Клиент закрывает компанию
letters-purpose-customer_stays = Компания клиента остаётся
letter-closing-subject = { $account }: компания закроется после { $day }
letter-closing = Администратор попросил закрыть компанию { $account }: после { $day } всё, что в ней есть, исчезнет. До этого дня войти могут только администраторы, ничего не удаляется, и любой из вас отменит закрытие одним нажатием. Если никто из вас об этом не просил, отмените закрытие и смените пароль:
letter-closing-helper = Компания { $account } закроется после { $day }. Ваш доступ уже приостановлен; если закрытие отменят, он вернётся.
letter-closing-reminder-subject = { $account }: через три дня ничего не останется
letter-closing-reminder = Компания { $account } закроется после { $day }. Это последний день, когда можно скачать выгрузку или отменить закрытие:
letter-closing-off-subject = { $account }: компания остаётся
letter-closing-off = Администратор отменил закрытие. Все входят, как раньше.
letter-customer-closes-subject = Клиент закрывает компанию
letter-customer-closes = Один из ваших клиентов закрывает свою компанию в Smena. Кто и когда — здесь:
letter-customer-stays-subject = Компания клиента остаётся
letter-customer-stays = Один из ваших клиентов отменил закрытие своей компании в Smena. Ваши клиенты — здесь:
letters-purpose-stand_in = Назначено замещение
letter-stand-in-subject = Вы замещаете коллегу
letter-stand-in = Коллеги не будет на месте, и в Smena замещаете вы. Кого, с какого дня и по какой — здесь; там же можно отказаться:
