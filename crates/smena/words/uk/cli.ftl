cli-ambiguous = «{ $name }»: підходить кілька співробітників. Вкажіть id:
cli-no-account = Такого акаунта немає.
cli-which-account = Акаунтів кілька: вкажіть потрібний через --account.
cli-no-person = «{ $name }»: такого співробітника немає. Вкажіть id, e-mail, логін або повне ім’я.
cli-bad-file = { $file } не читається: { $why }
cli-verified = Усе гаразд.
cli-kind = «{ $text }» — не ВИД=СПІВРОБІТНИК, наприклад deal=anna@example.com.
cli-departed = { $name }: доступ закрито, справи передано. Передача { $id }.
cli-would-depart = { $name }: ось що станеться. Нічого не змінилося.
cli-moved = { $kind }: { $n }, отримує { $to }
cli-ended = { $kind }: закрито { $n }
cli-undone = Скасовано.
cli-left = { $kind }: { $n } залишаються там, де вони зараз
cli-created = Акаунт { $account } створено; адміністратор: співробітник { $person }.
cli-imported = { $kind }: прочитано { $read }, створено { $created }, оновлено { $updated }, без змін { $unchanged }, зауважень { $refused }
cli-sample =
    Компанія-приклад готова.
    Вхід: { $email }
    Пароль: { $password }
    Пароль показано один раз.
cli-sample-there = Компанія вже є: входьте як раніше. Щоб почати наново, зупиніть Smena і видаліть її базу даних.
cli-rescue-lifted = Двофакторний вхід знято: { $name }.
cli-rescue-link = { $name }: за цим одноразовим посиланням можна увійти й задати новий пароль. Воно працює один раз, три дні, і показане лише зараз.
cli-rescue-promoted = { $name }: тепер адміністратор.
cli-rescue-unblocked = { $name }: блокування знято.
cli-split = Це правило не вдалося прочитати: «{ $text }». Пишіть так: deal open to anna@example.com, borys@example.com
cli-plan-waits = Розподіл зупинився: { $why } План { $id } можна продовжити або скасувати на його сторінці.
cli-post = «{ $text }» — не ВІДДІЛ=СПІВРОБІТНИК, наприклад Продажі=anna@example.com або Продажі=vacant.
cli-token = «{ $text }» — не ТОКЕН=ТЕХНІЧНИЙ КОРИСТУВАЧ: номер токена й кому він залишається.
cli-partners-none = У списку партнерів поки нікого.
cli-closes = закриється { $at }
cli-gone = видалено { $at }
cli-partner-line = { $id }  { $name } ({ $regions }), { $state }
cli-partner-done = Готово: { $name }.
cli-plan-set = Готово. Ліцензії: { $seats }; сплачено до: { $until }; партнер: { $partner }
