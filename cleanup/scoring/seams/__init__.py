"""Judge the places within tokens at which two words seem to meet: glue, loss, or either.

A token that is no word is read as two or more by the decoder (``candidates``). Two linear models
over its words and neighbours (``features``) say how likely it is damage, and if so, how likely
words were lost there and not a space alone (``odds``). What else the document holds moves both
(``document_features``, ``calibration``); ``score`` gives each seam one verdict.
"""
