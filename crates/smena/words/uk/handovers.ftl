# Передача справ, звільнення, блокування і повернення

## Список
handovers-lead = Хто пішов, що кому перейшло і що ще можна скасувати.
handovers-empty = Передач справ поки немає
handovers-empty-text = Коли хтось звільняється або йде у відпустку, угоди, контакти й завдання переходять до інших за один крок, і будь-який крок можна скасувати протягом 30 днів. Почніть із картки співробітника.
handovers-none = Нічого не знайдено
handovers-none-text = Пошуку й фільтру не відповідає жодна передача справ.
handovers-show-all = Показати всі
handovers-to-people = До співробітників
handovers-search = Пошук за тим, чиї це справи
handovers-do-search = Знайти
handovers-filter = Вид передачі
handovers-every = Усі
handovers-pages = Сторінки
handovers-newer = Новіші
handovers-older = Раніші
handovers-number = №
handovers-no = № { $number }
handovers-numbered = { $what } № { $number }
handovers-what = Що
handovers-person = Чиї справи
handovers-when = Коли
handovers-state = Скасування
handovers-state-undone = Скасовано
handovers-state-open = до { $until }
handovers-state-final = закрите
handovers-departure = Звільнення
handovers-handover = Передача справ
handovers-giveback = Повернення справ
handovers-undo-fact = Скасування

## Вікно
handovers-title-departure = Деактивувати: { $name }
handovers-title-handover = Передати справи: { $name }
handovers-close = Закрити
handovers-cancel = Відмінити
handovers-nothing-changed = Поки нічого не змінилося. Усе станеться, коли ви натиснете кнопку внизу.
handovers-would = Ось що станеться. Скасувати можна до { $until }.
handovers-drawing = Від: { $from }. Кому: { $to }
handovers-holds-nothing = Нічого не закріплено: наступник не потрібен.
handovers-held = Що закріплено
handovers-kind = Вид
handovers-all = Усього
handovers-open = Відкрито
handovers-open-closed = відкрито { $open }, закрито { $closed }
handovers-access = Доступ
handovers-access-stays = Входи, токени й посилання працюють далі.
handovers-access-ends = Доступ, який закриється
handovers-since = з { $day }
handovers-no-access = Немає
handovers-seat-free = Звільниться одна ліцензія.
handovers-which = Що передати
handovers-successor = Хто отримає справи
handovers-successor-hint = Пропонуються активні співробітники, яким можна призначити все перелічене вище.
handovers-not-chosen = Не обрано
handovers-find = Пошук за іменем
handovers-nobody-found = Нікого не знайдено
handovers-by-kind = Віддати окремі види іншим
handovers-as-above = Як обрано вище
handovers-reason = Причина
handovers-reason-hint = Необов’язково. Залишиться в історії.
handovers-do-departure = Деактивувати й передати справи
handovers-do-handover = Передати справи
handovers-do-preview = Показати, що станеться
handovers-done-departure = { $name }: звільнення виконано. Справи передано, весь доступ закрито.
handovers-done-handover = { $name }: справи передано.
handovers-gone-already = { $name }: звільнення вже виконано. Ось передача справ.
handovers-several = Деактивувати кількох співробітників
handovers-several-lead = { $n ->
    [one] Іде { $n } співробітник за один крок: усі або ніхто.
    [few] Ідуть { $n } співробітники за один крок: усі або ніхто.
   *[many] Ідуть { $n } співробітників за один крок: усі або ніхто.
 }
handovers-several-successor = Хто отримує справи всіх
handovers-several-hint = Для окремих співробітників нижче можна обрати іншого. Хто сам іде, отримати не може.
handovers-do-several = { $n ->
    [one] Деактивувати { $n } співробітника
    [few] Деактивувати { $n } співробітників
   *[many] Деактивувати { $n } співробітників
 }
handovers-several-rules = Щоб розподілити справи за правилами, деактивуйте співробітника окремо: з його картки, до чи після решти.
handovers-several-done = { $n ->
    [one] Деактивовано { $n } співробітника. Справи передано, доступ закрито.
    [few] Деактивовано { $n } співробітників. Справи передано, доступ закрито.
   *[many] Деактивовано { $n } співробітників. Справи передано, доступ закрито.
 }
