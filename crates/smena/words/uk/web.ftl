# Рамка кожної сторінки.
web-skip = До змісту
web-nav = Головне меню
web-menu = Меню
web-back = Назад
web-print = Друк
web-language = Мова
web-two-zones = Ваш часовий пояс: { $own }; пояс компанії: { $company }.
web-zone-company = Як у компанії: { $zone }
web-me = Ваша картка
web-sign-out = Вийти
web-connection-lost = Немає зв’язку із сервером. Пробуємо знову…
web-plain-http = З’єднання не зашифроване: його може прочитати будь-хто в цій мережі. Поза перевіркою потрібен https.
web-sample = Це приклад: компанія вигадана.
web-sample-leave = Створити свою компанію
web-closing-title = { $name }: компанія закривається
web-closing-text = Після { $day } усе, що в ній є, зникне. До цього дня увійти можуть лише її адміністратори.
web-closing-who = Скасувати закриття може будь-який адміністратор:
web-closing-out = Вийти
web-closing-elsewhere = Увійти до іншої компанії
web-closing-line = Компанія закриється після { $day }: увійти можуть лише адміністратори, змінювати нічого не можна.
web-closing-way = Скасувати закриття…
web-connection-unsent = Немає зв'язку із сервером: нічого не надіслано. Введене лишилося тут; надішліть ще раз, коли зв'язок повернеться.
web-typed-back = Ваш вхід закінчився, поки ви писали. Введене знову тут; його ще не збережено.
web-unsaved = Ви ввели те, що ще не збережено. Піти без цього?
web-crumbs = Де ви
web-close = Закрити
web-palette = Сторінка, людина, запис або дія
web-palette-choose = Вибрати
web-palette-go = Відкрити

nav-start = Перші кроки
nav-deals = Угоди
nav-contacts = Контакти
nav-companies = Компанії
nav-tasks = Завдання
nav-search = Пошук
nav-people = Співробітники
nav-handovers = Передачі справ
nav-settings = Налаштування
nav-bin = Кошик
web-waiting = { $n ->
    [one] { $n } справа чекає на вас
    [few] { $n } справи чекають на вас
   *[many] { $n } справ чекають на вас
 }
nav-partner = Клієнти
web-factor-due = Від { $when } тут знадобиться й другий фактор.
web-factor-set-up = Налаштувати зараз
