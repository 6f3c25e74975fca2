"""The front end's one page: every address that is not the API's is its own business."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NONCE_MARK = "__CSP_NONCE__"
NOT_BUILT = "The pages are not built yet: run `make run`, or `npm run build` in frontend/.\n"


@never_cache
@require_safe
@ensure_csrf_cookie
def index(request: HttpRequest) -> HttpResponse:
    """Serve index.html with this response's own nonce: the only scripts that may run inline."""
    try:
        page = (settings.FRONTEND_DIST / "index.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain")
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined] # set by the CSP middleware
    return HttpResponse(page.replace(NONCE_MARK, nonce))
