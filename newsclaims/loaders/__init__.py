"""One module for each kind of file that articles come in; :mod:`newsclaims.files` chooses between them."""
