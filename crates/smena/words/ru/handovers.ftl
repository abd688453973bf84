# Передача дел, увольнение, блокировка и возвращение

## Список
handovers-lead = Кто ушёл, что кому перешло и что ещё можно отменить.
handovers-empty = Передач дел пока нет
handovers-empty-text = Когда кто-то увольняется или уходит в отпуск, сделки, контакты и задачи переходят к другим за один шаг, и любой шаг можно отменить в течение 30 дней. Начните с карточки сотрудника.
handovers-none = Ничего не найдено
handovers-none-text = Под поиск и фильтр не подходит ни одна передача дел.
handovers-show-all = Показать все
handovers-to-people = К сотрудникам
handovers-search = Поиск по тому, чьи это дела
handovers-do-search = Найти
handovers-filter = Вид передачи
handovers-every = Все
handovers-pages = Страницы
handovers-newer = Новее
handovers-older = Раньше
handovers-number = №
handovers-no = № { $number }
handovers-numbered = { $what } № { $number }
handovers-what = Что
handovers-person = Чьи дела
handovers-when = Когда
handovers-state = Отмена
handovers-state-undone = Отменено
handovers-state-open = до { $until }
handovers-state-final = закрыта
handovers-departure = Увольнение
handovers-handover = Передача дел
handovers-giveback = Возврат дел
handovers-undo-fact = Отмена

## Окно
handovers-title-departure = Деактивировать: { $name }
handovers-title-handover = Передать дела: { $name }
handovers-close = Закрыть
handovers-cancel = Отмена
handovers-nothing-changed = Пока ничего не изменилось. Всё произойдёт, когда вы нажмёте кнопку внизу.
handovers-would = Вот что произойдёт. Отменить можно до { $until }.
handovers-drawing = От: { $from }. Кому: { $to }
handovers-holds-nothing = Ничего не закреплено: преемник не нужен.
handovers-held = Что закреплено
handovers-kind = Вид
handovers-all = Всего
handovers-open = Открыто
handovers-open-closed = открыто { $open }, закрыто { $closed }
handovers-access = Доступ
handovers-access-stays = Входы, токены и ссылки продолжают работать.
handovers-access-ends = Доступ, который закроется
handovers-since = с { $day }
handovers-no-access = Нет
handovers-seat-free = Освободится одна лицензия.
handovers-which = Что передать
handovers-successor = Кто получит дела
handovers-successor-hint = Предлагаются активные сотрудники, которым можно назначить всё перечисленное выше.
handovers-not-chosen = Не выбран
handovers-find = Поиск по имени
handovers-nobody-found = Никого не найдено
handovers-by-kind = Отдать отдельные виды другим
handovers-as-above = Как выбрано выше
handovers-reason = Причина
handovers-reason-hint = Необязательно. Останется в истории.
handovers-do-departure = Деактивировать и передать дела
handovers-do-handover = Передать дела
handovers-do-preview = Показать, что произойдёт
handovers-done-departure = { $name }: увольнение выполнено. Дела переданы, весь доступ закрыт.
handovers-done-handover = { $name }: дела переданы.
handovers-gone-already = { $name }: увольнение уже выполнено. Вот передача дел.
handovers-several = Деактивировать нескольких сотрудников
handovers-several-lead = { $n ->
    [one] Уходит { $n } сотрудник за один шаг: все или никто.
    [few] Уходят { $n } сотрудника за один шаг: все или никто.
   *[many] Уходят { $n } сотрудников за один шаг: все или никто.
 }
handovers-several-successor = Кто получает дела всех
handovers-several-hint = Для отдельных сотрудников ниже можно выбрать другого. Кто уходит сам, получить не может.
handovers-do-several = { $n ->
    [one] Деактивировать { $n } сотрудника
    [few] Деактивировать { $n } сотрудников
   *[many] Деактивировать { $n } сотрудников
 }
