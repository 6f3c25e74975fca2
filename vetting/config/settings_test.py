"""The product's settings with fast password hashing and mail that tests can read."""

from vetting.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = False  # hundreds of files are scanned at every client's start otherwise
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
