# Листи в налаштуваннях
letters-title = Листи
letters-lead = Які листи пішли, які ні й чому. Пам’ятаємо 90 днів.
letters-pages = Сторінки листів
letters-newest = До нових
letters-older = Раніше
letters-empty = Листів поки немає
letters-empty-text = Кого додають з e-mail, тому йде лист із запрошенням. Тут видно, що з ним сталося.
letters-server = Поштовий сервер
letters-host = Сервер
letters-sender = Відправник
letters-try = Надіслати мені пробний лист
letters-trial-asked = Пробний лист іде на { $address }. Що з ним сталося, видно нижче.
letters-off-how = Листи не надсилаються: поштовий сервер не налаштовано. Його вказує той, у кого працює Smena: SMENA_MAIL_SERVER і SMENA_MAIL_FROM. Доти запрошення можна переслати самим, із картки співробітника.
letters-to = Кому
letters-what = Що
letters-state = Стан
letters-when = Коли
letters-acts = Що зробити
letters-nothing = —
letters-next = Наступна спроба: { $when }.
letters-purpose-invitation = Запрошення
letters-purpose-reset = Новий пароль
letters-purpose-test = Пробний лист
letters-state-waiting = У дорозі
letters-state-later = Ще не доставлено
letters-state-stuck = Затримано
letters-state-sent = Надіслано
letters-state-late = Посилання застаріло
letters-state-declined = Відмова
letters-state-replaced = Посилання замінено
letters-state-ended = Посилання не діє
letters-state-refused = Не доставлено
letters-state-withdrawn = Відкликано

# Запрошення в картці
letters-panel = Запрошення
letters-none = Запрошення не надсилалося.
letters-no-address = Немає e-mail, на який можна надіслати запрошення.
letters-off = Листи не надсилаються: поштовий сервер не налаштовано. Скопіюйте запрошення й перешліть його самі.
letters-send-now = Надіслати зараз
letters-send-again = Надіслати ще раз
letters-by-hand = Скопіювати для месенджера
letters-withdraw = Відкликати
letters-asked = Запрошення йде на { $address }.
letters-taken-back = Запрошення відкликано, посилання більше не працює.
letters-on-way = Запрошення на { $address } у дорозі.
letters-later = Запрошення на { $address } ще не пішло. { $why } Наступна спроба: { $when }.
letters-stuck = Запрошення на { $address } затримано: той, від чийого імені воно йшло, більше не може запрошувати. Надішліть його ще раз.
letters-went = Запрошення надіслано на { $address }, { $when }.
letters-went-late = Запрошення надіслано на { $address }, { $when }, але за посиланням ніхто не перейшов, і воно застаріло. Надішліть його ще раз.
letters-went-declined = Запрошення надіслано на { $address }, { $when }, і від нього відмовилися. Надіслане ще раз, воно запитає знову.
letters-went-replaced = Запрошення надіслано на { $address }, { $when }. Посилання з нього замінило новіше.
letters-went-ended = Запрошення надіслано на { $address }, { $when }, але його посилання більше нічого не відкриває. Надішліть його ще раз.
letters-refused = Запрошення на { $address } не доставлено. { $why }
letters-withdrawn = Запрошення на { $address } відкликано.

# Що відповів поштовий сервер
letters-why-taken = Поштовий сервер прийняв лист.
letters-why-unreachable = Поштовий сервер не відповідає.
letters-why-insecure = Із поштовим сервером немає зашифрованого з’єднання.
letters-why-sign-in = Поштовий сервер не пускає Smena: хибні ім’я або пароль.
letters-why-later = Поштовий сервер просить зайти пізніше.
letters-why-no-mailbox = Такої скриньки немає. Перевірте адресу.
letters-why-full = Скринька переповнена.
letters-why-refused = Поштовий сервер не приймає лист.
letters-why-address = Поштовий сервер не може написати на цю адресу.
letters-why-off = Поштовий сервер більше не налаштовано.

# Відмови
error-mail-off = Листи не надсилаються: поштовий сервер не налаштовано.
error-invitation-status = Запросити можна лише того, хто ще не входив.
error-invitation-address = Писати нікуди: e-mail не вказано. Спершу додайте його.
error-nothing-to-withdraw = Відкликати нічого: ні листа в дорозі, ні чинного посилання немає.

# Сам лист
letter-subject = Запрошення: { $account }
letter-hello = Вітаємо, { $name }!
letter-invites = { $by } запрошує вас до Smena: тут { $account } веде угоди, контакти й завдання.
letter-invited = Вас запрошують до Smena: тут { $account } веде угоди, контакти й завдання.
letter-open-new = Відкрийте посилання й придумайте пароль:
letter-open-own = Відкрийте посилання й увійдіть із паролем, який у вас уже є:
letter-press-new = Придумати пароль
letter-press-own = Увійти
letter-once = Посилання спрацює один раз, до { $until }. Якщо не встигнете, попросіть нове.
letter-later = Потім входьте тут:
letter-name = Ваш логін: { $name }
letter-unexpected = Не чекали на цей лист? Просто видаліть його: без вас нічого не станеться.
letter-automatic = Лист надіслано автоматично, відповіді на нього ніхто не читає.
letter-reset-subject = Новий пароль
letter-reset-asked = Хтось, найімовірніше ви, забув пароль від { $name } у Smena ({ $account }).
letter-reset-once = Посилання спрацює один раз, до { $until }. З новим паролем усі входи за старим завершаться.
letter-reset-unexpected = Це були не ви? Просто видаліть лист: пароль залишиться попереднім.
letter-trial-subject = Пробний лист від Smena
letter-trial-text = Листи від Smena ({ $account }) доходять. Цей прийняв поштовий сервер { $host }.
letter-by-hand = Вас запрошують до Smena: тут працює { $account }.
    Придумайте пароль тут: { $link }
    Посилання спрацює один раз, до { $until }.
    Потім входьте тут: { $home }
    Ваш логін: { $name }
