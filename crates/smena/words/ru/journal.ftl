journal-title = Журнал
journal-lead = Всё, что менялось: кем и когда. Изменить эти записи не может никто.
journal-what = Сначала новое
journal-pages = Страницы журнала
journal-newest = К новым
journal-older = Раньше
