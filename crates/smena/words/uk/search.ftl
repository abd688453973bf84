# The search over everything.
search-title = Пошук
search-by = Імена, телефони, адреси
search-empty = Знайти будь-що
search-empty-text = Досить частини імені, номера телефону чи адреси; кілька слів — у будь-якому порядку. Одна-дві літери знаходять початки слів.
search-nothing-text = Спробуйте частину слова або менше слів.
search-all = Усі знайдені
