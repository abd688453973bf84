error-last-administrator = This is the last administrator who can sign in. Make somebody else an administrator first.
