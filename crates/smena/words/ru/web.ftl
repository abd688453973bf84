# Рамка каждой страницы.
web-skip = К содержанию
web-nav = Главное меню
web-menu = Меню
web-back = Назад
web-print = Печать
web-language = Язык
web-two-zones = Ваш часовой пояс: { $own }; пояс компании: { $company }.
web-zone-company = Как у компании: { $zone }
web-me = Ваша карточка
web-sign-out = Выйти
web-connection-lost = Нет связи с сервером. Пробуем снова…
web-plain-http = Соединение не зашифровано: его может прочитать любой в этой сети. Вне проверки нужен https.
web-sample = Это пример: компания вымышленная.
web-sample-leave = Создать свою компанию
web-closing-title = { $name }: компания закрывается
web-closing-text = После { $day } всё, что в ней есть, исчезнет. До этого дня войти могут только её администраторы.
web-closing-who = Отменить закрытие может любой администратор:
web-closing-out = Выйти
web-closing-elsewhere = Войти в другую компанию
web-closing-line = Компания закроется после { $day }: войти могут только администраторы, менять ничего нельзя.
web-closing-way = Отменить закрытие…
web-connection-unsent = Нет связи с сервером: ничего не отправлено. Введённое осталось здесь; отправьте ещё раз, когда связь вернётся.
web-typed-back = Ваш вход закончился, пока вы писали. Введённое снова здесь; оно ещё не сохранено.
web-unsaved = Вы ввели то, что ещё не сохранено. Уйти без этого?
web-crumbs = Где вы
web-close = Закрыть
web-palette = Страница, человек, запись или действие
web-palette-choose = Выбрать
web-palette-go = Открыть

nav-start = Первые шаги
nav-deals = Сделки
nav-contacts = Контакты
nav-companies = Компании
nav-tasks = Задачи
nav-search = Поиск
nav-people = Сотрудники
nav-handovers = Передачи дел
nav-settings = Настройки
nav-bin = Корзина
web-waiting = { $n ->
    [one] { $n } дело ждёт вас
    [few] { $n } дела ждут вас
   *[many] { $n } дел ждут вас
 }
nav-partner = Клиенты
web-factor-due = С { $when } здесь понадобится и второй фактор.
web-factor-set-up = Настроить сейчас
