"""What every answer says to the browser, error pages, redirects and static files included.

Django, django-csp and WhiteNoise set most of it, each for the answers that reach it; an error in an outer layer reaches
none of them. So this goes first but for the CSP's own middleware, and fills in whatever is missing.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# What a page might ask a browser for. Only signing in with a passkey is ours.
NOBODY_MAY = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
WE_MAY = ("publickey-credentials-create", "publickey-credentials-get")

ALWAYS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{feature}=()" for feature in NOBODY_MAY), *(f"{feature}=(self)" for feature in WE_MAY)]
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# For what is no page: a download, JSON, an image opened by itself. It may load and run nothing.
NOT_A_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Cookies are left out: browsers would take those of the council's other services on the same domain too.
LEFT_BEHIND = '"cache", "storage"'


class HeadersMiddleware:
    """Locks every answer down, and has browsers keep none unless the answer says otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Security-Policy", NOT_A_PAGE)
        response.headers.setdefault("Cache-Control", "no-store")
        if _ends_session(response):
            response.headers["Clear-Site-Data"] = LEFT_BEHIND
        return response


def _ends_session(response: HttpResponseBase) -> bool:
    """Whether the answer takes the session's cookie back: after signing out, and when a session has run out."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0


class MethodsMiddleware:
    """Pages are read and forms are sent; there is nothing to PUT, to DELETE or to TRACE."""

    KNOWN = ("GET", "HEAD", "POST")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in self.KNOWN:
            return HttpResponse(status=405, headers={"Allow": ", ".join(self.KNOWN)})
        return self.get_response(request)
