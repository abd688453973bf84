# A forgotten password
forgotten-title = A new password
forgotten-text = Say who you are. If we know you, a letter with a one-time link goes to your e-mail.
forgotten-send = Send the link
forgotten-back = Back to signing in
forgotten-sent = Look into your mail
forgotten-sent-text = If { $login } signs in here, a letter with a link is on its way. The link works once, for an hour.
forgotten-sent-nothing = No letter? Look among unwanted mail, check what you typed, or ask an administrator of your company: they can give you a one-time link.
forgotten-new = Choose a new password
forgotten-new-text = It takes the place of the one you forgot. Every other sign-in of yours ends. This link works once.
error-forgotten-off = No letters can be sent from here. Ask an administrator of your company: they can give you a one-time link.
