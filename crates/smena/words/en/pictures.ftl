# Pictures of people.
pictures-add = Add a picture
pictures-change = Change the picture
pictures-title = Picture: { $name }
pictures-file = File
pictures-hint = PNG, JPEG or WebP, up to 5 MB. The middle is cropped to a square.
pictures-save = Save the picture
pictures-remove = Remove the picture
pictures-changed = The picture is saved
pictures-removed = The picture is removed
error-picture-none = Choose a file first.
error-picture-too-large = The file is larger than 5 MB. Save it smaller and send it again.
error-picture-format = This is no PNG, JPEG or WebP picture. Save it as one of them and send it again.
error-picture-points = The picture has more than 20 million points. Scale it down and send it again.
error-picture-broken = The picture can’t be read: the file is broken. Try another one.