handovers-several-rules = Чтобы распределить дела по правилам, деактивируйте сотрудника отдельно: из его карточки, до или после остальных.
handovers-several-done = { $n ->
    [one] Деактивирован { $n } сотрудник. Дела переданы, доступ закрыт.
    [few] Деактивированы { $n } сотрудника. Дела переданы, доступ закрыт.
   *[many] Деактивированы { $n } сотрудников. Дела переданы, доступ закрыт.
 }
handovers-posts = Должности
handovers-posts-text = Укажите, кто займёт каждую должность. Сама она никому не переходит: должность даёт права.
handovers-post-vacant = Оставить вакантной
handovers-passed = Перешло к другим
handovers-tokens = Программы, которые входят с токенами сотрудника
handovers-tokens-text = Оставленный токен дальше принадлежит техническому пользователю и действует с его правами. Кто знал секрет, знает его и дальше: скорее выпустите новый токен.
handovers-tokens-none = Токены перестанут действовать. Чтобы программа работала дальше, сначала добавьте технического пользователя.
handovers-token = Токен «{ $name }»
handovers-token-ends = Перестанет действовать
handovers-token-goes-on = Перейдёт техническому пользователю: { $name }

## Факт
handovers-moved = Что перешло
handovers-moved-nothing = Ничего
handovers-from = От кого
handovers-to = Кому
handovers-facts = Подробности
handovers-by = Кто выполнил
handovers-ended = Закрытый доступ
handovers-undoes = Отменяет
handovers-undo = Отмена
handovers-undo-until = Открыта до { $until }. Что с тех пор ушло дальше, останется там и будет перечислено.
handovers-do-undo = Отменить
handovers-undo-over = Срок отмены прошёл. Вернуть дела можно, активировав сотрудника снова.
handovers-to-person = К сотруднику
handovers-undone-at = Отменено { $at }:
handovers-undone-all = Отменено. Всё вернулось.
handovers-undone-partly = Отменено. Часть дел успела уйти дальше и осталась там: список ниже.
handovers-left = Что осталось у других
handovers-left-text = Это ушло дальше ещё до отмены и не вернулось.
handovers-why = Почему
handovers-moved-on = Передано дальше:
handovers-which-one = передача дел
handovers-reassigned = Назначено другим по одной записи
handovers-sample = Например
handovers-to-proof = Проверить сейчас ещё раз

## Блокировка, возвращение, подтверждение
handovers-block-title = Блокировать: { $name }
handovers-block-text = Весь доступ закроется сразу. Дела останутся на месте, новое назначить будет нельзя.
handovers-block-keeps = Остаётся за сотрудником
handovers-do-block = Блокировать
handovers-blocked = Блокировка включена. Весь доступ закрыт.
handovers-unblocked = Блокировка снята. Пароль снова действует; прежние входы и токены — нет.
handovers-reactivate-title = Активировать снова: { $name }
handovers-reactivate-text = Будет занята одна лицензия. Для входа нужна новая одноразовая ссылка: создайте её в карточке сотрудника.
handovers-work = Прежние дела
handovers-work-back = Вернуть
handovers-work-back-text = Вернётся то, что до сих пор у преемников: { $what }
handovers-work-stays = Оставить как есть
handovers-work-stays-text = Сотрудник начнёт с пустого портфеля.
handovers-work-none = Возвращать нечего: сотрудник начнёт с пустого портфеля.
handovers-do-reactivate = Активировать
handovers-reactivated = Активация выполнена. Для входа создайте одноразовую ссылку.
handovers-reactivated-back = Активация выполнена, дела вернулись. Для входа создайте одноразовую ссылку.
handovers-proof-title = Что осталось: { $name }
handovers-proof-lead = Посчитано сейчас в самих таблицах, а не взято из передачи дел.
handovers-proof-clean = За сотрудником ничего не осталось
handovers-proof-some = Что закреплено за сотрудником
handovers-proof-rows = Мест держателя
handovers-technical = Отвечает за технических пользователей
handovers-proof-posts = Должности в отделах
handovers-proof-covers = Замещения
handovers-scheduled = Запланированные задания
handovers-scheduled-text = После увольнения они идут дальше от имени того, кто его проводит.
job-departure = запланированные увольнения
job-plan = распределение по правилам
job-import = импорт
job-letter = письма в пути
job-forms = заявки из форм
handovers-proof-left = { $n ->
    [0] ничего не осталось
    [one] осталось: { $n }
    [few] осталось: { $n }
    [many] осталось: { $n }
   *[other] осталось: { $n }
 }
