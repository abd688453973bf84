# The second factor
factor-title = Two-factor sign-in
factor-lead = After the password a code from an app on your phone. Whoever learns your password still can't get in.
factor-set-up = Set it up
factor-change = Change
factor-on-since = On since { $when }
factor-none = Off
factor-step-app = Open an authenticator app on your phone, or get one: any of them will do.
factor-step-scan = Scan this square with it.
factor-step-code = Type the six digits that the app shows.
factor-square = A square code with the secret for an authenticator app
factor-by-hand = If it can't be scanned, type the secret into the app:
factor-secret = Secret
factor-code-app = Code from the app
factor-code = Code
factor-code-hint = Six digits from the app, or one of your recovery codes.
factor-turn-on = Turn on
factor-is-on = Two-factor sign-in is on. All other sign-ins have ended.
factor-codes = Recovery codes
factor-codes-left = { $n ->
    [one] { $n } recovery code is left.
   *[other] { $n } recovery codes are left.
}
factor-codes-text = Without your phone you get in by one of them; each works once. New ones take the place of all that are left.
factor-codes-new = Make new ones
factor-codes-made = There are new recovery codes, the old ones work no more. All other sign-ins have ended.
factor-codes-keep = Keep them where you find them without your phone
factor-codes-once = They are shown only now. Each of them gets you in once when your phone is lost.
factor-codes-kept = I have kept them
factor-off-title = Turn it off
factor-off-text = From then on the password alone is enough. All other sign-ins end.
factor-turn-off = Turn off
factor-is-off = Two-factor sign-in is off. All other sign-ins have ended.
factor-ask = One more step
factor-ask-text = Your password is right. Now the code from your authenticator app.
factor-lift = Lift two-factor sign-in
factor-lift-text = If they have lost both their phone and their recovery codes, you can let them in with the password alone. All their sign-ins end.
factor-lifted = Two-factor sign-in is lifted. All their sign-ins have ended.
error-second-factor = A code is needed, too.
error-code-wrong = This code is wrong, or was used before. Wait for the next one.
error-otp-secret = This is not a secret for an authenticator app.
error-factor-on = Two-factor sign-in is on already.
error-factor-off = Two-factor sign-in is off.
error-factor-own = You turn off your own on your card, with a code.
error-factor-shared = This person works in another company too: only they change their two-factor sign-in.
