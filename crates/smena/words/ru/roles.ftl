roles-title = Роли
roles-lead = Что каждая роль может делать с каждым видом работы и как далеко это распространяется.
roles-default = По умолчанию
roles-kind = Вид работы
roles-hold = Может быть ответственным
roles-yes = Да
roles-no = Нет
roles-areas = Кроме записей