letter-by-hand-own = Вас запрошують до Smena: тут працює { $account }.
    Увійдіть тут із паролем, який у вас уже є: { $link }
    Посилання спрацює один раз, до { $until }.
    Потім входьте тут: { $home }
    Ваш логін: { $name }
letters-purpose-seats_asked = Запит ліцензій
letters-purpose-seats_answered = Відповідь про ліцензії
letter-seats-asked-subject = Клієнт просить ліцензії
letter-seats-asked = Компанія, яку ви ведете у Smena, просить ліцензії. Відповісти можна на цій сторінці:
letter-seats-answered-subject = Партнер відповів про ліцензії
letter-seats-answered = Партнер відповів на запит ліцензій у Smena. Відповідь на цій сторінці:
letters-purpose-partner_sought = Шукають партнера
letters-purpose-partner_replied = Відповідь партнера
letter-partner-sought-subject = Компанія вашого регіону шукає партнера
letter-partner-sought = У Smena шукають партнера в регіоні, де ви працюєте. Відповісти можна на цій сторінці:
letter-partner-replied-subject = Партнер вам відповів
letter-partner-replied = Партнер відповів на те, що ви шукаєте у Smena. Відповідь на цій сторінці:
letter-terms = Вас запрошено як інтегратора: за вас відповідає партнер { $partner }, останній день — { $day }. Сторінка за посиланням покаже, що вам можна, до вашої згоди.
letters-purpose-asked = Запит адміністраторам
letters-purpose-ask_answered = Відповідь на запит
letter-asked-subject = Колега просить вас
letter-asked = Колега звернувся до адміністраторів у Smena. Про що він просить, написано на цій сторінці:
letter-ask-answered-subject = На ваш запит відповіли
letter-ask-answered = Адміністратор відповів на ваш запит у Smena. Відповідь на цій сторінці:
letters-purpose-join_asked = Хтось чекає, щоб його впустили
letter-join-asked-subject = Хтось чекає, щоб його впустили
letter-join-asked = За відкритим посиланням вашої компанії у Smena хтось прийшов і чекає рішення. Хто це, написано на цій сторінці:
letters-purpose-review_asked = Запитання про доступ
letters-purpose-review_reminder = Нагадування про ревізію доступу
letter-review-asked-subject = Доступ колезі ще потрібен?
letter-review-asked = Адміністратори перевіряють, хто може увійти до Smena, і питають вас про колегу. Дайте, будь ласка, відповідь на цій сторінці:
letter-review-reminder-subject = Ревізію доступу ще не закінчено
letter-review-reminder = У Smena триває ревізія доступу, її строк надходить або вже минув. Продовжити можна тут:
letters-purpose-closing = Компанія закривається
letters-purpose-closing_reminder = Нагадування про закриття
letters-purpose-closing_off = Компанія залишається
letters-purpose-customer_closes = Клієнт закриває компанію
letters-purpose-customer_stays = Компанія клієнта залишається
letter-closing-subject = { $account }: компанія закриється після { $day }
letter-closing = Адміністратор попросив закрити компанію { $account }: після { $day } усе, що в ній є, зникне. До цього дня увійти можуть лише адміністратори, нічого не видаляється, і будь-хто з вас скасує закриття одним натисканням. Якщо ніхто з вас про це не просив, скасуйте закриття та змініть пароль:
letter-closing-helper = Компанія { $account } закриється після { $day }. Ваш доступ уже призупинено; якщо закриття скасують, він повернеться.
letter-closing-reminder-subject = { $account }: за три дні нічого не залишиться
letter-closing-reminder = Компанія { $account } закриється після { $day }. Це останній день, коли можна завантажити всі дані або скасувати закриття:
letter-closing-off-subject = { $account }: компанія залишається
letter-closing-off = Адміністратор скасував закриття. Усі входять, як раніше.
letter-customer-closes-subject = Клієнт закриває компанію
letter-customer-closes = Один із ваших клієнтів закриває свою компанію у Smena. Хто й коли — тут:
letter-customer-stays-subject = Компанія клієнта залишається
letter-customer-stays = Один із ваших клієнтів скасував закриття своєї компанії у Smena. Ваші клієнти — тут:
letters-purpose-stand_in = Призначено заміщення
letter-stand-in-subject = Ви заміщуєте колегу
letter-stand-in = Колеги не буде на місці, і в Smena заміщуєте ви. Кого, з якого дня й по який — тут; там само можна відмовитися:
