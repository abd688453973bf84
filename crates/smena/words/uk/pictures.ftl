# Фотографії співробітників.
pictures-add = Додати фотографію
pictures-change = Змінити фотографію
pictures-title = Фотографія: { $name }
pictures-file = Файл
pictures-hint = PNG, JPEG або WebP, до 5 МБ. Середина обрізається до квадрата.
pictures-save = Зберегти фотографію
pictures-remove = Прибрати фотографію
pictures-changed = Фотографію збережено
pictures-removed = Фотографію прибрано
error-picture-none = Спершу виберіть файл.
error-picture-too-large = Файл більший за 5 МБ. Збережіть його меншим і надішліть знову.
error-picture-format = Це не картинка PNG, JPEG або WebP. Збережіть її в одному з цих форматів і надішліть знову.
error-picture-points = У картинці понад 20 мільйонів точок. Зменште її й надішліть знову.
error-picture-broken = Картинку не прочитати: файл пошкоджено. Спробуйте інший.
