# Відсутності: кого немає з якого дня по який і хто заміщує
absences-title = Відсутності
absences-lead = Кого немає на місці і хто заміщує.
absences-today =
    { $n ->
        [0] Сьогодні всі на місці.
        [one] Сьогодні немає { $n } співробітника.
        [few] Сьогодні немає { $n } співробітників.
       *[many] Сьогодні немає { $n } співробітників.
    }
absences-state = Позначити відсутність
absences-show = Кого показати
absences-everybody = Усі
absences-only-away = Лише відсутні
absences-only-uncovered = Без заміщення
absences-search = Знайти співробітника за іменем
absences-nobody = Нікого не знайшлося
absences-nobody-text = Серед тих, кого вам видно, таких немає. Оберіть інший місяць або покажіть усіх.
absences-months = Місяць
absences-to-today = Сьогодні
absences-key-away = відсутність
absences-key-covered = відсутність, є заміщення
absences-key-stands-in = заміщує
absences-stands-in = заміщує { $name }
absences-for = заміщує співробітника { $name }
absences-none = Цього місяця всі вони на місці.
absences-when = Коли
absences-reason = Причина
absences-listed = Хто відсутній
absences-group-today = Відсутні сьогодні
absences-group-week = Пізніше цього тижня
absences-group-month = Цього місяця
absences-who = Хто заміщує?
absences-open = Відкрити
absences-days = { $first } – { $last }
absences-card = Відсутність
absences-change = Змінити
absences-change-of = Відсутність: { $name }
absences-withdraw = Відкликати
absences-back-now = Уже на місці
absences-word = Пояснення
absences-word-hint = Необов’язково.
absences-stated = Позначено
absences-private = Причину й пояснення бачать сам співробітник і ті, хто керує співробітниками. Колеги бачать лише дні.
absences-over-uncovered = Ніхто не заміщував.
coverage-nothing-text = Відкритих справ немає, заміщувати нема кого.
coverage-nobody = Ніхто не заміщує
coverage-nobody-text = Поки ніхто не заміщує. Нові справи надходять, а доглянути за ними нікому.
coverage-gaps = Закрито не все
coverage-gaps-text = Заміщення більше не збігається з відсутністю: частину днів або справ не закрито.
coverage-beyond-text = Заміщення більше не збігається з відсутністю: воно триває довше.
coverage-whole-text = Усі дні закрито.
absences-fit = Перенести заміщення на ці дні
absences-fitted = Заміщення тепер іде за днями відсутності, останній день — { $until }.
absences-stray = { $name } заміщує: { $days }, але відсутність на ці дні не позначено.
absences-cover-idle = { $name } заміщує: { $days }, але зараз не працює або не може тримати ці справи, тож нічого не закрито. Завершіть це заміщення, щоб обрати іншого.
absences-cover-partly = { $name } зараз не може тримати частину цих справ. Завершіть це заміщення, щоб обрати для них іншого.
absences-offer = Хто заміщує: { $days }? Ця людина бачить усі справи й робить з ними те саме, що зі своїми; закінчиться це саме.
absences-offer-kinds = Хто заміщує: { $days }? Поки не закрито: { $kinds }. Ця людина бачить ці справи й робить з ними те саме, що зі своїми; закінчиться це саме.
absences-takes = Обрати: { $name }
absences-whom = Хто заміщує
absences-somebody-else = Або хтось інший
absences-some-kinds = Інші дні або окремі види…
absences-leads = керує відділом
absences-mate = той самий відділ
absences-unable = частину цих справ тримати не можна
absences-away-too = теж не буде: { $days }
absences-stand-in-away = { $name }: теж не буде, { $days }. Призначте на ці дні когось іншого.
absences-person = Кого не буде
absences-first = Перший день
absences-last = Останній день
absences-do = Позначити відсутність
absences-save = Зберегти
absences-stated-said = Відсутність позначено.
absences-changed = Відсутність змінено.
absences-says-now = Зараз там: { $days }. Збережіть ще раз, якщо треба по-вашому.
absences-withdraw-text = Відсутність зникне з календаря.
absences-back-text = Відсутність закінчиться вчорашнім днем; минулі дні лишаться в історії.
absences-end-covers = Що ще завершити
absences-end-cover = Заміщення: { $name }, по { $until }
absences-withdrawn = Відсутність відкликано.
absences-ended = Відсутність закінчено.
absences-none-ahead = Відсутностей не позначено.
absences-past = Минулі відсутності
absences-calendar = Календар
absences-lacking =
    { $n ->
        [one] Зараз або скоро { $n } відсутність із відкритими справами й без заміщення.
        [few] Зараз або скоро { $n } відсутності з відкритими справами й без заміщення.
       *[many] Зараз або скоро { $n } відсутностей із відкритими справами й без заміщення.
    }
absences-look = Переглянути
absence-reason-vacation = Відпустка
absence-reason-sick = Лікарняний
absence-reason-trip = Відрядження
absence-reason-other = Інше
absence-state-ahead = Попереду
absence-state-now = Зараз
absence-state-past = Минуло
away-until = не буде по { $until }
error-absence-day = День пишеться так: 2026-11-22.
error-absence-order = Останній день не може бути раніше за перший.
error-absence-too-long = Відсутність триває не більше року. На довший строк передайте справи.
error-absence-long-ago = Це надто давно: відсутність може початися щонайбільше 31 день тому.
error-absence-far = Це надто далеко: відсутність може початися в найближчі два роки.
error-absence-month = Місяць пишеться так: 2026-11.
error-absence-too-many-days = Питайте щонайбільше про два роки.
error-absence-overlaps = На ці дні відсутність уже позначено: { $first } – { $last }. Змініть її або оберіть інші дні.
error-absence-nobody = Відсутності бувають лише в тих, хто тут працює і може тримати справи.
error-absence-over = Ця відсутність минула й лишиться як є.
error-absence-covered = Ці дні вже закрито заміщенням.
error-absence-cover-runs = Це заміщення вже триває, і перенести його на пізніші дні не можна: воно тривало б і всі дні до них. Завершіть його й оберіть того, хто заміщує, заново.
error-absence-cover-idle = На ці дні вже обрано того, хто зараз не може взяти ці справи. Спершу завершіть те заміщення, потім оберіть заново.
