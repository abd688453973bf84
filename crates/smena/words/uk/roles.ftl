roles-title = Ролі
roles-lead = Що кожна роль може робити з кожним видом роботи і як далеко це сягає.
roles-default = За замовчуванням
roles-kind = Вид роботи
roles-areas = Крім записів
roles-role = Роль
roles-people = Співробітники
roles-list-cells = У клітинці — як далеко видно, а після риски — як далеко можна змінювати, якщо це менше.
roles-legend = Як далеко сягає право
roles-by-stage = За етапами
roles-matrix = Права за видами роботи
roles-bound = Нічого не можна робити далі, ніж видно.
roles-stage = Етап
roles-stages = Менше на деяких етапах
roles-stages-text = Етап може лише зменшити: право на угоди там не далі вказаного. Етап, залишений як вище, зокрема новий, нічого не зменшує.
roles-stage-enter = Ставити сюди
roles-as-above = Як вище
roles-as-role = Як у ролі
roles-area-has = Відкрито
roles-add = Додати роль
roles-name = Назва ролі
roles-save = Зберегти
roles-cancel = Скасувати
roles-added = Роль додано.
roles-saved = Збережено. Діє з наступного кроку кожного.
roles-copy = Копіювати
roles-copy-of = { $name } (копія)
roles-make-default = Давати за замовчуванням
roles-default-set = Цю роль отримують, коли іншу не обрано.
roles-remove = Видалити
roles-remove-title = Видалити роль «{ $name }»?
roles-remove-text = Цієї ролі ні в кого немає. Повернути її буде неможливо.
roles-removed = Роль видалено.
roles-see-people = У кого вона
roles-have = { $n ->
    [one] Ця роль у { $n } співробітника
    [few] Ця роль у { $n } співробітників
   *[many] Ця роль у { $n } співробітників
 }
roles-history = Що відбувалося
roles-now = Зараз: { $name }
roles-too-wide = Це ширше за ваші власні права. Змінити чи надати таке може лише адміністратор.
roles-compare = Порівняти
roles-compare-lead = Відмінності позначено.
roles-compare-do = Показати поруч
roles-choose = Які ролі порівняти
roles-choose-two = Оберіть хоча б дві.
roles-right = Право
roles-differs = Відрізняється
roles-differences = { $n ->
    [one] { $n } відмінність
    [few] { $n } відмінності
   *[many] { $n } відмінностей
 }
error-role-right = Такого права немає.
error-role-too-far = { $kind }, { $deed }: це далі, ніж «Бачити». Розширте «Бачити» або звузьте це.
error-role-name-taken = Роль із такою назвою вже є.
error-role-fixed = Адміністраторам можна все; ця роль не змінюється.
error-role-default = Цю роль отримують, коли іншу не обрано. Спершу оберіть для цього іншу.
error-role-in-links = Цю роль отримає той, хто прийде за відкритим посиланням, або хтось уже чекає за ним рішення. Спершу закінчіть посилання або дайте відповідь.
error-role-in-use = { $n ->
    [one] Ця роль у { $n } співробітника. Спершу надайте іншу.
    [few] Ця роль у { $n } співробітників. Спершу надайте їм іншу.
   *[many] Ця роль у { $n } співробітників. Спершу надайте їм іншу.
 }