handovers-posts = Посади
handovers-posts-text = Вкажіть, хто обійме кожну посаду. Сама вона ні до кого не переходить: посада дає права.
handovers-post-vacant = Залишити вакантною
handovers-passed = Перейшло до інших
handovers-tokens = Програми, що входять із токенами співробітника
handovers-tokens-text = Залишений токен далі належить технічному користувачеві й діє з його правами. Хто знав секрет, знає його й далі: якнайшвидше випустіть новий токен.
handovers-tokens-none = Токени перестануть діяти. Щоб програма працювала далі, спершу додайте технічного користувача.
handovers-token = Токен «{ $name }»
handovers-token-ends = Перестане діяти
handovers-token-goes-on = Перейде технічному користувачеві: { $name }

## Факт
handovers-moved = Що перейшло
handovers-moved-nothing = Нічого
handovers-from = Від кого
handovers-to = Кому
handovers-facts = Подробиці
handovers-by = Хто виконав
handovers-ended = Закритий доступ
handovers-undoes = Скасовує
handovers-undo = Скасування
handovers-undo-until = Відкрите до { $until }. Що відтоді пішло далі, залишиться там і буде перелічене.
handovers-do-undo = Скасувати
handovers-undo-over = Строк скасування минув. Повернути справи можна, активувавши співробітника знову.
handovers-to-person = До співробітника
handovers-undone-at = Скасовано { $at }:
handovers-undone-all = Скасовано. Усе повернулося.
handovers-undone-partly = Скасовано. Частина справ встигла піти далі й залишилася там: список нижче.
handovers-left = Що лишилося в інших
handovers-left-text = Це пішло далі ще до скасування і не повернулося.
handovers-why = Чому
handovers-moved-on = Передано далі:
handovers-which-one = передача справ
handovers-reassigned = Призначено іншим по одному запису
handovers-sample = Наприклад
handovers-to-proof = Перевірити зараз іще раз

## Блокування, повернення, підтвердження
handovers-block-title = Блокувати: { $name }
handovers-block-text = Весь доступ закриється одразу. Справи залишаться на місці, нове призначити буде не можна.
handovers-block-keeps = Залишається за співробітником
handovers-do-block = Блокувати
handovers-blocked = Блокування увімкнено. Весь доступ закрито.
handovers-unblocked = Блокування знято. Пароль знову діє; колишні входи й токени — ні.
handovers-reactivate-title = Активувати знову: { $name }
handovers-reactivate-text = Буде зайнято одну ліцензію. Для входу потрібне нове одноразове посилання: створіть його в картці співробітника.
handovers-work = Колишні справи
handovers-work-back = Повернути
handovers-work-back-text = Повернеться те, що досі в наступників: { $what }
handovers-work-stays = Залишити як є
handovers-work-stays-text = Співробітник почне з порожнього портфеля.
handovers-work-none = Повертати нічого: співробітник почне з порожнього портфеля.
handovers-do-reactivate = Активувати
handovers-reactivated = Активацію виконано. Для входу створіть одноразове посилання.
handovers-reactivated-back = Активацію виконано, справи повернулися. Для входу створіть одноразове посилання.
handovers-proof-title = Що лишилося: { $name }
handovers-proof-lead = Пораховано зараз у самих таблицях, а не взято з передачі справ.
handovers-proof-clean = За співробітником нічого не лишилося
handovers-proof-some = Що закріплено за співробітником
handovers-proof-rows = Місць тримача
handovers-technical = Відповідає за технічних користувачів
handovers-proof-posts = Посади у відділах
handovers-proof-covers = Заміщення
handovers-scheduled = Заплановані завдання
handovers-scheduled-text = Після звільнення вони йдуть далі від імені того, хто його проводить.
job-departure = заплановані звільнення
job-plan = розподіл за правилами
job-import = імпорт
job-letter = листи в дорозі
job-forms = заявки з форм
handovers-proof-left = { $n ->
    [0] нічого не лишилося
    [one] лишилося: { $n }
    [few] лишилося: { $n }
    [many] лишилося: { $n }
   *[other] лишилося: { $n }
 }
