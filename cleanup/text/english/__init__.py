"""Tables of English: which words a word list for spelling has, and which pairs stand together."""
