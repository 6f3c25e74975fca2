"""Reading request bodies. Their size is bounded by Django (DATA_UPLOAD_MAX_MEMORY_SIZE)."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


class SoundJSONParser(JSONParser):
    """Refuse what Python's parser lets through or stumbles over; both are the sender's doing.

    JSON nested too deeply exhausts the stack. Half of a surrogate pair becomes text
    that no database and no answer can hold, not even the answer that refuses it.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = stream.read()
        try:
            parsed: dict[str, Any] = super().parse(BytesIO(body), media_type, parser_context)
            if ESCAPED_SURROGATE.search(body):
                json.dumps(parsed, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        except UnicodeEncodeError:
            raise ParseError("The JSON holds half of a surrogate pair.") from None
        return parsed
