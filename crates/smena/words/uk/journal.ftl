journal-title = Журнал
journal-lead = Усе, що змінювалося: ким і коли. Змінити ці записи не може ніхто.
journal-what = Спершу нове
journal-pages = Сторінки журналу
journal-newest = До нових
journal-older = Раніше
