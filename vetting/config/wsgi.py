"""What granian serves in server mode."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetting.config.settings")
application = get_wsgi_application()
