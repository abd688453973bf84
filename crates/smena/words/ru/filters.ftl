# Фильтры словами в строке поиска. Названия слова и значения – через запятую, показывается первое; понимаются названия на
# всех трёх языках.
filter-help = Фильтры словами
filter-help-text = Их можно набрать в любом месте строки, по-русски, по-украински или по-английски; значение с пробелами – в кавычках: этап:"Первый контакт". Слово текста с двоеточием тоже берите в кавычки.
filter-which = { $word }: что выбрать?
filter-several = По запросу «{ $value }» подходят несколько. Что выбрать?
filter-choices = Что можно выбрать

filter-word-pipeline = воронка
filter-word-stage = этап, стадия, статус
filter-word-deal-is = состояние, это
filter-word-task-is = { filter-word-deal-is }
filter-word-contact-is = { filter-word-deal-is }
filter-word-responsible = ответственный, ответственная, держатель, чьи
filter-word-queue = очередь
filter-word-closes = закрыть, срок
filter-word-due = срок

filter-says-pipeline = сделки одной воронки
filter-says-stage = сделки на одном этапе
filter-says-deal-is = сделки: открытые, закрытые
filter-says-task-is = задачи: открытые, просроченные, выполненные, все
filter-says-contact-is = контакты: без изменений 30 дней
filter-says-responsible = чьи записи: часть имени или я
filter-says-queue = что ждёт в очереди
filter-says-closes = сделки, которые нужно закрыть ко дню: сегодня, завтра, неделя, просрочено, 24.12.2026
filter-says-due = задачи со сроком до дня: сегодня, завтра, неделя, просрочено, 24.12.2026

filter-none-pipeline = Воронки «{ $value }» нет. Есть:
filter-none-stage = Этапа «{ $value }» нет. Есть:
filter-none-deal-is = «{ $value }» – не состояние сделки. Бывают:
filter-none-task-is = «{ $value }» – не состояние задачи. Бывают:
filter-none-contact-is = «{ $value }» – не состояние контакта. Бывают:
filter-none-responsible = Никого не зовут «{ $value }». Есть:
filter-none-queue = Очереди «{ $value }» нет. Есть:
filter-none-closes = «{ $value }» – не день. Напишите, например, 24.12.2026 или выберите:
filter-none-due = { filter-none-closes }

filter-value-me = я, мои, моё, мой, мне
filter-value-open = открытые, открыта, открыто, открытая
filter-value-closed = закрытые, закрыта, закрыто, закрытая
filter-value-done = выполненные, выполнена, выполнено, готово, закрытые
filter-value-overdue = просроченные, просрочено, просрочена
filter-value-all = все, всё, любые
filter-value-unchanged = без изменений, забытые
filter-value-today = сегодня
filter-value-tomorrow = завтра
filter-value-week = неделя, на неделе, на этой неделе
