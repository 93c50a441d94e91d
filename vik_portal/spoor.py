"""The audit trail, except where nobody may be known."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from pghistory.middleware import HistoryMiddleware

#: The briefer's phone, the three questions of a campaign, and choosing on a dilemma or giving it stars. pghistory
#: writes account and address into the text of every statement of a request, and there they would stand beside an answer
#: in any log of statements.
NIEMAND = re.compile(
    r"^/(?:b/|briefings/vragen/|briefings/campagnes/[0-9]+/terugblik/|dilemmas/[a-z0-9-]+/(?:sterren/)?$)"
)


class Spoor(HistoryMiddleware):
    """pghistory, with who does what; at addresses where that may not be known, nothing."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NIEMAND.match(request.path_info):
            return self.get_response(request)
        return super().__call__(request)
