products-title = Товари
products-add = Додати товар
products-new = Новий товар
products-edit = Товар
products-name = Назва
products-price = Ціна
products-currency = Валюта
products-added = Товар додано до каталогу.
products-saved = Збережено
products-empty = Товарів ще немає
products-empty-text = Товари, які ви додасте, можна обирати в угодах.

error-products-price = Це не ціна. Напишіть, наприклад, 1234,50.
error-products-currency = Валюта – це код із трьох літер, наприклад EUR.
error-products-taken = Товар із такою назвою вже є.
