# Отсутствия: кого нет с какого дня по какой и кто замещает
absences-title = Отсутствия
absences-lead = Кого нет на месте и кто замещает.
absences-today =
    { $n ->
        [0] Сегодня все на месте.
        [one] Сегодня нет { $n } сотрудника.
        [few] Сегодня нет { $n } сотрудников.
       *[many] Сегодня нет { $n } сотрудников.
    }
absences-state = Отметить отсутствие
absences-show = Кого показать
absences-everybody = Все
absences-only-away = Только отсутствующие
absences-only-uncovered = Без замещения
absences-search = Найти сотрудника по имени
absences-nobody = Никого не нашлось
absences-nobody-text = Среди тех, кто вам виден, таких нет. Выберите другой месяц или покажите всех.
absences-months = Месяц
absences-to-today = Сегодня
absences-key-away = отсутствует
absences-key-covered = отсутствует, есть замещение
absences-key-stands-in = замещает
absences-stands-in = замещает { $name }
absences-for = замещает сотрудника { $name }
absences-none = В этом месяце никто из них не отсутствует.
absences-when = Когда
absences-reason = Причина
absences-listed = Кто отсутствует
absences-group-today = Отсутствуют сегодня
absences-group-week = Позже на этой неделе
absences-group-month = В этом месяце
absences-who = Кто замещает?
absences-open = Открыть
absences-days = { $first } – { $last }
absences-card = Отсутствие
absences-change = Изменить
absences-change-of = Отсутствие: { $name }
absences-withdraw = Отозвать
absences-back-now = Уже на месте
absences-word = Пояснение
absences-word-hint = Необязательно.
absences-stated = Отмечено
absences-private = Причину и пояснение видят сам сотрудник и те, кто управляет сотрудниками. Коллеги видят только дни.
absences-over-uncovered = Никто не замещал.
coverage-nothing-text = Открытых дел нет, замещать некого.
coverage-nobody = Никто не замещает
coverage-nobody-text = Пока никто не замещает. Новые дела приходят, а присмотреть за ними некому.
coverage-gaps = Закрыто не всё
coverage-gaps-text = Замещение больше не совпадает с отсутствием: часть дней или дел не закрыта.
coverage-beyond-text = Замещение больше не совпадает с отсутствием: оно длится дольше.
coverage-whole-text = Все дни закрыты.
absences-fit = Перенести замещение на эти дни
absences-fitted = Замещение теперь идёт по дням отсутствия, последний день — { $until }.
absences-stray = { $name } замещает: { $days }, но отсутствие на эти дни не отмечено.
absences-cover-idle = { $name } замещает: { $days }, но сейчас не работает или не может держать эти дела, так что ничего не закрыто. Завершите это замещение, чтобы выбрать другого.
absences-cover-partly = { $name } сейчас не может держать часть этих дел. Завершите это замещение, чтобы выбрать для них другого.
absences-offer = Кто замещает: { $days }? Замещающий видит все дела и делает с ними то же, что со своими; закончится это само.
absences-offer-kinds = Кто замещает: { $days }? Пока не закрыто: { $kinds }. Замещающий видит эти дела и делает с ними то же, что со своими; закончится это само.
absences-takes = Выбрать: { $name }
absences-whom = Кто замещает
absences-somebody-else = Или кто-то другой
absences-some-kinds = Другие дни или отдельные виды…
absences-leads = руководит отделом
absences-mate = тот же отдел
absences-unable = часть этих дел держать нельзя
absences-away-too = тоже отсутствует: { $days }
absences-stand-in-away = { $name } тоже отсутствует: { $days }. Назначьте на эти дни кого-нибудь другого.
absences-person = Кто отсутствует
absences-first = Первый день
absences-last = Последний день
absences-do = Отметить отсутствие
absences-save = Сохранить
absences-stated-said = Отсутствие отмечено.
absences-changed = Отсутствие изменено.
absences-says-now = Сейчас там: { $days }. Сохраните ещё раз, если нужно по-вашему.
absences-withdraw-text = Отсутствие исчезнет из календаря.
absences-back-text = Отсутствие закончится вчерашним днём; прошедшие дни останутся в истории.
absences-end-covers = Что ещё завершить
absences-end-cover = Замещение: { $name }, по { $until }
absences-withdrawn = Отсутствие отозвано.
absences-ended = Отсутствие закончено.
absences-none-ahead = Отсутствий не отмечено.
absences-past = Прошедшие отсутствия
absences-calendar = Календарь
absences-lacking =
    { $n ->
        [one] Сейчас или скоро { $n } отсутствие с открытыми делами и без замещения.
        [few] Сейчас или скоро { $n } отсутствия с открытыми делами и без замещения.
       *[many] Сейчас или скоро { $n } отсутствий с открытыми делами и без замещения.
    }
absences-look = Посмотреть
absence-reason-vacation = Отпуск
absence-reason-sick = Больничный
absence-reason-trip = Командировка
absence-reason-other = Другое
absence-state-ahead = Впереди
absence-state-now = Сейчас
absence-state-past = Прошло
away-until = отсутствует по { $until }
error-absence-day = День пишется так: 2026-11-22.
error-absence-order = Последний день не может быть раньше первого.
error-absence-too-long = Отсутствие длится не больше года. На больший срок передайте дела.
error-absence-long-ago = Это слишком давно: отсутствие может начаться не больше чем 31 день назад.
error-absence-far = Это слишком далеко: отсутствие может начаться в ближайшие два года.
error-absence-month = Месяц пишется так: 2026-11.
error-absence-too-many-days = Спрашивайте не больше чем о двух годах.
error-absence-overlaps = На эти дни отсутствие уже отмечено: { $first } – { $last }. Измените его или выберите другие дни.
error-absence-nobody = Отсутствия бывают только у тех, кто здесь работает и может держать дела.
error-absence-over = Это отсутствие прошло и останется как есть.
error-absence-covered = Эти дни уже закрыты замещением.
error-absence-cover-runs = Это замещение уже идёт, и перенести его на более поздние дни нельзя: оно длилось бы и все дни до них. Завершите его и выберите замещающего заново.
error-absence-cover-idle = На эти дни уже выбран тот, кто сейчас не может взять эти дела. Сначала завершите то замещение, потом выберите заново.
