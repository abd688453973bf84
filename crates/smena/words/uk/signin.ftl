# Вхід
signin-title = Вхід
signin-login = E-mail або логін
signin-password = Пароль
signin-enter = Увійти
signin-sample-only = Тут є лише приклад. Якщо вхід до нього втрачено, команда `smena rescue` на сервері дасть посилання.
signin-nobody-here = Тут більше ніхто не працює. Нову компанію починає власник сервера командою `smena init`.
signin-forgotten = Забули пароль?
signin-choose = Оберіть компанію
signin-choose-text = Ви працюєте в кількох. Куди увійти зараз?
accounts-title = Ваші компанії
accounts-text = Ви входите з одним e-mail і паролем. Браузер відкриває по одній компанії за раз.
accounts-only = Поки що це лише одна компанія.
accounts-here = Ви зараз тут.
accounts-waiting = Вас запрошують. Увійдіть, щоб погодитися; ваш пароль залишиться лише вашим.
accounts-accept = Погодитися: { $account }
accounts-decline = Відмовитися
accounts-declined = Ви відмовилися. Більше про вас там нічого не дізнаються.
accounts-go = Перейти
accounts-all = Перейти до іншої компанії
signin-welcome = Вхід виконано.

# Одноразове посилання
signin-link-title = На вас чекає { $account }
signin-link-new = Придумайте пароль. Посилання спрацює один раз.
signin-link-own = Увійдіть із паролем, який у вас уже є в Smena: в іншій компанії він той самий. Посилання спрацює один раз.
signin-link-first = Вас запросили і до іншої компанії, а пароля ви ще не придумали. Спершу відкрийте запрошення тієї компанії, потім поверніться до цього посилання.
signin-name = Ім’я
signin-password-new = Новий пароль
signin-password-hint = Добре підходять кілька слів, не пов’язаних між собою.

# Власна картка
signin-me = Ваша картка
signin-how = Як ви входите
signin-email = E-mail
signin-only-login = Логін
signin-phone = Телефон
signin-tongue-save = Зберегти
signin-tongue-saved = Збережено: сторінки й листи тепер такі.
signin-lang-none = Яку просить ваш браузер
signin-zone-hint = У ньому показано дні й години на сторінках і в листах, і в ньому розуміється те, що ви вводите.
signin-role = Роль
signin-password-change = Пароль
signin-password-current = Теперішній пароль
signin-password-ends = Усі інші входи завершаться.
signin-password-save = Змінити пароль
signin-password-changed = Пароль змінено. Усі інші входи завершено.
signin-sessions = Де виконано вхід
signin-session-this = тут
signin-session-unknown = Невідомий пристрій
signin-tokens = Програми, що діють від вашого імені
signin-tokens-none = Поки немає. З токеном програма може те саме, що й ви, доки ви його не відкличете.
signin-token-name = Назва токена
signin-token-hint = Для чого він, наприклад «Крамниця».
signin-token-make = Створити токен
signin-token-made = Токен створено. Скопіюйте його зараз: він показаний лише один раз.
signin-token-secret = Новий токен
signin-copy = Копіювати
signin-copied = Скопійовано
signin-access = Доступ
signin-access-name = Назва
signin-access-since = Початок
signin-access-end = Завершити
signin-ended = Доступ завершено.

# Пароль від адміністратора
signin-renew = Придумайте власний пароль
signin-renew-text = Теперішній пароль дав адміністратор. Далі його маєте знати лише ви.
signin-give-title = Новий пароль: { $name }
signin-give-text = Усі входи й невикористані одноразові посилання завершаться. Листа не буде: передайте пароль самі. Ключ доступу знову запрацює сам по собі, коли цей пароль хоча б раз введуть.
signin-give-must-change = Під час наступного входу співробітник придумає власний
signin-give-must-change-hint = Заданий тут пароль спрацює один раз.
signin-give-do = Задати пароль
signin-given = Пароль задано. Усі входи завершено.

