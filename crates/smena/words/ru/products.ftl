products-title = Товары
products-add = Добавить товар
products-new = Новый товар
products-edit = Товар
products-name = Название
products-price = Цена
products-currency = Валюта
products-added = Товар добавлен в каталог.
products-saved = Сохранено
products-empty = Товаров пока нет
products-empty-text = Товары, которые вы добавите, можно выбирать в сделках.

error-products-price = Это не цена. Напишите, например, 1234,50.
error-products-currency = Валюта – это код из трёх букв, например EUR.
error-products-taken = Товар с таким названием уже есть.
