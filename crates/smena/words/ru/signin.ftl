# Вход
signin-title = Вход
signin-login = E-mail или логин
signin-password = Пароль
signin-enter = Войти
signin-sample-only = Здесь есть только пример. Если вход в него потерян, команда `smena rescue` на сервере даст ссылку.
signin-nobody-here = Здесь больше никто не работает. Новую компанию начинает владелец сервера командой `smena init`.
signin-forgotten = Забыли пароль?
signin-choose = Выберите компанию
signin-choose-text = Вы работаете в нескольких. Куда войти сейчас?
accounts-title = Ваши компании
accounts-text = Вы входите с одним e-mail и паролем. Браузер открывает по одной компании за раз.
accounts-only = Пока это только одна компания.
accounts-here = Вы сейчас здесь.
accounts-waiting = Вас приглашают. Войдите, чтобы согласиться; ваш пароль останется только вашим.
accounts-accept = Согласиться: { $account }
accounts-decline = Отказаться
accounts-declined = Вы отказались. Больше о вас там ничего не узнают.
accounts-go = Перейти
accounts-all = Перейти в другую компанию
signin-welcome = Вход выполнен.

# Одноразовая ссылка
signin-link-title = Вас ждёт { $account }
signin-link-new = Придумайте пароль. Ссылка сработает один раз.
signin-link-own = Войдите с паролем, который у вас уже есть в Smena: в другой компании он тот же. Ссылка сработает один раз.
signin-link-first = Вас пригласили и в другую компанию, а пароль вы ещё не придумали. Сначала откройте приглашение той компании, потом вернитесь к этой ссылке.
signin-name = Имя
signin-password-new = Новый пароль
signin-password-hint = Хорошо подходят несколько слов, не связанных между собой.

# Своя карточка
signin-me = Ваша карточка
signin-how = Как вы входите
signin-email = E-mail
signin-only-login = Логин
signin-phone = Телефон
signin-tongue-save = Сохранить
signin-tongue-saved = Сохранено: страницы и письма теперь такие.
signin-lang-none = Какой просит ваш браузер
signin-zone-hint = В нём показаны дни и часы на страницах и в письмах, и в нём понимается то, что вы вводите.
signin-role = Роль
signin-password-change = Пароль
signin-password-current = Нынешний пароль
signin-password-ends = Все остальные входы завершатся.
signin-password-save = Сменить пароль
signin-password-changed = Пароль изменён. Все остальные входы завершены.
signin-sessions = Где выполнен вход
signin-session-this = здесь
signin-session-unknown = Неизвестное устройство
signin-tokens = Программы, которые действуют от вашего имени
signin-tokens-none = Пока нет. С токеном программа может то же, что и вы, пока вы его не отзовёте.
signin-token-name = Название токена
signin-token-hint = Для чего он, например «Магазин».
signin-token-make = Создать токен
signin-token-made = Токен создан. Скопируйте его сейчас: он показан только один раз.
signin-token-secret = Новый токен
signin-copy = Копировать
signin-copied = Скопировано
signin-access = Доступ
signin-access-name = Название
signin-access-since = Начало
signin-access-end = Завершить
signin-ended = Доступ завершён.

# Пароль от администратора
signin-renew = Придумайте свой пароль
signin-renew-text = Нынешний пароль дал администратор. Дальше его должны знать только вы.
signin-give-title = Новый пароль: { $name }
signin-give-text = Все входы и неиспользованные одноразовые ссылки завершатся. Письма не будет: передайте пароль сами. Ключ доступа снова заработает сам по себе, когда этот пароль хотя бы раз введут.
signin-give-must-change = При следующем входе сотрудник придумает свой
signin-give-must-change-hint = Заданный здесь пароль сработает один раз.
signin-give-do = Задать пароль
signin-given = Пароль задан. Все входы завершены.

