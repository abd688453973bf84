# Структура как схема.
structure-title = Структура компании
structure-lead = Перетащите сотрудника или отдел на новое место или нажмите «Переместить».
structure-views = Вид
structure-view-list = Список
structure-view = Структура
structure-search = Найти сотрудника или отдел
structure-found = { $n ->
    [0] Никого и ничего не найдено
    [one] Найдено: { $n }
    [few] Найдено: { $n }
   *[many] Найдено: { $n }
}
structure-size = Размер схемы
structure-smaller = Мельче
structure-larger = Крупнее
structure-percent = { $n } %
structure-departments = { $n ->
    [one] { $n } отдел ниже
    [few] { $n } отдела ниже
   *[many] { $n } отделов ниже
}
structure-members = { $n ->
    [one] { $n } сотрудник
    [few] { $n } сотрудника
   *[many] { $n } сотрудников
}
structure-vacant = Руководитель: вакантно
structure-appoint = Назначить
structure-appoint-where = Назначить руководителя: { $department }
structure-head = Руководитель
structure-head-search = Найти по имени
structure-nowhere = Без отдела
structure-nowhere-empty = У каждого есть отдел.
structure-move = Переместить
structure-move-whom = Переместить: { $name }
structure-placed = { $name }: «{ $department }», { $post }
structure-is-nowhere = { $name }: теперь без отдела
structure-part-of = «{ $name }» теперь входит в «{ $parent }»
structure-at-top = «{ $name }» теперь на верхнем уровне
structure-overtaken = { $name }: кто-то успел переместить или изменить. Вот как есть сейчас.
structure-gone = Этого сотрудника или отдела здесь уже нет. Вот как есть сейчас.
error-head-there = У этого отдела уже есть руководитель.
