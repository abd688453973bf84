# The search over everything.
search-title = Search
search-by = Names, numbers, addresses
search-empty = Find anything
search-empty-text = Part of a name, a telephone number or an e-mail is enough; several words in any order. One or two letters find the beginnings of words.
search-nothing-text = Try a part of the word, or fewer words.
search-all = All found
