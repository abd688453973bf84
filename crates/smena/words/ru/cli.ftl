cli-ambiguous = «{ $name }»: подходит несколько сотрудников. Укажите id:
cli-no-account = Такого аккаунта нет.
cli-which-account = Аккаунтов несколько: укажите нужный через --account.
cli-no-person = «{ $name }»: такого сотрудника нет. Укажите id, e-mail, логин или полное имя.
cli-bad-file = { $file } не читается: { $why }
cli-verified = Всё в порядке.
cli-kind = «{ $text }» — не ВИД=СОТРУДНИК, например deal=anna@example.com.
cli-departed = { $name }: доступ закрыт, дела переданы. Передача { $id }.
cli-would-depart = { $name }: вот что произойдёт. Ничего не изменилось.
cli-moved = { $kind }: { $n }, получает { $to }
cli-ended = { $kind }: закрыто { $n }
cli-undone = Отменено.
cli-left = { $kind }: { $n } остаются там, где они сейчас
cli-created = Аккаунт { $account } создан; администратор: сотрудник { $person }.
cli-imported = { $kind }: прочитано { $read }, создано { $created }, обновлено { $updated }, без изменений { $unchanged }, замечаний { $refused }
cli-sample =
    Компания-пример готова.
    Вход: { $email }
    Пароль: { $password }
    Пароль показан один раз.
cli-sample-there = Компания уже есть: входите как раньше. Чтобы начать заново, остановите Smena и удалите её базу данных.
cli-rescue-lifted = Двухфакторный вход снят: { $name }.
cli-rescue-link = { $name }: по этой одноразовой ссылке можно войти и задать новый пароль. Она работает один раз, три дня, и показана только сейчас.
cli-rescue-promoted = { $name }: теперь администратор.
cli-rescue-unblocked = { $name }: блокировка снята.
cli-split = Это правило не удалось прочитать: «{ $text }». Пишите так: deal open to anna@example.com, borys@example.com
cli-plan-waits = Распределение остановилось: { $why } План { $id } можно продолжить или отменить на его странице.
cli-post = «{ $text }» — не ОТДЕЛ=СОТРУДНИК, например Продажи=anna@example.com или Продажи=vacant.
cli-token = «{ $text }» — не ТОКЕН=ТЕХНИЧЕСКИЙ ПОЛЬЗОВАТЕЛЬ: номер токена и кому он остаётся.
cli-partners-none = В списке партнёров пока никого.
cli-closes = закроется { $at }
cli-gone = удалена { $at }
cli-partner-line = { $id }  { $name } ({ $regions }), { $state }
cli-partner-done = Готово: { $name }.
cli-plan-set = Готово. Лицензии: { $seats }; оплачено до: { $until }; партнёр: { $partner }
