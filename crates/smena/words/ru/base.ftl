# Виды, статусы, категории, должности
kind-deal = Сделки
kind-contact = Контакты
kind-company = Компании
kind-task = Задачи
kind-bin = Удалённые записи
kind-source = Формы
kind-trigger = Триггеры
one-deal = Сделка
one-contact = Контакт
one-company = Компания
one-task = Задача
one-bin = Удалённая запись
one-source = Форма
one-trigger = Триггер
status-pending = В ожидании
status-active = Активный
status-blocked = Заблокирован
status-departed = Деактивирован
status-closing = Удаляется
status-erased = Удалён
person-erased = Удалённый сотрудник №{ $id }
category-member = Пользователь
category-administrator = Администратор
category-technical = Технический пользователь
post-member = Участник
post-head = Руководитель
post-deputy = Заместитель
role-administrator = Администратор
role-head = Руководитель
role-seller = Продавец
role-observer = Наблюдатель
deed-see = Видеть
deed-create = Создавать
deed-edit = Изменять
deed-assign = Назначать
deed-delete = Удалять
scope-none = Ничего
scope-own = Свои
scope-department = Свой отдел
scope-tree = Отдел с подотделами
scope-all = Все
area-people = Сотрудники
area-settings = Настройки
area-billing = Счёт и оплата
area-journal = Журнал
access-session = Входы в систему
access-token = Токены API
access-link = Одноразовые ссылки

# Отказы
error-signed-out = Войдите, чтобы продолжить.
error-not-found = Здесь ничего нет, или вам это не открыто.
error-not-found-title = Не найдено
error-denied = Ваших прав на это не хватает.
error-denied-title = Нет доступа
error-denied-ask = Право может дать администратор. К кому обратиться:
error-withheld = До ухода нельзя удалять, скачивать и заводить новые токены.
error-withheld-until = До вашего ухода ({ $at }) нельзя удалять, скачивать и заводить новые токены. Если это нужно, обратитесь: { $names }.
error-refused-title = Не получилось
error-form = Проверьте отмеченные поля.
error-body = Запрос не удалось прочитать: { $why }
error-query = Адрес не удалось прочитать: { $why }
error-too-large = Слишком большой объём.
error-job-moved = Это задание сейчас меняет кто-то другой. Попробуйте ещё раз.
error-job-not-allowed = Тот, кто это поручил, больше не вправе это делать. Поручение может принять другой администратор.
error-slow = { $n ->
    [one] Слишком много попыток. Повторите через { $n } секунду.
    [few] Слишком много попыток. Повторите через { $n } секунды.
    [many] Слишком много попыток. Повторите через { $n } секунд.
   *[other] Слишком много попыток. Повторите через { $n } секунды.
 }
error-broken = Сбой на нашей стороне. Ничего не изменилось. Попробуйте ещё раз; если не поможет, скажите администратору.
error-broken-title = Сбой
error-home = На главную
error-no-such-person = Такого сотрудника нет.
error-not-assignable = { $name }: назначить новую работу сейчас нельзя. Выберите активного сотрудника.
error-stale = Запись изменили, пока вы работали. Посмотрите, что изменилось, и сохраните снова.
error-required = Заполните поле.
error-too-long = Слишком длинно.
error-link-dead = Ссылка больше не действует. Попросите у администратора новую.
error-once = Эта форма уже отправлена.
right-hold = Может отвечать
right-yes = Да
right-no = Нет
area-people-text = Добавлять и изменять сотрудников, блокировать, передавать дела; кроме администраторов.
area-settings-text = Отделы, роли, воронки, товары, формы, триггеры, сама компания.
area-billing-text = Лицензии и оплата.
area-journal-text = Что происходило в компании: кто и когда.
# Что не даёт передать новую работу
obstacle-pending = ещё не было первого входа
obstacle-blocked = доступ заблокирован
obstacle-departed = доступ деактивирован
obstacle-closing = скоро будет удалён
obstacle-erased = удалён
obstacle-technical = это технический пользователь
obstacle-past = срок доступа истёк
obstacle-rights = роль не позволяет отвечать за это
