# Види, статуси, категорії, посади
kind-deal = Угоди
kind-contact = Контакти
kind-company = Компанії
kind-task = Завдання
kind-bin = Видалені записи
kind-source = Форми
kind-trigger = Тригери
one-deal = Угода
one-contact = Контакт
one-company = Компанія
one-task = Завдання
one-bin = Видалений запис
one-source = Форма
one-trigger = Тригер
status-pending = В очікуванні
status-active = Активний
status-blocked = Заблокований
status-departed = Деактивований
status-closing = Видаляється
status-erased = Видалений
person-erased = Видалений співробітник №{ $id }
category-member = Користувач
category-administrator = Адміністратор
category-technical = Технічний користувач
post-member = Учасник
post-head = Керівник
post-deputy = Заступник
role-administrator = Адміністратор
role-head = Керівник
role-seller = Продавець
role-observer = Спостерігач
deed-see = Бачити
deed-create = Створювати
deed-edit = Змінювати
deed-assign = Призначати
deed-delete = Видаляти
scope-none = Нічого
scope-own = Свої
scope-department = Свій відділ
scope-tree = Відділ з підвідділами
scope-all = Усі
area-people = Співробітники
area-settings = Налаштування
area-billing = Рахунок і оплата
area-journal = Журнал
access-session = Входи в систему
access-token = Токени API
access-link = Одноразові посилання

# Відмови
error-signed-out = Увійдіть, щоб продовжити.
error-not-found = Тут нічого немає, або вам це не відкрито.
error-not-found-title = Не знайдено
error-denied = Ваших прав на це замало.
error-denied-title = Немає доступу
error-denied-ask = Право може надати адміністратор. До кого звернутися:
error-withheld = До виходу не можна видаляти, завантажувати й створювати нові токени.
error-withheld-until = До вашого виходу ({ $at }) не можна видаляти, завантажувати й створювати нові токени. Якщо це потрібно, зверніться: { $names }.
error-refused-title = Не вийшло
error-form = Перевірте позначені поля.
error-body = Запит не вдалося прочитати: { $why }
error-query = Адресу не вдалося прочитати: { $why }
error-too-large = Завеликий обсяг.
error-job-moved = Це завдання саме зараз змінює хтось інший. Спробуйте ще раз.
error-job-not-allowed = Той, хто це доручив, більше не має на це права. Доручення може прийняти інший адміністратор.
error-slow = { $n ->
    [one] Забагато спроб. Повторіть через { $n } секунду.
    [few] Забагато спроб. Повторіть через { $n } секунди.
    [many] Забагато спроб. Повторіть через { $n } секунд.
   *[other] Забагато спроб. Повторіть через { $n } секунди.
 }
error-broken = Збій на нашому боці. Нічого не змінилося. Спробуйте ще раз; якщо не допоможе, скажіть адміністраторові.
error-broken-title = Збій
error-home = На головну
error-no-such-person = Такого співробітника немає.
error-not-assignable = { $name }: призначити нову роботу зараз не можна. Оберіть активного співробітника.
error-stale = Запис змінили, поки ви працювали. Подивіться, що змінилося, і збережіть знову.
error-required = Заповніть поле.
error-too-long = Задовго.
error-link-dead = Посилання більше не діє. Попросіть в адміністратора нове.
error-once = Цю форму вже надіслано.
right-hold = Може відповідати
right-yes = Так
right-no = Ні
area-people-text = Додавати й змінювати співробітників, блокувати, передавати справи; крім адміністраторів.
area-settings-text = Відділи, ролі, воронки, товари, форми, тригери, сама компанія.
area-billing-text = Ліцензії та оплата.
area-journal-text = Що відбувалося в компанії: хто і коли.
# Що не дає передати нову роботу
obstacle-pending = ще не було першого входу
obstacle-blocked = доступ заблоковано
obstacle-departed = доступ деактивовано
obstacle-closing = скоро буде видалено
obstacle-erased = видалено
obstacle-technical = це технічний користувач
obstacle-past = строк доступу минув
obstacle-rights = роль не дозволяє відповідати за це
