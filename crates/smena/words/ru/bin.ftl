bin-lead = Удалённое хранится здесь 30 дней.
bin-search = Имя или название
bin-empty = Удалённого нет
bin-empty-text = Удалённые сделки, контакты, компании и задачи ждут здесь 30 дней, и их можно восстановить одним нажатием.
bin-kinds = Что это было
bin-all-kinds = Все
bin-title = Название
bin-what = Что это было
bin-deleted = Когда удалено
bin-by = Кем удалено
bin-until = Хранится до
bin-restore = Восстановить
bin-restored = Восстановлено: { $title }

error-bin-kind = Выберите deal, contact, company или task.
bin-list-deleted-by = { $name } · удалено только что
bin-list-emptied = Из корзины что-то исчезло навсегда: прошло 30 дней
