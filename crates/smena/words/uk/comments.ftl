# Коментарі до записів
comments-comment = Коментар
comments-write = Написати коментар
comments-hint = Прочитають усі, хто бачить цей запис. Ctrl+Enter — надіслати.
comments-send = Надіслати
comments-saved = Коментар збережено.
comments-changed = змінено
comments-edit = Змінити коментар
comments-remove = Видалити
comments-remove-title = Видалити коментар?
comments-remove-text = Текст зникне назавжди. Залишиться лише рядок про те, що коментар був і хто його видалив.
comments-removed = Коментар видалено.
comments-gone = Цього більше немає, або тепер це вам не відкрито. Нічого не збережено; написане — нижче, його можна скопіювати.
comments-which = Що показано
comments-all = Усе
comments-only = Коментарі
comments-none = Коментарів поки немає. Перший можна написати вище.
