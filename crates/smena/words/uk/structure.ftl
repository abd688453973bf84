# Структура як схема.
structure-title = Структура компанії
structure-lead = Перетягніть співробітника чи відділ на нове місце або натисніть «Перемістити».
structure-views = Вигляд
structure-view-list = Список
structure-view = Структура
structure-search = Знайти співробітника чи відділ
structure-found = { $n ->
    [0] Нікого й нічого не знайдено
    [one] Знайдено: { $n }
    [few] Знайдено: { $n }
   *[many] Знайдено: { $n }
}
structure-size = Розмір схеми
structure-smaller = Дрібніше
structure-larger = Більше
structure-percent = { $n } %
structure-departments = { $n ->
    [one] { $n } відділ нижче
    [few] { $n } відділи нижче
   *[many] { $n } відділів нижче
}
structure-members = { $n ->
    [one] { $n } співробітник
    [few] { $n } співробітники
   *[many] { $n } співробітників
}
structure-vacant = Керівник: вакантно
structure-appoint = Призначити
structure-appoint-where = Призначити керівника: { $department }
structure-head = Керівник
structure-head-search = Знайти за ім’ям
structure-nowhere = Без відділу
structure-nowhere-empty = Кожен має відділ.
structure-move = Перемістити
structure-move-whom = Перемістити: { $name }
structure-placed = { $name }: «{ $department }», { $post }
structure-is-nowhere = { $name }: тепер без відділу
structure-part-of = «{ $name }» тепер входить до «{ $parent }»
structure-at-top = «{ $name }» тепер на верхньому рівні
structure-overtaken = { $name }: хтось устиг перемістити чи змінити. Ось як є зараз.
structure-gone = Цього співробітника чи відділу тут уже немає. Ось як є зараз.
error-head-there = Цей відділ уже має керівника.
