# Фотографии сотрудников.
pictures-add = Добавить фотографию
pictures-change = Сменить фотографию
pictures-title = Фотография: { $name }
pictures-file = Файл
pictures-hint = PNG, JPEG или WebP, до 5 МБ. Середина обрезается до квадрата.
pictures-save = Сохранить фотографию
pictures-remove = Убрать фотографию
pictures-changed = Фотография сохранена
pictures-removed = Фотография убрана
error-picture-none = Сначала выберите файл.
error-picture-too-large = Файл больше 5 МБ. Сохраните его поменьше и отправьте снова.
error-picture-format = Это не картинка PNG, JPEG или WebP. Сохраните её в одном из этих форматов и отправьте снова.
error-picture-points = В картинке больше 20 миллионов точек. Уменьшите её и отправьте снова.
error-picture-broken = Картинку не прочитать: файл повреждён. Попробуйте другой.