# Сеанси й пристрої
signin-end-others = Завершити інші
signin-ended-others = Усі інші входи завершено.
signin-sessions-none = Зараз ніде.
signin-sessions-of = Де виконано вхід
signin-tokens-of = Програми
signin-tokens-nobody = Жодна програма не діє від цього імені.
signin-tokens-technical = З токеном програма входить як { $name } і може те саме, доки ви його не відкличете.
signin-links = Одноразові посилання
signin-links-none = Невикористаних немає.
signin-link-waiting = Ще не використано
signin-access-of = Доступи: { $name }
signin-access-lead = Завершене тут перестає працювати одразу й на всіх пристроях.
signin-access-withdraw = Відкликати
signin-end-sessions = Завершити всі входи
signin-end-everything = Завершити все

# Відмови
error-sign-in = Із цим іменем і паролем увійти не можна. Перевірте й те, й інше.
error-needs-link = Ви повернулися до цієї компанії: попросіть в адміністратора нове одноразове посилання.
error-one-account = API-токен відкриває одну компанію.
error-attached-link = Ця компанія чекає на вас за своїм посиланням: відкрийте те, що вам надіслали. Там потрібен пароль, який у вас уже є.
error-choose-account = Цей вхід відкриває кілька компаній. Оберіть одну.
error-not-a-session = Це токен API, а така дія доступна лише після входу. Сам токен завершують у картці власника.
error-link-status = Посилання можна дати лише тому, хто може входити.
error-link-nameless = Немає ні e-mail, ні логіна, щоб входити. Спершу додайте щось одне.
error-token-status = Токен можна створити лише для активного співробітника.
error-password-weak = Цей пароль надто легко вгадати. { $why }
error-password-wrong = Це не теперішній пароль.
error-email = Це не адреса e-mail.
error-email-taken = Із цим e-mail уже хтось входить.
error-email-elsewhere = Із цим e-mail уже входять до іншої компанії. Можна додати людину як є.
error-email-nobody = Із цим e-mail більше ніхто не входить. Додайте нового співробітника.
error-attached-sign-in = Людина входить, як звикла: залиште поле порожнім.
error-login-taken = Із цим логіном уже хтось входить.
error-login-reserved = Із цим логіном входив співробітник, якого видалено; логін більше нікому не дістанеться. Виберіть інший.
error-login-signs = У логіні не буває пробілів і знака «@».
error-names-shared = Цей співробітник працює і в іншій компанії, тож його e-mail і логін лишаються незмінними.
error-renewal-unasked = Новий пароль тут не потрібен. Увійдіть без нього; змінити пароль можна у своїй картці.
error-must-change-password = Цей пароль дав адміністратор. Спершу придумайте власний.
error-password-same = Це ваш теперішній пароль. Придумайте інший.
error-password-own = Власний пароль змінюють у своїй картці.
error-password-shared = Цей співробітник працює і в іншій компанії: свій пароль він змінює сам. Можна дати одноразове посилання.
error-password-needs-link = Цей співробітник пішов з компанії й повернувся: створіть одноразове посилання.
error-nothing-to-end = Завершувати нічого.
error-which-access = Оберіть, що завершити: входи чи все.
error-rescue-departed = Цей співробітник пішов. Назвіть того, хто працює.

# Що надсилали, коли вхід закінчився.
signin-held = Ваш вхід закінчився. Надіслане збережено: увійдіть і надішліть ще раз.
signin-held-too-long = Ваш вхід закінчився, а надіслане задовге, щоб зберегти його тут. Поверніться в браузері назад і скопіюйте його, перш ніж входити.
signin-held-else = До вас тут працював хтось інший. Те, що він надсилав, не надіслано.
signin-again = Надіслати зараз?
signin-again-text = Ваш вхід закінчився, тож це не надіслано. Нічого з введеного не втрачено.
signin-again-whose = Це надсилали, коли вхід уже закінчився, і чиє воно, дізнатися не можна. Якщо ваше, надішліть зараз.
signin-again-to = Куди
signin-again-typed = Що введено
signin-again-file = Було вибрано й файл. Його не збережено: додайте його потім ще раз.
signin-again-send = Надіслати
signin-again-not = Не надсилати
