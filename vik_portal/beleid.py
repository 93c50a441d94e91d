"""The Content-Security-Policy header, worked out once instead of at every answer."""

from __future__ import annotations

from typing import Any

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase

#: What django-csp's decorators and a nonce leave behind: then the policy is of this answer alone.
_EIGEN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class BeleidMiddleware(CSPMiddleware):
    """django-csp; an answer that asks for nothing of its own gets the policy of the settings without building it."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.vast = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if hasattr(request, "_csp_nonce") or any(naam in vars(response) for naam in _EIGEN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.vast)
        # As the parent does: a nonce asked for after this would not be in the header.
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response