handovers-proof-at = Посчитано { $at }

## Отказы
error-already-blocked = Сотрудник уже заблокирован.
error-not-blocked = Сотрудник не заблокирован.
error-already-departed = Сотрудник уже деактивирован.
error-not-departed = Сотрудник не деактивирован.
error-not-yourself = С собой этого сделать нельзя. Попросите другого администратора.
error-holds-nothing = Сотрудник ещё ни разу не входил, за ним ничего не закреплено.
error-choose-successor = Выберите, кто получит дела.
error-successor-self = Дела нельзя передать тому, кто их передаёт. Выберите другого сотрудника.
error-may-not-hold = { $kind ->
    [deal] { $name }: роль не позволяет держать сделки. Выберите для них другого сотрудника.
    [contact] { $name }: роль не позволяет держать контакты. Выберите для них другого сотрудника.
    [company] { $name }: роль не позволяет держать компании. Выберите для них другого сотрудника.
    [task] { $name }: роль не позволяет держать задачи. Выберите для них другого сотрудника.
   *[other] { $name }: роль не позволяет это держать. Выберите другого сотрудника.
 }
error-may-not-hold-any-more = { $kind ->
    [deal] { $name }: роль больше не позволяет держать сделки. Сначала смените роль или передайте дела заново.
    [contact] { $name }: роль больше не позволяет держать контакты. Сначала смените роль или передайте дела заново.
    [company] { $name }: роль больше не позволяет держать компании. Сначала смените роль или передайте дела заново.
    [task] { $name }: роль больше не позволяет держать задачи. Сначала смените роль или передайте дела заново.
   *[other] { $name }: держать дела больше нельзя. Сначала измените это или передайте дела заново.
 }
error-nothing-to-hand-over = Передавать нечего.
error-handovers-none-ticked = Отметьте, что передать.
error-plan-running = Дела уже распределяются ({ $name }). Дождитесь конца или отмените распределение.
error-plan-ended = Это уже завершено: посмотрите, что получилось.
error-split-too-many = Правил может быть не больше { $n }.
error-split-kind = Правило { $n }: записи этого вида нельзя распределять по правилам.
error-split-receivers = Правило { $n }: назовите получателей, каждого один раз, не больше 50.
error-split-facet = Правило { $n }: у записей этого вида нет такого признака.
error-split-amount = Правило { $n }: нижняя сумма больше верхней.
error-split-ids = Правило { $n }: назовите от одной до 1000 записей.
error-split-ids-not-theirs = Некоторых выбранных записей нет, или они не у этого сотрудника.
error-unknown-access = У сотрудника нет такого доступа. Посмотрите, какой есть, и попробуйте снова.
error-already-undone = Это уже отменено.
error-undo-too-late = Срок отмены прошёл. Активируйте сотрудника снова или передайте дела заново.
error-undo-of-undo = Это отменить нельзя. Передайте дела заново.
error-departed-again = Позже сотрудника деактивировали ещё раз (№ { $number }). Сначала отмените то увольнение.
error-undo-person-away = { $name }: держать дела сейчас нельзя. Сначала активируйте сотрудника.
error-nothing-to-undo = Отменять нечего: с тех пор всё ушло дальше.
error-post-needs-successor = { $post ->
    [head] Укажите, кто дальше руководит отделом «{ $department }», или оставьте должность вакантной.
   *[other] Укажите, кто дальше заместитель в отделе «{ $department }», или оставьте должность вакантной.
 }
