# Фільтри словами в рядку пошуку. Назви слова й значення – через кому, показується перша; зрозумілі назви всіма трьома
# мовами.
filter-help = Фільтри словами
filter-help-text = Їх можна набрати будь-де в рядку, українською, російською чи англійською; значення з пробілами – у лапках: етап:"Перший контакт". Слово тексту з двокрапкою теж беріть у лапки.
filter-which = { $word }: що вибрати?
filter-several = За запитом «{ $value }» підходять кілька. Що вибрати?
filter-choices = Що можна вибрати

filter-word-pipeline = воронка
filter-word-stage = етап, стадія, статус
filter-word-deal-is = стан, це
filter-word-task-is = { filter-word-deal-is }
filter-word-contact-is = { filter-word-deal-is }
filter-word-responsible = відповідальний, відповідальна, тримач, чиї
filter-word-queue = черга
filter-word-closes = закрити, термін, строк
filter-word-due = термін, строк

filter-says-pipeline = угоди однієї воронки
filter-says-stage = угоди на одному етапі
filter-says-deal-is = угоди: відкриті, закриті
filter-says-task-is = завдання: відкриті, прострочені, виконані, усі
filter-says-contact-is = контакти: без змін 30 днів
filter-says-responsible = чиї записи: частина імені або я
filter-says-queue = що чекає в черзі
filter-says-closes = угоди, які треба закрити до дня: сьогодні, завтра, тиждень, прострочено, 24.12.2026
filter-says-due = завдання з терміном до дня: сьогодні, завтра, тиждень, прострочено, 24.12.2026

filter-none-pipeline = Воронки «{ $value }» немає. Є:
filter-none-stage = Етапу «{ $value }» немає. Є:
filter-none-deal-is = «{ $value }» – не стан угоди. Бувають:
filter-none-task-is = «{ $value }» – не стан завдання. Бувають:
filter-none-contact-is = «{ $value }» – не стан контакту. Бувають:
filter-none-responsible = Нікого не звати «{ $value }». Є:
filter-none-queue = Черги «{ $value }» немає. Є:
filter-none-closes = «{ $value }» – не день. Напишіть, наприклад, 24.12.2026 або виберіть:
filter-none-due = { filter-none-closes }

filter-value-me = я, мої, моє, мій, мені
filter-value-open = відкриті, відкрита, відкрито, відкрите
filter-value-closed = закриті, закрита, закрито, закрите
filter-value-done = виконані, виконано, виконане, готово, закриті
filter-value-overdue = прострочені, прострочено, прострочене
filter-value-all = усі, всі, усе, будь-які
filter-value-unchanged = без змін, забуті
filter-value-today = сьогодні
filter-value-tomorrow = завтра
filter-value-week = тиждень, цього тижня