handovers-proof-at = Пораховано { $at }

## Відмови
error-already-blocked = Співробітника вже заблоковано.
error-not-blocked = Співробітника не заблоковано.
error-already-departed = Співробітника вже деактивовано.
error-not-departed = Співробітника не деактивовано.
error-not-yourself = Із собою цього зробити не можна. Попросіть іншого адміністратора.
error-holds-nothing = Співробітник іще жодного разу не входив, за ним нічого не закріплено.
error-choose-successor = Оберіть, хто отримає справи.
error-successor-self = Справи не можна передати тому, хто їх передає. Оберіть іншого співробітника.
error-may-not-hold = { $kind ->
    [deal] { $name }: роль не дозволяє тримати угоди. Оберіть для них іншого співробітника.
    [contact] { $name }: роль не дозволяє тримати контакти. Оберіть для них іншого співробітника.
    [company] { $name }: роль не дозволяє тримати компанії. Оберіть для них іншого співробітника.
    [task] { $name }: роль не дозволяє тримати завдання. Оберіть для них іншого співробітника.
   *[other] { $name }: роль не дозволяє це тримати. Оберіть іншого співробітника.
 }
error-may-not-hold-any-more = { $kind ->
    [deal] { $name }: роль більше не дозволяє тримати угоди. Спершу змініть роль або передайте справи заново.
    [contact] { $name }: роль більше не дозволяє тримати контакти. Спершу змініть роль або передайте справи заново.
    [company] { $name }: роль більше не дозволяє тримати компанії. Спершу змініть роль або передайте справи заново.
    [task] { $name }: роль більше не дозволяє тримати завдання. Спершу змініть роль або передайте справи заново.
   *[other] { $name }: тримати справи більше не можна. Спершу змініть це або передайте справи заново.
 }
error-nothing-to-hand-over = Передавати нічого.
error-handovers-none-ticked = Позначте, що передати.
error-plan-running = Справи вже розподіляються ({ $name }). Дочекайтеся кінця або скасуйте розподіл.
error-plan-ended = Це вже завершено: подивіться, що вийшло.
error-split-too-many = Правил може бути не більше { $n }.
error-split-kind = Правило { $n }: записи цього виду не можна розподіляти за правилами.
error-split-receivers = Правило { $n }: назвіть отримувачів, кожного один раз, не більше 50.
error-split-facet = Правило { $n }: записи цього виду не мають такої ознаки.
error-split-amount = Правило { $n }: нижня сума більша за верхню.
error-split-ids = Правило { $n }: назвіть від одного до 1000 записів.
error-split-ids-not-theirs = Деяких обраних записів немає, або вони не в цього співробітника.
error-unknown-access = У співробітника немає такого доступу. Подивіться, який є, і спробуйте знову.
error-already-undone = Це вже скасовано.
error-undo-too-late = Строк скасування минув. Активуйте співробітника знову або передайте справи заново.
error-undo-of-undo = Це скасувати не можна. Передайте справи заново.
error-departed-again = Пізніше співробітника деактивували ще раз (№ { $number }). Спершу скасуйте те звільнення.
error-undo-person-away = { $name }: тримати справи зараз не можна. Спершу активуйте співробітника.
error-nothing-to-undo = Скасовувати нічого: відтоді все пішло далі.
error-post-needs-successor = { $post ->
    [head] Вкажіть, хто далі керує відділом «{ $department }», або залиште посаду вакантною.
   *[other] Вкажіть, хто далі заступник у відділі «{ $department }», або залиште посаду вакантною.
 }
