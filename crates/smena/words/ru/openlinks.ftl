open-links-title = Открытая ссылка
open-links-lead = По ней присоединяется каждый, у кого она есть, — до назначенного дня и числа людей.
open-links-waiting = Ждут вашего решения
open-links-none = Открытых ссылок нет
open-links-none-text = Создайте ссылку и отправьте её в чат команды: каждый присоединится сам.
open-links-all = Открытые ссылки
open-links-new = Новая открытая ссылка
open-links-department = Отдел
open-links-for = Сколько действует
open-links-days =
    { $n ->
        [one] { $n } день
        [few] { $n } дня
       *[many] { $n } дней
    }
open-links-most = На сколько человек
open-links-how = Как присоединяются
open-links-approval = Я подтверждаю каждого
open-links-approval-hint = Без этого сразу войдёт каждый, у кого есть ссылка.
open-links-unproven = Письма здесь не отправляются, и никто не докажет, что почта его. Лучше подтверждать каждого.
open-links-make = Создать ссылку
open-links-made = Открытая ссылка
open-links-once = Она показана один раз. Войти по ней сможет каждый, поэтому давайте её только своим.
open-links-message = Присоединяйтесь к компании { $account } в Smena: { $link }
open-links-back = К открытым ссылкам
open-links-over = Ссылка больше никого не впустит.
open-links-admit = Впустить
open-links-decline = Отказать
open-links-declined = Отказано. Указанные данные забыты.
open-links-came = Когда
open-links-acts = Действия
open-links-used = Пришли
open-links-until = До
open-links-asks = С подтверждением
open-links-at-once = Сразу
open-links-works = Действует
open-links-ended = Закончилась
open-links-maker = Автор
open-links-no-maker = Кто её создал, больше не может приглашать
open-links-shut = Никого не впускает
open-links-no-role = Роли больше нет
open-links-no-department = отдела больше нет
open-links-end = Закончить
open-links-wait =
    { $n ->
        [one] По открытой ссылке пришёл { $n } человек и ждёт вашего решения.
        [few] По открытой ссылке пришли { $n } человека и ждут вашего решения.
       *[many] По открытой ссылке пришли { $n } человек и ждут вашего решения.
    }
join-title = Присоединиться: { $account }
join-text = Назовите имя и почту, и мы пришлём вход.
join-text-approval = Назовите имя и почту. Администратор вас впустит, и мы пришлём вход.
join-email-hint = С ней вы будете входить.
join-send = Присоединиться
join-waits = Решает администратор
join-waits-text = Ответ придёт на почту или от того, кто дал вам ссылку.
join-letter = Посмотрите почту
join-letter-text = Если { $address } можно присоединить, туда уже идёт письмо со входом. Кто уже здесь, входит как всегда.
join-no-seat = Свободных мест сейчас нет. Скажите тому, кто дал вам ссылку.
error-open-link-days = От одного дня до тридцати.
error-open-link-most = От одного человека до трёхсот.
error-open-link-administrator = По открытой ссылке администратором не становятся. Выберите другую роль.
error-open-link-dead = Эта ссылка больше никого не впускает. Попросите новую у того, кто её дал.
