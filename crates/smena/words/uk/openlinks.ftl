open-links-title = Відкрите посилання
open-links-lead = За ним приєднується кожен, у кого воно є, — до визначеного дня й кількості людей.
open-links-waiting = Чекають вашого рішення
open-links-none = Відкритих посилань немає
open-links-none-text = Створіть посилання й надішліть його в чат команди: кожен приєднається сам.
open-links-all = Відкриті посилання
open-links-new = Нове відкрите посилання
open-links-department = Відділ
open-links-for = Скільки діє
open-links-days =
    { $n ->
        [one] { $n } день
        [few] { $n } дні
       *[many] { $n } днів
    }
open-links-most = На скільки людей
open-links-how = Як приєднуються
open-links-approval = Я підтверджую кожного
open-links-approval-hint = Без цього одразу ввійде кожен, у кого є посилання.
open-links-unproven = Листи тут не надсилаються, і ніхто не доведе, що пошта його. Краще підтверджувати кожного.
open-links-make = Створити посилання
open-links-made = Відкрите посилання
open-links-once = Воно показане один раз. Увійти за ним зможе кожен, тож давайте його лише своїм.
open-links-message = Приєднуйтеся до компанії { $account } у Smena: { $link }
open-links-back = До відкритих посилань
open-links-over = Посилання більше нікого не впустить.
open-links-admit = Впустити
open-links-decline = Відмовити
open-links-declined = Відмовлено. Вказані дані забуто.
open-links-came = Коли
open-links-acts = Дії
open-links-used = Прийшли
open-links-until = До
open-links-asks = З підтвердженням
open-links-at-once = Одразу
open-links-works = Діє
open-links-ended = Закінчилося
open-links-maker = Автор
open-links-no-maker = Хто його створив, більше не може запрошувати
open-links-shut = Нікого не впускає
open-links-no-role = Ролі більше немає
open-links-no-department = відділу більше немає
open-links-end = Закінчити
open-links-wait =
    { $n ->
        [one] За відкритим посиланням прийшла { $n } людина й чекає вашого рішення.
        [few] За відкритим посиланням прийшли { $n } людини й чекають вашого рішення.
       *[many] За відкритим посиланням прийшли { $n } людей і чекають вашого рішення.
    }
join-title = Приєднатися: { $account }
join-text = Назвіть ім’я та пошту, і ми надішлемо вхід.
join-text-approval = Назвіть ім’я та пошту. Адміністратор вас впустить, і ми надішлемо вхід.
join-email-hint = З нею ви входитимете.
join-send = Приєднатися
join-waits = Вирішує адміністратор
join-waits-text = Відповідь прийде на пошту або від того, хто дав вам посилання.
join-letter = Погляньте в пошту
join-letter-text = Якщо { $address } можна приєднати, туди вже йде лист із входом. Хто вже тут, входить як завжди.
join-no-seat = Вільних місць зараз немає. Скажіть тому, хто дав вам посилання.
error-open-link-days = Від одного дня до тридцяти.
error-open-link-most = Від однієї людини до трьохсот.
error-open-link-administrator = За відкритим посиланням адміністратором не стають. Виберіть іншу роль.
error-open-link-dead = Це посилання більше нікого не впускає. Попросіть нове в того, хто його дав.
