# The search over everything.
search-title = Поиск
search-by = Имена, телефоны, адреса
search-empty = Найти что угодно
search-empty-text = Хватит части имени, номера телефона или адреса; несколько слов — в любом порядке. Одна-две буквы находят начала слов.
search-nothing-text = Попробуйте часть слова или меньше слов.
search-all = Все найденные
