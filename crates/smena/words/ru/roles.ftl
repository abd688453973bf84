roles-title = Роли
roles-lead = Что каждая роль может делать с каждым видом работы и как далеко это распространяется.
roles-default = По умолчанию
roles-kind = Вид работы
roles-areas = Кроме записей
roles-role = Роль
roles-people = Сотрудники
roles-list-cells = В ячейке — насколько далеко видно, а после черты — насколько далеко можно изменять, если это меньше.
roles-legend = Насколько далеко распространяется право
roles-by-stage = По этапам
roles-matrix = Права по видам работы
roles-bound = Ничего нельзя делать дальше, чем видно.
roles-stage = Этап
roles-stages = Меньше на некоторых этапах
roles-stages-text = Этап может только убавить: право на сделки там не дальше указанного. Этап, оставленный как выше, в том числе новый, ничего не убавляет.
roles-stage-enter = Ставить сюда
roles-as-above = Как выше
roles-as-role = Как в роли
roles-area-has = Открыто
roles-add = Добавить роль
roles-name = Название роли
roles-save = Сохранить
roles-cancel = Отмена
roles-added = Роль добавлена.
roles-saved = Сохранено. Действует со следующего шага каждого.
roles-copy = Копировать
roles-copy-of = { $name } (копия)
roles-make-default = Давать по умолчанию
roles-default-set = Эту роль получают, когда другая не выбрана.
roles-remove = Удалить
roles-remove-title = Удалить роль «{ $name }»?
roles-remove-text = Этой роли ни у кого нет. Вернуть её будет нельзя.
roles-removed = Роль удалена.
roles-see-people = У кого она
roles-have = { $n ->
    [one] Эта роль у { $n } сотрудника
    [few] Эта роль у { $n } сотрудников
   *[many] Эта роль у { $n } сотрудников
 }
roles-history = Что происходило
roles-now = Сейчас: { $name }
roles-too-wide = Это шире ваших собственных прав. Изменить или дать такое может только администратор.
roles-compare = Сравнить
roles-compare-lead = Различия отмечены.
roles-compare-do = Показать рядом
roles-choose = Какие роли сравнить
roles-choose-two = Выберите хотя бы две.
roles-right = Право
roles-differs = Различается
roles-differences = { $n ->
    [one] { $n } различие
    [few] { $n } различия
   *[many] { $n } различий
 }
error-role-right = Такого права нет.
error-role-too-far = { $kind }, { $deed }: это дальше, чем «Видеть». Расширьте «Видеть» или сузьте это.
error-role-name-taken = Роль с таким названием уже есть.
error-role-fixed = Администраторам можно всё; эта роль не изменяется.
error-role-default = Эту роль получают, когда другая не выбрана. Сначала выберите для этого другую.
error-role-in-links = Эту роль получит тот, кто придёт по открытой ссылке, или кто-то уже ждёт по ней решения. Сначала закончите ссылку или ответьте.
error-role-in-use = { $n ->
    [one] Эта роль у { $n } сотрудника. Сначала дайте другую.
    [few] Эта роль у { $n } сотрудников. Сначала дайте им другую.
   *[many] Эта роль у { $n } сотрудников. Сначала дайте им другую.
 }
