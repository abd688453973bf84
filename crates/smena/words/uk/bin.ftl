bin-lead = Видалене зберігається тут 30 днів.
bin-search = Ім’я або назва
bin-empty = Видаленого немає
bin-empty-text = Видалені угоди, контакти, компанії та завдання чекають тут 30 днів, і їх можна відновити одним натисканням.
bin-kinds = Що це було
bin-all-kinds = Усі
bin-title = Назва
bin-what = Що це було
bin-deleted = Коли видалено
bin-by = Ким видалено
bin-until = Зберігається до
bin-restore = Відновити
bin-restored = Відновлено: { $title }

error-bin-kind = Оберіть deal, contact, company або task.
bin-list-deleted-by = { $name } · видалено щойно
bin-list-emptied = З кошика щось зникло назавжди: минуло 30 днів