error-post-leads-already = { $name }: уже руководит отделом «{ $department }». Выберите другого заместителя или оставьте должность вакантной.
error-no-such-post-held = Одним из названных отделов сотрудник не руководит.
error-only-tokens-go-on = Техническому пользователю можно оставить только токен. Сеансы и ссылки закрываются.
error-no-technical-user = Нет технического пользователя, которому можно оставить токен. Сначала добавьте его.
error-which-technical-user = Технических пользователей несколько. Укажите, какой: technical:ID.
error-no-such-technical-user = Активного технического пользователя с таким номером нет.
error-unknown-fate = Доступ можно закрыть или оставить техническому пользователю: укажите «end» или «technical».
error-token-ended = Токен «{ $name }» только что перестал действовать. Посмотрите ещё раз.
error-several-people = Назовите от одного до { $most } сотрудников, каждого один раз.
error-several-splits = Распределить по правилам можно дела только одного сотрудника за раз.
error-leaves-too = { $name } тоже уходит. Выберите того, кто остаётся.

## Распределение по правилам
share-out = Распределить…
share-text = По правилам отдельные записи получают другие, поровну, если отмечено несколько. Срабатывает первое подходящее правило; всё остальное получает преемник, выбранный выше.
share-add = Ещё одно правило
share-any = Любые
share-open = Состояние
share-open-yes = Открытые
share-open-no = Закрытые
share-pipeline = Воронка
share-stage = Этап
share-from = Сумма от, { $currency }
share-up-to = Сумма до, { $currency }
share-ids = Только эти записи (номера через запятую)
share-to = Кто получает
share-end-now = Закрыть доступ до распределения
share-end-now-hint = Распределение многих записей по правилам занимает время; сначала доступ будет заблокирован.
error-share-amount = Сумму в правиле не удалось прочитать.
error-share-ids = Номера записей в правиле не удалось прочитать.

## Распределение в работе
plans-title = Распределение дел: { $name }
plans-lead = Записи готовятся одна за другой; никто не увидит разницы, пока всё не перейдёт за один шаг.
plans-begun = Записи распределяются. Страницу можно закрыть: работа продолжится сама.
plans-state-running = Записи готовятся к передаче. Страницу можно закрыть: работа продолжится сама.
plans-state-waiting = Нужен администратор.
plans-state-cancelling = Записи возвращаются на место.
plans-state-cancelled = Отменено: всё как было.
plans-state-done = Всё передано.
plans-staged = Подготовлено
plans-how-far = { $done } из { $total }
plans-shares = Кто что получает
plans-rule = Правило { $n }
plans-rest = Остальное
plans-sum = Сумма
plans-record = Запись
plans-records-title = Получает { $name }
plans-no-records = Здесь ничего нет, или ваших прав не хватает, чтобы это видеть.
plans-count = { $n ->
    [one] { $n } запись
    [few] { $n } записи
    [many] { $n } записей
   *[other] { $n } записи
 }
plans-more = Дальше
plans-gone = Ушли сами
plans-gone-text = Эти записи тем временем передали другим. Там они и останутся.
plans-acts-for = По поручению
plans-cancel = Отменить распределение
plans-still-blocked = { $name }: доступ был заблокирован заранее и остаётся закрытым. Снимите блокировку в карточке или деактивируйте заново.
plans-cancel-said = Отменено. Записи вернутся на место.
plans-take-over = Принять и продолжить
plans-taken-over = Поручение теперь ваше. Работа продолжается.
plans-to-handover = Что получилось
plans-refresh = Обновить
plans-open = Посмотреть распределение
handovers-open-list = { $kind }: { $n }. Список откроется в новой вкладке

## На что обратить внимание до передачи
handovers-missing = Осталось указать
handovers-mind = На что обратить внимание
warning-away = { $name }: нет на месте до { $until }. Замещает: { $by }.
warning-away-alone = { $name }: нет на месте по { $until }. Никто не замещает.
warning-leaving = { $name }: тоже запланировано увольнение, { $at }.
warning-access-ends = { $name }: доступ закончится сам, { $at }.
warning-unseen = { $name }: сделки на этих этапах видны не будут, их скрывает роль: { $stages }.
warning-unchangeable = { $name }: сделки на этих этапах можно будет видеть, но не изменять: { $stages }.
warning-token = Программа с токеном «{ $token }» перестанет работать.
warning-at-work = { $name } сейчас в системе: открытые страницы закроются сразу.