error-post-leads-already = { $name }: уже керує відділом «{ $department }». Оберіть іншого заступника або залиште посаду вакантною.
error-no-such-post-held = Одним із названих відділів співробітник не керує.
error-only-tokens-go-on = Технічному користувачеві можна залишити лише токен. Сеанси й посилання закриваються.
error-no-technical-user = Немає технічного користувача, якому можна залишити токен. Спершу додайте його.
error-which-technical-user = Технічних користувачів кілька. Вкажіть, який: technical:ID.
error-no-such-technical-user = Активного технічного користувача з таким номером немає.
error-unknown-fate = Доступ можна закрити або залишити технічному користувачеві: вкажіть «end» або «technical».
error-token-ended = Токен «{ $name }» щойно перестав діяти. Подивіться ще раз.
error-several-people = Назвіть від одного до { $most } співробітників, кожного один раз.
error-several-splits = Розподілити за правилами можна справи лише одного співробітника за раз.
error-leaves-too = { $name } теж іде. Оберіть того, хто залишається.

## Розподіл за правилами
share-out = Розподілити…
share-text = За правилами окремі записи отримують інші, порівну, якщо позначено кількох. Діє перше правило, що підходить; усе інше отримує наступник, обраний вище.
share-add = Ще одне правило
share-any = Будь-які
share-open = Стан
share-open-yes = Відкриті
share-open-no = Закриті
share-pipeline = Воронка
share-stage = Етап
share-from = Сума від, { $currency }
share-up-to = Сума до, { $currency }
share-ids = Лише ці записи (номери через кому)
share-to = Хто отримує
share-end-now = Закрити доступ до розподілу
share-end-now-hint = Розподіл багатьох записів за правилами потребує часу; спершу доступ буде заблоковано.
error-share-amount = Суму в правилі не вдалося прочитати.
error-share-ids = Номери записів у правилі не вдалося прочитати.

## Розподіл у роботі
plans-title = Розподіл справ: { $name }
plans-lead = Записи готуються один за одним; ніхто не побачить різниці, доки все не перейде за один крок.
plans-begun = Записи розподіляються. Сторінку можна закрити: робота триватиме сама.
plans-state-running = Записи готуються до передачі. Сторінку можна закрити: робота триватиме сама.
plans-state-waiting = Потрібен адміністратор.
plans-state-cancelling = Записи повертаються на місце.
plans-state-cancelled = Скасовано: усе як було.
plans-state-done = Усе передано.
plans-staged = Підготовлено
plans-how-far = { $done } з { $total }
plans-shares = Хто що отримує
plans-rule = Правило { $n }
plans-rest = Решта
plans-sum = Сума
plans-record = Запис
plans-records-title = Отримує { $name }
plans-no-records = Тут нічого немає, або ваших прав замало, щоб це бачити.
plans-count = { $n ->
    [one] { $n } запис
    [few] { $n } записи
    [many] { $n } записів
   *[other] { $n } запису
 }
plans-more = Далі
plans-gone = Пішли самі
plans-gone-text = Ці записи тим часом передали іншим. Там вони й залишаться.
plans-acts-for = За дорученням
plans-cancel = Скасувати розподіл
plans-still-blocked = { $name }: доступ було заблоковано заздалегідь, і він лишається закритим. Зніміть блокування в картці або деактивуйте знову.
plans-cancel-said = Скасовано. Записи повернуться на місце.
plans-take-over = Перейняти й продовжити
plans-taken-over = Доручення тепер ваше. Робота триває.
plans-to-handover = Що вийшло
plans-refresh = Оновити
plans-open = Переглянути розподіл
handovers-open-list = { $kind }: { $n }. Список відкриється в новій вкладці

## На що зважити до передавання
handovers-missing = Залишилося вказати
handovers-mind = На що зважити
warning-away = { $name }: немає на місці до { $until }. Заміщує: { $by }.
warning-away-alone = { $name }: немає на місці по { $until }. Ніхто не заміщує.
warning-leaving = { $name }: теж заплановано звільнення, { $at }.
warning-access-ends = { $name }: доступ закінчиться сам, { $at }.
warning-unseen = { $name }: угод на цих етапах не буде видно, їх приховує роль: { $stages }.
warning-unchangeable = { $name }: угоди на цих етапах можна буде бачити, але не змінювати: { $stages }.
warning-token = Програма з токеном «{ $token }» перестане працювати.
warning-at-work = { $name } зараз у системі: відкриті сторінки закриються одразу.
