# Комментарии к записям
comments-comment = Комментарий
comments-write = Написать комментарий
comments-hint = Прочитают все, кто видит эту запись. Ctrl+Enter — отправить.
comments-send = Отправить
comments-saved = Комментарий сохранён.
comments-changed = изменён
comments-edit = Изменить комментарий
comments-remove = Удалить
comments-remove-title = Удалить комментарий?
comments-remove-text = Текст исчезнет навсегда. Останется только строка о том, что комментарий был и кто его удалил.
comments-removed = Комментарий удалён.
comments-gone = Этого больше нет, или теперь это вам не открыто. Ничего не сохранено; написанное — ниже, его можно скопировать.
comments-which = Что показано
comments-all = Всё
comments-only = Комментарии
comments-none = Комментариев пока нет. Первый можно написать выше.
