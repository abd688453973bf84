# Рамка каждой страницы.
web-skip = К содержанию
web-nav = Главное меню
web-menu = Меню
web-back = Назад
web-print = Печать
web-language = Язык
web-me = Ваша карточка
web-sign-out = Выйти
web-connection-lost = Нет связи с сервером. Пробуем снова…
web-plain-http = Соединение не зашифровано: его может прочитать любой в этой сети. Вне проверки нужен https.
web-close = Закрыть
web-palette = Страница, человек, запись или действие
web-palette-choose = выбрать
web-palette-go = открыть

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
