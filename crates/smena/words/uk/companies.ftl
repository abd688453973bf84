companies-search = Назва, телефон, пошта або сайт
companies-new = Нова компанія
companies-edit = Змінити компанію
companies-empty = Компаній поки немає
companies-empty-text = Компанія – це ті, з ким ви ведете справи: на її картці зібрано її людей та угоди.
companies-name = Назва
companies-site = Сайт
companies-parent = Входить до
companies-parts = Входять до цієї компанії
companies-created = Компанію збережено.
companies-add-contact = Додати контакт
companies-no-contacts = Контактів у цій компанії поки немає.
companies-no-deals = Угод із цією компанією поки немає.

error-companies-site = Сайт пишеться так: example.com або https://example.com.
error-companies-circle = Ця компанія сама входить до тієї, яку ви змінюєте. Оберіть іншу.