# Сеансы и устройства
signin-end-others = Завершить остальные
signin-ended-others = Все остальные входы завершены.
signin-sessions-none = Сейчас нигде.
signin-sessions-of = Где выполнен вход
signin-tokens-of = Программы
signin-tokens-nobody = Ни одна программа не действует от этого имени.
signin-tokens-technical = С токеном программа входит как { $name } и может то же самое, пока вы его не отзовёте.
signin-links = Одноразовые ссылки
signin-links-none = Неиспользованных нет.
signin-link-waiting = Ещё не использована
signin-access-of = Доступы: { $name }
signin-access-lead = Завершённое здесь перестаёт работать сразу и на всех устройствах.
signin-access-withdraw = Отозвать
signin-end-sessions = Завершить все входы
signin-end-everything = Завершить всё

# Отказы
error-sign-in = С этим именем и паролем войти нельзя. Проверьте и то, и другое.
error-needs-link = Вы вернулись в эту компанию: попросите у администратора новую одноразовую ссылку.
error-one-account = API-токен открывает одну компанию.
error-attached-link = Эта компания ждёт вас по своей ссылке: откройте ту, что вам прислали. Там нужен пароль, который у вас уже есть.
error-choose-account = Этот вход открывает несколько компаний. Выберите одну.
error-not-a-session = Это токен API, а такое действие доступно только после входа. Сам токен завершают в карточке владельца.
error-link-status = Ссылку можно дать только тому, кто может входить.
error-link-nameless = Нет ни e-mail, ни логина, чтобы входить. Сначала добавьте что-то одно.
error-token-status = Токен можно создать только для активного сотрудника.
error-password-weak = Этот пароль слишком легко угадать. { $why }
error-password-wrong = Это не нынешний пароль.
error-email = Это не адрес e-mail.
error-email-taken = С этим e-mail уже кто-то входит.
error-email-elsewhere = С этим e-mail уже входят в другую компанию. Можно добавить человека как есть.
error-email-nobody = С этим e-mail больше никто не входит. Добавьте нового сотрудника.
error-attached-sign-in = Человек входит, как привык: оставьте поле пустым.
error-login-taken = С этим логином уже кто-то входит.
error-login-reserved = С этим логином входил сотрудник, который удалён; логин больше никому не достаётся. Выберите другой.
error-login-signs = В логине не бывает пробелов и знака «@».
error-names-shared = Этот сотрудник работает и в другой компании, поэтому его e-mail и логин остаются прежними.
error-renewal-unasked = Новый пароль здесь не нужен. Войдите без него; сменить пароль можно в своей карточке.
error-must-change-password = Этот пароль дал администратор. Сначала придумайте свой.
error-password-same = Это ваш нынешний пароль. Придумайте другой.
error-password-own = Свой пароль меняют в своей карточке.
error-password-shared = Этот сотрудник работает и в другой компании: свой пароль он меняет сам. Можно дать одноразовую ссылку.
error-password-needs-link = Этот сотрудник уходил и вернулся: создайте одноразовую ссылку.
error-nothing-to-end = Завершать нечего.
error-which-access = Выберите, что завершить: входы или всё.
error-rescue-departed = Этот сотрудник ушёл. Назовите того, кто работает.

# Что отправляли, когда вход закончился.
signin-held = Ваш вход закончился. Отправленное сохранено: войдите и отправьте ещё раз.
signin-held-too-long = Ваш вход закончился, а отправленное слишком длинное, чтобы сохранить его здесь. Вернитесь в браузере назад и скопируйте его, прежде чем входить.
signin-held-else = До вас здесь работал кто-то другой. То, что он отправлял, не отправлено.
signin-again = Отправить сейчас?
signin-again-text = Ваш вход закончился, поэтому это не отправлено. Ничего из введённого не потеряно.
signin-again-whose = Это отправляли, когда вход уже закончился, и чьё оно, узнать нельзя. Если ваше, отправьте сейчас.
signin-again-to = Куда
signin-again-typed = Что введено
signin-again-file = Был выбран и файл. Он не сохранён: добавьте его потом ещё раз.
signin-again-send = Отправить
signin-again-not = Не отправлять
