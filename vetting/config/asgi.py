"""What uvicorn serves in embedded mode."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetting.config.settings")
# WhiteNoise reads files in blocks; Django warns that under ASGI it collects them first.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
application = get_asgi_application()
