roles-title = Ролі
roles-lead = Що кожна роль може робити з кожним видом роботи і як далеко це сягає.
roles-default = За замовчуванням
roles-kind = Вид роботи
roles-hold = Може бути відповідальним
roles-yes = Так
roles-no = Ні
roles-areas = Крім записів
