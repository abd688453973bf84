companies-search = Название, телефон, почта или сайт
companies-new = Новая компания
companies-edit = Изменить компанию
companies-empty = Компаний пока нет
companies-empty-text = Компания – это те, с кем вы ведёте дела: на её карточке собраны её люди и сделки.
companies-name = Название
companies-site = Сайт
companies-parent = Входит в
companies-parts = Входят в эту компанию
companies-created = Компания сохранена.
companies-add-contact = Добавить контакт
companies-no-contacts = Контактов в этой компании пока нет.
companies-no-deals = Сделок с этой компанией пока нет.

error-companies-site = Сайт пишется так: example.com или https://example.com.
error-companies-circle = Эта компания сама входит в ту, что вы меняете. Выберите другую.
